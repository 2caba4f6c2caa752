import { holdsRun } from '../../../text/run.ts';
import { at, defineRule } from '../../rule.ts';

/** An encoded polyline is a long run of printable ASCII with the marks of its alphabet and no spaces; words and paths hold vowels and slashes. */
const run = /(?<![?-~])[?-~]{24,}/g;
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
    if (!whole.includes('polyline') && !anyRun(whole)) return;
    for (const [index, text] of sheet.lines.entries()) {
      if (text.length > 20_000) continue;
      const named = text.includes('polyline') ? value.exec(text) : null;
      const found = named ?? (anyRun(text) ? [...text.matchAll(run)].find(match => isPolyline(match[0])) ?? null : null);
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
