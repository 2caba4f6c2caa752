import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, createCalendar, nextMonday } from '../../../src/derive/work/calendar.ts';

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));

describe('calendar', () => {
  test('skips week-ends and holidays', () => {
    const calendar = createCalendar(['2026-12-25', '2027-01-01']);
    expect(calendar.add('2026-12-24', 1)).toBe('2026-12-28');
    expect(calendar.add('2026-12-31', 1)).toBe('2027-01-04');
    expect(calendar.from('2026-12-25')).toBe('2026-12-28');
    expect(calendar.between('2026-12-21', '2027-01-04')).toBe(8);
  });

  test('adding then counting gives the number back', () => {
    fc.assert(fc.property(day, fc.nat(200), fc.array(day, { maxLength: 5 }), (start, count, holidays) => {
      const calendar = createCalendar(holidays);
      const end = calendar.add(start, count);
      expect(calendar.between(start, end)).toBe(count);
      expect(calendar.between(end, start) + count).toBe(0);
    }), { numRuns: 50 });
  });

  test('the next Monday is never today', () => {
    expect(nextMonday('2026-11-20')).toBe('2026-11-23');
    expect(nextMonday('2026-11-22')).toBe('2026-11-23');
    expect(nextMonday('2026-11-23')).toBe('2026-11-30');
  });
});
