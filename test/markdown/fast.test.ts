import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFast } from '../../src/markdown/fast/read.ts';
import { openSource } from '../../src/markdown/parse.ts';
import { readFull } from '../../src/markdown/full.ts';
import { projectRoot } from '../support/cli.ts';
import { rendered, type Case } from '../support/documents.ts';
import { markdown } from './fragments.ts';

/** Whether the fast reader takes the text; what it makes of it is what the full parser makes. */
function takes(source: string): boolean {
  const { text, body } = openSource(source);
  const fast = readFast(body);
  if (fast === null) return false;
  expect(fast).toStrictEqual(readFull(text, body));
  return true;
}

const files = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.md')).map(path => join(folder, path));

describe('the fast reader', () => {
  test.each<Case>(['stravaai', 'clinic-bookings'])('takes every document generated for %s', async name => {
    const { documents } = await rendered(name);
    const left = [...documents].filter(([path, text]) => path.endsWith('.md') && !takes(text)).map(([path]) => path);
    expect(left).toEqual([]);
  });

  test('agrees on the documents and specs of this repository', () => {
    const taken = ['README.md', ...['docs', 'specs', 'test/cases'].flatMap(files)].filter(path => takes(readFileSync(join(projectRoot, path), 'utf8')));
    expect(taken).toContain('specs/stravaai/spec.md');
  });

  test('agrees on Markdown of all kinds', () => {
    let taken = 0;
    fc.assert(fc.property(markdown, source => { if (takes(source)) taken++; }), { numRuns: 2_000 });
    expect(taken).toBeGreaterThan(200);
  });

  test.each([
    ['an underlined heading', 'Title\n=====\n'],
    ['lazy continuation', '- a\nb\n'],
    ['a link definition', '[a]: b.md\n'],
    ['a box over two lines', '- [\n  ] a'],
    ['a footnote', 'a[^1]\n'],
    ['indented code', '    a\n'],
    ['an entity', 'a &amp; b\n'],
    ['a hard break', 'a  \nb\n'],
    ['marks that do not pair', '*a **b* c**\n'],
    ['an e-mail address', 'write to a@b.example\n'],
    ['CRLF', '# a\r\n'],
    ['a ragged table', '| a | b |\n| - | - |\n| c |\n'],
    ['a block of HTML', '<div>\n\na\n\n</div>\n'],
    ['an open fence', '```\na\n'],
  ])('leaves %s to the full parser', (_, source) => {
    expect(readFast(source)).toBeNull();
  });
});
