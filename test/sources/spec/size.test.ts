import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import { compareSpecs } from '../../../src/sources/spec/compare.ts';
import { readSpec } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';

const many = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('');

/** Milliseconds of processor time, which load on the machine does not change. */
function cost(markdown: string): number {
  const document = parseMarkdown('specs/big/spec.md', markdown);
  const start = process.cpuUsage();
  compareSpecs([readSpec(document, knowledge().languages).source], knowledge().languages);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe('a long spec is read in a time that grows with its length', () => {
  test.each([
    ['5,000 requirements with dates', many(5000, n => `- FR-${n}: The system MUST store record ${n} of kind ${n % 7} for ${n % 90} days.\n`)],
    ['5,000 requirements of one pattern', many(5000, n => `- FR-${n}: Users MUST be able to export list ${n} and shall be told within ${n} seconds.\n`)],
    ['4,000 requirements with one id', many(4000, n => `- FR-001: The system MUST keep record ${n} for ${n} days.\n`)],
    ['10,000 list items', many(10_000, n => `- item ${n} of things\n`)],
    ['2,000 lines out of scope beside 2,000 demands', `${many(2000, n => `- The system must export thing${n}x list\n`)}\n## Out of scope\n\n${many(2000, n => `- export thing list ${n}\n`)}`],
    ['9,000 headings', many(9000, n => `### Heading ${n}\n\n`)],
    ['3,000 entities', `## Key Entities\n\n${many(3000, n => `- **Thing ${n}x**: has a name, a date and thing ${n - 1}x\n`)}`],
  ])('%s', (_, text) => {
    expect(cost(`# R\n\n## Requirements\n\n${text}`)).toBeLessThan(6000);
  });

  // Costs 3 s: what a document may cost at most is what it holds.
  test('a table of 300,000 cells that each demand something ends in a finding', () => {
    const document = parseMarkdown('specs/big/spec.md', `# R\n\n## Roles\n\n| Role |${' May |'.repeat(100)}\n|${'---|'.repeat(101)}\n${many(3000, n => `| Man ${n} |${'go|'.repeat(100)}\n`)}`);
    const start = process.cpuUsage();
    const { source, findings: found } = readSpec(document, knowledge().languages);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(6000);
    expect([source.requirements.length, found.map(each => `${each.rule} ${each.line}`)]).toEqual([20_000, ['spec/too-many-demands 207']]);
  });

  test('one word of 50,000 letters', () => {
    expect(cost('a'.repeat(50_000))).toBeLessThan(4000);
  });
});
