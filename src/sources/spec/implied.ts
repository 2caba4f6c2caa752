import type { Language } from '../../model/knowledge.ts';
import type { SpecEntity } from '../../model/spec.ts';
import { singular } from '../samples/names.ts';
import { attributesIn } from './entities.ts';
import { foreignObjects, singularsIn, type Found } from './objects.ts';
import { unspaced } from './matcher.ts';
import { flat } from './phrase.ts';
import { patternLimit, type Words } from './words.ts';
import { caseless } from '../../text/regex.ts';

/** A demand, or what a story wants, as a place where a record may be named. */
export interface Statement {
  text: string;
  line: number;
  endLine: number;
}

interface Candidate {
  /** Folded and in singular: "gap period". */
  phrase: string;
  head: string;
  kept: number;
  computed: number;
  at: Statement;
  attributes: string[];
}

type Implied = Language['implied'];

/** Most entities that are implied, so that a long text of prose does not give a list nobody reads. */
const most = 25;
/** Documents of at most so many statements need a noun once, longer ones twice. */
const short = 8;
const longestPhrase = 3;
/** Most statements in which a noun of a script without spaces is looked for. */
const searched = 400;
/** Letters behind a noun within which its attributes begin. */
const reach = 60;

/**
 * Entities that no section names: nouns that demands create, store, list with their parts or compute, each with the place that says so.
 * `around` are titles and scenarios that mention them; `named` are those the document states by itself. Only languages whose file says how a demand names its object give any.
 */
export function impliedEntities(statements: readonly Statement[], around: readonly string[], roles: readonly string[], named: readonly SpecEntity[], language: string, words: Words): SpecEntity[] {
  const implied = words.languages.find(each => each.id === language)?.implied;
  if (implied === undefined || implied.keeps.length === 0) return [];
  const sets = setsOf(implied);
  const candidates = new Map<string, Candidate>();
  const mentions = new Map<string, number>();
  for (const statement of statements) {
    const text = flat(statement.text).slice(0, patternLimit);
    const tokens = implied.object === 'after' ? tokensIn(text) : [];
    for (const gram of gramsOf(tokens)) mentions.set(gram, (mentions.get(gram) ?? 0) + 1);
    const found = implied.object === 'after' ? [...objectsOf(tokens, sets), ...recordsIn(tokens, text, sets, words)] : foreignObjects(text, implied);
    // "stores the email as a unique text field" tells of a field.
    for (const each of found) if (!/^\s+as an? (?:\p{L}+ ){0,3}(?:field|string|attribute|column)\b/u.test(text.slice(each.end))) note(candidates, each, statement, text, words, implied.object !== 'after');
  }
  // Where nouns have endings of their own, a text that names one counts once.
  if (implied.object === 'next' || implied.object === 'clause') for (const text of [...statements.map(each => each.text), ...around]) for (const word of singularsIn(text.slice(0, patternLimit), implied)) mentions.set(word, (mentions.get(word) ?? 0) + 1);
  if (implied.object === 'after') for (const text of around) for (const gram of gramsOf(tokensIn(text.slice(0, patternLimit)))) mentions.set(gram, (mentions.get(gram) ?? 0) + 1);
  const known = new Set(named.flatMap(each => [singularPhrase(each.name.toLowerCase()), singular(each.name.toLowerCase().split(/[\s_]+/).at(-1) ?? '')]));
  const often = (phrase: string): number => mentions.get(phrase) ?? 0;
  const enough = statements.length <= short ? 1 : 2;
  // A script without spaces has no words to count: a noun is looked for where it stands.
  if (implied.keeps.some(word => unspaced.test(word)) && statements.length <= searched) {
    const texts = statements.map(each => flat(each.text));
    const count = (phrase: string): number => texts.filter(text => text.includes(phrase)).length;
    for (const each of candidates.values()) {
      const tail = each.phrase.slice(-2);
      // "逾期罚款" is a "罚款" that others name.
      const named = each.phrase.length > 3 && count(each.phrase) < 2 && count(tail) > 2 && !implied.generic.includes(tail) && !implied.keeps.includes(tail);
      if (named) candidates.delete(each.phrase);
      if (named && !candidates.has(tail)) candidates.set(tail, { ...each, phrase: tail, head: tail });
    }
    for (const phrase of candidates.keys()) mentions.set(phrase, count(phrase));
  }
  const seen = (each: Candidate): boolean => each.attributes.length > 1 || Math.max(often(each.phrase.toLowerCase()), implied.object === 'after' ? 0 : each.kept + each.computed) >= enough;
  const strong = [...merged(candidates, often).values()].filter(each => !known.has(each.phrase) && seen(each));
  const people = peopleOf(statements, roles, often, sets, words).filter(each => !known.has(each.name.toLowerCase()) && !strong.some(one => one.phrase === each.name.toLowerCase()));
  return [...strong.map(entityOf), ...people].toSorted((a, b) => a.line - b.line).slice(0, most);
}

interface Sets {
  keeps: Set<string>;
  computes: Set<string>;
  shows: Set<string>;
  before: Set<string>;
  frames: Set<string>;
  ends: Set<string>;
  generic: Set<string>;
  compounds: Set<string>;
  counted: Set<string>;
  components: Set<string>;
}

function setsOf(implied: Implied): Sets {
  return {
    keeps: new Set(implied.keeps), computes: new Set(implied.computes), shows: new Set(implied.shows), before: new Set(implied.before), frames: new Set(implied.frames),
    ends: new Set(implied.ends), generic: new Set(implied.generic), compounds: new Set(implied.compounds), counted: new Set(implied.counted), components: new Set(implied.components),
  };
}

interface Token {
  word: string;
  /** Position behind the token in the text. */
  end: number;
}

function tokensIn(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*|[^\s\p{L}\p{N}]/gu)].map(match => ({ word: match[0].toLowerCase(), end: match.index + match[0].length }));
}

/** All runs of at most three words, in singular, each once. */
function gramsOf(tokens: Token[]): Set<string> {
  const found = new Set<string>();
  for (let from = 0; from < tokens.length; from++) {
    for (let size = 1; size <= longestPhrase && from + size <= tokens.length; size++) found.add(singularPhrase(tokens.slice(from, from + size).map(each => each.word.replace(/['’]s$/, '')).join(' ')));
  }
  return found;
}

function singularPhrase(phrase: string): string {
  const words = phrase.split(' ');
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join(' ');
}

/** Objects of the verbs of a sentence: "create a reservation", "a permit is created", "list of gap periods". */
function objectsOf(tokens: Token[], sets: Sets): Found[] {
  const found: Found[] = [];
  for (const [index, { word }] of tokens.entries()) {
    const verb = sets.keeps.has(word) || sets.keeps.has(`${word} ${tokens[index + 1]?.word ?? ''}`) ? 'keeps' : sets.computes.has(word) ? 'computes' : sets.shows.has(word) ? 'shows' : null;
    if (verb === null) continue;
    const previous = tokens[index - 1]?.word ?? '';
    const passive = /ed$|^kept$/.test(word);
    if (passive) {
      if (/^(?:is|are|was|were|be|been)$/.test(previous)) {
        const phrase = nounBefore(tokens, index - 1, sets);
        if (phrase !== null) found.push({ phrase, verb, end: tokens[index]?.end ?? 0 });
      }
      continue;
    }
    // "the record", "on upload", "user imports": a noun in this place.
    if (!word.endsWith('ing') && (sets.before.has(previous) || /^(?:of|per|in|on|by|for)$/.test(previous))) continue;
    for (const object of nounsAfter(tokens, sets.keeps.has(word) || verb !== 'keeps' ? index + 1 : index + 2, sets)) found.push({ ...object, verb });
  }
  return found;
}

/** "Toll records must hold the fields plate, lane and amount": the subject of a demand that lists what such a record is made of. */
function recordsIn(tokens: Token[], text: string, sets: Sets, words: Words): Found[] {
  return tokens.flatMap(({ word, end }, index) => {
    const modal = tokens[index + 1]?.word ?? '';
    if (!sets.compounds.has(singular(word)) || words.modal.first(modal)?.index !== 0 || listedBehind(text.slice(end), words).length < 2) return [];
    const noun = tokens[index - 1]?.word ?? '';
    const plain = /^\p{L}{3,}$/u.test(noun) && !sets.before.has(noun) && !sets.ends.has(noun) ? singular(noun) : null;
    // "notification records" are notifications, which elsewhere are only sent.
    const phrase = nounBefore(tokens, index + 1, sets) ?? plain;
    return phrase === null || (phrase !== plain && !phrase.includes(' ')) ? [] : [{ phrase, verb: 'keeps' as const, end }];
  });
}

/** Noun phrases behind a verb, those joined by "and" or "or" too. */
function nounsAfter(tokens: Token[], from: number, sets: Sets): Omit<Found, 'verb'>[] {
  const found: Omit<Found, 'verb'>[] = [];
  let at = from;
  for (;;) {
    const start = at;
    while (sets.before.has(tokens[at]?.word ?? '') || /^\d/.test(tokens[at]?.word ?? '') || (tokens[at]?.word ?? '').endsWith('ly')) at++;
    const words: string[] = [];
    for (; words.length < longestPhrase + 1 && at < tokens.length; at++) {
      const word = tokens[at]?.word ?? '';
      if (!/^\p{L}/u.test(word) || sets.ends.has(word)) break;
      words.push(word.replace(/['’]s?$/, ''));
      if (/['’]s?$/.test(word)) words.length = 0;
    }
    if (tokens[at]?.word === 'of' && words.length === 1 && sets.frames.has(words[0] ?? '')) {
      at++;
      continue;
    }
    const article = tokens[at - words.length - 1]?.word ?? '';
    const phrase = nameIn(words, sets, at - words.length > start, (/^(?:an?|each|every|one|\d+)$/.test(article) || words.at(-1)?.endsWith('s') === true) && tokens[at]?.word !== 'of');
    if (phrase !== null) found.push({ phrase, end: tokens[at - 1]?.end ?? 0 });
    const next = tokens[at]?.word ?? '';
    const then = tokens[at + 1]?.word ?? '';
    if ((next !== 'and' && next !== 'or') || sets.keeps.has(then) || sets.computes.has(then) || sets.shows.has(then) || sets.ends.has(tokens[at + 1]?.word ?? '') || words.length === 0) return found;
    at++;
  }
}

/** The noun phrase that ends before `to`: "a visitor permit" before "is created". */
function nounBefore(tokens: Token[], to: number, sets: Sets): string | null {
  const words: string[] = [];
  let at = to - 1;
  while (/^(?:shall|must|should|will|may|can|not|never|have|has)$/.test(tokens[at]?.word ?? '')) at--;
  for (; at >= 0 && words.length < longestPhrase; at--) {
    const word = tokens[at]?.word ?? '';
    if (!/^\p{L}/u.test(word) || sets.ends.has(word) || sets.before.has(word)) break;
    words.unshift(word.replace(/['’]s?$/, ''));
  }
  return nameIn(words, sets, sets.before.has(tokens[at]?.word ?? ''));
}

/** The name of a record in a noun phrase, or null for a frame alone, a generic noun, or no noun at all. */
function nameIn(words: string[], sets: Sets, determined: boolean, counted = false): string | null {
  const kept = [...words];
  while (kept.length > 0 && sets.frames.has(kept.at(-1) ?? '')) kept.pop();
  // "retrieved documents" are documents.
  while (kept.length > 1 && /(?:ed|ly)$/.test(kept[0] ?? '')) kept.shift();
  const head = singular(kept.at(-1) ?? '');
  if (kept.length === 0 || kept.length > longestPhrase || head.length < 3 || /(?:ly|ed)$/.test(head)) return null;
  // "a reading" and "readings" are nouns, "reading" alone is an act.
  if (head.endsWith('ing') && !determined && kept.at(-1) === head) return null;
  if (kept.length > 1 && sets.compounds.has(head) && !sets.generic.has(kept.at(-2) ?? '')) return [...kept.slice(0, -1), head].join(' ');
  if (counted && sets.counted.has(head)) return [...kept.slice(0, -1), head].join(' ');
  if ([head, kept.at(-1) ?? ''].some(word => sets.generic.has(word) || sets.components.has(word) || sets.keeps.has(word) && kept.length === 1 && word.endsWith('s'))) return null;
  return [...kept.slice(0, -1), head].join(' ');
}

function note(candidates: Map<string, Candidate>, found: Found, statement: Statement, text: string, words: Words, foreign: boolean): void {
  const attributes = listedBehind(foreign ? clauseAt(text.slice(found.end), words) : text.slice(found.end), words);
  if (found.verb === 'shows' && attributes.length < 2) return;
  const known = candidates.get(found.phrase);
  const made = known ?? { phrase: found.phrase, head: found.phrase.split(' ').at(-1) ?? '', kept: 0, computed: 0, at: statement, attributes: [] };
  candidates.set(found.phrase, made);
  if (found.verb === 'keeps') made.kept++;
  if (found.verb === 'computes' || found.verb === 'shows') made.computed++;
  made.attributes = [...new Set([...made.attributes, ...attributes])];
}

/** What stands behind a noun, or nothing when a comma parts it from the words that lead in its attributes. */
function clauseAt(rest: string, words: Words): string {
  const comma = rest.search(/[,，、]/u);
  const lead = words.attributes.first(rest);
  return comma >= 0 && lead !== null && lead.index > comma ? rest.slice(0, comma) : rest;
}

/** "with temperature, humidity and battery level" right behind a noun; a list of one name is no list. */
function listedBehind(rest: string, words: Words): string[] {
  const [clause = ''] = rest.replace(/\([^(),]*\)/g, '').split(/[.;。；]/u);
  const lead = words.attributes.first(clause);
  const bracket = clause.indexOf('(');
  // "the vehicle, a description, a severity (minor, major)": values of the last name of a list.
  const open = clause.slice(0, Math.max(bracket, 0)).includes(',') ? -1 : bracket;
  if ((lead === null || lead.index > reach) && (open < 0 || open > reach)) return [];
  const names = attributesIn(lead === null || lead.index > reach ? clause.slice(open) : clause.slice(lead.index), words).map(name => (name.split(' of ')[0] ?? name).trim().replace(/^(?:the|an?)\s+/i, ''));
  return names.length > 1 && names.every(name => /^\p{L}[\p{L}\p{N} _-]*$/u.test(name) && name.split(' ').length <= 3) ? names.map(name => (/\p{Ll}\p{Lu}/u.test(name) ? name : name.toLowerCase())) : [];
}

/**
 * One candidate a record: a phrase goes into its own head when demands keep that alone as well ("failed deliveries" into "delivery"), or when
 * the phrase itself is rare; a head kept once goes into its phrase ("tokens" into "access token").
 */
function merged(candidates: Map<string, Candidate>, often: (phrase: string) => number): Map<string, Candidate> {
  const into = (from: Candidate, to: Candidate): void => {
    to.kept += from.kept;
    to.computed += from.computed;
    to.attributes = [...new Set([...to.attributes, ...from.attributes])];
    if (from.at.line < to.at.line) to.at = from.at;
    candidates.delete(from.phrase);
  };
  for (const each of candidates.values()) {
    const whole = each.phrase === each.head ? undefined : candidates.get(each.head);
    if (whole !== undefined) {
      if (whole.kept > each.kept) into(each, whole);
      else into(whole, each);
    } else if (each.phrase !== each.head && often(each.phrase) < 2 && often(each.head) > 2 && each.attributes.length < 2) {
      candidates.delete(each.phrase);
      candidates.set(each.head, { ...each, phrase: each.head });
    }
  }
  return candidates;
}

function entityOf(each: Candidate): SpecEntity {
  return entity(each.phrase, each.attributes, each.kept > 0, each.at);
}

function entity(phrase: string, attributes: string[], persisted: boolean | null, at: Statement): SpecEntity {
  // An abbreviation stays one.
  const at0 = flat(at.text).toLowerCase().indexOf(phrase);
  const written = at0 < 0 ? phrase : flat(at.text).slice(at0, at0 + phrase.length);
  const name = /^\p{Lu}{2}|\p{Ll}\p{Lu}/u.test(written) ? written.charAt(0).toUpperCase() + written.slice(1) : phrase.charAt(0).toUpperCase() + phrase.slice(1);
  return { name, description: flat(at.text).slice(0, 300), attributes, persisted, implied: true, line: at.line, endLine: at.endLine };
}

/** People with an account: the roles of stories, where the document speaks of signing in and names them again and again. */
function peopleOf(statements: readonly Statement[], roles: readonly string[], often: (phrase: string) => number, sets: Sets, words: Words): SpecEntity[] {
  if (!statements.some(each => words.backend.server.first(each.text.slice(0, patternLimit)) !== null)) return [];
  const found = new Map<string, SpecEntity>();
  for (const role of roles) {
    const phrase = singularPhrase(role.toLowerCase());
    const last = phrase.split(' ').at(-1) ?? '';
    if (phrase.split(' ').length > 2 || sets.components.has(last) || found.has(phrase) || often(phrase) < 3) continue;
    const at = statements.find(each => caseless(`(?<!\\p{L})${last}`).test(each.text));
    if (at !== undefined && /^\p{L}[\p{L} -]*$/u.test(phrase)) found.set(phrase, entity(phrase, [], null, at));
  }
  return [...found.values()];
}
