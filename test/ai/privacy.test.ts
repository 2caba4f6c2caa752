import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { propose } from '../../src/ai/propose.ts';
import { sightOf } from '../../src/ai/sight.ts';
import { slotsOf } from '../../src/ai/slots.ts';
import { involvedProviders } from '../../src/derive/input.ts';
import { redact } from '../../src/text/sensitive.ts';
import { projectRoot } from '../support/cli.ts';
import { knowledge } from '../support/knowledge.ts';
import { answerWith, harmless, modelService, streamText, type Heard } from './server.ts';
import { askOf, clinicSpec, factsOf, limits, noCache, outside, planOf } from './support.ts';

const folder = join(projectRoot, 'requirements', 'strava-data');
const samples = Object.fromEntries(readdirSync(folder).map(name => [`requirements/strava-data/${name}`, readFileSync(join(folder, name), 'utf8')]));
const stravaSpec = readFileSync(join(projectRoot, 'specs', 'stravaai', 'spec.md'), 'utf8');

let heard: Heard[] = [];
let url = '';
let close: () => Promise<void>;
beforeAll(async () => {
  ({ url, heard, close } = await modelService((request, response) => streamText(response, answerWith(request, (_slot, choices) => choices?.[0] ?? harmless))));
});
afterAll(() => close());

async function sentFor(spec: string, files: Readonly<Record<string, string>>): Promise<string> {
  const facts = await factsOf(spec, files);
  const from = heard.length;
  const { slots, ground } = askOf(facts, planOf(facts));
  const run = await propose(slots, ground, noCache, limits, outside(url));
  expect(run.spent.requests).toBeGreaterThan(0);
  return heard.slice(from).map(each => each.raw).join('\n');
}

/** The texts of a sample with every leaf value replaced by one that stands nowhere else. */
function withCanaries(text: string): string {
  let count = 0;
  const mark = (value: unknown): unknown => {
    count++;
    if (typeof value === 'string') return `zqcanary${count}`;
    if (typeof value === 'number') return 918_273_000 + count;
    if (Array.isArray(value)) return value.map(mark);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mark(inner)]));
    return value;
  };
  const lines = text.trim().startsWith('{') && text.trim().split('\n').every(line => /^\{.*\}$/.test(line)) ? text.trim().split('\n') : [text];
  return lines.map(line => JSON.stringify(mark(JSON.parse(line)))).join('\n');
}

/** Leaf values long enough to be told from ordinary words and numbers. */
function valuesOf(text: string): string[] {
  const found: string[] = [];
  for (const [, string, number] of text.matchAll(/:\s*(?:"((?:[^"\\]|\\.){8,})"|(-?\d[\d.]{5,}))/g)) found.push(string ?? number ?? '');
  return found;
}

describe('a request never holds', () => {
  test('a value of any sample: each leaf replaced by a canary, of a known provider', async () => {
    const sent = await sentFor(stravaSpec, Object.fromEntries(Object.entries(samples).map(([path, text]) => [path, withCanaries(text)])));
    expect(sent).not.toMatch(/zqcanary|918273/);
  });

  test('a value of any sample as it is, unless the spec or the product says it too', async () => {
    const sent = await sentFor(stravaSpec, samples);
    const own = `${stravaSpec}\n${readdirSync(join(projectRoot, 'templates'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yaml')).map(name => readFileSync(join(projectRoot, 'templates', name), 'utf8')).join('\n')}`;
    const values = [...new Set(Object.values(samples).flatMap(valuesOf))].filter(value => !own.includes(value));
    expect(values.length).toBeGreaterThan(200);
    expect(values.filter(value => sent.includes(value))).toEqual([]);
  });

  test('a name that was only seen in data of a provider whose terms forbid AI', async () => {
    const first = samples['requirements/strava-data/athlete.json'] ?? '{}';
    const sent = await sentFor(stravaSpec, { ...samples, 'requirements/strava-data/athlete.json': JSON.stringify({ ...JSON.parse(first), zq_unknown_name: 'x', zq_home_email: 'zq.canary@corp.se', email: 'zq.canary@corp.se' }) });
    expect(sent).not.toMatch(/zq_unknown_name|zq_home_email|zq\.canary/);
    // Questions that samples raised name their file: they are not sent either.
    expect(sent).not.toContain('requirements/strava-data/');
    expect(sent).toContain('start_latlng');
  });

  test('a place that rests on such data; others stay', async () => {
    const facts = await factsOf(stravaSpec, samples);
    const plan = planOf(facts);
    const all = slotsOf(plan);
    const { slots } = askOf(facts, plan);
    const left = all.filter(slot => !slots.includes(slot));
    expect(left.some(slot => JSON.stringify(slot).includes('requirements/strava-data/'))).toBe(true);
    expect(slots.some(slot => JSON.stringify(slot).includes('requirements/strava-data/'))).toBe(false);
    expect(slots.length).toBeGreaterThan(all.length / 2);
    expect(sightOf(facts, involvedProviders(facts, knowledge())).withheld).toEqual([expect.stringContaining('Strava forbids AI on its data')]);
  });

  test('a value of an unknown API; its names and types may go', async () => {
    const record = { appointment_id: 'zqcanary1', patient: { mail: 'zq.canary@corp.se', phone: '+46 70 123 45 67', door: [59.32931, 18.06858] }, token: 'zqcanary-0123456789abcdef', fee: 918_273_645, '2026-01-01T00:00': 'zqcanary2', 'zq.canary@corp.se': 1 };
    const sent = await sentFor(clinicSpec, { 'requirements/clinic/appointments.json': JSON.stringify([record, { ...record, fee: 918_273_646 }]) });
    expect(sent).not.toMatch(/zqcanary|zq\.canary|918273|59\.3|18\.06|\+46|2026-01-01T/);
    expect(sent).toContain('appointment_id string');
    expect(sent).not.toContain('token string');
  });

  test('an address, secret or place that stands in the spec', async () => {
    const secrets = 'Ask zq.canary@corp.se at +46 70 123 45 67, door 59.32931, 18.06858, key sk-zqcanary0123456789, header "Bearer zqcanaryzqcanary01", password: zqcanary99, ghp_zqcanary0123456789zqcanary01, way `ki{eFvqfiVqAWQIGEEKAYJgBVqDJ{BHa@jAkNJw@Pw@V{APs@^aABQAOEQGKoJ`.';
    const sent = await sentFor(clinicSpec.replace('no phone call', `no phone call. ${secrets}`).replace('quickly and', `quickly (${secrets}) and`), {});
    expect(sent).not.toMatch(/zqcanary|zq\.canary|\+46|59\.329|18\.068|ki\{eFvqf/);
    expect(sent).toContain('removed]');
  });

  test('a file that is no named input, an environment value or the plan\'s own state', async () => {
    const sent = await sentFor(clinicSpec, {});
    expect(sent).not.toContain(process.env['HOME'] ?? 'no home');
    expect(sent).not.toContain('sk-test-canary-000');
    expect(sent).not.toContain('planwright');
  });
});

test('ordinary words, ids, dates and paths of a spec stay as they are', () => {
  const text = 'FR-012: `GET /v1/activities/{activity_id}` answers within 250 ms (p95) until 2027-01-04, see docs/planning/stravaai.md#L12 and ActivityImportService.startActivityImport; 3MMf8oHiS0idqRaigtYxGUA4M77 is a plan.';
  expect(redact(text.replace(/ 3MMf.*/, ''))).toBe(text.replace(/ 3MMf.*/, ''));
});
