import { Day } from '../../model/ids.ts';
import type { Design, Gate, Judgement, Work } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';
import { answerPairs } from '../answer-lines.ts';
import { countLines } from './count.ts';
import { cutCandidates } from './cuts.ts';
import { chainOf, networkOf, withFloat } from './chain.ts';
import { forecast } from './forecast.ts';
import { createHomes } from './homes.ts';
import { makeLeaves } from './leaves.ts';
import { makePackages, makePhases, type PackageInput } from './packages.ts';
import { pack } from './packing.ts';
import { proofsOf, testsOf } from './proofs.ts';
import { isSmall } from './small.ts';
import { planSprint } from './sprint.ts';
import { callSubjects, errorSubjects, jobSubjects, metricSubjects } from './subjects/outside.ts';
import type { SubjectContext } from './subjects/context.ts';
import { modelSubjects } from './subjects/models.ts';
import { planSubject } from './subjects/plan.ts';
import { decisionSubjects, nfrSubjects, requirementSubjects, riskSubjects } from './subjects/quality.ts';
import { routeSubjects } from './subjects/routes.ts';
import { makeTasks, taskIds } from './tasks.ts';
import { readCapacity } from './team.ts';

/**
 * What to do and when: leaf tasks by macro, packages, phases with gates, proofs, sprint 1, the simulated schedule and its cuts.
 * For `figures` no scopes are compared: cuts and options stay empty. Throws `CycleError` when the rules draw a dependency cycle.
 */
export function deriveWork(input: DeriveInput, design: Design, judgement: Judgement, depth: 'whole' | 'figures' = 'whole'): Work {
  const { knowledge, profile, answers, facts, at } = input;
  const rules = knowledge.tasks;
  const homes = createHomes(input, design, rules);
  const live = new Set(design.requirements.filter((requirement) => requirement.rejected === null && requirement.deferred === null).map((requirement) => requirement.id));
  const context: SubjectContext = { input, design, judgement, rules, homes, methods: new Map(design.methods.map((method) => [method.id, method])), live };
  const plan = planSubject(context);
  const subjects = [
    ...decisionSubjects(context), ...modelSubjects(context), ...errorSubjects(context), ...callSubjects(context), ...metricSubjects(context),
    ...routeSubjects(context), ...jobSubjects(context), ...nfrSubjects(context), ...riskSubjects(context), ...requirementSubjects(context),
  ];
  const { leaves, counts } = makeLeaves({ profile, rules, subjects, plan, decisionsPath: decisionsPath(input, isSmall(design) ? 'execution_plan' : 'decisions'), ids: idsOf(design, judgement) });
  const fixedHome = new Map(rules.fixed.map((step) => [`fixed:${step.key}`, step.package]));
  for (const leaf of leaves) if (leaf.unit.startsWith('fixed:')) homes.fixed(fixedHome.get(leaf.unit) ?? 'foundation');
  homes.fixed('api-conventions');
  const packing = pack(leaves, homes.all, (leaf) => homes.fixed(fixedHome.get(leaf.unit) ?? 'foundation'), rules);
  const proofs = proofsOf(design, judgement, leaves);
  const ids = taskIds(leaves);
  const tasks = makeTasks(leaves, packing, rules, ids);
  const network = networkOf(tasks);
  const packageInput: PackageInput = { design, judgement, providers: input.providers, rules, packing, leaves, tasks, proofs, slots: plan.slots };
  const bare = makePackages(packageInput);
  const chain = chainOf(bare);
  const packages = withFloat(bare, chain);
  const { phases, gates: made } = makePhases(packageInput, packages);
  const gates = withAskedDates(made, answers.answers.milestones?.value);
  const capacity = readCapacity(facts, answers.answers, at.asOf, rules);
  const me = design.routes.find((route) => route.path.endsWith('/me') && route.method === 'GET');
  const first = me ?? design.routes.find((route) => route.rate.class !== 'ops');
  const sprint = planSprint({
    tasks, packages, order: network.ids, capacity, rules, done: answers.answers['definition-of-done']?.value ?? null, slots: plan.slots,
    slice: first === undefined ? null : `route:${first.id}:${first.auth === 'public' || first.auth === 'webhook' ? 'handler' : 'authz'}`,
  });
  const { schedule, cuts } = forecast({
    tasks, packages, phases, packing, judgement, openQuestions: design.openQuestions, requirements: design.requirements, capacity, rules,
    candidates: depth === 'whole' ? cutCandidates(packing, packages, tasks, design.requirements, rules) : null,
    seed: at.seed ?? seedOf(at.asOf), runs: at.runs ?? rules.forecast.runs,
    sprint: { end: capacity.calendar.add(capacity.start, capacity.sprintWeeks * 5 - 1), tasks: new Set(sprint.tasks) },
  }, network, chain);
  return { phases, gates, packages, tasks, tests: testsOf(proofs, design, judgement, ids), leafCount: countLines(counts, rules, profile.terms), sprint, cuts, schedule };
}

/** `2026-11-20` -> 20261120, so that a plan says which seed it used and another day draws other luck. */
function seedOf(asOf: string): number {
  return Number(asOf.replaceAll('-', ''));
}

/** Where open decisions stand: in a document of their own, or in the plan of a small feature. */
function decisionsPath({ knowledge, facts, answers }: DeriveInput, id: 'decisions' | 'execution_plan'): string {
  const path = knowledge.catalogue.documents.find((document) => document.id === id)?.path ?? '{{out}}/plan.md';
  return path.replaceAll('{{out}}', answers.answers.out?.value ?? `docs/execution/${facts.feature}`).replaceAll('{{feature}}', facts.feature);
}

function idsOf(design: Design, judgement: Judgement): string[] {
  return [
    ...design.requirements, ...design.criteria, ...design.consumers, ...design.routes, ...design.services, ...design.methods, ...design.jobs, ...design.metrics, ...design.models, ...design.errors,
    ...judgement.workflows, ...judgement.nfrs, ...judgement.constraints, ...judgement.decisions, ...judgement.risks,
  ].map((node) => node.id);
}

/** `GATE-3=2027-02-01`: the day a person asks for a gate; the forecast stands beside it and is not moved by it. */
function withAskedDates(gates: readonly Gate[], lines: readonly string[] | undefined): Gate[] {
  const asked = new Map(answerPairs(lines).filter(([, day]) => Day.safeParse(day).success).map(([gate, day]) => [gate.toUpperCase(), day]));
  return gates.map((gate) => {
    const day = asked.get(gate.id);
    return day === undefined ? gate : { ...gate, asked: day };
  });
}
