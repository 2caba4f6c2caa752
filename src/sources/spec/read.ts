import type { Document } from '../../model/document.ts';
import type { Finding } from '../../model/finding.ts';
import type { Language } from '../../model/knowledge.ts';
import type { Dialect, SpecEntity, SpecLine, SpecRequirement, SpecSource } from '../../model/spec.ts';
import { narrow } from '../../text/narrow.ts';
import { isBackendWork, natureOf, type Nature } from './backend.ts';
import { readRunIns } from './runins.ts';
import { impliedEntities } from './implied.ts';
import { collector, fact, outside, type Collected, type Draft, type Leftover } from './context.ts';
import { isCapability } from './criteria.ts';
import { findingsOf } from './findings/all.ts';
import { languageOf } from './language.ts';
import { outline, type Section } from './outline.ts';
import { isMeasuredQuality } from './phrase.ts';
import { emptySlots } from './placeholder.ts';
import { addRequirement } from './requirements.ts';
import { specTitle } from './spec-title.ts';
import { walkSection } from './walk.ts';
import { fold } from './matcher.ts';
import { compileWords, patternLimit, type Words } from './words.ts';

/** Largest document that is read, in UTF-16 code units (1 MB); a larger one is a finding. */
export const sizeLimit = 1_048_576;

/** True for bytes that are no text: a NUL byte among the first 8 KB. */
export function looksBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8192).includes(0);
}

/** True when a document of this length is beyond `sizeLimit`; the shell asks before it parses. */
export function tooLarge(path: string, length: number): Finding | null {
  if (length <= sizeLimit) return null;
  return {
    rule: 'file/too-large', severity: 'warning', message: `${path} is larger than 1 MB and was not read`, file: path, line: 1, column: 1, endLine: 1, endColumn: 1,
    help: 'Split the document, or name the part that holds the requirements with --spec.',
  };
}

let compiled: { languages: Language[]; words: Words } | null = null;

/** The vocabulary of these languages, compiled once. */
export function wordsOf(languages: Language[]): Words {
  if (compiled === null || compiled.languages !== languages) compiled = { languages, words: compileWords(languages) };
  return compiled.words;
}

/**
 * Reads one document as a product spec of whatever dialect its content has, dialects mixed or not. Pure; the same document gives the same
 * source. Lines that no reader could place are in `unread`.
 */
export function readSpec(document: Document, languages: Language[]): { source: SpecSource; findings: Finding[] } {
  const words = wordsOf(languages);
  const large = tooLarge(document.path, document.text.length);
  const root = outline(large === null ? document : { ...document, blocks: [] }, words);
  const out = collector(words);
  walkSection(out, soleTitle(root), outside);
  const title = specTitle(document, root, words);
  if (isUnfilled(out, title, words)) dropTemplate(out);
  dropTasks(out);
  readProse(out);
  readRunIns(out);
  const content = out.requirements.length + out.stories.length + out.scenarios.length;
  const loose = content === 0 && out.placeholders.length === 0;
  // A lead above bullets or sections is no demand; alone it is all there is.
  if (loose && out.unread.some(each => each.shape === 'item' || (each.context.line !== 0 && each.shape === 'paragraph'))) readOpening(out);
  if (loose) readLoosely(out);
  readCapabilities(out);
  readSiblings(out);
  readLead(out);
  readOpening(out);
  if (out.requirements.length === 0) readCriteria(out);
  out.requirements.sort((a, b) => a.line - b.line);
  const nature = natureOf(naturalTexts(out), title, words);
  const language = languageOf(document.text, words);
  const requirements = out.requirements.map(draft => judged(draft, nature, words));
  const asked = requirements.filter(each => each.backend.is && each.kind === 'functional' && each.delta !== 'removed' && each.priority !== 'wont');
  // An author who lists entities means these and no others.
  const lists = out.entities.some(each => !out.terms.has(each));
  const said = lists || nature.is !== null ? [] : [...asked, ...out.stories.map(({ title, want, line, endLine }) => ({ text: want ?? title, line, endLine }))].toSorted((a, b) => a.line - b.line);
  const around = said.length === 0 ? [] : [...requirements.map(each => each.group ?? ''), ...out.stories.map(each => each.title), ...out.scenarios.flatMap(each => [...each.given, ...each.when, ...each.then])];
  const stated = out.entities.filter(each => !out.terms.has(each) || (!isComponent(each, requirements, words) && (lists || !isTerm(each, words))));
  const source: SpecSource = {
    path: document.path,
    dialect: dialectOf(out),
    title,
    language,
    requirements,
    stories: out.stories,
    scenarios: out.scenarios,
    entities: [...stated, ...impliedEntities(said, around, [...new Set(out.stories.flatMap(each => each.role ?? []))], stated, language, words)],
    openQuestions: unique(out.openQuestions),
    answeredQuestions: unique(out.answeredQuestions),
    metrics: out.metrics,
    edgeCases: out.edgeCases,
    assumptions: out.assumptions,
    outOfScope: out.outOfScope,
    facts: out.facts,
    placeholders: unique(out.placeholders),
    unread: out.unread.map(({ text, line, endLine }) => ({ text: text.slice(0, 300), line, endLine })),
  };
  return { source: narrow(source), findings: [...(large === null ? [] : [large]), ...findingsOf(source, words)] };
}

function judged(draft: Draft, nature: Nature, words: Words): SpecRequirement {
  const { id, text, kind, priority, group, delta, line, endLine } = draft;
  return { id, text, kind, priority, group, ...(delta === undefined ? {} : { delta }), backend: isBackendWork(draft, nature, words), line, endLine };
}

/** The words of the only first-level heading are the title, so that "# Requirements" does not make everything below it one. */
function soleTitle(root: Section): Section {
  const tops = root.sections.filter(each => each.depth === 1);
  const [only] = tops;
  if (tops.length !== 1 || only === undefined || (only.sections.length === 0 && only.announced.kind !== null)) return root;
  return { ...root, sections: root.sections.flatMap(each => (each === only ? [{ ...each, announced: { kind: null, exact: false, item: null }, id: null, depth: 0 }] : [each])) };
}

/** A glossary's name for a part of the system: the subject of demands, and called a component by its name or definition. */
function isComponent(entity: SpecEntity, requirements: SpecRequirement[], words: Words): boolean {
  const name = fold(entity.name);
  const acts = requirements.some(each => {
    const modal = words.modal.first(each.text.slice(0, patternLimit));
    return modal !== null && fold(each.text.slice(0, modal.index)).endsWith(name);
  });
  const parts = fold(`${entity.name.replace(/_/g, ' ')} ${entity.description.split(/[.。;]/u)[0] ?? ''}`);
  return acts && (entity.name.includes('_') || words.languages.some(language => language.implied.components.some(word => parts.includes(word))));
}

/** A glossary's abbreviation or word of the trade, which no row could hold: "mTLS", "a protocol for ...". */
function isTerm(entity: SpecEntity, words: Words): boolean {
  const first = fold(entity.description).split(' ').slice(0, opening);
  return /^[a-z]?\p{Lu}[\p{Lu}\p{N}/-]+$/u.test(entity.name) || first.some(word => words.languages.some(language => language.implied.components.includes(word.replace(/[^\p{L}]/gu, ''))));
}

/** Words of a definition within which it says what kind of thing it is. */
const opening = 4;

/** A template nobody filled: its title is a slot, or most of what would be content is. */
function isUnfilled(out: Collected, title: string, words: Words): boolean {
  const content = out.requirements.length + out.stories.length + out.scenarios.length;
  const slots = out.placeholders.length;
  return (emptySlots(title, words).length > 0 && slots > content) || (slots > 4 && slots > content * 2);
}

/** Boxes of a task list are demands only when nothing else in the document is. */
function dropTasks(out: Collected): void {
  if (out.requirements.every(each => out.tasks.has(each)) && out.stories.length === 0) return;
  out.unread.push(...out.requirements.filter(each => out.tasks.has(each)).map(({ text, line, endLine }) => ({ text, line, endLine, context: outside, shape: 'other' as const })));
  out.requirements = out.requirements.filter(each => !out.tasks.has(each));
}

function dropTemplate(out: Collected): void {
  const slot = (text: string): boolean => /\[[^\]]+\]/.test(text);
  out.requirements = out.requirements.filter(each => !slot(each.text));
  out.stories = out.stories.filter(each => !slot(each.title));
  out.scenarios = out.scenarios.filter(each => !slot(each.text));
  out.metrics = out.metrics.filter(each => !slot(each.text));
}

/** A short text without any structure: its sentences and bullets are what is wanted. */
function readLoosely(out: Collected): void {
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
function readCapabilities(out: Collected): void {
  const demands = out.requirements.length + out.stories.length > 0;
  const found = new Set(out.unread.filter(({ context, shape, text }) => context.kind === null && shape !== 'other' && (((out.demanding.has(context.line) || (demands && context.line > 0)) && isCapability(text, out.words)) || isMeasuredQuality(text, out.words))));
  out.unread = out.unread.filter(each => !found.has(each));
  for (const line of found) {
    const made = addRequirement(out, { id: null, text: line.text, raw: line.text, priority: null, style: 'prose' }, { ...line.context, kind: 'requirements' }, line);
    if (made !== null && line.shape === 'item') out.bullets.set(made, line.context.line);
  }
}

/** A section of demands that is written as prose: each of its sentences is one. */
function readProse(out: Collected): void {
  const demands = out.requirements.length > 0;
  const plain = (line: Leftover): boolean => !(demands && out.leading.has(line.context.line)) && line.context.kind === 'requirements' && line.shape === 'paragraph' && (line.context.prose || !out.demanding.has(line.context.line)) && line.text.split(/\s+/).length >= shortest && !/[:：]$/.test(line.text);
  const found = new Set(out.unread.filter(plain));
  out.unread = out.unread.filter(each => !found.has(each));
  for (const line of found) for (const sentence of line.text.split(/(?<=[.!])\s+(?=\p{Lu})/u)) addRequirement(out, { id: null, text: sentence, raw: sentence, priority: null, style: 'prose' }, line.context, line);
}

/** Among bullets that are demands, one without a modal verb is one too: "An event is archived 30 days after it ended". */
function readSiblings(out: Collected): void {
  const items = (line: number): { demands: number; rest: Leftover[] } => ({ demands: out.requirements.filter(each => out.bullets.get(each) === line).length, rest: out.unread.filter(each => each.context.line === line && each.shape === 'item' && (each.context.kind === null || each.context.kind === 'requirements') && each.text.split(/\s+/).length >= shortest && !/[:：]$/.test(each.text)) });
  for (const line of new Set(out.unread.map(each => each.context.line))) {
    const { demands, rest } = items(line);
    if (demands < 2 || demands < rest.length) continue;
    out.unread = out.unread.filter(each => !rest.includes(each));
    for (const each of rest) addRequirement(out, { id: null, text: each.text, raw: each.text, priority: null, style: 'prose' }, { ...each.context, kind: 'requirements' }, each);
  }
}

/** Where nothing else is demanded, criteria that belong to no story and name no trigger are the demands: "A household has at most 40 permits a year". */
function readCriteria(out: Collected): void {
  for (const each of out.scenarios) {
    if (each.story !== null || each.requirement !== null || each.given.length + each.when.length > 0) continue;
    const made = addRequirement(out, { id: null, text: each.text, raw: each.text, priority: null, style: 'prose' }, outside, each);
    if (made !== null) each.requirement = made.text;
  }
}

/** Fewest words of a line that demands something. */
const shortest = 4;

/** Demands with an id or below a heading of demands make the prose above the first section an introduction: "at the end of the month somebody must work out who owes whom". */
function readLead(out: Collected): void {
  const stated = out.requirements.filter(each => !out.opening.has(each) && each.kind === 'functional').length;
  if (out.opening.size === 0 || stated < enough) return;
  for (const { text, line, endLine } of out.opening) fact(out, 'goal', text, { line, endLine });
  out.requirements = out.requirements.filter(each => !out.opening.has(each));
}

/** Fewest demands below headings beside which the opening of a document is no demand. */
const enough = 5;

/** What stands above the first section says what the product is for. */
function readOpening(out: Collected): void {
  const [first] = out.unread.filter(each => each.context.line === 0 && each.shape === 'paragraph' && each.context.kind === null && !/^[^.:：]{1,40}[:：]\s/.test(each.text));
  if (first === undefined) return;
  fact(out, 'goal', first.text, first);
  out.unread = out.unread.filter(each => each !== first);
}

/** One text per requirement, its scenarios included, for the question what the product is. */
function naturalTexts(out: Collected): string[] {
  const scenarios = new Map<string, string[]>();
  for (const each of out.scenarios) {
    const key = each.requirement ?? '';
    scenarios.set(key, [...(scenarios.get(key) ?? []), each.text, ...each.when, ...each.then]);
  }
  return out.requirements.map(each => [each.group ?? '', each.text, ...(scenarios.get(each.id ?? each.group ?? '') ?? [])].join(' '));
}

/** The dialect most of the content is written in. */
function dialectOf(out: Collected): Dialect {
  const count = (style: Draft['style']): number => out.requirements.filter(each => each.style === style).length;
  if (count('openspec') > 0 && count('openspec') * 2 >= out.requirements.length) return 'openspec';
  if (count('ears') > 0 && count('ears') * 2 >= out.requirements.length) return 'ears';
  const kit = count('spec-kit') > 0 || out.placeholders.some(each => /^\[FEATURE NAME\]|^\[###-feature|^\$ARGUMENTS/.test(each.text)) || (out.stories.some(each => /^P\d$/.test(each.priority ?? '')) && out.scenarios.length > 0);
  if (kit && count('openspec') + count('ears') <= count('spec-kit') + 1) return 'spec-kit';
  return 'prose';
}

function unique(lines: SpecLine[]): SpecLine[] {
  const seen = new Set<string>();
  return lines.filter(each => {
    const key = `${each.line}:${each.text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
