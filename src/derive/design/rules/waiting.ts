import { anyOf, caseless } from '../../../text/regex.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import type { ActRow } from '../settling/acts.ts';
import { plain } from '../reading/clause-verbs.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import { headOf, tokens } from '../reading/objects.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { holds, plural } from '../reading/words.ts';

const waiting = 'waiting list entry';

const limited = caseless(String.raw`\b(?:not|isn't|un)\s?(?:accepted|confirmed|taken|claimed|answered)\s+within\s+\d+|\b(?:offered|held|reserved)\b[^.;]*\bfor\s+\d+\s+\p{L}+|\bwithin\s+\d+\s+(?:minutes?|hours?|days?)\b`);

/** "the first on the waiting list", "the first member in the queue", "promoted from the waitlist": who waits gets what becomes free. */
function promotes(text: string, lists: readonly string[]): boolean {
  const list = anyOf(lists);
  return caseless(`\\b(?:first|next)\\s+(?:[\\p{L}-]+\\s+){0,2}?(?:on|in|of|from)\\s+(?:the|its|this|that)\\s+(?:list|${list})\\b|\\b(?:moves?|moved|promoted?|promotes|taken|advances?)\\s+(?:[\\p{L}-]+\\s+){0,4}?(?:up\\s+)?(?:from|on)\\s+the\\s+(?:${list})\\b`).test(text);
}

/**
 * Who waits for a thing is a row with states of its own: waiting, offered, accepted or expired. The offer goes out when the thing becomes free, the
 * person who gets it accepts it, and the clock ends it where the sentence names a time. Nothing where the spec lists such a row itself.
 */
export function settleWaiting(requirements: readonly Requirement[], vocabulary: Vocabulary, rows: Map<string, ActRow>): void {
  const { lexicon } = vocabulary;
  if ([...vocabulary.entities].some(([noun, { entity }]) => entity.implied !== true && lexicon.queues.some((q) => noun.startsWith(q) || noun.replace(/\s/g, '').startsWith(q.replace(/\s/g, ''))))) return;
  const promoting = requirements.filter((r) => r.rejected === null && promotes(r.text, lexicon.queues));
  const [first] = promoting;
  if (first === undefined) return;
  const all = requirements.filter((r) => r.rejected === null);
  const things = [...new Set([...rows.values()].flatMap((row) => row.things).concat(all.flatMap((r) => r.readings.filter((x) => ['list', 'search', 'create'].includes(x.operation) && x.actor !== null && x.actor !== 'system').map((x) => x.noun ?? ''))))].filter((n) => n !== '' && n !== waiting && !lexicon.people.includes(n) && vocabulary.meaning(n).kind === 'resource' && !lexicon.acts['book']?.makes.includes(n));
  const freed = caseless(`\\b(?:when|once|as soon as)\\s+(?:an?|the|one)\\s+((?:[\\p{L}-]+\\s){1,3}?)(?:becomes|is|gets|comes|turns)\\s+(?:free|available|vacant|back|returned)\\b`);
  const awaited = promoting.map((r) => freed.exec(r.text)?.[1]).find((x) => x !== undefined);
  const noun = awaited === undefined ? null : headOf(tokens(awaited).map((t) => t.lower), lexicon, vocabulary.known);
  // Who reserves what is taken waits by that row already.
  const reserved = promoting.flatMap((r) => r.readings).find((x) => x.operation === 'create' && x.verb === 'reserve' && x.noun !== null && rows.has(x.noun));
  if (reserved !== undefined) {
    for (const r of promoting) r.readings = [...r.readings.filter((x) => x.operation !== 'event'), plain('offer', 'event', reserved.noun, { actor: 'system' })];
    return;
  }
  const thing = (noun !== null && vocabulary.meaning(noun).kind === 'resource' && !lexicon.people.includes(noun) ? noun : undefined) ?? things.find((n) => promoting.some((r) => holds(r.text, n) || holds(r.text, plural(n, lexicon)))) ?? things[0];
  vocabulary.made.add(waiting);
  rows.set(waiting, { noun: waiting, verb: 'join', state: 'waiting', things: thing === undefined ? [] : [thing] });
  const joins = all.some((r) => r.readings.some((x) => x.noun === waiting && x.operation === 'create'));
  const put = all.find((r) => !promoting.includes(r) && lexicon.queues.some((q) => holds(r.text, q))) ?? first;
  if (!joins) put.readings = [...put.readings, plain('join', 'create', waiting, { actor: 'user' })];
  for (const r of promoting) {
    const kept = r.readings.filter((x) => x.operation !== 'event' && !(x.operation === 'none' && (x.verb === 'offer' || lexicon.people.includes(x.noun ?? ''))));
    const timed = limited.test(r.text);
    r.readings = [...kept, plain('offer', 'event', waiting, { actor: 'system' }), plain('accept', 'transition', waiting, { actor: 'user', state: 'accepted' }), ...(timed ? [plain('expire', 'transition', waiting, { actor: 'system', state: 'expired' })] : [])];
  }
}

/** Calls by which the thing that somebody waits for becomes free: its booking is cancelled, it is brought back. */
export function freeing(ctx: Context, row: string): RouteDraft[] {
  const things = ctx.acts.get(row)?.things ?? [];
  const taking = new Set(['book', 'borrow', 'reserve', 'rent', 'register for'].flatMap((verb) => ctx.lexicon.acts[verb]?.makes ?? []));
  return [...ctx.blueprint.routes.values()].filter((x) => {
    const noun = ctx.resources.get(x.resource ?? '')?.noun ?? '';
    if (noun === row || !(things.includes(noun) || taking.has(noun) || (ctx.acts.get(noun)?.things ?? []).some((t) => things.includes(t)))) return false;
    return (x.action === 'delete' && !things.includes(noun)) || (x.action === 'transition' && ctx.lexicon.frees.includes(x.verb ?? ''));
  });
}
