import type { Criterion, Job, Requirement } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { rule } from '../node.ts';
import { gwt, type Subjects, type Text } from './case.ts';
import { computationCases } from './computations.ts';
import { contestCases } from './contests.ts';
import { deliveryCases } from './deliveries.ts';
import { besideCase, countedCase } from './beside.ts';
import { boundCases } from './bounds.ts';
import { changeCase } from './changes.ts';
import { forbiddenCase } from './forbidden.ts';
import { importCases } from './imports.ts';
import { lapseCases } from './lapses.ts';
import { listCase } from './lists.ts';
import { foreignCases } from './foreign.ts';
import { handOverCases } from './handovers.ts';
import { keepsakeCases } from './keepsakes.ts';
import { invariantCases } from './invariants.ts';
import { followingCase, jobCase } from './jobs.ts';
import { live, routeFor } from './matching.ts';
import { edgeAnswers } from './edge-answers.ts';
import { edgeDrafts, negativeOf } from './negatives.ts';
import { ran } from './outcomes.ts';
import { numberingCases } from './numbering.ts';
import { concernProof, madeBy, ofConstraint, ofRoute } from './proofs.ts';
import { linkCases } from './links.ts';
import { reasonCases } from './reasons.ts';
import { reportCases } from './reports.ts';
import { sealCases } from './seals.ts';
import { roleCases } from './told-roles.ts';
import { spanCases } from './spans.ts';
import { stageCases } from './stages.ts';
import { thresholdCases } from './thresholds.ts';
import { answeredCriteria, fromSpec } from './told.ts';
import { uniqueCases } from './uniques.ts';
import { windowCases } from './windows.ts';

/** A job that only its second run can be told from: what goes out goes out once. */
function twice(job: Job): Text {
  const call = job.calls.find((each) => !/\.(?:refreshToken$|list|get|fetch|find|search)/.test(each));
  return gwt('the same payload twice', `\`${job.id}\` runs for both`, `${call === undefined ? '' : `1 call of \`${call}\` in all, `}the second run changes 0 rows and both jobs end \`succeeded\``);
}

/** Spec scenarios first, each at its requirement; then rule-made ones until every live must and should has one and every workflow a negative. */
export function createCriteria(ctx: Context, subjects: Subjects): Criterion[] {
  const { routes, jobs } = subjects;
  const edges = edgeDrafts(ctx, subjects);
  const drafts = [...fromSpec(ctx, subjects, edges), ...answeredCriteria(ctx)];
  const used = new Set<string>();
  const add = (r: Requirement, text: Text, negative: boolean) => {
    const key = `${text.given}|${text.when}|${text.then}`;
    if (used.has(key)) return false;
    used.add(key);
    drafts.push({ sources: [...r.sources, rule('criterion')], origin: 'rule:criterion', confidence: 0.7, status: 'new', requirement: r.id, ...text, negative, fromSpec: false, workflow: r.workflow });
    return true;
  };
  const adds = (r: Requirement, text: Text | null): boolean => text !== null && add(r, text, false);
  for (const edge of windowCases(ctx, subjects)) {
    const r = ctx.requirements.find((x) => x.id === edge.requirement);
    if (r !== undefined && live(r)) add(r, gwt(edge.given, edge.when, edge.outcome), edge.negative);
  }
  for (const told of [...stageCases(ctx, subjects), ...computationCases(ctx, subjects), ...deliveryCases(ctx, subjects), ...contestCases(ctx, subjects), ...foreignCases(ctx, subjects), ...uniqueCases(ctx, subjects), ...thresholdCases(ctx, subjects), ...reportCases(ctx, subjects), ...linkCases(ctx, subjects), ...sealCases(ctx, subjects), ...invariantCases(ctx, subjects), ...roleCases(ctx, subjects), ...lapseCases(ctx, subjects), ...handOverCases(ctx, subjects), ...keepsakeCases(ctx, subjects), ...numberingCases(ctx, subjects)]) {
    const r = ctx.requirements.find((x) => x.id === told.requirement);
    if (r !== undefined && live(r)) add(r, told.text, told.negative);
  }
  const bounds = [...boundCases(ctx, subjects), ...reasonCases(ctx, subjects), ...spanCases(ctx, subjects)].flatMap((told) => ctx.requirements.filter((r) => r.id === told.requirement).map((r) => ({ r, text: told.text })));
  for (const { r, text } of bounds) if (r.readings.every((x) => x.operation === 'none')) add(r, text, true);
  const barred = ctx.requirements.flatMap((r) => {
    const text = live(r) && !drafts.some((d) => d.requirement === r.id && d.fromSpec) ? forbiddenCase(ctx, r, subjects) : null;
    return text === null ? [] : [{ r, text }];
  });
  // What only forbids has no good end.
  for (const { r, text } of barred) if (r.readings.every((x) => x.negated || x.operation === 'none')) add(r, text, true);
  for (const r of ctx.requirements) {
    if (!live(r) || drafts.some((d) => d.requirement === r.id)) continue;
    // What only turns calls away is proved by the call that is turned away, below.
    if (r.readings.every((x) => x.operation === 'none' || x.negated) && edges.some((e) => e.requirement === r.id) && [...ctx.refusals, ...ctx.overlaps, ...ctx.limits.values()].some((x) => x.requirement === r)) continue;
    const renewal = /\btokens?\b/i.test(r.text) ? jobs.flatMap((x) => (x.requirements.includes(r.id) ? x.calls : [])).find((c) => c.endsWith('.refreshToken')) : undefined;
    if (renewal !== undefined && add(r, gwt('a token with < 300 s left and 20 parallel callers', 'each asks `ConnectionService.freshToken` for it', `exactly 1 call of \`${renewal}\` and 1 token version for all 20`), false)) continue;
    const route = routeFor(ctx, r.text, r, routes);
    const job = jobs.find((x) => x.requirements.includes(r.id));
    if (route !== undefined) {
      // "log every read of a donation": what the logs hold, not what is read.
      if (r.readings.every((x) => x.operation === 'none') && concernProof(ctx, r) !== undefined) {
        const own = ofConstraint(ctx, r, route, subjects);
        if (add(r, own.text, own.negative)) continue;
      }
      if (ctx.cases(r.text, 'forbids') || !add(r, besideCase(ctx, r, route, subjects) ?? countedCase(ctx, r, route) ?? madeBy(ctx, r, route, subjects) ?? listCase(ctx, r, route, subjects) ?? changeCase(ctx, r, route, subjects) ?? ofRoute(route, subjects), false)) {
        const metric = route.path.endsWith('/summary') ? [...ctx.blueprint.metrics.values()].find((m) => m.requirements.has(r.id)) : undefined;
        if (metric !== undefined && add(r, gwt('rows in 2 consecutive buckets and 1 empty one', `\`${route.id}\` is called`, `200, and \`${metric.id}\` of each bucket is ${metric.formula}`), false)) continue;
        const own = ofConstraint(ctx, r, route, subjects);
        // The same proof may stand for a neighbour already; then it is told from what this requirement adds to it.
        if (!add(r, own.text, own.negative)) add(r, { ...own.text, given: `${own.text.given}, as \`${r.id}\` describes it` }, own.negative);
      }
    } else if (job !== undefined && adds(r, jobCase(ctx, r, job, subjects))) {
      continue;
    } else if (job !== undefined && !add(r, twice(job), false)) {
      add(r, gwt(`a due case of \`${r.id}\``, `\`${job.id}\` runs`, ran(ctx, job, false, subjects, r.text)), false);
    }
  }
  for (const { r, text } of [...barred, ...bounds]) add(r, text, true);
  for (const r of ctx.requirements) for (const job of live(r) ? jobs.filter((j) => j.id === 'erase-leavers' && j.requirements.includes(r.id)) : []) adds(r, jobCase(ctx, r, job, subjects));
  for (const told of importCases(ctx, subjects)) for (const r of ctx.requirements) if (r.id === told.requirement) add(r, told.text, true);
  // What follows an act is proved by the act: the job that it starts, the state it leads to, the call it makes.
  for (const r of ctx.requirements) {
    if (!live(r) || drafts.some((d) => d.requirement === r.id && d.fromSpec)) continue;
    for (const job of jobs.filter((j) => j.requirements.includes(r.id) && j.calls.length > 0 && j.startedBy.some((by) => /^(?:POST|PATCH|DELETE) /.test(by))).slice(0, 1)) {
      if (ctx.thresholds.some((t) => t.requirement === r && drafts.some((d) => d.requirement === r.id)) || job.calls.some((call) => call.startsWith('WebhookGateway.') && drafts.some((d) => d.requirement === r.id && d.then.includes(call)))) continue;
      adds(r, followingCase(ctx, r, job, subjects));
    }
  }
  for (const edge of edges) {
    const r = ctx.requirements.find((x) => x.id === edge.requirement);
    if (r === undefined || (edge.spare === true && drafts.some((d) => d.requirement === r.id && d.negative)) || drafts.some((d) => d.requirement === r.id && d.fromSpec && d.when === edge.text.when && d.then === edge.text.then)) continue;
    // The same proof may stand for a neighbour already.
    if (!add(r, edge.text, true) && !drafts.some((d) => d.requirement === r.id)) add(r, { ...edge.text, given: `${edge.text.given}, as \`${r.id}\` describes it` }, true);
  }
  for (const draft of edgeAnswers(ctx, subjects)) {
    if (!drafts.some((d) => d.requirement === draft.requirement && d.when === draft.when && d.then === draft.then && d.given === draft.given)) drafts.push(draft);
  }
  for (const workflow of new Set(routes.map((r) => r.workflow).filter((w) => w !== null))) {
    if (drafts.some((d) => d.workflow === workflow && d.negative)) continue;
    for (const route of routes.filter((r) => r.workflow === workflow)) {
      const text = negativeOf(route, subjects.errors);
      const able = ctx.requirements.filter((x) => live(x) && route.requirements.includes(x.id));
      const r = able.find((x) => x.workflow === workflow) ?? able[0];
      if (text !== null && r !== undefined && add({ ...r, workflow }, text, true)) break;
    }
  }
  return ctx.requirements.flatMap((r) => drafts.filter((d) => d.requirement === r.id).map((d, i): Criterion => ({ id: `${r.id}/AC-${i + 1}`, ...d })));
}
