import { oneLine } from '../text.ts';

const entities: Readonly<Record<string, string>> = { '"': '#quot;', '#': '#35;', ';': '#59;', '<': '#lt;', '>': '#gt;', '`': "'", '\\': '#92;' };

/** A quoted Mermaid label, `-` when there is nothing to say: nothing in it can end the label, start a comment, a directive or HTML. */
export function label(text: string): string {
  return `"${(oneLine(text) || '-').replace(/["#;<>`\\]/g, mark => entities[mark] ?? '').replace(/%(?=%)|(?<=%)%/g, '#37;')}"`;
}

const reserved = new Set(['end', 'default', 'style', 'class', 'classdef', 'click', 'graph', 'subgraph', 'flowchart', 'direction', 'linkstyle', 'call', 'href', 'interpolate']);

/** A node id no keyword can be mistaken for. */
export function nodeId(id: string): string {
  const plain = id.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?![A-Za-z])/, 'n');
  return reserved.has(plain.toLowerCase()) ? `${plain}_` : plain;
}

/** Words of a Gantt line, where `:`, `,`, `;` and `#` separate. */
export function ganttWords(text: string): string {
  const words = oneLine(text).replace(/[^\p{L}\p{N} ().+-]/gu, ' ').replace(/\s+/g, ' ').trim();
  return words === '' ? 'unnamed' : words;
}
