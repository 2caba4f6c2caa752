import type { Nfr, UnusedLine } from '../../../model/plan/index.ts';
import type { Source } from '../../../model/source.ts';
import { anyOf, caseless, escapeRegExp } from '../../../text/regex.ts';
import { titleOf } from '../../design/title.ts';
import { plural, spaced } from '../../design/reading/words.ts';
import type { Ground } from '../ground.ts';
import { timedLine } from '../../timed-line.ts';
import type { Reading } from './reading.ts';
import { measuredReadings, ownTarget } from './spec.ts';

/** A success criterion that a test of the build can measure, with its place. */
export interface Success {
  reading: Reading;
  source: Source;
}

/** What stands behind the number is the size that it holds for: "for houses with up to 20 machines". */
const size = caseless(String.raw`\s(?:for|with|at|on|under)\s+((?:[\p{L}-]+\s+){0,3}(?:with\s+)?(?:up to|at least|at most|as many as)\s+[\d.,]+\s+[\p{L}-]+(?:\s[\p{L}-]+)?)`);

/**
 * Success criteria about the service itself: how fast it answers, how many it serves, how often it is there. Those about what people do are numbers of
 * the product (`successLeft`). A time of one thing is that of the route that lists or makes it.
 */
export function successReadings(ground: Pick<Ground, 'input' | 'design'>, load: string): Success[] {
  const { judging, lexicon } = ground.input.knowledge;
  const acting = ground.design.requirements.flatMap((r) => r.readings.flatMap((x) => (x.actor === null || x.actor === 'system' ? [] : [x.actor])));
  const people = [...new Set([...lexicon.people, ...acting, 'user', 'person'])];
  const byPeople = caseless(`^(?:(?:at least|over|more than|about|all|the|most|an?|new|each|every|first-time)\\s+)*(?:[\\d.,]+\\s*%?\\s+(?:of\\s+)?(?:all\\s+|the\\s+)?)?(?:${anyOf([...people, ...people.map((one) => plural(one, lexicon))])})(?!\\p{L})`);
  return ground.input.facts.specs.flatMap((spec) => spec.metrics.flatMap((metric): Success[] => {
    const sentence = { id: metric.id ?? 'success', title: titleOf(metric.text, ground.input.knowledge.languages), text: metric.text };
    const of = (reading: Reading): boolean => judging.targets.some((target) => target.slug === reading.slug) && (reading.slug === 'concurrent-users' || !byPeople.test(metric.text.trim()));
    const source: Source = { kind: 'spec', path: spec.path, line: metric.line, endLine: metric.endLine, id: metric.id };
    return measuredReadings(sentence, load, judging).filter(of).map((reading) => {
      if (reading.slug !== 'quick-p95' || new RegExp(judging.anyRequest, 'i').test(metric.text)) return { reading, source };
      const route = routeOf(ground, metric.text);
      const held = size.exec(metric.text)?.[1];
      const own = ownTarget(sentence, reading, judging);
      return { reading: { ...own, class: route ?? own.class, load: held === undefined ? own.load : `${held}; ${own.load}` }, source };
    });
  }));
}

/** A line of acceptance that is a target, with the requirement that it stands at. */
export interface Timed extends Success {
  requirement: string | null;
}

/** Lines of acceptance that only say how fast the software is: targets on the call that they speak of. */
export function timedReadings(ground: Pick<Ground, 'input' | 'design'>, load: string): Timed[] {
  const { judging, languages } = ground.input.knowledge;
  return ground.input.facts.specs.flatMap((spec) => spec.scenarios.flatMap((scenario): Timed[] => {
    if (timedLine(scenario, judging) !== 'software') return [];
    const stands = (id: string): boolean => scenario.requirement === id || scenario.story === id;
    const asking = ground.design.requirements.filter((r) => stands(r.id) || stands(r.text) || (r.group !== null && stands(r.group)));
    const served = asking.find((r) => r.kind === 'functional' && r.rejected === null && r.deferred === null);
    const own = ground.design.routes.filter((route) => served !== undefined && route.requirements.includes(served.id));
    const sentence = { id: scenario.requirement ?? 'acceptance', title: titleOf(scenario.text, languages), text: scenario.text };
    const source: Source = { kind: 'spec', path: spec.path, line: scenario.line, endLine: scenario.endLine, id: null };
    return measuredReadings(sentence, load, judging).map((reading) => {
      const made = reading.slug === 'quick-p95' ? ownTarget(sentence, reading, judging) : reading;
      return { requirement: served?.id ?? null, source, reading: { ...made, class: routeOf(ground, scenario.text) ?? own.find((route) => route.method === 'GET')?.id ?? own[0]?.id ?? made.class } };
    });
  }));
}

/** The call that a sentence about a thing is of: the one that lists it, else the one that makes it. */
export function routeOf(ground: Pick<Ground, 'input' | 'design'>, text: string): string | null {
  const { lexicon } = ground.input.knowledge;
  const named = ground.design.models.flatMap((model) => {
    const noun = spaced(model.name);
    const at = text.search(caseless(`\\b(?:${escapeRegExp(noun)}|${escapeRegExp(plural(noun, lexicon))})\\b`));
    return at < 0 ? [] : [{ model, at }];
  }).toSorted((a, b) => a.at - b.at);
  for (const { model } of named) {
    const mine = ground.design.routes.filter((route) => route.resource === model.name);
    const route = mine.find((each) => each.method === 'GET' && each.pagination !== null) ?? mine.find((each) => each.method === 'POST' && each.success === 201) ?? mine[0];
    if (route !== undefined) return route.id;
  }
  if (!searches(text)) return null;
  const asking = ground.design.requirements.filter((r) => r.rejected === null && r.readings.some((x) => x.verb === 'search' && !x.negated));
  return asking.flatMap((r) => ground.design.routes.filter((route) => route.pagination !== null && route.requirements.includes(r.id)))[0]?.id ?? null;
}

/** "Search results" are those of whatever is searched. */
const searches = (text: string): boolean => /\bsearch(?:es)?\b/i.test(text);

/** Success criteria that no target of the build holds: numbers of the product after launch. Each is listed with its place, so that none is lost. */
export function successLeft(ground: Pick<Ground, 'input' | 'design'>, nfrs: readonly Nfr[]): UnusedLine[] {
  const place = (source: Source): string => (source.kind === 'spec' ? `${source.path}:${source.line}` : '');
  const held = new Set(successReadings(ground, '').flatMap(({ reading, source }) => (nfrs.some((nfr) => nfr.id === `NFR-${reading.slug}`) ? [place(source)] : [])));
  const done = ground.input.facts.specs.flatMap((spec) => spec.scenarios.filter((scenario) => timedLine(scenario, ground.input.knowledge.judging) === 'people').map((scenario) => ({ path: spec.path, line: scenario.line, text: scenario.text, result: 'later' as const, reason: 'how long a person needs: a number of the product after launch, counted from its data; no answer of the backend proves it' })));
  return [...done, ...ground.input.facts.specs.flatMap((spec) => spec.metrics.filter((metric) => !held.has(`${spec.path}:${metric.line}`)).map((metric) => ({ path: spec.path, line: metric.line, text: `${metric.id === null ? '' : `${metric.id}: `}${metric.text}`, result: 'later' as const, reason: 'a number of the product after launch: counted from its data, proved by no gate of the build' })))];
}
