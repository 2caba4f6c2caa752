/** Breaks one line at spaces so that it fits `width` columns; what follows is indented two columns more than the line itself. */
export function wrap(line: string, width: number): string {
  const indent = (/^ *(?:- )?/.exec(line)?.[0].length ?? 0) + 2;
  const rows: string[] = [];
  let row = '';
  for (const word of line.split(/(?<=\S) /)) {
    if (row !== '' && row.length + 1 + word.length > width) {
      rows.push(row);
      row = ' '.repeat(indent) + word;
    } else row = row === '' ? word : `${row} ${word}`;
  }
  return [...rows, row].join('\n');
}

/** Every line of a text wrapped on its own. */
export const wrapText = (text: string, width: number): string => text.split('\n').map(line => wrap(line, width)).join('\n');
