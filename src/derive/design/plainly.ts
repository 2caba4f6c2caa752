import type { Lexicon } from '../../model/knowledge.ts';
import { escapeRegExp } from '../../text/regex.ts';

const patterns = new WeakMap<Lexicon, { told: RegExp; given: RegExp; message: RegExp }>();

/** `^`, a comma, "and": where a clause with a subject of its own may start. Behind "and" it is a sentence of its own. */
const start = String.raw`(^|[,;]\s+(?:and\s+|then\s+)?|\s+and\s+)`;
const adverbs = String.raw`(?:(?:also|then|automatically|immediately|always)\s+)?`;

/** What follows, up to the next clause. "Told to call" is the person's own affair. */
const rest = String.raw`(?:(?!\s(?:when|once|after|before|if|as soon as|within|and|at \d)\s|[.,;]).)+`;

function patternsOf(lexicon: Lexicon): { told: RegExp; given: RegExp; message: RegExp } {
  const known = patterns.get(lexicon);
  if (known !== undefined) return known;
  const people = lexicon.people.toSorted((a, b) => b.length - a.length).map(escapeRegExp).join('|');
  const subject = String.raw`(?:the\s+|an?\s+|each\s+|every\s+|all\s+)?((?:${people})(?:s|es)?)`;
  const made = {
    told: new RegExp(String.raw`${start}${subject}\s+(?:is|are|gets?)\s+${adverbs}(?:${lexicon.told.join('|')})\b(?:\s+to\s+${rest})?`, 'giu'),
    given: new RegExp(String.raw`${start}${subject}\s+${adverbs}(?:gets?|receives?)\s+(${rest})`, 'giu'),
    message: new RegExp(String.raw`\b(?:${lexicon.messages.join('|')})s?\b`, 'iu'),
  };
  patterns.set(lexicon, made);
  return made;
}

/** "marks them ready", "mark the order paid": the state without its "as". */
const marked = /\b((?:mark|flag)s?)\s+(it|them|(?:an?|the|their|his|her)\s+[\p{L}-]+)\s+(?=(?!as\b|to\b|by\b|with\b|for\b|in\b|on\b|of\b|from\b|and\b|or\b|when\b|that\b|which\b)\p{L}{3,}(?:$|[.,;]|\s(?:when|once|after|and|or|if|by|until|for|in)\b))/giu;

/** "reviews the sitter with 1 to 5 stars": a review that is written, not read. */
const graded = /\breview(s?)\s+((?:an?|the|their|his|her)\s+[\p{L}-]+)\s+with\s+(?=[^.;]*\b(?:stars?|rating|comment|points)\b)/giu;

/**
 * What a sentence tells of a person to whom something is sent ("the courier is told", "residents get a text message"), as what the software
 * must do. Whatever a person gets by the clock (`clock`) is sent; else only what is a message.
 */
export function plainly(sentence: string, clock: boolean, lexicon: Lexicon): string {
  const low = sentence.toLowerCase();
  const state = sentence.replace(marked, '$1 $2 as ').replace(graded, 'rate$1 $2 with ');
  // The patterns name everybody; most sentences need none of them.
  if (!lexicon.told.some((word) => low.includes(word)) && !/\b(?:gets?|receives?)\b/.test(low)) return state;
  const { told, given, message } = patternsOf(lexicon);
  const joined = (before: string): string => (/\band\s+$/i.test(before) ? '. The' : before === '' ? 'The' : `${before}the`);
  return state
    .replace(told, (_, before: string, person: string) => `${joined(before)} system must notify the ${person}`)
    .replace(given, (all: string, before: string, person: string, what: string) => (clock || message.test(what) ? `${joined(before)} system must send ${what} to the ${person}` : all));
}
