import { beforeAll, describe, expect, test } from 'vitest';
import { rendered, section, type Rendered } from '../support/documents.ts';

/** Words that belong to one stack alone. */
const words = {
  'fastapi-mongodb': /\b(?:mongo\w*|pymongo|motor|collections?|ObjectId|operator injection)\b/i,
  'fastapi-supabase': /\b(?:supabase|SQLModel|alembic|row level security)\b/i,
  postgres: /\b(?:postgres\w*|tables? it writes|SQL injection)\b/i,
  python: /\b(?:python|fastapi|pydantic|pytest|mypy|uv run|celery|[\w/]+\.py)\b/i,
  typescript: /\b(?:typescript|fastify|drizzle|zod|vitest|pnpm|pg-boss|[\w/]+\.ts)\b/i,
};

const foreign = {
  'fastapi-mongodb': [words['fastapi-supabase'], words.postgres, words.typescript],
  'fastapi-supabase': [words['fastapi-mongodb'], words.typescript],
  typescript: [words['fastapi-mongodb'], words['fastapi-supabase'], words.python],
} as const;
const profiles = ['fastapi-mongodb', 'fastapi-supabase', 'typescript'] as const;

/** Lines in which a profile speaks, not the source it answers: the source may name a component of another stack, which is then quoted. */
function own({ documents }: Rendered): string[] {
  return [...documents].flatMap(([path, text]) => text.split('\n').map(line => `${path}: ${line}`)).map(line => line.replace(/`REF-[^`]*`/g, '')).filter(line => !/\| (?:FR|NFR)-\d+ \||\| REF-|\| RISK-vendor-end|\| DEC-database|`RISK-vendor-end`|security fixes only|ended \d{4}|is deprecated since/.test(line));
}

beforeAll(async () => void (await Promise.all(profiles.map(profile => rendered('stravaai', profile)))), 60_000);

describe.each(profiles)('StravaAI on %s', profile => {
  test('speaks of no other stack', async () => {
    const lines = own(await rendered('stravaai', profile));
    expect(foreign[profile].flatMap(word => lines.filter(line => word.test(line)))).toEqual([]);
  });

  test('has paths, commands and ids of its own stack in every task', async () => {
    const { plan } = await rendered('stravaai', profile);
    const code = plan.tasks.map(task => task.artefact).filter(path => /\.(?:py|ts)$/.test(path));
    expect(code.length).toBeGreaterThan(100);
    expect(code.filter(path => !path.endsWith(profile === 'typescript' ? '.ts' : '.py'))).toEqual([]);
    expect(plan.tasks.filter(task => profile === 'typescript' ? /\buv run\b/.test(task.verify.command) : /\bpnpm\b/.test(task.verify.command))).toEqual([]);
    expect(plan.fields.filter(field => field.key === 'primary' && field.type !== 'Ksuid')).toEqual([]);
  });

  test('replaces what the source names and what has ended by its own parts', async () => {
    const { plan } = await rendered('stravaai', profile);
    const motor = plan.refinements.find(refinement => refinement.id === 'REF-motor')?.change;
    expect(motor).toBe({ 'fastapi-mongodb': 'PyMongo Async', 'fastapi-supabase': 'Supabase PostgreSQL 17', typescript: 'PostgreSQL 17' }[profile]);
    expect(plan.risks.find(risk => risk.id === 'RISK-vendor-end')?.mitigation).toContain(`replace Motor by ${motor}`);
  });
});

test('the same feature on every stack: requirements, models of the product and the routes of the API do not change', async () => {
  const plans = await Promise.all(profiles.map(async profile => (await rendered('stravaai', profile)).plan));
  const [first, ...others] = plans.map(plan => ({ requirements: plan.requirements.map(item => item.id), routes: plan.routes.map(item => item.id), core: plan.models.filter(model => model.kind === 'core' || model.kind === 'embedded').map(model => model.id) }));
  for (const other of others) expect(other).toEqual(first);
});

describe('fastapi-supabase', () => {
  test('SEED-002-26: stands on the foundation that is there and lays no second one', async () => {
    const { plan, text } = await rendered('stravaai', 'fastapi-supabase');
    const deployment = section(text('add.md'), 'Deployment');
    for (const part of ['CORS and health', 'auth migration in progress', 'Storage', 'GenAI Launchpad']) expect(deployment).toContain(part);
    expect(plan.tasks.map(task => task.title).filter(title => /Lay out the folders|Start the FastAPI application/.test(title))).toEqual([]);
  });

  test('SEED-002-27: passkeys with Supabase sessions, roles, row level security, limits per user and IP, a chained audit log', async () => {
    const { plan, text } = await rendered('stravaai', 'fastapi-supabase');
    const authentication = section(text('add.md'), 'Authentication (WebAuthn/Supabase hybrid, RBAC)');
    for (const part of ['passkey (WebAuthn', 'Supabase Auth issues and renews the session', '`users.auth_subject`', 'Role claim', 'row level security on every exposed table', 'hash chain']) expect(authentication).toContain(part);
    expect(section(text('add.md'), 'API endpoints')).toContain('per user and per IP');
    expect(plan.decisions.find(decision => decision.id === 'DEC-audit-chain')).toMatchObject({ open: false, answer: 'hash chain with a daily anchor' });
    expect(plan.tasks.map(task => task.title).join('\n')).toMatch(/Chain audit events by hash/);
    expect(plan.risks.map(risk => risk.id)).toContain('RISK-rls-mistake');
  });

  test('SEED-002-28, SEED-002-29: quick operations in 250 ms with a cap of 500, Celery for the jobs, the four patterns', async () => {
    const { plan, text } = await rendered('stravaai', 'fastapi-supabase');
    expect(plan.nfrs.find(nfr => nfr.id === 'NFR-quick-p95')).toMatchObject({ value: 250, unit: 'ms' });
    expect(text('project_charter.md')).toContain('cut off at 500 ms');
    expect(text('project_charter.md')).toContain('Celery with Redis runs 9 job types');
    const services = section(text('add.md'), 'FastAPI services/modules');
    for (const pattern of ['Accept and delegate', 'Repository: 1 a model', 'Middleware: authentication, rate limit and audit', 'Hybrid auth']) expect(services).toContain(pattern);
  });

  test('SEED-002-30: uv, pytest with its coverage gate, linters and types in CI', async () => {
    const { plan, text } = await rendered('stravaai', 'fastapi-supabase');
    const titles = plan.tasks.map(task => `${task.title} ${task.verify.command}`).join('\n');
    for (const part of ['uv dependencies', 'pytest', '80 % line coverage', 'mypy', '.pre-commit-config.yaml', 'factories']) expect(titles).toContain(part);
    expect(section(text('wbs.md'), 'Test strategy')).toContain('on every pull request');
  });
});
