import { lineOf, type Collected, type Context, type Range } from './context.ts';
import type { Card, CardPart } from './cards.ts';
import { familyOf } from './families.ts';
import { deepEnd, deepText, type Unit } from './outline.ts';
import { flat, idKind } from './phrase.ts';
import { addRequirement, headingPriority, pushScenario } from './requirements.ts';
import { wordsIn } from './matcher.ts';
import { type CardRole } from './words.ts';

/** The feature that a card describes: what its heading says. */
export interface CardTitle extends Range {
  id: string | null;
  title: string;
  raw: string;
}

/** Fewest numbered demands outside cards that make a document's demands a list, which the cards only describe. */
export const enough = 3;
/** Fewest words of a line that demands something. */
const shortest = 3;

/** Reads units in a context, as those that stand outside a card. */
type Walk = (units: Unit[], context: Context) => void;

/**
 * A card is one demand with what it is for and what the product does; lines of its own below "Behaviour" or "Rules" are demands of their own. Its steps
 * make a scenario, what may go wrong edge cases. Where the demands of the document are a numbered list, a card only describes them.
 */
export function readCard(out: Collected, given: CardTitle, card: Card, context: Context, walk: Walk): void {
  const id = given.id ?? textOf(card, 'id');
  const title = named(card) ?? given.title;
  const family = idKind(id) === 'requirements' || idKind(id) === 'nonfunctional' || out.families.has(familyOf(id) ?? '');
  const described = out.numbered >= enough && !family;
  const group = id === null ? title : `${id} ${title}`;
  const rank = textOf(card, 'rank');
  const priority = rank === null ? context.priority : (headingPriority(rank, out.words) ?? context.priority);
  const kind = context.kind === 'nonfunctional' ? context.kind : 'requirements';
  const inner: Context = { ...context, kind, group, priority };
  const lines = card.parts.filter(part => part.role === 'behaviour' && part.items.length > 1);
  const listed = card.parts.filter(part => part.role === null && part.kind === 'requirements' && part.items.length > 0);
  const made = described || lines.length + listed.length > 0 ? null : demand(out, { ...given, id, title }, card, inner);
  const requirement = described ? null : (made === null ? group : (made.id ?? made.text));
  for (const part of card.parts) {
    if (part.role === 'exceptions') exceptions(out, part);
    else if (part.role === 'rules' || (part.role === 'behaviour' && lines.includes(part) && !described)) for (const each of saidIn(part)) addRequirement(out, { id: each.id, text: each.text, raw: each.raw, priority: null, style: 'prose' }, inner, each);
    else if (part.role === null && refers.test(part.content)) leave(out, part, context);
    else if (part.role === null) walk(part.units, { ...inner, kind: listed.includes(part) ? kind : 'context', requirement });
    else if (described || lines.includes(part)) leave(out, part, context);
  }
  scenario(out, card, title, requirement);
  if (card.lead.length > 0 && made === null) walk(card.lead, { ...inner, kind: 'context' });
}

/** "F1 (sign-in), F2": only points to others. */
const refers = /^(?:[A-Z]{1,6}[-_.]?\d[\w.-]*\s*(?:\([^)]*\)|（[^）]*）)?[\s,，、;；/.&+]*)+$/u;

/** The name that the card itself gives; null without. */
function named(card: Card): string | null {
  return textOf(card, 'name');
}

function textOf(card: Card, role: CardRole): string | null {
  const text = card.parts.find(part => part.role === role)?.content.replace(/[`*]/gu, '') ?? '';
  return text === '' ? null : text;
}

interface Said extends Range {
  id: string | null;
  text: string;
  raw: string;
}

/** The lines of a part: each below its label, or what stands behind it. */
function saidIn(part: CardPart): Said[] {
  if (part.items.length > 0) return part.items.map(item => ({ id: item.id, text: deepText(item), raw: item.raw, line: item.line, endLine: deepEnd(item) })).filter(each => wordsIn(each.text) >= shortest);
  return part.content === '' || wordsIn(part.content) < shortest ? [] : part.units.map(unit => ({ id: null, text: part.content, raw: unit.raw, line: unit.line, endLine: unit.endLine }));
}

/** What may go wrong: one line each, but the steps of one alternative with a name of its own together. */
function exceptions(out: Collected, part: CardPart): void {
  const [first] = part.units;
  if (first === undefined) return;
  if (part.items.length === 0) {
    if (part.content !== '') out.edgeCases.push(lineOf(part.remark === '' ? part.content : `${part.remark}: ${part.content}`, first));
  } else if (part.remark !== '') {
    out.edgeCases.push(lineOf(`${part.remark}: ${part.items.map(deepText).join('; ')}`, { line: first.line, endLine: deepEnd(part.items.at(-1) ?? first) }));
  } else for (const item of part.items) if (item.text !== '') out.edgeCases.push(lineOf(deepText(item), { line: item.line, endLine: deepEnd(item) }));
}

/** What the card is for and what the product does, as one demand. */
function demand(out: Collected, given: CardTitle, card: Card, context: Context): ReturnType<typeof addRequirement> {
  const words = out.words;
  const say = (role: CardRole): string[] => card.parts.filter(part => part.role === role).flatMap(part => [part.content, ...part.items.map(deepText)]).filter(text => text !== '');
  const about = [...card.lead.map(unit => unit.text), ...say('about'), ...say('behaviour')];
  const body = about.length > 0 ? about : [...say('detail'), ...say('result')].slice(0, 1);
  const joined = flat(body.map(text => (/[.!?。！？]$/u.test(text) ? text : `${text.replace(/[;；:：]$/u, '')}${/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(text) ? '。' : '.'}`)).join(' '));
  const text = joined === '' ? given.title : words.modal.first(joined) === null ? `${given.title}: ${joined}` : joined;
  const raw = [given.raw, ...card.parts.filter(part => part.role !== null).flatMap(part => part.units.map(unit => unit.raw))].join('\n');
  const last = card.parts.filter(part => part.role !== null && part.role !== 'exceptions' && part.role !== 'rules' && part.role !== 'aside').flatMap(part => [...part.units, ...part.items]);
  const at: Range = { line: given.line, endLine: Math.max(given.endLine, ...last.map(deepEnd)) };
  return addRequirement(out, { id: given.id, text, raw, priority: null, style: 'prose' }, { ...context, group: context.group === `${given.id ?? ''} ${given.title}`.trim() ? null : context.group }, at);
}

const bareDeed = /^[\p{Script=Latin}\p{Script=Cyrillic}-]+\.?$/u;

/** The steps of a card: what must hold before, what is done, and what holds after. */
function scenario(out: Collected, card: Card, title: string, requirement: string | null): void {
  const said = (...roles: CardRole[]): string[] => card.parts.filter(part => part.role !== null && roles.includes(part.role)).flatMap(part => (part.items.length > 0 ? part.items.map(deepText) : part.content.split(/\s*(?:→|->|=>)\s*/u))).filter(text => text !== '');
  const steps = said('flow');
  const flow = card.parts.filter(part => part.role === 'flow');
  const [first] = flow.flatMap(part => part.units);
  if (steps.length < 2 || first === undefined) return;
  const after = said('result');
  // "... → select slot → confirm": a last deed that nothing follows shows no outcome.
  if (after.length === 0 && bareDeed.test(steps.at(-1) ?? '')) return;
  const when = [...said('trigger'), ...(after.length > 0 ? steps : steps.slice(0, -1))];
  pushScenario(out, { given: said('given'), when, outcome: after.length > 0 ? after : steps.slice(-1) }, title, null, requirement, { line: first.line, endLine: Math.max(...flow.flatMap(part => [...part.units, ...part.items]).map(deepEnd)) });
}

/** What only describes a demand that stands in a list elsewhere. */
function leave(out: Collected, part: CardPart, context: Context): void {
  for (const unit of part.units) out.unread.push({ ...lineOf(deepText(unit), { line: unit.line, endLine: deepEnd(unit) }), context: { ...context, kind: 'context' }, shape: 'other' });
}
