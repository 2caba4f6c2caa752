import type { Strategies } from '../../model/knowledge.ts';
import type { Method, Package, Route, Strategy } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';
import { groundOf, type Ground } from '../judgement/ground.ts';
import { count, print, some } from '../judgement/numbers.ts';
import { candidateOf, fill, type Values } from '../judgement/strategies/fill.ts';
import { scored, sensitivityOf, weightsOf } from '../judgement/strategies/score.ts';
import { planValues } from '../judgement/strategies/values.ts';
import type { Graph } from './graph.ts';

/** For each package a scored choice where there is a real one, else the decision that settles it and the alternative refused. */
export function packageStrategies(input: DeriveInput, graph: Graph): Strategy[] {
  const ground = groundOf(input, graph);
  const base = settledValues(ground, graph);
  const chosen = topicsOf(ground, graph);
  return graph.packages.map((one) => {
    const topic = chosen.get(one.id);
    return topic === undefined ? settledOf(one, input, graph, base) : choiceOf(one, topic, ground, base);
  });
}

type Topic = Strategies['packages'][number];

/** Each topic is chosen once, in the package that holds most of it; calls that renew a token or count against a quota weigh double. */
function topicsOf(ground: Ground, graph: Graph): Map<string, Topic> {
  const chosen = new Map<string, Topic>();
  for (const topic of ground.input.knowledge.strategies.packages) {
    const weight = (one: Package) => (topic.holds === 'upload' ? (uploadOf(one, ground) === undefined ? 0 : 1) : callsOf(one, topic, ground).reduce((sum, call) => sum + 1 + (call.call?.quota === true ? 1 : 0) + (call.call?.retry === 'bounded' ? 0 : 1), 0));
    const [best] = graph.packages.filter((one) => !chosen.has(one.id) && weight(one) > 0).toSorted((x, y) => weight(y) - weight(x));
    if (best !== undefined) chosen.set(best.id, topic);
  }
  return chosen;
}

function callsOf(one: Package, topic: Topic, ground: Ground): Method[] {
  const aiCalls = new Set(ground.aiJobs.flatMap((job) => job.calls));
  return ground.outside.filter((method) => one.includes.includes(method.id) && aiCalls.has(method.id) === (topic.holds === 'ai-call'));
}

function uploadOf(one: Package, ground: Ground): Route | undefined {
  return ground.design.routes.find((route) => one.includes.includes(route.id) && route.errors.some((id) => /UNSUPPORTED_FILE|FILE_TOO_LARGE/.test(id)));
}

function settledValues(ground: Ground, graph: Graph): Values {
  const answer = (id: string) => graph.decisions.find((decision) => decision.id === id)?.answer ?? 'as planned';
  const stored = graph.models.filter((model) => model.kind === 'core' || model.kind === 'supporting');
  const counts = {
    decisionCount: count(graph.decisions.filter((decision) => decision.open).length, 'open decision'),
    fieldCount: count(graph.fields.length, 'field'),
    errorCount: count(graph.errors.length, 'error code'),
    nfrCount: count(graph.nfrs.length, 'target'),
    stores: count(stored.length, 'store'),
    profile: ground.input.profile.id,
    people: print(ground.people.value),
  };
  return { ...planValues(ground, graph.arithmetic.find((line) => line.id === 'CALC-peak')?.value ?? 1), queue: answer('DEC-job-queue'), identity: answer('DEC-identity'), architecture: answer('DEC-architecture'), database: answer('DEC-database'), ...counts };
}

function choiceOf(one: Package, topic: Topic, ground: Ground, base: Values): Strategy {
  const { strategies } = ground.input.knowledge;
  const upload = topic.holds === 'upload' ? uploadOf(one, ground) : undefined;
  const calls = upload === undefined ? callsOf(one, topic, ground) : [];
  const values: Values = { ...base, ...callValues(calls), job: upload?.job ?? 'the job' };
  const options = scored(topic.options.map((template) => candidateOf(template, values, '')), weightsOf(strategies.criteria, ground.input.answers));
  const best = options.findIndex((option) => option.recommended);
  const surface = upload === undefined ? `${count(calls.length, 'method')} of \`${calls[0]?.service ?? ''}\`` : `\`${upload.id}\``;
  return { scope: one.id, options, recommendation: `Strategy ${best + 1} with ${options[best]?.total.toFixed(2) ?? ''} of 5; callers see ${surface} only, so it can be changed later.`, sensitivity: sensitivityOf(options), settledBy: null, refused: null };
}

function callValues(calls: Method[]): Values {
  const slowest = calls.toSorted((a, b) => (b.call?.timeoutMs ?? 0) - (a.call?.timeoutMs ?? 0))[0];
  return {
    gateway: calls[0]?.service ?? 'gateway',
    callCount: count(calls.length, 'call'),
    calls: calls.map((call) => `\`${call.name}\``).join(', '),
    slowest: slowest?.id ?? 'call',
    timeout: `${print((slowest?.call?.timeoutMs ?? 0) / 1000)} s`,
    rotates: calls.some((call) => call.call?.retry === 'before-send') ? 1 : 0,
  };
}

function settledOf(one: Package, input: DeriveInput, graph: Graph, base: Values): Strategy {
  const own = one.includes.filter((id) => graph.models.some((model) => model.id === id) || graph.routes.some((route) => route.id === id) || graph.jobs.some((job) => job.id === id) || graph.methods.some((method) => method.id === id && method.call !== null));
  const values: Values = { ...base, own: own.length === 0 ? `the ${one.title} package` : some(own, 2), leaves: count(one.leaves.total, 'leaf', 'leaves') };
  const entry = input.knowledge.strategies.settled.find((rule) => new RegExp(rule.match, 'i').test(one.id));
  if (entry === undefined) throw new Error('strategies.yaml: the last settled entry must match every package');
  return { scope: one.id, options: [], recommendation: '', sensitivity: null, settledBy: fill(entry.settledBy, values), refused: fill(entry.refused, values) };
}
