import type { Fence } from '../../model/document.ts';
import { addEntity } from './entities.ts';
import { fact, type Collected } from './context.ts';
import { flat } from './phrase.ts';

const route = /^\s*(?:[-*]\s+)?`?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(\/[^\s`]{0,300})`?\s*(.*)$/;

/** True when the fence lists routes ("GET /path"). */
export function hasRoutes(content: string): boolean {
  return content.split('\n').some(line => route.test(line));
}

/** One `route` fact per "METHOD /path" line, its indented or commented lines behind it joined. */
export function readRoutes(out: Collected, content: string, firstLine: number): void {
  let current: { text: string; notes: string[]; line: number; endLine: number } | null = null;
  const flush = (): void => {
    if (current !== null) fact(out, 'route', current.notes.length === 0 ? current.text : `${current.text} -- ${current.notes.join('; ')}`, current);
    current = null;
  };
  for (const [index, line] of content.split('\n').entries()) {
    const match = route.exec(line);
    if (match !== null) {
      flush();
      const note = (match[3] ?? '').replace(/^[-–—#/\s:]+/, '').trim();
      current = { text: `${match[1] ?? ''} ${match[2] ?? ''}`, notes: note === '' ? [] : [note], line: firstLine + index, endLine: firstLine + index };
      continue;
    }
    const note = line.replace(/^\s*(?:#|\/\/|-|\*)*\s*/, '').trim();
    if (current === null || !/^\s+\S/.test(line)) {
      if (line.trim() !== '') flush();
      continue;
    }
    current.notes.push(note);
    current.endLine = firstLine + index;
  }
  flush();
}

const fieldLine = /^\s*["'`]?([A-Za-z_$][\w$]{0,63})["'`]?\??\s*:\s*(.+?)\s*$/;

/** True when most lines of a fence are "name: Type" as a schema writes them. */
export function hasFields(fence: Fence): boolean {
  if (/^(?:mermaid|bash|sh|shell|console|yaml|yml|gherkin|feature)$/.test(fence.lang)) return false;
  const lines = fence.content.split('\n').filter(line => !/^\s*(?:[{}[\],()]*|\/\/.*|#.*)\s*$/.test(line));
  return lines.length >= 2 && lines.filter(line => fieldLine.test(line)).length >= lines.length * 0.6;
}

/** `field` facts "User.preferences.units: String -- note" and an entity, from a schema block below the heading `title`. */
export function readFields(out: Collected, fence: Fence, title: string | null): void {
  const declared = /(?:interface|class|type|model|table|struct)\s+([A-Za-z_]\w*)/i.exec(fence.content)?.[1];
  const name = declared ?? entityName(title);
  if (name === null) return;
  const path: string[] = [];
  const top: string[] = [];
  for (const [index, line] of fence.content.split('\n').entries()) {
    const at = { line: fence.contentLine + index, endLine: fence.contentLine + index };
    const match = fieldLine.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) {
      const note = /(?:\/\/|#|--)\s*(.*)$/.exec(match[2])?.[1] ?? null;
      const type = flat(match[2].replace(/\s*(?:\/\/|#|--).*$/, '').replace(/,\s*$/, ''));
      const opens = /[[{]\s*\{?$/.test(type);
      if (path.length === 0) top.push(match[1]);
      const shown = opens ? (type.startsWith('[') ? 'Array' : 'Object') : type;
      fact(out, 'field', `${name}.${[...path, match[1]].join('.')}: ${shown}${note === null ? '' : ` -- ${note}`}`, at);
      if (opens) path.push(type.startsWith('[') ? `${match[1]}[]` : match[1]);
      continue;
    }
    if (/^\s*[}\]]/.test(line) && path.length > 0) path.pop();
  }
  addEntity(out, name, '', top, { line: fence.span.start.line, endLine: fence.span.end.line }, true);
}

/** "Users Collection (Enhanced)" names the entity User. */
function entityName(title: string | null): string | null {
  if (title === null) return null;
  const noun = title.replace(/\([^)]*\)/g, ' ').replace(/\b(?:collections?|tables?|schemas?|models?|documents?|entity|entities|database)\b/gi, ' ');
  const clean = flat(noun).replace(/[^\p{L}\p{N} ]/gu, '');
  if (clean === '' || clean.split(' ').length > 3) return null;
  const single = clean.replace(/ies$/, 'y').replace(/(ss|sh|ch|x)es$/, '$1').replace(/([^s])s$/, '$1');
  return single.split(' ').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
