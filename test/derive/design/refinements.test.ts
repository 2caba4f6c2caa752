import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { createInput } from '../../../src/derive/input.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import type { Refinement } from '../../../src/model/plan/index.ts';
import { readSpec } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';

function refine(text: string, profile = 'typescript'): Refinement[] {
  const spec = readSpec(parseMarkdown('specs/parking.md', text), knowledge().languages).source;
  const facts = { feature: 'parking', specs: [spec], samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] };
  const answers = { schemaVersion: 1 as const, feature: 'parking', answers: { profile: { value: profile, state: 'answered' as const, by: null, at: null, owner: null, due: null, evidence: null } } };
  return deriveDesign(createInput(facts, answers, knowledge(), { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-21' })).refinements;
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

  it('have unique ids', () => {
    const ids = refine(routes('PUT /api/reservations/{id}', 'PUT /api/v1/reservations/{id}', 'POST /api/auth/logout')).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(4);
  });
});
