import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { label } from '../../src/render/mermaid/label.ts';
import { cited, code, fenced, oneLine, prose, quoted, row } from '../../src/render/text.ts';

const mark = fc.constantFrom('#', '*', '**', '_', '~~', '`', '```', '|', '<', '>', '[', ']', '](', '(', ')', '!', '-', '+', '=', '---', '\n', '\n\n', '\\', '&', '&amp;', '<!--', '-->', '<b>', '1.', '1)', ':', '"', ';', ' ', 'a', 'b c', '.', '%', '{', '}', 'é');
const hostile = fc.array(mark, { maxLength: 14 }).map(parts => parts.join(''));
const plain = (text: string): string => oneLine(text).replaceAll('`', "'");

describe('text of others', () => {
  it('stays the text of one list item, whatever marks it holds', () => {
    fc.assert(
      fc.property(hostile, text => {
        const document = parseMarkdown('x.md', `- a ${quoted(text)}\n`);
        expect(document.blocks.map(block => block.type)).toEqual(['item']);
        const [block] = document.blocks;
        expect(block?.type === 'item' ? [block.text, block.inlines] : null).toEqual([`a ${plain(text)}`.trim(), []]);
      }),
      { numRuns: 400 },
    );
  });

  it('starts no block of its own at the start of an item', () => {
    fc.assert(
      fc.property(hostile.filter(text => plain(text) !== ''), text => {
        const document = parseMarkdown('x.md', `- ${quoted(text)}\n`);
        expect(document.blocks.map(block => block.type)).toEqual(['item']);
      }),
      { numRuns: 400 },
    );
  });

  it('stays in its table cell', () => {
    fc.assert(
      fc.property(hostile, text => {
        const document = parseMarkdown('x.md', `| A | B | C |\n| --- | --- | --- |\n| x | ${row({ cell: quoted(text) })['cell']} | y |\n`);
        const [table] = document.blocks;
        expect(document.blocks.length).toBe(1);
        expect(table?.type === 'table' ? table.rows[0]?.cells.map(cell => cell.text) : null).toEqual(['x', plain(text) === '' ? '-' : plain(text), 'y']);
      }),
      { numRuns: 400 },
    );
  });

  it('cannot close a fence', () => {
    fc.assert(fc.property(hostile, text => { expect(parseMarkdown('x.md', `\`\`\`text\n${fenced(text)}\n\`\`\`\n`).blocks.map(block => block.type)).toEqual(['fence']); }));
  });

  it('keeps the code spans of a rule, and gives a bare id its marks', () => {
    expect(prose('see `GET /v1/a|b`, DEC-mail and T-k7f2; not a T-shirt, nor x/DEC-y')).toBe('see `GET /v1/a|b`, `DEC-mail` and `T-k7f2`; not a T-shirt, nor x/DEC-y');
    expect(prose('one ` alone DEC-a')).toBe("one ' alone DEC-a");
    expect(code('a`b')).toBe("`a'b`");
  });

  it('keeps a code span in quoted words only for an id of the plan', () => {
    expect(cited('then `GET /v1/a` says `GET /v1/b` and `x*y`', new Set(['GET /v1/a']))).toBe("then `GET /v1/a` says 'GET /v1/b' and 'x\\*y'");
  });

  it('cannot leave a Mermaid label', () => {
    fc.assert(fc.property(hostile, text => { expect(label(text).slice(1, -1)).not.toMatch(/["`<>\n\\]|%%/); }));
  });
});
