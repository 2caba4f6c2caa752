/** One row of an HTML table on one line; Markdown would need a further line below the header. */
export function rowOf(cells: readonly string[], cell: 'td' | 'th'): string {
  return `<tr>${cells.map(each => `<${cell}>${each.trim().replace(/&/g, '&amp;').replace(/</g, '&lt;')}</${cell}>`).join('')}</tr>`;
}

/** Opens the table in its first line and closes it in its last. */
export function asTable(rows: string[]): string[] {
  return rows.map((row, index) => `${index === 0 ? '<table>' : ''}${row}${index === rows.length - 1 ? '</table>' : ''}`);
}
