import { diffArrays } from 'diff';

/** A link to lines of an input: `[FR-007](../spec.md#L42)`, `[spec.md:42-44](../spec.md#L42-L44)`. */
const place = /\[([^\][]*?)(?::\d+(?:-\d+)?)?\]\(([^()\s]+)#L(\d+(?:-L\d+)?)\)/g;

type Place = { link: string; label: string; path: string; lines: string };
const placesIn = (line: string): Place[] => [...line.matchAll(place)].map(([link, label = '', path = '', lines = '']) => ({ link, label, path, lines }));
/** Links to lines of inputs, as they stand in a line. */
export const linksOf = (line: string): string[] => placesIn(line).map(each => each.link);
const withoutLines = (line: string): string => line.replace(place, '[$1]($2#L)');

/**
 * A reader that puts the places of an older render where the fresh one has them: a line inserted into a spec moves every place below it, which is
 * no change of what a document says. A line that the fresh render has already stays as it is, as does a place that did not move as one.
 */
export function movedPlaces(base: string, fresh: string): (text: string) => string {
  const [older, newer] = [base.split('\n'), fresh.split('\n')];
  const moves = new Map<string, string | null>();
  const named = new Set<string>();
  const note = (key: string, lines: string): void => void moves.set(key, moves.has(key) && moves.get(key) !== lines ? null : lines);
  let [at, then] = [0, 0];
  for (const part of diffArrays(older.map(withoutLines), newer.map(withoutLines))) {
    for (let index = 0; !part.added && index < part.count; index++) {
      const now = part.removed ? [] : placesIn(newer[then + index] ?? '');
      for (const [nth, { label, path, lines }] of placesIn(older[at + index] ?? '').entries()) {
        named.add(`${label} ${path}`);
        const to = now[nth]?.lines;
        if (to !== undefined) for (const key of [`${label} ${path} ${lines}`, `${path} ${lines}`]) note(key, to);
      }
    }
    if (!part.added) at += part.count;
    if (!part.removed) then += part.count;
  }
  // A link of a person's own goes with the line it leads to; one that was led elsewhere already, as plan check --fix does, stays.
  const lead = (link: string, label: string, path: string, lines: string): string => {
    const to = moves.get(named.has(`${label} ${path}`) ? `${label} ${path} ${lines}` : `${path} ${lines}`) ?? lines;
    return to === lines ? link : link.replace(`#L${lines})`, `#L${to})`).replace(/^(\[[^\]]*?):\d+(?:-\d+)?\]/, `$1:${to.replace('L', '')}]`);
  };
  const written = new Set(newer);
  return text => text.split('\n').map(line => (written.has(line) ? line : line.replace(place, lead))).join('\n');
}
