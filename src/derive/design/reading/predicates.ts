import type { Lexicon } from '../../../model/knowledge.ts';
import { oncePer } from '../../../text/once.ts';
import { holds, plural } from './words.ts';
import { caseless } from '../../../text/regex.ts';

export const modal = caseless(String.raw`\b(?:must|shall|should|cannot|can['’]t|can|may|will|could|needs? to|has to|have to|wants? to)\b(?:\s+(?:also\s+)?be (?:able|allowed) to\b)?|\b(?:is|are) able to\b|(?<!\p{L})(?:no\s+)?(?:debe(?:rá)?n?|puede(?:n)?|podrán?|debería(?:n)?|podría(?:n)?|tienen? que)(?!\p{L})(?:\s+(?:poder|permitir))?`, 'g');
export const passive = /^(?:not\s+|also\s+|automatically\s+)?be\s+(?:\w+ly\s+)?\w+(?:ed|en|t)\b/i;

export interface Part {
  actor: string | null;
  /** Words right before the modal, the object of a passive sentence. */
  subject: string;
  text: string;
  negated: boolean;
  /** WHEN, WHERE, WHILE or IF clause in front of the modal, without its keyword. */
  condition: string;
  /** An IF clause tells an unwanted case: what follows constrains, it does not ask for something new. */
  unwanted: boolean;
  /** No modal verb stands in front: the text opens with its own subject. */
  whole: boolean;
}

export const opener = /^\s*(when|if|while|where|once|after|as soon as|whenever)\s+/i;

/** "When a member borrows a copy, then a loan is created": a case told without a modal verb. */
const answered = /^\s*(when|once|after|as soon as|whenever|if)\s+(.+?),\s+(?:then\s+)?(\S.+)$/i;

/** The clause in front of the software that answers: "a courier drops a parcel THE SYSTEM" is about the courier, comma or not. */
function clauseBefore(before: string, machine: RegExp): string {
  const the = before.toLowerCase().lastIndexOf('the ');
  if (the > 0 && machine.test(before.slice(the))) return before.slice(0, the).replace(/,?\s*(?:\bthen\s*)?$/i, '');
  return before.replace(caseless(String.raw`,?\s*(?:then\s+)?(?:the|a|an)?\s*[\p{L}\p{N} -]*$`), '');
}

/** The software as the last words: "the application", "the booking engine". */
const machineAtEnd = oncePer((lexicon: Lexicon) => lexicon.machines, ({ machines }) => caseless(`\\bthe\\s+(?:[\\p{L}\\p{N}-]+\\s+){0,4}(?:${machines.join('|')})\\s*$`));

/** "grant or refuse an application, and a refusal MUST state a reason": what the next modal verb is about belongs to that. */
const ownPart = (rest: string, followed: boolean): string => (followed ? rest.replace(caseless(String.raw`[,;]\s+(?:and\s+|but\s+)?(?:an?|the|each|every)\s+[\p{L}-]+(?:\s[\p{L}-]+){0,3}$`), '') : rest);

/** "Applications that were refused or withdrawn MUST be deleted": the thing in front of what tells which of them are meant; null for a subject without it. */
function narrowed(before: string): string | null {
  const subject = before.split(/[,;:]/).at(-1) ?? '';
  return opener.test(subject) ? null : (caseless(String.raw`^\s*(?:the\s+|an?\s+|all\s+|each\s+|every\s+|any\s+)?((?:[\p{L}-]+\s){1,3}?)(?:that|which|who|whose|for\s+(?:more|less|fewer|longer|at\s+(?:least|most))|of\s+(?:more|less|fewer|at\s+(?:least|most)))\s`).exec(subject)?.[1]?.trim() ?? null);
}

/** The parts of a sentence that ask for something: each with the actor before its modal and the condition before that. */
export function predicates(sentence: string, lexicon: Lexicon): Part[] {
  // "WHERE photos exist THE APPLICATION SHALL": the software as subject ends the condition though no comma does.
  const machine = machineAtEnd(lexicon);
  const marks = [...sentence.matchAll(modal)].filter((m) => !(opener.test(sentence) && !/[,]|\bthen\b/i.test(sentence.slice(0, m.index)) && !machine.test(sentence.slice(0, m.index))));
  if (marks.length === 0) {
    const told = answered.exec(sentence);
    if (told === null) return [{ actor: null, subject: '', text: sentence, negated: false, condition: '', unwanted: false, whole: true }];
    return [{ actor: 'system', subject: '', text: told[3] ?? '', negated: false, condition: told[2] ?? '', unwanted: (told[1] ?? '').toLowerCase() === 'if', whole: true }];
  }
  return marks.map((m, i) => {
    const from = m.index + m[0].length;
    const previous = marks[i - 1];
    const before = sentence.slice(previous === undefined ? 0 : previous.index + previous[0].length, m.index);
    const rest = ownPart(sentence.slice(from, marks[i + 1]?.index).trim(), marks[i + 1] !== undefined);
    const keyword = opener.exec(before)?.[1]?.toLowerCase() ?? null;
    const cut = clauseBefore(before, machine);
    const condition = keyword === null ? '' : (cut.length > 6 ? cut : before).replace(opener, '').replace(/,?\s+\bthen\b.*$/i, '');
    const passivized = passive.test(rest);
    const actor = (passivized ? narrowed(before) : null) ?? caseless(String.raw`(?:^|,|\bthen\b|\bthe\b|\ba\b|\ban\b)\s*(?:the\s+|a\s+|an\s+)?([\p{L}\p{N}-]+(?:\s[\p{L}\p{N}-]+){0,4})\s*$`).exec(before)?.[1] ?? null;
    const nobody = /(?:^|[.,;]\s*|\s)nobody\s*$/i.test(before);
    return { subject: actor ?? '', actor: actor === null || nobody ? null : passivized ? (actorNoun(/\bby\s+(?:an?|the)\s+(.+)$/i.exec(rest)?.[1]?.split(/[,.;]|\s(?:and|or|when|before|after|within|in|on|with)\s/)[0] ?? null, lexicon) ?? (/^(?:can|may|could)\b/i.test(m[0]) ? null : 'system')) : (actorNoun(actor, lexicon) ?? 'system'), text: rest.replace(/^(?:not|never|also|automatically)\s+/i, ''), negated: nobody || /^(?:not|never)\b/i.test(rest) || /^can(?:not|['’]t)/i.test(m[0]) || /^no\s/i.test(m[0]), condition, unwanted: keyword === 'if', whole: false };
  });
}

/** The person, device or system that a subject names; null where nobody acts. */
export function actorNoun(actor: string | null, lexicon: Lexicon): string | null {
  if (actor === null) return null;
  const lower = actor.toLowerCase();
  const person = lexicon.people.filter((p) => lower.includes(p.slice(0, 3)) && (holds(lower, p) || holds(lower, `${p}s`) || holds(lower, plural(p, lexicon)))).toSorted((a, b) => b.length - a.length)[0];
  // A node agent is no agent who answers the phone, and the owner of a device no device.
  const device = lexicon.devices.find((d) => [d, `${d}s`].some((name) => lower === name || lower.endsWith(` ${name}`)));
  return device !== undefined && (person === undefined || device.endsWith(person)) ? device : (person ?? null);
}
