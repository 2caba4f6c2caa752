import type { Lexicon } from '../../../model/knowledge.ts';
import type { Operation } from '../../../model/plan/index.ts';
import { oncePer } from '../../../text/once.ts';
import { isAdverb, singular, verbBases } from './words.ts';
import { caseless } from '../../../text/regex.ts';

/** Nouns that are known before a sentence is read: entity, sample and provider names, longest first. */
export type KnownNouns = readonly string[];

export interface Token {
  text: string;
  lower: string;
}

const beforeNoun = new Set(['el', 'la', 'los', 'las', 'un', 'una', 'unos', 'unas', 'su', 'sus', 'cada', 'the', 'a', 'an', 'their', 'his', 'her', 'its', 'my', 'our', 'your', 'this', 'that', 'these', 'those', 'no', 'up', 'to', 'least', 'than', 'only', 'both', 'either', 'about']);
const numerals = new Set(['two', 'three', 'four', 'five', 'six', 'seven', 'ten', 'twelve']);
const howOften = new Set(['once', 'twice', 'again', 'anew', 'together', 'online', 'later', 'afterwards']);
/** What opens a question or a clause does nothing to anything. */
const asking = new Set(['what', 'where', 'how', 'when', 'which', 'who', 'whom', 'whose', 'whether', 'why', 'while', 'because', 'since', 'until', 'unless', 'although', 'though', 'also', 'just', 'even', 'still', 'already', 'never', 'always', 'too', 'very', 'not', 'nothing', 'nobody', 'something', 'somebody', 'everything', 'everybody']);
const ends = new Set(['antes', 'después', 'durante', 'como', 'por', 'para', 'con', 'en', 'al', 'cuando', 'desde', 'hasta', 'según', 'sin', 'que', 'mediante', 'indicando', 'usando', 'by', 'with', 'for', 'from', 'in', 'on', 'at', 'into', 'to', 'when', 'if', 'while', 'using', 'via', 'per', 'within', 'before', 'after', 'under', 'above', 'over', 'based', 'through', 'that', 'which', 'who', 'whose', 'where', 'as', 'is', 'are', 'was', 'were', 'has', 'have', 'be', 'been', 'it', 'them', 'they', 'during', 'across', 'alongside', 'against', 'toward', 'towards', 'between', 'including', 'showing', 'containing', 'more', 'less', 'fewer', 'combining', 'indicating', 'page', 'not', 'and', 'or', 'then', 'but', 'near', 'minus', 'plus', 'around', 'except', 'beside', 'behind', 'otherwise', 'else', 'instead', 'afterwards', 'meanwhile', 'thereafter', ',', ';', ':']);
/** A word that no object starts with: a preposition, a conjunction, a mark. */
export const stops = (word: string): boolean => word === '' || ends.has(word) || joins.has(word);
export const relative = new Set(['who', 'which', 'that', 'whose', 'where', 'when', 'if', 'while', 'so', 'until', 'unless', 'because']);
export const joins = new Set(['y', 'e', 'o', 'u', 'and', 'or', ',', 'to', 'then', '/', '&']);

/** Words and separators of a sentence, lower case beside the author's spelling, without a possessive s. */
export function tokens(text: string): Token[] {
  const found = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’_-]*|[,;:/&]/gu) ?? [];
  return found.flatMap((t) => {
    // Spanish: "devolverla" is the verb and its pronoun.
    const clitic = caseless(String.raw`^(\p{L}{2,}[aei]r)(l[aoe]s?)$`).exec(t);
    const parts = clitic === null ? [t] : [clitic[1] ?? '', clitic[2] ?? ''];
    return parts.map((p) => ({ text: p, lower: p.toLowerCase().replace(/[’']s$/, '') }));
  });
}

export interface Verb {
  base: string;
  operation: Operation;
  manages: boolean;
  length: number;
}

/** The lexicon's verb that starts at a token, of one word or two; null when none does. */
export function verbAt(list: readonly Token[], at: number, lexicon: Lexicon): Verb | null {
  const first = list[at];
  if (first === undefined) return null;
  const second = list[at + 1]?.lower;
  for (const base of verbBases(first.lower)) {
    const phrase = second === undefined ? undefined : operationOf(`${base} ${second}`, lexicon);
    if (phrase !== undefined) return { base: `${base} ${second}`, operation: phrase, manages: false, length: 2 };
  }
  // "call off", "pay down": a particle makes another verb of one that leaves a row.
  if (second !== undefined && lexicon.particles.includes(second)) for (const base of verbBases(first.lower)) if (lexicon.acts[base] !== undefined) return { base: `${base} ${second}`, operation: 'transition', manages: false, length: 2 };
  for (const base of verbBases(first.lower)) {
    if (lexicon.manage.includes(base)) return { base, operation: 'create', manages: true, length: 1 };
    const one = operationOf(base, lexicon);
    if (one !== undefined) return { base, operation: one, manages: false, length: 1 };
  }
  return null;
}

function operationOf(verb: string, lexicon: Lexicon): Operation | undefined {
  return lexicon.verbs[verb] ?? (lexicon.acts[verb] === undefined ? undefined : 'create') ?? (endings(lexicon.acts).has(verb) ? 'transition' : undefined);
}

/** Verbs that end what some act began: give back ends a loan. */
const endings = oncePer((acts: Lexicon['acts']) => acts, (acts): ReadonlySet<string> => new Set(Object.values(acts).flatMap((act) => Object.keys(act.ends))));

/**
 * A verb that the lexicon does not list, where only a verb can stand: first behind the modal, between two verbs, or in front of an article
 * or pronoun. It moves its object on (rule R8); a verb of being or having asks for nothing.
 */
export function unlistedAt(list: readonly Token[], at: number, lexicon: Lexicon, third = false): Verb | null {
  const word = list[at]?.lower ?? '';
  const base = third ? infinitive(word) : word;
  if (!/^\p{Script=Latin}{3,}$/u.test(base) || isAdverb(base) || howOften.has(base) || asking.has(base) || lexicon.stative.includes(base) || lexicon.stative.includes(infinitive(base)) || stops(base) || determiner(base) || beforeNoun.has(base) || (third && base === word)) return null;
  const particle = lexicon.particles.includes(list[at + 1]?.lower ?? '') ? (list[at + 1]?.lower ?? '') : null;
  const length = particle === null ? 1 : 2;
  const next = list[at + length]?.lower ?? '';
  if (stops(next) && !lexicon.pronouns.includes(next) && !lexicon.reflexives.includes(next) && !(joins.has(next) && next !== 'to' && list[at + length + 1] !== undefined)) return null;
  return { base: particle === null ? base : `${base} ${particle}`, operation: 'transition', manages: false, length };
}

/** `takes` -> take, `carries` -> carry, `pushes` -> push; a word that is no third person stays. */
function infinitive(word: string): string {
  if (/(?:ss|us|is)$/.test(word) || !word.endsWith('s')) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(?:sh|ch|x|ss|zz|o)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

export const determiner = (word: string): boolean => /^(?:the|an?|its?|their|his|her|them|this|these|those|each|every|all|any|el|la|los|las|un|una|su|sus)$/.test(word);

/** Head nouns of an object, and the noun behind its "of": the run of "status of a run". */
export interface Objects {
  heads: string[];
  of: string | null;
}

/** Head nouns of the object after a verb, singular, frames such as "list of" removed. */
export function objects(list: readonly Token[], from: number, lexicon: Lexicon, known: KnownNouns): string[] {
  return objectsOf(list, from, lexicon, known).heads;
}

/** The objects that follow a verb from a place on, up to what ends them. */
export function objectsOf(list: readonly Token[], from: number, lexicon: Lexicon, known: KnownNouns): Objects {
  const heads: string[] = [];
  let of: string | null = null;
  let chunk: string[] = [];
  let which = false;
  const close = () => {
    const head = headOf(chunk, lexicon, known);
    if (head !== null) heads.push(head);
    chunk = [];
  };
  for (let at = from; at < list.length && heads.length < 8; at++) {
    const word = list[at]?.lower ?? '';
    if (word === 'of' || word === 'de' || word === 'del') {
      const head = singular(chunk.at(-1) ?? '', lexicon);
      // "the order of the list", but "their orders of today".
      const weak = lexicon.weakHeads.includes(head) && !(lexicon.compounds.includes(head) && chunk.at(-1) !== head);
      if (chunk.length > 0 && (!weak || known.some((k) => [...chunk.slice(0, -1), head].join(' ').endsWith(k) && (k.includes(' ') || k === head)))) {
        close();
        of = objects(list, at + 1, lexicon, known)[0] ?? null;
        break;
      }
      chunk = [];
      continue;
    }
    if (joins.has(word) && word !== 'to') {
      close();
      if (lexicon.stative.includes(list[at + 1]?.lower ?? '') && !stops(list[at + 2]?.lower ?? '')) break;
      if (verbAt(list, at + 1, lexicon) !== null && !(list[at + 1]?.lower ?? '').endsWith('s')) break;
      if (determiner(list[at + 2]?.lower ?? '') && !determiner(list[at + 1]?.lower ?? '') && unlistedAt(list, at + 1, lexicon) !== null) break;
      if (heads.length === 0) break;
      continue;
    }
    // "record what they did": no thing.
    if (word === 'what' && (lexicon.pronouns.includes(list[at + 1]?.lower ?? '') || /^(?:i|you|we|he|she|they)$/.test(list[at + 1]?.lower ?? ''))) break;
    if (/^(?:that|which|what|whether)$/.test(word) && chunk.length === 0 && heads.length === 0) {
      which = word === 'which';
      continue;
    }
    // "open a dispute about a milestone": the dispute.
    if (word === 'about' && chunk.length > 0) break;
    if (ends.has(word) || (word === 'a' && lexicon.endings.length > 0)) break;
    if ((word === 'its' || word === 'their') && heads.length === 0 && chunk.length === 0 && /^(?:state|status|slot|value|details?)$/.test(list[at + 1]?.lower ?? '')) break;
    if (chunk.length > 0 && word.endsWith('ed') && word.length > 4 && (at === list.length - 1 || joins.has(list[at + 1]?.lower ?? '') || ends.has(list[at + 1]?.lower ?? ''))) continue;
    // "complaints assigned specifically to a department": the complaints.
    if (chunk.length > 0 && word.endsWith('ed') && word.length > 4 && isAdverb(list[at + 1]?.lower ?? '')) break;
    if ((howOften.has(word) || word === 'every' || word === 'each') && chunk.length > 0) break;
    if (chunk.some((w) => !lexicon.adjectives.includes(w)) && (/^\d+$/.test(word) || numerals.has(word) || Object.values(lexicon.participles).includes(word))) break;
    if (beforeNoun.has(word) || /^\d+$/.test(word) || (isAdverb(word) && !known.some((k) => k.startsWith(`${word} `)))) continue;
    chunk.push(word);
    // "see which boxes ship this week": the boxes.
    if (which && singular(word, lexicon) !== word) break;
  }
  close();
  // "FIT, GPX or TCX files": the words before are kinds of the last one.
  return { heads: heads.at(-1) === 'file' ? ['file'] : heads, of };
}

/** "hand-over", "check-in", "sign-off": a noun that a verb and its particle make. */
const isDeed = (noun: string, lexicon: Lexicon): boolean => {
  const [verb = '', particle = '', ...more] = noun.split('-');
  return more.length === 0 && verb.length > 2 && (lexicon.particles.includes(particle) || particle === 'in');
};

/** Head noun of a chunk: the longest known phrase in it, else its last word without frames, singular. */
export function headOf(chunk: readonly string[], lexicon: Lexicon, known: KnownNouns): string | null {
  const one = chunk.map((w, i) => (i === chunk.length - 1 ? singular(w, lexicon) : w));
  for (let from = 0; from < one.length; from++) {
    for (let to = one.length; to > from; to--) {
      const phrase = [...one.slice(from, to - 1), singular(one[to - 1] ?? '', lexicon)].join(' ');
      if (to - from > 1 ? known.includes(phrase) : known.includes(phrase) && !(from > 0 && to === one.length && lexicon.compounds.includes(phrase) && !lexicon.weakHeads.includes(phrase) && !lexicon.adjectives.includes(one[from - 1] ?? '') && !lexicon.people.includes(one[from - 1] ?? '')) && (to === one.length || lexicon.weakHeads.includes(one[to] ?? ''))) return phrase.replace(/^new\s+(?=\p{L})/u, '');
    }
  }
  let end = one.length;
  // "work order", "leave request": a word that says little alone is half of a name behind another noun.
  while (end > 1 && ((lexicon.weakHeads.includes(one[end - 1] ?? '') && !lexicon.compounds.includes(one[end - 1] ?? '')) || one[end - 1] === 'file') && !(end === 2 && lexicon.adjectives.includes(one[0] ?? ''))) end--;
  const last = singular(one[end - 1] ?? '', lexicon);
  const compound = lexicon.compounds.includes(last) && end > 1 && !(lexicon.weakHeads.includes(last) && lexicon.people.includes(one[end - 2] ?? '')) && !(last === 'profile' && lexicon.people.includes(one[end - 2] ?? '')) && !lexicon.adjectives.includes(one[end - 2] ?? '') ? `${one[end - 2]} ${last}` : last;
  const fresh = (noun: string): string => noun.replace(/^new\s+(?=\p{L})/u, '');
  const head = end > 1 && lexicon.trailing.includes(compound) && !known.includes(compound) ? singular(one[end - 2] ?? '', lexicon) : compound;
  return head === '' || (head.includes('-') && !known.includes(head) && !isDeed(head, lexicon)) || (lexicon.adjectives.includes(head) && !lexicon.people.includes(head)) || head.length < 2 || /^(?:it|them|they|he|she|we|you|this|these|those|that|one|once|later|how|what|who|whether|out|off|up|down|away|back|over|(?:any|every|some|no)(?:body|one|thing))$/.test(head) ? null : fresh(head);
}
