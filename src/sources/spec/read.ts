import type { Document } from '../../model/document.ts';
import type { Finding } from '../../model/finding.ts';
import type { Language } from '../../model/knowledge.ts';
import type { Dialect, SpecLine, SpecRequirement, SpecSource } from '../../model/spec.ts';
import { narrow } from '../../text/narrow.ts';
import { isBackendWork, natureOf, withoutServer, type Nature } from './backend.ts';
import { readRunIns } from './runins.ts';
import { impliedEntities } from './implied.ts';
import { collector, outside, type Collected, type Draft } from './context.ts';
import { demandingFamilies, numberedDemands } from './families.ts';
import { settleNames } from './dictionary.ts';
import { findingsOf } from './findings/all.ts';
import { languageOf } from './language.ts';
import { readBounds, readCapabilities, readConstraints, readCriteria, readLead, readLoosely, readOpening, readProse, readRoles, readSiblings, settleIndex } from './leftovers.ts';
import { outline } from './outline.ts';
import { mostDemands } from './requirements.ts';
import { emptySlots } from './placeholder.ts';
import { settleProofs } from './proofs.ts';
import { settleRelations } from './relations.ts';
import { isComponent, isTerm } from './terms.ts';
import { specTitle } from './spec-title.ts';
import { soleTitle } from './title.ts';
import { walkSection } from './walk.ts';
import { compileWords, type Words } from './words.ts';

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

function tooMany(path: string, { beyond }: Collected): Finding[] {
  if (beyond === 0) return [];
  return [{
    rule: 'spec/too-many-demands', severity: 'warning', message: `${path} states more than ${mostDemands} demands; those from line ${beyond} on were not read`, file: path, line: beyond, column: 1, endLine: beyond, endColumn: 1,
    help: 'Leave tables of values out, or split the document.',
  }];
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
  const language = languageOf(document.text, words);
  const out = collector(words, language);
  out.families = demandingFamilies(root, words);
  out.numbered = numberedDemands(root, out.families);
  walkSection(out, soleTitle(root), outside);
  settleNames(out);
  settleRelations(out);
  settleProofs(out);
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
  readConstraints(out);
  readLead(out);
  readRoles(out);
  readOpening(out);
  readBounds(out);
  settleIndex(out);
  if (out.requirements.length === 0) readCriteria(out);
  out.requirements.sort((a, b) => a.line - b.line);
  const nature = withoutServer(statements(out, title, words), out.requirements.map(each => each.text), words) ?? natureOf(naturalTexts(out), title, words);
  const requirements = out.requirements.map(draft => judged(draft, nature, words));
  const asked = requirements.filter(each => each.backend.is && each.kind === 'functional' && each.delta !== 'removed' && each.priority !== 'wont');
  // An author who lists entities means these and no others.
  const lists = out.entities.some(each => !out.terms.has(each));
  const dialect = dialectOf(out);
  // OpenSpec says in its scenarios what is made.
  const made = dialect === 'openspec' ? out.scenarios.flatMap(({ then, line, endLine }) => then.filter(text => isMade.test(text)).map(text => ({ text, line, endLine }))) : [];
  const said = lists || nature.is !== null ? [] : [...asked, ...made, ...out.stories.map(({ title, want, line, endLine }) => ({ text: want ?? title, line, endLine }))].toSorted((a, b) => a.line - b.line);
  const around = said.length === 0 ? [] : [...requirements.map(each => each.group ?? ''), ...out.stories.map(each => each.title), ...out.scenarios.flatMap(each => [...each.given, ...each.when, ...each.then])];
  const stated = out.entities.filter(each => !out.terms.has(each) || (!isComponent(each, requirements, words) && (lists || !isTerm(each, words))));
  const source: SpecSource = {
    path: document.path,
    dialect,
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
  return { source: narrow(source), findings: [...(large === null ? [] : [large]), ...tooMany(document.path, out), ...findingsOf(source, words)] };
}

function judged(draft: Draft, nature: Nature, words: Words): SpecRequirement {
  const { id, text, kind, priority, group, delta, line, endLine } = draft;
  return { id, text, kind, priority, group, ...(delta === undefined ? {} : { delta }), backend: isBackendWork(draft, nature, words), line, endLine };
}

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

/** One text per requirement, its scenarios included, for the question what the product is. */
function naturalTexts(out: Collected): string[] {
  const scenarios = new Map<string, string[]>();
  for (const each of out.scenarios) {
    const key = each.requirement ?? '';
    scenarios.set(key, [...(scenarios.get(key) ?? []), each.text, ...each.when, ...each.then]);
  }
  return out.requirements.map(each => [each.group ?? '', each.text, ...(scenarios.get(each.id ?? each.group ?? '') ?? [])].join(' '));
}

/** "A refund is created with amount and reason". */
const isMade = /\b(?:is|are)\s+(?:created|stored|recorded|saved|registered|issued|added)\b/i;

/** Longest thing left out that stands for itself, in words. */
const leftOut = 3;

/** What a document says of itself: its title, facts, limits and whatever stands outside its demands, and the demands. */
function statements(out: Collected, title: string, words: Words): SpecLine[] {
  const aside = out.unread.filter(({ context }) => !['openQuestions', 'answered', 'risks', 'ignored', 'glossary', 'edgeCases'].includes(context.kind ?? ''));
  const facts = out.facts.filter(({ kind }) => kind !== 'risk' && kind !== 'milestone');
  // "Out of scope: a backend" says there is none.
  const denials = words.languages.find(each => each.id === out.language)?.negations ?? [];
  const left = out.outOfScope.flatMap(each => (each.text.split(' ').length > leftOut ? [each] : denials.flatMap(no => ['', ' '].map(space => ({ ...each, text: `${no}${space}${each.text.replace(/^(?:an?|any)\s/i, '')}` })))));
  return [{ text: title, line: 1, endLine: 1 }, ...[...facts, ...out.assumptions, ...left, ...aside, ...out.requirements].toSorted((a, b) => a.line - b.line)];
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
