import type { DiagramNode, Flow } from '../../model/plan/index.ts';
import { label, nodeId } from './label.ts';

/** Shape and class carry the meaning, not colour: the legend of the workflows document names each (`DiagramNode.shape`). */
const shapes: Readonly<Record<DiagramNode['shape'], readonly [open: string, close: string]>> = {
  step: ['[', ']'],
  decision: ['{', '}'],
  sec: ['{{', '}}:::sec'],
  audit: ['([', ']):::audit'],
  async: ['[[', ']]:::async'],
  ext: ['[/', '/]:::ext'],
  err: ['>', ']:::err'],
  store: ['[(', ')]'],
};

/** Mermaid text of a flow, one node or edge a line, so that a changed node changes one line. */
export function flowchart(flow: Flow): string[] {
  const ids = new Map(flow.nodes.map(node => [node.id, nodeId(node.id)]));
  const id = (name: string): string => {
    const known = ids.get(name);
    if (known === undefined) throw new Error(`an edge of a flow names the unknown node "${name}"`);
    return known;
  };
  return [
    `flowchart ${flow.direction}`,
    ...flow.nodes.map(node => {
      const [open, close] = shapes[node.shape];
      return `  ${id(node.id)}${open}${label(node.label)}${close}`;
    }),
    ...flow.edges.map(edge => `  ${id(edge.from)} ${edge.dashed ? '-.->' : '-->'}${edge.label === null ? '' : `|${label(edge.label)}|`} ${id(edge.to)}`),
    '  classDef sec,audit,async,ext,err stroke-width:3px',
  ];
}
