import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { printBase, readBase } from '../../src/write/base.ts';
import { printAnswers, printLock, readAnswers, readLock, readYaml } from '../../src/write/state.ts';

const provenance = { state: 'answered' as const, by: 'pm', at: '2026-11-20', owner: null, due: null, evidence: null };

describe('state files', () => {
  test('answers are one entry a line, sorted, and read back the same', () => {
    const answers = { schemaVersion: 1 as const, feature: 'clinic', answers: { people: { value: 2, ...provenance }, budget: { value: 300, ...provenance }, consumers: { value: ['Web: app', '- odd'], ...provenance } } };
    const text = printAnswers(answers);
    const rows = text.split('\n').filter(line => line.startsWith('  '));
    expect(rows.map(row => row.trim().split(':')[0])).toEqual(['budget', 'consumers', 'people']);
    expect(readAnswers(text, 'a.yaml')).toEqual(answers);
  });

  test('the lock is one link a line and read back the same', () => {
    const lock = { schemaVersion: 1 as const, plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-20', toolVersion: '0.1.0', factsEdition: '2026-11', renames: {}, retired: [{ id: 'FR-2', key: 'k' }], links: [{ from: 'b', to: 'c', fingerprint: 'f', confirmed: true }, { from: 'a', to: 'c', fingerprint: 'f', confirmed: false }] };
    const read = readLock(printLock(lock), 'lock.yaml');
    expect(read.links.map(link => link.from)).toEqual(['a', 'b']);
    expect(read.plan).toBe(lock.plan);
  });

  test.each([
    ['answers: [', /broken YAML/],
    ['schemaVersion: 1\nfeature: x\nanswers: { peple: { value: 2 } }', /unknown key "peple"/],
    ['schemaVersion: 1\nfeature: x\nanswers: { people: { value: many, state: answered, by: null, at: null, owner: null, due: null, evidence: null } }', /answers\.people\.value/],
  ])('a bad answers file is a user error: %s', (text, message) => {
    expect(() => readAnswers(text, 'a.yaml')).toThrow(message);
    expect(() => readAnswers(text, 'a.yaml')).toThrow(UserError);
  });

  test('an alias bomb is a user error', () => {
    const bomb = ['a: &a [1,1,1,1,1,1,1,1,1,1]', ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefgh'[index]}`).join(',')}]`)].join('\n');
    expect(() => readYaml(bomb, 'x.yaml')).toThrow(/too many YAML aliases/);
  });

  test('a base reads back what was printed, and a damaged one is told', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z/]{1,12}\.md$/), fc.string()), documents => {
        const map = new Map(Object.entries(documents).map(([path, text]) => [path, text.replaceAll('\r', '')]));
        expect(readBase(printBase(map))).toEqual(new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1))));
      }),
    );
    expect(readBase(`<<<<<<< HEAD\n${printBase(new Map([['a.md', 'x']]))}`)).toBeNull();
    expect(readBase(printBase(new Map([['a.md', 'x\ny']])).replace('y\n', ''))).toBeNull();
  });
});
