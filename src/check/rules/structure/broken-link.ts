import type { Document, Inline } from '../../../model/document.ts';
import type { Fix } from '../../../model/finding.ts';
import { at, defineRule } from '../../rule.ts';
import type { Run, Target } from '../../run.ts';
import type { Sheet } from '../../sheet.ts';

export default defineRule({
  id: 'structure/broken-link',
  about: 'A link that leads nowhere costs every reader a search.',
  fix: 'Correct the path or the heading anchor.',
  bad: '[risks](risk.md)',
  good: '[risks](risks.md)',
  severity: 'error',
  set: 'start',
  *document(sheet, run) {
    for (const inline of links(sheet)) {
      const trouble = troubleOf(sheet, run, inline.url ?? '');
      if (trouble === null || (sheet.own === null && isToCome(sheet, inline))) continue;
      const fix = anchorFix(sheet, run, inline);
      yield at(sheet, inline.span, trouble, fix === null ? {} : { fix });
    }
  },
});

/** A plan of somebody may link to a file that it is about to make: "New file: [src/a.ts](src/a.ts)", "Create [src/a.ts](src/a.ts)". */
const toCome = /\b(?:new|creates?|add(?:s|ing)?|write|generate)(?: (?:a|an|the|new))*(?: (?:files?|modules?|components?|tests?|scripts?|documents?))?[\s:*_`]*$/i;

function isToCome(sheet: Sheet, { span }: Inline): boolean {
  return toCome.test((sheet.lines[span.start.line - 1] ?? '').slice(0, span.start.column - 1));
}

/** Where the links of a document lead inside the repository, itself left out; `anchored` when any of them names a place there. */
export function linkedPaths(sheet: Sheet): Map<string, { anchored: boolean }> {
  const found = new Map<string, { anchored: boolean }>();
  const { path } = sheet.document;
  for (const inline of links(sheet)) {
    const target = targetOf(path, inline.url ?? '');
    if (target !== null && target.path !== path) found.set(target.path, { anchored: target.anchor !== '' || found.get(target.path)?.anchored === true });
  }
  return found;
}

function links(sheet: Sheet): Inline[] {
  return (sheet.worked.links ??= readLinks(sheet.document));
}

function readLinks(document: Document): Inline[] {
  const found: Inline[] = [];
  const take = (inlines: readonly Inline[]): void => {
    for (const inline of inlines) if (inline.url !== null && (inline.kind === 'link' || inline.kind === 'image')) found.push(inline);
  };
  for (const block of document.blocks) {
    if (block.type === 'table') {
      for (const cell of block.header) take(cell.inlines);
      for (const row of block.rows) for (const cell of row.cells) take(cell.inlines);
    } else if ('inlines' in block) take(block.inlines);
  }
  return found;
}

/** Judges relative links only; a link out of the repository, to a site or to another scheme is nobody's finding. */
function troubleOf(sheet: Sheet, run: Run, url: string): string | null {
  const found = targetOf(sheet.document.path, url);
  if (found === null) return null;
  const { path, target, anchor } = found;
  const other = path === sheet.document.path ? targetIn(sheet) : run.target(path);
  if (other === undefined) {
    if (run.paths === null || run.paths.has(path) || holdsFolder(run.paths, path)) return null;
    return `The link leads to "${path}", which does not exist.`;
  }
  if (anchor === '') return null;
  const lineRange = /^L(\d+)(?:-L(\d+))?$/.exec(anchor);
  if (lineRange !== null) {
    const last = Number(lineRange[2] ?? lineRange[1]);
    return last <= other.lines ? null : `The link leads to line ${last} of "${path}", which has ${other.lines} lines.`;
  }
  if (other.anchors.has(anchor.toLowerCase())) return null;
  return target === '' ? `The link leads to "#${anchor}", but no heading here has that anchor.` : `The link leads to "#${anchor}" in "${path}", which has no such heading.`;
}

/** A document as links see it. */
export const targetIn = (sheet: Sheet): Target => ({ anchors: sheet.anchors, lines: sheet.lines.length });

/** Where a relative link leads; null for one that leaves the repository or names a site. */
function targetOf(from: string, url: string): { path: string; target: string; anchor: string } | null {
  if (url === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/|\/)/i.test(url)) return null;
  const hash = url.indexOf('#');
  const target = decode(hash < 0 ? url : url.slice(0, hash)).replace(/\?.*$/, '');
  const path = target === '' ? from : resolve(from, target);
  return path === null ? null : { path, target, anchor: hash < 0 ? '' : decode(url.slice(hash + 1)) };
}

/** When one heading differs from the anchor in hyphens, case or punctuation only, it is the one that was meant. */
function anchorFix(sheet: Sheet, run: Run, inline: Inline): Fix | null {
  const url = inline.url ?? '';
  const hash = url.indexOf('#');
  if (hash < 0) return null;
  const path = hash === 0 ? sheet.document.path : resolve(sheet.document.path, decode(url.slice(0, hash)));
  const other = path === null ? undefined : path === sheet.document.path ? targetIn(sheet) : run.target(path);
  const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const meant = [...(other?.anchors ?? [])].filter(anchor => squeeze(anchor) === squeeze(decode(url.slice(hash + 1))));
  const [only] = meant;
  const at = sheet.document.text.slice(inline.span.start.offset, inline.span.end.offset).lastIndexOf(url);
  if (only === undefined || meant.length !== 1 || at < 0) return null;
  const start = inline.span.start.offset + at + hash + 1;
  return { start, end: inline.span.start.offset + at + url.length, text: only };
}

function decode(text: string): string {
  return /%[0-9a-f]{2}/i.test(text) && !/%(?![0-9a-f]{2})/i.test(text) && !/%[89a-f]/i.test(text) ? decodeURIComponent(text) : text;
}

const folders = new WeakMap<ReadonlySet<string>, Set<string>>();
function holdsFolder(paths: ReadonlySet<string>, path: string): boolean {
  let known = folders.get(paths);
  if (known === undefined) {
    known = new Set();
    for (const file of paths) for (let slash = file.lastIndexOf('/'); slash > 0 && !known.has(file.slice(0, slash)); slash = file.lastIndexOf('/', slash - 1)) known.add(file.slice(0, slash));
    folders.set(paths, known);
  }
  return known.has(path.replace(/\/$/, '')) || path === '';
}

/** POSIX path of `target` seen from `from`, or null when it leaves the root. */
function resolve(from: string, target: string): string | null {
  const parts = from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
