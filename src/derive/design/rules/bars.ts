import type { Lexicon } from '../../../model/knowledge.ts';
import type { Reading, Requirement } from '../../../model/plan/index.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import { holds, snake, stateAfter, verbBases } from '../reading/words.ts';

/** What has to hold before callers may do something to a resource: "cannot publish an event before every skill has a fixer". */
export interface Bar {
  resource: string;
  /** Empty where a number of events stands in the way. */
  needs: string;
  requirement: Requirement;
  /** The move that waits; all calls that the requirement names where it is absent. */
  verb?: string;
  /** A code of its own, and how long it stands. */
  code?: string;
  why?: string;
  lasts?: string | null;
}

/** `Event` -> `EVENT_NOT_READY`. */
export const barCode = (bar: Pick<Bar, 'resource' | 'code'>): string => bar.code ?? `${snake(bar.resource).toUpperCase()}_NOT_READY`;

/** What ends a ban, and a time in front of it. */
const patternsOf = oncePer((lexicon: Lexicon) => lexicon.opens, ({ opens, windows }) => ({ end: caseless(`^(.+?)\\s(?:${anyOf(opens)})\\s+([^.;]{8,})`), time: caseless(`(?:\\d+|an?|one)\\s+(?:${anyOf(Object.keys(windows.units))})$`) }));

/** What a sentence waits for, null where it forbids for good or waits for a time: "cannot ... 24 hours before the start". */
export function needsOf(sentence: string, lexicon: Lexicon): string | null {
  const { end, time } = patternsOf(lexicon);
  const [, front = '', needs = ''] = end.exec(sentence) ?? [];
  const timed = time.test(front) || /^\d/.test(needs) || needs.trim().split(/\s+/).length < 3;
  return timed || !lexicon.limits.negated.some((word) => holds(front, word)) ? null : needs.trim();
}

const says = (sentence: string, verb: string | null): boolean => verb !== null && (sentence.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => verbBases(word).includes(verb.split(' ')[0] ?? ''));

/** Who may not do something before something else may do it then: a ban that ends is a reading like any other. */
export function withoutBars(readings: readonly Reading[], text: string, lexicon: Lexicon): Reading[] {
  if (!readings.some((r) => r.negated)) return [...readings];
  const waits = sentencesOf(text).filter((sentence) => needsOf(sentence, lexicon) !== null);
  return readings.map((r) => (r.negated && r.noun !== null && r.actor !== null && r.actor !== 'system' && waits.some((sentence) => says(sentence, r.verb)) ? { ...r, negated: false } : r));
}

/** The bars of all active requirements, each at the resource that its sentence moves or makes. */
export function barsOf(ctx: Pick<Context, 'active' | 'resources' | 'lexicon'>): Bar[] {
  return ctx.active.flatMap((requirement) => sentencesOf(requirement.text).flatMap((sentence): Bar[] => {
    const needs = needsOf(sentence, ctx.lexicon);
    const resource = needs === null ? undefined : [...ctx.resources.values()].find((r) => r.uses.some((u) => u.requirement === requirement && !u.internal && !['list', 'search'].includes(u.operation) && says(sentence, u.verb)));
    return needs === null || resource === undefined ? [] : [{ resource: resource.name, needs, requirement }];
  }));
}

const approvedBefore = caseless(String.raw`^(?<what>.{3,80}?)\s+(?:must|shall|should|needs?\s+to|has\s+to|have\s+to)\s+be\s+(?<deed>\p{L}+(?:ed|off))\s+by\s+(?<who>[^.;]{3,60}?)\s+before\s+(?:it|they|the\s+\p{L}+)\s+(?:can\s+be|may\s+be|is|are|gets?|get)\s+(?<past>\p{L}+)`);

/** What a sentence says that somebody decides before something else is done: "must be approved by the head of office before they can be granted". */
export const decidedBefore = (sentence: string): { what: string; deed: string; past: string } | null => {
  const groups = approvedBefore.exec(sentence.trim())?.groups;
  return groups === undefined ? null : { what: (groups['what'] ?? '').replace(/^(?:the|an?|all|any|each|every)\s+/i, '').replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase()), deed: (groups['deed'] ?? '').toLowerCase(), past: (groups['past'] ?? '').toLowerCase() };
};

/** The moves that wait for somebody's decision, each at the resource that both move. */
export function decisionBars(ctx: Pick<Context, 'active' | 'resources' | 'lexicon'>): Bar[] {
  return ctx.active.flatMap((requirement) => sentencesOf(requirement.text).flatMap((sentence): Bar[] => {
    const told = decidedBefore(sentence);
    const leads = (verb: string): boolean => told !== null && (stateAfter(verb, ctx.lexicon) === told.past || verbBases(told.past).includes(verb));
    const resource = told === null ? undefined : [...ctx.resources.values()].find((r) => r.uses.some((u) => u.requirement === requirement && u.operation === 'transition' && !u.internal) && r.uses.some((u) => u.operation === 'transition' && leads(u.verb)));
    const verb = resource?.uses.find((u) => u.operation === 'transition' && leads(u.verb))?.verb;
    return told === null || resource === undefined || verb === undefined ? [] : [{ resource: resource.name, verb, needs: `somebody has ${told.deed} it: ${told.what}`, requirement, code: `${snake(resource.name).toUpperCase()}_NOT_${snake(told.deed).toUpperCase()}` }];
  }));
}
