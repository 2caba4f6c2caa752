import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { printBase, readBase } from '../../src/write/base.ts';
import { isJoined, joinAnswers, joinLocks } from '../../src/write/repair.ts';
import { printAnswers, printLock, readAnswers, readAnswersUpTo, readLock } from '../../src/write/state.ts';
import { readYaml } from '../../src/write/yaml.ts';

const provenance = { state: 'answered' as const, by: 'pm', at: '2026-11-20', owner: null, due: null, evidence: null };

describe('state files that git joined of two branches', () => {
  const head = 'schemaVersion: 1\nfeature: notes\nanswers:\n';
  const entry = (key: string, value: string, state: string, at: string): string => `  ${key}: { value: ${value}, state: ${state}, by: pm, at: ${at}, owner: null, due: null, evidence: null }\n`;

  test('answers: a person wins over open, open over a default, of two answers the later', () => {
    const text = `${head}${entry('people', '2', 'answered', '2026-11-20')}<<<<<<< HEAD\n${entry('people', '3', 'answered', '2026-11-21')}=======\n${entry('budget', '100', 'default', 'null')}${entry('budget', '200', 'open', '2026-11-20')}>>>>>>> theirs\n`;
    expect(isJoined(text)).toBe(true);
    const joined = joinAnswers(text, 'notes')?.answers;
    expect([joined?.people?.value, joined?.budget?.value]).toEqual([3, 200]);
    expect(isJoined(printAnswers(joinAnswers(text, 'notes') ?? { schemaVersion: 1, feature: 'notes', answers: {} }))).toBe(false);
  });

  test('locks: the earlier plan, every tombstone and rename, a link that differs is suspect', () => {
    const link = (from: string, fingerprint: string): string => `  - { from: ${from}, to: spec, fingerprint: ${fingerprint}, confirmed: true }\n`;
    const text = `schemaVersion: 1\nplan: 3MMf8oHiS0idqRaigtYxGUA4M77\nplan: 3MNf8oHiS0idqRaigtYxGUA4M77\nasOf: 2026-11-21\nasOf: 2026-11-20\ntoolVersion: 0.1.0\nfactsEdition: 2026-11\nrenames: {}\nrenames:\n  REQ-aaaa: REQ-bbbb\nretired: []\nretired:\n  - { id: FR-9, key: k }\nlinks:\n${link('FR-1', 'x')}${link('FR-1', 'y')}${link('FR-2', 'z')}`;
    const lock = joinLocks(text);
    expect(lock).toMatchObject({ plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-20', renames: { 'REQ-aaaa': 'REQ-bbbb' }, retired: [{ id: 'FR-9', key: 'k' }] });
    expect(lock?.links.map(each => [each.from, each.confirmed])).toEqual([['FR-1', false], ['FR-2', true]]);
  });

  test('a link or a tombstone that git kept of both is told, and the ancestor between the marks counts for nothing', () => {
    const head = 'schemaVersion: 1\nplan: 3MMf8oHiS0idqRaigtYxGUA4M77\nasOf: 2026-11-21\ntoolVersion: 0.1.0\nfactsEdition: 2026-11\nrenames: {}\n';
    const link = (fingerprint: string): string => `  - { from: FR-1, to: spec, fingerprint: ${fingerprint}, confirmed: true }\n`;
    const twice = `${head}retired: []\nlinks:\n${link('x')}${link('y')}`;
    expect(isJoined(twice)).toBe(true);
    expect(joinLocks(twice)?.links).toEqual([{ from: 'FR-1', to: 'spec', fingerprint: 'x', confirmed: false }]);
    expect(isJoined(`${head}retired:\n  - { id: FR-9, key: k }\n  - { id: FR-9, key: l }\nlinks: []\n`)).toBe(true);
    expect(isJoined(`${head}retired: []\nlinks:\n${link('x')}`)).toBe(false);
    const marked = `${head}retired: []\nlinks:\n<<<<<<< HEAD\n${link('x')}||||||| 123\n${link('old')}=======\n${link('x')}>>>>>>> theirs\n`;
    expect(joinLocks(marked)?.links).toEqual([{ from: 'FR-1', to: 'spec', fingerprint: 'x', confirmed: true }]);
  });
});

describe('an answers file that no longer fits', () => {
  const entry = (key: string, value: string): string => `  ${key}: { value: ${value}, state: answered, by: pm, at: 2026-11-20, owner: null, due: null, evidence: null }\n`;
  const file = (version: number, feature: string, rows: string): string => `schemaVersion: ${version}\nfeature: ${feature}\nanswers:\n${rows}`;

  test.each([
    [file(1, 'notes', entry('budget', '5') + entry('people', '2')), ['budget', 'people'], null],
    [file(1, 'notes', entry('budget', '5') + entry('old-key', '1') + entry('people', '2')), ['budget'], /"old-key"/],
    [file(1, 'notes', entry('budget', 'much') + entry('people', '2')), [], /"budget"/],
    [file(1, 'other', entry('budget', '5')), [], /"other"/],
    [file(9, 'notes', entry('budget', '5')), [], /schema version 9/],
  ])('is used up to the first mismatch', (text, kept, why) => {
    const read = readAnswersUpTo(text, 'answers.yaml', 'notes');
    expect(Object.keys(read.answers.answers).sort()).toEqual(kept);
    if (why === null) expect(read.mismatch).toBeNull();
    else expect(read.mismatch).toMatch(why);
  });
});

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
        const read = readBase(printBase(map)) ?? new Map();
        expect(new Map([...read].map(([path, document]) => [path, document.text]))).toEqual(map);
        expect([...read.values()].every(document => document.exact)).toBe(true);
      }),
    );
    const [ours, theirs] = [printBase(new Map([['a.md', 'x\ny']])), printBase(new Map([['a.md', 'x\nz']]))];
    expect(readBase(`<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> theirs\n`)?.get('a.md')).toMatchObject({ exact: false, lines: new Set(['x', 'y', 'z']) });
    expect(readBase('damaged')).toBeNull();
  });
});
