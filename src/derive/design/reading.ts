import type { Lexicon } from '../../model/knowledge.ts';
import type { Operation, Reading } from '../../model/plan/index.ts';
import { holds, singular, verbBases } from './words.ts';

/** Nouns that are known before a sentence is read: entity, sample and provider names, longest first. */
export type KnownNouns = readonly string[];

interface Token {
  text: string;
  lower: string;
}

const modal = /\b(must|shall|should|can|may|will|could|needs? to|has to|have to|able to|wants? to)\b/gi;
const lead = /^(?:allow|let|enable|permit|help)s?\s+(?:the\s+|a\s+|an\s+)?([\p{L} -]+?)\s+to\s+/iu;
const ability = /^(?:provide|offer)s?\s+(?:\S+\s+){0,2}?(?:ability|option|way|means)\s+to\s+/i;
const tail = /\s(?:so that|in order to|because|unless|until|without|instead of|such as|e\.g\.)\s.*$/i;
const beforeNoun = new Set(['the', 'a', 'an', 'their', 'his', 'her', 'its', 'my', 'our', 'your', 'this', 'that', 'these', 'those', 'no', 'up', 'to', 'least', 'than', 'only', 'both', 'either', 'about']);
const ends = new Set(['by', 'with', 'for', 'from', 'in', 'on', 'at', 'into', 'to', 'when', 'if', 'while', 'using', 'via', 'per', 'within', 'before', 'after', 'under', 'above', 'over', 'based', 'through', 'that', 'which', 'who', 'whose', 'where', 'as', 'is', 'are', 'was', 'were', 'has', 'have', 'be', 'been', 'it', 'them', 'they', 'during', 'across', 'alongside', 'against', 'toward', 'towards', 'between', 'including', 'showing', 'containing', 'combining', 'indicating', 'page', 'not', 'and', 'or', 'then', ',', ';', ':']);
const joins = new Set(['and', 'or', ',', 'to', 'then', '/', '&']);

function tokens(text: string): Token[] {
  const found = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’_-]*|[,;:/&]/gu) ?? [];
  return found.map((t) => ({ text: t, lower: t.toLowerCase().replace(/[’']s$/, '') }));
}

interface Verb {
  base: string;
  operation: Operation;
  manages: boolean;
  length: number;
}

function verbAt(list: readonly Token[], at: number, lexicon: Lexicon): Verb | null {
  const first = list[at];
  if (first === undefined) return null;
  const second = list[at + 1]?.lower;
  for (const base of verbBases(first.lower)) {
    const phrase = second === undefined ? undefined : lexicon.verbs[`${base} ${second}`];
    if (phrase !== undefined) return { base: `${base} ${second}`, operation: phrase, manages: false, length: 2 };
  }
  for (const base of verbBases(first.lower)) {
    if (lexicon.manage.includes(base)) return { base, operation: 'create', manages: true, length: 1 };
    const one = lexicon.verbs[base];
    if (one !== undefined) return { base, operation: one, manages: false, length: 1 };
  }
  return null;
}

/** Head nouns of the object after a verb, singular, frames such as "list of" removed. */
function objects(list: readonly Token[], from: number, lexicon: Lexicon, known: KnownNouns): string[] {
  const heads: string[] = [];
  let chunk: string[] = [];
  const close = () => {
    const head = headOf(chunk, lexicon, known);
    if (head !== null) heads.push(head);
    chunk = [];
  };
  for (let at = from; at < list.length && heads.length < 4; at++) {
    const word = list[at]?.lower ?? '';
    if (word === 'of') {
      const head = singular(chunk.at(-1) ?? '', lexicon);
      if (chunk.length > 0 && !lexicon.weakHeads.includes(head)) close();
      chunk = [];
      continue;
    }
    if (joins.has(word) && word !== 'to') {
      close();
      if (verbAt(list, at + 1, lexicon) !== null && !(list[at + 1]?.lower ?? '').endsWith('s')) break;
      if (heads.length === 0) break;
      continue;
    }
    if (ends.has(word)) break;
    if (beforeNoun.has(word) || /^\d+$/.test(word) || word.endsWith('ly')) continue;
    chunk.push(word);
  }
  close();
  // "FIT, GPX or TCX files": the words before are kinds of the last one.
  const last = heads.at(-1);
  return last !== undefined && lexicon.ignored.includes(last) ? [last] : heads;
}

function headOf(chunk: readonly string[], lexicon: Lexicon, known: KnownNouns): string | null {
  const one = chunk.map((w, i) => (i === chunk.length - 1 ? singular(w, lexicon) : w));
  for (let from = 0; from < one.length; from++) {
    for (let to = one.length; to > from; to--) {
      const phrase = [...one.slice(from, to - 1), singular(one[to - 1] ?? '', lexicon)].join(' ');
      if (to - from > 1 ? known.includes(phrase) : known.includes(phrase) && (to === one.length || lexicon.weakHeads.includes(one[to] ?? ''))) return phrase;
    }
  }
  let end = one.length;
  while (end > 1 && (lexicon.weakHeads.includes(one[end - 1] ?? '') || lexicon.ignored.includes(one[end - 1] ?? ''))) end--;
  const head = singular(one[end - 1] ?? '', lexicon);
  return head === '' || lexicon.adjectives.includes(head) || head.length < 2 ? null : head;
}

/** The parts of a sentence that ask for something: each with the actor before its modal. */
function predicates(sentence: string): { actor: string | null; text: string; negated: boolean; condition: string }[] {
  const marks = [...sentence.matchAll(modal)];
  if (marks.length === 0) return [{ actor: null, text: sentence, negated: false, condition: '' }];
  return marks.map((m, i) => {
    const from = (m.index ?? 0) + m[0].length;
    const previous = marks[i - 1];
    const before = sentence.slice(previous === undefined ? 0 : (previous.index ?? 0) + previous[0].length, m.index);
    const rest = sentence.slice(from, marks[i + 1]?.index).trim();
    const negated = /^(?:not|never)\b/i.test(rest);
    const condition = /^\s*(?:when|if|while|where|once)\b/i.test(before) ? before.replace(/,?\s*(?:then\s+)?(?:the|a|an)\s+[\p{L} -]+$/iu, '').trim() : '';
    const actor = /(?:^|,|then|\bthe|\ba|\ban)\s*(?:the\s+|a\s+|an\s+)?([\p{L}-]+(?:\s[\p{L}-]+){0,2})\s*$/iu.exec(before)?.[1] ?? null;
    return { actor, text: rest.replace(/^(?:not|never|also|automatically)\s+/i, ''), negated, condition };
  });
}

const qualifier = /\b(?:by|per|with|including|filtered by|sorted by|grouped by|for|from|within|up to|at most|only)\s+([^.;]+?)(?=\s(?:by|per|with|including|for|from|within|so that|when|if)\s|[.;]|$)/gi;

function qualifiersOf(text: string): string[] {
  return [...text.matchAll(qualifier)].map((m) => m[0].trim()).filter((q) => q.length < 160);
}

/** Sentences of languages without spaces: verbs and nouns are found by their characters. */
function scriptReadings(text: string, lexicon: Lexicon, known: KnownNouns): Reading[] {
  const verbs = Object.entries(lexicon.verbs).filter(([v]) => !/^[\p{Script=Latin} ]+$/u.test(v) && text.includes(v));
  const last = verbs.toSorted(([a], [b]) => text.lastIndexOf(b) - text.lastIndexOf(a))[0];
  const nouns = [...Object.keys(lexicon.aliases), ...known].filter((n) => !/^[\p{Script=Latin} ]+$/u.test(n) && text.includes(n)).toSorted((a, b) => text.indexOf(a) - text.indexOf(b));
  if (last === undefined) return [];
  const [noun] = nouns;
  return [{ actor: null, verb: last[0], operation: last[1], noun: noun ?? null, resource: null, qualifiers: [], negated: false }];
}

/**
 * What a requirement sentence asks: one reading per verb and object. `resource` is still null; nouns become resources when all
 * requirements were read. A sentence without a known verb gives no reading.
 */
export function readSentence(text: string, lexicon: Lexicon, known: KnownNouns): Reading[] {
  const clean = text.replace(/[*`"“”]/g, '').replace(/\s*\([^)]*\)/g, '').replace(/\s+/g, ' ');
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(clean)) {
    return scriptReadings(clean, lexicon, known);
  }
  const readings: Reading[] = [];
  for (const sentence of clean.split(/(?<=[.!?;])\s+/)) {
    for (const part of predicates(sentence)) {
      const led = lead.exec(part.text);
      let actor = led?.[1] ?? part.actor;
      const body = part.text.replace(lead, '').replace(ability, '').replace(tail, '');
      const list = tokens(body);
      const found = readList(list, lexicon, known, led !== null || part.text !== sentence);
      if (found.actor !== null) actor = found.actor;
      for (const r of found.readings) readings.push({ ...r, actor: actorNoun(actor, lexicon), negated: part.negated, qualifiers: qualifiersOf(body) });
    }
  }
  return readings;
}

function actorNoun(actor: string | null, lexicon: Lexicon): string | null {
  if (actor === null) return null;
  const lower = actor.toLowerCase();
  const person = lexicon.people.filter((p) => holds(lower, p) || holds(lower, `${p}s`)).toSorted((a, b) => b.length - a.length)[0];
  return person ?? null;
}

function readList(list: readonly Token[], lexicon: Lexicon, known: KnownNouns, afterModal: boolean): { actor: string | null; readings: Reading[] } {
  const readings: Reading[] = [];
  let actor: string | null = null;
  let pending: Verb[] = [];
  const flush = (nouns: readonly string[]) => {
    for (const verb of pending) {
      const operations: Operation[] = verb.manages ? ['create', 'list', 'update', 'delete'] : [verb.operation];
      for (const operation of operations) {
        for (const noun of nouns.length === 0 ? [null] : nouns) readings.push({ actor: null, verb: verb.base, operation, noun, resource: null, qualifiers: [], negated: false });
      }
    }
    pending = [];
  };
  let at = 0;
  if (!afterModal && verbAt(list, 0, lexicon) === null) {
    // "A person lists activities": the first third-person verb ends the subject.
    const start = list.findIndex((t, i) => i > 0 && t.lower.endsWith('s') && verbAt(list, i, lexicon) !== null && !lexicon.people.includes(singular(t.lower, lexicon)));
    if (start > 0) {
      actor = list.slice(0, start).map((t) => t.text).join(' ');
      at = start;
    } else {
      const passive = list.findIndex((t, i) => /^(?:is|are|be)$/.test(t.lower) && verbAt(list, i + 1, lexicon) !== null);
      const verb = passive < 0 ? null : verbAt(list, passive + 1, lexicon);
      if (verb === null) return { actor, readings };
      pending = [verb];
      flush(objects(list.slice(0, passive), 0, lexicon, known));
      return { actor, readings };
    }
  }
  while (at < list.length) {
    const word = list[at]?.lower ?? '';
    const previous = list[at - 1]?.lower;
    const open = at === 0 || previous === undefined || joins.has(previous) || previous.endsWith('ly') || /^(?:be|been|is|are|not|also)$/.test(previous) || (actor !== null && readings.length === 0 && pending.length === 0);
    const verb = open ? verbAt(list, at, lexicon) : null;
    if (verb !== null) {
      pending.push(verb);
      at += verb.length;
      const next = list[at]?.lower ?? '';
      const nextVerb = joins.has(next) ? verbAt(list, at + 1, lexicon) : null;
      if (nextVerb !== null && next !== 'to') {
        at += 1;
        continue;
      }
      flush(objects(list, at, lexicon, known));
      continue;
    }
    if (word === '') break;
    at++;
  }
  flush([]);
  return { actor, readings };
}
