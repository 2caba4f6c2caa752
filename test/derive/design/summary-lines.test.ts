import { describe, expect, it } from 'vitest';
import { createInput } from '../../../src/derive/input.ts';
import { mergeRequirements } from '../../../src/derive/design/requirements.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import type { Requirement, UnusedLine } from '../../../src/model/plan/index.ts';
import { readSpec } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';

function merge(...texts: string[]): { requirements: Requirement[]; unused: UnusedLine[] } {
  const specs = texts.map((text, n) => readSpec(parseMarkdown(`specs/${n}.md`, text), knowledge().languages).source);
  const facts = { feature: 'demo', specs, samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
  return mergeRequirements(createInput(facts, { schemaVersion: 1, feature: 'demo', answers: {} }, knowledge(), { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-21' }));
}

const spec = '# Parking\n\n## Requirements\n\n- **FR-001**: Drivers MUST be able to reserve a place.\n- **FR-002**: Drivers MUST be able to cancel a reservation.\n';
const ids = (merged: { requirements: Requirement[] }): string[] => merged.requirements.map((requirement) => requirement.id);

describe('a line of a product plan that cites the ids of the spec', () => {
  it('is a summary of them, not one more requirement', () => {
    const merged = merge(spec, '# Plan\n\n## Features\n\n### Must have (P0)\n\n- Reservations for drivers (FR-001 to FR-002)\n');
    expect(ids(merged)).toEqual(['FR-001', 'FR-002']);
    expect(merged.unused).toContainEqual(expect.objectContaining({ path: 'specs/1.md', line: 7, result: 'duplicate', reason: 'sums up FR-001 to FR-002' }));
  });

  it('stays a requirement when it cites an id that no spec declares', () => {
    expect(merge(spec, '# Plan\n\n## Features\n\n- Drivers must be able to pay at the gate (FR-009)\n').requirements).toHaveLength(3);
  });

  it('stays a requirement when it asks for something beyond what it cites', () => {
    expect(merge(spec, '# Plan\n\n## Features\n\n- Drivers must be able to extend a reservation (beyond FR-001)\n').requirements).toHaveLength(3);
  });
});
