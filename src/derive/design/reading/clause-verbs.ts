import type { Lexicon } from '../../../model/knowledge.ts';
import type { Operation, Reading } from '../../../model/plan/index.ts';
import { determiner, joins, objects, objectsOf, relative, stops, unlistedAt, verbAt } from './objects.ts';
import type { KnownNouns, Token, Verb } from './objects.ts';
import { isAdverb, singular, verbBases } from './words.ts';

export const plain = (verb: string, operation: Operation, noun: string | null, more: Partial<Reading> = {}): Reading => ({ actor: null, verb, operation, noun, resource: null, of: [], state: null, qualifiers: [], negated: false, ...more });

/** The words before a verb that leave it at the head of its part: "also", "automatically". */
const opens = (previous: string | undefined): boolean => previous === undefined || joins.has(previous) || isAdverb(previous) || /^(?:be|been|is|are|not|also|then|never|poder)$/.test(previous);

interface Marked {
  nouns: string[];
  states: string[];
  next: number;
}

const asState = /^(?:as|como|to|into)$/;
const before = new Set(['the', 'a', 'an', 'being', 'state', 'status', 'of']);

/**
 * "mark a bike as broken", "flag it as lost or stolen", "set themselves unavailable": the thing and the states it is put into; null when no
 * state follows. "to" leads to a state only behind a verb of setting, and not to a number.
 */
function markedAt(list: readonly Token[], at: number, verb: string, last: readonly string[], lexicon: Lexicon, known: KnownNouns): Marked | null {
  const own = lexicon.reflexives.includes(list[at]?.lower ?? '');
  let mark = own ? at : -1;
  for (let i = at; mark < 0 && i < list.length && i < at + 8; i++) {
    const word = list[i]?.lower ?? '';
    if (asState.test(word) && i > at && (verb !== 'set' && verb !== 'put' ? /^(?:as|como)$/.test(word) : true)) mark = i;
    else if (word === ',' || (joins.has(word) && word !== 'to')) return null;
  }
  if (mark < 0) return null;
  const states: string[] = [];
  let next = mark + 1;
  for (; next < list.length; next++) {
    const word = list[next]?.lower ?? '';
    if (before.has(word) || (states.length > 0 && joins.has(word) && !/^(?:to|and|y)$/.test(word))) continue;
    // "marked as an exchange in progress": what it becomes in that state is another word for the thing.
    if (states.length === 0 && lexicon.stages.states.includes(`${list[next + 1]?.lower ?? ''} ${list[next + 2]?.lower ?? ''}`)) continue;
    // "set a ticket to open, on hold or solved"
    const pair = `${word} ${list[next + 1]?.lower ?? ''}`;
    if (lexicon.stages.states.includes(pair) && (states.length === 0 || joins.has(list[next - 1]?.lower ?? ''))) {
      states.push(pair.replace(/[- ]/g, '_'));
      next++;
      continue;
    }
    // "marked as handed over"
    const particle = list[next + 1]?.lower ?? '';
    if (/(?:ed|en)$/.test(word) && (lexicon.particles.includes(particle) || particle === 'in') && !/^\p{L}/u.test(list[next + 2]?.lower ?? '') && (states.length === 0 || joins.has(list[next - 1]?.lower ?? ''))) {
      states.push(`${word}_${particle}`);
      next++;
      continue;
    }
    if (!/^\p{L}[\p{L}-]*$/u.test(word) || stops(word) || determiner(word) || (verbAt(list, next, lexicon)?.base === word && !lexicon.stages.states.includes(word))) break;
    if (states.length > 0 && !joins.has(list[next - 1]?.lower ?? '')) break;
    states.push(word.replace(/-/g, '_'));
  }
  const nouns = own ? lexicon.reflexives.slice(0, 1) : (lexicon.pronouns.includes(list[at]?.lower ?? '') || list[at]?.lower === 'one') && mark === at + 1 ? [...last] : objects(list.slice(0, mark), at, lexicon, known);
  const usual = states.every((state) => Object.values(lexicon.states).includes(state) || (states.length > 1 && (state.endsWith('ed') || lexicon.stages.states.includes(state.replaceAll('_', ' ')))));
  if (states.length === 0 || ((verb === 'set' || verb === 'put') && !own && !usual)) return null;
  return { nouns, states, next };
}

/** The usual verb that leads to a state and is made of it: `cancelled` by cancel; else "mark lost". */
function verbOf(state: string, mark: string, lexicon: Lexicon): string {
  const said = lexicon.endings.length > 0 ? mark : 'mark';
  return Object.entries(lexicon.states).find(([verb, to]) => to === state && state.startsWith(verb.slice(0, 4)))?.[0] ?? (mark === 'set' ? lexicon.stages.verbs[state] : undefined) ?? `${said} ${state.replaceAll('_', ' ')}`;
}

/**
 * "Teachers grade a submission", "A school admin imports the list": where the verb of the people starts who open a sentence; null when
 * nobody does, or when they only are or have something.
 */
export function actsFrom(list: readonly Token[], lexicon: Lexicon): number | null {
  let at = 0;
  while (at < 2 && determiner(list[at]?.lower ?? '')) at++;
  // "Agents and customers send": the last of those who are named together.
  while (lexicon.people.includes(singular(list[at]?.lower ?? '', lexicon)) && /^(?:and|or|,|y|o)$/.test(list[at + 1]?.lower ?? '') && lexicon.people.includes(singular(list[at + 2]?.lower ?? '', lexicon))) at += 2;
  for (let end = Math.min(at + 3, list.length - 1); end > at; end--) {
    const last = list[end - 1]?.lower ?? '';
    const words = list.slice(at, end).map((t) => t.lower);
    const one = singular(words.join(' '), lexicon);
    // "The system plans the boxes" acts as people do.
    if (!lexicon.people.includes(one) && !lexicon.people.includes(singular(last, lexicon)) && !(at > 0 && words.length === 1 && lexicon.machines.includes(last))) continue;
    if (words.slice(0, -1).some((w) => stops(w) || determiner(w) || relative.has(w))) continue;
    let verb = end;
    while (/^(?:also|then|only|always)$/.test(list[verb]?.lower ?? '') || isAdverb(list[verb]?.lower ?? '')) verb++;
    const third = singular(last, lexicon) === last && !/^(?:people|children|men|women|staff)$/.test(last);
    const said = list[verb]?.lower ?? '';
    if ((lexicon.stative.includes(said) && !verbBases(said).some((base) => lexicon.acts[base] !== undefined)) || /^(?:is|are|was|were|has|have|does|do|must|can|may)$/.test(said) || (third && !said.endsWith('s')) || (!third && said.endsWith('s') && !said.endsWith('ss'))) return null;
    return verbAt(list, verb, lexicon) !== null || unlistedAt(list, verb, lexicon, third) !== null ? verb : null;
  }
  return null;
}

const narrows = /^(?:above|below|over|under|older|younger|with|without|than|that|which|who|whose|from|on|in|at|between|whose)$/;

/**
 * "Unpaid orders are cancelled", "A booking that overlaps another is refused": the verb, and where its subject ends. Null when another verb
 * stands in front ("A person lists bookings that are cancelled").
 */
function sufferedAt(list: readonly Token[], lexicon: Lexicon): { verb: Verb; ends: number } | null {
  const clause = list.findIndex((t, i) => i > 0 && /^(?:when|if|once|after|before|until|unless|because|while|where)$/.test(t.lower));
  const whose = list.findIndex((t, i) => i > 0 && /^(?:that|which|who|whose)$/.test(t.lower));
  for (let at = 1; at < (clause < 0 ? list.length : clause); at++) {
    if (!/^(?:is|are|be)$/.test(list[at]?.lower ?? '') || at - 1 === whose) continue;
    let next = at + 1;
    while (isAdverb(list[next]?.lower ?? '') || /^(?:then|also|always)$/.test(list[next]?.lower ?? '')) next++;
    const verb = verbAt(list, next, lexicon);
    if (verb === null || list[next]?.lower === verb.base) continue;
    const until = list.slice(0, at).findIndex((t, i) => i > 0 && (narrows.test(t.lower) || i === whose));
    const ends = until < 0 ? at : until;
    // A verb in the third person in front of its own object acts; right in front of "is" it is a noun: "the list of orders is shown".
    const acts = list.slice(0, ends).some((t, i) => (i === 0 || t.lower.endsWith('s')) && i + 1 < ends && verbAt(list, i, lexicon) !== null && (i > 0 || !t.lower.endsWith('s')));
    return acts && ends === at ? null : { verb, ends };
  }
  return null;
}

/** What nobody asks for by a call: a row that the software writes beside another act. */
const logs = (verb: string | null, lexicon: Lexicon): boolean => lexicon.logs.includes(verb ?? '');

/** A verb whose base form ends like a participle: feed, embed, seed. */
const verbAtBase = (list: readonly Token[], at: number, lexicon: Lexicon): boolean => verbAt(list, at, lexicon)?.base.split(' ')[0] === list[at]?.lower;

/** "Waive a fine", "Defer a donor": a verb that the lexicon does not list opens an order to nobody. */
const ordered = (list: readonly Token[], lexicon: Lexicon): boolean => determiner(list[1]?.lower ?? '') && !(list[0]?.lower ?? '').endsWith('s') && unlistedAt(list, 0, lexicon) !== null;

/** The readings of one clause: who acts, each verb with its objects, in the order they are said. */
export function readList(list: readonly Token[], lexicon: Lexicon, known: KnownNouns, afterModal: boolean, third = false, told: readonly string[] = []): { actor: string | null; readings: Reading[] } {
  const readings: Reading[] = [];
  let actor: string | null = null;
  let pending: Verb[] = [];
  let last: string[] = [...told];
  const flush = (nouns: readonly string[], of: string | null = null) => {
    for (const verb of pending) {
      const operations: Operation[] = verb.manages ? ['create', 'list', 'update', 'delete'] : [verb.operation];
      for (const operation of operations) {
        for (const noun of nouns.length === 0 ? [null] : nouns) readings.push(plain(verb.base, operation, noun, { of: of === null ? [] : [of] }));
      }
    }
    pending = [];
    if (nouns.length > 0) last = [...nouns];
  };
  let at = 0;
  const from = afterModal ? null : actsFrom(list, lexicon);
  const asked = afterModal || from !== null;
  const third_ = third || (from !== null && (list[from]?.lower ?? '').endsWith('s'));
  let listed = '';
  let formed = false;
  const suffered = from === null && !afterModal ? sufferedAt(list, lexicon) : null;
  if (suffered !== null) {
    pending = [suffered.verb];
    // "is accepted or declined"
    const said = list.findIndex((t, i) => i >= suffered.ends && verbAt(list, i, lexicon)?.base === suffered.verb.base);
    const other = said >= 0 && /^(?:or|and)$/.test(list[said + 1]?.lower ?? '') ? verbAt(list, said + 2, lexicon) : null;
    if (other !== null && (list[said + 2]?.lower ?? '').endsWith('ed') && (other.operation === suffered.verb.operation || other.operation === 'transition')) pending.push(other);
    flush(objects(list.slice(0, suffered.ends), 0, lexicon, known));
    return { actor, readings: readings.map((r) => (logs(r.verb, lexicon) ? { ...r, operation: 'none' } : r)) };
  }
  if (from !== null) {
    actor = list.slice(0, from).map((t) => t.text).join(' ');
    at = from;
  } else if (!afterModal && verbAt(list, 0, lexicon) === null && !ordered(list, lexicon)) {
    // "A person lists activities": the first third-person verb ends the subject.
    const start = list.findIndex((t, i) => i > 0 && t.lower.endsWith('s') && verbAt(list, i, lexicon) !== null && !lexicon.people.includes(singular(t.lower, lexicon)) && !lexicon.adjectives.includes(list[i - 1]?.lower ?? ''));
    if (start > 0) {
      actor = list.slice(0, start).map((t) => t.text).join(' ');
      at = start;
      // "The kitchen gets new orders and marks them ready": them are the orders.
      const nouns = known.filter((n) => list.slice(0, start).some((t) => singular(t.lower, lexicon) === n));
      if (nouns.length > 0) last = nouns;
    } else return { actor, readings };
  }
  while (at < list.length) {
    const word = list[at]?.lower ?? '';
    const previous = list[at - 1]?.lower;
    // "with a title, place, start time and capacity" lists fields: a verb behind it has an object with an article of its own.
    if (word === 'with' || (word === 'by' && readings.some((r) => r.operation === 'search'))) listed = 'with';
    else if (word === ',' && listed !== '') listed = ',';
    const field = listed !== '' && joins.has(previous ?? '') && (previous === ',' || listed === ',') && !determiner(list[at + 1]?.lower ?? '') && !lexicon.pronouns.includes(list[at + 1]?.lower ?? '');
    const open = (at === (from ?? 0) || opens(previous) || (actor !== null && readings.length === 0 && pending.length === 0)) && !field;
    const placed = (asked || (at === 0 && ordered(list, lexicon))) && (at === (from ?? 0) || pending.length > 0 || (readings.length > 0 && joins.has(previous ?? '') && determiner(list[at + 1]?.lower ?? '')));
    // "from the allowance and approved requests": behind verbs in their base form a participle tells what kind of thing.
    const participle = formed && word.endsWith('ed') && list[at + 1]?.lower !== 'by' && !verbAtBase(list, at, lexicon);
    // "the point, start of the interval and length": a word in front of "of" is a noun.
    const named = list[at + 1]?.lower === 'of' && verbAt(list, at, lexicon)?.length !== 2;
    const verb = open && !participle && !named ? (verbAt(list, at, lexicon) ?? (placed ? unlistedAt(list, at, lexicon, third_ && (readings.length + pending.length === 0 || word.endsWith('s'))) : null)) : null;
    if (verb !== null) {
      const marked = lexicon.marks.includes(verb.base) || lexicon.reportsAs.includes(verb.base) ? markedAt(list, at + verb.length, verb.base, last, lexicon, known) : null;
      if (marked !== null) {
        pending = [];
        for (const state of marked.states) for (const noun of marked.nouns.length === 0 ? [null] : marked.nouns) readings.push(plain(verbOf(state, verb.base, lexicon), 'transition', noun, { state }));
        if (marked.nouns.length > 0) last = marked.nouns;
        at = marked.next;
        continue;
      }
      pending.push(verb);
      formed ||= !word.endsWith('ed');
      at += verb.length;
      const next = list[at]?.lower ?? '';
      // "create, update, and list": a comma and its "and" join once.
      const joint = next === ',' && /^(?:and|or|y|o)$/.test(list[at + 1]?.lower ?? '') ? 2 : 1;
      const joined = joins.has(next) && next !== 'to' ? (verbAt(list, at + joint, lexicon) ?? (asked ? unlistedAt(list, at + joint, lexicon) : null)) : null;
      if (joined !== null) {
        at += joint;
        continue;
      }
      // "follow it", "comment on them": the thing named before.
      const through = lexicon.through.includes(verb.base) || lexicon.acts[verb.base] !== undefined || Object.values(lexicon.acts).some((a) => a.ends[verb.base] !== undefined);
      // "apply with name and experience": what the act itself is given are its fields.
      if (next === 'with' && lexicon.acts[verb.base]?.alone === true) {
        flush([]);
        while (list[at] !== undefined && !/^(?:[;:]|when|if|before|after|until)$/.test(list[at]?.lower ?? '')) at++;
        continue;
      }
      const from = through && /^(?:to|for|in|on|from|with|at|through|into|about|off)$/.test(next) ? at + 1 : at;
      const word_ = list[from]?.lower ?? '';
      // "look at the plan, swap a crop in it and release it": it is the plan, both times.
      const whole = word_ === 'it' && list.slice(0, at).some((t, i) => t.lower === 'it' && /^(?:in|of|from|on|within)$/.test(list[i - 1]?.lower ?? '')) ? (readings.find((r) => r.noun !== null)?.noun ?? null) : null;
      if (whole !== null) flush([whole]);
      else if ((lexicon.pronouns.includes(word_) || word_ === 'one') && (word_ === 'it' || word_ === 'them' || stops(list[from + 1]?.lower ?? ''))) flush(last);
      else if (lexicon.reflexives.includes(word_)) flush([lexicon.reflexives[0] ?? word_]);
      else {
        const found = objectsOf(list, from, lexicon, known);
        flush(found.heads, found.of);
      }
      continue;
    }
    if (word === '' || (readings.length > 0 && relative.has(word))) {
      // "see who is coming and check in members": the clause is the object, and another verb stands behind it.
      const behind = afterModal && word !== '' && readings.at(-1)?.noun === null ? list.findIndex((t, i) => i > at && joins.has(t.lower) && t.lower !== 'to' && verbAt(list, i + 1, lexicon)?.base.split(' ')[0] === list[i + 1]?.lower && !stops(list[i + 1 + (verbAt(list, i + 1, lexicon)?.length ?? 1)]?.lower ?? '')) : -1;
      if (behind < 0) break;
      at = behind;
      continue;
    }
    at++;
  }
  flush([]);
  return { actor, readings };
}
