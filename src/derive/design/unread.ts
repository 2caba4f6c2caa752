import type { Criterion, UnusedLine } from '../../model/plan/index.ts';
import { isProved } from './criteria/edge-answers.ts';
import { needsOf } from './rules/bars.ts';
import { isContested, type Context } from './context.ts';
import { toldLapse } from './rules/lapses.ts';
import { rolesIn } from './rules/told-roles.ts';
import { toldInvariant } from './rules/invariants.ts';
import { toldContest } from './rules/contests.ts';
import { sentencesOf } from './reading/counts.ts';
import { readSentence } from './reading/reading.ts';
import { bag, cosine, holds } from './reading/words.ts';

/** Words from which on a sentence is a demand of its own rather than a remark. */
const shortest = 5;

/**
 * Sentences of which nothing was read, though their requirement says more that was: each is listed, so that nobody takes it for planned. A
 * requirement of which nothing at all was read asks a question instead.
 */
export function unreadSentences(ctx: Context): UnusedLine[] {
  return ctx.active.flatMap((r) => {
    const [source] = r.sources;
    const sentences = sentencesOf(r.text.replace(/\[NEEDS CLARIFICATION[^\]]*\]/gi, '')).map((each) => each.replace(/[.;]+$/u, '').trim()).filter((each) => each.split(/\s+/u).length >= shortest);
    if (source?.kind !== 'spec' || r.deferred !== null || sentences.length < 2) return [];
    const limits = [...ctx.limits.values()].flatMap((limit) => (limit.requirement === r && limit.sentence !== null ? [limit.sentence] : []));
    const spans = ctx.windows.filter((window) => window.requirement === r).map((window) => window.span);
    const contested = r.readings.some((x) => x.resource !== null && (ctx.contested.has(x.resource) || ctx.overlaps.some((o) => o.resource === x.resource)));
    const bounds = (sentence: string): boolean => limits.some((limit) => limit.startsWith(sentence)) || spans.some((span) => holds(sentence, span)) || (contested && isContested(sentence, ctx.cases)) || toldContest(sentence, ctx.lexicon) !== null || toldInvariant(sentence, ctx.lexicon) !== null || rolesIn(sentence, ctx.lexicon) !== null || (toldLapse(sentence, ctx.lexicon) !== null && ctx.lapses.some((lapse) => lapse.requirement === r)) || needsOf(sentence, ctx.lexicon) !== null;
    const said = (sentence: string): boolean => bounds(sentence) || asksFor(ctx, sentence);
    return sentences.filter((sentence) => !said(sentence)).map((text) => ({ path: source.path, line: source.line, text, result: 'unused' as const, reason: `part of \`${r.id}\`: no act, bound or field was read from this sentence` }));
  });
}

/** "What happens when X? Y.", "When X, Y": an edge case that says what is to be done, not one that asks it. */
const answered = /\?\s+(?<then>\S+(?:\s+\S+){2,})$|^(?:if|when|once|whenever)\s[^?]+,\s+(?<done>[^?]+)$/i;

/** How like a requirement an edge case is that tells it again. */
const alike = 0.5;

/**
 * Edge cases that carry their answer, of which no criterion was made. Each is listed where no requirement tells the same: an answer
 * that stands in a list of questions is easily taken for planned.
 */
export function unreadEdgeCases(ctx: Context, criteria: readonly Criterion[]): UnusedLine[] {
  const stated = ctx.active.map((r) => ({ id: r.id, words: bag(r.text) }));
  return ctx.input.facts.specs.flatMap((spec) => spec.edgeCases.flatMap((line): UnusedLine[] => {
    if (!answered.test(line.text.trim()) || isProved(criteria, spec.path, line)) return [];
    const near = stated.map((r) => ({ id: r.id, like: cosine(bag(line.text), r.words) })).filter((r) => r.like >= alike).toSorted((a, b) => b.like - a.like)[0];
    const at = { path: spec.path, line: line.line, text: line.text };
    return [near === undefined ? { ...at, result: 'unused', reason: 'an edge case with its answer: no route, job or criterion was derived from it; as a requirement it would be' } : { ...at, result: 'duplicate', reason: `an edge case of ${near.id}` }];
  }));
}

/** Whether a call, a job or a computed value comes of it. */
function asksFor(ctx: Context, sentence: string): boolean {
  return readSentence(sentence, ctx.lexicon, ctx.vocabulary.known).some((x) => {
    if (x.operation === 'none') return false;
    const meaning = x.noun === null ? null : ctx.vocabulary.meaning(x.noun);
    // What may not be done to nothing that is stored bounds no call.
    return !x.negated || (meaning?.kind === 'resource' && ctx.resources.has(meaning.name));
  });
}
