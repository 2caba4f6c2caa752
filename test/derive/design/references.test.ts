import { describe, expect, it } from 'vitest';
import { Design } from '../../../src/model/plan/index.ts';
import { middleware } from '../../../src/derive/design/errors/catalogue.ts';
import { primaryWorkflows } from '../../../src/derive/design/workflows.ts';
import { cases, designCase } from './fixtures.ts';

const names = ['stravaai', 'clinic', 'stories', 'contradictory', 'vague'] as const satisfies readonly (keyof typeof cases)[];

function dangling(d: Design): string[] {
  const requirements = new Set(d.requirements.map((x) => x.id));
  const routes = new Set(d.routes.map((x) => x.id));
  const jobs = new Set(d.jobs.map((x) => x.id));
  const models = new Set(d.models.map((x) => x.id));
  const services = new Set(d.services.map((x) => x.id));
  const methods = new Set(d.methods.map((x) => x.id));
  const errors = new Set(d.errors.map((x) => x.id));
  const events = new Set(d.events.map((x) => x.id));
  const workflows = new Set<string>(primaryWorkflows(d).map((x) => x.id));
  const out: string[] = [];
  const check = (from: string, ids: readonly (string | null)[], known: ReadonlySet<string>) => out.push(...ids.filter((id): id is string => id !== null && !known.has(id)).map((id) => `${from} -> ${id}`));
  for (const r of d.routes) {
    check(r.id, r.requirements, requirements);
    check(r.id, [r.resource], models);
    check(r.id, [r.service], services);
    check(r.id, [r.handledBy], methods);
    check(r.id, [...r.errors, ...r.ownErrors, ...r.outcomes.flatMap((o) => o.errors)], errors);
    check(r.id, [r.job], jobs);
    check(r.id, [r.workflow], workflows);
  }
  for (const m of d.methods) {
    check(m.id, [m.service], services);
    check(m.id, [...m.reads, ...m.writes], models);
    check(m.id, [...m.throws, ...m.steps.flatMap((s) => s.throws)], errors);
    check(m.id, m.calls, methods);
    check(m.id, m.emits, events);
    check(m.id, m.requirements, requirements);
  }
  for (const j of d.jobs) {
    check(j.id, [j.service], services);
    check(j.id, [...j.reads, ...j.writes], models);
    check(j.id, j.calls, methods);
    check(j.id, j.throws, errors);
    check(j.id, j.emits, events);
    check(j.id, j.requirements, requirements);
  }
  for (const s of d.services) {
    check(s.id, s.uses, services);
    check(s.id, [...s.reads, ...s.writes], models);
  }
  for (const c of d.criteria) check(c.id, [c.requirement], requirements);
  for (const f of d.fields) check(f.id, [f.model], models);
  for (const r of d.relations) check(r.id, [r.from, r.to], models);
  for (const i of d.indexes) {
    check(i.id, [i.model], models);
    check(i.id, i.neededBy, new Set([...routes, ...jobs, ...d.criteria.map((c) => c.id)]));
  }
  for (const e of d.errors) check(e.id, [e.owner], new Set([...methods, ...Object.values(middleware)]));
  for (const m of d.metrics) check(m.id, [m.service], services);
  return out;
}

function cycle(d: Design): string[] | null {
  const uses = new Map(d.services.map((s) => [s.id, s.uses]));
  const visit = (id: string, path: readonly string[]): string[] | null => {
    if (path.includes(id)) return [...path, id];
    for (const next of uses.get(id) ?? []) {
      const found = visit(next, [...path, id]);
      if (found !== null) return found;
    }
    return null;
  };
  for (const id of uses.keys()) {
    const found = visit(id, []);
    if (found !== null) return found;
  }
  return null;
}

describe.each(names)('design of %s', (name) => {
  const d = designCase(name);

  it('fits its schema', () => {
    expect(Design.safeParse(d).error).toBeUndefined();
  });

  it('names nothing that does not exist', () => {
    expect(dangling(d)).toEqual([]);
  });

  it('has each id once', () => {
    for (const nodes of [d.requirements, d.criteria, d.routes, d.services, d.methods, d.jobs, d.events, d.metrics, d.models, d.fields, d.relations, d.indexes, d.errors, d.refinements, d.openQuestions]) {
      const ids = nodes.map((n) => n.id);
      expect(ids.length).toBe(new Set(ids).size);
    }
  });

  it('has services without a cycle, each with at most 5 uses and 12 methods (SEED-003-10)', () => {
    expect(cycle(d)).toBeNull();
    for (const s of d.services) {
      expect(s.uses.length).toBeLessThanOrEqual(5);
      expect(d.methods.filter((m) => m.service === s.id).length).toBeLessThanOrEqual(14);
    }
  });

  it('answers or rejects every must and should, each with a criterion', () => {
    for (const r of d.requirements.filter((x) => x.kind === 'functional' && (x.priority === 'must' || x.priority === 'should') && x.rejected === null)) {
      const served = d.routes.some((x) => x.requirements.includes(r.id)) || d.jobs.some((x) => x.requirements.includes(r.id));
      expect(served, `${r.id} ${r.text}`).toBe(true);
      expect(d.criteria.some((c) => c.requirement === r.id), `${r.id} ${r.text}`).toBe(true);
    }
  });

  it('leaves no cell of the outcome matrix empty', () => {
    for (const r of d.routes) for (const o of r.outcomes) expect(o.errors.length > 0 || o.waived !== null, `${r.id} ${o.outcome}`).toBe(true);
  });

  it('makes no call inside a transaction', () => {
    for (const m of d.methods.filter((x) => x.calls.length > 0 && x.tx !== 'none')) {
      const call = m.steps.findIndex((s) => s.text.includes(m.calls[0] ?? ''));
      const write = m.steps.findIndex((s) => s.kind === 'write');
      expect(call >= 0 && (write < 0 || call < write), m.id).toBe(true);
    }
  });

  it('keys rows by KSUID, never by a number or UUID (SEED-004-5)', () => {
    for (const m of d.models.filter((x) => x.kind !== 'deferred')) expect(d.fields.find((f) => f.model === m.id && f.key === 'primary')?.type).toBe('Ksuid');
    expect(d.fields.filter((f) => /uuid|objectid/i.test(f.type))).toEqual([]);
  });

  it('has at most 5 core models and 3 consumers (SEED-002-14)', () => {
    expect(d.models.filter((m) => m.kind === 'core' || m.kind === 'embedded').length).toBeLessThanOrEqual(5);
    expect(d.consumers.length).toBeLessThanOrEqual(3);
  });

  it('has an index with a need for each list of a stored collection, and none without', () => {
    for (const i of d.indexes) expect(i.neededBy.length, i.id).toBeGreaterThan(0);
    for (const r of d.routes.filter((x) => x.pagination !== null && d.models.find((m) => m.id === x.resource)?.kind !== 'embedded')) expect(d.indexes.some((i) => i.neededBy.includes(r.id)), r.id).toBe(true);
  });
});
