import type { Strategies } from '../../model/knowledge.ts';
import type { Package, Strategy } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';
import { groundOf, type Ground } from '../judgement/ground.ts';
import { count, some } from '../judgement/numbers.ts';
import { print } from '../../text/number.ts';
import { candidateOf, fill, type Values } from '../judgement/strategies/fill.ts';
import { scored, sensitivityOf, weightsOf } from '../judgement/strategies/score.ts';
import { planValues } from '../judgement/strategies/values.ts';
import type { Graph } from './graph.ts';
import { heldBy, type Held } from './topics.ts';

type Topic = Strategies['packages'][number];
type Choice = { topic: Topic; held: Held };

/** The plan of a package with more leaves has no room for a table of scores within its word budget. */
const crowdedFrom = 48;

/**
 * For each package a scored choice where there is a real one. A topic is scored once, in the package that holds most of it; other packages that
 * hold it refer there. What holds no topic names the decision that settles it. Either way the alternative refused is named.
 */
export function packageStrategies(input: DeriveInput, graph: Graph): Strategy[] {
  const ground = groundOf(input, graph);
  const base = settledValues(ground, graph);
  const chosen = choicesOf(ground, graph);
  const made = new Map(graph.packages.flatMap((one) => {
    const choice = chosen.get(one.id);
    return choice === undefined ? [] : [[choice.topic.id, choiceOf(one, choice, ground, base)] as const];
  }));
  const scopes = new Map([...made.values()].map((strategy) => [strategy.scope, strategy]));
  return graph.packages.map((one) => shortened(scopes.get(one.id), one) ?? settledOf(one, input, graph, base) ?? referredOf(one, made, ground, graph, base) ?? fallbackOf(one, input, graph, base));
}

/** The outcome of a scored choice in two lines, where the plan of the package is full. */
function shortened(strategy: Strategy | undefined, one: Package): Strategy | undefined {
  if (strategy === undefined || one.leaves.total < crowdedFrom) return strategy;
  const best = strategy.options.find((option) => option.recommended);
  const [next] = strategy.options.filter((option) => option !== best).toSorted((x, y) => y.total - x.total);
  if (best === undefined || next === undefined) return strategy;
  return { ...strategy, options: [], recommendation: '', sensitivity: null, settledBy: `${lower(best.title)}, ${best.total.toFixed(2)} of 5: ${best.approach}`, refused: `${lower(next.title)}, ${next.total.toFixed(2)}: ${next.cons[0] ?? ''}` };
}

/** Earlier topics win a package. */
function choicesOf(ground: Ground, graph: Graph): Map<string, Choice> {
  const chosen = new Map<string, Choice>();
  for (const topic of ground.input.knowledge.strategies.packages) {
    const free = graph.packages.filter((one) => !chosen.has(one.id)).flatMap((one) => {
      const held = heldBy(one, topic.holds, ground, graph);
      return held === null ? [] : [{ id: one.id, held, crowded: one.leaves.total >= crowdedFrom }];
    });
    // What every plan has is settled by a decision already, so a package of the feature itself goes first.
    const [best] = free.toSorted((x, y) => Number(isFixed(x.id, ground)) - Number(isFixed(y.id, ground)) || Number(x.crowded) - Number(y.crowded) || y.held.weight - x.held.weight);
    if (best !== undefined) chosen.set(best.id, { topic, held: best.held });
  }
  return chosen;
}

function isFixed(id: string, ground: Ground): boolean {
  return ground.input.knowledge.strategies.settled.some((rule) => rule.match !== '' && new RegExp(rule.match).test(id));
}

/** The choice made elsewhere for the first topic that `one` holds, in two lines. */
function referredOf(one: Package, made: ReadonlyMap<string, Strategy>, ground: Ground, graph: Graph, base: Values): Strategy | null {
  for (const topic of ground.input.knowledge.strategies.packages) {
    const choice = made.get(topic.id);
    const held = choice === undefined ? null : heldBy(one, topic.holds, ground, graph);
    if (choice === undefined || held === null) continue;
    const best = choice.options.find((option) => option.recommended);
    const [next] = choice.options.filter((option) => option !== best).toSorted((x, y) => y.total - x.total);
    const template = next === undefined ? undefined : topic.options[choice.options.indexOf(next)];
    if (best === undefined || next === undefined || template === undefined) continue;
    // Its first con as it reads here: what is true of the other package need not be true of this one.
    const [con] = candidateOf(template, { ...base, own: some(held.ids, 2), ...held.values }, '').cons;
    return {
      scope: one.id, options: [], recommendation: '', sensitivity: null,
      settledBy: `the strategy of \`${choice.scope}\`, ${lower(best.title)}, here for ${some(held.ids, 3)}`,
      refused: `${lower(next.title)}, ${next.total.toFixed(2)} against ${best.total.toFixed(2)}: ${con ?? next.cons[0] ?? ''}`,
    };
  }
  return null;
}

/** A title inside a sentence; names in capitals stay as they are. */
function lower(title: string): string {
  return /^[A-Z][a-z]/.test(title) && !title.startsWith('Idempotency') ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;
}

function settledValues(ground: Ground, graph: Graph): Values {
  const answer = (id: string) => graph.decisions.find((decision) => decision.id === id)?.answer ?? 'as planned';
  // A store of documents checks a row, not a row against the one before.
  const documents = ground.input.profile.terms['record'] === 'document';
  const stored = graph.models.filter((model) => model.kind === 'core' || model.kind === 'supporting');
  const counts = {
    decisionCount: count(graph.decisions.filter((decision) => decision.open).length, 'open decision'),
    fieldCount: count(graph.fields.length, 'field'),
    errorCount: count(graph.errors.length, 'error code'),
    nfrCount: count(graph.nfrs.length, 'target'),
    stores: count(stored.length, 'store'),
    guarded: count(graph.routes.filter((route) => route.auth !== 'public' && route.auth !== 'webhook').length, 'guarded route'),
    personalCount: count(graph.fields.filter((field) => field.class !== 'none' && field.class !== 'id').length, 'classified field'),
    sql: documents ? 0 : 1,
    noTriggers: documents ? 3 : 0,
    profile: ground.input.profile.id,
    people: print(ground.people.value),
  };
  return { ...planValues(ground, graph.arithmetic.find((line) => line.id === 'CALC-peak')?.value ?? 1), queue: answer('DEC-job-queue'), identity: answer('DEC-identity'), architecture: answer('DEC-architecture'), database: answer('DEC-database'), ...counts };
}

function choiceOf(one: Package, { topic, held }: Choice, ground: Ground, base: Values): Strategy {
  const { strategies } = ground.input.knowledge;
  const values: Values = { ...base, own: some(held.ids, 2), ...held.values };
  const options = scored(topic.options.map((template) => candidateOf(template, values, '')), weightsOf(strategies.criteria, ground.input.answers));
  const best = options.findIndex((option) => option.recommended);
  const reversible = (options[best]?.scores.find((score) => score.criterion === 'reversibility')?.score ?? 0) >= 4;
  const later = reversible ? `a later change touches ${held.surface} only` : `a later change reaches whoever uses ${held.surface}`;
  return { scope: one.id, options, recommendation: `Strategy ${best + 1} with ${options[best]?.total.toFixed(2) ?? ''} of 5; ${later}.`, sensitivity: sensitivityOf(options), settledBy: null, refused: null };
}

function settledOf(one: Package, input: DeriveInput, graph: Graph, base: Values): Strategy | null {
  const entry = input.knowledge.strategies.settled.find((rule) => rule.match !== '' && new RegExp(rule.match).test(one.id));
  return entry === undefined ? null : lines(one, entry, graph, base);
}

function fallbackOf(one: Package, input: DeriveInput, graph: Graph, base: Values): Strategy {
  const entry = input.knowledge.strategies.settled.find((rule) => rule.match === '');
  if (entry === undefined) throw new Error('strategies.yaml: one settled entry must match every package');
  return lines(one, entry, graph, base);
}

function lines(one: Package, entry: Strategies['settled'][number], graph: Graph, base: Values): Strategy {
  const own = one.includes.filter((id) => graph.models.some((model) => model.id === id) || graph.routes.some((route) => route.id === id) || graph.jobs.some((job) => job.id === id) || graph.methods.some((method) => method.id === id && method.call !== null));
  const values: Values = { ...base, own: own.length === 0 ? `the ${one.title} package` : some(own, 2), leaves: count(one.leaves.total, 'leaf', 'leaves'), waiting: count(graph.packages.filter((other) => other.after.includes(one.id)).length, 'waiting package') };
  return { scope: one.id, options: [], recommendation: '', sensitivity: null, settledBy: fill(entry.settledBy, values), refused: fill(entry.refused, values) };
}
