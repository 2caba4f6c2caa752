import type { Lock } from '../model/state.ts';

/** A requirement as the spec has it now. `natural` is the id its text would give it; authors' ids are their own and never renamed. */
export type Named = { natural: string; text: string };

const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

function alike(a: string, b: string): number {
  const [left, right] = [words(a), words(b)];
  const both = [...left].filter(word => right.has(word)).length;
  const all = left.size + right.size - both;
  return all === 0 ? 0 : both / all;
}

/** From here on two sentences are one requirement whose wording changed. */
const sameFrom = 0.5;

/**
 * Renames of the lock after a spec changed: a requirement without an author's id whose text changed in place keeps the id it had. It is found by
 * its words: of the ids that are gone, the most alike text, at least half of the words in common. Order in the spec plays no part.
 */
export function keepIds(lock: Lock, now: readonly Named[]): Record<string, string> {
  const naturals = new Set(now.map(each => each.natural));
  const kept = Object.fromEntries(Object.entries(lock.renames).filter(([natural]) => naturals.has(natural)));
  const taken = new Set(now.map(each => kept[each.natural] ?? each.natural));
  const gone = Object.entries(lock.texts ?? {}).filter(([id]) => !taken.has(id));
  const known = new Set(Object.keys(lock.texts ?? {}));
  const fresh = now.filter(each => kept[each.natural] === undefined && !known.has(each.natural));
  const pairs = gone.flatMap(([id, text]) => fresh.map(each => ({ id, natural: each.natural, score: alike(text, each.text) }))).filter(pair => pair.score >= sameFrom).sort((a, b) => b.score - a.score || (a.id + a.natural < b.id + b.natural ? -1 : 1));
  const used = new Set<string>();
  for (const pair of pairs) {
    if (used.has(pair.id) || used.has(pair.natural)) continue;
    used.add(pair.id).add(pair.natural);
    kept[pair.natural] = pair.id;
  }
  return kept;
}
