import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { createInput } from '../../../src/derive/input.ts';
import type { DeriveInput } from '../../../src/derive/input.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import type { Facts } from '../../../src/model/facts.ts';
import type { Design } from '../../../src/model/plan/index.ts';
import type { SpecSource } from '../../../src/model/spec.ts';
import { readSpec } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';

const root = join(import.meta.dirname, '../../..');

export const cases = {
  stravaai: ['specs/stravaai/spec.md', 'docs/planning/stravaai.md'],
  clinic: ['test/cases/clinic-bookings/specs/clinic-bookings/spec.md'],
  stories: ['test/cases/two-stories/specs/two-stories/spec.md'],
  contradictory: ['test/cases/contradictory/specs/contradictory/spec.md'],
  vague: ['test/cases/vague/specs/vague/spec.md'],
} as const;

export const specOf = (path: string, text: string): SpecSource => readSpec(parseMarkdown(path, text), knowledge().languages).source;

export function inputOf(specs: SpecSource[], profile: string | null = null): DeriveInput {
  const facts: Facts = { feature: 'demo', specs, samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
  const chosen = profile === null ? {} : { profile: { value: profile, state: 'answered' as const, by: null, at: null, owner: null, due: null, evidence: null } };
  return createInput(facts, { schemaVersion: 1, feature: 'demo', answers: chosen }, knowledge(), { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-21' });
}

export const specsOf = (name: keyof typeof cases): SpecSource[] => cases[name].map((path) => specOf(path, readFileSync(join(root, path), 'utf8')));
export const designCase = (name: keyof typeof cases, profile: string | null = null): Design => deriveDesign(inputOf(specsOf(name), profile));
/** A design of one small spec: `lines` are its functional requirements. */
export const designOf = (lines: readonly string[], rest = ''): Design => deriveDesign(inputOf([specOf('specs/demo.md', `# Demo\n\n## Requirements\n\n${lines.map((l, i) => `- **FR-${String(i + 1).padStart(3, '0')}**: ${l}`).join('\n')}\n${rest}`)]));
export const routeIds = (d: Design): string[] => d.routes.map((r) => r.id);
