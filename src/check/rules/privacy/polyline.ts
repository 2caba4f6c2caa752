import { holding } from '../../../text/holding.ts';
import { holdsRun } from '../../../text/run.ts';
import { at, defineRule } from '../../rule.ts';

/** An encoded polyline is a long run of printable ASCII with the marks of its alphabet and no spaces; words and paths hold vowels and slashes. */
const run = /(?<![?-~])[?-~]{24,}/g;
const isNamed = holding('polyline');
const anyRun = (text: string): boolean => holdsRun(text, 24, code => code >= 63 && code <= 126);
const value = /["']?\b(?:summary_)?polyline["']?\s*[:=]\s*["'`]([?-~]{8,})/;

export default defineRule({
  id: 'privacy/polyline',
  about: 'An encoded polyline is the whole way somebody ran, readable by anybody.',
  fix: 'Remove it; write the field name and its type instead of a value.',
  bad: 'summary_polyline: "ki{eFvqfiVqAWQIGEEKAYJgBVqDJ{BHa@jAkNJw@..."',
  good: 'map.summary_polyline: dropped, class location',
  severity: 'error',
  set: 'start',
  *document(sheet) {
    const { text: whole } = sheet.document;
    if (!isNamed(whole) && !anyRun(whole)) return;
    for (const [index, text] of sheet.lines.entries()) {
      if (text.length > 20_000) continue;
      const named = text.includes('polyline') ? value.exec(text) : null;
      const found = named ?? (anyRun(text) ? [...text.matchAll(run)].find(match => isPolyline(match[0]) || isWay(match[0])) ?? null : null);
      if (found === null) continue;
      yield at(sheet, { start: { line: index + 1, column: found.index + 1 }, end: { line: index + 1, column: found.index + found[0].length + 1 } }, 'This looks like an encoded polyline, the way of an activity.');
    }
  },
});

function isPolyline(run: string): boolean {
  // Brackets and back-ticks around a name are Markdown, not the way of anybody.
  const text = run.replace(/^[`[\]]+|[`[\]]+$/g, '');
  if (text.length < 20) return false;
  const marks = text.match(/[@[\]^`{|}~?\\]/g)?.length ?? 0;
  const upper = text.match(/[A-Z]/g)?.length ?? 0;
  const lower = text.match(/[a-z]/g)?.length ?? 0;
  const underscores = text.match(/_/g)?.length ?? 0;
  // Decoding must stay inside the range of coordinates, so each delta is short.
  return marks - (text.match(/^[`[]|[`\]]$/g)?.length ?? 0) >= text.length * 0.08 && upper >= text.length * 0.15 && lower >= text.length * 0.15 && underscores < text.length * 0.3 && !/[{}[\]]{2}|\|\||\]\(|[a-z]{9,}/.test(text);
}

/** Fewest numbers of a way, two a point; largest step between two points and smallest start, in 1/100,000 of a degree. */
const fewest = 10;
const longestStep = 5_000;
const away = 50_000;

/** Whether the text decodes to a start on the globe and short steps from it: five bits a character, the sixth says that more follow. */
function isWay(run: string): boolean {
  const text = run.replace(/^`+|`+$/g, '');
  if (!/[@^`|~?\\]/.test(text)) return false;
  const numbers: number[] = [];
  let bits = 0;
  let shift = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at) - 63;
    if (shift > 25) return false;
    bits |= (code & 31) << shift;
    shift += 5;
    if (code >= 32) continue;
    numbers.push((bits & 1) === 1 ? ~(bits >> 1) : bits >> 1);
    bits = 0;
    shift = 0;
  }
  const [latitude = 0, longitude = 0, ...steps] = numbers.map(Math.abs);
  return numbers.length >= fewest && latitude <= 9_000_000 && longitude <= 18_000_000 && Math.max(latitude, longitude) >= away && steps.every(step => step <= longestStep);
}
