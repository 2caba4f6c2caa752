import { diffLines } from 'diff';
import { describe, expect, test } from 'vitest';
import { rendered, renderedAfter, type Case } from '../support/documents.ts';

/** Lines that a reviewer sees changed: a changed line counts once. Places in the spec move with every line above them and are no change. */
function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  const plain = (text: string | undefined): string => (text ?? '').replace(/(#L|\.md:)\d+(?:-L\d+)?/g, '$1');
  let sum = 0;
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (path.endsWith('/tasks.md')) continue;
    let removed = 0;
    for (const part of diffLines(plain(before.get(path)), plain(after.get(path)))) {
      if (part.removed) removed = part.count;
      else if (part.added) sum += Math.max(part.count, removed);
      if (!part.removed) {
        if (!part.added) sum += removed;
        removed = 0;
      }
    }
    sum += removed;
  }
  return sum;
}

describe('one changed spec line changes at most 60 lines outside tasks.md', () => {
  test.each<[Case, string, string, string]>([
    ['stravaai', 'a number', 'less than 200 ms.\n- **NFR-002', 'less than 250 ms.\n- **NFR-002'],
    ['stravaai', 'a period', 'activities of the last 30 days', 'activities of the last 60 days'],
    ['stravaai', 'a priority', 'System SHOULD compare', 'System MUST compare'],
    ['stravaai', 'an attribute', 'Attributes: period, sport', 'Attributes: tone, period, sport'],
    ['stravaai', 'a scenario', '**Then** the distance is 30 km.', '**Then** the distance is 30 km and the count is 3.'],
    ['stravaai', 'an edge case more', '- How are activities counted', '- What happens when Strava is down for a day?\n- How are activities counted'],
    ['stravaai', 'a blank line', '**Status**: Draft', '**Status**: Draft\n'],
    ['clinic-bookings', 'a limit', 'already has 3 upcoming', 'already has 5 upcoming'],
    ['clinic-bookings', 'a target', '| <= 250 ms |', '| <= 200 ms |'],
    ['clinic-bookings', 'a deadline', '2027-04-26', '2027-05-10'],
    ['clinic-bookings', 'a start', '2027-01-11', '2027-01-25'],
    ['clinic-bookings', 'a budget', '250 USD', '400 USD'],
    ['clinic-bookings', 'an attribute', 'author, text, version', 'author, text, version, language'],
    ['clinic-bookings', 'a sentence', 'free slots of that day.', 'free slots of that day and the next.'],
    ['two-stories', 'a requirement more', '- **FR-003**', '- **FR-004**: Members MUST be able to delete an item.\n- **FR-003**'],
    ['two-stories', 'a word more', 'name and quantity.', 'name, quantity and shop.'],
    ['stravaai', 'a requirement less', '- **FR-027**: Athletes COULD rate an insight as helpful or not.\n', ''],
  ])('%s: %s', async (name, _what, from, to) => {
    const before = await rendered(name);
    const after = await renderedAfter(name, spec => {
      expect(spec).toContain(from);
      return spec.replace(from, to);
    });
    expect(changed(before.documents, after.documents)).toBeLessThanOrEqual(60);
  });
});
