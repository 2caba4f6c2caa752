import { describe, expect, it } from 'vitest';
import { saidStart, startDay } from '../../src/derive/promise.ts';
import { inputOf, specOf } from './design/fixtures.ts';

const facts = (line: string) => inputOf([specOf('specs/demo.md', `# Demo\n\n## Introduction\n\nBoats.\n\n- ${line}\n\n## Requirements\n\n- **FR-001**: Users must be able to list boats\n`)]).facts;

describe('first day of work', () => {
  it('is the one the spec names, unless it is over', () => {
    expect(saidStart(facts('Start of work: 2027-01-11'), '2026-11-21')).toMatchObject({ date: '2027-01-11', line: 7 });
    expect(saidStart(facts('Start of work: 2026-01-11'), '2026-11-21')).toBeNull();
    expect(startDay({}, '2026-11-21', facts('Deadline: 2027-04-26'))).toBe('2026-11-23');
  });
});
