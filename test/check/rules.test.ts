import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkDocuments, readDiagrams } from '../support/check.ts';
import { rules } from '../../src/check/rules/index.ts';
import { createDiagramParser } from '../../src/check/mermaid/parser.ts';
import { loadMermaid } from '../../src/io/mermaid.ts';
import { Catalogue } from '../../src/model/knowledge.ts';
import { readSample } from './sample.ts';

const root = join(import.meta.dirname, '../..');
const catalogue = Catalogue.parse(parse(readFileSync(join(root, 'templates/catalogue.yaml'), 'utf8')));
const folder = join(root, 'src/check/rules');
const files = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory()).flatMap(family => readdirSync(join(folder, family.name)).map(file => `${family.name}/${file.replace(/\.ts$/, '')}`));

const facts = [
  { id: 'python-311-end', text: 'Python 3.11 ends', source: 'vendor', read: '2026-11-01', grade: 'read' as const, maxAgeDays: 365, component: 'Python 3.11', ends: '2027-10-31', replacement: 'Python 3.14' },
  { id: 'mongodb-6-end', text: 'MongoDB 6.0 ended', source: 'vendor', read: '2026-11-01', grade: 'read' as const, maxAgeDays: 365, component: 'MongoDB 6.0', ends: '2025-07-31', replacement: 'MongoDB 8' }];
/** These compare documents with the plan graph or a fresh render; claims.test.ts, generation.test.ts and edits.test.ts cover them. */
const needGraph = ['architecture/field-disagrees', 'ids/renumbered', 'ids/unknown-name', 'generation/claim-disagrees', 'generation/fact-disagrees', 'generation/node-missing', 'generation/task-disagrees', 'generation/stale', 'generation/newer-tool', 'generation/fact-age', 'status/decision-overdue', 'trace/suspect', 'trace/source-moved', 'ids/retired'];

describe('the rule catalogue', () => {
  it('lists every file of the folder once, under its own id', () => {
    expect(rules.map(rule => rule.id).toSorted()).toEqual(files.toSorted());
  });

  it('has a sample for every rule', () => {
    expect(rules.map(rule => rule.id).filter(id => !needGraph.includes(id) && !existsSync(join(import.meta.dirname, 'rules', `${id}.md`)))).toEqual([]);
  });

  it.each(rules.map(rule => [rule.id, rule] as const))('%s says why, what to do, and shows a bad and a good case', (_, rule) => {
    for (const text of [rule.about, rule.fix, rule.bad, rule.good]) expect(text.trim().length).toBeGreaterThan(2);
    expect(rule.about).toMatch(/[.:]$/);
  });
});

describe.each(rules.map(rule => rule.id).filter(id => !needGraph.includes(id)))('%s', id => {
  const path = join(import.meta.dirname, 'rules', `${id}.md`);
  it('finds what its sample marks, and nothing else', async () => {
    const { documents, wanted, paths, missing } = readSample(readFileSync(path, 'utf8'));
    const diagrams = await readDiagrams(documents, await createDiagramParser(await loadMermaid()));
    const findings = checkDocuments({ documents, catalogue, today: '2027-01-15', paths, missing, facts, diagrams, ruleSet: 'all' }).filter(finding => finding.rule === id);
    const found = findings.map(({ file, line, message }) => ({ file, line, message }));
    expect(found).toEqual(wanted.map(({ file, line, text }) => ({ file, line, message: expect.stringContaining(text) })));
  });
});
