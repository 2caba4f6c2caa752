import { expect, it } from 'vitest';
import { audienceOf } from '../../../src/derive/judgement/audience.ts';
import { specLines } from '../../../src/derive/judgement/spec-lines.ts';
import { knowledge } from '../../support/knowledge.ts';
import { inputOf, specOf } from '../design/fixtures.ts';
import { deriveDesign } from '../../../src/derive/design/design.ts';

function audience(...lines: string[]): number | null {
  const input = inputOf([specOf('specs/demo.md', `# Demo\n\n## Introduction\n\nBoats for hire.\n\n## Assumptions\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\n## Requirements\n\n- **FR-001**: Skippers must be able to list boats\n- **FR-002**: A member may hold at most 40 boats\n\n## Out of Scope\n\n- More than 9,000 members\n`)]);
  return audienceOf(specLines(input.facts), deriveDesign(input).requirements, knowledge().lexicon)?.value ?? null;
}

it.each([
  ['About 2,400 members and 60 skippers use it in the first year.', 2460],
  ['We expect 15k users.', 15_000],
  ['At most 500 members sign in at once.', null],
  ['There are 800 boats and 12,000 trips.', null],
  ['About 40 houses with 1,800 flats at the start.', 1800],
  ['The harbour serves 350 families in the first season.', 350],
  ['We start with 1,200 households and 2,900 members.', 2900],
  ['Roughly 640 students and 45 pupils use it.', 685],
  ['The company has 320 employees.', 320],
  ['Each of the 40 houses has up to 60 flats.', null],
  ['What happens with 100 or 10,000 members is not known.', null],
  ['Three skippers test it.', null],
])('the people that a line promises: %s', (line, count) => {
  expect(audience(line)).toBe(count);
});

it('the line with most people counts', () => {
  expect(audience('50 skippers start in May.', 'In December there are 700 members.')).toBe(700);
});
