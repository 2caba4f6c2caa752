import type { Block, Document, Heading } from '../../model/document.ts';
import type { ExistingPlan, ExistingStatement } from '../../model/facts.ts';
import type { Catalogue, DocumentSpec, Language, SectionSpec } from '../../model/knowledge.ts';
import { labelledKind } from '../spec/place.ts';
import { wordsOf } from '../spec/read.ts';
import type { Words } from '../spec/words.ts';

interface Placed {
  document: Document;
  spec: DocumentSpec;
  /** Feature by the folder it stands in; null for a root-level name, which is about the whole backend. */
  feature: string | null;
}

/**
 * What earlier core documents say, under both naming schemes: `<feature>/prd.md` (SEED-002-10) and the root-level `backend_prd.md`
 * (SEED-002-2). Hand-written documents give statements, to be offered as defaults; generated ones do not, or a plan would quote itself.
 * Routes and models are those of every feature found, so that no feature plans what another one has.
 */
export function readExisting(documents: Document[], catalogue: Catalogue, feature: string, languages: Language[] = []): ExistingPlan {
  const words = wordsOf(languages);
  const placed = documents.flatMap(document => {
    const found = place(document, catalogue);
    return found === null ? [] : [found];
  });
  const own = placed.filter(each => isOwn(each, feature));
  return {
    statements: own.flatMap(each => statementsOf(each, words)),
    routes: once(placed.flatMap(routesOf)),
    models: once(placed.flatMap(modelsOf)),
    missingSections: own.flatMap(missingOf),
  };
}

/** The documents that people wrote about this feature, or about the whole backend. */
export const writtenBefore = (documents: Document[], catalogue: Catalogue, feature: string): Document[] => documents.filter(document => {
  const found = place(document, catalogue);
  return found !== null && isOwn(found, feature);
});

const isOwn = (each: Placed, feature: string): boolean => (each.feature === null || each.feature === feature) && !isGenerated(each.document);

/** Feature that root-level documents speak for: the backend as it stands. */
const wholeBackend = 'backend';

function once<T extends { id: string; feature: string }>(found: T[]): T[] {
  const first = new Map<string, T>();
  for (const each of found) if (!first.has(`${each.feature} ${each.id}`)) first.set(`${each.feature} ${each.id}`, each);
  return [...first.values()];
}

function isGenerated(document: Document): boolean {
  return document.frontMatter?.data['generated-by'] !== undefined;
}

const legacyNames: Record<string, string> = {
  'backend_project_charter.md': 'project_charter',
  'backend_prd.md': 'prd',
  'backend_add.md': 'add',
  'backend_wbs.md': 'wbs',
};

function place(document: Document, catalogue: Catalogue): Placed | null {
  const parts = document.path.split('/');
  const name = parts.at(-1) ?? '';
  const legacy = legacyNames[name];
  if (legacy !== undefined) {
    const spec = catalogue.documents.find(each => each.id === legacy);
    return spec === undefined ? null : { document, spec, feature: null };
  }
  for (const spec of catalogue.documents.filter(each => each.per === 'plan')) {
    const [folder, file] = spec.path.split('/').slice(-2);
    if (file === name && folder === '{{feature}}') return { document, spec, feature: parts.at(-2) ?? null };
    if (file?.includes('{{feature}}') === true) {
      const [before = '', after = ''] = file.split('{{feature}}');
      if (name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length) return { document, spec, feature: name.slice(before.length, name.length - after.length) };
    }
  }
  return null;
}

/** Words of a heading that count: no number, no bracketed remark, no profile term. */
function core(heading: string): string {
  return heading
    .replace(/\{\{[^}]*\}\}/g, ' ')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/^\s*\d+(?:\.\d+)*[.)]?\s+/, '')
    .split('/')[0]
    ?.toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim() ?? '';
}

function sectionFor(heading: string, spec: DocumentSpec): SectionSpec | null {
  const wanted = core(heading);
  if (wanted === '') return null;
  return spec.sections.find(each => core(each.heading) === wanted) ?? spec.sections.find(each => core(each.heading) !== '' && wanted.includes(core(each.heading))) ?? null;
}

/** "Constraints: HIPAA" as a list item or paragraph, as the minimal templates write their sections (SEED-002-22). */
function labelled(block: Block, spec: DocumentSpec): { section: SectionSpec; text: string } | null {
  if (block.type !== 'item' && block.type !== 'paragraph') return null;
  const match = /^([^:\n]{3,60}):\s*([\s\S]*)$/.exec(block.text);
  const section = match?.[1] === undefined ? null : sectionFor(match[1], spec);
  return section === null || match === null ? null : { section, text: (match[2] ?? '').replace(/\s+/g, ' ').trim() };
}

function statementsOf({ document, spec }: Placed, words: Words): ExistingStatement[] {
  const found: ExistingStatement[] = [];
  let section: string | null = null;
  const keep = (text: string, line: number): void => {
    const kind = labelledKind(text, words);
    if (section !== null && text !== '' && !text.startsWith('None:')) found.push({ doc: spec.id, section, text, path: document.path, line, ...(kind === null ? {} : { kind }) });
  };
  for (const block of document.blocks) {
    if (block.type === 'heading') {
      const known = sectionFor(block.text, spec);
      if (known !== null) section = known.heading;
      else if (block.depth <= 2) section = block.depth === 1 ? null : block.text;
      continue;
    }
    const label = labelled(block, spec);
    if (label !== null) {
      section = label.section.heading;
      keep(label.text, block.span.start.line);
      continue;
    }
    if (block.type === 'item' || block.type === 'paragraph') keep(block.text.replace(/\s+/g, ' ').trim(), block.span.start.line);
    if (block.type === 'table') for (const row of block.rows) keep(row.cells.map(cell => cell.text.trim()).filter(cell => cell !== '').join(' | '), row.span.start.line);
  }
  return found;
}

function missingOf({ document, spec }: Placed): ExistingPlan['missingSections'] {
  const headings = document.blocks.filter((block): block is Heading => block.type === 'heading');
  const there = new Set([
    ...headings.map(heading => sectionFor(heading.text, spec)?.id),
    ...document.blocks.map(block => labelled(block, spec)?.section.id),
  ]);
  return spec.sections.filter(section => !there.has(section.id)).map(section => ({ path: document.path, section: named(section.heading) }));
}

/** A heading of the catalogue without the places that a stack fills: "{{framework}} services/modules". */
const named = (heading: string): string => heading.replace(/\{\{[^}]*\}\}(?:,\s*)?/g, '').replace(/\(\s*\)/g, '').replace(/\s+/g, ' ').trim();

const routeLine = /^\s*(?:[-*]\s+)?\W{0,3}(GET|POST|PUT|PATCH|DELETE)\s+(\/[^\s`|,;]*)/;

/** Routes declared at the start of a heading, a list item, a table cell or a fenced line. */
function routesOf({ document, feature }: Placed): ExistingPlan['routes'] {
  const found = new Map<string, ExistingPlan['routes'][number]>();
  const take = (text: string, line: number): void => {
    const match = routeLine.exec(text);
    if (match?.[1] === undefined || match[2] === undefined) return;
    const id = `${match[1]} ${match[2].replace(/\/+$/, '') || '/'}`;
    if (!found.has(id)) found.set(id, { id, feature: feature ?? wholeBackend, path: document.path, line });
  };
  for (const block of document.blocks) {
    if (block.type === 'heading' || block.type === 'item') take(block.text, block.span.start.line);
    if (block.type === 'table') for (const row of block.rows) take(row.cells.slice(0, 2).map(cell => cell.text).join(' '), row.span.start.line);
    if (block.type === 'fence') for (const [index, line] of block.content.split('\n').entries()) take(line, block.contentLine + index);
  }
  return [...found.values()];
}

const modelName = /^\W{0,3}([A-Z][A-Za-z0-9]{1,60})\b/;

/** Models named below a heading about data models: a line that starts with a capitalised name, no bullet of it. */
function modelsOf({ document, spec, feature }: Placed): ExistingPlan['models'] {
  const section = spec.sections.find(each => each.id === 'data-models');
  if (section === undefined) return [];
  const found = new Map<string, ExistingPlan['models'][number]>();
  const take = (text: string, line: number): void => {
    const name = modelName.exec(text)?.[1];
    if (name !== undefined && !found.has(name)) found.set(name, { id: name, feature: feature ?? wholeBackend, path: document.path, line });
  };
  let depth = 0;
  for (const block of document.blocks) {
    if (block.type === 'heading') {
      if (core(block.text) === core(section.heading)) depth = block.depth;
      else if (block.depth <= depth) depth = 0;
      else if (depth > 0) take(block.text, block.span.start.line);
      continue;
    }
    if (depth === 0) continue;
    if (block.type === 'paragraph' && /^\W{0,3}[A-Z][A-Za-z0-9]*\b\W*(?:\(|$|\n)/.test(block.text)) take(block.text, block.span.start.line);
    if (block.type === 'table') for (const row of block.rows) take(row.cells[0]?.text ?? '', row.span.start.line);
    if (block.type === 'fence') for (const [index, line] of block.content.split('\n').entries()) if (/^[A-Z][A-Za-z0-9]*\s*(?:\(|$)/.test(line)) take(line, block.contentLine + index);
  }
  return [...found.values()];
}
