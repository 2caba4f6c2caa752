import { describe, expect, test } from 'vitest';
import { scoreDrafts } from './score.ts';
import { shortHash } from '../../src/text/hash.ts';
import { knowledge } from '../support/knowledge.ts';
import { emptyWords, readRecording, readSet } from './set.ts';

const set = readSet();
const totals = (name: string): number[] => set.cases.map(({ id, slots }) => scoreDrafts(slots, readRecording(name).answers[id] ?? { proposals: [] }, emptyWords).total);

describe('the score of drafts', () => {
  test('tells good drafts from careless ones in every case', () => {
    const good = totals('reference');
    const poor = totals('careless');
    for (const total of good) expect(total).toBeGreaterThanOrEqual(90);
    for (const [index, total] of poor.entries()) expect(total).toBeLessThan((good[index] ?? 0) - 30);
  });

  test('is 0 for silence, and falls with a refused, a repeated and a long-winded draft', () => {
    const [first] = set.cases;
    if (first === undefined) throw new Error('the set is empty');
    const slots = first.slots.slice(3, 4);
    const [slot] = slots;
    if (slot === undefined) throw new Error('the set has too few places');
    const score = (text: string): number => scoreDrafts(slots, { proposals: [{ slot: slot.slot, text }] }, emptyWords).total;
    const good = score('The clinics could be told to stop, so asking first is cheap.');
    expect(scoreDrafts(slots, { proposals: [] }, emptyWords).total).toBe(0);
    expect(score('See FR-999.')).toBe(0);
    expect(score('Patient data arrives before the legal ground, without a signed agreement.')).toBeLessThan(good);
    expect(score('The clinics could be told to stop and to start and to stop again and to start again and to stop once more, so asking first, as one does, is cheap.')).toBeLessThan(good);
    expect(score('A robust clinic asks first.')).toBeLessThan(good);
  });
});

/** A changed prompt has a new version, so that recordings say what they were asked with. */
const published: Record<string, string> = { 'system 1': '0nc4fn6ytf8b', 'task 1': 'g4bdw3szykb6' };

test.each(knowledge().prompts)('prompt $id has a new version when its text changed', ({ id, version, text }) => {
  expect(shortHash(text, 12)).toBe(published[`${id} ${version}`]);
});
