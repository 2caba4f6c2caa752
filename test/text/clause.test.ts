import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clause } from '../../src/text/clause.ts';

describe('clause', () => {
  it('ends a short form at a joint, not inside a clause', () => {
    expect(clause('Athletes can delete their account and all data that belongs to it before they leave', 60)).toBe('Athletes can delete their account and all data');
    expect(clause('Lock the row, record who did it and tell the ward', 30)).toBe('Lock the row');
    expect(clause('short.', 60)).toBe('short');
    expect(clause('Drivers report a fault with a text and pictures of up to 5 MB each in one call', 58)).toBe('Drivers report a fault with a text and pictures');
    expect(clause('The warden records a mark for the pitch from 1 to 5 and a remark', 50)).toBe('The warden records a mark for the pitch');
  });

  it('never exceeds the limit, always starts as the text does and ends without a joint', () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 30 }), fc.integer({ min: 20, max: 80 }), (words, limit) => {
      const text = words.join(' ');
      const cut = clause(text, limit);
      expect(cut.length).toBeLessThanOrEqual(limit);
      expect(text.startsWith(cut)).toBe(true);
      expect(cut).not.toMatch(/[\s,;:]$/);
    }));
  });
});
