import type { Nfr, Requirement } from '../../../model/plan/index.ts';
import type { Source } from '../../../model/source.ts';
import { made, rule, type Ground } from '../ground.ts';
import { defaultReadings, testLoad } from './defaults.ts';
import { milliseconds } from './measure.ts';
import type { Reading } from './reading.ts';
import { measuredReadings, ownTarget, vagueReading } from './spec.ts';
import { routeOf, successReadings, timedReadings } from './success.ts';
import { targetText } from './target.ts';

/** `slowestMs` is the largest hop sum of a short operation: a spec that asks for less is shown as asked against planned. */
export type NfrInput = { peakRps: number; slowestMs: number };

/** `unmet` is the strictest number of the spec that the plan cannot hold; `asked` says it. */
type Draft = { reading: Reading; requirements: string[]; sources: Source[]; asked: Nfr['asked']; unmet?: Reading; confidence: number };

/**
 * Every target of the plan: the spec's own, the profile's where the spec is silent, the answers over both. Each live non-functional
 * requirement stands in the `requirements` of at least one. A spec number the plan cannot hold stays visible as `asked`.
 */
export function nfrsOf(ground: Ground, at: NfrInput): Nfr[] {
  const drafts = new Map<string, Draft>();
  for (const reading of defaultReadings(ground, at.peakRps)) {
    drafts.set(reading.slug, { reading, requirements: [], sources: [rule('nfr-default'), { kind: 'profile', id: ground.input.profile.id }], asked: null, confidence: 0.7 });
  }
  const load = testLoad(at.peakRps);
  const { judging } = ground.input.knowledge;
  for (const { reading, source, requirement } of timedReadings(ground, load)) {
    const told = sameTarget(drafts, reading);
    const present = drafts.get(told.slug);
    const requirements = [...new Set([...(present?.requirements ?? []), ...(requirement === null ? [] : [requirement])])];
    drafts.set(told.slug, present === undefined ? { reading: told, requirements, sources: [source], asked: null, confidence: 0.9 } : { ...present, requirements, sources: [source, ...present.sources] });
  }
  for (const requirement of ground.design.requirements) {
    if (requirement.kind !== 'non-functional' || requirement.rejected !== null) continue;
    const measured = measuredReadings(requirement, load, judging);
    for (const reading of measured) merge(drafts, ground, at, requirement, known(ground, drafts, requirement, reading), true);
    if (measured.length === 0) merge(drafts, ground, at, requirement, vagueReading(requirement, load, judging), false);
  }
  for (const { reading, source } of successReadings(ground, load)) {
    const present = drafts.get(reading.slug);
    // A number that a requirement or an answer gave stands; a default gives way where the plan can hold the other.
    const given = present !== undefined && (present.requirements.length > 0 || satisfies(present.reading, reading) || !holds(ground, at, present.reading, reading));
    const kept = present === undefined ? reading : given ? present.reading : { ...present.reading, comparator: reading.comparator, value: reading.value, unit: reading.unit };
    const asked = given && !satisfies(kept, reading) ? { text: targetText(reading), source: source.kind === 'spec' ? `${source.path}:${source.line}` : '' } : null;
    drafts.set(reading.slug, { ...present, reading: kept, requirements: present?.requirements ?? [], sources: [...(present !== undefined && present.requirements.length > 0 ? [] : [source]), ...(present?.sources ?? [])], asked: present?.asked ?? asked, confidence: present?.confidence ?? 0.9 });
  }
  for (const [slug, draft] of answeredMetrics(ground, drafts, load)) drafts.set(slug, draft);
  for (const [slug, value] of answeredTargets(ground)) {
    const draft = drafts.get(slug);
    if (draft === undefined) continue;
    drafts.set(slug, { ...draft, reading: { ...draft.reading, value }, sources: [{ kind: 'answer', question: 'targets' }, ...draft.sources], confidence: 1 });
  }
  const top = topSlugs([...drafts.values()]);
  return [...drafts.values()].map((draft) => finish(draft, top.has(draft.reading.slug)));
}

/** Numbers a person named as success: each with a unit is a target, over what stood there; the defaults that were shown are no news. */
function answeredMetrics(ground: Ground, drafts: ReadonlyMap<string, Draft>, load: string): [string, Draft][] {
  const answer = ground.input.answers.answers['success-metrics'];
  if (answer?.state !== 'answered') return [];
  const shown = new Set([...drafts.values()].map(({ reading }) => `${reading.metric} ${targetText(reading)}`));
  return answer.value.filter((text) => !shown.has(text)).flatMap((text) => measuredReadings({ id: 'success-metrics', title: text, text }, load, ground.input.knowledge.judging)).map((reading): [string, Draft] => {
    const present = drafts.get(reading.slug);
    const merged = present === undefined ? reading : { ...present.reading, statistic: reading.statistic, comparator: reading.comparator, value: reading.value, unit: reading.unit };
    return [reading.slug, { reading: merged, requirements: present?.requirements ?? [], sources: [{ kind: 'answer', question: 'success-metrics' }, ...(present?.sources ?? [])], asked: null, confidence: 1 }];
  });
}

function merge(drafts: Map<string, Draft>, ground: Ground, at: NfrInput, requirement: Requirement, reading: Reading, measured: boolean): void {
  const sources = requirement.sources;
  const line = sources.find((source) => source.kind === 'spec');
  const place = line === undefined ? requirement.id : `${line.path}:${line.line}`;
  const present = drafts.get(reading.slug);
  if (present === undefined) {
    drafts.set(reading.slug, { reading, requirements: [requirement.id], sources, asked: measured ? null : { text: 'no number', source: place }, confidence: measured ? 0.9 : 0.5 });
    return;
  }
  const requirements = [...present.requirements, requirement.id];
  if (!measured) {
    drafts.set(reading.slug, { ...present, requirements, sources: [...sources, ...present.sources], asked: present.asked ?? (present.requirements.length === 0 ? { text: 'no number', source: place } : null) });
    return;
  }
  if (present.requirements.length > 0 && present.asked === null && satisfies(present.reading, reading)) {
    drafts.set(reading.slug, { ...present, requirements, sources: [...sources, ...present.sources] });
    return;
  }
  if (measured && reading.slug === 'quick-p95' && !new RegExp(ground.input.knowledge.judging.anyRequest, 'i').test(requirement.title)) {
    const own = ownTarget(requirement, reading, ground.input.knowledge.judging);
    const route = routeOf(ground, requirement.text);
    merge(drafts, ground, at, requirement, route === null ? own : sameTarget(drafts, { ...own, class: route }), true);
    return;
  }
  const asked = { text: targetText(reading), source: place };
  const merged = { ...present.reading, statistic: reading.statistic, comparator: reading.comparator, value: reading.value, unit: reading.unit };
  const first = present.requirements.length === 0 || present.asked?.text === 'no number';
  const stricter = !first && satisfies(reading, present.reading);
  const keeps = holds(ground, at, present.reading, reading) && (first || stricter);
  const cached = drafts.get('cached-p95');
  if (reading.slug === 'quick-p95' && !keeps && cached !== undefined && milliseconds(cached.reading.value, cached.reading.unit) <= milliseconds(reading.value, reading.unit)) drafts.set('cached-p95', { ...cached, requirements: [...cached.requirements, requirement.id], sources: [...sources, ...cached.sources] });
  const same = targetText(present.reading) === asked.text;
  // Of two numbers that cannot be held, the stricter is the one to know about.
  const known = present.asked !== null && present.unmet !== undefined && satisfies(present.unmet, reading) ? { asked: present.asked, unmet: present.unmet } : { asked, unmet: reading };
  drafts.set(reading.slug, {
    reading: keeps ? capped(ground, merged) : present.reading,
    requirements,
    sources: [...sources, ...present.sources.filter((source) => source.kind !== 'rule')],
    ...(keeps && capped(ground, merged) !== merged ? { asked } : keeps || same ? { asked: present.asked?.text === 'no number' ? null : present.asked, ...(present.unmet === undefined ? {} : { unmet: present.unmet }) } : known),
    confidence: keeps ? 0.9 : 0.7,
  });
}

/** The same number for the same call is one target, however often a spec says it. */
function sameTarget(drafts: ReadonlyMap<string, Draft>, reading: Reading): Reading {
  const same = [...drafts.values()].find((draft) => draft.reading.class === reading.class && targetText(draft.reading) === targetText(reading));
  return same?.reading ?? reading;
}

/** A time that a target of the same call holds already is that target. */
function known(ground: Ground, drafts: ReadonlyMap<string, Draft>, requirement: Requirement, reading: Reading): Reading {
  const route = reading.area === 'performance' ? routeOf(ground, requirement.text) : null;
  const same = [...drafts.values()].find((draft) => draft.reading.class === route && draft.reading.comparator === reading.comparator && draft.reading.value === reading.value && draft.reading.unit === reading.unit);
  return same?.reading ?? reading;
}

/** Whether the plan can promise what the spec asks: latency above the hop sum, availability within what the hosting gives. */
function holds(ground: Ground, at: NfrInput, planned: Reading, asked: Reading): boolean {
  if (asked.slug === 'availability') return ground.hosting.value !== 'single-host' || asked.value <= planned.value;
  if (asked.slug === 'quick-p95') return milliseconds(asked.value, asked.unit) >= at.slowestMs;
  return true;
}

/** A short operation is cut off at the profile's cap, so a looser number of the spec is planned at the cap. */
function capped(ground: Ground, reading: Reading): Reading {
  const cap = ground.input.profile.nfrDefaults['cap-ms'];
  return reading.slug === 'quick-p95' && milliseconds(reading.value, reading.unit) > cap ? { ...reading, value: cap, unit: 'ms' } : reading;
}

/** Whether meeting `planned` also meets `asked`: same direction, at least as strict. */
function satisfies(planned: Reading, asked: Reading): boolean {
  const a = milliseconds(planned.value, planned.unit);
  const b = milliseconds(asked.value, asked.unit);
  return asked.comparator.startsWith('<') ? planned.comparator.startsWith('<') && a <= b : asked.comparator.startsWith('>') && planned.comparator.startsWith('>') && a >= b;
}

function* answeredTargets(ground: Ground): Generator<[string, number]> {
  const answer = ground.input.answers.answers.targets;
  if (answer?.state !== 'answered') return;
  for (const entry of answer.value) {
    const match = /^(?:NFR-)?([a-z0-9-]+)\s*=\s*([\d.]+)$/.exec(entry.trim());
    if (match?.[1] !== undefined) yield [match[1], Number(match[2])];
  }
}

/** Three to five for the PRD: those the spec asks for first, then speed, reliability, security and AI. */
function topSlugs(drafts: Draft[]): Set<string> {
  const order = ['quick-p95', 'error-share', 'availability', 'owner-only', 'ai-p95', 'accept-p95', 'cached-p95'];
  const rank = (draft: Draft) => {
    const place = order.indexOf(draft.reading.slug);
    const named = draft.sources.some((source) => source.kind === 'answer' && source.question === 'success-metrics');
    return (named ? -20 : 0) + (draft.requirements.length > 0 && draft.asked?.text !== 'no number' ? 0 : 10) + (place < 0 ? 6 : place);
  };
  return new Set(drafts.toSorted((a, b) => rank(a) - rank(b)).slice(0, 5).map((draft) => draft.reading.slug));
}

function finish(draft: Draft, top: boolean): Nfr {
  const { slug, ...parts } = draft.reading;
  const base = made(`NFR-${slug}`, 'nfr-default', draft.sources.filter((source) => source.kind !== 'rule'), draft.confidence);
  const fromSpec = draft.sources.some((source) => source.kind === 'spec');
  return { ...base, sources: fromSpec ? base.sources.filter((source) => source.kind !== 'rule') : base.sources, origin: fromSpec ? 'spec' : base.origin, ...parts, target: targetText(parts), asked: draft.asked, top, requirements: draft.requirements };
}
