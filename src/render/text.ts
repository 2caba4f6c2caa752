// oxlint-disable-next-line no-control-regex -- control and bidirectional marks are what is removed
const unseen = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** One line: control and bidirectional characters dropped, white space folded. */
export function oneLine(text: string): string {
  return text.replace(unseen, '').replace(/\s+/g, ' ').trim();
}

/**
 * Words of a spec or a person as Markdown text that stays text: no mark, link, HTML or code span can begin in it. Backticks become
 * apostrophes, because only the plan's own ids stand in code (`formats.md`, Declared and referenced).
 */
export function quoted(text: string): string {
  return escapePlain(settled(oneLine(text)).replaceAll('`', "'"), true);
}

/** Words of a spec to which rules added ids of the plan: as `quoted`, but a code span that holds a known id stays one. */
export function cited(text: string, known: ReadonlySet<string>): string {
  const parts = settled(oneLine(text)).split('`');
  if (parts.length % 2 === 0) return quoted(text);
  return parts.map((part, index) => (index % 2 === 0 ? escapePlain(part, index === 0) : known.has(part) ? `\`${part}\`` : `'${escapePlain(part, false)}'`)).join('');
}

/** Ids that tell themselves by form and mean nothing else in a sentence (`formats.md`, Ids). */
const bareId = /(?<![\w/.-])(?:(?:DEC|RISK|WP|GATE|PH|NFR|CST|WF|CON|MET|REF|CUT|OBJ|Q)-[a-z0-9]+(?:-[a-z0-9]+)*|(?:T|TEST)-[0-9a-hj-km-np-tv-z]{4,6})(?![\w-])/g;

/**
 * Words written by rules: as `quoted`, but code spans stay, since rules name ids in them, and an id that stands bare gets its code marks.
 * An unpaired backtick becomes an apostrophe.
 */
export function prose(text: string): string {
  const parts = settled(oneLine(text)).split('`');
  if (parts.length % 2 === 0) return quoted(text);
  return parts.map((part, index) => (index % 2 === 1 ? `\`${part}\`` : escapePlain(part, index === 0).replace(bareId, id => code(id)))).join('');
}

/** A marker for an unanswered question reads as one; in a plan it would look like an empty slot. */
function settled(text: string): string {
  return text.replace(/\[\s*(?:NEEDS CLARIFICATION|TBD|TODO)\b:?\s*([^\]]*)\]?/gi, (_, question: string) => (question.trim() === '' ? '(open)' : `(open: ${question.trim()})`));
}

function escapePlain(text: string, atStart: boolean): string {
  const brackets = /\][([]/.test(text) || (atStart && text.startsWith('[')) ? /[\\*[\]]/g : /[\\*]/g;
  const safe = text
    .replace(brackets, '\\$&')
    .replace(/~(?=~)|(?<=~)~/g, '\\~')
    .replace(/<(?=[A-Za-z/!?])/g, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
  return atStart ? safe.replace(/^(\d+)([.)])(?= |$)/, '$1\\$2').replace(/^(?:#|>|[-+=](?= |$|[-=]))/, '\\$&') : safe;
}

/** At most `length` characters, cut at a word. */
export function clip(text: string, length: number): string {
  const line = oneLine(text);
  return line.length <= length ? line : `${line.slice(0, length - 3).replace(/\s+\S*$/, '')}...`;
}

/** An id, path or command in a code span. */
export function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'")}\``;
}

/** A line inside a fenced block: it cannot close the fence. */
export function fenced(text: string): string {
  return text.replace(unseen, '').replace(/[\r\n]+/g, ' ').replaceAll('`', "'").trimEnd();
}

/** `a`, `a and b`, `a, b and c`. */
export function sentenceList(items: readonly string[]): string {
  const last = items.at(-1);
  return last === undefined ? 'none' : items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** Ids in code, comma separated; `-` for none. */
export function codes(ids: readonly string[], none = '-'): string {
  return ids.length === 0 ? none : ids.map(code).join(', ');
}

/** Ids as they stand in a table column named after their kind: no code marks needed; `-` for none. */
export function plainIds(ids: readonly string[], none = '-'): string {
  return ids.length === 0 ? none : ids.map(id => oneLine(id).replaceAll('`', "'")).join(', ');
}

/** `1. first`, `2. second`. */
export function numbered(lines: readonly string[]): string[] {
  return lines.map((line, index) => `${index + 1}. ${line}`);
}

/** `-started_at`, as a query parameter says it, in words: `started_at descending`. */
export function sortWords(sort: string): string {
  return sort.startsWith('-') ? `${sort.slice(1)} descending` : `${sort} ascending`;
}

/** First letter lower case, unless the word is an abbreviation. */
export function uncapital(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** With a full stop unless it ends in a mark already. */
export function sentence(text: string): string {
  return text === '' || /[.!?:;]$/.test(text) ? text : `${text}.`;
}

/** A table row: every value safe inside a cell. An empty value prints as `-`. */
export function row(cells: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, value === '' ? '-' : value.replace(/\|/g, '\\|').replace(/[\r\n]+/g, ' ')]));
}
