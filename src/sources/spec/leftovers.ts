import { fact, outside, type Collected, type Draft, type Leftover } from './context.ts';
import { endsInDeed, isCapability, isDeclared } from './criteria.ts';
import { isMeasuredQuality } from './phrase.ts';
import { plain, wordsIn } from './matcher.ts';
import { addRequirement } from './requirements.ts';
import { speaksOf, thingsIn, unsaid } from './said.ts';
import type { Words } from './words.ts';

/** A short text without any structure: its sentences and bullets are what is wanted. */
export function readLoosely(out: Collected): void {
  const kept: Collected['unread'] = [];
  for (const line of out.unread) {
    const plain = line.shape === 'item' || (line.shape === 'paragraph' && (line.text.length > 12 || /\p{L}{2,}.*\s.*\p{L}/u.test(line.text)));
    if (!plain || (line.context.kind !== null && line.context.kind !== 'context')) {
      kept.push(line);
      continue;
    }
    const sentences = line.shape === 'item' ? [line.text] : line.text.split(/(?<=[.!。！])\s*(?=\p{Lu}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana})/u);
    for (const sentence of sentences) addRequirement(out, { id: null, text: sentence, raw: sentence, priority: null, style: 'prose' }, { ...line.context, kind: 'requirements' }, line);
  }
  out.unread = kept;
}

/** Where a section states demands, a line that says what somebody can do is one more; a limit with its number is one wherever no heading says otherwise. */
export function readCapabilities(out: Collected): void {
  const demands = out.requirements.length + out.stories.length > 0;
  const found = new Set(out.unread.filter(({ context, shape, text }) => context.kind === null && shape !== 'other' && (((out.demanding.has(context.line) || (demands && context.line > 0)) && (isCapability(text, out.words) || isDeclared(text, out.words) || (shape === 'item' && endsInDeed(text, out.words)))) || isMeasuredQuality(text, out.words))));
  out.unread = out.unread.filter(each => !found.has(each));
  for (const line of found) {
    const made = addRequirement(out, { id: null, text: line.text, raw: line.text, priority: null, style: 'prose' }, { ...line.context, kind: 'requirements' }, line);
    if (made !== null && line.shape === 'item') out.bullets.set(made, line.context.line);
  }
}

/** A section of demands that is written as prose: each of its sentences is one. */
export function readProse(out: Collected): void {
  const demands = out.requirements.length > 0;
  const plain = (line: Leftover): boolean => !(demands && out.leading.has(line.context.line)) && line.context.kind === 'requirements' && line.shape === 'paragraph' && (line.context.prose || !out.demanding.has(line.context.line)) && wordsIn(line.text) >= shortest && !/[:：]$/.test(line.text);
  const found = new Set(out.unread.filter(plain));
  out.unread = out.unread.filter(each => !found.has(each));
  for (const line of found) for (const sentence of line.text.split(/(?<=[.!])\s+(?=\p{Lu})|(?<=[。！])\s*(?=\S)/u)) addRequirement(out, { id: null, text: sentence, raw: sentence, priority: null, style: 'prose' }, line.context, line);
}

/** Among bullets that are demands, one without a modal verb is one too: "An event is archived 30 days after it ended". */
export function readSiblings(out: Collected): void {
  const items = (line: number): { demands: number; rest: Leftover[] } => ({ demands: out.requirements.filter(each => out.bullets.get(each) === line).length, rest: out.unread.filter(each => each.context.line === line && each.shape === 'item' && (each.context.kind === null || each.context.kind === 'requirements') && wordsIn(each.text) >= shortest && !/[:：]$/.test(each.text)) });
  for (const line of new Set(out.unread.map(each => each.context.line))) {
    const { demands, rest } = items(line);
    if (demands < 2 || demands < rest.length) continue;
    out.unread = out.unread.filter(each => !rest.includes(each));
    for (const each of rest) addRequirement(out, { id: null, text: each.text, raw: each.text, priority: null, style: 'prose' }, { ...each.context, kind: 'requirements' }, each);
  }
}

/**
 * A constraint that speaks of things the demands speak of binds the product when it says how much or when, though no word in it demands: "A member
 * has at most two open bookings". What binds the project speaks of none of them.
 */
export function readConstraints(out: Collected): void {
  const lines = new Set(out.requirements.map(each => each.line));
  const rules = out.constraints.filter(({ text, line }) => !lines.has(line) && wordsIn(text) >= shortest && out.words.authors.first(text)?.index !== 0 && out.words.past.first(text) === null && !/[€$£¥円]|^[^.:：]{1,40}[:：]\s/u.test(text));
  if (rules.length === 0 || out.requirements.length === 0) return;
  const { numerals } = out.words.amounts(out.language);
  const counts = (text: string): boolean => /\p{N}/u.test(text) || out.words.limits.first(text) !== null || (text.toLowerCase().match(/\p{L}+/gu) ?? []).some(word => (numerals.get(word) ?? 1) > 1);
  const things = thingsIn(out);
  for (const rule of rules) if (counts(rule.text) && speaksOf(rule.text, things, out)) addRequirement(out, { id: null, text: rule.text, raw: rule.text, priority: null, style: 'prose' }, { ...rule.context, kind: 'requirements' }, rule);
}

/** Where nothing else is demanded, criteria that belong to no story and name no trigger are the demands: "A household has at most 40 permits a year". */
export function readCriteria(out: Collected): void {
  for (const each of out.scenarios) {
    if (each.story !== null || each.requirement !== null || each.given.length + each.when.length > 0) continue;
    const made = addRequirement(out, { id: null, text: each.text, raw: each.text, priority: null, style: 'prose' }, outside, each);
    if (made !== null) each.requirement = made.text;
  }
}

/** Fewest words of a line that demands something. */
const shortest = 4;

/** Demands with an id or below a heading of demands make the prose above the first section an introduction: "at the end of the month somebody must work out who owes whom". */
export function readLead(out: Collected): void {
  const stated = out.requirements.filter(each => !out.opening.has(each) && each.kind === 'functional').length;
  const gone = [...out.opening].filter(each => stated >= enough || (stated > 0 && introduces(each.text, out.words)));
  for (const { text, line, endLine } of gone) fact(out, 'goal', text, { line, endLine });
  out.requirements = out.requirements.filter(each => !gone.includes(each));
}

/** Where the demands of a document are numbered, what its scope lists without numbers sums them up; more of it than of them says something of its own. */
export function readBounds(out: Collected): void {
  const counted = out.requirements.filter(each => each.id !== null && each.kind === 'functional').length;
  if (out.numbered < enoughNumbers || counted < out.bounded.size) return;
  const gone = out.requirements.filter(each => out.bounded.has(each) && each.kind === 'functional');
  out.requirements = out.requirements.filter(each => !gone.includes(each));
  out.unread.push(...gone.map(({ text, line, endLine }) => ({ text, line, endLine, context: { ...outside, kind: 'summary' as const }, shape: 'other' as const })));
}

/** An index above ("UC-7 | Cancel a booking") and what it points to below have one number: the one that says more is the demand, with the rank of either. */
export function settleIndex(out: Collected): void {
  const said = (text: string): string => plain(text.replace(/\s*[(（][^()（）]*[)）]/gu, '')).replace(/[.。:：]+$/u, '');
  const byId = new Map<string, Draft[]>();
  for (const each of out.requirements) if (each.id !== null) byId.set(each.id, [...(byId.get(each.id) ?? []), each]);
  const gone = new Set<Draft>();
  for (const same of byId.values()) if (same.length <= fewTwins) for (const short of same) {
    const whole = same.find(each => each !== short && !gone.has(each) && each.line > short.line && (said(each.text) === said(short.text) || said(each.text).startsWith(`${said(short.text)}:`)));
    if (whole === undefined) continue;
    whole.priority ??= short.priority;
    gone.add(short);
  }
  // A row "FR-4 | Import" of a table that sums up names the group of FR-4.1 and FR-4.2.
  const groups = new Set([...byId.keys()].flatMap(id => (id.includes('.') ? [id.slice(0, id.lastIndexOf('.'))] : [])));
  for (const each of out.requirements) if (each.id !== null && groups.has(each.id) && wordsIn(each.text) <= titleWords && out.words.modal.first(each.text) === null && out.words.capability.first(each.text) === null) gone.add(each);
  out.requirements = out.requirements.filter(each => !gone.has(each));
}

/** Most demands of one number that an index and what it points to may be. */
const fewTwins = 4;

/** Longest title of a group of demands, in words. */
const titleWords = 8;

/** Fewest numbered demands that make a list. */
const enoughNumbers = 3;

/** What a table of rights says that nothing else in the document says is a demand; the rest of it only sums up. */
export function readRoles(out: Collected): void {
  if (out.rights.size === 0) return;
  const left = unsaid(out);
  for (const [right, parts] of left) {
    const deed = out.rights.get(right)?.deed ?? '';
    const said = parts.join(', ');
    if (parts.length > 0 && said.length < deed.length && parts.length < deed.split(/[,;，、；/・]|\s(?:and|or|y|o|und|oder|&)\s/u).length) right.text = right.text.replace(deed, said);
  }
  const gone = out.requirements.filter(each => left.get(each)?.length === 0);
  out.unread.push(...gone.filter(each => !out.facts.some(({ line }) => line === each.line)).map(({ text, line, endLine }) => ({ text, line, endLine, context: outside, shape: 'other' as const })));
  const dropped = new Set(gone);
  out.requirements = out.requirements.filter(each => !dropped.has(each));
}

/** "A backend for choirs: members, rehearsals and fees": a name and what is behind it, before any verb that demands. */
function introduces(text: string, words: Words): boolean {
  const name = /^[^.!?:：。！？]{3,80}(?=[:：]\s*\S)/u.exec(text)?.[0];
  return name !== undefined && words.modal.first(name) === null && words.capability.first(name) === null;
}

/** Fewest demands below headings beside which the opening of a document is no demand. */
const enough = 5;

/** What stands above the first section says what the product is for. */
export function readOpening(out: Collected): void {
  const [first] = out.unread.filter(each => each.context.line === 0 && each.shape === 'paragraph' && each.context.kind === null && !/^[^.:：]{1,40}[:：]\s/.test(each.text));
  if (first === undefined) return;
  fact(out, 'goal', first.text, first);
  out.unread = out.unread.filter(each => each !== first);
}
