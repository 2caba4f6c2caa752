import { flat } from './phrase.ts';
import { plain, unspaced, type Hit } from './matcher.ts';
import { patternLimit, type Kind, type Words } from './words.ts';

export interface Steps {
  given: string[];
  when: string[];
  /** What "then" says; the published key is `then`. */
  outcome: string[];
}

export type StepKind = 'given' | 'when' | 'outcome';

/** The keyword a line starts with: Given, When, Then; "and" repeats the one before. */
export function stepOf(text: string, before: StepKind | null, words: Words): { kind: StepKind; text: string } | null {
  const start = (hit: Hit | null): boolean => hit !== null && hit.index === 0;
  const strip = (hit: Hit | null): string => flat(text.slice((hit?.word ?? '').length).replace(/^\s*[:：,，、]?\s*/, ''));
  const given = words.given.first(text);
  if (start(given)) return { kind: 'given', text: strip(given) };
  const when = words.when.first(text);
  if (start(when)) return { kind: 'when', text: strip(when) };
  const then = words.outcome.first(text);
  if (start(then)) return { kind: 'outcome', text: strip(then) };
  const and = words.and.first(text);
  if (start(and) && before !== null) return { kind: before, text: strip(and) };
  return null;
}

/**
 * One sentence split at its Given/When/Then words; a trigger without "then" is split at the comma before its modal clause, as EARS writes
 * it. A sentence without any keyword is an outcome.
 */
export function splitSteps(sentence: string, words: Words): Steps {
  const text = sentence.slice(0, patternLimit);
  const steps: Steps = { given: [], when: [], outcome: [] };
  const first = stepOf(text, null, words);
  if (first === null) {
    const trigger = leadingTrigger(text, words);
    if (trigger === null) return { ...steps, outcome: [flat(text)] };
    return { ...steps, when: [trigger.when], outcome: [trigger.response] };
  }
  const marks = markers(text, words);
  let kind: StepKind = first.kind;
  for (const [index, mark] of marks.entries()) {
    const next = marks[index + 1];
    kind = mark.kind ?? kind;
    const piece = flat(text.slice(mark.end, next?.index ?? text.length)).replace(/[,，、;]\s*$/, '').replace(/^[,，、:：]\s*/, '');
    if (piece !== '') steps[kind].push(piece);
  }
  if (steps.outcome.length === 0) {
    const last = steps.when.pop() ?? steps.given.pop() ?? '';
    const cut = clauseCut(last, words);
    if (cut === null) return { ...steps, outcome: [last] };
    (steps.when.length > 0 || first.kind !== 'given' ? steps.when : steps.given).push(flat(last.slice(0, cut)).replace(/[,，、]\s*$/, ''));
    steps.outcome.push(flat(last.slice(cut)).replace(/^[,，、]\s*/, ''));
  }
  return steps;
}

/** Where the response begins: at the last comma before the first modal word. */
function clauseCut(text: string, words: Words): number | null {
  const modal = words.modal.first(text);
  const before = modal === null ? text : text.slice(0, modal.index);
  const comma = Math.max(before.lastIndexOf(', '), before.lastIndexOf('，'), before.lastIndexOf('、'));
  if (comma > 0) return comma;
  const the = /\sTHE\s/.exec(before);
  return the === null ? null : the.index;
}

/** Languages that put the trigger word behind its clause ("...した時、"). */
function leadingTrigger(text: string, words: Words): { when: string; response: string } | null {
  const hit = words.when.first(text);
  if (hit === null || !/[^\p{ASCII}]/u.test(hit.word) || hit.index > 200) return null;
  const end = hit.index + hit.word.length;
  const rest = text.slice(end).replace(/^[、，,に]\s*/u, '');
  return rest === '' ? null : { when: flat(text.slice(0, end)).replace(/[、，]$/, ''), response: flat(rest) };
}

interface Mark {
  kind: StepKind | null;
  index: number;
  end: number;
}

/** Keywords that start a step: at the start, behind a comma, or in capitals. */
function markers(text: string, words: Words): Mark[] {
  const found: Mark[] = [];
  const opensWithGiven = words.given.first(text)?.index === 0;
  const add = (hits: Hit[], kind: StepKind | null): void => {
    for (const hit of hits) {
      const before = text.slice(0, hit.index).trimEnd();
      const capital = hit.word === hit.word.toUpperCase() && hit.word !== hit.word.toLowerCase();
      const titled = /^\p{Lu}/u.test(hit.word);
      const leads = before === '' || /^\s*[:：]/.test(text.slice(hit.index + hit.word.length, hit.index + hit.word.length + 3)) || (/[,，、;.。]$/.test(before) && (kind === 'outcome' || titled || (kind === 'when' && opensWithGiven))) || (capital && hit.word.length > 2) || (titled && (kind === 'outcome' || (kind === 'when' && opensWithGiven)));
      if (leads) found.push({ kind, index: hit.index, end: hit.index + hit.word.length });
    }
  };
  add(words.given.all(text), 'given');
  add(words.when.all(text).filter(hit => hit.index === 0 || /^(?:when|cuando|wenn|当|もし)$/i.test(hit.word) || hit.word === hit.word.toUpperCase()), 'when');
  add(words.outcome.all(text), 'outcome');
  add(words.and.all(text).filter(hit => hit.word !== hit.word.toLowerCase()), null);
  const sorted = found.toSorted((a, b) => a.index - b.index || b.end - a.end);
  return sorted.filter((mark, index) => index === 0 || mark.index >= (sorted[index - 1]?.end ?? 0));
}

/** Longest name of an actor, in words: "members of the same team". */
const actorWords = 5;

/** True when the sentence opens with somebody named who may do something: "staff can mark a bike as broken", not "this can be slow". */
export function isCapability(text: string, words: Words): boolean {
  const sentence = text.slice(0, patternLimit);
  const hit = words.capability.first(sentence);
  if (hit === null || hit.index === 0) return false;
  const subject = sentence.slice(0, hit.index).trim();
  if (words.closing.first(hit.word) !== null) return true;
  const rest = sentence.slice(hit.index + hit.word.length);
  return !/[,;:]/.test(subject) && subject.split(/\s+/).length <= actorWords && words.pronouns.first(subject)?.index !== 0 && words.negations.first(rest)?.index !== 1 && /\p{L}/u.test(rest);
}

/** Letters within which the deed of the product begins, in scripts without spaces. */
const near = 24;

/** True for a sentence that tells what the product does: "The system sends a reminder", "系统自动生成账单"; not for one about the past or a question. */
export function isDeclared(text: string, words: Words): boolean {
  const sentence = text.slice(0, patternLimit);
  const hit = words.product.first(sentence);
  if (hit === null || /[?？]\s*$/u.test(sentence) || words.past.first(sentence) !== null || !(hit.index === 0 || /[,，、:：]\s*$/u.test(sentence.slice(0, hit.index)))) return false;
  const rest = sentence.slice(hit.index + hit.word.length);
  if (unspaced.test(hit.word)) {
    const deed = words.doing.first(rest);
    return deed !== null && deed.index <= near && !/[。，,]/u.test(rest.slice(0, deed.index));
  }
  // "sends", "automatically stores"
  const [, verb = ''] = /^\s+(?:\p{L}+(?:ly|mente|tisch|ment)\s+)?(\p{L}+)/u.exec(rest) ?? [];
  return [verb, verb.replace(/s$/u, ''), verb.replace(/es$/u, '')].some(form => words.doing.first(form)?.word.length === form.length && form !== '');
}

/** "잔액을 조회합니다": a bullet that ends in the form in which a language whose verb stands last says what is done. */
export function endsInDeed(text: string, words: Words): boolean {
  const bare = text.replace(/\s*[(（][^()（）]*[)）]\s*$/u, '').replace(/[.。]\s*$/u, '');
  return words.deedEnds.some(end => bare.endsWith(end));
}

/** Fewest words of a sentence that binds. */
const binding = 3;

/** True for a constraint on what the product does: what must be, what nobody may, what holds for all; not for one of money, time or people, nor one that the authors bind themselves by. */
export function isBinding(text: string, words: Words): boolean {
  const sentence = text.slice(0, patternLimit);
  const tokens = sentence.split(/[\s:：,，]+/u);
  if (/[€$£¥円]/u.test(sentence) || tokens.some(token => bounds.has(words.kinds.get(plain(token)) ?? null)) || words.authors.first(sentence)?.index === 0) return false;
  if (words.modal.first(sentence) !== null || words.forbids.first(sentence) !== null) return true;
  const [first] = [words.negations, words.everyone, words.only].flatMap(list => list.first(sentence) ?? []).toSorted((a, b) => a.index - b.index);
  return first?.index === 0 && (unspaced.test(sentence) || tokens.length >= binding);
}

/** What a project is bound by, and no product. */
const bounds = new Set<Kind | null>(['budget', 'deadline']);

/** True when the sentence states a trigger and a demand, as EARS does. */
export function isEars(text: string, words: Words): boolean {
  const sentence = text.slice(0, patternLimit);
  const starts = words.when.first(sentence)?.index === 0;
  return words.modal.first(sentence) !== null && (starts || leadingTrigger(sentence, words) !== null || /\bSHALL\b/.test(sentence));
}

/** True when the sentence is a whole Given/When/Then. */
export function isGherkin(text: string, words: Words): boolean {
  const sentence = text.slice(0, patternLimit);
  const first = stepOf(sentence, null, words);
  if (first === null) return false;
  return words.outcome.first(sentence) !== null && (first.kind === 'given' || words.modal.first(sentence) === null);
}
