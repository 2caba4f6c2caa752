import type { Lexicon } from '../../../model/knowledge.ts';
import type { Operation, Reading } from '../../../model/plan/index.ts';
import { actsFrom, plain, readList } from './clause-verbs.ts';
import { inDigits } from './counts.ts';
import { nounIn, conditionNoun, sufferedIn, conditionReadings, shownTo } from './conditions.ts';
import type { Request } from './conditions.ts';
import { withoutAsides } from './asides.ts';
import { withoutFormats } from './formats.ts';
import { apart } from './guarded.ts';
import { withoutGestures } from './gestures.ts';
import { started, reported, passedOn, silent, meant, classed } from './meanings.ts';
import { follows } from './money-words.ts';
import { headOf, tokens } from './objects.ts';
import type { KnownNouns } from './objects.ts';
import { clausesApart, deedsApart, joinParticles, moment, occasion, plainly, put, wholeOf } from './plainly.ts';
import { actorNoun, modal, opener, passive, predicates } from './predicates.ts';
import type { Part } from './predicates.ts';
import { readBefore } from './remembered.ts';
import { plainSubject } from './subjects.ts';
import { byClock, passed, scheduleOf } from './schedule.ts';
import { inReadingOrder } from './verb-last.ts';
import { holds, plural, singular, verbTo } from './words.ts';
import { caseless } from '../../../text/regex.ts';

const lead = caseless(String.raw`^(?:(?:allow|enable|permit|help)s?\s+(?:the\s+|a\s+|an\s+)?([\p{L} -]+?)\s+to\s+|lets?\s+(?:the\s+|a\s+|an\s+)?([\p{L}-]+)\s+)`);
/** "allow a signed-in, verified member to", "allow the buyer, when paying, to": who is described further behind a comma. */
const described = caseless(String.raw`^(?:allow|enable|permit|help)s?\s+(?:the\s+|an?\s+)?([^.;:]+?)\s+to\s+(?=\p{L})`);
/** "let a fleet manager register": who is let do what follows, up to three words of which the last is a person; null without such a start. */
function leadOf(text: string, lexicon: Lexicon): { who: string; length: number } | null {
  const named = caseless(String.raw`^lets?\s+(?:the\s+|an?\s+)?((?:[\p{L}-]+\s+){1,2}?)([\p{L}-]+)\s+`).exec(text);
  if (named !== null && lexicon.people.includes(singular((named[2] ?? '').toLowerCase(), lexicon)) && !lexicon.people.includes(singular((named[1] ?? '').trim().toLowerCase(), lexicon))) return { who: `${named[1] ?? ''}${named[2] ?? ''}`, length: named[0].length };
  const found = lead.exec(text) ?? described.exec(text);
  if (found === null || (found[1]?.includes(',') === true && actorNoun(found[1], lexicon) === null && !isSoftware(found[1], lexicon))) return null;
  return { who: found[1] ?? found[2] ?? '', length: found[0].length };
}

/** "a browser-based web app served from an allowed origin": software, by the last word in front of what describes it. */
function isSoftware(who: string, lexicon: Lexicon): boolean {
  const head = who.split(/\s(?:served|hosted|running|from|of|on|that|which|with|in)\s|[,(]/i)[0]?.trim().toLowerCase().split(' ').at(-1) ?? '';
  return [...lexicon.machines, 'client', 'browser', 'page'].includes(singular(head, lexicon));
}

/** "allow the buyer of an open offer to accept it": the thing whose people are let do something with it. */
function ledThing(who: string, lexicon: Lexicon, known: KnownNouns): string | null {
  const behind = caseless(String.raw`\s(?:of|in|on|behind)\s+(?:the\s+|an?\s+|their\s+)?([\p{L} -]+)$`).exec(who)?.[1];
  return behind === undefined ? null : headOf(tokens(behind).map((t) => t.lower), lexicon, known);
}

const ability = /^(?:provide|offer)s?\s+(?:\S+\s+){0,2}?(?:ability|option|way|means)\s+to\s+/i;
const tail = /\s(?:so that|in order to|because|unless|until|without(?!\s.*\s(?:is|are)\s(?:\w+ly\s)?\w+(?:ed|en)\b)|instead of|such as|e\.g\.)\s.*$/i;

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
  const { object, conditions } = lexicon.unspaced;
  const behind = new RegExp(`^[\\p{L}]{0,12}${object}`, 'u');
  // The object stands before its verb with a mark in Japanese; Chinese puts it after.
  const marked = nouns.filter((n) => text.slice(0, at).includes(`${n}${object}`) || behind.test(text.slice(text.lastIndexOf(n, at) + n.length, at)));
  const noun = marked.at(-1) ?? nouns.filter((n) => text.indexOf(n) < at).at(-1) ?? nouns[0];
  const unwanted = conditions.some((word) => text.includes(word));
  return [plain(last[0], unwanted ? 'none' : last[1], noun ?? null)];
}

const toState = caseless(String.raw`(?:^|\sand\s)sets?\s+(?:the\s+|an?\s+|its\s+|their\s+)?([^.;,]+?)\s+to\s+(?:the\s+(?:state|status)\s+)?(?:["“'‘\x60](?<quoted>[\p{L}][\p{L}_ -]{1,30})["”'’\x60]|(?<plain>[\p{L}-]+(?:\s[\p{L}-]+)?))`);

/** "set its state to confirmed", "set an appointment to checked-in": a transition, named by the verb that leads to the state. */
function stateMove(text: string, lexicon: Lexicon, known: KnownNouns): { verb: string; noun: string | null; state: string } | null {
  const found = toState.exec(text);
  const said = found?.groups?.['quoted'] ?? found?.groups?.['plain'] ?? '';
  // "in progress" is one state, "confirmed by" is not.
  const ways = [said, said.split(' ')[0] ?? ''].map((each) => each.toLowerCase());
  const listed = ways.find((each) => lexicon.stages.states.includes(each.replaceAll('_', ' ')));
  const state = found === null ? undefined : (listed ?? (found.groups?.['quoted'] === undefined ? ways[1] : ways[0]))?.replace(/[- ]/g, '_');
  if (found === null || state === undefined || /^(?:a|an|the|\d)/.test(state)) return null;
  const verb = Object.entries(lexicon.states).find(([, s]) => s === state)?.[0];
  const noun = headOf(tokens((found[1] ?? '').split(/\s(?:who|that|which)\s/i)[0] ?? '').map((t) => t.lower), lexicon, known);
  if (verb === undefined && noun !== 'state' && noun !== 'status' && !state.endsWith('ed') && listed === undefined) return null;
  return { verb: verb ?? (state.endsWith('ed') || listed !== undefined ? verbTo(state, lexicon) : state.replaceAll('_', ' ')), noun: noun === 'state' || noun === 'status' ? null : noun, state };
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
  // "completes a repair: calculate its cost": what is computed follows the deed.
  const computed = answer.length > 0 && answer.every((r) => r.operation === 'derive') && changes.some((r) => r.operation === 'transition' || r.operation === 'create');
  if (changes.length === 0 || (reading && !computed && answer.some(isKnown) && !changes.some(isKnown))) return owned;
  if (computed) return [...changes, ...answer.map((r) => ({ ...r, actor: r.actor ?? 'system' }))];
  const moves = answer.filter((r) => r.operation === 'transition' && r.noun !== null);
  const asked = changes.filter((r) => r.operation === 'transition' && !lexicon.people.includes(r.noun ?? '') && !lexicon.ignored.includes((r.noun ?? '').split(' ').at(-1) ?? ''));
  // "assigns an order to a technician: set the order to planned": the deed is the move.
  const led = asked.length > 0 ? [] : changes.filter((r) => r.operation === 'update' && !['update', 'change', 'edit'].includes(r.verb ?? '') && moves.length === 1 && moves[0]?.noun === r.noun);
  if (led.length > 0) return [...changes.map((r) => (led.includes(r) ? { ...r, operation: 'transition' as const, state: moves[0]?.state ?? null } : r)), ...answer.filter((r) => r.operation === 'event' || r.operation === 'job')];
  if (moves.length > 0 && asked.length === 0) return [...changes.filter((r) => r.operation !== 'transition'), ...owned];
  // "resolves a ticket: set it to solved" names one move twice; "closes a room: cancel its reservations" has an effect beside it.
  if (moves.length > 0) {
    const told = changes.map((r) => ({ ...r, state: r.state ?? moves.find((m) => m.noun === r.noun && m.state !== null)?.state ?? null }));
    return [...told, ...answer.filter((r) => r.operation === 'event' || r.operation === 'job' || (moves.includes(r) && !changes.some((c) => c.noun === r.noun))).map((r) => ({ ...r, actor: 'system' }))];
  }
  // "enters a certificate: set the next inspection date": a value of the row, no other row.
  const value = (r: Reading): boolean => r.verb === 'set' && (lexicon.attributes[r.noun ?? ''] !== undefined || lexicon.attributes[r.noun?.split(' ').at(-1) ?? ''] !== undefined);
  if (changes.every((r) => r.operation === 'create') && answer.some((r) => r.operation === 'create' && r.noun !== null && !value(r) && (isKnown(r) || !changes.some(isKnown)))) {
    // What the answer assigns or sets on the row it makes is no second request.
    const made = owned.filter((r) => r.operation === 'create').map((r) => r.noun);
    return owned.filter((r) => !(r.operation === 'update' && made.includes(r.noun))).map((r) => (r.operation === 'create' ? { ...r, of: [...r.of, ...changes.map((c) => c.noun).filter((n) => n !== null && n !== r.noun)].filter((n) => n !== null) } : r));
  }
  const effects = answer.filter((r) => isKnown(r) && (r.operation === 'create' || r.operation === 'delete') && !changes.some((c) => c.noun === r.noun) && changes.every((c) => c.operation === 'update'));
  const rebuilt = [...new Set(effects.map((r) => r.noun))].map((noun): Reading => ({ ...plain('rebuild', 'job', noun), actor: 'system' }));
  return [...changes, ...rebuilt, ...answer.filter((r) => r.operation === 'event' || r.operation === 'job')];
}

/** "THE Booking_System SHALL": a name in two words. */
const named = /\b(\p{Lu}\p{L}*)_(?=\p{Lu})/gu;
/** "Orders MUST be filterable by city". */
const able = /\b(filter|search|sort)able(?=\s+by\b)/gi;
/** "confirm it by e-mail": a message that says so, no move. */
const confirmed = caseless(String.raw`\bconfirm(s|ed)?\s+(?:it|this|the\s+[\p{L}-]+|their\s+[\p{L}-]+)\s+(?:(?:to|with)\s+(?:the\s+|an?\s+)?[\p{L}-]+\s+)?(?=(?:by|via|with an|through)\s+(?:e-?mail|sms|text(?: message)?|push|message)\b)`, 'g');
/** "Nobody else may change it". */
const others = /\b(?:nobody|no one|no-one)\s+else\b/gi;
/** "409 Conflict": an answer, no thing. */
const statuses = /\b(?:an?\s+)?`?[45]\d\d`?\s+(?:Bad Request|Unauthorized|Forbidden|Not Found|Conflict|Gone|Unprocessable(?: Entity| Content)?|Too Many Requests)\b(?:\s+(?:validation\s+)?error)?/gu;
const asMarked = /^mark\s.+\sas\s/i;
/** "move an application through the stages new, screening and offer": names of states. */
const stagesListed = /\s+(?:through|along)\s+(?:the\s+)?(?:following\s+)?(?:stages|states|phases|steps|statuses)\b[^.;]*/gi;
/** "sees for each claim where it stands": the claims. */
const eachSeen = caseless(String.raw`\b((?:see|view|track|follow|know)s?)\s+for\s+(?:each|every|all)\s+(?:of\s+(?:his|her|their)\s+)?([\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:where|what|how|when|whether|who|which)\b[^.;]*`, 'g');
/** "visits the booking page" looks at it; whom a nurse visits is met. */
const pages = caseless(String.raw`\b()visit(s?)\s+((?:the|an?|their|his|her)\s+(?:[\p{L}-]+\s+){0,3}?(?:page|dashboard|screen|interface|website|site|section|tab)\b)`, 'g');

/** "may edit episodes but not delete the podcast": what somebody may not do is asked of nobody. */
const exceptFor = caseless(String.raw`,?\s+but\s+(?:(?:may|can|must|shall|should)\s*)?(?:not|never)\s+(?:to\s+)?\p{L}[^.;]*`, 'g');

/** "cancel a booking free of charge": what an act costs is no part of what it is done to. */
const unpriced = (text: string, lexicon: Lexicon): string => lexicon.windows.free.reduce((left, word) => (left.includes(word) ? left.replace(` ${word}`, '') : left), text);

/**
 * What a requirement sentence asks: one reading per verb and object. `resource` is still null; nouns become resources when all
 * requirements were read. `actor` is a person of the lexicon, `system` when the sentence says so, or null. A sentence without a known
 * verb gives no reading.
 */
export function readSentence(text: string, lexicon: Lexicon, known: KnownNouns): Reading[] {
  const remembered = readBefore(lexicon, known);
  const readings = remembered.get(text) ?? read(text, lexicon, known);
  remembered.set(text, readings);
  // Whoever asks settles them further.
  return readings.map((r) => ({ ...r, of: [...r.of], qualifiers: [...r.qualifiers] }));
}

function read(text: string, lexicon: Lexicon, known: KnownNouns): Reading[] {
  const said = withoutAsides(text, lexicon);
  const clean = inDigits(apart(withoutGestures(withoutFormats(unpriced(inReadingOrder(said, lexicon.tongue, lexicon) ?? said, lexicon), lexicon), lexicon).replace(named, '$1 ').replace(able, '$1ed').replace(confirmed, 'email$1 it ').replace(others, 'nobody').replace(stagesListed, '').replace(/\b(can|may|must|shall|should|could)\s+no\s+longer\b/gi, '$1 not').replace(/\b(?:either|both)\s+(?:sides?|part(?:y|ies))\b/gi, 'users').replace(statuses, 'an error').replace(eachSeen, (_, verb: string, noun: string) => `${verb} all ${plural(noun.toLowerCase(), lexicon)}`).replace(pages, '$1open$2 $3').replace(/\b(sign(?:s|ed)? up|signing up)\s+(?:for|to)\s+(?=(?:an?|the|one|this|that|their)\s)/gi, 'register for ').replace(/\[NEEDS CLARIFICATION[^\]]*\]/gi, '').replace(/[*`"“”]/g, '').replace(/(\d),(?=\d{3}(?!\d))/g, '$1').replace(exceptFor, '').replace(/\s*\([^)]*\)/g, '').replace(/\s+/g, ' ').trim()), lexicon);
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(clean)) return scriptReadings(clean, lexicon, known);
  // "Monthly report of claims per type": a thing that is shown, though no verb says so.
  const titleNoun = caseless(String.raw`^(?:(?:daily|weekly|monthly|quarterly|yearly|annual)\s+)?(report|statistics?|overview|summary|breakdown)\s+(?:of|on|about)\s+\p{L}`).exec(clean)?.[1]?.toLowerCase();
  if (titleNoun !== undefined && lexicon.derived.includes(singular(titleNoun, lexicon))) return [plain('show', 'list', 'summary')];
  // "Support text input", "Support markdown in agent responses": people write messages, the text model writes answers.
  if (/^(?:support|provide|allow|offer|render|format|enable)s?\b/i.test(clean)) {
    if (lexicon.chat.input.some((w) => holds(clean, w))) return [plain('send', 'create', 'message', { actor: 'user' })];
    if (lexicon.chat.output.some((w) => holds(clean, w))) return [plain('answer', 'ai-job', 'response')];
  }
  const story = caseless(String.raw`^as an? ([^,]+?),? i (?:(?:want|need|would like|wish|can|may|am able) (?:to )?)?(?=\p{L})`).exec(clean);
  const titled = /^(?:[^.;:,]{3,60}:|(?:[\p{L}\p{N}/&-]+\s){1,4}[-–—])\s+(?=\p{L}{1,})/u.exec(clean);
  // "Owners add their pets: name, breed" is a sentence with its list; "Registration: add an agent" has a title.
  const untitled = titled === null || story !== null || modal.test(titled[0]) || opener.test(clean) || (titled[0].includes(':') && actsFrom(tokens(titled[0]), lexicon) !== null) ? clean : clean.slice(titled[0].length);
  modal.lastIndex = 0;
  const spoken = (story === null ? untitled.replace(moment, '').replace(occasion, '') : clean.slice(story[0].length)).replace(/,? (?:so that|in order to|so they can) .*$/i, '');
  const teller = story === null ? null : (actorNoun(story[1] ?? '', lexicon) ?? 'user');
  const readings: Reading[] = [];
  let before: string | null = null;
  for (const sentence of joinParticles(wholeOf(plainly(clausesApart(deedsApart(plainSubject(spoken, lexicon), lexicon), lexicon), byClock(clean), lexicon), lexicon, known), lexicon).split(/(?<=[.!?;])\s+/)) {
    for (const part of predicates(sentence, lexicon)) {
      if (ofMessage(part)) continue;
      const led = leadOf(part.text, lexicon);
      const actor = teller ?? (led === null ? part.actor : actorNoun(led.who, lexicon));
      const body = put(led === null ? part.text : part.text.slice(led.length)).replace(gerund, '').replace(endpoint, '').replace(ability, '').replace(tail, '').replace(spans, '').replace(amounts, '');
      const move = stateMove(body, lexicon, known);
      const found = move === null ? readList(tokens(body), lexicon, known, led !== null || !part.whole || teller !== null, false, [...new Set(readings.map((r) => r.noun).filter((n) => n !== null))].slice(-2)) : { actor: null, readings: [plain(move.verb, 'transition', move.noun, { state: move.state })] };
      // "A subscription can be upgraded or downgraded": verbs that nobody listed, where only verbs can stand.
      const done = found.readings.length === 0 && !part.whole && part.actor === null && !part.negated ? caseless(String.raw`^be\s+(?:\p{L}+ly\s+)?(?<one>\p{L}{3,}ed)(?:\s+(?:or|and)\s+(?<two>\p{L}{3,}ed))?(?=$|[.,;]|\s(?:at|by|any|when|before|after|until|if|for|in|with)\b)`).exec(part.text)?.groups : undefined;
      if (done !== undefined) found.readings.push(...[done['one'], done['two']].flatMap((word) => (word === undefined ? [] : [plain(verbTo(word.toLowerCase(), lexicon), 'transition', null)])));
      // "allow a web app of another origin to call the API": software that calls asks for no row.
      const called = led !== null && actorNoun(led.who, lexicon) === null && isSoftware(led.who, lexicon);
      if (called) found.readings = found.readings.map((r) => ({ ...r, operation: 'none' as const }));
      const thing = led === null || !caseless(String.raw`\b(?:it|them)\b`).test(body) ? null : ledThing(led.who, lexicon, known);
      if (thing !== null) found.readings = found.readings.map((r) => (r.noun === null ? { ...r, noun: thing } : r));
      const subject = passive.test(part.text) && led === null ? headOf(tokens(part.subject.split(narrowing)[0] ?? '').map((t) => t.lower), lexicon, known) : null;
      // "Families subscribe to a box. They can pause it": they are the families.
      const said = found.actor === null ? actor : (actorNoun(found.actor, lexicon) ?? actor);
      const who: string | null = /^(?:they|he|she)$/i.test(part.subject.trim().split(/\s+/).at(-1) ?? '') && before !== null && (said === null || said === 'system') ? before : said;
      if (who !== null && who !== 'system') before = who;
      let mine = found.readings
        .map((r) => (subject !== null && (r.noun === null || moved.test(part.text)) ? { ...r, noun: subject, of: [] } : r))
        .map((r) => (r.noun !== null && lexicon.reflexives.includes(r.noun) ? { ...r, noun: who === 'system' ? null : who } : r))
        .map((r) => reported(r, body, lexicon))
        .map((r) => classed(r, body, who))
        .map((r) => started({ ...r, actor: who, negated: part.negated, qualifiers: qualifiersOf(part.text) }, body, lexicon))
        .map((r) => passedOn(r, body))
        .map((r) => (r.actor === null || r.actor === 'system' ? silent(r, lexicon) : r));
      if (done !== undefined) mine = mine.map((r) => ({ ...r, operation: 'transition' as const }));
      // "At the end of each period the system issues an invoice": by itself, as nobody calls.
      const itself = part.whole && found.actor !== null && said === null && lexicon.machines.includes(found.actor.toLowerCase().replace(/(?:\s+(?:then|also|automatically|immediately|only|always))+$/, '').split(' ').at(-1) ?? '') && (scheduleOf(clean) !== null || readings.some((r) => r.operation === 'transition' && r.actor !== null && r.actor !== 'system'));
      if (itself) mine = mine.map((r) => (r.actor === null ? { ...r, actor: 'system' } : r));
      // "Admins and trainers can create lessons": each of them.
      const together = led === null && found.actor === null && teller === null && who === said && !passive.test(part.text) ? peopleOf(part.subject, lexicon) : [];
      if (together.length > 1) mine = together.flatMap((one) => mine.map((r) => ({ ...r, actor: one })));
      // "Clerks can approve or refuse a claim": what a person refuses moves; what the software refuses is a call.
      if (part.condition === '' && who !== null && who !== 'system') mine = mine.map((r) => (r.operation === 'none' && r.noun !== null && !r.negated && lexicon.decidesAgainst.includes(r.verb ?? '') && !lexicon.people.includes(r.noun) ? { ...r, operation: 'transition' as const } : r));
      // What is dragged and dropped gets a new place.
      if (/\bdrag/i.test(sentence)) mine = mine.map((r) => (r.verb === 'drop' ? { ...r, verb: 'move', operation: 'update' } : r));
      // "The system rejects a rental when the bike is out": the call is refused, nothing moves; only the clock rejects what lies there.
      if (!byClock(sentence)) mine = mine.map((r) => (r.operation === 'transition' && !(r.state !== null && asMarked.test(body)) && lexicon.refusals.includes(r.verb ?? '') && (r.actor === 'system' || (r.actor === null && (passive.test(part.text) || (!part.whole && led === null && before === null)))) ? { ...r, operation: 'none', state: null } : r));
      // "Submissions older than 3 years are deleted": the clock does it.
      // "An invitation is accepted or declined within 14 days": by whoever got it.
      const replied = /\bwithin\s+(?:\d|an?\s|one\s)/i.test(sentence) && !/\b(?:not|never|after|older|every|each|when|once|automatically)\b/i.test(sentence);
      if (replied) mine = mine.map((r) => (r.actor === null && (lexicon.verbs[r.verb ?? ''] === 'transition' || Object.values(lexicon.acts).some((a) => a.awaits === r.verb)) && part.whole ? { ...r, actor: 'user', operation: 'transition' as const } : r));
      if (part.whole && found.actor === null && (byClock(sentence) || byClock(spoken))) mine = mine.map((r) => (r.actor === null ? silent({ ...r, actor: 'system' }, lexicon) : r));
      // "If the host cancels, the guest is refunded": who cancels asks for it, the rest follows.
      const cause = part.condition !== '' && led === null && follows(part.text, lexicon) ? conditionReadings(part.condition, lexicon, known) : null;
      // "If a court is closed, members are refunded": somebody closes it, whoever that is.
      const suffered = cause === null || cause.readings.length > 0 ? null : sufferedIn(part.condition, lexicon, known);
      const asked = (suffered !== null ? [suffered] : (cause?.readings ?? [])).filter((r) => r.operation === 'transition' || r.operation === 'delete').map((r) => meant(r, lexicon));
      if (asked.length > 0) {
        readings.push(...asked, ...mine.map((r) => ({ ...meant(r, lexicon), actor: 'system', operation: 'none' as const })));
        continue;
      }
      // "IF there is no number, THEN send it by e-mail" says how, not that something else is sent.
      if (part.unwanted && led === null) mine = mine.map((r) => shownTo(r, body, part.condition, lexicon, known) ?? ((r.operation === 'transition' && r.actor !== null && (r.state !== null || (passed.test(part.condition) && !lexicon.refusals.includes(r.verb ?? '')))) || (r.actor === 'system' && r.operation === 'event' && r.noun !== null) ? r : { ...r, operation: 'none' }));
      const request = part.condition === '' || part.unwanted ? { actors: [], readings: [] } : conditionReadings(part.condition, lexicon, known);
      const [first] = request.readings;
      const pronoun = /\b(?:them|it)\b/i.test(body.replace(/^(?:the|an?)\s+/i, '').split(' ').slice(0, 3).join(' '));
      // "When a colleague leaves, the manager deactivates them": the colleague.
      const leaver = /\b(?:them|him|her)\b/i.test(body) && (first === undefined || first.noun === null) ? actorNoun(caseless(String.raw`^(?:an?|the|any)\s+([\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:leaves?|quits?|resigns?|retires?|moves? (?:out|away)|dies|is gone|has left)\b`).exec(part.condition)?.[1] ?? null, lexicon) : null;
      if (leaver !== null) mine = mine.map((r) => (r.noun === null || lexicon.pronouns.includes(r.noun) ? { ...r, noun: leaver } : r));
      const meantNoun = first === undefined ? conditionNoun(part.condition, lexicon, known) : first.noun;
      if (pronoun && (first !== undefined || part.condition !== '')) mine = mine.map((r) => (r.noun === null ? { ...r, noun: meantNoun } : r));
      if (move !== null && move.noun === null && first !== undefined && first.operation === 'transition') mine = [{ ...first, actor: null, state: first.state ?? move.state }];
      else if (move !== null && move.noun === null) mine = mine.map((r) => ({ ...r, noun: nounIn(part.condition, known) }));
      // What a case told without a modal verb leads to is its outcome: whoever acted asked for no more.
      const outcome = part.whole && part.condition !== '' && request.readings.some((r) => changing.has(r.operation) && r.noun !== null) ? (r: Reading) => r.operation === 'event' || r.operation === 'job' : () => true;
      readings.push(...combine(request, mine.filter(outcome).map((r) => meant(r, lexicon)), known, lexicon).filter((r, i, all) => !(lexicon.manage.includes(r.verb ?? '') && r.verb !== 'support' && (r.actor === 'system' || r.operation === 'none')) || all.findIndex((x) => x.verb === r.verb && x.noun === r.noun) === i).map((r) => meant(r, lexicon)));
    }
  }
  // "and get matching jobs by e-mail every morning": the software sends what somebody gets.
  const got = caseless(String.raw`\b(?:gets?|receives?)\s+(?:[\p{L}-]+\s+){1,6}?by\s+(?:e-?mail|sms|text message|push)\b|\bgets?\s+(?:an?|one|the)\s+(?:[\p{L}-]+\s+)?(?:reminder|notification|e-?mail|message|alert)\b`).test(spoken);
  if (got && !readings.some((r) => r.operation === 'event')) readings.push({ ...plain('notify', 'event', null), actor: 'system', qualifiers: [] });
  return readings;
}

/** "Claims must be allocated to a handler": what stands behind the preposition gets the subject. */
const moved = /^(?:not\s+|also\s+|automatically\s+)?be\s+(?:\w+ly\s+)?\w+(?:ed|en|t)\s+(?:to|into|onto|from|with|by|against|on|in|at)\s/i;

/** What narrows the subject of a passive sentence: "credits above 50 EUR". */
const narrowing = /\s(?:above|below|over|under|older|younger|with|without|than|that|which|who|whose|from|on|in|at|between)\s/i;
/** "up to 2 hours before", "the day before a tool is due": a time is no object. */
const spans = caseless(String.raw`\b(?:(?:up to|at most|at least|no (?:more|later) than|within|until|for)\s+)?\d+\s+(?:second|minute|hour|day|week|month|year)s?(?:\s+(?:before|after|in advance|ahead|earlier|later))\b(?:\s+(?:the|its|their|an?)\s+(?:[\p{L}-]+\s+){0,2}?[\p{L}-]+(?=$|[.,;:]|\s(?:and|or|but|when|if|unless|an?|the|by|with|to)\b)|\s+[\p{L}-]+(?=$|[.,;:]))?|\bthe\s+(?:hour|day|evening|night|week|month)\s+(?:before|after)\s(?:(?:each|every|the|an?|its|their)\s+[\p{L}-]+(?=\s(?:the|an?|every|each)\s)|[^,.;]*)`, 'g');
const amounts = caseless(String.raw`\b(?:up to|at most|at least|no more than|one or more|zero or more|as many as)\s+(?=\p{L}|\d)`, 'g');

/** "allow moving photos": the verb is the one that follows. */
const gerund = caseless(String.raw`^(?:allow|enable|support|perform|implement|offer)s?\s+(?=\p{L}+ing\s)|^(?:support|provide|offer|allow)s?\s+(?=(?:search|filter)(?:ing)?\s+by\s)`);

const endpoint = /^(?:provide|expose|offer)s?\s+(?:an?\s+)?(?:[A-Z]+\s+)?(?:api\s+)?endpoint\s+(?:for|to)\s+/i;

/** "The request body SHALL include a title": what is sent, not what somebody does. */
const ofMessage = (part: Part): boolean => /\b(?:body|payload|request|response|endpoint|header)s?$/i.test(part.subject.trim()) && /^(?:include|contain|carry|hold|require|have)s?\s/i.test(part.text);

/** "Admins and trainers": all people of a subject that names several; empty for any other. */
function peopleOf(subject: string, lexicon: Lexicon): string[] {
  const parts = subject.split(/\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/i).map((part) => singular(part.trim().toLowerCase().replace(/^(?:an?|the|all|both)\s+/, ''), lexicon));
  return parts.length > 1 && parts.every((part) => lexicon.people.includes(part)) ? [...new Set(parts)] : [];
}

/** True when one reading has this verb. */
export const reads = (r: { readings: readonly Reading[] }, ...verbs: readonly string[]): boolean => r.readings.some((x) => x.verb !== null && verbs.includes(x.verb) && !x.negated);
