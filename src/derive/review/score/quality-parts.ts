import type { Criterion, Nfr, Route, ScorePart } from '../../../model/plan/index.ts';
import { some } from '../../judgement/numbers.ts';
import { checklistOf } from '../checklist.ts';
import { exitCriteriaOf } from '../exit.ts';
import { followsRule } from '../../rules.ts';
import type { Graph } from '../graph.ts';
import { part, percent, shareOf } from './part.ts';
import { answersNothing, distinctShare, isPlaceholderTarget, isPlumbing, isRestated, ownStrategies } from './substance.ts';

/** O5: what the templates ask for: objectives, top targets, exit criteria, seed 003's checklist, Definition of Done, and a strategy of its own for each package. */
export function structure(graph: Graph): ScorePart {
  const top = graph.nfrs.filter((nfr) => nfr.top).length;
  const exit = shareOf(exitCriteriaOf(graph), (check) => check.met);
  const checklist = graph.routes.length === 0 ? 0 : shareOf(checklistOf(graph), (check) => check.met);
  const strategies = ownStrategies(graph.strategies);
  const share = ((graph.objectives.length === 3 ? 1 : 0) + (top >= 3 && top <= 5 ? 1 : 0) + exit + checklist + (graph.sprint.definitionOfDone.length >= 3 ? 1 : 0) + strategies) / 6;
  return part('O5', 'Structure', 5, share, `${graph.objectives.length} objectives, ${top} top targets, exit criteria ${percent(exit)}, checklist ${percent(checklist)}, strategies of their own ${percent(strategies)}`);
}

const parts = ['metric', 'statistic', 'load', 'window', 'class', 'measuredBy', 'target'] as const;

/** All nine parts; a bare count is its own unit. */
function complete(nfr: Nfr): boolean {
  return parts.every((name) => nfr[name] !== '') && (nfr.unit !== '' || nfr.statistic === 'count') && Number.isFinite(nfr.value);
}

/** O6: complete targets that a task measures, less one point for each conflict nobody decides; spec targets must be covered. */
export function nfrQuality(graph: Graph): ScorePart {
  const tasked = new Set(graph.tasks.flatMap((task) => task.for));
  const full = shareOf(graph.nfrs, (nfr) => complete(nfr) && !isPlaceholderTarget(nfr) && tasked.has(nfr.id));
  const asked = graph.requirements.filter((one) => one.kind === 'non-functional' && one.rejected === null);
  const covered = asked.length === 0 ? 1 : shareOf(asked, (one) => graph.nfrs.some((nfr) => nfr.requirements.includes(one.id)));
  const decided = new Set(graph.decisions.map((decision) => decision.id));
  const cost = graph.arithmetic.find((line) => line.id === 'CALC-cost');
  const conflicts = [
    graph.nfrs.some((nfr) => nfr.id === 'NFR-availability' && nfr.asked !== null && nfr.asked.text !== 'no number') && !decided.has('DEC-availability'),
    cost !== undefined && cost.result.includes('over budget') && !decided.has('DEC-budget'),
    graph.routes.some((route) => waitsFor(graph, route.handledBy, new Set(graph.jobs.filter((job) => job.ai).flatMap((job) => job.calls)))),
    graph.nfrs.some((nfr) => nfr.asked?.text === 'no number') && !decided.has('DEC-measures'),
  ].filter(Boolean).length;
  return part('O6', 'NFR quality', 6, full * covered - conflicts / 6, `${percent(full)} complete and measured by a task; ${percent(covered)} of the asked ones covered; ${conflicts} undecided conflicts`);
}

/** True when a handler or what it calls makes one of `calls` while the caller waits. */
function waitsFor(graph: Graph, methodId: string, calls: ReadonlySet<string>, seen: Set<string> = new Set()): boolean {
  if (calls.has(methodId)) return true;
  if (seen.has(methodId)) return false;
  seen.add(methodId);
  return graph.methods.find((method) => method.id === methodId)?.calls.some((id) => waitsFor(graph, id, calls, seen)) ?? false;
}

/** A status, a code, a field, a count or an event that a test can look at. */
export function observable(criterion: Criterion): boolean {
  return /\b[1-5]\d\d\b|`[^`]+`|\b\d+\b/.test(criterion.then) && criterion.given !== '' && criterion.when !== '';
}

/** O7: criteria with an observable beyond the requirement said again, that name what they call, no two alike but for ids and numbers; a negative case for each primary workflow. */
export function criteriaQuality(graph: Graph): ScorePart {
  const serving = (requirement: string) => [...graph.routes, ...graph.jobs, ...graph.nfrs, ...graph.methods].filter((node) => node.requirements.includes(requirement)).map((node) => node.id);
  const asked = new Map(graph.requirements.map((requirement) => [requirement.id, requirement.text]));
  const distinct = distinctShare(graph.criteria);
  const restated = shareOf(graph.criteria, (one) => isRestated(one, asked.get(one.requirement) ?? ''));
  const good = shareOf(graph.criteria, observable) - restated / 2;
  const anchored = shareOf(graph.criteria, (one) => one.fromSpec || serving(one.requirement).some((id) => `${one.given} ${one.when} ${one.then}`.includes(id)));
  const primary = graph.workflows.filter((workflow) => workflow.primary);
  const negative = shareOf(primary, (workflow) => graph.criteria.some((one) => one.negative && (one.workflow === workflow.id || workflow.requirements.includes(one.requirement))));
  return part('O7', 'Acceptance criteria', 6, (4 * good * distinct * anchored + 2 * negative) / 6, `${percent(good)} observable${restated === 0 ? '' : ` (${percent(restated)} say the requirement again)`}, ${percent(distinct)} distinct, ${percent(anchored)} name what serves their requirement; negative case in ${percent(negative)} of the workflows`);
}

/** Statuses a route must be able to answer with, each with what may stand for it (rule of the status set). */
function minimumStatuses(route: Route): number[][] {
  if (route.auth === 'webhook') return [[500], [400, 401, 403]];
  const statuses = [[429], [500]];
  if (route.auth === 'session' || route.auth === 'role' || route.auth === 'session + state' || route.auth === 'service') statuses.push([401]);
  if (route.auth === 'role') statuses.push([403]);
  if (/\{[^}]+\}$/.test(route.path)) statuses.push([404]);
  if (route.request.some((field) => field.in === 'body')) statuses.push([422, 400, 415]);
  return statuses;
}

/** O8: routes with the whole contract. */
export function contractQuality(graph: Graph): ScorePart {
  const statusOf = new Map(graph.errors.map((error) => [error.id, error.status]));
  const faults: string[] = [];
  for (const route of graph.routes) {
    const probe = route.rate.class === 'ops';
    const statuses = new Set(route.errors.map((id) => statusOf.get(id)));
    const body = route.method === 'POST' || route.method === 'PUT' || route.method === 'PATCH';
    const reasons = [
      route.purpose === '' && 'purpose',
      route.requestType === null && body && route.request.some((field) => field.in === 'body') && 'request type',
      route.responseType === null && route.success !== 204 && route.success !== 302 && route.success !== 202 && !probe && route.auth !== 'webhook' && 'response type',
      !probe && minimumStatuses(route).some((allowed) => !allowed.some((status) => statuses.has(status))) && 'errors',
      route.method === 'GET' && followsRule(route, 'R1') && route.pagination === null && 'pagination',
      route.method === 'POST' && (route.success === 201 || route.success === 202) && route.rate.class !== 'auth' && route.auth !== 'public' && !route.idempotencyKey && !/\/authorizations$|-challenges$/.test(route.path) && 'idempotency',
      route.rate.limit === '' && 'rate',
      answersNothing(route) && 'an answer of its own',
      route.example.response === null && route.success === 200 && !probe && route.auth !== 'webhook' && 'example',
      !probe && route.rate.class !== 'auth' && !route.path.endsWith('/me') && route.requirements.length === 0 && route.sources.every((source) => source.kind === 'rule') && followsRule(route, 'R1', 'R2', 'R3', 'R4', 'R5') && 'requirement',
    ].filter((reason) => reason !== false);
    if (reasons.length > 0) faults.push(`${route.id} (${reasons.join(', ')})`);
  }
  return part('O8', 'API contract', 7, graph.routes.length === 0 ? 0 : 1 - faults.length / graph.routes.length, faults.length === 0 ? `${graph.routes.length} routes` : `${faults.length} of ${graph.routes.length}: ${some(faults, 3)}`);
}

/** O9: typed and classified fields, known fields of its own in each core model (an assumed one counts half), KSUID keys, an index per list, retention, references without foreign keys. */
export function dataQuality(graph: Graph): ScorePart {
  const stored = graph.models.filter((model) => model.kind !== 'deferred');
  const typed = shareOf(graph.fields, (field) => field.type !== '' && !/^(?:any|object|dict|uuid)$/i.test(field.type));
  const core = graph.models.filter((model) => model.kind === 'core');
  const fieldsOf = new Map(core.map((model) => [model.id, graph.fields.filter((field) => field.model === model.id && !isPlumbing(field.name))]));
  const known = shareOf(core, (model) => fieldsOf.get(model.id)?.some((field) => field.confidence > 0.5) === true);
  const own = (shareOf(core, (model) => (fieldsOf.get(model.id)?.length ?? 0) > 0) + known) / 2;
  const keys = shareOf(graph.fields.filter((field) => field.key === 'primary'), (field) => field.type === 'Ksuid');
  const lists = graph.routes.filter((route) => route.pagination !== null);
  const indexed = lists.length === 0 ? (stored.length > 0 ? 1 : 0) : shareOf(lists, (route) => graph.indexes.some((index) => index.neededBy.includes(route.id)) || graph.models.some((model) => model.id === route.resource && model.kind === 'embedded'));
  const kept = shareOf(stored, (model) => model.retention !== '');
  const references = graph.relations.length === 0 ? (stored.length > 0 ? 1 : 0) : shareOf(graph.relations, (relation) => relation.enforcedBy !== 'fk' || /^(?:users?|accounts?)$/i.test(relation.to) || /^(?:users?|accounts?)$/i.test(relation.from));
  return part('O9', 'Data model', 6, (typed + own + keys + indexed + kept + references) / 6, `typed ${percent(typed)}, own fields ${percent(own)}, KSUID keys ${percent(keys)}, list indexes ${percent(indexed)}, retention ${percent(kept)}, references ${percent(references)}`);
}
