import { lineOf, type Collected, type Context } from './context.ts';
import { cardOf, describes, isTitle, tabledCard, type Card } from './cards.ts';
import { stepOf } from './criteria.ts';
import { readCard, type CardTitle } from './feature-card.ts';
import { addWithParts } from './entities.ts';
import { isFieldTable, recordIn } from './dictionary.ts';
import { isNumberedTitle } from './families.ts';
import { endedBy, leadOf, type Lead } from './leads.ts';
import { onlyBounds } from './headings.ts';
import { deepEnd, deepText, labelOf, type Label, type Unit } from './outline.ts';
import { announced, flat } from './phrase.ts';
import { isLabelled } from './parts.ts';
import { placeUnit } from './place.ts';
import { isAnswered } from './questions.ts';
import { emptySlots } from './placeholder.ts';
import { addRequirement, headingPriority, pushScenario, stepsOf } from './requirements.ts';
import { hasFields, hasRoutes, readFields, readRoutes } from './schema.ts';
import { addStory } from './stories.ts';
import { storySentence } from './storysentence.ts';
import { readTable } from './tables.ts';
import { fold } from './matcher.ts';
import type { Kind, Words } from './words.ts';
import { readGherkin } from './gherkin.ts';

/** Content in document order. A label that stands alone, and a title item, rule what follows them. */
export function walkUnits(out: Collected, units: Unit[], context: Context, heading: string | null): void {
  const words = out.words;
  let current = context;
  let listed = false;
  let led = false;
  let skipped = 0;
  for (const [index, unit] of units.entries()) {
    const behind = listed;
    const here = unit.shape === 'item' || unit.shape === 'table' || unit.shape === 'fence';
    const label = labelOf(unit, words);
    if (!here && listed && (label === null || (led && label.announced.kind === null))) current = context;
    listed = here && unit.shape !== 'fence';
    const card = index < skipped || !describes.has(current.kind) ? null : cardAt(units, index, label, current, words);
    if (card !== null) {
      readCard(out, card.title, card.card, current, (below, inner) => walkUnits(out, below, inner, heading));
      skipped = index + card.used;
      continue;
    }
    if (unit.table !== null) {
      if (index < skipped) continue;
      readTable(out, unit.table, current);
      continue;
    }
    if (unit.fence !== null) {
      readFence(out, unit, current, heading);
      continue;
    }
    if (unit.text === '' && unit.id === null) {
      walkUnits(out, unit.children, current, heading);
      continue;
    }
    if (index < skipped) continue;
    const used = questionnaire(out, unit, units, index, current);
    if (used !== null) {
      skipped = index + 1 + used;
      continue;
    }
    if (unit.shape === 'paragraph' && unit.raw.split('\n').filter(each => stepOf(flat(each), null, words) !== null).length >= 2) {
      readGherkin(out, unit.raw.replace(/[*_`]/g, ''), unit.line, current);
      continue;
    }
    const run = runOf(units, index, words);
    if (run > 1) {
      joinRun(out, units.slice(index, index + run), current);
      skipped = index + run;
      continue;
    }
    const again = behind ? leadOf(unit, units[index + 1], context, words) : null;
    const lead = again ?? leadOf(unit, units[index + 1], current, words);
    if (lead !== null) {
      if (again !== null) current = context;
      if (lead.before !== '') placeUnit(out, { ...unit, text: lead.before, raw: lead.before }, null, current);
      if (lead.list === 'ends' || lead.list === 'parts') {
        const items = itemsFrom(units, index + 1);
        const asked: Context = current.kind === 'nonfunctional' ? current : { ...current, kind: 'requirements' };
        if (lead.list === 'ends') for (const item of items) placeEnd(out, lead, item, asked, heading);
        else placeUnit(out, { ...unit, shape: 'item', text: `${lead.said}:`, children: items }, null, asked);
        skipped = index + 1 + items.length;
      } else {
        current = { ...current, kind: lead.list };
        led = true;
      }
      continue;
    }
    if (current.kind === 'schema' && label !== null && label.announced.kind === null && isFieldTable(units[index + 1]?.table ?? null, words)) {
      const [below] = units.slice(index + 1, index + 2);
      if (below !== undefined) addWithParts(out, recordIn(label.text, words), label.content, [below], current, { line: unit.line, endLine: below.endLine }, true);
      skipped = index + 2;
      continue;
    }
    const parts = current.kind === 'entities' ? partsBelow(unit, label, units, index, words) : null;
    if (parts !== null) {
      addWithParts(out, label?.text ?? unit.text, label?.content ?? '', parts.units, current, { line: unit.line, endLine: deepEnd(parts.units.at(-1) ?? unit) });
      skipped = index + 1 + parts.used;
      continue;
    }
    if (isNumberedTitle(unit, units[index + 1], words)) {
      const inner = { ...current, group: unit.text.replace(/\s*[:：]$/, '') };
      if (unit.children.length > 0) walkUnits(out, unit.children, inner, heading);
      else current = inner;
      continue;
    }
    const opened = openedBy(unit, label, units[index + 1], current, out);
    if (opened !== null) {
      if (unit.shape === 'item' && unit.children.length > 0) {
        walkUnits(out, unit.children, opened, label?.text ?? heading);
        // A title item keeps its name over the bullets that follow it, even when they are not indented below it.
        if (opened.criteria && label?.announced.kind === null) current = { ...opened, kind: current.kind };
      } else current = opened;
      continue;
    }
    const placed = placeUnit(out, unit, label, current);
    // Bullets right below a story are what it takes to accept it.
    const next = units[index + 1];
    if (!here && (current.kind === null || current.kind === 'stories') && next?.shape === 'item' && labelOf(next, words) === null && storySentence(unit.text, words) !== null && storySentence(next.text, words) === null) current = { ...current, kind: 'acceptance', story: out.stories.at(-1)?.title ?? null };
    if (!placed && unit.children.length > 0) walkUnits(out, unit.children, { ...current, group: current.group }, heading);
  }
}

/** The card that begins with a unit: a table, an item over labelled ones, a title on a line of its own above them; how many units it takes. */
function cardAt(units: readonly Unit[], index: number, label: Label | null, context: Context, words: Words): { title: CardTitle; card: Card; used: number } | null {
  const [unit] = units.slice(index, index + 1);
  if (unit === undefined) return null;
  const titled = (title: string): CardTitle => ({ id: unit.id, title, raw: unit.raw, line: unit.line, endLine: unit.line });
  if (unit.table !== null) {
    const card = tabledCard(unit, words);
    return card === null ? null : { title: titled(context.group ?? ''), card, used: 1 };
  }
  const name = (label?.text ?? unit.text).replace(/\s*[:：]$/u, '');
  if (unit.shape === 'item' && unit.children.length > 1) {
    const card = cardOf(unit.children, words, true);
    const lead = label === null || label.content === '' ? [] : [{ ...unit, shape: 'paragraph' as const, text: label.content, children: [] }];
    return card === null || card.used < unit.children.length ? null : { title: titled(name), card: { ...card, lead }, used: 1 };
  }
  if (!isTitle(unit) || (label !== null && label.announced.kind !== null && label.announced.exact)) return null;
  const card = cardOf(units.slice(index + 1, index + 1 + longest), words, true);
  return card === null ? null : { title: titled(name), card, used: card.used + 1 };
}

/** Most lines of a card that stands below a title without a heading. */
const longest = 60;

/**
 * The lines below a unit that names an entity, and how many of the units behind it they are; null where they are entities themselves or the unit
 * is none: "**Lesson**" over bullets or a table of its attributes, "- **Lesson**" over nested ones, "**Lesson**: One hour" over "- Attributes: …".
 */
function partsBelow(unit: Unit, label: Label | null, units: readonly Unit[], index: number, words: Words): { units: Unit[]; used: number } | null {
  // "Key entities include:" names none.
  if (announced((label?.text ?? unit.text).replace(/\s+(?:are|include|includes|incluyen|son|umfassen|sind|são|sont|incluem)\s*[:：]?$/u, ''), words).kind === 'entities') return null;
  if (words.modal.first(label?.text ?? unit.text) !== null || (label?.text ?? unit.text).split(' ').length > 6) return null;
  if (unit.shape === 'item') {
    if (unit.children.length === 0 || (label !== null && (label.content !== '' || label.announced.exact))) return null;
    const entities = unit.children.filter(child => child.bold !== null && (labelOf(child, words)?.content ?? '').split(' ').length > 3).length * 2 > unit.children.length;
    const demands = unit.children.some(child => words.modal.first(child.text) !== null);
    return isLabelled(unit.children, words) || (label !== null && !entities && !demands) ? { units: unit.children, used: 0 } : null;
  }
  if (unit.shape !== 'paragraph' || label === null || label.announced.kind !== null) return null;
  const next = units[index + 1];
  const below = next?.table != null ? [next] : itemsFrom(units, index + 1);
  if (below.length === 0) return null;
  const named = below.every(each => each.table !== null || (words.modal.first(each.text) === null && (each.text.split(/[:：(（]|\s[-–—]\s/u)[0] ?? '').trim().split(' ').length <= 4));
  return isLabelled(below, words) || (label.content === '' && named) ? { units: below, used: below.length } : null;
}

/** The items that follow one another from here on. */
function itemsFrom(units: readonly Unit[], from: number): Unit[] {
  const end = units.findIndex((each, at) => at >= from && each.shape !== 'item');
  return units.slice(from, end < 0 ? undefined : end);
}

/** An item that ends the sentence above its list; one with a name, an id or a demand of its own stands for itself. */
function placeEnd(out: Collected, lead: Lead, item: Unit, context: Context, heading: string | null): void {
  const label = labelOf(item, out.words);
  const own = item.id !== null || item.bold !== null || label !== null || out.words.modal.first(item.text) !== null || out.words.capability.first(item.text) !== null;
  const inner: Context = { ...context, kind: context.kind ?? 'requirements' };
  const placed = placeUnit(out, own ? item : { ...item, text: endedBy(lead, item.text) }, label, inner);
  if (!placed && item.children.length > 0) walkUnits(out, item.children, inner, heading);
}

/** A short noun with several items below it groups them: "User management" over "Register", "Sign in". */
function isTitleItem(unit: Unit, context: Context, words: Words): boolean {
  if (unit.shape !== 'item' || unit.id !== null || unit.checked !== null || context.kind !== 'requirements') return false;
  // What lists names below it has them as its details.
  if (unit.children.some(child => /[,，、]/u.test(child.text))) return false;
  return unit.children.filter(child => child.shape === 'item').length > 1 && unit.text.split(' ').length <= 3 && /\p{L}$/u.test(unit.text) && words.modal.first(unit.text) === null;
}

/** How many units from here on make one story ("As a", "I want", "so that") or one scenario (Given, When, Then) together; 1 for none. */
function runOf(units: Unit[], index: number, words: Words): number {
  const at = (offset: number): string => units[index + offset]?.text ?? '';
  const first = units[index];
  if (first === undefined || first.shape === 'table' || first.shape === 'fence' || first.id !== null || first.children.length > 0) return 1;
  if (storySentence(at(0), words) === null) for (const length of [3, 2]) if (at(length - 1) !== '' && storySentence(Array.from({ length }, (_, each) => at(each)).join(' '), words) !== null) return length;
  let before = stepOf(at(0), null, words)?.kind ?? null;
  if (before === null || before === 'outcome' || words.outcome.first(at(0)) !== null || words.modal.first(at(0)) !== null) return 1;
  let length = 1;
  for (; units[index + length]?.shape === first.shape; length++) {
    const step = stepOf(at(length), before, words);
    if (step === null || (before === 'outcome' && step.kind !== 'outcome')) break;
    before = step.kind;
  }
  return before === 'outcome' ? length : 1;
}

function joinRun(out: Collected, run: Unit[], context: Context): void {
  const [first] = run;
  if (first === undefined) return;
  const at = { line: first.line, endLine: run.at(-1)?.endLine ?? first.endLine };
  const text = run.map(unit => unit.text).join(' ');
  const empty = run.flatMap(unit => emptySlots(unit.raw, out.words));
  for (const slot of empty) out.placeholders.push(lineOf(slot, at));
  if (empty.length > 0) return;
  if (storySentence(text, out.words) !== null) addStory(out, { id: null, title: context.story ?? context.requirement, text, priority: null }, at);
  else pushScenario(out, stepsOf(run.map(unit => unit.text), out.words), flat(text), context.story, context.requirement, at);
}

/** Kinds of what a roadmap says of its phases. */
const planned = new Set<Kind>(['requirements', 'nonfunctional', 'entities', 'schema', 'routes', 'stories', 'checklist']);

/** Kinds whose words many a feature has in its name. */
const nouns = new Set<Kind>(['users', 'entities', 'glossary', 'goals', 'milestones', 'dependencies']);

/** Context that a standing label or title item opens, or null when the unit is content. */
function openedBy(unit: Unit, label: Label | null, next: Unit | undefined, context: Context, out: Collected): Context | null {
  const words = out.words;
  // "- Features" over what is wanted, in a document that is one list.
  const titled = label === null && context.kind === null && unit.shape === 'item' && unit.id === null && unit.children.length > 0 ? announced(unit.text, words) : null;
  if (titled?.exact === true && titled.kind !== null && titled.kind !== 'meta' && titled.kind !== 'component') return { ...context, kind: titled.kind };
  if (label === null && isTitleItem(unit, context, words)) return { ...context, group: unit.text };
  if (label === null || label.content !== '' || unit.id !== null || storySentence(unit.text, words) !== null) return null;
  if (words.example.first(label.text)?.index === 0) return { ...context, kind: 'ignored' };
  const { kind, exact, item } = label.announced;
  const priority = headingPriority(label.text, words);
  // "**Core Features**" of a phase of the roadmap, in a document that states its demands elsewhere.
  if (context.kind === 'milestones' && kind !== null && planned.has(kind) && out.requirements.length > 0) return { ...context, group: label.text };
  // "Sign-up of users" among demands is the name of a group of them.
  const names = !exact && unit.shape === 'item' && kind !== null && nouns.has(kind) && (context.kind === 'requirements' || context.kind === 'nonfunctional');
  if (kind !== null && !names && (exact || item !== null || unit.shape !== 'item' || unit.children.length > 0)) {
    if (kind === 'meta' || (kind === 'component' && context.kind !== 'stack')) return { ...context, group: kind === 'component' ? label.text : context.group };
    return { ...context, kind, group: context.group, bounded: context.bounded || onlyBounds(label.text, words) };
  }
  if (priority !== null && (unit.shape !== 'item' || unit.children.length > 0)) return { ...context, priority };
  const follows = unit.children[0] ?? next;
  const whole = unit.bold !== null && fold(unit.text).replace(/[:：]$/, '') === fold(unit.bold).replace(/[:：]$/, '');
  if (unit.shape === 'item') {
    const heads = whole && follows?.shape === 'item' && (unit.children.length > 0 || ['stories', 'acceptance'].includes(labelOf(follows, words)?.announced.kind ?? ''));
    if (!heads) return null;
    const criteria = [...unit.children, ...(next === undefined ? [] : [next])].some(child => ['stories', 'acceptance'].includes(labelOf(child, words)?.announced.kind ?? ''));
    // Of what stands below a name one demands in words: the others demand as well.
    const demanded = context.kind === null && unit.children.length > 1 && unit.children.every(child => child.shape === 'item' && labelOf(child, words) === null) && unit.children.some(child => words.modal.first(child.text) !== null || words.capability.first(child.text) !== null);
    return { ...context, kind: demanded ? 'requirements' : context.kind, group: label.text, requirement: criteria ? label.text : context.requirement, criteria: criteria || context.criteria };
  }
  if (words.modal.first(label.text) !== null) return null;
  return next !== undefined && next.shape !== 'paragraph' ? { ...context, group: whole ? label.text : context.group, kind: context.kind === 'checklist' && !whole ? 'context' : context.kind } : whole ? { ...context, group: label.text } : null;
}

/**
 * A question with its answers below it: ticked boxes or text answer it, boxes without a tick or nothing leave it open. Returns how many of
 * the units that follow were used up, or null when it is no question of that kind.
 */
function questionnaire(out: Collected, unit: Unit, units: Unit[], index: number, context: Context): number | null {
  // "What must it do? (tick all that apply)"
  const question = unit.text.replace(/\s*(?:\([^)]{1,60}\)|（[^）]{1,60}）)$/u, '');
  if (!/[?？]$/.test(question) || unit.checked !== null || unit.shape === 'quote') return null;
  if (['edgeCases', 'acceptance', 'ignored'].includes(context.kind ?? '') || emptySlots(unit.raw, out.words).length > 0) return null;
  const beside: Unit[] = [];
  for (let next = index + 1; unit.children.length === 0 && next < units.length; next++) {
    const each = units[next];
    if (each === undefined || each.checked === null) break;
    beside.push(each);
  }
  const boxes = [...unit.children, ...beside].filter(each => each.checked !== null);
  if (boxes.length === 0 && unit.shape !== 'item') return null;
  if (unit.shape === 'item' && boxes.length === 0 && (context.kind === 'openQuestions' || context.kind === 'answered' || isAnswered(deepText(unit), out.words))) return null;
  const ticked = boxes.filter(each => each.checked === true);
  const at = { line: unit.line, endLine: Math.max(deepEnd(unit), ...beside.map(deepEnd)) };
  if (ticked.length > 0) out.answeredQuestions.push(lineOf(`${unit.text} -- ${ticked.map(each => each.text).join('; ')}`, at));
  else if (boxes.length > 0 || unit.children.length === 0) out.openQuestions.push(lineOf(unit.text, at));
  else out.answeredQuestions.push(lineOf(deepText(unit), at));
  if (context.kind === 'requirements' || announced(question, out.words).kind === 'requirements') {
    for (const each of ticked) addRequirement(out, { id: each.id, text: each.text, raw: each.raw, priority: null, style: 'prose' }, { ...context, kind: 'requirements' }, { line: each.line, endLine: each.endLine });
  }
  return beside.length;
}

function readFence(out: Collected, unit: Unit, context: Context, heading: string | null): void {
  const { fence } = unit;
  if (fence === null || context.kind === 'ignored') return;
  if (hasRoutes(fence.content)) {
    readRoutes(out, fence.content, fence.contentLine);
    return;
  }
  if (/^(?:gherkin|feature)$/.test(fence.lang)) {
    readGherkin(out, fence.content, fence.contentLine, context);
    return;
  }
  if (hasFields(fence)) {
    readFields(out, fence, heading);
    return;
  }
  out.unread.push({ ...lineOf(fence.content.slice(0, 200), { line: unit.line, endLine: unit.endLine }), context, shape: 'other' });
}
