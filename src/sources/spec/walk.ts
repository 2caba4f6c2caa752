import { fact, lineOf, type Collected, type Context } from './context.ts';
import { addEntity, addWithParts } from './entities.ts';
import { hasFieldTable, listsColumns, listsTables, ownerOf, recordIn } from './dictionary.ts';
import { familyOf } from './families.ts';
import { deltaOf, hasCriteria, hasLabel, isScenarioBlock, isStoryHeading, kindOf, onlyBounds, onlyCriteria, onlyDenies, priorityLabel, storyNumber } from './headings.ts';
import { cardOf, describes, headedCard, tabledCard, type Card } from './cards.ts';
import { stepOf } from './criteria.ts';
import { readCard, type CardTitle } from './feature-card.ts';
import { isStruck } from './marks.ts';
import { deepEnd, deepText, labelOf, rankOf, type Section, type Unit } from './outline.ts';
import { cleanTitle, flat, idKind, modalPriority, takeId, takePriorityTag } from './phrase.ts';
import { emptySlots, markedQuestions } from './placeholder.ts';
import { provedBy } from './proofs.ts';
import { addRequirement, headingPriority, pushScenario, stepsOf } from './requirements.ts';
import { hasFields, readFields } from './schema.ts';
import { addStory, storyTitle } from './stories.ts';
import { storySentence } from './storysentence.ts';
import { walkUnits } from './units.ts';
import type { Kind, Words } from './words.ts';
import { plain, wordsIn } from './matcher.ts';

/** Reads a section and all below it into `out`. */
export function walkSection(out: Collected, section: Section, context: Context): void {
  const words = out.words;
  if (isStruck(section.raw.replace(/^#+\s*/, ''))) return;
  const slots = emptySlots(section.raw, words);
  for (const slot of slots) out.placeholders.push(lineOf(slot, { line: section.line, endLine: section.line }));
  if (section.depth === 0) {
    const whole = headedCard(section, words);
    if (whole !== null) {
      const { id, text } = takeId(cleanTitle(section.heading), null);
      cardSection(out, { ...section, id, title: text }, whole, { ...context, kind: 'requirements', line: section.line });
      return;
    }
    descend(out, section, context, null);
    return;
  }
  const own = kindOf(section, context, words);
  const delta = deltaOf(section.heading) ?? context.delta;
  const tagged = takePriorityTag(section.title, words);
  // "What it must do" says it for each line below.
  const demanded = own === 'requirements' ? modalPriority(section.title, words) : null;
  const priority = headingPriority(section.title, words) ?? (section.announced.exact ? null : tagged.priority) ?? demanded ?? (section.announced.exact && own !== context.kind ? null : context.priority);
  const inner: Context = { ...context, kind: own ?? context.kind, delta, priority, bounded: onlyBounds(section.title, words) || (context.bounded && own === null), line: section.line };
  if (section.sections.length > 0 || words.bounds.first(section.title) !== null) out.leading.add(section.line);
  const { item } = section.announced;
  const proved = provedBy(section, words);
  if (proved !== null) {
    descend(out, section, { ...inner, kind: 'acceptance', requirement: proved }, section.title);
    return;
  }
  const card = describes.has(inner.kind) && (item === null || own === 'requirements' || own === 'nonfunctional') ? (headedCard(section, words) ?? wholeCard(section, words)) : null;
  if (card !== null) {
    cardSection(out, section, card, inner);
    return;
  }
  if (isStoryHeading(section, context)) {
    storySection(out, section, inner, slots.length > 0);
    return;
  }
  if (own === 'acceptance' && item !== null && !hasLabel(section, 'acceptance', words) && isScenarioBlock(section, words)) {
    scenarioSection(out, section, inner);
    return;
  }
  if ((own === 'requirements' || own === 'nonfunctional') && (item !== null || idKind(section.id) === 'requirements' || idKind(section.id) === 'nonfunctional')) {
    requirementSection(out, section, inner);
    return;
  }
  // "### bookings" over the table of its columns, in a section of the database.
  if (own === null && context.kind === 'schema' && section.sections.length === 0 && hasFieldTable(section.units, words)) {
    entitySection(out, section, inner);
    return;
  }
  // "### bookings" over the columns in code, "### Booking fields" over a table of them, wherever it stands.
  if (section.sections.length === 0 && (own === null || own === context.kind) && tabular.has(context.kind) && listsColumns(section.units, words)) {
    entitySection(out, section, { ...inner, kind: 'schema' });
    return;
  }
  const owner = hasFieldTable(section.units, words) ? ownerOf(section.title, words) : null;
  if (owner !== null && section.sections.length === 0) {
    addWithParts(out, owner, '', section.units, { ...inner, kind: 'schema' }, { line: section.line, endLine: section.endLine });
    return;
  }
  const tabled = section.units.some(unit => listsTables(unit.table, words));
  if (own === null && !tabled && (context.kind === 'entities' || (context.kind === 'glossary' && section.units[0]?.shape === 'paragraph')) && section.sections.length === 0) {
    entitySection(out, section, inner);
    return;
  }
  if (own === null && context.kind === 'users' && !section.units.some(unit => out.families.has(familyOf(unit.id) ?? ''))) {
    persona(out, section, inner);
    return;
  }
  if (section.title.endsWith('?') && section.units.some(unit => unit.checked !== null)) {
    const asked: Unit = { shape: 'paragraph', text: section.title, raw: section.raw, id: null, bold: null, inlines: [], line: section.line, endLine: section.line, column: 1, depth: 0, ordered: false, checked: null, children: [], table: null, fence: null };
    walkUnits(out, [asked, ...section.units], inner, null);
    return;
  }
  if (/[?？]$/.test(section.title) && own === null && context.kind === null && section.sections.length === 0) {
    const answer = section.units.filter(unit => unit.shape === 'paragraph').map(unit => unit.text).join(' ');
    if (answer !== '') out.answeredQuestions.push(lineOf(`${section.title} -- ${answer.slice(0, 300)}`, { line: section.line, endLine: section.endLine }));
  }
  if (deltaOf(section.heading) === 'renamed') {
    renamed(out, section, inner);
    return;
  }
  const generic = (section.announced.exact && own !== null) || own === 'acceptance' || own === 'stories';
  const named = generic && priority === context.priority ? context.group : tagged.priority !== null ? tagged.text : headingPriority(section.title, words) === null ? section.title : context.group;
  const criteria = context.criteria || (context.kind === 'requirements' && own === null && onlyCriteria(section, words));
  descend(out, section, { ...inner, criteria, group: generic ? context.group : named, requirement: criteria && !context.criteria ? section.title : context.requirement }, section.title);
}

function descend(out: Collected, section: Section, context: Context, title: string | null): void {
  const denies = context.kind === null && onlyDenies(section, out.words);
  const prose = context.kind === 'requirements' && !out.leading.has(section.line) && section.units.every(unit => unit.shape === 'paragraph' && unit.id === null && labelOf(unit, out.words) === null);
  walkUnits(out, isUnmarked(section.units, context, out.words) ? section.units.map(unit => ({ ...unit, shape: 'item' as const })) : section.units, { ...context, prose, kind: denies ? 'outOfScope' : context.kind }, title);
  // Headings that rank what stands below them ("Must have", "Could have") rank demands, whatever the heading above is called.
  const ranks = context.kind === null || context.kind === 'context' ? section.sections.map(each => headingPriority(each.title, out.words)) : [];
  const ranked = new Set(ranks.filter(each => each !== null)).size > 1;
  for (const [index, each] of section.sections.entries()) walkSection(out, each, ranked && ranks[index] !== null ? { ...context, kind: 'requirements' } : context);
}

/** Longest line of a list whose author left the marks out, in words. */
const shortLine = 10;

/** Qualities or demands of one short line each, none of them a sentence: a list without marks. */
function isUnmarked(units: readonly Unit[], context: Context, words: Words): boolean {
  return (context.kind === 'nonfunctional' || context.kind === 'requirements') && units.length > 1 && units.every(unit => unit.shape === 'paragraph' && unit.line === unit.endLine && unit.id === null && labelOf(unit, words) === null && unit.text.split(' ').length <= shortLine && !/[.:!?。：！？]$/u.test(unit.text) && words.modal.first(unit.text) === null);
}

/** A heading below "Users" is one person: its name with the first thing said of it. */
function persona(out: Collected, section: Section, context: Context): void {
  const described = section.units.flatMap(unit => (unit.table === null ? [] : unit.table.rows.flatMap(row => (out.words.columns.get('detail')?.has(plain(row.cells[0]?.text ?? '')) === true ? [row.cells[1]?.text ?? ''] : []))));
  const [said] = [...described, ...section.units.filter(unit => unit.shape === 'paragraph' && (labelOf(unit, out.words)?.content ?? 'x') !== '').map(unit => unit.text), ...section.units.filter(unit => unit.shape === 'item').map(unit => unit.text)];
  fact(out, 'consumer', said === undefined ? section.title : `${section.title}: ${said}`, { line: section.line, endLine: section.line });
  for (const each of section.sections) walkSection(out, each, context);
}

/** Pairs "FROM: Requirement: a" and "TO: Requirement: b". */
function renamed(out: Collected, section: Section, context: Context): void {
  let from: string | null = null;
  for (const unit of section.units) {
    const match = /^(FROM|TO)\s*:\s*`?#*\s*(?:[^:]{1,30}:\s*)?(.+?)`?$/i.exec(unit.text);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    if (match[1].toUpperCase() === 'FROM') from = match[2];
    else {
      addRequirement(out, { id: null, text: from === null ? match[2] : `${match[2]} (was: ${from})`, raw: unit.raw, priority: null, style: 'openspec' }, { ...context, group: match[2] }, { line: unit.line, endLine: unit.endLine });
      from = null;
    }
  }
}

/** The card that stands below a heading, whether its labels are lines or rows of a table. */
function wholeCard(section: Section, words: Words): Card | null {
  const card = cardOf(section.units, words) ?? (section.units.length === 1 && section.units[0] !== undefined ? tabledCard(section.units[0], words) : null);
  return card !== null && section.depth > 1 && (section.id !== null || section.announced.item !== null || !section.announced.exact) ? card : null;
}

function cardSection(out: Collected, section: Section, card: Card, context: Context): void {
  const { item } = section.announced;
  const title: CardTitle = { id: section.id, title: item !== null && item.name !== '' ? item.name : section.title, raw: section.raw, line: section.line, endLine: section.line };
  readCard(out, title, card, context, (units, inner) => walkUnits(out, units, inner, section.title));
  if (card.used === 0) return;
  walkUnits(out, section.units.slice(card.used), { ...context, kind: 'context', group: section.title, requirement: section.id ?? section.title }, section.title);
  for (const each of section.sections) walkSection(out, each, { ...context, group: section.title });
}

/** A heading that is one story: its narrative is the first paragraph that is no label, the rest are its criteria. */
function storySection(out: Collected, section: Section, context: Context, empty: boolean): void {
  const words = out.words;
  const name = section.announced.item?.name ?? '';
  const { title, priority } = storyTitle(name === '' ? section.title : name, words);
  const id = section.id ?? storyNumber(section);
  const able = section.units.filter(unit => rankOf(unit, words) === null && (unit.shape === 'paragraph' || unit.shape === 'quote') && ['stories', null].includes(labelOf(unit, words)?.announced.kind ?? null) && (labelOf(unit, words)?.content ?? 'x') !== '');
  const narrative = able.find(unit => storySentence(unit.text, words) !== null) ?? able[0];
  const fenced = narrative === undefined ? section.units.find(unit => unit.fence !== null && storySentence(unit.fence.content, words) !== null) : undefined;
  const rest = section.units.filter(unit => unit !== narrative && unit !== fenced);
  if (empty || (narrative !== undefined && emptySlots(narrative.raw, words).length > 0)) {
    for (const slot of narrative === undefined ? [] : emptySlots(narrative.raw, words)) out.placeholders.push(lineOf(slot, narrative ?? section));
  } else {
    const said = narrative === undefined ? (fenced?.fence?.content ?? '') : (labelOf(narrative, words)?.content ?? '') || narrative.text;
    if (narrative !== undefined) for (const question of markedQuestions(narrative.raw)) out.openQuestions.push(lineOf(question, narrative));
    const told = rest.find(unit => labelOf(unit, words)?.announced.kind === 'meta');
    addStory(out, { id, title, text: said, priority: priority ?? priorityLabel(rest, words) ?? context.priority }, { line: section.line, endLine: (narrative ?? fenced)?.endLine ?? told?.line ?? section.line });
  }
  const inner: Context = { ...context, kind: 'acceptance', story: id ?? title, group: title };
  walkUnits(out, rest.filter(unit => rankOf(unit, words) === null), inner, title);
  for (const each of section.sections) walkSection(out, each, inner);
}

/** A "Scenario:" heading: everything below it is one scenario. */
function scenarioSection(out: Collected, section: Section, context: Context): void {
  const lines = section.units.filter(unit => unit.shape !== 'fence' && unit.shape !== 'table').map(deepText);
  const fenced = section.units.flatMap(unit => (unit.fence !== null && /^(?:gherkin|feature)$/.test(unit.fence.lang) ? unit.fence.content.split('\n').map(flat) : []));
  const at = { line: section.line, endLine: section.endLine };
  const raw = section.units.map(unit => unit.raw);
  for (const each of raw) for (const question of markedQuestions(each)) out.openQuestions.push(lineOf(question, at));
  if (raw.some(each => emptySlots(each, out.words).length > 0)) {
    out.placeholders.push(lineOf(section.heading, at));
    return;
  }
  const name = section.announced.item?.name ?? '';
  pushScenario(out, stepsOf([...lines, ...fenced], out.words), name === '' ? flat(lines.join(' ')) : name, context.story, context.requirement, at);
}

/** A heading that names one requirement: a group of criteria (EARS, tables of ids), or with its body the requirement itself. */
function requirementSection(out: Collected, section: Section, context: Context): void {
  const words = out.words;
  const { item } = section.announced;
  const name = item !== null && item.name !== '' ? item.name : section.title;
  const scenarios = section.sections.filter(each => each.announced.kind === 'acceptance');
  const written = scenarios.some(each => each.announced.item !== null);
  const accepted = section.units.findIndex(unit => labelOf(unit, words)?.announced.kind === 'acceptance');
  const lead = accepted < 0 ? section.units : section.units.slice(0, accepted);
  const listed = lead.some(unit => unit.shape === 'table' || (unit.shape === 'item' && (unit.id !== null || stepOf(unit.text, null, words) !== null || hasCriteria(unit, words)))) || (section.id === null && lead.length < section.units.length);
  const bullets = section.id === null && !written && context.delta === undefined && section.units.some(unit => unit.shape === 'item') && !section.units.some(unit => unit.shape === 'paragraph' && /[:：]$/.test(unit.text));
  const criteria = scenarios.some(each => each.announced.item === null && each.units.length > 0) || (!written && listed);
  const features = section.id !== null && !written && listsDemands(lead, words);
  const nested = section.sections.some(each => each.announced.item !== null && each.announced.kind === 'requirements') || section.sections.some(each => idKind(each.id) !== null);
  if (bullets || (criteria && section.id === null) || (section.id !== null && listed) || features || nested || (section.sections.length > 0 && !written && section.units.length === 0)) {
    const group = section.id === null ? name : `${section.id} ${name}`;
    const rank = section.units.map(unit => rankOf(unit, words)).find(each => each !== null) ?? null;
    const priority = features && rank !== null ? (headingPriority(rank, words) ?? context.priority) : context.priority;
    // Criteria belong to the group that holds the demands.
    descend(out, features ? { ...section, units: section.units.filter(unit => rankOf(unit, words) === null) } : section, { ...context, kind: section.id === null && criteria ? 'acceptance' : context.kind, group, priority, requirement: item?.name === '' ? null : features ? group : name, criteria: section.id === null && criteria }, name);
    return;
  }
  const at = { line: section.line, endLine: section.line };
  const body: string[] = [];
  const later: Unit[] = [];
  let over = false;
  for (const unit of section.units) {
    const label = labelOf(unit, words);
    // "**Event-driven**" names a pattern of sentences, "**Optional**" a rank.
    if (label !== null && words.columns.get('status')?.has(plain(label.text)) === true) continue;
    if (label !== null && label.content === '' && (label.announced.kind === 'meta' || headingPriority(label.text, words) !== null)) continue;
    const described = label !== null && (label.announced.kind === 'summary' || label.announced.kind === 'requirements');
    const aside = label !== null && label.announced.kind !== null && !described;
    over ||= aside && label.content === '';
    if (over || aside || unit.shape === 'table' || unit.shape === 'fence' || rankOf(unit, words) !== null) {
      later.push(unit);
      continue;
    }
    body.push(described && label !== null && label.content !== '' ? label.content : deepText(unit));
    at.endLine = Math.max(at.endLine, deepEnd(unit));
  }
  const joined = flat(body.join(' '));
  const said = section.id === null || joined === '' ? joined : words.modal.first(joined) === null ? `${name}: ${joined}` : joined;
  const rawBody = section.units.filter(unit => !later.includes(unit)).map(unit => unit.raw).join('\n');
  const style = written || context.delta !== undefined || section.id === null ? 'openspec' : 'prose';
  const rank = later.map(unit => rankOf(unit, words)).find(each => each !== null) ?? null;
  const made = addRequirement(out, { id: section.id, text: said === '' ? name : said, raw: `${section.raw}\n${rawBody}`, priority: rank === null ? null : headingPriority(rank, words), style }, { ...context, group: section.id === null ? name : context.group }, at);
  const inner: Context = { ...context, kind: 'context', requirement: made?.id ?? name, group: name };
  walkUnits(out, later.filter(unit => rankOf(unit, words) === null), inner, name);
  for (const each of section.sections) walkSection(out, each, inner);
}

/** Fewest words of a bullet that demands something by itself. */
const telling = 2;

/**
 * True when what stands below a numbered heading are demands of their own: bullets below a label that says so ("Requirements:"), or nothing but
 * bullets of which most say a deed. A sentence above bullets is the demand, and they are its details.
 */
function listsDemands(lead: readonly Unit[], words: Words): boolean {
  const at = lead.findIndex(unit => labelOf(unit, words)?.announced.kind === 'requirements' && labelOf(unit, words)?.content === '');
  if (at >= 0) return lead[at]?.children.length !== 0 || lead[at + 1]?.shape === 'item';
  const said = lead.filter(unit => rankOf(unit, words) === null && labelOf(unit, words)?.announced.kind !== 'stories');
  const items = said.filter(unit => unit.shape === 'item' && unit.children.length === 0 && (labelOf(unit, words)?.announced.kind ?? null) === null);
  return items.length > 1 && items.length === said.length && items.filter(unit => words.modal.first(unit.text) !== null || words.capability.first(unit.text) !== null || (unit.bold === null && wordsIn(unit.text) >= telling)).length * 2 > items.length;
}

/** Sections in which a list of columns is a table of the database. */
const tabular = new Set<Kind | null>([null, 'requirements', 'nonfunctional', 'entities', 'schema', 'glossary', 'constraints', 'context']);

/** "### Booking" below "Key Entities": the name of an entity, its bullets attributes. */
function entitySection(out: Collected, section: Section, context: Context): void {
  const at = { line: section.line, endLine: Math.max(section.line, section.endLine) };
  const fences = section.units.filter(unit => unit.fence !== null && hasFields(unit.fence));
  if (fences.length > 0) for (const unit of fences) {
    if (unit.fence !== null) readFields(out, unit.fence, section.title);
  }
  else if (context.kind === 'glossary') addEntity(out, section.title, section.units.filter(unit => unit.shape === 'paragraph').map(unit => unit.text).join(' '), [], at, null, true);
  else addWithParts(out, context.kind === 'schema' || section.title.split(' ').some(word => out.words.tables.has(plain(word.replace(/[`*]/gu, '')))) ? recordIn(section.title, out.words) : section.title, '', section.units, context, at, context.kind === 'schema' ? true : null);
}
