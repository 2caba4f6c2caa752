import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from './support/cli.ts';

/** What each room may import (docs/architecture.md). */
const allowed: Record<string, string[]> = {
  model: [],
  text: [],
  markdown: ['text', 'model'],
  knowledge: ['text', 'model'],
  io: ['text', 'model'],
  sources: ['markdown', 'knowledge', 'text', 'model'],
  interview: ['text', 'model'],
  derive: ['knowledge', 'text', 'model'],
  render: ['knowledge', 'text', 'model'],
  write: ['text', 'model'],
  check: ['markdown', 'knowledge', 'text', 'model'],
  export: ['model'],
  progress: ['text', 'model'],
  compare: ['text', 'model'],
  ai: ['knowledge', 'text', 'model'],
  commands: ['sources', 'interview', 'derive', 'render', 'write', 'check', 'export', 'progress', 'compare', 'ai', 'knowledge', 'markdown', 'io', 'text', 'model'],
};

const source = join(projectRoot, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => path.endsWith('.ts'));

const room = (path: string): string => path.split('/')[0] ?? '';

function imports(path: string): string[] {
  const text = readFileSync(join(source, path), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(match => posix.normalize(posix.join(dirname(path), match[1] ?? '')));
}

describe('the house', () => {
  test('every room is known', () => {
    expect([...new Set(files.filter(path => path.includes('/')).map(room))].filter(name => !(name in allowed))).toEqual([]);
  });

  test('feature folders do not import each other', () => {
    const wrong = files
      .filter(path => path.includes('/'))
      .flatMap(path => imports(path).filter(to => room(to) !== room(path) && !(allowed[room(path)] ?? []).includes(room(to))).map(to => `${path} -> ${to}`));
    expect(wrong).toEqual([]);
  });

  test('sentences are read without knowing what is built of them', () => {
    const own = 'derive/design/reading/';
    expect(files.filter(path => path.startsWith(own)).flatMap(path => imports(path).filter(to => to.startsWith('derive/') && !to.startsWith(own)).map(to => `${path} -> ${to}`))).toEqual([]);
  });

  test('no clock, disk, process or random number in the pure rooms', () => {
    const impure = /new Date\(\)|Date\.now\(|Math\.random\(|node:fs|node:child_process|process\.(?:env|exit|cwd|argv|stdout|stderr)/;
    const pure = files.filter(path => ['model', 'text', 'markdown', 'knowledge', 'sources', 'interview', 'derive', 'render', 'write', 'check', 'export', 'progress', 'compare', 'ai'].includes(room(path)));
    expect(pure.filter(path => impure.test(readFileSync(join(source, path), 'utf8'))).map(path => relative('.', path))).toEqual([]);
  });

  // With both flags the engine looks up the other cases of each letter of Unicode, some ms for each pattern.
  test('letters of any script without case are told by caseless()', () => {
    const dear = /\\p\{L\}.*(?:\/[dgms]*i[dgms]*u\b|', '[dgms]*iu')/;
    const lines = files.filter(path => path !== 'text/regex.ts').flatMap(path => readFileSync(join(source, path), 'utf8').split('\n').map((line, at) => ({ line, at: `${path}:${at + 1}` })));
    expect(lines.filter(({ line }) => dear.test(line)).map(({ at }) => at)).toEqual([]);
  });
});
