import { describe, expect, it } from 'vitest';
import { checkDocuments } from '../support/check.ts';
import { applyFixes } from '../../src/check/fix.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Plan } from '../../src/model/plan/index.ts';
import type { Lock } from '../../src/model/state.ts';
import { renderPlan } from '../../src/render/render.ts';
import { fingerprint } from '../../src/text/hash.ts';
import { updateLinks } from '../../src/write/links.ts';
import { knowledge } from '../support/knowledge.ts';
import { clinicPlan } from '../support/plan.ts';

const plan = clinicPlan();
const rendered = renderPlan(plan, knowledge(), { depth: 'full' });
const prd = [...rendered.keys()].find(path => path.endsWith('/prd.md')) ?? '';
const lock: Lock = updateLinks(
  { schemaVersion: 1, plan: plan.plan, asOf: plan.asOf, toolVersion: '0.0.0', factsEdition: '', renames: {}, retired: [], links: [] },
  plan.requirements.map(each => ({ id: each.id, fingerprint: fingerprint(each.text) })),
);
const lineOf = (id: string): number => (rendered.get(prd) ?? '').split('\n').findIndex(row => row.startsWith(`| ${id} |`)) + 1;

function check(more: { lock?: Lock; plan?: Plan | null; changes?: Record<string, string> }): Finding[] {
  const documents = [...rendered].map(([path, text]) => parseMarkdown(path, more.changes?.[path] ?? text));
  const graph = more.plan === undefined ? plan : more.plan;
  return checkDocuments({ documents, today: '2026-11-21', catalogue: knowledge().catalogue, plans: graph === null ? new Map() : new Map([['clinic', graph]]), locks: new Map([['clinic', more.lock ?? lock]]) })
    .filter(finding => ['trace/suspect', 'trace/source-moved', 'ids/retired'].includes(finding.rule));
}

describe('the lock and the documents', () => {
  it('say nothing while the spec is as it was confirmed', () => {
    expect(check({})).toEqual([]);
    expect(check({ plan: null })).toEqual([]);
  });

  it('a requirement whose text changed is suspect on the line that declares it, until it is confirmed', () => {
    const changed: Plan = { ...plan, requirements: plan.requirements.map(each => (each.id === 'FR-002' ? { ...each, text: `${each.text} within 5 minutes` } : each)) };
    expect(check({ plan: changed })).toMatchObject([{ rule: 'trace/suspect', severity: 'warning', file: prd, line: lineOf('FR-002'), message: expect.stringContaining('"FR-002"') }]);
    const after = updateLinks(lock, changed.requirements.map(each => ({ id: each.id, fingerprint: fingerprint(each.text) })));
    expect(check({ plan: null, lock: after })).toMatchObject([{ rule: 'trace/suspect', line: lineOf('FR-002') }]);
  });

  it('white space is no change of meaning', () => {
    expect(check({ plan: { ...plan, requirements: plan.requirements.map(each => ({ ...each, text: `${each.text}  ` })) } })).toEqual([]);
  });

  it('an id that was given up is neither named nor given again', () => {
    const buried: Lock = { ...lock, retired: [{ id: 'FR-077', key: 'x' }] };
    const text = rendered.get(prd) ?? '';
    expect(check({ lock: buried })).toEqual([]);
    const again = text.replace(/(\| FR-002 \|[^\n]*\n)/, (row: string) => `${row}${row.replace('FR-002', 'FR-077')}`);
    expect(check({ lock: buried, changes: { [prd]: again } })).toMatchObject([{ rule: 'ids/retired', severity: 'error', line: lineOf('FR-002') + 1 }]);
    const named = text.replace('## Data models', 'Follows `FR-077`.\n\n## Data models');
    expect(check({ lock: buried, changes: { [prd]: named } })).toMatchObject([{ rule: 'ids/retired', message: expect.stringContaining('nothing in the spec') }]);
  });

  it('a trace to another line of the spec than the requirement stands on is found', () => {
    const text = rendered.get(prd) ?? '';
    const wrong = text.replace(/(\| FR-002 \|[^\n]*#L)\d+/, (_, head: string) => `${head}9999`);
    expect(wrong).not.toBe(text);
    expect(check({ changes: { [prd]: wrong } })).toMatchObject([{ rule: 'trace/source-moved', line: lineOf('FR-002'), message: expect.stringContaining('not on line 9999') }]);
    const fixed = applyFixes(wrong, check({ changes: { [prd]: wrong } }));
    expect(fixed).toMatchObject({ applied: 1, text });
  });
});
