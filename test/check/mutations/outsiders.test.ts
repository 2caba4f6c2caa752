import { beforeAll, expect, it } from 'vitest';
import { checkDocuments, readDiagrams } from '../../support/check.ts';
import type { DiagramVerdict } from '../../../src/check/mermaid/verdict.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import type { Document } from '../../../src/model/document.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { addAll, expectSaid, rightInClinic, wrongInClinic } from './added.ts';
import { generateClinic } from './documents.ts';
import type { Generated } from './documents.ts';
import { outsiders } from './outsiders.ts';

let made: Generated;
let parsed: Map<string, Document>;
let verdicts: ReadonlyMap<string, DiagramVerdict>;
let clean: ReadonlySet<string>;

async function check(texts: ReadonlyMap<string, string>): Promise<Finding[]> {
  const documents = [...new Map([...parsed, ...[...texts].map(([path, text]) => [path, parseMarkdown(path, text)] as const)]).values()];
  const { catalogue, profiles, facts } = made.knowledge;
  return checkDocuments({ documents, diagrams: await readDiagrams(documents, made.parse, verdicts), today: '2026-11-21', paths: made.paths, catalogue, profiles, facts, plans: new Map([['clinic-bookings', made.plan]]), expected: made.documents, base: made.documents });
}

const keyOf = (finding: Finding): string => `${finding.rule}\n${finding.file ?? ''}\n${finding.message}`;

beforeAll(async () => {
  made = await generateClinic();
  parsed = new Map([...made.documents].map(([path, text]) => [path, parseMarkdown(path, text)]));
  verdicts = await readDiagrams([...parsed.values()], made.parse);
  clean = new Set((await check(new Map())).map(keyOf));
}, 120_000);

it('says nothing of the clinic as generated but that it is a draft', async () => {
  expect((await check(new Map())).filter(finding => finding.severity !== 'info' && finding.rule !== 'status/draft')).toEqual([]);
});

it.each(outsiders.map(mutation => [mutation.name, mutation] as const))('finds %s', { timeout: 30_000 }, async (_, mutation) => {
  const { texts, at } = mutation.make(made);
  const found = (await check(texts)).filter(finding => !clean.has(keyOf(finding)));
  const near = found.filter(finding => at.some(place => finding.file === place.file && Math.abs(finding.line - place.line) <= 2));
  expect(near.map(keyOf), `nothing at ${JSON.stringify(at)}; elsewhere: ${JSON.stringify(found.slice(0, 4).map(finding => [finding.rule, finding.file, finding.line, finding.message]))}`).not.toEqual([]);
});

it('finds sentences that contradict the plan, all added at once, and none that agree', { timeout: 30_000 }, async () => {
  for (const all of [wrongInClinic, rightInClinic]) {
    const { texts, at } = addAll(made, all);
    expectSaid(all, at, (await check(texts)).filter(finding => !clean.has(keyOf(finding))));
  }
});
