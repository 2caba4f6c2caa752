import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Base } from '../../src/write/base.ts';
import { planChanges } from '../../src/write/changes.ts';
import { conflictMarker, mergeDocument } from '../../src/write/merge.ts';
import { bothSides } from '../../src/write/rebase.ts';

const exactBase = (documents: ReadonlyMap<string, string>): Base => new Map([...documents].map(([path, content]) => [path, { text: content, exact: true, renders: [content], lines: new Set(content.split('\n')) }]));
const line = fc.stringMatching(/^[a-z ]{0,12}$/);
const text = fc.array(line, { maxLength: 25 }).map(lines => lines.join('\n'));

describe('mergeDocument', () => {
  test('merge(x, b, b) = x and merge(b, b, y) = y', () => {
    fc.assert(
      fc.property(text, text, (b, x) => {
        expect(mergeDocument(x, b, b)).toEqual({ text: x, conflicts: 0 });
        expect(mergeDocument(b, b, x)).toEqual({ text: x, conflicts: 0 });
      }),
    );
  });

  test('no line a person wrote is lost, whatever the render changed', () => {
    fc.assert(
      fc.property(text, text, fc.array(fc.stringMatching(/^mine [a-z]{3,9}$/), { minLength: 1, maxLength: 4 }), fc.nat(), (base, fresh, mine, at) => {
        const lines = base.split('\n');
        lines.splice(at % (lines.length + 1), 0, ...mine);
        const merged = mergeDocument(lines.join('\n'), base, fresh);
        for (const own of mine) expect(merged.text.split('\n')).toContain(own);
      }),
    );
  });

  test('a conflict is marked and counted', () => {
    const merged = mergeDocument('a\nmine\nc', 'a\nb\nc', 'a\ntheirs\nc');
    expect(merged.conflicts).toBe(1);
    expect(conflictMarker.test(merged.text)).toBe(true);
    expect(merged.text).toContain('mine');
    expect(merged.text).toContain('theirs');
  });

  test.each([
    ['a note above a line the plan changes', 'a\nmine\nb\nc', 'a\nb\nc', 'a\nB\nc', 'a\nmine\nB\nc'],
    ['a note below it', 'a\nb\nmine\nc', 'a\nb\nc', 'a\nB\nc', 'a\nB\nmine\nc'],
    ['a note beside a line the plan drops', 'a\nb\nmine\nc', 'a\nb\nc', 'a\nc', 'a\nmine\nc'],
    ['a row of each at one place', 'a\nmine\nc', 'a\nc', 'a\ntheirs\nc', 'a\nmine\ntheirs\nc'],
    ['a row of the plan below a line a person changed', 'a\nmine\nc', 'a\nb\nc', 'a\nb\nnew\nc', 'a\nmine\nnew\nc'],
    ['a row of the plan below a line a person removed', 'a\nc', 'a\nb\nc', 'a\nb\nnew\nc', 'a\nnew\nc'],
    ['the same row of both, and one more', 'a\nrow\nmine\nc', 'a\nc', 'a\nrow\nc', 'a\nrow\nmine\nc'],
  ])('what one side only adds is no conflict: %s', (_what, current, base, fresh, wanted) => {
    expect(mergeDocument(current, base, fresh)).toEqual({ text: wanted, conflicts: 0 });
  });

  test('a person\'s change that the plan now has as well is no conflict; a word of their own in that line is one', () => {
    const [base, fresh] = ['| p95 | <= 250 ms | cut off at 500 ms |', '| p95 | <= 400 ms | cut off at 800 ms |'];
    expect(mergeDocument('| p95 | <= 400 ms | cut off at 500 ms |', base, fresh)).toEqual({ text: fresh, conflicts: 0 });
    expect(mergeDocument('| p95 | <= 400 ms | cut off at 500 ms | asked Ada', base, fresh).conflicts).toBe(1);
    expect(mergeDocument('| p95 | <= 300 ms | cut off at 500 ms |', base, fresh).conflicts).toBe(1);
  });

  test.each([
    ['a line each, one below the other', 'a\nmine\nc\nd', 'a\nb\nc\nd', 'a\nb\nC\nd', 'a\nmine\nC\nd'],
    ['a row a person removed above one the plan changes', 'a\nc\nd', 'a\nb\nc\nd', 'a\nb\nC\nd', 'a\nC\nd'],
    ['a row the plan drops below one a person made two of', 'a\nmine\nmore\nc\nd', 'a\nb\nc\nd', 'a\nb\nd', 'a\nmine\nmore\nd'],
  ])('changes of neighbouring lines are no conflict: %s', (_what, current, base, fresh, wanted) => {
    expect(mergeDocument(current, base, fresh)).toEqual({ text: wanted, conflicts: 0 });
  });

  test('of neighbouring rows only the one that both changed is marked', () => {
    expect(mergeDocument('a\nb1\nmine\nd', 'a\nb\nc\nd', 'a\nb\nC\nD').text).toBe('a\nb1\n<<<<<<< yours\nmine\n=======\nC\n>>>>>>> plan\nD');
  });

  test('places in a spec that move with a line inserted above are no change of the plan', () => {
    const row = (id: string, line: number, text: string): string => `| ${id} | ${text} | <- [spec.md:${line}](../spec.md#L${line}), [FR-001](../spec.md#L3-L4), rule:R1 |`;
    const at = (by: number): string => [row('FR-001', 3 + by, 'Join a list'), row('FR-002', 4 + by, 'Leave it'), row('FR-003', 5 + by, 'Offer a plot'), row('FR-004', 6 + by, 'Answer')].join('\n').replaceAll('#L3-L4', `#L${3 + by}-L${4 + by}`);
    const edited = (by: number): string => at(by).replace('Leave it', 'Leave it, agreed with Ada').replace(/\n.*Offer a plot.*/, '').concat(`\nSee also [FR-003](../spec.md#L${5 + by}) and [page](../other.md#L3).`);
    expect(mergeDocument(edited(0), at(0), at(1))).toEqual({ text: edited(1), conflicts: 0 });
    const said = (by: number): string => `- promise 2027-04-26 (specs/notes/spec.md:${13 + by}).\n- asked in line ${40 + by}; 20 rps.`;
    expect(mergeDocument(said(0).replace('20 rps', '20 rps, says Ada'), said(0), said(1))).toEqual({ text: said(1).replace('20 rps', '20 rps, says Ada'), conflicts: 0 });
    // Places that plan check --fix has moved already stay where they are.
    expect(mergeDocument(at(1), at(0), at(1))).toEqual({ text: at(1), conflicts: 0 });
    // A place that the plan changed, with the words beside it.
    expect(mergeDocument(edited(0), at(0), at(1).replace('Leave it', 'Go')).conflicts).toBe(1);
  });

  test('a line that both changed, or one removed and the other changed, is a conflict', () => {
    expect(mergeDocument('a\nmine\nc', 'a\nb\nc', 'a\nB\nc').conflicts).toBe(1);
    expect(mergeDocument('a\nc', 'a\nb\nc', 'a\nB\nc').conflicts).toBe(1);
    expect(mergeDocument('a\nmine\nc', 'a\nb\nc', 'a\nc').conflicts).toBe(1);
  });

  test('a tick survives a changed line beside it, and CRLF stays', () => {
    const base = '- [ ] **T-1abc** Old title\n      verify: `a`';
    const merged = mergeDocument('- [x] **T-1abc** Old title\r\n      verify: `a`', base, '- [ ] **T-1abc** New title\n      verify: `b`');
    expect(merged).toEqual({ text: '- [x] **T-1abc** New title\r\n      verify: `b`', conflicts: 0 });
  });
});

describe('bothSides', () => {
  const sides = (middle: string): string => `a\n<<<<<<< HEAD\nrow\nours\n${middle}=======\nrow\ntheirs\n>>>>>>> other\nz`;

  test('keeps every line of both sides, one that both have once, and never the ancestor that diff3 shows', () => {
    expect(bothSides(sides(''))).toBe('a\nrow\nours\ntheirs\nz');
    expect(bothSides(sides('||||||| 1234567\nold row\n'))).toBe('a\nrow\nours\ntheirs\nz');
    expect(bothSides(sides('').replaceAll('\n', '\r\n'))).toBe('a\r\nrow\r\nours\r\ntheirs\r\nz');
  });

  test('leaves a text alone whose marks do not end', () => {
    const text = 'a\n<<<<<<< HEAD\nours\n||||||| mine\nb';
    expect(bothSides(text)).toBe(text);
  });
});

describe('planChanges', () => {
  const kinds = (fresh: [string, string][], base: [string, string][] | null, current: [string, string][]): Record<string, string> =>
    Object.fromEntries(planChanges(new Map(fresh), base === null ? null : exactBase(new Map(base)), new Map(current)).map(change => [change.path, change.kind]));

  test('each case of fresh, base and disk', () => {
    expect(kinds([['a', '2']], null, [])).toEqual({ a: 'create' });
    expect(kinds([['a', '2']], [['a', '1']], [['a', '1']])).toEqual({ a: 'update' });
    expect(kinds([['a', '2']], [['a', '1']], [['a', '2']])).toEqual({ a: 'same' });
    expect(kinds([['a', '1\n2']], [['a', '1\n2']], [['a', '0\n1\n2']])).toEqual({ a: 'same' });
    expect(kinds([['a', '1\n2\n3']], [['a', '1\n2']], [['a', '0\n1\n2']])).toEqual({ a: 'merge' });
    expect(kinds([['a', '2']], null, [['a', 'by hand']])).toEqual({ a: 'kept' });
    expect(kinds([], [['a', '1']], [['a', '1']])).toEqual({ a: 'delete' });
    expect(kinds([], [['a', '1']], [['a', 'by hand']])).toEqual({ a: 'kept' });
  });
});
