import { describe, expect, it } from 'vitest';
import { readDiagrams } from '../support/check.ts';
import { createDiagramParser } from '../../src/check/mermaid/parser.ts';
import { loadMermaid } from '../../src/io/mermaid.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { Flow } from '../../src/model/plan/index.ts';
import { flowchart } from '../../src/render/mermaid/flowchart.ts';
import { ganttChart } from '../../src/render/mermaid/gantt.ts';
import { renderPlan } from '../../src/render/render.ts';
import { knowledge } from '../support/knowledge.ts';
import { clinicPlan } from '../support/plan.ts';

const parser = async () => createDiagramParser(await loadMermaid());

describe('diagrams', () => {
  it('parse with Mermaid\'s own grammars, calibrated or not', async () => {
    for (const calibrated of [true, false]) {
      const documents = [...renderPlan(clinicPlan({ calibrated }), knowledge(), { depth: 'full' })].map(([path, text]) => parseMarkdown(path, text));
      const verdicts = [...(await readDiagrams(documents, await parser())).values()];
      expect(verdicts.filter(verdict => !verdict.ok)).toEqual([]);
      expect(verdicts.length).toBe(3);
    }
  });

  it('parse whatever a label or an id says', async () => {
    const evil = ['end', 'a "b" c', '#quot; #1', '; %% x', '<script>', '`code`', 'a | b', '{{x}}', '[y](z)', 'é -> ü', ']:::err', ''];
    const shapes = ['step', 'decision', 'sec', 'audit', 'async', 'ext', 'err', 'store'] as const;
    const nodes = evil.flatMap((label, row) => shapes.map((shape, column) => ({ id: column === 0 && row === 0 ? 'end' : `o${row}x${column}`, label, shape, refs: [] })));
    const edges = nodes.slice(1).map((node, index) => ({ from: nodes[index]?.id ?? '', to: node.id, label: index % 2 === 0 ? evil[index % evil.length] ?? null : null, dashed: index % 3 === 0 }));
    const flow: Flow = { direction: 'TD', nodes, edges };
    expect(await (await parser())(flowchart(flow).join('\n'))).toEqual({ ok: true, type: 'flowchart-v2' });
  });

  it('draws each node once, with its shape, and each edge', () => {
    const flow: Flow = { direction: 'LR', nodes: [{ id: 'a', label: 'A', shape: 'step', refs: [] }, { id: 'b', label: 'B', shape: 'sec', refs: [] }, { id: 'c', label: 'C', shape: 'err', refs: [] }, { id: 'd', label: 'D', shape: 'async', refs: [] }], edges: [{ from: 'a', to: 'b', label: null, dashed: false }, { from: 'b', to: 'c', label: 'no', dashed: false }, { from: 'a', to: 'd', label: null, dashed: true }] };
    expect(flowchart(flow)).toEqual(['flowchart LR', '  a["A"] --> b{{"B"}}:::sec -->|"no"| c>"C"]:::err', '  a -.-> d[["D"]]:::async', '  classDef sec,audit,async,ext,err stroke-width:3px']);
    expect(() => flowchart({ ...flow, edges: [{ from: 'a', to: 'x', label: null, dashed: false }] })).toThrow('unknown node "x"');
  });

  it('gives the Gantt chart whole days, known predecessors and the promise', () => {
    const lines = ganttChart(clinicPlan());
    expect(lines).toContain('  Bookings :crit, p1, after p0, 5d');
    expect(lines).toContain('  Promise :milestone, crit, m1, 2026-12-25, 0d');
    const plan = clinicPlan();
    expect(ganttChart({ ...plan, phases: plan.phases.map(phase => ({ ...phase, title: 'a: b, c; #d' })) })[4]).toBe('  a b c d :crit, p0, 2026-11-23, 2d');
  });
});
