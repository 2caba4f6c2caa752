import { asTable, rowOf } from './table.ts';

const title = /^h([1-6])\.\s+(?=\S)/;
const code = /^\{(?:code|noformat)(?:[:|][^}]{0,80})?\}\s*$/;

/** True for the text of an issue tracker or wiki: two headings written "h2. Scope". */
export function isWiki(lines: readonly string[]): boolean {
  return lines.filter(line => title.test(line)).length > 1;
}

/** Headings, lists, tables, code and marks of wiki text in Markdown, each on the line it stands on. */
export function fromWiki(lines: readonly string[]): string[] {
  const found: string[] = [];
  let fenced = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (code.test(line)) {
      fenced = !fenced;
      found.push('```');
    } else if (fenced) found.push(line);
    else if (line.startsWith('|')) {
      let end = at;
      while ((lines[end + 1] ?? '').startsWith('|')) end++;
      found.push(...asTable(lines.slice(at, end + 1).map(row => (row.startsWith('||') ? rowOf(row.split('||').slice(1, row.trimEnd().endsWith('||') ? -1 : undefined), 'th') : rowOf(cellsOf(row), 'td')))));
      at = end;
    } else found.push(inMarkdown(line));
  }
  return found;
}

/** "|a|[text|address]|b|": a bar inside a link parts no cells. */
function cellsOf(row: string): string[] {
  return plain(row.trim().replace(/^\|/, '').replace(/\|$/, '')).split('|');
}

function inMarkdown(line: string): string {
  const heading = title.exec(line);
  if (heading?.[1] !== undefined) return `${'#'.repeat(Number(heading[1]))} ${plain(line.slice(heading[0].length))}`;
  const item = /^([*#-]{1,6})\s+(?=\S)/.exec(line);
  if (item?.[1] !== undefined && !/^-{2,}$/.test(item[1])) return `${'    '.repeat(item[1].length - 1)}${item[1].endsWith('#') ? '1.' : '-'} ${plain(line.slice(item[0].length))}`;
  return plain(line.replace(/^bq\.\s+/, '> '));
}

/** Text without colours, with links as their words and bold text as Markdown marks it. */
function plain(text: string): string {
  return text
    .replace(/\{(?:color|panel|quote)(?:[:|][^}]{0,80})?\}/g, '')
    .replace(/\[([^\]|[]{1,200})\|[^\]]{1,400}\]/g, '$1')
    .replace(/\{\{([^}]{1,200})\}\}/g, '`$1`')
    .replace(/(^|[\s(|])\*(\S|\S[^*\n]{0,200}\S)\*(?=$|[\s).,:;|!?])/g, '$1**$2**')
    .replace(/\(\/\)/g, '✅')
    .replace(/\(x\)/g, '❌')
    .trimEnd();
}
