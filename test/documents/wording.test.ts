import { beforeAll, describe, expect, test } from 'vitest';
import type { Rendered } from '../support/documents.ts';
import { rendered, renderedAfter, section } from '../support/documents.ts';

/** A service that only other services call, by key: no person, no session, one model job. */
const answers = `# Support answers

## Requirements

### Requirement 1: Answers

#### Acceptance Criteria

1. THE service SHALL accept a customer inquiry with a text
2. WHEN an inquiry is received THEN the service SHALL generate an answer with an LLM
3. THE service SHALL authenticate all requests using an API key
4. THE service SHALL let a caller read one answer
`;

let keyed: Rendered;
beforeAll(async () => {
  keyed = await renderedAfter('vague', () => answers);
  await rendered('stravaai');
}, 60_000);

describe('a plan that only services call', () => {
  test('says how a key is kept, and nothing of passkeys, sessions, roles or owners', () => {
    const auth = section(keyed.text('add.md'), 'Authentication');
    expect(auth).toMatch(/key/);
    expect(auth).not.toMatch(/[Pp]asskey|cookie|refresh token|filtered by its owner/);
    expect(section(keyed.text('add.md'), 'FastAPI services')).not.toContain('WebAuthn');
  });
});

describe('the architecture', () => {
  test('tells a long enumeration by its first values, its number and where the others stand', async () => {
    const blueprint = section((await rendered('stravaai')).text('add.md'), '1. API Routes');
    expect(blueprint).toMatch(/sport_type: enum \(AlpineSki, .+ and \d+ more of Activity\.sport_type\)/);
    expect(blueprint).not.toMatch(/: enum(?! \(| or null \()/);
  });

  test('writes a type out once and then says which route has it', async () => {
    const blueprint = section((await rendered('stravaai')).text('add.md'), '1. API Routes');
    expect(blueprint.match(/^- Response: \d+ (?:Page<)?ActivityView>? \{/gm)).toHaveLength(1);
    expect(blueprint).toContain('ActivityView as of GET /v1/activities');
  });

  test('says once what every method with a key does, and of each other refusal what has to hold', async () => {
    const layer = section((await rendered('stravaai')).text('add.md'), '2. Service Layer');
    expect(layer.match(/IDEMPOTENCY_IN_PROGRESS/g)).toHaveLength(1);
    expect(layer).toContain('the owner is under the limit; throws `MILESTONE_LIMIT_REACHED`');
    expect(layer).toMatch(/completeAuthorization[\s\S]*?Write: tx outbox: ProviderConnection/);
  });

  test('a start without a body validates its key only', async () => {
    const { plan } = await rendered('stravaai');
    const sync = plan.routes.find(route => route.id === 'POST /v1/activity-syncs');
    expect(sync).toMatchObject({ requestType: null });
    expect(sync?.errors).not.toContain('VALIDATION_FAILED');
    expect(plan.methods.find(method => method.id === sync?.handledBy)?.params.map(param => param.name)).toEqual(['ctx']);
  });
});

describe('cuts', () => {
  test('lose more than what they hold already loses, take no right of a person away, and are called after what goes', async () => {
    const { plan } = await rendered('stravaai');
    expect(plan.cuts.length).toBeGreaterThan(3);
    for (const cut of plan.cuts) {
      expect(cut.packages).not.toContain('WP-profile-and-erasure');
      expect(plan.cuts.filter(other => other !== cut && other.points === cut.points && cut.packages.every(id => other.packages.includes(id)))).toEqual([]);
    }
    expect(plan.cuts.find(cut => cut.packages.includes('WP-llm-gateway'))).toMatchObject({ id: 'CUT-insights', packages: ['WP-llm-gateway', 'WP-insights'] });
  });
});

describe('what only the law can answer', () => {
  test('keeps a plan a draft until a person answers it, and no price recommends the answer', async () => {
    const { plan, text } = await rendered('clinic-bookings');
    expect(plan.decisions.find(decision => decision.id === 'DEC-hipaa')).toMatchObject({ open: true, blocking: true, recommended: 'A', default: 'synthetic data only until a person answers' });
    expect(text('decisions.md')).toMatch(/Recommended A: a wrong no puts patient data before its agreement/);
  });
});

describe('open questions', () => {
  test('begin with a capital and carry no marker', async () => {
    for (const name of ['stravaai', 'clinic-bookings'] as const) for (const line of section((await rendered(name)).text('decisions.md'), 'Open questions').split('\n').filter(each => each.startsWith('- **Q-'))) expect(line).toMatch(/^- \*\*Q-[\w-]+\*\* \([^)]+\) [\p{Lu}\d"]/u);
  });
});

describe('a refusal in other words', () => {
  test('is the error it speaks of, and no success of its neighbour', async () => {
    const { plan } = await renderedAfter('vague', () => '# Requirements Document\n\n## Requirements\n\n### Requirement 1: Photos\n\n#### Acceptance Criteria\n\n1. WHEN a user selects photos to upload THEN the system SHALL store them as photos\n2. WHEN a user attempts to upload a photo in an unsupported format THEN the system SHALL display an error message\n');
    const refused = plan.requirements.find(requirement => requirement.text.includes('unsupported'));
    const [criterion] = plan.criteria.filter(each => each.requirement === refused?.id);
    expect(criterion).toMatchObject({ negative: true });
    expect(criterion?.then).toMatch(/^4\d\d `/);
    expect(plan.title).toBe('Vague');
  });
});

describe('a flow of services', () => {
  test('asks for a key and a row, not for a session and an owner', () => {
    const flows = keyed.text('vague_workflows.md').replaceAll(/`[^`]*`/g, '');
    expect(flows).not.toMatch(/session valid|is yours|row owned|owner filter|sign in/);
    expect(keyed.text('vague_workflows.md')).toContain('key known?');
    expect(section(keyed.text('add.md'), '4. Error Handling')).toMatch(/\| UNAUTHENTICATED \| 401 \| send a known key \| no \| key check \|/);
  });
});

describe('names', () => {
  test('stand once in a heading, and a failed job is told by the field its view has', async () => {
    const { documents, text, plan } = await rendered('stravaai');
    for (const [, document] of documents) expect(document).not.toMatch(/^#+ .*(`[^`]+`) \(\1\)/m);
    expect(plan.routes.find(route => route.id === 'GET /v1/jobs/{job_id}')?.response.map(field => field.name)).toContain('error');
    expect(text('frontend-handoff.md')).toContain('`state` failed, `error` holds the code');
  });
});

test('signing in names no route that acts by a link and gives no session', async () => {
  const steps = section((await rendered('clinic-bookings')).text('frontend-handoff.md'), 'Sign-in sequence');
  expect(steps).toContain('POST /v1/sessions');
  expect(steps).not.toContain('cancel-by-link');
});
