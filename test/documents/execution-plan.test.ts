import { beforeAll, describe, expect, test } from 'vitest';
import { bullets, headings, rendered, rows, section } from '../support/documents.ts';

const stravaai = () => rendered('stravaai');
beforeAll(async () => void (await Promise.all([stravaai(), rendered('clinic-bookings')])), 60_000);
const planOf = async () => (await stravaai()).text('docs/execution/stravaai/plan.md');
const titles = async () => (await stravaai()).plan.tasks.map(task => task.title).join('\n');

/** Each pattern must be met by the text; the result names those that are not. */
const lacking = (text: string, patterns: readonly RegExp[]): string[] => patterns.filter(pattern => !pattern.test(text)).map(String);

describe('the execution plan of StravaAI', () => {
  test('SEED-001-1, SEED-000-15: seven sections in their order', async () => {
    expect(headings(await planOf(), 2)).toEqual(['Introduction', 'Strategy', 'Executive Checklist', 'Technical Implementation Details', 'Risk Assessment & Mitigation', 'Success Metrics', 'Timeline Summary']);
  });

  test('SEED-000-13, SEED-001-2: context, seven core objectives, five focus areas', async () => {
    const introduction = section(await planOf(), 'Introduction');
    expect(introduction).toMatch(/^StravaAI needs \d+ routes/);
    expect(bullets(section(introduction, 'Core Backend Objectives')).map(line => /\*\*(.+?)\*\*/.exec(line)?.[1])).toEqual(['Authentication System', 'Data Processing', 'Analytics Engine', 'AI Integration', 'API Design', 'Database Design', 'Deployment']);
    expect(bullets(section(introduction, 'Pre-MVP Focus Areas')).map(line => line.split(':')[0])).toEqual(['- Minimal viable', '- Time to demo', '- Reliable and stable', '- Scaling potential', '- Containerisation']);
  });

  test('SEED-000-14, SEED-001-3, SEED-000-6: three strategies with approach, pros, cons; one recommended by written weights, it alone with a stack', async () => {
    const strategy = section(await planOf(), 'Strategy');
    expect(headings(strategy, 3).map(line => /^Strategy \d: \S/.test(line))).toEqual([true, true, true]);
    expect(headings(strategy, 3).filter(line => line.endsWith('(RECOMMENDED)'))).toHaveLength(1);
    for (const heading of headings(strategy, 3)) for (const part of ['**Approach**', '**Pros**', '**Cons**']) expect(section(strategy, heading)).toContain(part);
    expect(strategy.match(/\*\*Technology Stack\*\*/g)).toHaveLength(1);
    expect(section(strategy, 'Strategy 1')).toContain('**Technology Stack**');
    expect(strategy).toMatch(/\*\*Recommendation\*\*: Strategy 1, .+, with \d\.\d\d of 5 against/);
    expect(rows(strategy).some(line => line.startsWith('| time to demo (30)'))).toBe(true);
  });

  test('SEED-001-4: the stack of the source, its ended parts replaced with the reason', async () => {
    const { plan } = await stravaai();
    expect(section(await planOf(), 'Strategy 1')).toMatch(/\*\*Technology Stack\*\*: Python 3\.13, FastAPI .*MongoDB 8/);
    expect(plan.refinements.map(refinement => refinement.id)).toEqual(expect.arrayContaining(['REF-python-3-11', 'REF-motor', 'REF-mongo-db-6-0', 'REF-gpt-4o', 'REF-gemini-2-5']));
  });

  test('SEED-001-5: a checklist by phase with boxes; the leaves of a package in parts', async () => {
    const checklist = section(await planOf(), 'Executive Checklist');
    expect(headings(checklist, 3).every(line => /^Phase \d: /.test(line))).toBe(true);
    expect(checklist.match(/^- \[ \] \[WP-/gm)?.length).toBeGreaterThanOrEqual(15);
    const { plan } = await stravaai();
    expect(plan.tasks.length).toBeGreaterThan(155);
  });

  test('SEED-001-7: the folder tree with its parts', async () => {
    expect(lacking(section(await planOf(), 'Executive Checklist'), [/app\/ +main\.py/, /core\/\{.*config.*security.*database/, /models\/, schemas\//, /api\/v1\//, /deps\.py/, /services\//, /utils\/\{helpers,validators\}/, /tests\//, /Dockerfile/, /\.env\.example/, /README\.md/])).toEqual([]);
  });

  test('SEED-001-6: repository, dependencies, Compose, secrets, linting, hooks, settings, logs', async () => {
    expect(lacking(await titles(), [/Lay out the folders/, /Pin uv dependencies/, /Start Compose/, /\.env\.example/, /Configure .*black.*flake8|Configure ruff/, /before each commit/, /Read typed settings/, /Log JSON lines/, /Map domain errors/])).toEqual([]);
  });

  test('SEED-001-8: connection, token renewal, encryption, profile, milestones, sign-out, limits', async () => {
    expect(lacking(await titles(), [/ConnectionService\.\w+/, /StravaGateway\.refreshToken/, /Encrypt secrets at rest/, /OAUTH_STATE_INVALID|CONSENT/, /DELETE \/v1\/sessions\/current/, /PATCH \/v1\/me/, /POST \/v1\/milestones/, /Limit each rate class/, /Check `Origin`/])).toEqual([]);
  });

  test('SEED-001-9: schemas, indexes, erase paths, backup, client with retry, sync, failures', async () => {
    expect(lacking(await titles(), [/Create `activities`/, /Add \d+ ind\w+ of `activities`/, /Back up MongoDB/, /Drill the restore/, /Bound the retries of `StravaGateway|Retry `StravaGateway/, /`sync-activities`/, /Map \d+ failures? of `StravaGateway|Map .* of `StravaGateway/, /Reject values outside/])).toEqual([]);
  });

  test('SEED-001-10: every derived figure is computed and checked against a table', async () => {
    const { plan } = await stravaai();
    expect(plan.metrics.map(metric => metric.id)).toEqual(expect.arrayContaining(['MET-pace', 'MET-progress', 'MET-totals', 'MET-trend', 'MET-zones']));
    const all = await titles();
    for (const metric of plan.metrics) for (const verb of ['Compute', 'Check']) expect(all).toContain(`${verb} \`${metric.id}\``);
    expect(plan.routes.map(route => route.id)).toContain('GET /v1/activities/summary');
  });

  test('SEED-001-11: one model call with a limit, bounded tries, a cost target, refused sources and a history', async () => {
    const { plan } = await stravaai();
    expect(lacking(await titles(), [/LlmGateway\.complete/, /`generate-insight`/, /\.env\.example|settings/])).toEqual([]);
    expect(plan.routes.map(route => route.id)).toEqual(expect.arrayContaining(['POST /v1/insights', 'GET /v1/insights']));
    expect(plan.nfrs.some(nfr => nfr.area === 'cost')).toBe(true);
    expect(plan.decisions.map(decision => decision.id)).toContain('DEC-ai-model');
  });

  test('SEED-001-12: each route is tested, published with an example and held to the contract', async () => {
    const { plan } = await stravaai();
    const all = await titles();
    for (const route of plan.routes) expect(all).toContain(`Check \`${route.id}\` in`);
    expect(lacking(all, [/OpenAPI file/, /OpenAPI 1\.0/, /Publish the `GET \/v1\/activities` example/, /load script/])).toEqual([]);
  });

  test('SEED-001-13: measured latency, error counts, alerts, input limits, abuse tests; Redis and a breaker only with their reason', async () => {
    expect(lacking(await titles(), [/Measure latency by route/, /Count answers by problem code/, /alert list/, /Refuse bodies over the limit/, /Try operator injection/])).toEqual([]);
    expect(await titles()).not.toMatch(/circuit breaker|blue-green/i);
    expect((await stravaai()).plan.later.map(item => item.what).join()).toMatch(/circuit breaker/i);
  });

  test('SEED-001-14: unit, API, integration, race, security and load tests, coverage and dependency gates', async () => {
    const levels = new Set((await stravaai()).plan.tests.map(each => each.level));
    for (const level of ['unit', 'api', 'integration', 'security', 'load']) expect([...levels]).toContain(level);
    expect(lacking(await titles(), [/80 % line coverage/, /critical CVE/, /Run lint, types, tests/, /Walk the \d+ primary workflows/])).toEqual([]);
  });

  test('SEED-001-15, SEED-000-11: one multi-stage image, Compose, staging, production, rollback, backup, restore', async () => {
    expect(lacking(await titles(), [/multi-stage image/, /Keep secrets out of the image/, /Deploy the image to staging/, /Deploy to production/, /rollback/, /Back up/, /Drill the restore/, /Build the image once/])).toEqual([]);
  });

  test('SEED-001-16, SEED-001-17: users and activities field by field, tokens as ciphertext, units in the names, raw data refused with the reason', async () => {
    const { plan } = await stravaai();
    const names = (model: string) => plan.fields.filter(field => field.model === model).map(field => field.name);
    expect(names('User')).toEqual(expect.arrayContaining(['id', 'created_at', 'updated_at']));
    expect(names('ProviderConnection')).toEqual(expect.arrayContaining(['access_token_ct', 'refresh_token_ct']));
    expect(names('Activity')).toEqual(expect.arrayContaining(['user_id', 'name', 'sport_type', 'distance_m', 'moving_time_s', 'elapsed_time_s', 'average_heartrate_bpm', 'started_at', 'timezone']));
    expect(names('Milestone')).toEqual(expect.arrayContaining(['name', 'sport', 'distance_m', 'created_at']));
    expect(plan.refinements.map(refinement => refinement.id)).toContain('REF-whole-response');
  });

  test('SEED-001-20: indexes for each list, cache and background work with their thresholds', async () => {
    const performance = section(await planOf(), 'Performance Optimization Strategies');
    expect(bullets(performance).map(line => /\*\*(.+?)\*\*/.exec(line)?.[1])).toEqual(['Database', 'Caching', 'Background']);
    expect(performance).toMatch(/\d+ jobs through Celery with Redis, at least once, idempotent/);
  });

  test('SEED-001-21: five technical risks, five mitigations', async () => {
    const risks = section(await planOf(), 'Risk Assessment & Mitigation');
    expect(bullets(section(risks, 'Technical Risks'))).toHaveLength(5);
    expect(bullets(section(risks, 'Technical Risks'))[0]).toMatch(/Strava API Rate Limits: `RISK-/);
    expect(bullets(section(risks, 'Mitigation Strategies')).map(line => /\*\*(.+?)\*\*/.exec(line)?.[1])).toEqual(['Rate Limiting', 'Cost Control', 'Performance', 'Reliability', 'Security']);
  });

  test('SEED-001-22: targets for response, availability, errors, database, AI; coverage, tests, security scan', async () => {
    const { plan } = await stravaai();
    expect(plan.nfrs.map(nfr => nfr.id)).toEqual(expect.arrayContaining(['NFR-quick-p95', 'NFR-availability', 'NFR-error-share']));
    expect(plan.nfrs.some(nfr => /db|database/.test(nfr.id))).toBe(true);
    expect(section(await planOf(), 'Development Metrics')).toMatch(/Coverage gate[\s\S]*Critical CVE 0[\s\S]*0 errors/);
  });

  test('SEED-001-23: a dated table with deliverables, and total time, team size, budget', async () => {
    const timeline = section(await planOf(), 'Timeline Summary');
    expect(timeline).toMatch(/\*\*Total Estimated Time\*\*: .+\*\*Team Size\*\*: .+\*\*Budget\*\*: .+USD/);
    expect(timeline).toMatch(/```mermaid\ngantt/);
  });
});

describe('the work packages', () => {
  test('SEED-000-5, SEED-000-13: a document for each, introduction, strategy and checklist in this order', async () => {
    const { plan, documents } = await stravaai();
    const plans = [...documents].filter(([path]) => /\/\d-[a-z-]+\/plan\.md$/.test(path));
    expect(plans).toHaveLength(plan.packages.length);
    for (const [path, text] of plans) expect([path, headings(text, 2)]).toEqual([path, ['Introduction', 'Strategy', 'Executive Checklist']]);
  });

  test('SEED-000-2, SEED-000-4: no frontend task, no package that builds a page', async () => {
    for (const name of ['stravaai', 'clinic-bookings'] as const) {
      const { plan } = await rendered(name);
      expect(plan.tasks.filter(task => /\b(?:React|Vue|Angular|CSS|component|stylesheet|widget)\b/i.test(task.title) || /\.(?:tsx|jsx|css|html|vue)$/.test(task.artefact))).toEqual([]);
    }
  });

  test('SEED-000-10: the hand-off holds contract, sign-in, routes by screen, examples, errors, states', async () => {
    const { text, plan } = await stravaai();
    const handoff = text('frontend-handoff.md');
    expect(headings(handoff, 2)).toEqual(['Contract and mock', 'Sign-in sequence', 'Routes by screen', 'Example (synthetic)', 'Paging, filters, units, time', 'Errors', 'States each screen needs', 'Limits and brand rules']);
    for (const error of plan.errors.filter(each => each.status !== null)) expect(handoff).toContain(error.id);
    expect(rows(section(handoff, 'Routes by screen')).length).toBeGreaterThan(3);
  });

  test('SEED-000-7, SEED-000-8: planned from the product planning and from the shapes of the sample data', async () => {
    const { plan } = await stravaai();
    expect(plan.specs.map(spec => spec.path)).toContain('docs/planning/stravaai.md');
    expect(plan.sampleFiles.length).toBeGreaterThan(10);
    expect(plan.fields.filter(field => field.model === 'Activity' && field.sources.some(source => source.kind === 'sample')).length).toBeGreaterThan(8);
  });
});
