import type { Arithmetic, Criterion, Decision, Package, Plan, Requirement, Route, Task } from '../model/plan/index.ts';
import { code, plainIds, prose, sentence } from './text.ts';
import { capital } from '../text/capital.ts';

/** Requirements that become backend work now: neither rejected nor deferred. */
export function planned(plan: Plan): Requirement[] {
  return plan.requirements.filter(requirement => requirement.rejected === null && requirement.deferred === null);
}

export function criteriaOf(plan: Plan, requirement: string): Criterion[] {
  return plan.criteria.filter(criterion => criterion.requirement === requirement);
}

/** Routes, then jobs, that answer a requirement. */
export function routesAndJobs(plan: Plan, requirement: string): string[] {
  return [...plan.routes, ...plan.jobs].filter(node => node.requirements.includes(requirement)).map(node => node.id);
}

export function nfrsOf(plan: Plan, requirement: string): string[] {
  return plan.nfrs.filter(nfr => nfr.requirements.includes(requirement)).map(nfr => nfr.id);
}

export function gateways(plan: Plan): string[] {
  return plan.services.filter(service => service.kind === 'gateway').map(service => service.id);
}

/** Methods that call something outside the product. */
export function outsideCalls(plan: Plan): Plan['methods'] {
  return plan.methods.filter(method => method.call !== null);
}

/** Packages that hold a node, by their contents or, failing that, by their tasks. */
function packagesOf(plan: Plan, id: string): Package[] {
  const direct = plan.packages.filter(pack => pack.includes.includes(id));
  if (direct.length > 0) return direct;
  const byTask = new Set(plan.tasks.filter(task => task.for.includes(id)).map(task => task.package));
  return plan.packages.filter(pack => byTask.has(pack.id));
}

/** Packages that hold any of these nodes, in the order of the plan. */
export function packagesOfAll(plan: Plan, ids: readonly string[]): string[] {
  const found = new Set(ids.flatMap(id => packagesOf(plan, id).map(pack => pack.id)));
  return plan.packages.filter(pack => found.has(pack.id)).map(pack => pack.id);
}

/** Tasks of a package. */
export function tasksOf(plan: Plan, pack: string): Task[] {
  return plan.tasks.filter(task => task.package === pack);
}

/** Decisions nobody has taken yet. */
export function openDecisions(plan: Plan): Decision[] {
  return plan.decisions.filter(decision => decision.open);
}

/** What waits for a trigger, besides requirements that say so themselves. */
export function laterWork(plan: Plan): Plan['later'] {
  return plan.later.filter(item => !plan.requirements.some(requirement => item.what.includes(requirement.id)));
}

/** Core models and those that live inside another. */
export function coreModels(plan: Plan): Plan['models'] {
  return plan.models.filter(model => model.kind === 'core' || model.kind === 'embedded');
}

/** Table or collection names of the models that have one. */
export function stores(plan: Plan): string[] {
  return [...new Set(plan.models.filter(model => model.kind === 'core' || model.kind === 'supporting').map(model => model.store))];
}

/** The gate or phase by which something is needed; the first gate when the named one has no work in this plan. */
export function neededBy(plan: Plan, id: string): string {
  const known = plan.gates.some(gate => gate.id === id) || plan.phases.some(phase => phase.id === id);
  return known ? id : (plan.gates[0]?.id ?? id);
}

/** A computed sum whose id or title holds one of the words. */
export function arithmeticOf(plan: Plan, ...words: string[]): Arithmetic | undefined {
  return plan.arithmetic.find(sum => words.some(word => sum.id.toLowerCase() === `calc-${word}`)) ?? plan.arithmetic.find(sum => words.some(word => sum.id.toLowerCase().includes(word))) ?? plan.arithmetic.find(sum => words.some(word => sum.title.toLowerCase().includes(word)));
}

/** `Peak load: 1,000 users x 2 = 2,000.`; the summands are said once, even when the result repeats them. */
export function sumLine(sum: Arithmetic): string {
  const parts = sum.result.includes('=') ? [sum.result] : [...sum.lines, sum.result];
  return `${capital(prose(sum.title))}: ${sentence(parts.map(prose).join('; '))}`;
}

/** `168.93 of 300 USD per month, headroom 131.07 (`CST-budget`)`: the sum itself stands in the constraint and in the architecture. */
export function costShare(plan: Plan, cost: Arithmetic): string {
  const share = prose(cost.result).replace(/\.$/, '').split(' = ').at(-1) ?? '';
  const budget = plan.constraints.find(constraint => constraint.id === 'CST-budget');
  return `${share.replace(/ USD\b/, ' USD per month')}${budget === undefined ? '' : ` (${code(budget.id)})`}`;
}

/** `FR-01 to FR-07, FR-12`: runs of three and more numbered ids in the plan's order as ranges; ids without a number, which nobody can count, as a list. */
export function idRange(plan: Plan, ids: readonly string[]): string {
  const order = plan.requirements.map(requirement => requirement.id);
  const runs: string[][] = [];
  for (const id of ids.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))) {
    const run = runs.at(-1);
    if (run !== undefined && /-\d+$/.test(id) && order.indexOf(id) === order.indexOf(run.at(-1) ?? '') + 1) run.push(id);
    else runs.push([id]);
  }
  return plainIds(runs.flatMap(run => (run.length > 2 ? [`${run[0] ?? ''} to ${run.at(-1) ?? ''}`] : run)));
}

/** The same in code marks. */
export function idRangeCode(plan: Plan, ids: readonly string[]): string {
  return idRange(plan, ids).split(/(, | to )/).map(part => (part === ', ' || part === ' to ' || part === '-' ? part : code(part))).join('');
}

/** Is it a route of probes and metrics. */
export function isOperations(route: Route): boolean {
  return route.rate.class === 'ops';
}
