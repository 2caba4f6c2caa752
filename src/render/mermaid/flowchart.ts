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

const lineWidth = 150;

/** Mermaid text of a flow; `brief` leaves the stroke of the classes to the viewer. A path of edges shares a line as long as it fits; a node shows its shape and label where it is named first. */
export function flowchart(flow: Flow, options: { brief: boolean } = { brief: false }): string[] {
  const nodes = new Map(flow.nodes.map(node => [node.id, node]));
  const drawn = new Set<string>();
  const draw = (id: string): string => {
    const node = nodes.get(id);
    if (node === undefined) throw new Error(`an edge of a flow names the unknown node "${id}"`);
    if (drawn.has(id)) return nodeId(id);
    drawn.add(id);
    const [open, close] = shapes[node.shape];
    return `${nodeId(id)}${open}${label(node.label)}${close}`;
  };
  const lines: string[] = [];
  let tail: string | null = null;
  for (const edge of flow.edges) {
    const before = lines.at(-1);
    const arrow = `${edge.dashed ? '-.->' : '-->'}${edge.label === null ? '' : `|${label(edge.label)}|`}`;
    if (tail === edge.from && before !== undefined && before.length < lineWidth) lines[lines.length - 1] = `${before} ${arrow} ${draw(edge.to)}`;
    else lines.push(`  ${draw(edge.from)} ${arrow} ${draw(edge.to)}`);
    tail = edge.to;
  }
  const alone = flow.nodes.filter(node => !drawn.has(node.id)).map(node => `  ${draw(node.id)}`);
  return [`flowchart ${flow.direction}`, ...lines, ...alone, ...(options.brief ? [] : ['  classDef sec,audit,async,ext,err stroke-width:3px'])];
}
