import { describe, expect, it } from 'vitest';
import { checkDocuments } from '../support/check.ts';
import type { CheckInput } from '../support/check.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { Finding } from '../../src/model/finding.ts';
import { renderPlan } from '../../src/render/render.ts';
import { knowledge } from '../support/knowledge.ts';
import { clinicPlan } from '../support/plan.ts';

const plan = clinicPlan();
const rendered = renderPlan(plan, knowledge(), { depth: 'full' });
const prd = [...rendered.keys()].find(path => path.endsWith('/prd.md')) ?? '';
const add = [...rendered.keys()].find(path => path.endsWith('/add.md')) ?? '';
const pack = [...rendered.keys()].find(path => /\/1-[^/]+\/plan\.md$/.test(path)) ?? '';

/** Rules that compare with the graph, the fresh render or the last one. */
const wanted = /^generation\/|^ids\/renumbered$|^architecture\/field-disagrees$|^diagrams\/gantt-graph$/;

function check(changes: Record<string, string>, more: Partial<CheckInput> = {}): Finding[] {
  const documents = [...rendered].map(([path, text]) => parseMarkdown(path, changes[path] ?? text));
  return checkDocuments({ documents, today: '2026-11-21', catalogue: knowledge().catalogue, plans: new Map([['clinic', plan]]), expected: rendered, base: rendered, ...more }).filter(finding => wanted.test(finding.rule));
}
const change = (path: string, find: string | RegExp, by: string): Record<string, string> => {
  const text = rendered.get(path) ?? '';
  const changed = text.replace(find, by);
  expect(changed).not.toBe(text);
  return { [path]: changed };
};

describe('generation', () => {
  it('says nothing of what was rendered', () => {
    expect(check({})).toEqual([]);
  });

  it('node-missing names the place where the node should stand', () => {
    const text = rendered.get(prd) ?? '';
    const line = text.split('\n').findIndex(row => row.startsWith('| FR-002 |'));
    const findings = check(change(prd, /\| FR-002 \|[^\n]*\n/, ''));
    expect(findings).toMatchObject([{ rule: 'generation/node-missing', file: prd, line, message: expect.stringContaining('"FR-002"') }]);
  });

  it('task-disagrees finds changed hours and dependencies', () => {
    expect(check(change(pack, 'hours: 0.5/1/2', 'hours: 0.5/2/4'))).toMatchObject([{ rule: 'generation/task-disagrees', severity: 'warning', message: expect.stringContaining('0.5/2/4') }]);
    expect(check(change(pack, / · after: T-\w+/, ''))).toMatchObject([{ rule: 'generation/task-disagrees', message: expect.stringContaining('does not wait for') }]);
  });

  it('only informs of what the passing of time brings', () => {
    const findings = check({}, { today: '2031-01-01', facts: knowledge().facts });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(finding => finding.rule === 'generation/fact-age' && finding.severity === 'info' && finding.file === null)).toBe(true);
    const documents = [...rendered].map(([path, text]) => parseMarkdown(path, text));
    const all = checkDocuments({ documents, today: '2031-01-01', catalogue: knowledge().catalogue, plans: new Map([['clinic', plan]]) });
    expect(all.filter(finding => finding.rule === 'status/decision-overdue')).toMatchObject([{ severity: 'info', message: expect.stringContaining('DEC-mail') }]);
  });

  it('stale is said once of a feature, with the list of its documents', () => {
    const fresh = new Map([...rendered].map(([path, text]) => [path, text.replace('# ', '# New ')]));
    const findings = check({}, { expected: fresh });
    expect(findings).toMatchObject([{ rule: 'generation/stale' }]);
    expect(findings[0]?.message).toContain(`and ${rendered.size - 1} more of "clinic" with it: `);
  });

  it('stale compares the fresh render with the last one, never with what a person wrote', () => {
    expect(check(change(prd, '## Data models', 'Our own note.\n\n## Data models'))).toEqual([]);
    const fresh = new Map(rendered).set(prd, (rendered.get(prd) ?? '').replace('Clinic web app', 'Clinic app'));
    expect(check({}, { expected: fresh })).toMatchObject([{ rule: 'generation/stale', file: prd, severity: 'error' }]);
    expect(check({}, { expected: fresh, older: new Set(['clinic']) })).toMatchObject([{ rule: 'generation/newer-tool', file: prd, severity: 'info' }]);
  });

  it('field-disagrees compares types with the graph and names fields that nothing shows', () => {
    const field = /- \*\*(\w+\.(?!id\b)\w+)\*\*: (\w+)[^\n]*/.exec(rendered.get(add) ?? '');
    expect(field).not.toBeNull();
    const [whole = '', id = '', type = ''] = field ?? [];
    const line = (rendered.get(add) ?? '').slice(0, field?.index).split('\n').length;
    expect(check(change(add, whole, whole.replace(`: ${type}`, ': blob')))).toMatchObject([{ rule: 'architecture/field-disagrees', line, message: expect.stringMatching(new RegExp(`"${id}" is "blob.*the plan says "${type}`)) }]);
    expect(check(change(add, whole, `${whole.replace(id, `${id.split('.')[0] ?? ''}.mood`)}\n${whole}`))).toMatchObject([{ rule: 'architecture/field-disagrees', line, message: expect.stringContaining('is in no sample') }]);
  });

  it('renumbered finds ids that changed places in a document, and once those of a changed spec', () => {
    const text = rendered.get(prd) ?? '';
    const swapped = text.replace(/^\| FR-001 \|/m, '| FR-XXX |').replace(/^\| FR-002 \|/m, '| FR-001 |').replace(/^\| FR-XXX \|/m, '| FR-002 |');
    expect(check({ [prd]: swapped }).filter(finding => finding.rule === 'ids/renumbered').map(finding => finding.message)).toEqual(['"FR-002" names here what was "FR-001" at the last render.', '"FR-001" names here what was "FR-002" at the last render.']);
    const moved = text.replace(/^\| FR-(\d{3}) \|/gm, (_, digits: string) => `| FR-${String(Number(digits) + 1).padStart(3, '0')} |`);
    expect(check({}, { expected: new Map(rendered).set(prd, moved) }).filter(finding => finding.rule === 'ids/renumbered')).toMatchObject([{ file: prd, message: expect.stringMatching(/^The spec now calls "FR-001" "FR-002", and \d+ more/) }]);
  });

  it('gantt-graph compares the chart with the schedule', () => {
    const chart = [...rendered.keys()].find(path => rendered.get(path)?.includes('\ngantt\n') === true) ?? '';
    expect(check(change(chart, /(:(?:crit, )?p1, after p0, )\d+d/, '$199d'))).toMatchObject([{ rule: 'diagrams/gantt-graph', message: expect.stringContaining('99d') }]);
  });
});
