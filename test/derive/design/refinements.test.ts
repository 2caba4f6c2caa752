import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { createInput } from '../../../src/derive/input.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import type { Design, Refinement } from '../../../src/model/plan/index.ts';
import { readSpec } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';

const refine = (text: string, profile = 'typescript'): Refinement[] => designed(text, profile).refinements;

function designed(text: string, profile = 'typescript'): Design {
  const spec = readSpec(parseMarkdown('specs/parking.md', text), knowledge().languages).source;
  const facts = { feature: 'parking', specs: [spec], samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
  const answers = { schemaVersion: 1 as const, feature: 'parking', answers: { profile: { value: profile, state: 'answered' as const, by: null, at: null, owner: null, due: null, evidence: null } } };
  return deriveDesign(createInput(facts, answers, knowledge(), { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-21' }));
}

const requirements = `# Parking

## Requirements

- **FR-001**: Drivers MUST be able to sign in and sign out.
- **FR-002**: Drivers MUST be able to create, list, change and delete their reservations.
`;
const routes = (...lines: string[]): string => `${requirements}\n## API endpoints\n\n${lines.map((line) => `- \`${line}\``).join('\n')}\n`;

describe('refinements of the spec (SEED-000-9)', () => {
  it('are none when the spec names nothing that the plan answers differently', () => {
    expect(refine(requirements)).toEqual([]);
    expect(refine(routes('GET /v1/reservations'))).toEqual([]);
  });

  it('say once that the base path differs, and nothing of a route that differs by it alone', () => {
    expect(refine(routes('GET /api/v2/reservations')).map(({ id, quote, change }) => ({ id, quote, change }))).toEqual([{ id: 'REF-base-path', quote: '/api/v2', change: 'base `/v1`' }]);
  });

  it('turn a replacing PUT into a merging PATCH and name the line', () => {
    const [put] = refine(routes('PUT /v1/reservations/{id}'));
    expect(put).toMatchObject({ quote: 'PUT /v1/reservations/{id}', change: '`PATCH /v1/reservations/{reservation_id}`', reason: expect.stringContaining('merges') });
    expect(put?.sources[0]).toMatchObject({ kind: 'spec', path: 'specs/parking.md', line: 10 });
  });

  it('answer a sign-out without a body', () => {
    const [logout] = refine(`${requirements}\n## API endpoints\n\n- \`POST /v1/auth/logout\` answers \`success: true\`\n`);
    expect(logout).toMatchObject({ change: '`DELETE /v1/sessions/current`', reason: expect.stringContaining('204 without a body') });
  });

  it('replace a component that ends within the first year, in the words its source allows', () => {
    const [node] = refine(`${requirements}\n## Technology stack\n\n- Node 22\n`);
    expect(node).toMatchObject({ quote: 'Node 22', change: 'Node 24', reason: expect.stringContaining('2027-04-30') });
  });

  it('replace words that the database of the profile does not know', () => {
    const text = `${requirements}- **NFR-001**: The API MUST be protected against SQL injection.\n`;
    expect(refine(text, 'fastapi-mongodb').map(({ quote }) => quote)).toEqual(['SQL injection']);
    expect(refine(text, 'typescript')).toEqual([]);
  });

  it('cut a window to what the provider lets anybody keep, and prove it over the cut one', () => {
    const { criteria, refinements } = designed(`# Rides

## Requirements

- **FR-001**: Riders MUST be able to connect Strava.
- **FR-002**: System MUST import the activities of the last 90 days from Strava when a rider connects Strava.

### Acceptance scenarios for FR-002

1. **Given** a rider with 12 activities in the last 90 days, **When** the first import ends, **Then** 12 activities are listed.
`);
    expect(refinements.find(({ id }) => id === 'REF-fr-002-window')).toMatchObject({ quote: 'last 90 days', change: expect.stringContaining('last 7 days') });
    const told = criteria.filter(({ requirement, fromSpec }) => requirement === 'FR-002' && fromSpec);
    expect(told.map(({ given }) => given)).toEqual(['a rider with 12 activities in the last 7 days (`REF-fr-002-window`)']);
  });

  it('have unique ids', () => {
    const ids = refine(routes('PUT /api/reservations/{id}', 'PUT /api/v1/reservations/{id}', 'POST /api/auth/logout')).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(4);
  });
});
