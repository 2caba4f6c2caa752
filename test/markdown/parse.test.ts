import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../src/markdown/parse.ts';

describe('parseMarkdown', () => {
  test('keeps positions true behind front matter, a byte order mark and CRLF', () => {
    const doc = parseMarkdown('a.md', '\uFEFF---\r\ndoc: prd\r\n---\r\n# One\r\n\r\n- [x] **T-1** do `it`\r\n');
    expect(doc.frontMatter?.data).toEqual({ doc: 'prd' });
    const [heading, item] = doc.blocks;
    expect(heading).toMatchObject({ type: 'heading', depth: 1, text: 'One', slug: 'one' });
    expect(item).toMatchObject({ type: 'item', checked: true, text: 'T-1 do it' });
    expect(item?.span.start).toMatchObject({ line: 6, column: 1 });
    expect(doc.text.slice(item?.span.start.offset, item?.span.end.offset)).toBe('- [x] **T-1** do `it`');
  });

  test('repeated headings get numbered anchors', () => {
    const doc = parseMarkdown('a.md', '# A b\n# A b\n');
    expect(doc.blocks.map(block => (block.type === 'heading' ? block.slug : ''))).toEqual(['a-b', 'a-b-1']);
  });

  test('an unclosed fence is told', () => {
    const doc = parseMarkdown('a.md', '```mermaid\nflowchart TD\n');
    expect(doc.blocks[0]).toMatchObject({ type: 'fence', lang: 'mermaid', closed: false, contentLine: 2 });
  });

  test.each(['[see https://a.example.test]', '[credential "https://a.example.test"]', '# [x@example.test]', '| a |\n| - |\n| [https://a.example.test] |'])('a bare address inside brackets: %j', text => {
    expect(() => parseMarkdown('a.md', text)).not.toThrow();
  });

  test('front matter with an alias bomb is an error of the front matter', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f'].map((name, i) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcde'[i] ?? ''}`).join(', ')}]`).join('\n')}`;
    expect(parseMarkdown('a.md', `---\n${bomb}\n---\n# x\n`).frontMatter?.error).toMatch(/too many aliases/);
  });
});
