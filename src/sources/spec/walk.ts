import { fact, lineOf, type Collected, type Context } from './context.ts';
import { stepOf } from './criteria.ts';
import { addEntity, attributesIn } from './entities.ts';
import { deepEnd, deepText, labelOf, type Label, type Section, type Unit } from './outline.ts';
import { announced, flat, idKind, takePriorityTag } from './phrase.ts';
import { isAnswered, placeUnit } from './place.ts';
import { emptySlots, markedQuestions } from './placeholder.ts';
import { addRequirement, headingPriority, pushScenario, stepsOf } from './requirements.ts';
import { hasFields, hasRoutes, readFields, readRoutes } from './schema.ts';
import { addStory, storyTitle } from './stories.ts';
import { readTable } from './tables.ts';
import { fold, type Kind, type Words } from './words.ts';

/** Reads a section and all below it into `out`. */
export function walkSection(out: Collected, section: Section, context: Context): void {
  const words = out.words;
  if (section.depth === 0) {
    walkUnits(out, section.units, context, null);
    for (const each of section.sections) walkSection(out, each, context);
    return;
  }
  const slots = emptySlots(section.raw, words);
  for (const slot of slots) out.placeholders.push(lineOf(slot, { line: section.line, endLine: section.line }));
  const own = kindOf(section, context);
  const delta = deltaOf(section.heading) ?? context.delta;
  const tagged = takePriorityTag(section.title, words);
  const priority = headingPriority(section.title, words) ?? (section.announced.exact && own !== context.kind ? null : context.priority);
  const inner: Context = { ...context, kind: own ?? context.kind, delta, priority, line: section.line };
  const { item } = section.announced;
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
  if (own === null && context.kind === 'entities' && section.sections.length === 0) {
    entitySection(out, section, inner);
    return;
  }
  if (own === null && context.kind === 'users') {
    persona(out, section, inner);
    return;
  }
  if (section.title.endsWith('?') && section.units.some(unit => unit.checked !== null)) {
    const asked: Unit = { shape: 'paragraph', text: section.title, raw: section.raw, id: null, bold: null, inlines: [], line: section.line, endLine: section.line, column: 1, depth: 0, ordered: false, checked: null, children: [], table: null, fence: null };
    walkUnits(out, [asked, ...section.units], inner, null);
    return;
  }
  if (deltaOf(section.heading) === 'renamed') {
    renamed(out, section, inner);
    return;
  }
  const generic = section.announced.exact || own === 'acceptance' || own === 'stories';
  const named = generic && priority === context.priority ? context.group : tagged.priority !== null ? tagged.text : headingPriority(section.title, words) === null ? section.title : context.group;
  descend(out, section, { ...inner, group: generic ? context.group : named }, section.title);
}

function descend(out: Collected, section: Section, context: Context, title: string | null): void {
  walkUnits(out, section.units, context, title);
  for (const each of section.sections) walkSection(out, each, context);
}

/** The document's own title says nothing about what is below it; a question as heading holds its answer. */
function kindOf(section: Section, context: Context): Kind | null {
  const family = idKind(section.id);
  if (family !== null) return family;
  const { kind, exact, item } = section.announced;
  // Below "Personas" a heading is a person, whatever its name announces elsewhere.
  if (context.kind === 'users') return null;
  // Headings of a task list name what is built ("Data Models & Schemas"), not what stands below them.
  if (context.kind === 'checklist' && kind !== 'outOfScope' && kind !== 'openQuestions' && kind !== 'ignored') return null;
  if (section.depth === 1 && !exact) return null;
  if (kind === 'component' || kind === 'meta' || kind === 'answered' && !exact) return kind === 'answered' ? kind : null;
  // "Performance" below "Requirements" stays a group; only the section words themselves change the kind.
  if (kind === 'context' && context.kind === 'requirements' && !exact) return null;
  if (item !== null && item.number === '' && item.name === '') return kind;
  return kind;
}

function deltaOf(heading: string): Context['delta'] {
  const match = /^(ADDED|MODIFIED|REMOVED|RENAMED)\b/.exec(heading.trim());
  switch (match?.[1]) {
    case 'ADDED':
      return 'added';
    case 'MODIFIED':
      return 'modified';
    case 'REMOVED':
      return 'removed';
    case 'RENAMED':
      return 'renamed';
    default:
      return undefined;
  }
}

/** A heading below "Users" is one person: its name with the first thing said of it. */
function persona(out: Collected, section: Section, context: Context): void {
  const described = section.units.flatMap(unit => (unit.table === null ? [] : unit.table.rows.flatMap(row => (out.words.columns.get('detail')?.has(fold(row.cells[0]?.text ?? '')) === true ? [row.cells[1]?.text ?? ''] : []))));
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

function isStoryHeading(section: Section, context: Context): boolean {
  const { kind, item } = section.announced;
  if (idKind(section.id) === 'stories') return true;
  if (kind === 'stories' && item !== null && (item.number !== '' || item.name !== '')) return true;
  return context.kind === 'stories' && kind === null && section.sections.every(each => each.announced.kind !== 'stories') && section.units.some(unit => unit.shape === 'paragraph') && section.units.every(unit => unit.shape !== 'table');
}

/** A heading that is one story: its narrative is the first paragraph that is no label, the rest are its criteria. */
function storySection(out: Collected, section: Section, context: Context, empty: boolean): void {
  const words = out.words;
  const name = section.announced.item?.name ?? '';
  const { title, priority } = storyTitle(name === '' ? section.title : name, words);
  const id = section.id ?? storyNumber(section);
  const narrative = section.units.find(unit => (unit.shape === 'paragraph' || unit.shape === 'quote') && ['stories', null].includes(labelOf(unit, words)?.announced.kind ?? null) && (labelOf(unit, words)?.content ?? 'x') !== '');
  const rest = section.units.filter(unit => unit !== narrative);
  if (empty || (narrative !== undefined && emptySlots(narrative.raw, words).length > 0)) {
    for (const slot of narrative === undefined ? [] : emptySlots(narrative.raw, words)) out.placeholders.push(lineOf(slot, narrative ?? section));
  } else {
    const said = narrative === undefined ? '' : (labelOf(narrative, words)?.content ?? '') || narrative.text;
    if (narrative !== undefined) for (const question of markedQuestions(narrative.raw)) out.openQuestions.push(lineOf(question, narrative));
    const told = rest.find(unit => labelOf(unit, words)?.announced.kind === 'meta');
    addStory(out, { id, title, text: said, priority: priority ?? priorityLabel(rest, words) }, { line: section.line, endLine: narrative?.endLine ?? told?.line ?? section.line });
  }
  const inner: Context = { ...context, kind: 'acceptance', story: id ?? title, group: title };
  walkUnits(out, rest.filter(unit => !/^(?:priority|priorität|prioridad|优先级|優先度)/i.test(unit.text)), inner, title);
  for (const each of section.sections) walkSection(out, each, inner);
}

function storyNumber(section: Section): string | null {
  const number = section.announced.item?.number ?? '';
  return number === '' ? null : `US${number}`;
}

function priorityLabel(units: Unit[], words: Words): string | null {
  for (const unit of units) {
    const match = /^(\p{L}+)\s*[:：]\s*(.{1,20})$/u.exec(unit.text);
    if (match?.[1] !== undefined && words.columns.get('priority')?.has(fold(match[1])) === true) return flat(match[2] ?? '');
  }
  return null;
}

function isScenarioBlock(section: Section, words: Words): boolean {
  if (section.announced.item?.name !== '') return true;
  return section.units.some(unit => stepOf(unit.text, null, words) !== null);
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
  const nested = section.sections.some(each => each.announced.item !== null && each.announced.kind === 'requirements') || section.sections.some(each => idKind(each.id) !== null);
  if (bullets || (criteria && section.id === null) || (section.id !== null && listed) || nested || (section.sections.length > 0 && !written && section.units.length === 0)) {
    const group = section.id === null ? name : `${section.id} ${name}`;
    descend(out, section, { ...context, kind: section.id === null && criteria ? 'acceptance' : context.kind, group, requirement: item?.name === '' ? null : name, criteria: section.id === null && criteria }, name);
    return;
  }
  const at = { line: section.line, endLine: section.line };
  const body: string[] = [];
  const later: Unit[] = [];
  let over = false;
  for (const unit of section.units) {
    const label = labelOf(unit, words);
    const aside = label !== null && label.announced.kind !== null && label.announced.kind !== 'requirements';
    over ||= aside && label.content === '';
    if (over || aside || unit.shape === 'table' || unit.shape === 'fence' || (label !== null && words.columns.get('priority')?.has(fold(label.text)) === true)) {
      later.push(unit);
      continue;
    }
    body.push(deepText(unit));
    at.endLine = Math.max(at.endLine, deepEnd(unit));
  }
  const joined = flat(body.join(' '));
  const said = section.id === null || joined === '' ? joined : words.modal.first(joined) === null ? `${name}: ${joined}` : joined;
  const rawBody = section.units.filter(unit => !later.includes(unit)).map(unit => unit.raw).join('\n');
  const style = written || context.delta !== undefined || section.id === null ? 'openspec' : 'prose';
  const labelled = later.map(unit => labelOf(unit, words)).find(label => label !== null && words.columns.get('priority')?.has(fold(label.text)) === true);
  const made = addRequirement(out, { id: section.id, text: said === '' ? name : said, raw: `${section.raw}\n${rawBody}`, priority: labelled === undefined || labelled === null ? null : headingPriority(labelled.content, words), style }, { ...context, group: section.id === null ? name : context.group }, at);
  const inner: Context = { ...context, kind: 'context', requirement: made?.id ?? name, group: name };
  walkUnits(out, later.filter(unit => labelOf(unit, words) === null || words.columns.get('priority')?.has(fold(labelOf(unit, words)?.text ?? '')) !== true), inner, name);
  for (const each of section.sections) walkSection(out, each, inner);
}

function hasCriteria(unit: Unit, words: Words): boolean {
  return words.modal.first(unit.text) !== null && unit.ordered;
}

function hasLabel(section: Section, kind: Kind, words: Words): boolean {
  return section.units.some(unit => labelOf(unit, words)?.announced.kind === kind);
}

/** "### Booking" below "Key Entities": the name of an entity, its bullets attributes. */
function entitySection(out: Collected, section: Section, context: Context): void {
  const prose = section.units.filter(unit => unit.shape === 'paragraph').map(unit => unit.text);
  const attributes = section.units.filter(unit => unit.shape === 'item').map(unit => flat(unit.text.split(/[:：(]|\s[-–—]\s/u)[0] ?? ''));
  const columns = section.units.flatMap(unit => unit.table?.rows.map(row => flat(row.cells[0]?.text ?? '')) ?? []);
  const fences = section.units.filter(unit => unit.fence !== null && hasFields(unit.fence));
  if (fences.length > 0) for (const unit of fences) {
    if (unit.fence !== null) readFields(out, unit.fence, section.title);
  }
  else addEntity(out, section.title, prose.join(' '), [...attributes, ...columns, ...attributesIn(prose.join(' '), out.words)].filter(each => each !== '' && each.split(' ').length <= 4), { line: section.line, endLine: Math.max(section.line, section.endLine) }, context.kind === 'schema' ? true : null);
}

/** Content in document order. A label that stands alone, and a title item, rule what follows them. */
export function walkUnits(out: Collected, units: Unit[], context: Context, heading: string | null): void {
  const words = out.words;
  let current = context;
  let listed = false;
  let skipped = 0;
  for (const [index, unit] of units.entries()) {
    const here = unit.shape === 'item' || unit.shape === 'table' || unit.shape === 'fence';
    const label = labelOf(unit, words);
    if (!here && listed && label === null) current = context;
    listed = here && unit.shape !== 'fence';
    if (unit.table !== null) {
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
    if (!placed && unit.children.length > 0) walkUnits(out, unit.children, { ...current, group: current.group }, heading);
  }
}

/** Context that a standing label or title item opens, or null when the unit is content. */
function openedBy(unit: Unit, label: Label | null, next: Unit | undefined, context: Context, out: Collected): Context | null {
  const words = out.words;
  if (label === null || label.content !== '' || unit.id !== null) {
    return null;
  }
  if (words.example.first(label.text)?.index === 0) return { ...context, kind: 'ignored' };
  const { kind, exact, item } = label.announced;
  const priority = headingPriority(label.text, words);
  if (kind !== null && (exact || item !== null || unit.shape !== 'item' || unit.children.length > 0)) {
    if (kind === 'meta' || (kind === 'component' && context.kind !== 'stack')) return { ...context };
    return { ...context, kind, group: context.group };
  }
  if (priority !== null && unit.shape !== 'item') return { ...context, priority };
  const follows = unit.children[0] ?? next;
  const titled = unit.bold !== null && fold(unit.text).replace(/[:：]$/, '') === fold(unit.bold).replace(/[:：]$/, '');
  if (unit.shape === 'item') {
    const heads = titled && follows?.shape === 'item' && (unit.children.length > 0 || ['stories', 'acceptance'].includes(labelOf(follows, words)?.announced.kind ?? ''));
    if (!heads) return null;
    const criteria = [...unit.children, ...(next === undefined ? [] : [next])].some(child => ['stories', 'acceptance'].includes(labelOf(child, words)?.announced.kind ?? ''));
    return { ...context, group: label.text, requirement: criteria ? label.text : context.requirement, criteria: criteria || context.criteria };
  }
  if (words.modal.first(label.text) !== null) return null;
  return next !== undefined && next.shape !== 'paragraph' ? { ...context, group: titled ? label.text : context.group, kind: context.kind === 'checklist' && !titled ? 'context' : context.kind } : titled ? { ...context, group: label.text } : null;
}

/**
 * A question with its answers below it: ticked boxes or text answer it, boxes without a tick or nothing leave it open. Returns how many of
 * the units that follow were used up, or null when it is no question of that kind.
 */
function questionnaire(out: Collected, unit: Unit, units: Unit[], index: number, context: Context): number | null {
  if (!/[?？]$/.test(unit.text) || unit.checked !== null || unit.shape === 'quote') return null;
  if (['edgeCases', 'acceptance', 'ignored'].includes(context.kind ?? '') || emptySlots(unit.raw, out.words).length > 0) return null;
  const beside: Unit[] = [];
  for (let next = index + 1; unit.children.length === 0 && next < units.length; next++) {
    const each = units[next];
    if (each === undefined || each.checked === null) break;
    beside.push(each);
  }
  const boxes = [...unit.children, ...beside].filter(each => each.checked !== null);
  if (boxes.length === 0 && unit.shape !== 'item') return null;
  if (unit.shape === 'item' && boxes.length === 0 && (context.kind === 'openQuestions' || context.kind === 'answered' || isAnswered(deepText(unit)))) return null;
  const ticked = boxes.filter(each => each.checked === true);
  const at = { line: unit.line, endLine: Math.max(deepEnd(unit), ...beside.map(deepEnd)) };
  if (ticked.length > 0) out.answeredQuestions.push(lineOf(`${unit.text} -- ${ticked.map(each => each.text).join('; ')}`, at));
  else if (boxes.length > 0 || unit.children.length === 0) out.openQuestions.push(lineOf(unit.text, at));
  else out.answeredQuestions.push(lineOf(deepText(unit), at));
  if (context.kind === 'requirements') {
    for (const each of ticked) addRequirement(out, { id: each.id, text: each.text, raw: each.raw, priority: null, style: 'prose' }, context, { line: each.line, endLine: each.endLine });
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

/** Scenarios of a Gherkin fence. */
function readGherkin(out: Collected, content: string, firstLine: number, context: Context): void {
  let open: { title: string; lines: string[]; line: number; endLine: number } | null = null;
  const flush = (): void => {
    if (open !== null && open.lines.length > 0) pushScenario(out, stepsOf(open.lines, out.words), open.title === '' ? open.lines.join(' ') : open.title, context.story, context.requirement, open);
    open = null;
  };
  for (const [index, line] of content.split('\n').entries()) {
    const text = flat(line);
    const named = /^[^:：]{1,30}[:：]/.exec(text) === null ? null : announced(text, out.words);
    if (named?.kind === 'acceptance') {
      flush();
      open = { title: named.item?.name ?? '', lines: [], line: firstLine + index, endLine: firstLine + index };
    } else if (open !== null && text !== '' && !text.startsWith('#') && !text.startsWith('@')) {
      open.lines.push(text);
      open.endLine = firstLine + index;
    } else if (open === null && stepOf(text, null, out.words) !== null) open = { title: '', lines: [text], line: firstLine + index, endLine: firstLine + index };
  }
  flush();
}
