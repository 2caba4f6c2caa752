import { diffArrays } from 'diff';

/** Where a document names lines of an input: `[FR-007](../spec.md#L42)`, `[spec.md:42-44](../spec.md#L42-L44)`, `specs/notes/spec.md:42`, `line 42`. */
const place = /\[(?<label>[^\][]*?)(?::\d+(?:-\d+)?)?\]\((?<path>[^()\s]+)#L(?<lines>\d+(?:-L\d+)?)\)|(?<file>[\w./-]{1,200}\.(?:md|markdown|txt|rst|adoc|org|html?|json|ndjson|ya?ml)):(?<rows>\d+(?:-\d+)?)\b|\b[Ll]ine (?<row>\d+)\b/g;

type Place = { at: number; text: string; label: string; path: string; /** `42` or `42-L44`. */ lines: string };

const placesIn = (line: string): Place[] =>
  [...line.matchAll(place)].map(({ 0: text, index, groups: { label, path, lines, file, rows, row } = {} }) => ({ at: index, text, label: label ?? (file === undefined ? 'line' : 'file'), path: path ?? file ?? '', lines: lines ?? rows?.replace('-', '-L') ?? row ?? '' }));

/** Places of inputs as they stand in a line. */
export const linksOf = (line: string): string[] => placesIn(line).map(each => each.text);

/** The line with each place led to other lines. */
function led(line: string, to: (place: Place) => string): string {
  let text = '';
  let from = 0;
  for (const each of placesIn(line)) {
    const [lines, plain] = [to(each), to(each).replace('L', '')];
    const moved = each.text.startsWith('[') ? each.text.replace(`#L${each.lines})`, `#L${lines})`).replace(/^(\[[^\]]*?):\d+(?:-\d+)?\]/, `$1:${plain}]`) : each.text.replace(/\d+(?:-\d+)?$/, plain);
    text += line.slice(from, each.at) + moved;
    from = each.at + each.text.length;
  }
  return text + line.slice(from);
}

/**
 * A reader that puts the places of an older render where the fresh one has them: a line inserted into a spec moves every place below it, which is
 * no change of what a document says. A line that the fresh render has already stays as it is, as does a place that did not move as one.
 */
export function movedPlaces(base: string, fresh: string): (text: string) => string {
  const [older, newer] = [base.split('\n'), fresh.split('\n')];
  const moves = new Map<string, string | null>();
  const named = new Set<string>();
  const note = (key: string, lines: string): void => void moves.set(key, moves.has(key) && moves.get(key) !== lines ? null : lines);
  const withoutLines = (line: string): string => led(line, () => '0');
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
  const lead = ({ label, path, lines }: Place): string => moves.get(named.has(`${label} ${path}`) ? `${label} ${path} ${lines}` : `${path} ${lines}`) ?? lines;
  const written = new Set(newer);
  return text => text.split('\n').map(line => (written.has(line) ? line : led(line, lead))).join('\n');
}
