import { beforeAll, describe, expect, it } from 'vitest';
import { checkDocuments, readDiagrams } from '../../support/check.ts';
import { placeSections } from '../../../src/check/headings.ts';
import type { DiagramVerdict } from '../../../src/check/mermaid/verdict.ts';
import { readSheet } from '../../../src/check/sheet.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import type { Document } from '../../../src/model/document.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { addAll, expectSaid, rightInStrava, wrongInStrava } from './added.ts';
import { generate } from './documents.ts';
import type { Generated } from './documents.ts';
import { facts } from './facts.ts';
import { mutations } from './mutations.ts';
import { variants } from './variants.ts';

let made: Generated;
let parsed: Map<string, Document>;
let verdicts: ReadonlyMap<string, DiagramVerdict>;
let clean: ReadonlySet<string>;

async function check(texts: ReadonlyMap<string, string>, withPlan: boolean): Promise<Finding[]> {
  const documents = new Map(parsed);
  for (const [path, text] of texts) documents.set(path, parseMarkdown(path, text));
  const list = [...documents.values()];
  const diagrams = await readDiagrams(list, made.parse, verdicts);
  return checkDocuments({
    documents: list, diagrams, today: '2026-11-21', paths: made.paths, catalogue: made.knowledge.catalogue, profiles: made.knowledge.profiles, facts: made.knowledge.facts, ...(withPlan ? { plans: new Map([['stravaai', made.plan]]), expected: made.documents, base: made.documents } : {}),
  });
}

const keyOf = (finding: Finding): string => `${finding.rule}\n${finding.file ?? ''}\n${finding.message}`;

beforeAll(async () => {
  made = await generate();
  parsed = new Map([...made.documents].map(([path, text]) => [path, parseMarkdown(path, text)]));
  verdicts = await readDiagrams([...parsed.values()], made.parse);
  clean = new Set((await check(new Map(), true)).concat(await check(new Map(), false)).map(keyOf));
}, 120_000);

describe.each([['with the plan graph', true], ['from the documents alone', false]] as const)('%s', (_, withPlan) => {
  it('says nothing of the documents as generated but that they are a draft', async () => {
    const findings = await check(new Map(), withPlan);
    expect(findings.filter(finding => finding.severity !== 'info' && finding.rule !== 'status/draft')).toEqual([]);
  });

  // Each way of checking is proved on the first list; the others have the same kinds at other places, and what only the plan can tell, once.
  it.each([...mutations, ...(withPlan ? [...variants, ...facts] : [])].map(mutation => [mutation.name, mutation] as const))('finds %s', { timeout: 30_000 }, async (__, mutation) => {
    const { texts, at } = mutation.make(made);
    const found = (await check(texts, withPlan)).filter(finding => !clean.has(keyOf(finding)));
    const near = found.filter(finding => at.some(place => finding.file === place.file && Math.abs(finding.line - place.line) <= 2));
    expect(near.map(keyOf), `nothing at ${JSON.stringify(at)}; elsewhere: ${JSON.stringify(found.slice(0, 4).map(finding => [finding.rule, finding.file, finding.line, finding.message]))}`).not.toEqual([]);
  });
});

it('finds sentences that contradict the plan, all added at once, and none that agree', { timeout: 30_000 }, async () => {
  for (const all of [wrongInStrava, rightInStrava]) {
    const { texts, at } = addAll(made, all);
    expectSaid(all, at, (await check(texts, true)).filter(finding => !clean.has(keyOf(finding))));
  }
});

describe('a required section', () => {
  it('that is deleted from any document is missed by its name', { timeout: 60_000 }, () => {
    const silent: string[] = [];
    let deleted = 0;
    const kinds = new Set<string>();
    for (const [path, document] of parsed) {
      const doc = String(document.frontMatter?.data['doc']);
      const spec = made.knowledge.catalogue.documents.find(item => item.id === doc);
      // One plan of a package stands for all of them.
      if (spec === undefined || kinds.has(doc)) continue;
      kinds.add(doc);
      for (const { section } of placeSections(readSheet(document), spec)) {
        if (section === null) continue;
        const lines = document.text.split('\n');
        lines.splice(section.line - 1, section.endLine - section.line + 1);
        deleted++;
        const findings = checkDocuments({ documents: [parseMarkdown(path, lines.join('\n'))], today: '2026-11-21', catalogue: made.knowledge.catalogue, profiles: made.knowledge.profiles, plans: new Map([['stravaai', made.plan]]) });
        const name = section.heading.text.split(/[/(:]/)[0]?.trim() ?? '';
        const missed = findings.some(finding => finding.rule === 'structure/section-missing' && finding.severity === 'error' && finding.file === path && finding.message.includes(name) && Math.abs(finding.line - section.line) <= 2);
        if (!missed) silent.push(`${path}: ${section.heading.text}`);
      }
    }
    expect(kinds.size).toBe(made.knowledge.catalogue.documents.length);
    expect(deleted).toBeGreaterThan(50);
    expect(silent).toEqual([]);
  });
});
