import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactBase } from '../../src/write/base.ts';
import { planChanges } from '../../src/write/changes.ts';
import { conflictMarker, mergeDocument } from '../../src/write/merge.ts';

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

  test('a tick survives a changed line beside it, and CRLF stays', () => {
    const base = '- [ ] **T-1abc** Old title\n      verify: `a`';
    const merged = mergeDocument('- [x] **T-1abc** Old title\r\n      verify: `a`', base, '- [ ] **T-1abc** New title\n      verify: `b`');
    expect(merged).toEqual({ text: '- [x] **T-1abc** New title\r\n      verify: `b`', conflicts: 0 });
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
