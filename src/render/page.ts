import { posix } from 'node:path';
import type { NodeBase, Source } from '../model/source.ts';
import { headingAnchor, lineAnchor, relativeUrl } from './links.ts';
import type { Page } from './site.ts';
import { code, quoted } from './text.ts';

/** Page of a document of the plan; null when the depth leaves it out. */
export function pageOf(page: Page, doc: string, pack: string | null = null): Page | null {
  return page.site.pages.find(other => other.doc.id === doc && (other.package?.id ?? null) === pack) ?? null;
}

/** Link to a document or one of its sections, or the bare label when that document is not written. */
export function linkTo(page: Page, label: string, doc: string, section: string | null = null, pack: string | null = null): string {
  const target = pageOf(page, doc, pack);
  if (target === null) return label;
  let anchor: string | null = null;
  if (section !== null) {
    const title = target.titles.get(section);
    if (title === undefined) throw new Error(`no section ${section} in document ${doc}`);
    anchor = headingAnchor(title);
  }
  if (target === page && anchor === null) return label;
  return `[${label}](${relativeUrl(page.path, target.path, anchor)})`;
}

/** Link to a package's plan, labelled with its id; the id in code where package plans are left out. */
export function packageLink(page: Page, pack: string): string {
  const target = pageOf(page, 'work_package', pack);
  return target === null ? code(pack) : `[${pack}](${relativeUrl(page.path, target.path)})`;
}

/** Where a node comes from, without the arrow: `[FR-04](../spec.md#L161), rule:R9`. */
export function sources(page: Page, node: Traced, parent: Traced | null = null): string {
  const known = new Set(parent?.sources.filter(source => source.kind === 'spec').map(source => JSON.stringify(source)));
  const own = node.sources.filter(source => !known.has(JSON.stringify(source)));
  const kept = own.length === 0 ? node.sources : own;
  const lines = [...new Set(kept.filter(source => source.kind === 'spec').map(source => sourceLabel(page, source, node.id)))];
  const others = kept.filter(source => source.kind !== 'spec').map(source => sourceLabel(page, source, node.id));
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines - 1), `${lines.length - mostLines + 1} more lines`] : lines;
  const labels = [...shown, ...others];
  if (labels.length === 0) labels.push(node.origin);
  return [...new Set(labels)].join(', ');
}

/** A node that this many requirements need is traced by the first of them here; `traceability.md` has each with all it needs. */
const mostLines = 6;

type Traced = Pick<NodeBase, 'id' | 'sources' | 'origin'>;

/** The trace suffix of `formats.md`, last on the line that declares a node. Spec lines that its `parent` names just above are not repeated. */
export function trace(page: Page, node: Traced, parent: Traced | null = null): string {
  return `<- ${sources(page, node, parent)}`;
}

function sourceLabel(page: Page, source: Source, self: string): string {
  switch (source.kind) {
    case 'spec': {
      const named = source.id !== null && source.id !== self && page.site.plan.requirements.some(requirement => requirement.id === source.id);
      return specLink(page, source.path, source.line, source.endLine, named ? source.id : null);
    }
    case 'sample':
      return quoted(`${posix.basename(source.file)}#${source.pointer}`);
    case 'answer':
      return `answer:${source.question}`;
    case 'rule':
      return source.id.startsWith('rule:') ? source.id : `rule:${source.id}`;
    case 'profile':
      return `profile:${source.id}`;
    case 'provider':
      return `provider:${source.id}`;
  }
}

/** Link to lines of an input, labelled with an id or `file.md:12`. */
export function specLink(page: Page, path: string, line: number, endLine: number, id: string | null = null): string {
  const label = id ?? `${quoted(posix.basename(path))}:${line}${endLine > line ? `-${endLine}` : ''}`;
  return `[${label}](${relativeUrl(page.path, path, lineAnchor(line, endLine))})`;
}

/** Link to an input as a whole. */
export function fileLink(page: Page, path: string): string {
  return `[${quoted(posix.basename(path))}](${relativeUrl(page.path, path)})`;
}
