import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { oncePer, oncePerText } from '../../../text/once.ts';
import { anyOf, caseless, inWord, letter } from '../../../text/regex.ts';
import { plain } from '../reading/clause-verbs.ts';
import type { Context } from '../context.ts';
import { countIn, countPattern, sentencesOf } from '../reading/counts.ts';
import { actorNoun } from '../reading/predicates.ts';
import type { Resource } from '../resources.ts';
import { holds, kebab, plural, singular, snake, stateAfter, verbBases } from '../reading/words.ts';

/** A bound that a value crosses, or a number of events that is too many, and what follows. */
type Told =
  | { kind: 'value'; measure: string; of: string | null; edge: 'under' | 'over' | 'reach'; bound: number; unit: string | null; whole: boolean }
  | Events;

/** Too many events: who made them, what then happens to them, and for how long; of a ban, the act that is refused. */
interface Events {
  kind: 'events';
  event: string;
  most: number;
  span: string | null;
  who: string;
  /** What is done to whoever crossed it; of a ban, the act that is refused. */
  verb: string;
  banned: boolean;
  /** What a ban is called where its sentence says it: "blocked from booking". */
  move: string | null;
  lasts: string | null;
}

/** A threshold of the feature at the resource whose rows cross it. */
export type Threshold = Told & { resource: string | null; requirement: Requirement };

const thing = String.raw`(?:${inWord}+\s){0,3}?${inWord}+`;
const number = String.raw`(?<bound>\d[\d.,]*)\s*(?<unit>%|°C|°F|degrees|percent|${letter}{1,12})?`;

const patternsOf = oncePer((lexicon: Lexicon) => lexicon.thresholds, (lexicon) => {
  const { thresholds: words } = lexicon;
  const count = countPattern(lexicon);
  const edge = `(?:(?<under>${anyOf(words.under)})|(?<over>${anyOf(words.over)})|(?<reach>${anyOf(words.reach)}))`;
  const span = `(?:\\s*,?\\s*(?:in|within|per|over|during|inside)\\s+(?<span>(?:an?\\s+|one\\s+|the (?:last|past)\\s+|a single\\s+)?(?:(?:${count})\\s+)?(?:${anyOf(words.spans)})))?`;
  const move = `(?:${anyOf(words.moves)})`;
  return {
    values: [
      caseless(`(?:^|\\b)(?:when|if|once|whenever|as soon as)\\s+(?:the\\s+|an?\\s+|its\\s+|any\\s+)?(?<measure>${thing})(?:\\s+(?:of|in|for|at)\\s+(?:an?|the|any|each|its|one)\\s+(?<of>${thing}))?\\s+${edge}\\s+(?:to\\s+)?${number}`),
      caseless(`^(?:the\\s+|an?\\s+)?(?<measure>${thing})\\s+(?:(?<under>below|under|less than|<)|(?<over>above|over|more than|>))\\s*${number}\\s*[:,]`),
      caseless(`(?:^|\\b)(?:when|if|once|whenever|as soon as)\\s+(?:fewer|less)\\s+than\\s+(?<bound>\\d+)\\s+(?<measure>${thing})\\s+(?:are|is|remain|remains)\\s*(?:left|available|in stock)?`),
    ],
    events: [
      caseless(`^(?:more than|over)\\s+(?<strict>${count})\\s+(?<event>${thing})${span}\\s+(?<verb>${move})(?:s|es)?\\s+(?:the\\s+|an?\\s+|their\\s+)?(?<who>${inWord}+)`),
      caseless(`^(?:after|at|on)\\s+(?:the\\s+)?(?<count>${count})(?:th|rd|nd|st)?\\s+(?<event>${thing})${span}\\s*,?\\s+(?:the\\s+|an?\\s+)(?<who>${inWord}+)(?:\\s+${letter}+)?\\s+(?:is|are|gets?|must be|should be|will be)\\s+(?:automatically\\s+)?(?<past>${letter}+)`),
      caseless(`^(?:an?|the|any|each)?\\s*(?<who>${inWord}+)\\s+(?:with|who (?:has|have|had))\\s+(?:(?:more than|over)\\s+(?<strict>${count})|(?<count>${count})(?: or more)?)\\s+(?<event>${thing})${span}\\s+(?:(?<ban>cannot|can't|can no longer|may not|must not|may no longer|is not allowed to|are not allowed to)\\s+(?<act>${letter}+)|(?:is|are|gets?|must be)\\s+(?:automatically\\s+)?(?<past>${letter}+))`),
      caseless(`^(?:an?|the|any|each)?\\s*(?<who>${inWord}+)\\s+(?:who|that)\\s+(?<event>${letter}+(?:\\s(?:up|off|in|late|out))?)\\s+(?:(?:more than|over)\\s+(?<strict>${count})\\s+times|(?<count>${count}|twice|three times)\\s*(?:times)?)${span}\\s+(?:(?<ban>cannot|can't|can no longer|may not|must not|may no longer)\\s+(?<act>${letter}+)|(?:is|are|gets?|must be)\\s+(?:automatically\\s+)?(?<past>${letter}+))`),
      caseless(`^(?:when|if|once)\\s+(?:an?|the|any)\\s+(?<who>${inWord}+)\\s+has\\s+(?:(?:more than|over)\\s+(?<strict>${count})|(?<count>${count})(?: or more)?)\\s+(?<event>${thing})${span}\\s*,\\s*(?:their|his|her|its|the|they|he|she)(?:\\s${letter}+)?\\s+(?:(?<ban>cannot|can't|can no longer|may not|must not)\\s+(?<act>${letter}+)|(?:is|are|gets?|must be)\\s+(?:automatically\\s+)?(?<past>${letter}+))`),
    ],
  };
});

/** What such a sentence consists of, wherever each part stands: the events that are counted, what follows, from what, and for how long. */
const partsOf = oncePer((lexicon: Lexicon) => lexicon.thresholds, (lexicon) => {
  const { thresholds: words } = lexicon;
  // An article counts no events.
  const count = `\\d+|${anyOf(Object.keys(lexicon.counts).filter((word) => word.length > 2))}`;
  const whose = String.raw`(?:an?\s+|the\s+|any\s+|each\s+|every\s+|their\s+|his\s+|her\s+|its\s+|that\s+|this\s+|such\s+an?\s+)?`;
  const moves = anyOf(words.moves.filter((verb) => lexicon.messageVerbs[verb] === undefined));
  return {
    lead: caseless(String.raw`^(?:the\s+)?(?:${anyOf(lexicon.machines)})\s+(?:must|shall|should|will|can|may)\s+`),
    adverbs: /\s*\b(?:automatically|temporarily|immediately|again|also)\b/gi,
    events: caseless(String.raw`(?:^|[\s,])(?:after|upon|following|if|when|once|whenever|with|who|that|because of|for|on|at|as soon as)\s+(?:${whose}(?<of>${inWord}+)\s+(?=(?:has|have|had|reach|reaches|reached|collects?|accumulates?|gets?|got|makes?|made|causes?|enters?|entered)\s))?(?:(?:has|have|had)\s+)?(?:(?:reach|reaches|reached|collects?|collected|accumulates?|accumulated|gets?|got|had|makes?|made|caused|causes?|enters?|entered)\s+)?${whose}(?:(?:more than|over)\s+(?<strict>${count})|(?:at least\s+)?(?<count>${count})(?:\s+or\s+more)?|(?<ordinal>${anyOf(Object.keys(words.ordinals))}|\d+(?:st|nd|rd|th)))\s+(?:times\s+)?(?!(?:${anyOf(words.spans)})\b)(?<event>(?:${inWord}+\s){0,3}?${inWord}+)(?:\s+in\s+a\s+row|\s+in\s+succession)?(?:\s*,?\s*(?:in|within|per|over|during|inside)\s+(?:(?:any|the|a)\s+(?:period\s+of\s+)?)?(?<span>(?:an?\s+|one\s+|(?:last|past)\s+|single\s+)?(?:(?:${count})\s+)?(?:${anyOf(words.spans)}))s?)?(?=\s*$|\s*,|\s+(?:is|are|gets?|must|shall|should|will|cannot|can't|can|may|the|an?|their|they|for|from)\s)`),
    active: caseless(String.raw`\b(?<verb>${moves})(?:s|es)?\s+(?:out\s+)?${whose}(?<who>${inWord}+)`),
    passive: caseless(String.raw`(?<who>${inWord}+)(?:['’]s|s['’])?(?:\s+accounts?)?\s+(?:is|are|gets?|(?:must|should|shall|will)\s+be|becomes?)\s+(?<past>${letter}+)`),
    ban: caseless(String.raw`(?<who>${inWord}+)\s+(?:(?:must|may|shall|should|will)\s+(?:not|no longer)\s+be\s+(?:able|allowed)\s+to|cannot|can't|can no longer|may not|must not|may no longer|(?:is|are)\s+(?:not|no longer)\s+allowed to|(?:is|are)\s+unable to|loses?\s+the\s+right\s+to)\s+(?:be\s+able\s+to\s+)?(?<act>${letter}+)`),
    from: caseless(String.raw`\bfrom\s+(?:(?:making|placing|creating|further|new|any|other|doing)\s+)*(?<act>${inWord}+)`),
    lasts: caseless(String.raw`\b(?:for|during)\s+(?:the\s+)?(?:next\s+|following\s+)?(?<lasts>(?:${count}|an?)\s+(?:${anyOf(words.spans)}))\b`),
  };
});

/** "1 week" of "a week", "14 days" of "the last fourteen days". */
function lengthOf(span: string | undefined, lexicon: Lexicon): string | null {
  const [first = '', ...rest] = (span ?? '').toLowerCase().replace(/^(?:(?:the|last|past|single|any)\s+)+/u, '').split(' ');
  return span === undefined ? null : rest.length === 0 ? `1 ${first}` : `${countIn(first, lexicon) ?? 1} ${rest.join(' ')}`;
}

/** "Block a resident from booking for 14 days after 3 no-shows within 30 days", "Lock the account for 30 minutes after 5 failed log-ins". */
function toldEvents(sentence: string, lexicon: Lexicon): Events | null {
  const ways = partsOf(lexicon);
  const text = sentence.replace(ways.lead, '').replace(ways.adverbs, '');
  const found = ways.events.exec(text);
  const groups = found?.groups;
  if (found === null || groups === undefined) return null;
  const event = singular((groups['event'] ?? '').toLowerCase(), lexicon);
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  const active = ways.active.exec(rest)?.groups;
  const ban = active === undefined ? ways.ban.exec(rest)?.groups : undefined;
  const passive = active === undefined && ban === undefined ? ways.passive.exec(rest)?.groups : undefined;
  const past = passive?.['past']?.toLowerCase();
  const move = active?.['verb']?.toLowerCase() ?? (past === undefined ? undefined : verbBases(past).find((base) => lexicon.thresholds.moves.includes(base)));
  const act = ban?.['act'] ?? (move === undefined ? undefined : ways.from.exec(rest)?.groups?.['act']);
  const named = (active ?? ban ?? passive)?.['who']?.toLowerCase().replace(/['’]s?$/u, '') ?? '';
  const person = (word: string): string | null => (/^accounts?$/u.test(word) ? 'user' : actorNoun(singular(word, lexicon), lexicon));
  const who = person(named) ?? person(groups['of']?.toLowerCase() ?? '');
  const strict = groups['strict'];
  const ordinal = groups['ordinal']?.toLowerCase();
  const said = ordinal === undefined ? countIn(strict ?? groups['count'] ?? '', lexicon) : (lexicon.thresholds.ordinals[ordinal] ?? Number.parseInt(ordinal, 10));
  if (who === null || said === null || (act === undefined && move === undefined)) return null;
  const verb = act === undefined ? move : (verbBases(act.toLowerCase()).find((base) => lexicon.acts[base] !== undefined || lexicon.verbs[base] !== undefined) ?? singular(act.toLowerCase(), lexicon));
  return verb === undefined ? null : { kind: 'events', event, most: strict === undefined ? said - 1 : said, span: lengthOf(groups['span'], lexicon), who, verb, banned: act !== undefined, move: act === undefined ? null : (move ?? null), lasts: lengthOf(ways.lasts.exec(rest)?.groups?.['lasts'], lexicon) };
}

/** What is done to people after too many events is no move that somebody makes. */
export function settleThresholds(requirements: readonly Requirement[], lexicon: Lexicon): void {
  for (const r of requirements) for (const sentence of sentencesOf(r.text)) {
    const told = toldThreshold(sentence, lexicon);
    if (told?.kind !== 'events' || (told.lasts === null && told.move === null)) continue;
    const own = new Set([told.verb, told.move ?? '', ...verbBases(told.verb)]);
    r.readings = r.readings.filter((x) => !own.has(x.verb ?? '') && !(x.verb ?? '').startsWith('mark ') && !(x.noun === told.who && x.operation === 'transition') && !(x.noun !== null && told.event.includes(x.noun)));
  }
}

/** The threshold that a sentence sets; null for any other. */
export const toldThreshold = oncePerText((sentence: string, lexicon: Lexicon): Told | null => {
  const text = sentence.trim().replace(/[.;]+$/u, '');
  if (!/\d|\p{L}/u.test(text) || !lexicon.thresholds.signs.some((word) => text.toLowerCase().includes(word))) return null;
  const ways = patternsOf(lexicon);
  const lasting = toldEvents(text, lexicon);
  if (lasting !== null && (lasting.lasts !== null || lasting.move !== null)) return lasting;
  for (const pattern of ways.events) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    const who = actorNoun(singular((groups['who'] ?? '').toLowerCase(), lexicon), lexicon) ?? (/^accounts?$/i.test(groups['who'] ?? '') ? 'user' : null);
    const strict = groups['strict'];
    const said = groups['count']?.toLowerCase();
    const count = strict !== undefined ? countIn(strict, lexicon) : said === 'twice' ? 2 : said === 'three times' ? 3 : countIn(said ?? '', lexicon);
    const past = groups['past']?.toLowerCase();
    const verb = groups['verb']?.toLowerCase() ?? groups['act']?.toLowerCase() ?? (past === undefined ? undefined : verbBases(past).find((base) => lexicon.thresholds.moves.includes(base)));
    if (who === null || count === null || verb === undefined) continue;
    return { kind: 'events', event: singular((groups['event'] ?? '').toLowerCase(), lexicon), most: strict !== undefined ? count : count - 1, span: groups['span']?.toLowerCase().replace(/^(?:an?|one|a single|the (?:last|past))\s+(?!\d)/u, '1 ').replace(/^the (?:last|past)\s+/u, '') ?? null, who, verb, banned: groups['ban'] !== undefined, move: null, lasts: null };
  }
  if (lasting !== null) return lasting;
  // "IF the value is below 12.5 THEN reject the donation": a call is turned away, nothing is watched.
  if (caseless(`\\b(?:must|shall|should|will)\\s+(?:${anyOf(['refuse', 'prevent', ...lexicon.refusals])})\\b|\\b(?:is|are|be)\\s+(?:rejected|refused|denied|declined)\\b`).test(text)) return null;
  for (const pattern of ways.values) {
    const groups = pattern.exec(text)?.groups;
    const bound = Number((groups?.['bound'] ?? '').replace(/[.,]+$/u, '').replace(/,(?=\d{3})/gu, ''));
    const measure = (groups?.['measure'] ?? '').toLowerCase().replace(/^(?:an?|the|its|their)\s+/u, '');
    if (groups === undefined || !Number.isFinite(bound) || measure === '') continue;
    const unit = groups['unit']?.toLowerCase() ?? null;
    // "Less than 24 hours away" is a line in time.
    if (unit !== null && lexicon.windows.units[unit] !== undefined) continue;
    const edge = groups['over'] !== undefined ? 'over' : groups['reach'] !== undefined ? 'reach' : 'under';
    return { kind: 'value', measure: singular(measure, lexicon), of: groups['of'] === undefined ? null : singular(groups['of'].toLowerCase(), lexicon), edge, bound, unit: unit !== null && /^(?:the|for|a|an|then|and|or|in|of)$/u.test(unit) ? null : unit, whole: Number.isInteger(bound) };
  }
  return null;
});

const approval = caseless(String.raw`^(?:(?:an?|the|any|each|all)\s+)?(?<thing>(?!any|every|some|no)[\p{L}-]+(?:\s[\p{L}-]+)?)\s+(?:over|above|below|under|of more than|of at least|worth more than)\s+[^.;]*?\b(?:needs?|requires?|must have|must get)\s+(?:the\s+|an?\s+)?approval\s+(?:by|of|from)\s+(?:an?\s+|the\s+)?(?<who>[\p{L}-]+(?:\s[\p{L}-]+)?)`);

/** "Orders over 500 EUR need approval by a manager": somebody approves them. */
export function settleApprovals(requirements: readonly Requirement[], lexicon: Lexicon): void {
  for (const r of requirements) for (const sentence of sentencesOf(r.text)) {
    const groups = approval.exec(sentence.trim())?.groups;
    const who = actorNoun(groups?.['who'] ?? null, lexicon);
    if (groups === undefined || who === null) continue;
    const noun = singular((groups['thing'] ?? '').toLowerCase(), lexicon);
    r.readings = [...r.readings.filter((x) => x.noun !== 'approval' && x.noun !== who), plain('approve', 'transition', noun, { actor: who })];
  }
}

/** The thresholds of the feature; where a value falls and nothing says who changes it, whoever makes the row does. */
export function thresholdsOf(ctx: Pick<Context, 'active' | 'resources' | 'acts' | 'lexicon'>): Threshold[] {
  const stored = [...ctx.resources.values()].filter((r) => r.stored);
  const find = (words: string): Resource | undefined => stored.find((r) => words === r.noun || words.endsWith(` ${r.noun}`) || words === plural(r.noun, ctx.lexicon));
  return ctx.active.flatMap((requirement) => sentencesOf(requirement.text).flatMap((sentence): Threshold[] => {
    const told = toldThreshold(sentence, ctx.lexicon);
    if (told === null) return [];
    if (told.kind === 'events') {
      const [first = ''] = told.event.split(' ');
      const moved = stored.find((r) => find(told.event) === r || r.uses.some((u) => u.requirement !== requirement && (verbBases(first).includes(u.verb) || snake(u.state ?? '') === snake(told.event) || u.verb.endsWith(` ${told.event.replaceAll('-', ' ')}`) || u.verb.endsWith(told.event))));
      const act = told.banned ? stored.find((r) => r.uses.some((u) => u.verb === told.verb && u.operation === 'create')) ?? stored.find((r) => ctx.acts.get(r.noun)?.verb === told.verb) ?? find(told.verb) : moved;
      return [{ ...told, resource: act?.name ?? null, requirement }];
    }
    const words = told.measure.split(' ');
    const of = told.of === null ? undefined : find(told.of);
    const inside = stored.find((r) => words.length > 1 && told.measure.startsWith(`${r.noun} `));
    const measured = ctx.lexicon.thresholds.measures[told.unit ?? ''];
    const spoken = (word: string): Resource | undefined => stored.find((r) => r.uses.some((u) => ['create', 'update', 'upload'].includes(u.operation) && !u.internal && sentencesOf(u.requirement.text).some((each) => holds(each, word) && holds(each, r.noun))));
    const having = spoken(words.at(-1) ?? '');
    // "warmer than 8 degrees" is the temperature, whatever is warm.
    const sensed = told.of === null && measured !== undefined && measured !== 'quantity' && measured !== 'level' && told.measure !== measured && (having === undefined || ![measured, 'level'].some((each) => told.measure.endsWith(each))) ? (find(measured) ?? stored.find((r) => r.uses.some((u) => u.operation === 'create' && !u.internal && sentencesOf(u.requirement.text).some((each) => holds(each, measured))))) : undefined;
    if (sensed !== undefined && of === undefined && measured !== undefined) return [{ ...told, measure: sensed.noun === measured ? 'value' : measured, resource: sensed.name, requirement }];
    const itself = find(told.measure);
    const resource = of ?? inside ?? (itself?.noun === told.measure ? itself : undefined) ?? having ?? stored.find((r) => r.uses.some((u) => u.requirement === requirement));
    if (resource !== undefined && told.of === null && told.measure === resource.noun) return [{ ...told, measure: ctx.lexicon.thresholds.measures[told.unit ?? ''] ?? 'quantity', resource: resource.name, requirement }];
    const measure = inside === undefined ? told.measure : told.measure.slice(inside.noun.length + 1);
    return [{ ...told, measure, resource: resource?.name ?? null, requirement }];
  }));
}

/** Somebody changes the value that falls: the change that crosses the bound is a call. */
export function changeMeasured(thresholds: readonly Threshold[], resources: ReadonlyMap<string, Resource>, { devices }: Pick<Lexicon, 'devices'>): void {
  for (const t of thresholds) {
    const resource = resources.get(t.resource ?? '');
    if (t.kind !== 'value' || resource === undefined || resource.uses.some((u) => u.operation === 'update' || u.operation === 'job' || u.operation === 'transition')) continue;
    const maker = resource.uses.find((u) => u.operation === 'create' && !u.internal && u.actor !== null && !devices.includes(u.actor));
    if (maker !== undefined) resource.uses.push({ ...maker, requirement: t.requirement, operation: 'update', verb: 'change', qualifiers: [], state: null });
  }
}

/** Name of the job that acts on whoever crossed a number of events. */
export const consequenceJob = (t: Threshold & { kind: 'events' }, lexicon: Lexicon): string => `${kebab(t.verb)}-${kebab(plural(t.who, lexicon))}`;

/** "suspend" -> suspended. */
export const consequenceState = (t: Threshold & { kind: 'events' }, lexicon: Lexicon): string => stateAfter(t.verb, lexicon);

/** `RESIDENT_BLOCKED`: what a call answers that too many events bar. */
export const banCode = (t: Threshold & { kind: 'events' }, lexicon: Lexicon): string => `${snake(t.who).toUpperCase()}_${snake(stateAfter(t.move ?? 'block', lexicon)).toUpperCase()}`;

/** "3 no-shows within 30 days": the number of events that is too many. */
export function eventsText(t: Threshold & { kind: 'events' }, count: number, lexicon: Lexicon): string {
  return `${count} ${count === 1 ? t.event : plural(t.event, lexicon)} of one ${t.who}${t.span === null ? '' : ` within ${t.span}`}`;
}

/** The verb that ends what a threshold did for a time: block, unblock. */
export const endingVerb = (t: Threshold & { kind: 'events' }): string => `un${t.verb}`;
