import type { Id } from '../../model/ids.ts';
import type { TopicKind } from '../../model/knowledge.ts';
import type { Index, Job, Method, Model, Package, Route } from '../../model/plan/index.ts';
import type { Ground } from '../judgement/ground.ts';
import { count, list, some } from '../judgement/numbers.ts';
import { print } from '../../text/number.ts';
import type { Values } from '../judgement/strategies/fill.ts';
import { followsRule } from '../rules.ts';
import type { Graph } from './graph.ts';

/** What of a topic a package holds: the nodes, how much they weigh, what its texts name, and what callers see of the choice. */
export interface Held {
  ids: Id[];
  weight: number;
  values: Values;
  surface: string;
}

/** What `one` holds of a topic (`strategies.yaml`); null when it holds nothing of it. Read off the nodes, never off names. */
export function heldBy(one: Package, kind: TopicKind, ground: Ground, graph: Graph): Held | null {
  const mine = new Set(one.includes);
  const own = {
    routes: graph.routes.filter((route) => mine.has(route.id)),
    jobs: graph.jobs.filter((job) => mine.has(job.id)),
    calls: ground.outside.filter((method) => mine.has(method.id)),
    models: graph.models.filter((model) => mine.has(model.id)),
  };
  return finders[kind](own, ground, graph);
}

type Own = { routes: Route[]; jobs: Job[]; calls: Method[]; models: Model[] };

function ofRoutes(routes: Route[], values: Values = {}): Held | null {
  const [first] = routes;
  return first === undefined ? null : { ids: routes.map((route) => route.id), weight: routes.length, values: { first: code(first.id), ...values }, surface: named(routes) };
}

function ofJobs(jobs: Job[], graph: Graph, values: Values = {}): Held | null {
  const [first] = jobs;
  if (first === undefined) return null;
  const starter = graph.routes.find((route) => route.job === first.id);
  return { ids: jobs.map((job) => job.id), weight: jobs.length, values: { job: first.id, dedupe: first.dedupeKey, interval: first.schedule ?? 'at its time', first: starter === undefined ? code(first.id) : code(starter.id), ...values }, surface: named(jobs) };
}

function ofCalls(calls: Method[]): Held | null {
  const [first] = calls;
  if (first === undefined) return null;
  const slowest = calls.toSorted((a, b) => (b.call?.timeoutMs ?? 0) - (a.call?.timeoutMs ?? 0))[0];
  const values = {
    gateway: first.service, callCount: count(calls.length, 'call'), calls: calls.map((call) => code(call.name)).join(', '), slowest: slowest?.id ?? first.id,
    timeout: `${print((slowest?.call?.timeoutMs ?? 0) / 1000)} s`, rotates: calls.some((call) => call.call?.retry === 'before-send') ? 1 : 0,
  };
  // Calls that renew a token or count against a quota weigh double.
  const weight = calls.reduce((sum, call) => sum + 1 + (call.call?.quota === true ? 1 : 0) + (call.call?.retry === 'bounded' ? 0 : 1), 0);
  return { ids: calls.map((call) => call.id), weight, values, surface: `${count(calls.length, 'method')} of ${code(first.service)}` };
}

const finders: Record<TopicKind, (own: Own, ground: Ground, graph: Graph) => Held | null> = {
  'upload': ({ routes }) => {
    const uploads = routes.filter((route) => route.job !== null && takesFile(route));
    return ofRoutes(uploads, { job: uploads[0]?.job ?? 'the job' });
  },
  'stored-file': ({ routes }) => ofRoutes(routes.filter((route) => route.job === null && takesFile(route))),
  'ai-call': ({ calls }, ground) => ofCalls(calls.filter((call) => ground.aiJobs.some((job) => job.calls.includes(call.id)))),
  'outside-call': ({ calls }, ground) => ofCalls(calls.filter((call) => ground.aiJobs.every((job) => !job.calls.includes(call.id)))),
  'ai-start': ({ routes }, ground, graph) => {
    const starting = routes.filter((route) => ground.aiJobs.some((job) => job.id === route.job));
    const job = ground.aiJobs.find((each) => each.id === starting[0]?.job);
    const longest = Math.max(0, ...graph.methods.filter((method) => job?.calls.includes(method.id) === true).map((method) => method.call?.timeoutMs ?? 0));
    return job === undefined ? null : ofRoutes(starting, { job: job.id, aiTimeout: `${print(longest / 1000)} s` });
  },
  'webhook': ({ routes }, ground) => ofRoutes(routes.filter((route) => route.auth === 'webhook' && route.method === 'POST'), { quotaLine: pollLine(ground) }),
  'stream': ({ routes }) => ofRoutes(routes.filter((route) => route.successHeaders.some((header) => header.includes('text/event-stream'))), { asked: 3 }),
  'transition': ({ routes }, _, graph) => {
    const moving = routes.filter((route) => route.errors.includes('ILLEGAL_TRANSITION'));
    const model = graph.models.find((each) => each.id === moving[0]?.resource);
    if (model === undefined || model.states === null) return null;
    const { field, values, moves } = model.states;
    const pairs = values.length * (values.length - 1);
    return ofRoutes(moving, { model: model.name, noun: model.purpose === '' ? model.name : code(model.name), stateField: field, moves: count(moves.length, 'move'), moveRoutes: some(moving.map((route) => route.id), 2), statePairs: `${pairs} pairs of ${values.length} states`, stateCount: count(values.length, 'state'), longest: count(longestWay(moves), 'move') });
  },
  'contention': ({ routes }, _, graph) => {
    const contested = (route: Route) => graph.indexes.find((index) => index.kind === 'unique' && index.model === route.resource && index.neededBy.includes(route.id));
    const writing = routes.filter((route) => route.rate.class !== 'auth' && route.errors.includes('CONFLICT_DUPLICATE') && contested(route) !== undefined);
    const index = writing[0] === undefined ? undefined : contested(writing[0]);
    return index === undefined ? null : ofRoutes(writing, { index: index.id, writers: list(writing.map((route) => code(route.id))) });
  },
  'pull': ({ jobs }, _, graph) => ofJobs(jobs.filter((job) => !job.ai && job.writes.length > 0 && graph.methods.some((method) => method.call?.quota === true && job.calls.includes(method.id)) && /^(?:sync|import|fetch|pull)-/.test(job.id)), graph, { quotaLine: quotaLine(graph) }),
  'schedule': ({ jobs }, _, graph) => ofJobs(jobs.filter((job) => job.schedule !== null && job.schedule.startsWith('every ')), graph),
  'export': ({ jobs, routes }, _, graph) => ofJobs(jobs.filter((job) => routes.some((route) => route.job === job.id && followsRule(route, 'R10') && route.method === 'POST')), graph),
  'erase': ({ jobs }, _, graph) => {
    const erasing = jobs.filter((job) => job.writes.length > 2 && graph.routes.some((route) => route.job === job.id && route.method === 'DELETE'));
    return ofJobs(erasing, graph, { stores: count(erasing[0]?.writes.length ?? 0, 'store') });
  },
  'embedded': ({ models }, _, graph) => {
    const inside = models.filter((model) => model.kind === 'embedded');
    const [model] = inside;
    if (model === undefined) return null;
    const limit = graph.routes.filter((route) => route.resource === model.id).flatMap((route) => route.errors).find((id) => id.endsWith('_LIMIT_REACHED'));
    return { ids: inside.map((each) => each.id), weight: inside.length, values: { model: model.name, parent: model.embeddedIn ?? 'its parent', limitError: limit === undefined ? 'a 409' : code(limit) }, surface: `the routes of ${code(model.name)}` };
  },
  'derive': ({ routes }, _, graph) => {
    const computed = routes.filter((route) => followsRule(route, 'R7'));
    const [first] = computed;
    if (first === undefined) return null;
    const writers = graph.methods.filter((method) => first.resource !== null && method.writes.includes(first.resource));
    const metrics = graph.metrics.filter((metric) => metric.requirements.some((id) => first.requirements.includes(id)));
    return ofRoutes(computed, { metrics: metrics.length === 0 ? 'the figures' : some(metrics.map((metric) => metric.id), 3), writerCount: `${count(writers.length, 'method')} that ${writers.length === 1 ? 'writes' : 'write'} ${code(first.resource ?? 'the rows')}` });
  },
  'lost-update': ({ routes }) => {
    const guarded = routes.filter((route) => route.preconditions === 'if-match');
    return ofRoutes(guarded, { ifMatch: named(guarded) });
  },
  'keyed-create': ({ routes }) => {
    const keyed = routes.filter((route) => route.idempotencyKey && route.success === 201);
    const models = [...new Set(keyed.flatMap((route) => (route.resource === null ? [] : [route.resource])))];
    return ofRoutes(keyed, { keyed: named(keyed), ownModels: named(models.map((id) => ({ id }))) });
  },
  'list': ({ routes }, _, graph) => {
    const lists = routes.filter((route) => route.pagination !== null);
    const index = graph.indexes.find((each: Index) => lists.some((route) => each.neededBy.includes(route.id)));
    return index === undefined ? null : ofRoutes(lists, { lists: named(lists), index: index.id });
  },
};

function takesFile(route: Route): boolean {
  return route.request.some((field) => field.in === 'body' && field.type === 'bytes');
}

/** Moves of the longest way through a state table without a state twice. */
function longestWay(moves: readonly { from: string; to: string }[]): number {
  const walk = (state: string, seen: ReadonlySet<string>): number =>
    Math.max(0, ...[...new Set(moves.filter((move) => move.from === state && !seen.has(move.to)).map((move) => move.to))].map((to) => 1 + walk(to, new Set([...seen, to]))));
  return Math.max(0, ...[...new Set(moves.map((move) => move.from))].map((state) => walk(state, new Set([state]))));
}

/** What asking instead of being told would cost: a look each 15 min for each person against the usable share of the day's quota. */
function pollLine(ground: Ground): string {
  const quota = ground.input.providers[0]?.quotas[0];
  if (quota === undefined) return 'each look is a call, whether anything changed or not';
  const people = ground.realUsers.value;
  return `a look each 15 min is 96 x ${print(people)} people = ${print(96 * people)} calls a day, of ${print(Math.floor(quota.perDay * 0.7))} usable`;
}

function quotaLine(graph: Graph): string {
  const quota = graph.arithmetic.find((line) => line.id.startsWith('CALC-quota'));
  return quota === undefined ? 'each look is a call, whether anything changed or not' : `quota: ${quota.result}`;
}

const code = (text: string): string => `\`${text}\``;

function named(nodes: readonly { id: Id }[]): string {
  return some(nodes.map((node) => node.id), 2);
}
