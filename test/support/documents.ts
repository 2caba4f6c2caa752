import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { derivePlan } from '../../src/derive/plan.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { AnswerSet } from '../../src/model/answers.ts';
import type { Facts } from '../../src/model/facts.ts';
import { Plan } from '../../src/model/plan/index.ts';
import { renderPlan } from '../../src/render/render.ts';
import { createSampleReader } from '../../src/sources/samples/read.ts';
import { readSpec } from '../../src/sources/spec/read.ts';
import { knowledge } from './knowledge.ts';

const root = join(import.meta.dirname, '../..');
const inputs = {
  stravaai: { specs: ['specs/stravaai/spec.md', 'docs/planning/stravaai.md'], samples: 'requirements/strava-data', profile: 'fastapi-mongodb' },
  'clinic-bookings': { specs: ['test/cases/clinic-bookings/specs/clinic-bookings/spec.md'], samples: null, profile: 'fastapi-supabase' },
  contradictory: { specs: ['test/cases/contradictory/specs/contradictory/spec.md'], samples: null, profile: 'fastapi-supabase' },
  'two-stories': { specs: ['test/cases/two-stories/specs/two-stories/spec.md'], samples: null, profile: 'typescript' },
  'help-desk': { specs: ['test/documents/specs/help-desk.md'], samples: null, profile: 'fastapi-supabase' },
  'car-park': { specs: ['test/documents/specs/car-park.md'], samples: null, profile: 'typescript' },
  vague: { specs: ['test/cases/vague/specs/vague/spec.md'], samples: null, profile: 'fastapi-supabase' },
} as const;

export type Case = keyof typeof inputs;
/** What every document test goes through; the other two are read by some. */
export const cases: readonly Case[] = ['stravaai', 'clinic-bookings', 'contradictory', 'two-stories', 'vague'];

/** One case planned and rendered as `plan <feature> --yes` does it, with fewer simulated runs. */
export type Rendered = { plan: Plan; documents: ReadonlyMap<string, string>; /** The text of the document whose path ends so. */ text: (end: string) => string };

const made = new Map<string, Promise<Rendered>>();

/** The documents of one case, made once a test file. */
export function rendered(name: Case, profile: string = inputs[name].profile): Promise<Rendered> {
  const key = `${name} ${profile}`;
  const known = made.get(key) ?? make(name, profile);
  made.set(key, known);
  return known;
}

/** The documents of one case after a change of its own spec. */
export const renderedAfter = (name: Case, edit: (spec: string) => string): Promise<Rendered> => make(name, inputs[name].profile, edit);

const samplesRead = new Map<Case, Promise<Facts['samples']>>();

async function readSamples(folder: string | null): Promise<Facts['samples']> {
  const reader = createSampleReader(knowledge().providers);
  if (folder !== null) for (const file of readdirSync(join(root, folder)).toSorted()) await reader.file(`${folder}/${file}`, [readFileSync(join(root, folder, file))]);
  return reader.finish().facts;
}

/** What is read of one case, its own spec changed. */
export async function factsOf(name: Case, edit: (spec: string) => string = spec => spec): Promise<Facts> {
  const { specs, samples } = inputs[name];
  const read = samplesRead.get(name) ?? readSamples(samples);
  samplesRead.set(name, read);
  const sources = specs.map((path, index) => {
    const text = readFileSync(join(root, path), 'utf8');
    return readSpec(parseMarkdown(path, index === 0 ? edit(text) : text), knowledge().languages).source;
  });
  return { feature: name, specs: sources, samples: await read, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
}

async function make(name: Case, profile: string, edit: (spec: string) => string = spec => spec): Promise<Rendered> {
  const facts = await factsOf(name, edit);
  const chosen = { value: profile, state: 'answered', by: 'plan.config.yaml', at: null, owner: null, due: null, evidence: null };
  const plan = Plan.parse(derivePlan(facts, { schemaVersion: 1, feature: name, answers: AnswerSet.parse({ profile: chosen }) }, knowledge(), { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-21', runs: 200 }));
  const documents = renderPlan(plan, knowledge());
  return {
    plan,
    documents,
    text: end => {
      const found = [...documents].filter(([path]) => path.endsWith(`/${end}`) || path === end);
      const [first] = found;
      if (first === undefined || found.length > 1) throw new Error(`${found.length} documents end in ${end}`);
      return first[1];
    },
  };
}

/** Headings of one level with their text, in order. */
export function headings(text: string, depth: number): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(new RegExp(`^#{${depth}} (.+)$`, 'gm'))].map(match => match[1] ?? '');
}

/** What stands under the heading that starts so, down to the next heading of its level or above. */
export function section(text: string, heading: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex(line => /^#+ /.test(line) && line.replace(/^#+ /, '').startsWith(heading));
  if (at === -1) throw new Error(`no heading ${heading}`);
  const depth = (/^#+/.exec(lines[at] ?? '')?.[0] ?? '').length;
  const end = lines.findIndex((line, n) => n > at && /^#+ /.test(line) && (/^#+/.exec(line)?.[0] ?? '').length <= depth);
  return lines.slice(at + 1, end === -1 ? undefined : end).join('\n');
}

export const bullets = (text: string): string[] => text.split('\n').filter(line => /^(- |\d+\. )/.test(line));
export const rows = (text: string): string[] => text.split('\n').filter(line => line.startsWith('| ') && !/^\| (---|Id |Metric)/.test(line));
