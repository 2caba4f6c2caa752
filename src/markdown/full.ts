import type { ListItem as MdListItem, Nodes, Parents, PhrasingContent, RootContent, Table as MdTable, TableCell } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import type { Block, Cell, Inline, Point, Span } from '../model/document.ts';
import { headingSlug } from '../text/slug.ts';

const parser = remark().use(remarkGfm);

/** The blocks of any Markdown text (GitHub flavour). `body` is `text` with its front matter blanked. Never throws on text: what is no structure is a paragraph. */
export function readFull(text: string, body: string): Block[] {
  const blocks: Block[] = [];
  const slugs = new Map<string, number>();
  for (const node of parser.parse(body).children) collect(node, text, blocks, slugs, 0);
  return blocks;
}

function collect(node: RootContent, text: string, blocks: Block[], slugs: Map<string, number>, depth: number): void {
  switch (node.type) {
    case 'heading': {
      const content = textOf(node, text);
      const base = headingSlug(content.text);
      const seen = slugs.get(base) ?? 0;
      slugs.set(base, seen + 1);
      blocks.push({ type: 'heading', depth: node.depth, slug: seen === 0 ? base : `${base}-${seen}`, ...content });
      return;
    }
    case 'paragraph':
      blocks.push({ type: 'paragraph', ...textOf(node, text) });
      return;
    case 'list':
      for (const [index, item] of node.children.entries()) collectItem(item, node.ordered === true, node.ordered === true ? (node.start ?? 1) + index : null, text, blocks, slugs, depth);
      return;
    case 'table':
      blocks.push(tableOf(node, text));
      return;
    case 'code': {
      const span = spanOf(node);
      const fenced = /^(?:`{3,}|~{3,})/.test(text.slice(span.start.offset, span.end.offset));
      const info = [node.lang ?? '', node.meta ?? ''].filter(part => part !== '').join(' ');
      const lastLine = text.slice(span.start.offset, span.end.offset).split('\n').at(-1) ?? '';
      blocks.push({
        type: 'fence',
        lang: (node.lang ?? '').toLowerCase(),
        info,
        content: node.value,
        contentLine: span.start.line + (fenced ? 1 : 0),
        closed: !fenced || (span.end.line > span.start.line && /^[ \t>]*(?:`{3,}|~{3,})[ \t]*\r?$/.test(lastLine)),
        span,
      });
      return;
    }
    case 'html': {
      const raw = text.slice(spanOf(node).start.offset, spanOf(node).end.offset);
      blocks.push({ type: 'html', raw, comment: raw.startsWith('<!--'), span: spanOf(node) });
      return;
    }
    case 'blockquote':
      blocks.push({ type: 'quote', ...textOf(node, text) });
      return;
    case 'thematicBreak':
      blocks.push({ type: 'rule', span: spanOf(node) });
      return;
    case 'footnoteDefinition':
      for (const child of node.children) collect(child, text, blocks, slugs, depth);
      return;
    default:
      return;
  }
}

function collectItem(item: MdListItem, ordered: boolean, number: number | null, text: string, blocks: Block[], slugs: Map<string, number>, depth: number): void {
  const own = item.children.filter(child => child.type === 'paragraph');
  const parts = own.map(child => textOf(child, text));
  const first = parts[0];
  const last = parts.at(-1);
  const at = spanOf(item);
  blocks.push({
    type: 'item',
    depth,
    ordered,
    number,
    checked: item.checked ?? null,
    text: parts.map(part => part.text).join('\n'),
    raw: first === undefined || last === undefined ? '' : text.slice(first.span.start.offset, last.span.end.offset),
    inlines: parts.flatMap(part => part.inlines),
    span: { start: at.start, end: last === undefined ? at.end : last.span.end },
  });
  for (const child of item.children) if (child.type !== 'paragraph') collect(child, text, blocks, slugs, depth + 1);
}

function tableOf(table: MdTable, text: string): Block {
  const [head, ...body] = table.children;
  const cells = (row: TableCell[]): Cell[] => row.map(cell => textOf(cell, text));
  return {
    type: 'table',
    header: cells(head?.children ?? []),
    rows: body.map(row => ({ cells: cells(row.children), span: spanOf(row) })),
    span: spanOf(table),
  };
}

function textOf(node: Parents, text: string): { text: string; raw: string; inlines: Inline[]; span: Span } {
  const span = spanOf(node);
  const inlines: Inline[] = [];
  const plain = node.children.map(child => plainOf(child, inlines, span)).join(node.type === 'blockquote' ? '\n' : '');
  return { text: plain.trim(), raw: text.slice(span.start.offset, span.end.offset), inlines, span };
}

/** `around` is the span of the text it stands in: a bare address inside square brackets comes without a position of its own. */
function plainOf(node: PhrasingContent | RootContent, inlines: Inline[], around: Span): string {
  const span = node.position === undefined ? around : spanOf(node);
  const nested = (parent: Parents): string => parent.children.map(child => plainOf(child, inlines, span)).join('');
  switch (node.type) {
    case 'text':
      return node.value;
    case 'inlineCode':
      inlines.push({ kind: 'code', text: node.value, url: null, span });
      return node.value;
    case 'break':
      return '\n';
    case 'link': {
      const inline: Inline = { kind: 'link', text: '', url: node.url, span };
      inlines.push(inline);
      inline.text = nested(node);
      return inline.text;
    }
    case 'linkReference': {
      const inline: Inline = { kind: 'link', text: '', url: null, span };
      inlines.push(inline);
      inline.text = nested(node);
      return node.referenceType === 'shortcut' ? `[${inline.text}]` : inline.text;
    }
    case 'image':
      inlines.push({ kind: 'image', text: node.alt ?? '', url: node.url, span });
      return node.alt ?? '';
    case 'imageReference':
      return node.alt ?? '';
    case 'strong': {
      const inline: Inline = { kind: 'strong', text: '', url: null, span };
      inlines.push(inline);
      inline.text = nested(node);
      return inline.text;
    }
    case 'html':
      inlines.push({ kind: 'html', text: node.value, url: null, span });
      return /^<(?:br|li)\b/i.test(node.value) ? '\n' : '';
    case 'footnoteReference':
      return '';
    default:
      return 'children' in node ? nested(node) : 'value' in node ? node.value : '';
  }
}

function spanOf(node: Nodes): Span {
  const at = node.position;
  if (at === undefined) throw new Error(`the parser gave no position for a ${node.type}`);
  return { start: pointOf(at.start), end: pointOf(at.end) };
}

function pointOf(point: { line: number; column: number; offset?: number | undefined }): Point {
  if (point.offset === undefined) throw new Error('the parser gave no offset');
  return { line: point.line, column: point.column, offset: point.offset };
}
