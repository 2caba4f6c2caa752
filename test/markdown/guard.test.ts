import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guard, guardFindings, maxBytes } from '../../src/markdown/guard.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';

describe('guard', () => {
  const bombs: Record<string, string> = {
    'emphasis that never closes': '*a_'.repeat(20_000),
    strikethrough: '~~a'.repeat(20_000),
    'nested lists': Array.from({ length: 500 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
    'numbers in numbers': '1. '.repeat(4_000),
    'bullets by tabs': '-\t'.repeat(4_000),
    'nested quotes': `${'>'.repeat(20_000)} a`,
    'backtick runs': Array.from({ length: 3_000 }, (_, length) => '`'.repeat((length % 300) + 1)).join(' a '),
    brackets: '['.repeat(20_000),
    'link openers': '[a]('.repeat(10_000),
    autolinks: '<a'.repeat(20_000),
    'many long paragraphs': Array.from({ length: 60 }, () => '*a_'.repeat(600)).join('\n\n'),
    'a table of wide rows, each a cell short': `${`|${'a|'.repeat(400)}\n`}|${'-|'.repeat(400)}\n${`|${'b|'.repeat(390)}\n`.repeat(1_200)}`,
    'a long list': '- a\n'.repeat(100_000),
    'one long line': 'a b '.repeat(100_000),
    'a NUL byte': '# a\n\0\n',
    'a megabyte': 'a '.repeat(maxBytes),
  };

  it.each(Object.entries(bombs))('refuses %s at once', (_, text) => {
    const started = performance.now();
    const refused = guard('bomb.md', text);
    expect(refused).not.toBeNull();
    expect(performance.now() - started).toBeLessThan(200);
    const findings = guardFindings(refused === null ? [] : [refused]);
    expect(findings.map(finding => [finding.rule, finding.severity, finding.file])).toEqual([['file/too-complex', 'error', 'bomb.md']]);
  });

  it('lets an ordinary long document pass', () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => `| \`T-${index}\` | **Write** the [model](a.md#x) in \`app/models/a_b.py\` | ${index} |`).join('\n');
    const boxes = Array.from({ length: 2_000 }, (_, index) => `- [ ] **T-${index}** Write \`a_${index}.py\`\n      verify: \`x\` => 1 passed`).join('\n');
    expect(guard('tasks.md', `# Tasks\n\n| a | b | c |\n| --- | --- | --- |\n${rows}\n\n${boxes}\n`)).toBeNull();
  });

  it('what it lets pass is parsed in time, whatever is repeated', () => {
    const piece = fc.constantFrom('*', '_', '**', '[', ']', '](', '![', '`', '``', '<', '<a ', '>', '> ', '- ', '\n', '\n\n', '|', '~~', 'a', ' ', '\\', '&', '<!--', '\t', '    ', '1. ', '#', '[^1]', '[^1]: ', 'http://a');
    const text = fc.tuple(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4_000 }), fc.array(piece, { maxLength: 3 })).map(([unit, times, tail]) => unit.join('').repeat(times) + tail.join(''));
    fc.assert(fc.property(text, source => {
      if (guard('a.md', source) !== null) return;
      const started = process.cpuUsage();
      parseMarkdown('a.md', source);
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1e6).toBeLessThan(5);
    }), { numRuns: 40 });
  });
});
