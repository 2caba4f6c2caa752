import type { Language } from '../../model/knowledge.ts';

type Implied = Language['implied'];

/** A noun that a verb makes, keeps, computes or shows. */
export interface Found {
  phrase: string;
  verb: 'keeps' | 'computes' | 'shows';
  /** Position behind the noun. */
  end: number;
}

/** Objects of the verbs of a sentence in a language whose data say where they stand. */
export function foreignObjects(text: string, implied: Implied): Found[] {
  const found = implied.object === 'before' ? marked(text, implied) : implied.object === 'next' ? next(text, implied) : implied.object === 'clause' ? inClause(text, implied) : [];
  return found.map(each => ({ ...each, phrase: singularOf(each.phrase, implied) })).filter(({ phrase }) => phrase.length > 1 && !implied.generic.some(word => word.toLowerCase() === phrase.toLowerCase() || (isUnspaced(word) && phrase.endsWith(word))) && !implied.components.includes(phrase) && !(implied.object === 'next' && isUnspaced(phrase) && implied.keeps.includes(phrase)));
}

/** "蔵書を登録": the noun before the mark. */
function marked(text: string, implied: Implied): Found[] {
  return [...text.matchAll(new RegExp(`([\\p{Script=Han}\\p{Script=Katakana}ー]{2,12})${implied.mark}(?:${implied.keeps.join('|')})`, 'gu'))].map(match => ({ phrase: match[1] ?? '', verb: 'keeps', end: match.index + (match[1] ?? '').length }));
}

/** "guardar una reserva", "创建订单": the noun right behind the verb and its articles; what describes it further is no part of its name. */
function next(text: string, implied: Implied): Found[] {
  return implied.keeps.some(isUnspaced) ? nextUnspaced(text, implied) : verbsIn(text, implied).flatMap(({ words, at, verb }) => {
    let to = at + 1;
    while (implied.before.includes(words[to]?.lower ?? '')) to++;
    const noun = words[to];
    // A noun without an article is one only in the plural: "guarda lecturas", not "permite guardar".
    const named = noun !== undefined && /^\p{L}{3,}$/u.test(noun.lower) && !implied.ends.includes(noun.lower) && (to > at + 1 || singularOf(noun.lower, implied) !== noun.lower);
    return named ? [{ phrase: noun.lower, verb, end: noun.end }] : [];
  });
}

function nextUnspaced(text: string, implied: Implied): Found[] {
  const skipped = implied.before.length === 0 ? '' : `(?:${implied.before.join('|')})*`;
  const stop = implied.ends.join('|');
  // What is followed by a mark of possession is the owner, not what is kept.
  const pattern = new RegExp(`(?:${implied.keeps.join('|')})了?${skipped}((?:(?!${stop})\\p{Script=Han}){2,6})(?=$|[，。；、：,.;（(\\s]|${implied.ends.filter(each => each !== implied.mark).join('|')})`, 'gu');
  return [...text.matchAll(pattern)].map(match => ({ phrase: match[1] ?? '', verb: 'keeps', end: match.index + match[0].length }));
}

/** "muss der Dienst die Bestellung speichern", "speichert die Bestellung": nouns by their capital, those behind a preposition left out. */
function inClause(text: string, implied: Implied): Found[] {
  return verbsIn(text, implied).flatMap(({ words, at, verb }) => {
    const inFront = /^\p{Ll}/u.test(words[at]?.text ?? '') ? nounBefore(words, at, implied) : null;
    const noun = inFront ?? nounBehind(words, at, implied);
    return noun === null ? [] : [{ phrase: noun.text, verb, end: noun.end }];
  });
}

interface Word {
  text: string;
  lower: string;
  end: number;
}

/**
 * The last noun of the clause that the verb ends. The first one is who does it, unless the clause is passive; one behind a preposition or in
 * the genitive only describes.
 */
function nounBefore(words: Word[], at: number, implied: Implied): Word | null {
  const from = words.findLastIndex((word, place) => place < at && /^[^\p{L}\p{N}-]/u.test(word.text)) + 1;
  const clause = words.slice(from, at);
  const behind = words[at + 1]?.lower ?? '';
  const passive = [...clause.map(word => word.lower), behind].some(word => implied.passives.includes(word));
  // A verb in second place is followed by its object.
  if (!passive && behind !== '' && /^\p{L}/u.test(behind) && !implied.ends.includes(behind)) return null;
  const nouns: Word[] = [];
  let describes = false;
  for (const word of clause) {
    if (implied.ends.includes(word.lower)) describes = true;
    else if (/^\p{Lu}\p{L}{2,}/u.test(word.text) && !implied.before.includes(word.lower)) {
      if (!describes) nouns.push(word);
      describes = false;
    }
  }
  return nouns.slice(passive ? 0 : 1).findLast(noun => !implied.generic.some(word => word.toLowerCase() === noun.lower)) ?? null;
}

function nounBehind(words: Word[], at: number, implied: Implied): Word | null {
  let to = at + 1;
  while (implied.before.includes(words[to]?.lower ?? '')) to++;
  // One describing word may stand between: "eine neue Bestellung".
  if (to > at + 1 && /^\p{Ll}/u.test(words[to]?.text ?? '') && !implied.ends.includes(words[to]?.lower ?? '')) to++;
  const word = words[to];
  return to > at + 1 && word !== undefined && /^\p{Lu}\p{L}{2,}/u.test(word.text) ? word : null;
}

function verbsIn(text: string, implied: Implied): { words: Word[]; at: number; verb: Found['verb'] }[] {
  const words = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}-]*|[^\s\p{L}\p{N}]/gu)].map(match => ({ text: match[0], lower: match[0].toLowerCase(), end: match.index + match[0].length }));
  return words.flatMap(({ lower }, at) => {
    const verb = implied.keeps.includes(lower) ? 'keeps' : implied.computes.includes(lower) ? 'computes' : implied.shows.includes(lower) ? 'shows' : null;
    return verb === null ? [] : [{ words, at, verb }];
  });
}

/** The words of a text in lower case, each once, as its singular. */
export function singularsIn(text: string, implied: Implied): Set<string> {
  return new Set([...text.toLowerCase().matchAll(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu)].map(match => singularOf(match[0], implied)));
}

function singularOf(phrase: string, implied: Implied): string {
  for (const [many, one] of Object.entries(implied.plurals)) if (phrase.length > many.length + 2 && phrase.endsWith(many)) return phrase.slice(0, -many.length) + one;
  return phrase;
}

function isUnspaced(word: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u.test(word);
}
