import type { Context } from './context.ts';
import { stepOf } from './criteria.ts';
import { hasFieldTable } from './dictionary.ts';
import { labelOf, rankOf, type Section, type Unit } from './outline.ts';
import { plain } from './matcher.ts';
import { announced, flat, idKind } from './phrase.ts';
import { headingPriority } from './requirements.ts';
import type { Kind, Words } from './words.ts';

/** Kind a heading gives to what stands below it; null when it only groups, as the document's own title does. */
export function kindOf(section: Section, context: Context, words: Words): Kind | null {
  const family = idKind(section.id);
  if (family !== null) return family;
  const { kind, exact } = section.announced;
  if ((context.kind === 'entities' || context.kind === 'schema') && kind !== null && isRecord(section, context.kind, words)) return null;
  // "### CR-02 Audit" below "Constraints": who numbers a constraint demands it.
  if (context.kind === 'constraints' && kind === null && section.id !== null) return 'requirements';
  // Below "Personas" a heading is a person, whatever its name announces elsewhere, unless it is the very name of a section.
  if (context.kind === 'users' && !(exact && kind !== null && ['requirements', 'stories', 'outOfScope', 'openQuestions'].includes(kind))) return null;
  // "Responsibilities" of a person are no demands, as those of a module are; nor are the names of those who have them.
  if ((context.kind === 'users' || section.sections.length > 0) && kind === 'requirements' && words.duties.test(plain(section.title)) && section.units.every(unit => words.modal.first(unit.text) === null)) return null;
  // Headings of a task list name what is built ("Data Models & Schemas"), not what stands below them.
  if (context.kind === 'checklist' && kind !== 'outOfScope' && kind !== 'openQuestions' && kind !== 'ignored') return null;
  // "Registration of customers", "User interface" among demands is the name of a group of them.
  if ((context.kind === 'requirements' || context.kind === 'nonfunctional') && !exact && (kind === 'users' || kind === 'goals' || kind === 'milestones')) return null;
  // "Phase 2: Social features" below "Development phases" says when it is built.
  if (context.kind === 'milestones' && kind === 'requirements' && !exact) return null;
  // "Engineering requirements" among qualities are qualities.
  if (context.kind === 'nonfunctional' && kind === 'requirements' && !exact) return null;
  // "Roles and permissions" over sentences that demand speaks of what is built, not of who uses it.
  if (kind === 'users' && section.units.some(unit => unit.shape === 'paragraph' && labelOf(unit, words)?.content !== '' && words.modal.first(unit.text) !== null)) return null;
  // "P2 — the vision" ranks the demands it stands among.
  if (context.kind === 'requirements' && !exact && headingPriority(section.title, words) !== null) return null;
  // "Maps feature" below "Later" stays out.
  if (context.kind === 'outOfScope' && !exact) return null;
  if (section.depth === 1 && !exact) return null;
  if (kind === 'component' || kind === 'meta' || kind === 'document') return null;
  // "People" below "What it has to do" speaks of those who use it, not of those who build it.
  if (kind === 'team' && context.kind === 'requirements') return null;
  // "Performance" below "Requirements" stays a group; only the section words themselves change the kind.
  if (kind === 'context' && context.kind === 'requirements' && !exact) return null;
  return kind;
}

/** Kinds of sections that stand below a data model as well, whatever their lines look like. */
const below = new Set<Kind>(['openQuestions', 'answered', 'assumptions', 'outOfScope', 'edgeCases', 'acceptance', 'glossary', 'entities', 'schema', 'routes', 'nonfunctional', 'constraints', 'context', 'ignored']);

/** Longest name of an attribute, in words. */
const attribute = 3;

/** "### Feature" or "### User" below a data model, over what it is made of: a record, though the word opens a section elsewhere. */
function isRecord(section: Section, within: Kind, words: Words): boolean {
  if (section.sections.length > 0 || section.announced.item !== null && section.announced.item.name !== '') return false;
  if (hasFieldTable(section.units, words)) return true;
  const items = section.units.filter(unit => unit.shape === 'item');
  // "### Feature", not "### Features" or "### データ制約".
  if (section.announced.kind === 'requirements' && !/^\p{Script=Latin}+(?<!s)$/u.test(section.title)) return false;
  if (within === 'schema' || items.length === 0 || section.title.split(' ').length > attribute || below.has(section.announced.kind ?? 'entities')) return false;
  return items.every(unit => unit.id === null && words.modal.first(unit.text) === null && (unit.text.split(/\s*[:：(（]|\s[-–—]\s/u)[0] ?? '').split(' ').length <= attribute);
}

/** OpenSpec's "## ADDED Requirements" and its like; the words are part of that format. */
export function deltaOf(heading: string): Context['delta'] {
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

/** True for a heading that is one story: by id, by "User Story 1", or as an unnamed heading with prose below "User Stories". */
export function isStoryHeading(section: Section, context: Context): boolean {
  const { kind, item } = section.announced;
  if (idKind(section.id) === 'stories') return true;
  if (kind === 'stories' && item !== null && (item.number !== '' || item.name !== '')) return true;
  return context.kind === 'stories' && kind === null && section.sections.every(each => each.announced.kind !== 'stories') && section.units.some(unit => unit.shape === 'paragraph') && section.units.every(unit => unit.shape !== 'table');
}

/** Id of "User Story 3", as task lists refer to it. */
export function storyNumber(section: Section): string | null {
  const number = section.announced.item?.number ?? '';
  return number === '' ? null : `US${number}`;
}

/** "Priority: P2" as a line of its own. */
export function priorityLabel(units: Unit[], words: Words): string | null {
  const rank = units.map(unit => rankOf(unit, words)).find(each => each !== null && each !== '' && each.length <= 20) ?? null;
  return rank === null ? null : flat(rank);
}

/** True when the heading names one scenario, not a section of them. */
export function isScenarioBlock(section: Section, words: Words): boolean {
  if (section.announced.item?.name !== '') return true;
  return section.units.some(unit => stepOf(unit.text, null, words) !== null);
}

/** True for a numbered item that makes a demand. */
export function hasCriteria(unit: Unit, words: Words): boolean {
  return words.modal.first(unit.text) !== null && unit.ordered;
}

/** True when all that is listed below a heading are its acceptance criteria, so that they are the demands. */
export function onlyCriteria(section: Section, words: Words): boolean {
  const label = section.units.findIndex(unit => labelOf(unit, words)?.announced.kind === 'acceptance' && labelOf(unit, words)?.content === '');
  const lead = label < 0 ? section.units : section.units.slice(0, label);
  const [only] = section.sections;
  const below = label >= 0 || (section.sections.length === 1 && only?.announced.kind === 'acceptance' && only.announced.exact);
  return below && lead.every(unit => (unit.shape !== 'item' && unit.shape !== 'table') || labelOf(unit, words)?.announced.kind === 'stories');
}

/** Longest thing that is left out, in words. */
const leftOut = 7;

/** True for a list of two bullets or more that only deny: "No roles", "Without invoices". */
export function onlyDenies(section: Section, words: Words): boolean {
  const items = section.units.filter(unit => unit.shape === 'item');
  return section.depth > 0 && items.length > 1 && items.every(({ text, id }) => id === null && text.split(' ').length <= leftOut && words.negations.first(text)?.index === 0 && words.modal.first(text) === null);
}

/** True when a label of the kind stands among the units of the section. */
export function hasLabel(section: Section, kind: Kind, words: Words): boolean {
  return section.units.some(unit => labelOf(unit, words)?.announced.kind === kind);
}

/** True for words that bound what is built and announce no demands besides: "Scope", "What is in scope", not "MVP features". */
export function onlyBounds(title: string, words: Words): boolean {
  const hit = words.bounds.first(title);
  if (hit === null) return false;
  const rest = `${title.slice(0, hit.index)} ${title.slice(hit.index + hit.word.length)}`.replace(/\s+/gu, ' ').trim();
  return rest === '' || announced(rest, words).kind !== 'requirements';
}
