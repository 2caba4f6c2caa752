import { describe, expect, it } from 'vitest';
import { deriveJudgement } from '../../../../src/derive/judgement/judgement.ts';
import type { Flow, Workflow } from '../../../../src/model/plan/index.ts';
import { design, emptyDesign, input } from '../fixture.ts';

const all = deriveJudgement(input({ providers: ['strava'] }), design()).workflows;
const drawn = all.filter((workflow): workflow is Workflow & { flow: Flow } => workflow.flow !== null);

describe('workflows', () => {
  it('draws the primary and the four supporting flows (SEED-002-17)', () => {
    expect(all.filter((workflow) => workflow.primary).map((workflow) => workflow.kind)).toEqual(['authentication', 'data-processing', 'event-handling']);
    expect(all.filter((workflow) => !workflow.primary).map((workflow) => workflow.kind)).toEqual(['auth-detail', 'data-flow', 'error-flow', 'integration-flow']);
  });

  it('puts every route but probes in exactly one workflow', () => {
    const placed = all.flatMap((workflow) => workflow.routes);
    expect(placed.toSorted()).toEqual(design().routes.filter((route) => route.rate.class !== 'ops').map((route) => route.id).toSorted());
  });

  it.each(drawn.map((workflow) => [workflow.id, workflow.flow] as const))('%s: at most 25 nodes, unique ids, edges between them', (_, flow) => {
    const ids = flow.nodes.map((node) => node.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeLessThanOrEqual(25);
    for (const edge of flow.edges) expect(ids).toEqual(expect.arrayContaining([edge.from, edge.to]));
  });

  it.each(drawn.map((workflow) => [workflow.id, workflow.flow] as const))('%s: each decision has two branches at least, each with its own label', (_, flow) => {
    for (const node of flow.nodes.filter((one) => one.shape === 'decision')) {
      const labels = flow.edges.filter((edge) => edge.from === node.id).map((edge) => edge.label);
      expect(labels.length).toBeGreaterThan(1);
      expect(labels).not.toContain(null);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('keeps labels free of what breaks a quoted Mermaid label', () => {
    for (const { flow } of drawn) for (const text of [...flow.nodes.map((node) => node.label), ...flow.edges.flatMap((edge) => edge.label ?? [])]) expect(text).not.toMatch(/["`;#<>\n]/);
  });

  it('names status, code and recovery on an error node', () => {
    const labels = drawn.flatMap(({ flow }) => flow.nodes.filter((node) => node.shape === 'err').map((node) => node.label));
    expect(labels).toContain('409 BOOK_LENT: pick another');
    expect(labels).toContain('SHOP_UNAVAILABLE: job runner tries again');
  });

  it('draws the worker behind a dashed edge and the outside call behind it', () => {
    const flow = drawn.find((workflow) => workflow.id === 'WF-events')?.flow;
    const worker = flow?.nodes.find((node) => node.refs.includes('build-report'));
    expect(flow?.edges.find((edge) => edge.to === worker?.id)?.dashed).toBe(true);
    expect(flow?.nodes.find((node) => node.shape === 'ext')?.label).toContain('ShopGateway.getPrice');
  });

  it('adds up every budget and keeps it within its target', () => {
    const budgets = all.flatMap((workflow) => workflow.budgets);
    expect(budgets.length).toBeGreaterThan(0);
    for (const budget of budgets) {
      expect(budget.totalMs).toBe(budget.hops.reduce((sum, hop) => sum + hop.ms, 0));
      expect(budget.totalMs).toBeLessThanOrEqual(budget.limitMs);
    }
  });

  it('begins the authentication flow with the ceremony and ends a reused token for its whole family', () => {
    const labels = all.find((workflow) => workflow.kind === 'auth-detail')?.flow?.nodes.map((node) => node.label) ?? [];
    const renewed = design().methods.find((method) => method.name === 'refreshSession')?.audit;
    if (renewed !== undefined && renewed !== null) expect(labels).toContain(`audit ${renewed}`);
    expect(labels.filter((text) => text.includes('SESSION_EXPIRED'))).not.toContain('401 SESSION_EXPIRED: renew the session once, then sign in');
  });

  it('answers no caller from a job: an error behind a worker names what becomes of the job', () => {
    for (const { flow, kind } of drawn.filter((workflow) => workflow.primary || (workflow.kind === 'integration-flow' && !workflow.flow.nodes.some((node) => node.shape === 'step')))) {
      const behind = (id: string, seen: ReadonlySet<string>): boolean => flow.edges.some((edge) => edge.to === id && !seen.has(edge.from) && (flow.nodes.find((node) => node.id === edge.from)?.shape === 'async' || behind(edge.from, new Set([...seen, id]))));
      for (const node of flow.nodes.filter((one) => one.shape === 'err' && behind(one.id, new Set()))) expect(node.label, kind).not.toMatch(/^5\d\d /);
    }
  });

  it('says in one line what an empty feature lacks instead of drawing it', () => {
    for (const workflow of deriveJudgement(input(), emptyDesign).workflows) {
      expect(workflow.flow).toBeNull();
      expect(workflow.absent).toMatch(/\S/);
      expect(workflow.absent).not.toContain('\n');
    }
  });
});
