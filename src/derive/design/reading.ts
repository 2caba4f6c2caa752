import type { Lexicon } from '../../model/knowledge.ts';
import type { Operation, Reading } from '../../model/plan/index.ts';
import { determiner, headOf, joins, objects, objectsOf, relative, stops, tokens, unlistedAt, verbAt } from './objects.ts';
import type { KnownNouns, Token, Verb } from './objects.ts';
import { plainly } from './plainly.ts';
import { byClock } from './triggers.ts';
import { holds, singular, verbBases } from './words.ts';

const modal = /\b(?:must|shall|should|can|may|will|could|needs? to|has to|have to|wants? to)\b(?:\s+(?:also\s+)?be (?:able|allowed) to\b)?|\b(?:is|are) able to\b|(?<!\p{L})(?:no\s+)?(?:debe(?:rá)?n?|puede(?:n)?|podrán?|debería(?:n)?|podría(?:n)?|tienen? que)(?!\p{L})(?:\s+(?:poder|permitir))?/giu;
const lead = /^(?:(?:allow|enable|permit|help)s?\s+(?:the\s+|a\s+|an\s+)?([\p{L} -]+?)\s+to\s+|lets?\s+(?:the\s+|a\s+|an\s+)?([\p{L}-]+)\s+)/iu;
/** "let a fleet manager register": who is let do what follows, up to three words of which the last is a person; null without such a start. */
function leadOf(text: string, lexicon: Lexicon): { who: string; length: number } | null {
  const named = /^lets?\s+(?:the\s+|an?\s+)?((?:[\p{L}-]+\s+){1,2}?)([\p{L}-]+)\s+/iu.exec(text);
  if (named !== null && lexicon.people.includes(singular((named[2] ?? '').toLowerCase(), lexicon)) && !lexicon.people.includes(singular((named[1] ?? '').trim().toLowerCase(), lexicon))) return { who: `${named[1] ?? ''}${named[2] ?? ''}`, length: named[0].length };
  const found = lead.exec(text);
  return found === null ? null : { who: found[1] ?? found[2] ?? '', length: found[0].length };
}

const ability = /^(?:provide|offer)s?\s+(?:\S+\s+){0,2}?(?:ability|option|way|means)\s+to\s+/i;
const tail = /\s(?:so that|in order to|because|unless|until|without(?!\s.*\s(?:is|are)\s(?:\w+ly\s)?\w+(?:ed|en)\b)|instead of|such as|e\.g\.)\s.*$/i;
const passive = /^(?:not\s+|also\s+|automatically\s+)?be\s+(?:\w+ly\s+)?\w+(?:ed|en|t)\b/i;

interface Part {
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

const opener = /^\s*(when|if|while|where|once|after|as soon as|whenever)\s+/i;

/** "When a member borrows a copy, then a loan is created": a case told without a modal verb. */
const answered = /^\s*(when|once|after|as soon as|whenever|if)\s+(.+?),\s+(?:then\s+)?(\S.+)$/iu;

/** The clause in front of the software that answers: "a courier drops a parcel THE SYSTEM" is about the courier, comma or not. */
function clauseBefore(before: string, machine: RegExp): string {
  const the = before.toLowerCase().lastIndexOf('the ');
  if (the > 0 && machine.test(before.slice(the))) return before.slice(0, the).replace(/,?\s*(?:\bthen\s*)?$/i, '');
  return before.replace(/,?\s*(?:then\s+)?(?:the|a|an)?\s*[\p{L}\p{N} -]*$/iu, '');
}

/** The parts of a sentence that ask for something: each with the actor before its modal and the condition before that. */
function predicates(sentence: string, lexicon: Lexicon): Part[] {
  // "WHERE photos exist THE APPLICATION SHALL": the software as subject ends the condition though no comma does.
  const machine = new RegExp(`\\bthe\\s+(?:[\\p{L}\\p{N}-]+\\s+){0,4}(?:${lexicon.machines.join('|')})\\s*$`, 'iu');
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
    const rest = sentence.slice(from, marks[i + 1]?.index).trim();
    const keyword = opener.exec(before)?.[1]?.toLowerCase() ?? null;
    const cut = clauseBefore(before, machine);
    const condition = keyword === null ? '' : (cut.length > 6 ? cut : before).replace(opener, '').replace(/,?\s+\bthen\b.*$/i, '');
    const actor = /(?:^|,|\bthen\b|\bthe\b|\ba\b|\ban\b)\s*(?:the\s+|a\s+|an\s+)?([\p{L}\p{N}-]+(?:\s[\p{L}\p{N}-]+){0,4})\s*$/iu.exec(before)?.[1] ?? null;
    const passivized = passive.test(rest);
    return { subject: actor ?? '', actor: actor === null ? null : passivized ? (actorNoun(/\bby\s+(?:an?|the)\s+(.+)$/i.exec(rest)?.[1]?.split(/[,.;]|\s(?:and|or|when|before|after|within|in|on|with)\s/)[0] ?? null, lexicon) ?? (/^(?:can|may|could)\b/i.test(m[0]) ? null : 'system')) : (actorNoun(actor, lexicon) ?? 'system'), text: rest.replace(/^(?:not|never|also|automatically)\s+/i, ''), negated: /^(?:not|never)\b/i.test(rest) || /^no\s/i.test(m[0]), condition, unwanted: keyword === 'if', whole: false };
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
  const at = text.lastIndexOf(last[0]);
  // The object stands before its verb, marked by を in Japanese; Chinese puts it after.
  const marked = nouns.filter((n) => text.slice(0, at).includes(`${n}を`) || /^[\p{L}]{0,12}を/u.test(text.slice(text.lastIndexOf(n, at) + n.length, at)));
  const noun = marked.at(-1) ?? nouns.filter((n) => text.indexOf(n) < at).at(-1) ?? nouns[0];
  const unwanted = /場合|如果|若/.test(text);
  return [plain(last[0], unwanted ? 'none' : last[1], noun ?? null)];
}

/** "book a spot in a class": who takes one of its places books the class. */
function wholeOf(text: string, lexicon: Lexicon, known: KnownNouns): string {
  const parts = lexicon.places.filter((p) => !known.includes(p)).map((p) => `${p}(?:s|es)?`).join('|');
  return parts === '' ? text : text.replace(new RegExp(`(?<!\\p{L})(?:(?:an?|the|one|their|una?|la|el|su)\\s+)?(?:${parts})\\s+(?:in|on|at|for|en)\\s+(?=(?:an?|the|any|un|una|el|la)\\s)`, 'giu'), '');
}

/** `checks a patient in` -> `check in a patient`, for every verb of two words in the lexicon. */
function joinParticles(text: string, lexicon: Lexicon): string {
  return text.replace(/\b(\p{L}+)\s+((?:(?:a|an|the|his|her|their)\s+)?[\p{L}-]+)\s+(in|out|up|off)\b(?!\s+(?:an?|the|to|for|their|his|her)\s)/giu, (all, verb: string, object: string, particle: string) => {
    const base = verbBases(verb.toLowerCase()).find((v) => lexicon.verbs[`${v} ${particle.toLowerCase()}`] !== undefined);
    return base === undefined ? all : `${base} ${particle} ${object}`;
  });
}

const toState = /^set\s+(?:the\s+|an?\s+|its\s+|their\s+)?(.+?)\s+to\s+(?:the\s+state\s+)?([\p{L}-]+)/iu;
const starters = new Set(['start', 'trigger', 'request', 'launch', 'run', 'schedule']);

/** "set its state to confirmed", "set an appointment to checked-in": a transition, named by the verb that leads to the state. */
function stateMove(text: string, lexicon: Lexicon, known: KnownNouns): { verb: string; noun: string | null; state: string } | null {
  const found = toState.exec(text);
  const state = found?.[2]?.toLowerCase().replace(/-/g, '_');
  if (found === null || state === undefined || /^(?:a|an|the|\d)/.test(state)) return null;
  const verb = Object.entries(lexicon.states).find(([, s]) => s === state)?.[0];
  const noun = headOf(tokens(found[1] ?? '').map((t) => t.lower), lexicon, known);
  if (verb === undefined && noun !== 'state' && noun !== 'status' && !state.endsWith('ed')) return null;
  return { verb: verb ?? state.replaceAll('_', ' '), noun: noun === 'state' || noun === 'status' ? null : noun, state };
}

/** "start a sync of their activities" asks for the sync, not for a start. */
function started(r: Reading, body: string, lexicon: Lexicon): Reading {
  if (r.verb === null || !starters.has(r.verb)) return r;
  const word = /\b(sync|synchroni[sz]ation|import|export|refresh|backup|download)\b/i.exec(body)?.[1]?.toLowerCase();
  const operation = word === undefined ? undefined : lexicon.verbs[word];
  return word === undefined || operation === undefined ? r : { ...r, verb: word, operation, noun: r.noun === word ? null : r.noun };
}

const changing = new Set<Operation>(['update', 'delete', 'transition', 'create', 'upload', 'export', 'job', 'ai-job', 'access', 'auth']);

/** A condition in which a person acts is the request; the sentence after it is the answer, or an effect of it. */
function combine(request: Request, answer: Reading[], known: KnownNouns, lexicon: Lexicon): Reading[] {
  if (request.actors.length === 0) return answer;
  const isKnown = (r: Reading) => r.noun !== null && known.includes(r.noun);
  const owned = request.actors.flatMap((actor) => answer.map((r) => (r.actor === null || r.actor === 'system' ? { ...r, actor } : r)));
  const changes = request.readings.filter((r) => changing.has(r.operation) && (r.noun !== null || r.operation === 'export' || r.operation === 'job'));
  const reading = answer.every((r) => r.operation === 'list' || r.operation === 'search' || r.operation === 'derive');
  // "WHEN a device sends a report THEN the system SHALL store latitude, speed and heading": what is stored are the fields of what was sent.
  const sent = request.readings.map((r) => meant(r, lexicon)).filter((r) => r.operation === 'create' && r.noun !== null);
  if (sent.length > 0 && sent.length === request.readings.length && answer.length >= 2 && answer.every((r) => r.operation === 'create' && r.noun !== null && lexicon.keeps.includes(r.verb ?? '')) && answer.filter(isKnown).length * 2 < answer.length) return sent;
  if (changes.length === 0 || (reading && answer.some(isKnown) && !changes.some(isKnown))) return owned;
  const moves = answer.filter((r) => r.operation === 'transition' && r.noun !== null);
  const asked = changes.filter((r) => r.operation === 'transition' && !lexicon.people.includes(r.noun ?? '') && !lexicon.ignored.includes((r.noun ?? '').split(' ').at(-1) ?? ''));
  if (moves.length > 0 && asked.length === 0) return [...changes.filter((r) => r.operation !== 'transition'), ...owned];
  // "resolves a ticket: set it to solved" names one move twice; "closes a room: cancel its reservations" has an effect beside it.
  if (moves.length > 0) {
    const told = changes.map((r) => ({ ...r, state: r.state ?? moves.find((m) => m.noun === r.noun && m.state !== null)?.state ?? null }));
    return [...told, ...answer.filter((r) => r.operation === 'event' || r.operation === 'job' || (moves.includes(r) && !changes.some((c) => c.noun === r.noun))).map((r) => ({ ...r, actor: 'system' }))];
  }
  if (changes.every((r) => r.operation === 'create') && answer.some((r) => r.operation === 'create' && r.noun !== null && (isKnown(r) || !changes.some(isKnown)))) {
    // What the answer assigns or sets on the row it makes is no second request.
    const made = owned.filter((r) => r.operation === 'create').map((r) => r.noun);
    return owned.filter((r) => !(r.operation === 'update' && made.includes(r.noun))).map((r) => (r.operation === 'create' ? { ...r, of: [...r.of, ...changes.map((c) => c.noun).filter((n) => n !== null && n !== r.noun)].filter((n) => n !== null) } : r));
  }
  const effects = answer.filter((r) => isKnown(r) && (r.operation === 'create' || r.operation === 'delete') && !changes.some((c) => c.noun === r.noun) && changes.every((c) => c.operation === 'update'));
  const rebuilt = [...new Set(effects.map((r) => r.noun))].map((noun): Reading => ({ ...plain('rebuild', 'job', noun), actor: 'system' }));
  return [...changes, ...rebuilt, ...answer.filter((r) => r.operation === 'event' || r.operation === 'job')];
}

/**
 * What a requirement sentence asks: one reading per verb and object. `resource` is still null; nouns become resources when all
 * requirements were read. `actor` is a person of the lexicon, `system` when the sentence says so, or null. A sentence without a known
 * verb gives no reading.
 */
export function readSentence(text: string, lexicon: Lexicon, known: KnownNouns): Reading[] {
  const clean = text.replace(/\b(sign(?:s|ed)? up|signing up)\s+(?:for|to)\s+(?=(?:an?|the|one|this|that|their)\s)/giu, 'register for ').replace(/\[NEEDS CLARIFICATION[^\]]*\]/gi, '').replace(/[*`"“”]/g, '').replace(/\s*\([^)]*\)/g, '').replace(/\s+/g, ' ').trim();
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(clean)) return scriptReadings(clean, lexicon, known);
  const story = /^as an? ([^,]+?),? i (?:(?:want|need|would like|wish|can|may|am able) (?:to )?)?(?=\p{L})/iu.exec(clean);
  const titled = /^(?:[^.;:,]{3,60}:|(?:[\p{L}\p{N}/&-]+\s){1,4}[-–—])\s+(?=\p{L}{1,})/u.exec(clean);
  // "Owners add their pets: name, breed" is a sentence with its list; "Registration: add an agent" has a title.
  const untitled = titled === null || story !== null || modal.test(titled[0]) || opener.test(clean) || (titled[0].includes(':') && actsFrom(tokens(titled[0]), lexicon) !== null) ? clean : clean.slice(titled[0].length);
  modal.lastIndex = 0;
  const spoken = (story === null ? untitled.replace(moment, '') : clean.slice(story[0].length)).replace(/,? (?:so that|in order to|so they can) .*$/i, '');
  const teller = story === null ? null : (actorNoun(story[1] ?? '', lexicon) ?? 'user');
  const readings: Reading[] = [];
  for (const sentence of joinParticles(wholeOf(plainly(spoken, byClock(clean), lexicon), lexicon, known), lexicon).split(/(?<=[.!?;])\s+/)) {
    for (const part of predicates(sentence, lexicon)) {
      const led = leadOf(part.text, lexicon);
      const actor = teller ?? (led === null ? part.actor : actorNoun(led.who, lexicon));
      const body = put(led === null ? part.text : part.text.slice(led.length)).replace(gerund, '').replace(endpoint, '').replace(ability, '').replace(tail, '').replace(spans, '').replace(amounts, '');
      const move = stateMove(body, lexicon, known);
      const found = move === null ? readList(tokens(body), lexicon, known, led !== null || !part.whole || teller !== null, false, [...new Set(readings.map((r) => r.noun).filter((n) => n !== null))].slice(-2)) : { actor: null, readings: [plain(move.verb, 'transition', move.noun, { state: move.state })] };
      const subject = passive.test(part.text) && led === null ? headOf(tokens(part.subject.split(narrowing)[0] ?? '').map((t) => t.lower), lexicon, known) : null;
      const who = found.actor === null ? actor : (actorNoun(found.actor, lexicon) ?? actor);
      let mine = found.readings
        .map((r) => (subject !== null && r.noun === null ? { ...r, noun: subject } : r))
        .map((r) => (r.noun !== null && lexicon.reflexives.includes(r.noun) ? { ...r, noun: who === 'system' ? null : who } : r))
        .map((r) => started({ ...r, actor: who, negated: part.negated, qualifiers: qualifiersOf(part.text) }, body, lexicon))
        .map((r) => (r.actor === null || r.actor === 'system' ? silent(r, lexicon) : r));
      // What is dragged and dropped gets a new place.
      if (/\bdrag/iu.test(sentence)) mine = mine.map((r) => (r.verb === 'drop' ? { ...r, verb: 'move', operation: 'update' } : r));
      // "Submissions older than 3 years are deleted": the clock does it.
      if (part.whole && found.actor === null && (byClock(sentence) || byClock(spoken))) mine = mine.map((r) => (r.actor === null ? silent({ ...r, actor: 'system' }, lexicon) : r));
      if (part.unwanted && led === null) mine = mine.map((r) => shownTo(r, body, part.condition, lexicon, known) ?? (r.operation === 'transition' && r.state !== null && r.actor === 'system' ? r : { ...r, operation: 'none' }));
      const request = part.condition === '' || part.unwanted ? { actors: [], readings: [] } : conditionReadings(part.condition, lexicon, known);
      const [first] = request.readings;
      const pronoun = /\b(?:them|it)\b/i.test(body.replace(/^(?:the|an?)\s+/i, '').split(' ').slice(0, 3).join(' '));
      const meantNoun = first === undefined ? conditionNoun(part.condition, lexicon, known) : first.noun;
      if (pronoun && (first !== undefined || part.condition !== '')) mine = mine.map((r) => (r.noun === null ? { ...r, noun: meantNoun } : r));
      if (move !== null && move.noun === null && first !== undefined && first.operation === 'transition') mine = [{ ...first, actor: null, state: first.state ?? move.state }];
      else if (move !== null && move.noun === null) mine = mine.map((r) => ({ ...r, noun: nounIn(part.condition, known) }));
      // What a case told without a modal verb leads to is its outcome: whoever acted asked for no more.
      const outcome = part.whole && part.condition !== '' && request.readings.some((r) => changing.has(r.operation) && r.noun !== null) ? (r: Reading) => r.operation === 'event' || r.operation === 'job' : () => true;
      readings.push(...combine(request, mine.filter(outcome).map((r) => meant(r, lexicon)), known, lexicon).filter((r, i, all) => !(lexicon.manage.includes(r.verb ?? '') && r.verb !== 'support' && r.actor === 'system') || all.findIndex((x) => x.verb === r.verb && x.noun === r.noun) === i).map((r) => meant(r, lexicon)));
    }
  }
  // "and get matching jobs by e-mail every morning": the software sends what somebody gets.
  const got = /\b(?:gets?|receives?)\s+(?:[\p{L}-]+\s+){1,6}?by\s+(?:e-?mail|sms|text message|push)\b|\bgets?\s+(?:an?|one|the)\s+(?:[\p{L}-]+\s+)?(?:reminder|notification|e-?mail|message|alert)\b/iu.test(spoken);
  if (got && !readings.some((r) => r.operation === 'event')) readings.push({ ...plain('notify', 'event', null), actor: 'system', qualifiers: [] });
  return readings;
}

/** "At 02:00 every night", "Every Monday at 07:00": when a sentence happens, told in front of it. */
const moment = /^(?:(?:after\s+\d+\s+(?:second|minute|hour|day|week|month)s?|(?:at|on|every|each|once)\s+(?:[\p{L}\p{N}:]+\s+){0,3}?(?:\d{1,2}:\d{2}|midnight|noon|night|day|morning|evening|week|weekday|month|quarter|year|hour|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january)s?(?:\s+(?:at\s+)?(?:\d{1,2}:\d{2}|midnight|noon))?(?:\s+(?:every|each)\s+\p{L}+)?),?\s+)+(?=(?:an?|the|\p{L}))/iu;

/** "The invoice is marked as paid" says what "mark the invoice as paid" says. */
const put = (text: string): string => text.replace(/^(.{3,80}?)\s+(?:is|are|gets?)\s+(?:automatically\s+|then\s+)?(mark|flag)(?:g?ed)\s+(?!as\b|to\b|by\b|with\b|for\b|in\b|on\b|when\b|after\b|and\b|or\b|from\b)(\p{L}{3,})(?=$|[.,;]|\s(?:when|after|and|if|by|until|for)\b)/iu, '$2 $1 as $3').replace(/^(.{3,80}?)\s+(?:is|are|gets?)\s+(?:automatically\s+|then\s+)?(mark|flag|set)(?:t?ed)?\s+(as|to)\s+/iu, '$2 $1 $3 ');

/** What narrows the subject of a passive sentence: "credits above 50 EUR". */
const narrowing = /\s(?:above|below|over|under|older|younger|with|without|than|that|which|who|whose|from|on|in|at|between)\s/i;
const narrows = /^(?:above|below|over|under|older|younger|with|without|than|that|which|who|whose|from|on|in|at|between|whose)$/;
/** "up to 2 hours before": a time is no object. */
const spans = /\b(?:(?:up to|at most|at least|no (?:more|later) than|within|until|for)\s+)?\d+\s+(?:second|minute|hour|day|week|month|year)s?(?:\s+(?:before|after|in advance|ahead|earlier|later))\b/giu;
const amounts = /\b(?:up to|at most|at least|no more than|one or more|zero or more|as many as)\s+(?=\p{L}|\d)/giu;

/** What the software does with a verb that the lexicon does not list: an act of its own, no move that a caller asks for. */
function silent(r: Reading, lexicon: Lexicon): Reading {
  return r.operation === 'transition' && r.state === null && r.verb !== null && lexicon.verbs[r.verb] === undefined ? { ...r, operation: 'none' } : r;
}

/** "IF a parcel cannot be delivered, THEN list it for the driver" asks for a list, unlike other answers to an unwanted case; null for those. */
function shownTo(r: Reading, body: string, condition: string, lexicon: Lexicon, known: KnownNouns): Reading | null {
  const reader = /^\S+\s+(?:it|them)\s+(?:for|to)\s+(?:the\s+|an?\s+)?([\p{L}-]+(?:\s[\p{L}-]+)?)/iu.exec(body)?.[1];
  const person = reader === undefined ? null : actorNoun(reader, lexicon);
  const subject = condition.split(/\s(?:cannot|can't|could|is|are|was|were|has|have|fails?)\b/i)[0] ?? '';
  const noun = headOf(tokens(subject).map((t) => t.lower), lexicon, known);
  return r.operation === 'list' && person !== null && noun !== null ? { ...r, noun, actor: person } : null;
}

const messages = /\b(?:notification|reminder|e-?mail|message|alert|sms|newsletter)s?\b/;

/** What a verb means for its actor: a person who sends a reading submits it; a system that keeps rows only stores them. */
function meant(r: Reading, lexicon: Lexicon): Reading {
  const person = r.actor !== null && r.actor !== 'system';
  if (r.operation === 'transition' && r.state === null && lexicon.marks.includes(r.verb ?? '')) return { ...r, operation: 'none' };
  if (!person && r.verb === 'accept' && r.actor === null) return { ...r, operation: 'none' };
  if (person && r.verb === 'receive' && r.noun !== null && /^(?:event|update|notification|alert|news|confirmation|receipt|message|email)$/.test(r.noun)) return { ...r, verb: 'notify', operation: 'event', noun: null };
  if (person && r.verb === 'recibir') return { ...r, verb: 'notify', operation: 'event', noun: null };
  // What the software answers with is shown; a person who returns a thing brings it back.
  if (r.actor === 'system' && r.verb === 'return' && r.operation === 'list') return { ...r, verb: 'show' };
  if (person && r.verb === 'leave' && lexicon.left.includes(r.noun ?? '')) return { ...r, operation: 'create' };
  if (person && r.verb === 'open' && lexicon.physical.includes(r.noun?.split(' ').at(-1) ?? '')) return { ...r, operation: 'transition', state: null };
  if (person && r.verb === 'count' && r.operation === 'derive') return { ...r, operation: 'transition' };
  if (person && r.verb === 'accept' && r.operation === 'create') return { ...r, operation: 'transition' };
  if (person && r.verb === 'return' && r.operation === 'list') return { ...r, operation: 'transition', state: 'returned' };
  if (person && r.verb === 'enter' && /(?:^|\s)(?:code|pin|password|token|otp|key)$/.test(r.noun ?? '')) return { ...r, operation: 'none' };
  if (r.verb === 'open' && r.operation === 'list' && lexicon.hardware.includes(r.noun?.split(' ').at(-1) ?? '')) return { ...r, operation: 'transition' };
  // What people send each other is a row; what the software sends about a row is a notice.
  if (person && (r.verb === 'send' || r.verb === 'post') && r.noun !== null && /^(?:\p{L}+ )?message$/u.test(r.noun)) return { ...r, operation: 'create' };
  if (person && r.verb === 'message' && r.noun !== null) return { ...r, verb: 'send', operation: 'create', noun: 'message' };
  if (person && r.operation === 'event' && (r.verb === 'send' || r.verb === 'publish' || r.verb === 'offer') && r.noun !== null && !messages.test(r.noun)) return { ...r, operation: 'create' };
  if (r.actor === 'system' && (r.verb === 'log' || r.verb === 'record')) return { ...r, operation: 'none' };
  if (r.actor === 'system' && r.verb !== 'support' && lexicon.manage.includes(r.verb ?? '')) return { ...r, operation: 'none' };
  return r;
}

/** "allow moving photos": the verb is the one that follows. */
const gerund = /^(?:allow|enable|support|perform|implement|offer)s?\s+(?=\p{L}+ing\s)/iu;

const endpoint = /^(?:provide|expose|offer)s?\s+(?:an?\s+)?(?:[A-Z]+\s+)?(?:api\s+)?endpoint\s+(?:for|to)\s+/i;

function nounIn(text: string, known: KnownNouns): string | null {
  return known.filter((n) => holds(text, n)).toSorted((a, b) => text.toLowerCase().indexOf(a) - text.toLowerCase().indexOf(b))[0] ?? null;
}

/** "a ticket has no reply for 4 hours": the thing that a condition is about. */
function conditionNoun(condition: string, lexicon: Lexicon, known: KnownNouns): string | null {
  const subject = condition.split(/\s(?:cannot|can't|could|is|are|was|were|has|have|does|do|fails?)\b/i)[0] ?? '';
  const noun = subject === condition ? null : headOf(tokens(subject).map((t) => t.lower), lexicon, known);
  return noun === null || lexicon.people.includes(noun) ? null : noun;
}

const plain = (verb: string, operation: Operation, noun: string | null, more: Partial<Reading> = {}): Reading => ({ actor: null, verb, operation, noun, resource: null, of: [], state: null, qualifiers: [], negated: false, ...more });

interface Request {
  actors: string[];
  readings: Reading[];
}

/** "a patient or a receptionist cancels a slot": the acting persons, then verb and object. No actor when something else is the subject. */
function conditionReadings(condition: string, lexicon: Lexicon, known: KnownNouns): Request {
  const list = tokens(condition);
  const actors: string[] = [];
  let at = 0;
  for (; at < list.length; at++) {
    const word = list[at]?.lower ?? '';
    if (/^(?:a|an|the|or|and|any|each|two|new|explicitly|successfully|,)$/.test(word) || word.endsWith('ly')) continue;
    const pair = actorNoun(`${word} ${list[at + 1]?.lower ?? ''}`, lexicon);
    const device = singular(word, lexicon);
    const person = pair?.includes(' ') === true || pair?.includes('-') === true ? pair : (actorNoun(word, lexicon) ?? (lexicon.devices.includes(device) ? device : null));
    if (person === null) break;
    actors.push(person);
    if (person.includes(' ')) at++;
  }
  const state = list[at]?.lower ?? '';
  // "WHEN a student has 3 no-shows" tells a state of the student, who asks for nothing.
  if (/^(?:has|have|is|are|was|were)$/.test(state) || (lexicon.stative.includes(state.replace(/s$/, '')))) return { actors: [], readings: [] };
  if (actors.length === 0 || (verbAt(list, at, lexicon) === null && unlistedAt(list, at, lexicon, true) === null)) return { actors, readings: [] };
  const found = readList(list.slice(at), lexicon, known, true, true).readings.map((r) => started(r, condition, lexicon));
  return { actors, readings: actors.flatMap((actor) => found.map((r) => ({ ...r, actor, qualifiers: [] }))) };
}

function actorNoun(actor: string | null, lexicon: Lexicon): string | null {
  if (actor === null) return null;
  const lower = actor.toLowerCase();
  const person = lexicon.people.filter((p) => holds(lower, p) || holds(lower, `${p}s`)).toSorted((a, b) => b.length - a.length)[0];
  return person ?? null;
}

/** The words before a verb that leave it at the head of its part: "also", "automatically". */
const opens = (previous: string | undefined): boolean => previous === undefined || joins.has(previous) || previous.endsWith('ly') || /^(?:be|been|is|are|not|also|then|never|poder)$/.test(previous);

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
    if (!/^\p{L}[\p{L}-]*$/u.test(word) || stops(word) || determiner(word) || verbAt(list, next, lexicon)?.base === word) break;
    if (states.length > 0 && !joins.has(list[next - 1]?.lower ?? '')) break;
    states.push(word.replace(/-/g, '_'));
  }
  const nouns = own ? lexicon.reflexives.slice(0, 1) : lexicon.pronouns.includes(list[at]?.lower ?? '') && mark === at + 1 ? [...last] : objects(list.slice(0, mark), at, lexicon, known);
  const usual = states.every((state) => Object.values(lexicon.states).includes(state));
  if (states.length === 0 || ((verb === 'set' || verb === 'put') && !own && !usual)) return null;
  return { nouns, states, next };
}

/** The usual verb that leads to a state and is made of it: `cancelled` by cancel; else "mark lost". */
function verbOf(state: string, mark: string, lexicon: Lexicon): string {
  const said = lexicon.endings.length > 0 ? mark : 'mark';
  return Object.entries(lexicon.states).find(([verb, to]) => to === state && state.startsWith(verb.slice(0, 4)))?.[0] ?? `${said} ${state.replaceAll('_', ' ')}`;
}

/**
 * "Teachers grade a submission", "A school admin imports the list": where the verb of the people starts who open a sentence; null when
 * nobody does, or when they only are or have something.
 */
function actsFrom(list: readonly Token[], lexicon: Lexicon): number | null {
  let at = 0;
  while (at < 2 && determiner(list[at]?.lower ?? '')) at++;
  // "Agents and customers send": the last of those who are named together.
  while (lexicon.people.includes(singular(list[at]?.lower ?? '', lexicon)) && /^(?:and|or|,|y|o)$/.test(list[at + 1]?.lower ?? '') && lexicon.people.includes(singular(list[at + 2]?.lower ?? '', lexicon))) at += 2;
  for (let end = Math.min(at + 3, list.length - 1); end > at; end--) {
    const last = list[end - 1]?.lower ?? '';
    const words = list.slice(at, end).map((t) => t.lower);
    const one = singular(words.join(' '), lexicon);
    if (!lexicon.people.includes(one) && !lexicon.people.includes(singular(last, lexicon))) continue;
    if (words.slice(0, -1).some((w) => stops(w) || determiner(w) || relative.has(w))) continue;
    let verb = end;
    while (/^(?:also|then|only|always)$/.test(list[verb]?.lower ?? '') || (list[verb]?.lower ?? '').endsWith('ly')) verb++;
    const third = singular(last, lexicon) === last && !/^(?:people|children|men|women|staff)$/.test(last);
    const said = list[verb]?.lower ?? '';
    if (lexicon.stative.includes(said) || /^(?:is|are|was|were|has|have|does|do|must|can|may)$/.test(said) || (third && !said.endsWith('s')) || (!third && said.endsWith('s') && !said.endsWith('ss'))) return null;
    return verbAt(list, verb, lexicon) !== null || unlistedAt(list, verb, lexicon, third) !== null ? verb : null;
  }
  return null;
}

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
    while ((list[next]?.lower ?? '').endsWith('ly') || /^(?:then|also|always)$/.test(list[next]?.lower ?? '')) next++;
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

function readList(list: readonly Token[], lexicon: Lexicon, known: KnownNouns, afterModal: boolean, third = false, told: readonly string[] = []): { actor: string | null; readings: Reading[] } {
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
    flush(objects(list.slice(0, suffered.ends), 0, lexicon, known));
    return { actor, readings: readings.map((r) => (logs(r.verb, lexicon) ? { ...r, operation: 'none' } : r)) };
  }
  if (from !== null) {
    actor = list.slice(0, from).map((t) => t.text).join(' ');
    at = from;
  } else if (!afterModal && verbAt(list, 0, lexicon) === null) {
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
    if (word === 'with') listed = 'with';
    else if (word === ',' && listed !== '') listed = ',';
    const field = listed !== '' && joins.has(previous ?? '') && (previous === ',' || listed === ',') && !determiner(list[at + 1]?.lower ?? '') && !lexicon.pronouns.includes(list[at + 1]?.lower ?? '');
    const open = (at === (from ?? 0) || opens(previous) || (actor !== null && readings.length === 0 && pending.length === 0)) && !field;
    const placed = asked && (at === (from ?? 0) || pending.length > 0 || (readings.length > 0 && joins.has(previous ?? '') && determiner(list[at + 1]?.lower ?? '')));
    // "from the allowance and approved requests": behind verbs in their base form a participle tells what kind of thing.
    const participle = formed && word.endsWith('ed') && list[at + 1]?.lower !== 'by' && !verbAtBase(list, at, lexicon);
    const verb = open && !participle ? (verbAt(list, at, lexicon) ?? (placed ? unlistedAt(list, at, lexicon, third_ && readings.length + pending.length === 0) : null)) : null;
    if (verb !== null) {
      const marked = lexicon.marks.includes(verb.base) ? markedAt(list, at + verb.length, verb.base, last, lexicon, known) : null;
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
      const joined = joins.has(next) && next !== 'to' ? (verbAt(list, at + 1, lexicon) ?? (asked ? unlistedAt(list, at + 1, lexicon) : null)) : null;
      if (joined !== null) {
        at += 1;
        continue;
      }
      // "follow it", "comment on them": the thing named before.
      const through = lexicon.through.includes(verb.base) || lexicon.acts[verb.base] !== undefined || Object.values(lexicon.acts).some((a) => a.ends[verb.base] !== undefined);
      const from = through && /^(?:to|for|in|on|from|with|at|through|into|about|off)$/.test(next) ? at + 1 : at;
      const word_ = list[from]?.lower ?? '';
      if ((lexicon.pronouns.includes(word_) || word_ === 'one') && (word_ === 'it' || word_ === 'them' || stops(list[from + 1]?.lower ?? ''))) flush(last);
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

/** A noun that is a message to a person: a reminder, a notification. */
export const isMessage = (noun: string): boolean => messages.test(noun) && !/\s(?:template|setting|preference|channel|address)s?$/.test(noun);
