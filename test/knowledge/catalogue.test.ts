import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import type { DocumentSpec } from '../../src/model/knowledge.ts';
import { headingSlug } from '../../src/text/slug.ts';
import { knowledge } from '../support/knowledge.ts';

const { catalogue, profiles } = knowledge();
const find = (id: string): DocumentSpec => {
  const found = catalogue.documents.find((document) => document.id === id);
  if (found === undefined) throw new Error(`no document ${id}`);
  return found;
};
const headings = (id: string, terms: Record<string, string>, depth?: number): string[] =>
  find(id)
    .sections.filter((section) => depth === undefined || section.depth === depth)
    .map((section) => Handlebars.compile(section.heading, { strict: true, noEscape: true })(terms));

describe('the document catalogue', () => {
  it('holds every document of the outputs table', () => {
    expect(catalogue.documents.map((document) => document.id).toSorted()).toEqual([
      'add', 'decisions', 'execution_plan', 'frontend_handoff', 'prd', 'project_charter', 'risks', 'tasks', 'traceability', 'wbs', 'work_package', 'workflows',
    ]);
  });

  it('writes each document to its own path', () => {
    const slots = { feature: 'stravaai', out: 'docs/execution/stravaai', phase: '2', slug: 'strava-connection' };
    const paths = catalogue.documents.map((document) => Handlebars.compile(document.path, { strict: true })(slots));
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain('docs/execution/stravaai/2-strava-connection/plan.md');
    expect(paths).toContain('ai_docs/context/core_docs/stravaai/project_charter.md');
    expect(paths).toContain('ai_docs/context/workflows/stravaai_workflows.md');
  });

  it.each(profiles)('gives every section one heading under $id, unique among its neighbours', ({ terms }) => {
    for (const document of catalogue.documents) {
      const found = headings(document.id, terms);
      expect(found.every((heading) => heading.trim() === heading && heading.length > 0)).toBe(true);
      expect(new Set(found.map((heading) => headingSlug(heading))).size, document.id).toBe(found.length);
    }
  });

  it.each(profiles)('heads the authentication section as the profile $id does', (profile) => {
    expect(headings('add', profile.terms)).toContain(profile.authModel.heading);
  });

  it('starts with a level 2 section and never skips a level', () => {
    for (const document of catalogue.documents) {
      let depth = 1;
      for (const section of document.sections) {
        expect(section.depth, `${document.id}.${section.id}`).toBeLessThanOrEqual(depth + 1);
        depth = section.depth;
      }
    }
  });

  it('orders a task plan as SEED-000-15 says', () => {
    expect(headings('work_package', {})).toEqual(['Introduction', 'Strategy', 'Executive Checklist']);
  });

  it('orders the execution plan as SEED-001-1 says', () => {
    expect(headings('execution_plan', {}, 2)).toEqual([
      'Introduction', 'Strategy', 'Executive Checklist', 'Technical Implementation Details', 'Risk Assessment & Mitigation', 'Success Metrics', 'Timeline Summary',
    ]);
  });

  it('orders the four core documents as SEED-002-22 to SEED-002-25 say', () => {
    expect(find('project_charter').sections.map((section) => section.id)).toEqual([
      'executive-summary', 'technical-objectives', 'performance-metrics', 'technology-stack', 'constraints', 'top-risks', 'milestones', 'next-actions',
    ]);
    expect(find('prd').sections.map((section) => section.id)).toEqual(['api-consumers', 'primary-workflows', 'functional-requirements', 'non-functional', 'data-models', 'acceptance-criteria']);
    expect(headings('wbs', {})).toEqual(['MVP scope checklist', 'Implementation phases', 'Dependencies', 'Estimates/implementation order', 'Sprint 1 plan + DoD', 'Test strategy + CI/CD']);
    expect(headings('add', profiles.find((profile) => profile.id === 'fastapi-supabase')?.terms ?? {}, 2).slice(0, 6)).toEqual([
      'FastAPI services/modules', 'API endpoints (examples)', 'Database schema/Supabase integration', 'Authentication (WebAuthn/Supabase hybrid, RBAC)', 'Performance/scalability', 'Deployment/containerization',
    ]);
  });

  it('ends the architecture with the four blocks of SEED-003-8', () => {
    expect(headings('add', profiles[0]?.terms ?? {}).slice(-5)).toEqual(['Backend blueprint', '1. API Routes', '2. Service Layer', '3. Data Models', '4. Error Handling']);
  });

  it('limits every charter section to five bullets (SEED-002-3) and the PRD to 3 consumers, 3 workflows, 5 models, 3-5 targets (SEED-002-14)', () => {
    for (const section of find('project_charter').sections) expect(section.limits?.max, section.id).toBeLessThanOrEqual(5);
    const limits = Object.fromEntries(find('prd').sections.map((section) => [section.id, section.limits]));
    expect(limits).toMatchObject({ 'api-consumers': { max: 3 }, 'primary-workflows': { max: 3 }, 'data-models': { max: 5 }, 'non-functional': { min: 3, max: 5 } });
  });

  it('asks for two or three strategies (SEED-000-14) and seven diagrams (SEED-002-17)', () => {
    expect(find('execution_plan').sections.find((section) => section.id === 'strategy')?.limits).toEqual({ of: 'subsections', min: 2, max: 3 });
    expect(find('workflows').limits).toEqual({ of: 'diagrams', min: 7 });
  });

  it('names a seed sentence for every section', () => {
    for (const document of catalogue.documents) for (const section of document.sections) expect(section.source).toMatch(/^SEED-00[0-4]-\d+$/);
  });
});
