import { beforeAll, describe, expect, test } from 'vitest';
import { bullets, headings, rendered, rows, section } from '../support/documents.ts';

const named = ['stravaai', 'clinic-bookings'] as const;
beforeAll(async () => void (await Promise.all(named.map(name => rendered(name)))), 60_000);

describe.each(named)('the charter of %s', name => {
  test('SEED-002-3, SEED-002-22, SEED-002-13: the sections of the template, status on top, 3 to 5 bullets each', async () => {
    const text = (await rendered(name)).text('project_charter.md');
    expect(text).toMatch(/^# .+\nMVP (?:READY|DRAFT - \d+ open)$/m);
    expect(headings(text, 2)).toEqual(['Executive summary', 'Technical objectives (3)', 'Performance metrics (3)', 'Technology stack/integrations', 'Constraints', 'Top risks and mitigations', 'Implementation timeline/milestones', 'Next actions']);
    for (const heading of headings(text, 2).filter(each => !each.startsWith('Implementation timeline'))) {
      const count = bullets(section(text, heading)).length;
      expect([heading, count >= 3 && count <= 5]).toEqual([heading, true]);
    }
    expect(bullets(section(text, 'Technical objectives'))).toHaveLength(3);
    expect(bullets(section(text, 'Performance metrics'))).toHaveLength(3);
    expect(rows(section(text, 'Implementation timeline')).every(row => /GATE-\d/.test(row))).toBe(true);
  });
});

describe.each(named)('the PRD of %s', name => {
  test('SEED-002-23, SEED-002-14: sections in order; at most 3 consumers, 3 workflows, 5 models; 3 to 5 targets with a number', async () => {
    const { text, plan } = await rendered(name);
    const prd = text('prd.md');
    expect(headings(prd, 2)).toEqual(['API consumers (<=3)', 'Primary workflows (3)', 'Functional requirements by workflow (MoSCoW)', 'Non-functional (targets)', 'Data models (<=5)', 'API acceptance criteria (Given/When/Then) per workflow']);
    expect(rows(section(prd, 'API consumers')).length).toBeLessThanOrEqual(3);
    expect(rows(section(prd, 'Primary workflows'))).toHaveLength(3);
    expect(rows(section(prd, 'Data models')).length).toBeLessThanOrEqual(5);
    const targets = rows(section(prd, 'Non-functional'));
    expect(targets.length).toBeGreaterThanOrEqual(3);
    expect(targets.length).toBeLessThanOrEqual(5);
    for (const target of targets) expect(target).toMatch(/(?:<=|>=|<|>|=) [\d.,]+/);
    for (const priority of ['Must', 'Should', 'Could']) expect(section(prd, 'Functional requirements')).toContain(`${priority} `);
    for (const workflow of plan.workflows.filter(each => each.primary && each.requirements.length > 0)) expect(section(prd, 'API acceptance criteria')).toContain(`Criteria: \`${workflow.id}\``);
    expect(section(prd, 'API acceptance criteria')).toMatch(/Given .+, When .+, Then /);
  });
});

describe.each(named)('the architecture of %s', name => {
  test('SEED-002-24, SEED-002-15: sections in order, services with duties, example requests and answers, schema, roles, loads, one host', async () => {
    const { text, plan } = await rendered(name);
    const add = text('add.md');
    const database = name === 'stravaai' ? 'MongoDB' : 'Supabase';
    const found = headings(add, 2);
    expect(found.filter(heading => !heading.startsWith('Authentication'))).toEqual(['FastAPI services/modules', 'API endpoints (examples)', `Database schema/${database} integration`, 'Performance/scalability', 'Deployment/containerization', 'Backend blueprint']);
    expect(found[3]).toMatch(/^Authentication \(WebAuthn.*, RBAC\)$/);
    const services = section(add, 'FastAPI services/modules');
    for (const service of plan.services.filter(each => each.kind === 'service')) expect(services).toContain(`| ${service.id} |`);
    const endpoints = section(add, 'API endpoints');
    expect(endpoints).toMatch(/Request of `POST [^`]+` \(synthetic\)/);
    expect(endpoints).toMatch(/Response 20\d of `/);
    expect(endpoints).toContain('problem+json');
    expect(section(add, 'Authentication')).toMatch(/[Pp]asskey[\s\S]*Roles: /);
    expect(section(add, 'Performance/scalability')).toMatch(/Targets: \d+[\s\S]*Cache: /);
    expect(section(add, 'Deployment')).toMatch(/Docker Compose on a single host/);
  });

  test('SEED-003-8, SEED-003-11: four blocks; every route with purpose, authentication, request, response, errors', async () => {
    const { text, plan } = await rendered(name);
    const blueprint = section(text('add.md'), 'Backend blueprint');
    expect(headings(blueprint, 3)).toEqual(['1. API Routes', '2. Service Layer', '3. Data Models', '4. Error Handling']);
    const lines = section(blueprint, '1. API Routes').split('\n');
    for (const route of plan.routes) {
      const at = lines.indexOf(route.id);
      expect([route.id, lines.slice(at + 1, at + 6).map(line => line.split(':')[0])]).toEqual([route.id, ['- Purpose', '- Authentication', '- Request', '- Response', '- Errors']]);
    }
    for (const method of plan.methods.filter(each => each.call === null)) expect(section(blueprint, '2. Service Layer')).toMatch(new RegExp(`^- \\*\\*${method.id.replace('.', '\\.')}\\*\\* .*\\(.*\\) -> `, 'm'));
    for (const field of plan.fields.filter(each => plan.models.some(model => model.id === each.model && model.kind === 'core'))) expect(section(blueprint, '3. Data Models')).toMatch(new RegExp(`^- \\*\\*${field.id.replaceAll('.', '\\.')}\\*\\*: .+`, 'm'));
    for (const error of plan.errors.filter(each => each.status !== null)) expect(section(blueprint, '4. Error Handling')).toContain(`| ${error.id} | ${error.status} |`);
  });

  test('SEED-003-3, SEED-003-4, SEED-003-6: every route has statuses and an auth class, every method a transaction boundary, every error an answer', async () => {
    const { plan } = await rendered(name);
    expect(plan.routes.filter(route => route.success < 200 || route.errors.length === 0)).toEqual([]);
    expect(plan.methods.filter(method => method.writes.length > 1 && method.tx === 'none' && method.call === null)).toEqual([]);
    expect(plan.errors.filter(error => (error.userMessage === '' && error.showAs !== 'none') || error.callerAction === '')).toEqual([]);
  });

  test('SEED-003-7, SEED-004-4: fences hold contracts, diagrams and examples, no implementation', async () => {
    for (const [path, text] of (await rendered(name)).documents) {
      for (const [, lang, body] of text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)) {
        expect([path, ['text', 'json', 'mermaid'].includes(lang ?? '')]).toEqual([path, true]);
        expect(body).not.toMatch(/^\s*(?:def |class \w+[(:]|import |function |const \w+ =|SELECT |CREATE TABLE)/m);
      }
    }
  });
});

describe.each(named)('the WBS of %s', name => {
  test('SEED-002-25, SEED-002-16: scope boxes, phases with gates, dependencies, estimates in order, sprint 1 with its done, tests and CI', async () => {
    const { text, plan } = await rendered(name);
    const wbs = text('wbs.md');
    expect(headings(wbs, 2)).toEqual(['MVP scope checklist', 'Implementation phases', 'Dependencies', 'Estimates/implementation order', 'Sprint 1 plan + DoD', 'Test strategy + CI/CD']);
    expect(section(wbs, 'MVP scope')).toMatch(/^- \[ \] /m);
    for (const phase of plan.phases) expect(section(wbs, 'Implementation phases')).toMatch(new RegExp(`^\\| ${phase.id} \\|.*\\| ${phase.gate} \\|`, 'm'));
    for (const pack of plan.packages) expect(section(wbs, 'Estimates')).toContain(`| ${pack.id} |`);
    expect(section(wbs, 'Sprint 1')).toMatch(/Done means:\n- /);
    for (const level of ['unit', 'api', 'integration']) expect(section(wbs, 'Test strategy')).toContain(`| ${level} |`);
  });
});

describe.each(named)('the workflows of %s', name => {
  test('SEED-002-17, SEED-002-18, SEED-002-19: three primary and four fixed flows, each with path, checks, errors, recovery, budget and bottleneck', async () => {
    const { text, plan } = await rendered(name);
    const workflows = text(`${name}_workflows.md`);
    expect(headings(workflows, 2).slice(-5)).toEqual(['Authentication Flow', 'Data Flow', 'Error Handling Flow', 'Integration Flow', 'Route coverage']);
    expect(plan.workflows.filter(each => each.primary)).toHaveLength(3);
    for (const heading of headings(workflows, 2).slice(0, -1)) {
      const flow = section(workflows, heading);
      if (/^\s*None: /.test(flow)) continue;
      expect([heading, /```mermaid\nflowchart/.test(flow), /:::err/.test(flow), /\| Question \| Branches \|/.test(flow), /Bottleneck: /.test(flow)]).toEqual([heading, true, true, true, true]);
    }
    expect(workflows).toMatch(/:::sec/);
    expect(workflows).toMatch(/:::audit/);
    expect(workflows).toMatch(/Budget of `/);
  });
});

test('SEED-002-20, SEED-003-10: exit criteria a to g and the seven points of the checklist stand with their result', async () => {
  const { text, plan } = await rendered('stravaai');
  expect(plan.exitCriteria.map(each => each.id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(letter => `exit-${letter}`));
  expect(plan.checklist).toHaveLength(7);
  for (const item of [...plan.exitCriteria, ...plan.checklist]) expect(text('traceability.md')).toContain(`${item.met ? 'met' : 'open'}: ${item.text}`);
});

test('SEED-002-21: areas above 20 % uncertainty name the full flow to branch to', async () => {
  const { text, plan } = await rendered('stravaai');
  const part = section(text('decisions.md'), 'Uncertainty and full flow');
  const over = plan.uncertainty.filter(area => area.percent > 20);
  expect(over.length).toBeGreaterThan(0);
  for (const area of over) expect(part).toMatch(new RegExp(`\\| ${area.area} \\|.*yes, PREDEV0[1-4]`));
});

test('SEED-002-7: a HIPAA decision, security targets and response targets come with a spec about patients', async () => {
  const { plan } = await rendered('clinic-bookings');
  expect(plan.decisions.map(decision => decision.id)).toContain('DEC-hipaa');
  expect(plan.nfrs.filter(nfr => nfr.area === 'security' || nfr.area === 'privacy').length).toBeGreaterThan(0);
});

describe('the working rules', () => {
  test('SEED-004-1: hundreds of leaves of at most 4 likely hours, each with a command that proves it', async () => {
    const { plan } = await rendered('stravaai');
    expect(plan.tasks.length).toBeGreaterThan(100);
    expect(plan.tasks.filter(task => task.hours.m > 4 || task.verify.command === '' || task.verify.expect === '')).toEqual([]);
  });

  test('SEED-004-2: errors are thrown to one mapper; only gateway and runner retry, bounded', async () => {
    const { plan, text } = await rendered('stravaai');
    expect(text('project_charter.md')).toContain('typed errors thrown to one edge mapper');
    expect(text('docs/execution/stravaai/plan.md')).toContain('the job runner only; everything else throws');
    expect(plan.jobs.filter(job => job.attempts < 1 || job.attempts > 5)).toEqual([]);
  });

  test('SEED-004-3, SEED-004-6: strict types and the package manager of the stack stand in tasks and Done', async () => {
    const { plan, text } = await rendered('stravaai', 'typescript');
    expect(plan.tasks.map(task => task.title).join('\n')).toMatch(/Switch on strict tsc[\s\S]*|Pin pnpm dependencies/);
    expect(section(text('wbs.md'), 'Sprint 1')).toContain('0 `any`');
    expect(plan.tasks.filter(task => /\bnpm (?:run|install|i)\b/.test(task.verify.command))).toEqual([]);
  });

  test('SEED-004-5, SEED-004-7: KSUID keys; foreign keys to users only', async () => {
    for (const profile of ['fastapi-mongodb', 'fastapi-supabase', 'typescript']) {
      const { plan } = await rendered('stravaai', profile);
      expect(plan.fields.filter(field => field.key === 'primary' && field.type !== 'Ksuid')).toEqual([]);
      expect(plan.relations.filter(relation => relation.enforcedBy === 'fk' && relation.from !== 'User')).toEqual([]);
    }
  });
});
