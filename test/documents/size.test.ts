import { beforeAll, describe, expect, test } from 'vitest';
import { renderPlan } from '../../src/render/render.ts';
import { knowledge } from '../support/knowledge.ts';
import { cases, rendered, renderedAfter } from '../support/documents.ts';

beforeAll(async () => void (await Promise.all(cases.map(name => rendered(name)))), 60_000);

const linesOf = (documents: ReadonlyMap<string, string>): number => [...documents.values()].reduce((sum, text) => sum + text.split('\n').length - 1, 0);
const wordsOf = (text: string): number => text.replace(/^---\n[\s\S]*?\n---\n/, '').split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;

/** Sentences of prose with at least six words below the opening block, which names the open decisions of each document; tables, fences and headings are no prose. */
function sentences(text: string): string[] {
  const prose = text.slice(text.indexOf('\n## ')).replace(/^```[\s\S]*?^```/gm, '').split('\n').filter(line => !/^(?:#|\||\s*(?:verify|hours):)/.test(line));
  return prose.flatMap(line => line.replace(/ <- .*$/, '').split(/(?<=[.;])\s+/)).map(sentence => sentence.trim().toLowerCase()).filter(sentence => sentence.split(/\s+/).length >= 6);
}

describe('size follows the feature', () => {
  test('two stories give seven documents of at most 300 lines, and say why', async () => {
    const { plan, documents, text } = await rendered('two-stories');
    expect(documents.size).toBe(7);
    expect(linesOf(documents)).toBeLessThanOrEqual(300);
    expect(text('plan.md')).toContain(`brief because ${plan.tasks.length} leaves`);
    expect(text('wbs.md')).toContain('The leaves: fixed sets');
  });

  test('one job and one outside call more leave a small feature small', async () => {
    const { plan, documents, text } = await renderedAfter('two-stories', spec => spec.replace(/- \*\*FR-003\*\*.*/, '$&\n- **FR-004**: System MUST e-mail the members of a household two days after an item was added.'));
    expect([plan.jobs.length, plan.methods.filter(method => method.call !== null).length]).toEqual([1, 1]);
    expect(documents.size).toBe(7);
    expect(plan.tasks.length).toBeLessThanOrEqual(50);
    expect(linesOf(documents)).toBeLessThanOrEqual(345);
    const [job] = plan.jobs;
    expect(text('add.md')).toContain(`| ${job?.id} | send one message`);
    expect(text('two-stories_workflows.md')).toContain('None: `EmailGateway.sendMessage` stands in the flows above');
  });

  test('a depth that is asked for is given to a small feature too', async () => {
    const { plan } = await rendered('two-stories');
    expect(renderPlan(plan, knowledge(), { depth: 'lite' }).size).toBe(11);
    expect(renderPlan(plan, knowledge(), { depth: 'full' }).size).toBe(11 + plan.packages.length);
  });

  test('a brief plan declares each of its tasks once, on one line that holds title, verify, hours and purpose', async () => {
    const { plan, text } = await rendered('two-stories');
    const boxes = text('tasks.md').split('\n').filter(line => line.startsWith('- [ ] **T-'));
    expect(boxes).toHaveLength(plan.tasks.length);
    for (const box of boxes) expect(box).toMatch(/^- \[ \] \*\*T-\w+\*\* .+ · verify: `.+` => .+ · hours: [\d.]+\/[\d.]+\/[\d.]+( · after: [^·]+)? · for: .+$/);
  });

  test('a clinic of 30 requirements stays under 4,000 lines', async () => {
    expect(linesOf((await rendered('clinic-bookings')).documents)).toBeLessThanOrEqual(4000);
  });
});

describe.each(cases)('%s', name => {
  test('keeps every word budget', async () => {
    const { documents } = await rendered(name);
    const budgets = new Map(knowledge().catalogue.documents.map(doc => [doc.id, doc.maxWords]));
    for (const [path, text] of documents) {
      const limit = budgets.get(/\bdoc: ([a-z_]+)/.exec(text)?.[1] ?? '') ?? null;
      if (limit !== null) expect([path, wordsOf(text) <= limit, wordsOf(text)]).toEqual([path, true, wordsOf(text)]);
    }
  });

  test('repeats at most 3 % of its sentences across documents', async () => {
    const { documents } = await rendered(name);
    const places = new Map<string, Set<string>>();
    let all = 0;
    for (const [path, text] of documents) for (const sentence of sentences(text)) {
      all++;
      places.set(sentence, (places.get(sentence) ?? new Set()).add(path));
    }
    const again = [...places].filter(([, paths]) => paths.size > 1).reduce((sum, [, paths]) => sum + paths.size - 1, 0);
    expect([again / all, [...places].filter(([, paths]) => paths.size > 1).map(([text, paths]) => `${paths.size} x ${text}`)]).toEqual([expect.toSatisfy((share: number) => share <= 0.03), expect.anything()]);
  });
});
