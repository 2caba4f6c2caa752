import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import { readExisting } from '../../../src/sources/existing/read.ts';
import { knowledge } from '../../support/knowledge.ts';

const { catalogue } = knowledge();
const core = 'ai_docs/context/core_docs';

describe('earlier core documents', () => {
  test('SEED-002-10: statements of the feature folder, by the section they stand in', () => {
    const found = readExisting([parseMarkdown(`${core}/diary/project_charter.md`, '# Charter\n\n## Constraints\n- One host\n- No cloud\n\n## Other\nWords\n')], catalogue, 'diary');
    expect(found.statements).toEqual([
      { doc: 'project_charter', section: 'Constraints', text: 'One host', path: `${core}/diary/project_charter.md`, line: 4 },
      { doc: 'project_charter', section: 'Constraints', text: 'No cloud', path: `${core}/diary/project_charter.md`, line: 5 },
      { doc: 'project_charter', section: 'Other', text: 'Words', path: `${core}/diary/project_charter.md`, line: 8 },
    ]);
    expect(found.missingSections.map(each => each.section)).toContain('Next actions');
    expect(found.missingSections.map(each => each.section)).not.toContain('Constraints');
  });

  test('SEED-002-2: root-level names, sections written as labels', () => {
    const found = readExisting([parseMarkdown(`${core}/backend_prd.md`, '# PRD\n\n- API consumers (<=3): web\n- Non-functional (targets):\n  - p95 < 250 ms\n')], catalogue, 'diary');
    expect(found.statements.map(each => [each.section, each.text])).toEqual([['API consumers (<=3)', 'web'], ['Non-functional (targets)', 'p95 < 250 ms']]);
  });

  test('a generated document gives no statement, but its routes and models', () => {
    const text = '---\ngenerated-by: planwright\n---\n# ADD\n\n## Backend blueprint\n\n### 1. API Routes\n```text\nGET /v1/readings\n- Purpose: list\n```\n\n### 3. Data Models\n```text\nReading (document)\n- id: Ksuid\n```\n';
    const found = readExisting([parseMarkdown(`${core}/diary/add.md`, text)], catalogue, 'bills');
    expect(found.statements).toEqual([]);
    expect(found.routes).toEqual([{ id: 'GET /v1/readings', feature: 'diary', path: `${core}/diary/add.md`, line: 10 }]);
    expect(found.models).toEqual([{ id: 'Reading', feature: 'diary', path: `${core}/diary/add.md`, line: 16 }]);
  });

  test('sections are named without the places that a stack fills, and routes are read from a column each for method and path', () => {
    const found = readExisting([parseMarkdown(`${core}/backend_add.md`, '# ADD\n\n## API Routes\n\n| Method | Path |\n| --- | --- |\n| GET | /v1/sites |\n')], catalogue, 'diary');
    expect(found.missingSections.map(each => each.section).filter(each => /[{}]/.test(each))).toEqual([]);
    expect(found.missingSections.map(each => each.section)).toContain('Authentication (RBAC)');
    expect(found.routes.map(each => each.id)).toEqual(['GET /v1/sites']);
  });

  test('a label tells what a statement says of budget, team and day', () => {
    const found = readExisting([parseMarkdown(`${core}/backend_project_charter.md`, '# Charter\n\n## Constraints\n- Budget: 150 USD per month\n- Team: 3 engineers\n- Deadline: 2027-05-01\n- One host\n')], catalogue, 'diary', knowledge().languages);
    expect(found.statements.map(each => each.kind)).toEqual(['budget', 'team', 'deadline', undefined]);
  });

  test('documents of another name are left alone', () => {
    expect(readExisting([parseMarkdown('docs/notes.md', '# Notes\n\n## Constraints\n- x\n')], catalogue, 'diary')).toEqual({ statements: [], routes: [], models: [], missingSections: [] });
  });
});
