import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { Document } from '../../src/model/document.ts';
import { Plan } from '../../src/model/plan/index.ts';
import { renderPlan } from '../../src/render/render.ts';
import { clinicPlan } from '../support/plan.ts';
import { knowledge } from '../support/knowledge.ts';

const render = (plan: Plan = clinicPlan(), options: Parameters<typeof renderPlan>[2] = {}) => renderPlan(plan, knowledge(), { depth: 'full', ...options });
const parsed = (files: ReadonlyMap<string, string>): Document[] => [...files].map(([path, text]) => parseMarkdown(path, text));

/** Ids a document declares: first words of headings, first cells under "Id", bold starts of list items (`formats.md`). */
function declared(document: Document): string[] {
  const ids: string[] = [];
  for (const block of document.blocks) {
    if (block.type === 'table' && block.header[0]?.text === 'Id') for (const row of block.rows) ids.push(row.cells[0]?.text ?? '');
    if (block.type === 'item' && block.inlines[0]?.kind === 'strong' && block.inlines[0].span.start.offset === block.span.start.offset + block.raw.indexOf('**')) ids.push(block.inlines[0].text);
    if (block.type === 'item' && /^(?:\[ \] )?\*\*/.test(block.raw)) ids.push(block.inlines[0]?.text ?? '');
    if (block.type === 'heading' && /^[A-Z]+-\S/.test(block.text)) ids.push(block.text.split(' ')[0] ?? '');
  }
  return [...new Set(ids)];
}

describe('renderPlan', () => {
  it('writes every document of the catalogue where it says, one per package (SEED-000-5, SEED-000-12)', () => {
    expect([...render().keys()].sort()).toEqual([
      ...['add', 'prd', 'project_charter', 'wbs'].map(name => `ai_docs/context/core_docs/clinic/${name}.md`),
      'ai_docs/context/workflows/clinic_workflows.md',
      'docs/execution/clinic/0-decisions/plan.md',
      'docs/execution/clinic/1-bookings/plan.md',
      ...['decisions', 'frontend-handoff', 'plan', 'risks', 'tasks', 'traceability'].map(name => `docs/execution/clinic/${name}.md`),
    ]);
  });

  it('moves the execution folder with `out` and one document with `paths`', () => {
    const paths = [...render(clinicPlan(), { out: 'plans/x', paths: { prd: 'docs/{{feature}}-prd.md' } }).keys()];
    expect(paths).toContain('plans/x/1-bookings/plan.md');
    expect(paths).toContain('docs/clinic-prd.md');
    expect(paths.filter(path => path.startsWith('docs/execution'))).toEqual([]);
  });

  it('refuses two documents on one path', () => {
    expect(() => render(clinicPlan(), { paths: { prd: 'same.md', wbs: 'same.md' } })).toThrow('both be written to same.md');
  });

  it('gives the same bytes again', () => {
    expect([...render()]).toEqual([...render()]);
  });

  it('holds every required heading of the catalogue in order', () => {
    for (const depth of ['lite', 'full'] as const) {
      for (const [path, text] of render(clinicPlan(), { depth })) {
        const spec = knowledge().catalogue.documents.find(doc => text.includes(`\ndoc: ${doc.id}\n`));
        const headings = parseMarkdown(path, text).blocks.flatMap(block => (block.type === 'heading' ? [{ depth: block.depth, text: block.text }] : []));
        const terms = knowledge().profiles.find(profile => profile.id === 'fastapi-mongodb')?.terms ?? {};
        const wanted = (spec?.sections ?? []).map(section => ({ depth: section.depth, text: section.heading.replace(/\{\{(\w+)\}\}/g, (_, term: string) => terms[term] ?? '') }));
        const places = wanted.map(section => headings.findIndex(heading => heading.depth === section.depth && heading.text === section.text));
        expect(places, path).toEqual([...places].sort((a, b) => a - b));
        expect(places, path).not.toContain(-1);
      }
    }
  });

  it('declares each id once over all documents', () => {
    for (const depth of ['lite', 'full'] as const) {
      const seen = new Map<string, string>();
      for (const document of parsed(render(clinicPlan(), { depth }))) {
        for (const id of declared(document)) {
          expect(seen.get(id), `${id} in ${document.path}`).toBeUndefined();
          seen.set(id, document.path);
        }
      }
      const plan = clinicPlan();
      const nodes = [plan.requirements, plan.criteria, plan.consumers, plan.routes, plan.services, plan.methods, plan.jobs, plan.events, plan.metrics, plan.models, plan.fields.filter(field => plan.models.some(model => model.id === field.model && model.kind !== 'supporting')), plan.indexes, plan.errors, plan.refinements, plan.openQuestions, plan.nfrs, plan.objectives, plan.constraints, plan.decisions, plan.risks, plan.cuts, plan.phases, plan.gates, plan.packages, plan.tasks, plan.tests].flat().map(node => node.id);
      const primary = plan.workflows.filter(workflow => workflow.primary).map(workflow => workflow.id);
      expect([...nodes, ...primary].filter(id => !seen.has(id))).toEqual([]);
    }
  });

  it('has no dead link between documents', () => {
    for (const depth of ['lite', 'full'] as const) {
      const files = render(clinicPlan(), { depth, out: 'plans' });
      const anchors = new Map(parsed(files).map(document => [document.path, new Set(document.blocks.flatMap(block => (block.type === 'heading' ? [block.slug] : [])))]));
      for (const document of parsed(files)) {
        for (const block of document.blocks) {
          const inlines = block.type === 'table' ? block.rows.flatMap(row => row.cells.flatMap(cell => cell.inlines)) : 'inlines' in block ? block.inlines : [];
          for (const inline of inlines) {
            if (inline.url === null || inline.url.includes('specs/clinic/spec.md')) continue;
            const [path = '', anchor] = inline.url.split('#');
            const target = path === '' ? document.path : posix.normalize(posix.join(posix.dirname(document.path), path));
            expect([...anchors.keys()], `${inline.url} in ${document.path}`).toContain(target);
            if (anchor !== undefined) expect([...(anchors.get(target) ?? [])], `${inline.url} in ${document.path}`).toContain(anchor);
          }
        }
      }
    }
  });

  it('links a source line relative to the document', () => {
    expect(render().get('ai_docs/context/core_docs/clinic/prd.md')).toContain('<- [spec.md:10](../../../../specs/clinic/spec.md#L10) |');
    expect(render().get('docs/execution/clinic/1-bookings/plan.md')).toContain('<- [FR-001](../../../../specs/clinic/spec.md#L12)');
  });

  it('opens with front matter, title, earned status and the open decisions', () => {
    const draft = render().get('docs/execution/clinic/risks.md') ?? '';
    expect(draft).toMatch(/^---\ngenerated-by: planwright\ndoc: risks\nfeature: clinic\nplan: 3MMf8oHiS0idqRaigtYxGUA4M77\n---\n# Clinic bookings - Risk Register\nMVP DRAFT - 1 open\n\n- `DEC-mail` /);
    expect(draft.includes('blocks READY')).toBe(clinicPlan().decisions.some(decision => decision.open && decision.blocking && decision.touches.length === 0));
    // Only a blocking decision keeps a plan from READY; the others stay listed.
    expect(render(clinicPlan({ ready: true })).get('docs/execution/clinic/risks.md')).toContain('\nMVP READY\n\n- `DEC-mail` ');
  });

  it('puts dates only into the Timeline Summary, and percentiles only when calibrated', () => {
    const dates = (files: ReadonlyMap<string, string>): string[] => [...files].filter(([, text]) => /\b20\d\d-\d\d-\d\d\b/.test(text)).map(([path]) => path);
    expect(dates(render())).toEqual(['docs/execution/clinic/plan.md']);
    const text = render(clinicPlan({ calibrated: false })).get('docs/execution/clinic/plan.md') ?? '';
    expect(text).toContain('UNCALIBRATED: 1 to 3 weeks for 5 h; drivers: capacity');
    expect(text).not.toContain('forecast P50');
  });

  it('says why a required section is empty', () => {
    const plan = clinicPlan();
    const bare = render({ ...plan, routes: [], models: [], fields: [], indexes: [], risks: [], decisions: [], openQuestions: [], screens: [], workflows: [], metrics: [], jobs: [], events: [], errors: [], tests: [], unused: [], refinements: [], consumers: [], criteria: [], requirements: [], objectives: [], constraints: [], strategies: [], services: [], methods: [], relations: [], watch: [], nfrs: [], uncertainty: [] });
    for (const document of parsed(bare)) {
      for (const [index, block] of document.blocks.entries()) {
        if (block.type !== 'heading' || block.depth < 2) continue;
        const next = document.blocks[index + 1];
        const empty = next === undefined || (next.type === 'heading' && next.depth <= block.depth);
        expect(empty, `${block.text} in ${document.path}`).toBe(false);
      }
    }
  });

  it('keeps hostile text as text: no heading, table cell, fence, HTML or link of its own', () => {
    const evil = '# T | a `code` ``` <script>x</script> [l](http://x) **b** <!-- c -->\n\n## Injected\n- [ ] box';
    const plan = clinicPlan({ title: evil });
    const hostile: Plan = { ...plan, requirements: plan.requirements.map(node => ({ ...node, title: evil, text: evil })), openQuestions: plan.openQuestions.map(node => ({ ...node, text: evil })), criteria: plan.criteria.map(node => ({ ...node, given: evil, fromSpec: true })), unused: plan.unused.map(line => ({ ...line, text: evil })), risks: plan.risks.map(node => ({ ...node, trigger: evil })), decisions: plan.decisions.map(node => ({ ...node, question: evil })), workflows: plan.workflows.map(flow => ({ ...flow, title: evil, bottleneck: evil })) };
    const shape = (plans: Plan): string[] => parsed(render(plans)).map(document => `${document.path} ${document.blocks.map(block => `${block.type}${block.type === 'table' ? `${block.header.length}:${block.rows.map(row => row.cells.length).join()}` : ''}`).join(' ')}`);
    expect(shape(hostile)).toEqual(shape(plan));
    for (const document of parsed(render(hostile))) {
      for (const block of document.blocks) {
        const inlines = block.type === 'table' ? block.rows.flatMap(row => row.cells.flatMap(cell => cell.inlines)) : 'inlines' in block ? block.inlines : [];
        expect(inlines.filter(inline => inline.kind === 'html' || inline.url?.startsWith('http://x)') === true || inline.text === 'b')).toEqual([]);
      }
    }
  });

  it('gives every open decision options, a recommendation and what skipping means', () => {
    const text = render().get('docs/execution/clinic/decisions.md') ?? '';
    expect(text).toContain('### DEC-mail Which mail provider?');
    expect(text).toContain('| B service | 1 gateway | 10 USD | yes |');
    expect(text).toContain('Recommended B: fewer parts. Skip: assumes B, status stays DRAFT.');
  });

  it('prints a task as its box, once (formats, Tasks)', () => {
    expect(render().get('docs/execution/clinic/1-bookings/plan.md')).toContain('- [ ] **T-0003** Define the `Booking` step 0003\n      verify: `uv run pytest tests/models -k booking` => 3 passed\n      hours: 0.5/1/2 · after: T-0001 · for: Booking, FR-001\n');
    expect(render(clinicPlan(), { depth: 'lite' }).get('docs/execution/clinic/tasks.md')).toContain('- [ ] **T-0003**');
  });
});
