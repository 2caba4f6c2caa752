import type { Lexicon } from '../../../model/knowledge.ts';
import { oncePer } from '../../../text/once.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { KnownNouns } from './objects.ts';
import { singular, stateAfter, verbBases } from './words.ts';

/** `^`, a comma, "and": where a clause with a subject of its own may start. Behind "and" it is a sentence of its own. */
const start = String.raw`(^|[,;]\s+(?:and\s+|then\s+)?|\s+and\s+)`;
const adverbs = String.raw`(?:(?:also|then|automatically|immediately|always)\s+)?`;

/** What follows, up to the next clause. "Told to call" is the person's own affair. */
const rest = String.raw`(?:(?!\s(?:when|once|after|before|if|as soon as|within|and|at \d)\s|[.,;]).)+`;

const patternsOf = oncePer((lexicon: Lexicon) => lexicon, (lexicon) => {
  const people = anyOf(lexicon.people.toSorted((a, b) => b.length - a.length));
  const subject = String.raw`(?:the\s+|an?\s+|each\s+|every\s+|all\s+)?((?:${people})(?:s|es)?)`;
  return {
    told: caseless(String.raw`${start}${subject}\s+(?:is|are|gets?)\s+${adverbs}(?:${lexicon.told.join('|')})\b(?:\s+to\s+${rest})?`, 'g'),
    given: caseless(String.raw`${start}${subject}\s+${adverbs}(?:gets?|receives?)\s+(${rest})`, 'g'),
    message: caseless(String.raw`\b(?:${lexicon.messages.join('|')})s?\b`),
    out: caseless(String.raw`${start}((?:an?|the|one)\s+(?:[\p{L}-]+\s+)?(?:${lexicon.messages.join('|')}))\s+(?:goes|is)\s+(?:sent\s+)?out\b`, 'g'),
  };
});

/** "marks them ready", "mark the order paid": the state without its "as". */
const marked = caseless(String.raw`\b((?:mark|flag)s?)\s+(it|them|(?:an?|the|their|his|her)\s+[\p{L}-]+)\s+(?=(?!as\b|to\b|by\b|with\b|for\b|in\b|on\b|of\b|from\b|and\b|or\b|when\b|that\b|which\b)\p{L}{3,}(?:$|[.,;]|\s(?:when|once|after|and|or|if|by|until|for|in)\b))`, 'g');

/** "a small, medium or large box": kinds of one thing, not things of their own. */
const sorts = caseless(String.raw`\b((?:an?|the|one|each|every)\s+)([\p{L}-]+)((?:,\s+[\p{L}-]+)*),?\s+or\s+([\p{L}-]+)\s+([\p{L}-]+)(?=$|[,.;]|\s(?:and|or|for|to|in|on|at|with|from|by|of|per|each|every|when|before|after|once|weekly|monthly|within|until)\b)`, 'g');
const isSort = (word: string, lexicon: Lexicon): boolean => lexicon.sorts.includes(word.toLowerCase()) || lexicon.adjectives.includes(word.toLowerCase());

/** "must mark a pump as silent after a minute, and as lost after an hour": two moves, each with its own time. */
const second = caseless(String.raw`^(?<lead>.*?\b(?:must|shall|should)\s+)(?<mark>mark|flag|set)\s+(?<what>(?:an?|the|each|every)\s+[\p{L}-]+)\s+(?:as|to)\s+(?<one>[\p{L}-]+)(?<when>\s[^.;]*?)?,?\s+and\s+(?:as|to)\s+(?=[\p{L}-]+(?:\s+(?:when|after|once|if|within)\b|[.;]|$))`);

/** "say yes, no or maybe for a concert": an answer to it. */
const voted = /\bsay(s?)\s+(?:yes|no|maybe)(?:(?:,\s*|\s*\/\s*|,?\s+or\s+)(?:yes|no|maybe))*\s+(?:for|to)\s+/gi;

/** "e-mail the member" is a verb of one word. */
const mailed = /\b(e)-(mail(?:s|ed|ing)?)\b/gi;

/** "text the member": the noun of that name has nobody behind it. */
const texted = /(?<=\b(?:must|shall|should|will|can|may|and|to|system|service|we|it)\s+)text(s?)\s+(?=(?:the|an?|each|every|all|their|his|her)\s)/gi;

/** "reviews the sitter with 1 to 5 stars": a review that is written, not read. */
const graded = caseless(String.raw`\breview(s?)\s+((?:an?|the|their|his|her)\s+[\p{L}-]+)\s+with\s+(?=[^.;]*\b(?:stars?|rating|comment|points)\b)`, 'g');

/** "all its claims become paid": what follows for other things. */
const become = caseless(String.raw`(?<before>,\s+(?:and\s+)?)(?:all\s+)?(?:its|their|the)\s+(?<what>[\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:also\s+)?(?:becomes?|turns?)\s+(?<state>\p{L}+ed|paid|sold|sent|lost|free|active|inactive|available|unavailable|ready\s+for\s+\p{L}+|ready\s+to\s+\p{L}+|ready)(?!\p{L})`);

const onward = caseless(String.raw`(?<before>,\s+(?:then\s+)?)(?:the|an?|its|their)\s+(?<what>[\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:goes|passes|moves|is\s+(?:automatically\s+)?(?:escalated|passed|forwarded|handed|transferred|given))\s+(?:on\s+|over\s+)?to\s+`);

/** "If nobody has decided within 5 days, the claim goes to the deputy": by the clock, nobody calls. */
/** "the milestone counts as approved". */
const countsAs = caseless(String.raw`(?<before>^|,\s+(?:then\s+)?)(?:the|an?|its)\s+(?<what>[\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:counts|is\s+(?:automatically\s+)?(?:considered|deemed|treated|regarded|taken))\s+(?:as\s+|to\s+be\s+)?(?<state>\p{L}+ed|paid|done|lost|void)(?!\p{L})`);

/** "All other proposals of the project are declined": what follows for the rest. */
const others = caseless(String.raw`(?<before>^|[.;]\s+)(?:all\s+(?:the\s+)?other|the\s+other|the\s+remaining|all\s+remaining|any\s+other)\s+(?<what>[\p{L}-]+)(?:\s+(?:of|for|in|on)\s+[^,.;]{2,30}?)?\s+(?:are|is)\s+(?:then\s+|automatically\s+)?(?<state>\p{L}+ed)(?!\p{L})`);

const handedOn = (sentence: string, clock: boolean): string => (clock ? sentence.replace(onward, '$<before>the system must escalate the $<what> to ') : sentence);

/**
 * What a sentence tells of a person to whom something is sent ("the courier is told", "residents get a text message"), as what the software
 * must do. Whatever a person gets by the clock (`clock`) is sent; else only what is a message.
 */
export function plainly(told_: string, clock: boolean, lexicon: Lexicon): string {
  const sentence = handedOn(told_, clock).replace(become, (_, before: string, what: string, state: string) => `${before}the system must mark the ${what} as ${state.replace(/\s+/g, '-')}`).replace(countsAs, '$<before>the system must mark the $<what> as $<state>').replace(others, '$<before>The system must mark the $<what> as $<state>');
  const low = sentence.toLowerCase();
  const state = sentence.replace(mailed, '$1$2').replace(texted, 'notify$1 ').replace(voted, 'rsvp$1 to ').replace(caseless(String.raw`\bas\s+([\p{L}-]+)\s+or\s+not\s+\1\b`, 'g'), 'as $1 or not-$1').replace(sorts, (all: string, lead: string, one: string, others: string, last: string, noun: string) => ([one, ...others.split(',').map((w) => w.trim()).filter((w) => w !== ''), last].every((w) => isSort(w, lexicon)) ? `${lead}${noun}` : all)).replace(second, '$<lead>$<mark> $<what> as $<one>$<when>. $<lead>$<mark> $<what> as ').replace(marked, '$1 $2 as ').replace(graded, 'rate$1 $2 with ');
  // The patterns name everybody; most sentences need none of them, and hardly one needs all.
  const [isTold, isGiven, isOut] = [lexicon.told.some((word) => low.includes(word)), /\b(?:gets?|receives?)\b/.test(low), /\bout\b/.test(low)];
  if (!isTold && !isGiven && !isOut) return state;
  const { told, given, message, out } = patternsOf(lexicon);
  const joined = (before: string): string => (/\band\s+$/i.test(before) ? '. The' : before === '' ? 'The' : `${before}the`);
  const sent = isOut ? state.replace(out, (_, before: string, what: string) => `${joined(before)} system must send ${what}`) : state;
  const notified = isTold ? sent.replace(told, (_, before: string, person: string) => `${joined(before)} system must notify the ${person}`) : sent;
  return isGiven ? notified.replace(given, (all: string, before: string, person: string, what: string) => (clock || message.test(what) ? `${joined(before)} system must send ${what} to the ${person}` : all)) : notified;
}

/** `checks a patient in` -> `checks in a patient`, for every verb of two words in the lexicon. */
export function joinParticles(text: string, lexicon: Lexicon): string {
  const known = (verb: string): boolean => lexicon.verbs[verb] !== undefined || Object.values(lexicon.acts).some((a) => a.ends[verb] !== undefined);
  return text.replace(caseless(String.raw`\b(\p{L}+)\s+((?:(?:a|an|the|his|her|their)\s+)?[\p{L}-]+)\s+(in|out|up|off|back|down|over|aside)\b(?!\s+(?:an?|the|to|for|their|his|her)\s(?!.*\bback\b))`, 'g'), (all, verb: string, object: string, particle: string) => {
    const base = verbBases(verb.toLowerCase()).find((v) => known(`${v} ${particle.toLowerCase()}`));
    return base === undefined ? all : `${verb} ${particle} ${object}`;
  });
}

/** "book a spot in a class": who takes one of its places books the class. */
export function wholeOf(text: string, lexicon: Lexicon, known: KnownNouns): string {
  const parts = lexicon.places.filter((p) => !known.includes(p)).map((p) => `${p}(?:s|es)?`).join('|');
  return parts === '' ? text : text.replace(caseless(`(?<!\\p{L})(?:(?:an?|the|one|their|una?|la|el|su)\\s+)?(?:${parts})\\s+(?:in|on|at|for|en)\\s+(?=(?:an?|the|any|un|una|el|la)\\s)`, 'g'), '');
}

/** "At 02:00 every night", "Every Monday at 07:00": when a sentence happens, told in front of it. */
export const moment = caseless(String.raw`^(?:(?:after\s+\d+\s+(?:second|minute|hour|day|week|month)s?|(?:at|on|every|each|once)\s+(?:[\p{L}\p{N}:]+\s+){0,3}?(?:\d{1,2}:\d{2}|midnight|noon|night|day|morning|evening|week|weekday|month|quarter|year|hour|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january)s?(?:\s+(?:at\s+)?(?:\d{1,2}:\d{2}|midnight|noon))?(?:\s+(?:every|each)\s+\p{L}+)?),?\s+)+(?=(?:an?|the|\p{L}))`);

/** "Cancelling refunds 80 percent": what follows when people do something, told with the deed as subject. */
export function deedsApart(told: string, lexicon: Lexicon): string {
  // "Accepting a proposal starts a contract": the deed makes it.
  const text = told.replace(caseless(String.raw`^(\p{L}+ing)\s+((?:an?|the)\s+[\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:starts|creates|opens|makes|generates|produces)\s+(?=an?\s)`), (all: string, deed: string, what: string) => {
    const act = verbBases(deed.toLowerCase()).find((base) => base !== deed.toLowerCase() && (lexicon.verbs[base] !== undefined || lexicon.acts[base] !== undefined));
    return act === undefined ? all : `When ${what} is ${stateAfter(act, lexicon).replaceAll('_', ' ')}, the system must create `;
  });
  return text.replace(caseless(String.raw`^(\p{L}+ing)\s+(\p{L}+s)\s+(?=\d|the\s|an?\s|half\s|all\s)`), (all: string, deed: string, follows: string) => {
    const of = (word: string): string | undefined => verbBases(word.toLowerCase()).find((base) => lexicon.verbs[base] !== undefined || lexicon.acts[base] !== undefined || lexicon.money.some((m) => m.verbs.includes(base)));
    const [act, effect] = [of(deed), of(follows)];
    return act === undefined || effect === undefined || lexicon.verbs[act] !== 'transition' ? all : `When a user ${act}s, the system must ${effect} `;
  });
}

/** "After a concert the recording is uploaded": the occasion, in front of a subject with its own article. */
export const occasion = caseless(String.raw`^(?:(?:at|on)\s+the\s+(?:end|start|beginning|close)\s+of\s+(?:an?|the|each|every|their|its)\s+[\p{L}-]+(?:\s[\p{L}-]+)?,?\s+(?=(?:an?|the|each|every|all)\s)|(?:after|before|during|at)\s+(?:an?|the|each|every)\s+[\p{L}-]+(?:\s[\p{L}-]+)?\s+(?=(?:an?|the|each|every|all)\s))`);

/** "The invoice is marked as paid" says what "mark the invoice as paid" says. */
export const put = (text: string): string => text.replace(caseless(String.raw`^(.{3,80}?)\s+(?:is|are|gets?)\s+(?:automatically\s+|then\s+)?(mark|flag)(?:g?ed)\s+(?!as\b|to\b|by\b|with\b|for\b|in\b|on\b|when\b|after\b|and\b|or\b|from\b)(\p{L}{3,})(?=$|[.,;]|\s(?:when|after|and|if|by|until|for)\b)`), '$2 $1 as $3').replace(/^(.{3,80}?)\s+(?:is|are|gets?)\s+(?:automatically\s+|then\s+)?(mark|flag|set)(?:t?ed)?\s+(as|to)\s+/i, '$2 $1 $3 ');

/** "the leader invites them, and the conductor accepts them": a clause with a person of its own behind a comma is a sentence of its own. */
export function clausesApart(text: string, lexicon: Lexicon): string {
  return text.replace(caseless(String.raw`(?<!\b(?:when|if|once|after|whenever|while|as soon as|unless|until)\s[^,.;]{2,60}),\s+(?:(?:and|but|while)\s+)?(?=(?:the|an?|each|every)\s+((?:[\p{L}-]+\s){1,2})[\p{L}-]+s\s)`, 'g'), (all: string, subject: string) => {
    const last = singular(subject.trim().split(' ').at(-1)?.toLowerCase() ?? '', lexicon);
    return lexicon.people.includes(last) || lexicon.people.includes(subject.trim().toLowerCase()) ? '. ' : all;
  });
}
