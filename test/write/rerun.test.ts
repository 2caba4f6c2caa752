import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBase } from '../../src/write/base.ts';
import { conflictMarker } from '../../src/write/merge.ts';
import { cases } from '../support/soak.ts';
import { emptyRepo, mergeRepos, planRun, type Repo } from '../support/repo.ts';

const verbs = ['create', 'list', 'rename', 'delete', 'search', 'share', 'archive'];
const nouns = ['note', 'notebook', 'tag', 'comment', 'reminder'];

const folders = ['red', 'blue', 'green', 'old', 'new', 'small', 'large', 'shared', 'hidden', 'public', 'weekly', 'daily'];

/** Requirements by key, so that edits can add, remove, reword, reorder. */
type Line = { key: number; verb: string; noun: string; named: boolean; more: string };
const line = fc.record({ key: fc.nat(20), verb: fc.constantFrom(...verbs), noun: fc.constantFrom(...nouns), named: fc.boolean(), more: fc.constantFrom('', ' with a title', ' by owner') });
const lines = fc.uniqueArray(line, { selector: each => each.key, minLength: 2, maxLength: 5 });
const specOf = (rows: readonly Line[]): string => `# Notes\n\n## Requirements\n\n${rows.map(row => `- ${row.named ? `**FR-${String(100 + row.key)}**: ` : ''}Users MUST be able to ${row.verb} a ${row.noun}${row.more} in the ${folders[row.key % folders.length]}${row.key > folders.length ? ' shelf' : ''}.`).join('\n')}\n`;

/** A person's edit of any document: a line added anywhere, a line changed, a line removed, a task ticked, a task added. */
type Edit = { kind: 'insert' | 'change' | 'remove' | 'tick' | 'task'; document: number; at: number; word: string };
const edit: fc.Arbitrary<Edit> = fc.record({ kind: fc.constantFrom<Edit['kind'][]>('insert', 'change', 'remove', 'tick', 'task'), document: fc.nat(), at: fc.nat(), word: fc.stringMatching(/^[a-z]{6,10}$/) });

/** Applies edits; gives what must survive: the person's lines, and ticked tasks. */
function edited(repo: Repo, edits: readonly Edit[], side: string): { repo: Repo; mine: string[]; ticked: string[] } {
  const documents = new Map(repo.documents);
  const mine: string[] = [];
  const ticked: string[] = [];
  edits.forEach((each, index) => {
    const paths = [...documents.keys()].sort();
    const path = paths[each.document % paths.length] ?? '';
    const rows = (documents.get(path) ?? '').split('\n');
    const at = each.at % rows.length;
    const own = `Mine ${side} ${index} ${each.word}.`;
    if (each.kind === 'insert') rows.splice(at, 0, own);
    else if (each.kind === 'change') rows[at] = own;
    else if (each.kind === 'task') rows.splice(at, 0, `- [x] **T-${side}${index}${each.word}** ${own}`);
    else if (each.kind === 'remove' && !(rows[at] ?? '').startsWith('Mine ')) rows.splice(at, 1);
    else if (each.kind === 'tick') {
      const box = rows.findIndex((row, number) => number >= at && row.startsWith('- [ ] **T-'));
      if (box >= 0) {
        rows[box] = (rows[box] ?? '').replace('- [ ]', '- [x]');
        ticked.push(/T-[0-9a-z]+/.exec(rows[box] ?? '')?.[0] ?? '');
      }
    }
    if (['insert', 'change', 'task'].includes(each.kind)) mine.push(own);
    documents.set(path, rows.join('\n'));
  });
  const whole = [...documents.values()].join('\n');
  return { repo: { ...repo, documents }, mine: mine.filter(own => whole.includes(own)), ticked: ticked.filter(id => whole.includes(`- [x] **${id}**`)) };
}

function survives(repo: Repo, plan: { tasks: readonly { id: string }[] }, mine: readonly string[], ticked: readonly string[]): void {
  const whole = [...repo.documents.values()].join('\n');
  for (const own of mine) expect(whole).toContain(own);
  const known = new Set(plan.tasks.map(task => task.id));
  for (const id of ticked) if (known.has(id)) expect(whole, id).toMatch(new RegExp(String.raw`- \[x\] \*\*${id}\*\*`));
  // In a marked conflict a task stands on both sides; a document that the plan no longer writes, kept for a person's line, is theirs.
  const written = readBase(repo.base ?? '') ?? new Map();
  const settled = [...repo.documents].filter(([path, text]) => written.has(path) && !conflictMarker.test(text)).map(([, text]) => text).join('\n');
  const boxes = (settled.match(/^- \[[ x]\] \*\*T-[0-9a-z]+/gm) ?? []).map(box => box.slice(8)).filter(id => known.has(id));
  expect(boxes.filter((id, index) => boxes.indexOf(id) !== index)).toEqual([]);
}

describe('a run after a person\'s edits and a changed spec', () => {
  test('loses no line of a person, and the run after it changes nothing', () => {
    fc.assert(
      fc.property(lines, lines, fc.array(edit, { minLength: 1, maxLength: 6 }), (before, after, edits) => {
        const first = planRun(emptyRepo(specOf(before)));
        const touched = edited(first.repo, edits, 'a');
        const second = planRun({ ...touched.repo, spec: specOf(after) });
        survives(second.repo, second.plan, touched.mine, touched.ticked);
        const third = planRun(second.repo);
        expect(third.repo).toEqual(second.repo);
      }),
      { numRuns: cases(40, 10_000), seed: 7 },
    );
  }, 14_400_000);

  test('a line inserted above all requirements is in the way of no edit', () => {
    fc.assert(
      fc.property(lines, fc.array(edit, { minLength: 1, maxLength: 6 }), (rows, edits) => {
        const first = planRun(emptyRepo(specOf(rows)));
        const touched = edited(first.repo, edits, 'a');
        const second = planRun({ ...touched.repo, spec: specOf(rows).replace('## Requirements', '\n## Requirements') });
        survives(second.repo, second.plan, touched.mine, touched.ticked);
        for (const [path, text] of second.repo.documents) expect(conflictMarker.test(text), path).toBe(false);
      }),
      { numRuns: cases(6, 1000), seed: 5 },
    );
  }, 14_400_000);

  test('a ticked task keeps its tick in the document it moves to, as when a small plan grows', () => {
    const row = (key: number, verb: string, noun: string): Line => ({ key, verb, noun, named: false, more: '' });
    const first = planRun(emptyRepo(specOf([row(0, 'create', 'note'), row(1, 'create', 'note')])));
    const touched = edited(first.repo, [{ kind: 'tick', document: 6, at: 0, word: 'aaaaaa' }], 'a');
    expect(touched.ticked).toHaveLength(1);
    const second = planRun({ ...touched.repo, spec: specOf([row(0, 'create', 'note'), row(1, 'rename', 'tag'), row(2, 'rename', 'reminder'), row(3, 'rename', 'note')]) });
    expect(second.repo.documents.size).toBeGreaterThan(first.repo.documents.size);
    survives(second.repo, second.plan, [], touched.ticked);
    expect(planRun(second.repo).repo).toEqual(second.repo);
  });

  test('reordering requirements renames no id', () => {
    fc.assert(
      fc.property(lines, rows => {
        const first = planRun(emptyRepo(specOf(rows)));
        const second = planRun({ ...first.repo, spec: specOf(rows.toReversed()) });
        const ids = (plan: typeof first.plan): string[] => [...plan.requirements.map(each => each.id), ...plan.tasks.map(each => each.id), ...plan.routes.map(each => each.id)].sort();
        expect(ids(second.plan)).toEqual(ids(first.plan));
      }),
      { numRuns: cases(10, 500), seed: 3 },
    );
  }, 14_400_000);

  test('a requirement without an id keeps its id when it is reworded, and leaves a tombstone when it goes', () => {
    const first = planRun(emptyRepo('# Notes\n\n## Requirements\n\n- Users MUST be able to create a note with a title.\n- Users MUST be able to list their notes.\n'));
    const [id] = first.plan.requirements.map(each => each.id);
    const second = planRun({ ...first.repo, spec: first.repo.spec.replace('with a title', 'with a title and a text') });
    expect(second.plan.requirements.map(each => each.id)).toEqual(first.plan.requirements.map(each => each.id));
    expect(second.repo.lock).toMatch(new RegExp(`from: ${id}.*confirmed: false`));
    const third = planRun({ ...second.repo, spec: second.repo.spec.replace(/- Users MUST be able to create.*\n/, '') });
    expect(third.repo.lock).toContain(`- { id: ${id}, key:`);
  });

  test('the box of a package is ticked when the boxes of all its tasks are', () => {
    const first = planRun(emptyRepo('# Notes\n\n## Requirements\n\n- **FR-001**: Users MUST be able to create a note.\n'), { depth: 'full' });
    const path = [...first.repo.documents.keys()].find(each => /\/\d-[a-z-]+\/plan\.md$/.test(each)) ?? '';
    const id = first.plan.packages.find(each => path.endsWith(`-${each.slug}/plan.md`))?.id ?? '';
    const documents = new Map(first.repo.documents).set(path, (first.repo.documents.get(path) ?? '').replaceAll('- [ ] **T-', '- [x] **T-'));
    const second = planRun({ ...first.repo, documents }, { depth: 'full' });
    const main = second.repo.documents.get('docs/execution/notes/plan.md') ?? '';
    expect(main).toContain(`- [x] [${id}](`);
    expect(main.match(/- \[x\] \[WP-/g)).toHaveLength(1);
    expect(planRun(second.repo, { depth: 'full' }).repo).toEqual(second.repo);
  });
});

test('a small plan, whose packages have no plan of their own: its package boxes are computed from the list of tasks', () => {
  const first = planRun(emptyRepo('# Notes\n\n## Requirements\n\n- **FR-001**: Users MUST be able to create a note.\n'), { depth: 'lite' });
  const tasks = 'docs/execution/notes/tasks.md';
  const main = 'docs/execution/notes/plan.md';
  const documents = new Map(first.repo.documents).set(tasks, (first.repo.documents.get(tasks) ?? '').replaceAll('- [ ] **T-', '- [x] **T-'));
  expect(first.repo.documents.get(main)).toMatch(/- \[ \] `WP-/);
  const second = planRun({ ...first.repo, documents }, { depth: 'lite' });
  expect(second.repo.documents.get(main)).toMatch(/- \[x\] `WP-/);
  expect(second.repo.documents.get(main)).not.toMatch(/- \[ \] `WP-/);
  expect(planRun(second.repo, { depth: 'lite' }).repo).toEqual(second.repo);
});

const settings = fc.record({ style: fc.constantFrom('merge' as const, 'diff3' as const), attributes: fc.boolean() });

describe('two branches that each changed the plan', () => {
  test('merge in git: the next run repairs lock and base, loses nothing, and then nothing changes', () => {
    fc.assert(
      fc.property(lines, lines, lines, fc.array(edit, { maxLength: 3 }), fc.array(edit, { maxLength: 3 }), settings, (start, left, right, leftEdits, rightEdits, git) => {
        const root = planRun(emptyRepo(specOf(start))).repo;
        const ours = edited(planRun({ ...root, spec: specOf(left) }).repo, leftEdits, 'ours');
        const theirs = edited(planRun({ ...root, spec: specOf(right) }).repo, rightEdits, 'theirs');
        const spec = specOf([...new Map([...left, ...right].map(row => [row.key, row])).values()]);
        const merged = planRun(mergeRepos(ours.repo, root, theirs.repo, spec, git));
        survives(merged.repo, merged.plan, [...ours.mine, ...theirs.mine], []);
        for (const file of [merged.repo.lock, merged.repo.base, merged.repo.answers]) expect(file).not.toMatch(/^(?:<{7}|>{7})/m);
        const ids = merged.plan.tasks.map(task => task.id);
        expect(new Set(ids).size).toBe(ids.length);
        if (leftEdits.length + rightEdits.length === 0) for (const [path, text] of merged.repo.documents) expect(conflictMarker.test(text), path).toBe(false);
        expect(planRun(merged.repo).repo).toEqual(merged.repo);
      }),
      { numRuns: cases(8, 1000), seed: 11 },
    );
  }, 14_400_000);

  test('a task that both branches have, and git kept twice, stands once after the next run', () => {
    const row = (key: number, verb: string, noun: string, named = false): Line => ({ key, verb, noun, named, more: '' });
    const start = [row(0, 'create', 'notebook', true), row(1, 'create', 'note')];
    const left = [row(0, 'create', 'note'), row(12, 'create', 'notebook')];
    const right = [row(1, 'delete', 'note', true), row(2, 'rename', 'notebook'), row(12, 'archive', 'notebook')];
    const root = planRun(emptyRepo(specOf(start))).repo;
    const inserts: Edit[] = [{ kind: 'insert', document: 20, at: 0, word: 'aaaaaa' }, { kind: 'insert', document: 719_304_256, at: 38_410_407, word: 'aaaaaa' }];
    const ours = edited(planRun({ ...root, spec: specOf(left) }).repo, inserts, 'ours');
    const theirs = planRun({ ...root, spec: specOf(right) }).repo;
    const spec = specOf([...new Map([...left, ...right].map(each => [each.key, each])).values()]);
    const merged = planRun(mergeRepos(ours.repo, root, theirs, spec, { style: 'merge', attributes: false }));
    survives(merged.repo, merged.plan, ours.mine, []);
    expect(planRun(merged.repo).repo).toEqual(merged.repo);
  });

  test.each<['merge' | 'diff3', boolean]>([['merge', true], ['merge', false], ['diff3', false]])('a row that a person of each reworded or removed stands as they left it, once, while both specs move (style %s, attributes %s)', (style, attributes) => {
    const row = (key: number, verb: string): Line => ({ key, verb, noun: 'note', named: true, more: '' });
    const rows = verbs.map((verb, key) => row(key, verb));
    const prd = 'ai_docs/context/core_docs/notes/prd.md';
    const worded = (repo: Repo, words: readonly [string, string | null][]): Repo => {
      const lines = (repo.documents.get(prd) ?? '').split('\n').flatMap(line => {
        const wanted = words.find(([id]) => line.startsWith(`| ${id} `));
        return wanted === undefined ? [line] : wanted[1] === null ? [] : [line.replace('| Must |', `| ${wanted[1]} |`)];
      });
      return { ...repo, documents: new Map(repo.documents).set(prd, lines.join('\n')) };
    };
    const root = planRun(emptyRepo(specOf(rows))).repo;
    const ours = worded(planRun({ ...root, spec: specOf(rows).replace('## Requirements', '\n## Requirements') }).repo, [['FR-101', 'Must, Ada'], ['FR-103', null]]);
    const more = [...rows.slice(0, 6), row(10, 'weigh'), ...rows.slice(6)];
    const theirs = worded(planRun({ ...root, spec: specOf(more) }).repo, [['FR-102', 'Must, Bob'], ['FR-106', 'Must, Eve']]);
    const merged = planRun(mergeRepos(ours, root, theirs, specOf(more).replace('## Requirements', '\n## Requirements'), { style, attributes }));
    const text = merged.repo.documents.get(prd) ?? '';
    expect(text).not.toMatch(conflictMarker);
    const declared = text.split('\n').flatMap(line => /^\| (FR-\d+) \| (\w+(?:, \w+)?) \|.*#L\d+\) \|$/.exec(line)?.slice(1).join(' ') ?? []);
    expect(declared.sort()).toEqual(['FR-100 Must', 'FR-101 Must, Ada', 'FR-102 Must, Bob', 'FR-104 Must', 'FR-105 Must', 'FR-106 Must, Eve', 'FR-110 Must']);
    // Each place leads to the line where it stands now.
    const spec = merged.repo.spec.split('\n');
    for (const [, id = '', line] of text.matchAll(/^\| (FR-\d+) .*#L(\d+)\)/gm)) expect(spec[Number(line) - 1], id).toContain(id);
    expect(planRun(merged.repo).repo).toEqual(merged.repo);
  });
});
