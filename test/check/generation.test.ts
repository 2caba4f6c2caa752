import { describe, expect, it } from 'vitest';
import { checkDocuments } from '../../src/check/check.ts';
import type { CheckInput } from '../../src/check/check.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { Finding } from '../../src/model/finding.ts';
import { renderPlan } from '../../src/render/render.ts';
import { knowledge } from '../support/knowledge.ts';
import { clinicPlan } from '../support/plan.ts';

const plan = clinicPlan();
const rendered = renderPlan(plan, knowledge(), {});
const prd = [...rendered.keys()].find(path => path.endsWith('/prd.md')) ?? '';
const pack = [...rendered.keys()].find(path => /\/1-[^/]+\/plan\.md$/.test(path)) ?? '';

function check(changes: Record<string, string>, more: Partial<CheckInput> = {}): Finding[] {
  const documents = [...rendered].map(([path, text]) => parseMarkdown(path, changes[path] ?? text));
  return checkDocuments({ documents, today: '2026-11-21', catalogue: knowledge().catalogue, plans: new Map([['clinic', plan]]), expected: rendered, base: rendered, ...more }).filter(finding => finding.rule.startsWith('generation/'));
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
    expect(findings).toMatchObject([{ rule: 'generation/node-missing', file: prd, line, message: expect.stringContaining('"FR-002"') as string }]);
  });

  it('task-disagrees finds changed hours and dependencies', () => {
    expect(check(change(pack, 'hours: 0.5/1/2', 'hours: 0.5/2/4'))).toMatchObject([{ rule: 'generation/task-disagrees', severity: 'warning', message: expect.stringContaining('0.5/2/4') as string }]);
    expect(check(change(pack, / · after: T-\w+/, ''))).toMatchObject([{ rule: 'generation/task-disagrees', message: expect.stringContaining('does not wait for') as string }]);
  });

  it('only informs of what the passing of time brings', () => {
    const findings = check({}, { today: '2031-01-01', facts: knowledge().facts });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(finding => finding.rule === 'generation/fact-age' && finding.severity === 'info' && finding.file === null)).toBe(true);
    const documents = [...rendered].map(([path, text]) => parseMarkdown(path, text));
    const all = checkDocuments({ documents, today: '2031-01-01', catalogue: knowledge().catalogue, plans: new Map([['clinic', plan]]) });
    expect(all.filter(finding => finding.rule === 'status/decision-overdue')).toMatchObject([{ severity: 'info', message: expect.stringContaining('DEC-mail') as string }]);
  });

  it('stale compares the fresh render with the last one, never with what a person wrote', () => {
    expect(check(change(prd, '## Data models', 'Our own note.\n\n## Data models'))).toEqual([]);
    const fresh = new Map(rendered).set(prd, (rendered.get(prd) ?? '').replace('Clinic web app', 'Clinic app'));
    expect(check({}, { expected: fresh })).toMatchObject([{ rule: 'generation/stale', file: prd, severity: 'error' }]);
    expect(check({}, { expected: fresh, older: new Set(['clinic']) })).toMatchObject([{ rule: 'generation/newer-tool', file: prd, severity: 'info' }]);
  });
});
