import { at, defineRule } from '../../rule.ts';

/** Two numbers with at least four decimals each, in the range of latitude and longitude: precise to 11 m. */
const pair = /(?<![\d.]|\d,\s{0,2})(-?\d{1,2}\.\d{4,})["']?\s*[,;]\s*(?:["']?(?:lng|lon|longitude)["']?\s*:\s*)?["']?(-?1?\d{1,2}\.\d{4,})(?!\d|\.\d|\s*,\s*-?\d|\s*(?:h|ms|s|%|USD)\b)/;
/** The same with blanks between, in degrees, or in the address of a map. */
const loose = /(?<=:\/\/\S{0,200}[@=/])-?\d{1,2}\.\d{4,}(?:,|%2C)-?1?\d{1,2}\.\d{4,}|\bPOINT\s*\(\s*-?\d{1,3}\.\d{3,}\s+-?\d{1,3}\.\d{3,}|\b\d{1,3}°\s?\d{1,2}['′]\s?[\d.]+["″]?\s?[NS]\b|(?<![\d.])-?\d{1,2}\.\d{5,}\s+-?1?\d{1,2}\.\d{5,}(?!\d|\.\d)|(?<![\d.])-?\d{1,2}\.\d{5,}\s*(?:\/|&|\band\b)\s*-?1?\d{1,2}\.\d{5,}(?!\d|\.\d)|(?<![\d.])\d{1,2}\.\d{3,}°?\s*[NS]\b\s*[,;/]?\s*1?\d{1,2}\.\d{3,}°?\s*[EW]\b|\b[NS] ?\d{1,2}\.\d{3,}°?\s*[,;]?\s*[EW] ?1?\d{1,2}\.\d{3,}|\d{1,2}\.\d{3,}\s*°\s*[NS]?\s*[,;]?\s*-?1?\d{1,2}\.\d{3,}\s*°/;
/** What each of them holds. */
const decimals = /\d\.\d{2}|°/;
/** Columns of which one holds each of them. */
const columns = [/^(?:start |end )?lat(?:itude)?$/i, /^(?:start |end )?(?:lng|lon|long|longitude)$/i];
const named = /\blat\b\W{0,3}-?\d{1,2}\.\d{3,}\D{1,12}\bl(?:on|ng)\b\W{0,3}-?1?\d{1,2}\.\d{3,}|\blatitude\b\W{0,3}(?:of |is )?-?\d{1,2}\.\d{3,}\D{1,20}\blongitude\b\W{0,3}(?:of |is )?-?1?\d{1,2}\.\d{3,}|\b(?:lat(?:itude)?|lng|lon(?:gitude)?|start_latlng|end_latlng)\b["']?\s*[:=]\s*\[?\s*["']?-?\d{1,3}\.\d{3,}|\b(?:start_latlng|end_latlng|latitude|longitude)\b["']?\s*[:=]\s*\[?\s*["']?-?\d{1,3}\.\d{2,}/i;

export default defineRule({
  id: 'privacy/coordinates',
  about: 'A start point of an activity is somebody\'s front door.',
  fix: 'Remove it; write the field name and its type instead of a value.',
  bad: 'start_latlng: [48.20849, 16.37208]',
  good: 'start_latlng: dropped, class location',
  severity: 'error',
  set: 'start',
  *document(sheet) {
    if (!decimals.test(sheet.document.text)) return;
    for (const { table } of sheet.tables) {
      const places = columns.map(name => table.header.findIndex(cell => name.test(cell.text.trim())));
      if (places.includes(-1)) continue;
      for (const row of table.rows) if (places.every(place => /^-?\d{1,3}\.\d{3,}$/.test(row.cells[place]?.text.trim() ?? ''))) yield at(sheet, row.span, 'This looks like the coordinates of a place.');
    }
    for (const [index, text] of sheet.lines.entries()) {
      if (text.length > 20_000 || !decimals.test(text)) continue;
      const match = named.exec(text) ?? pair.exec(text) ?? loose.exec(text);
      if (match === null) continue;
      const [, first, second] = match;
      if (first !== undefined && second !== undefined && (Math.abs(Number(first)) > 90 || Math.abs(Number(second)) > 180)) continue;
      yield at(sheet, { start: { line: index + 1, column: match.index + 1 }, end: { line: index + 1, column: match.index + match[0].length + 1 } }, 'This looks like the coordinates of a place.');
    }
  },
});
