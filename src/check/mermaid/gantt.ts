/** One task of a gantt chart. Lines 1-based inside the diagram. `start` and `end` are the words as written. */
export type GanttTask = { name: string; id: string | null; start: string | null; end: string | null; after: string[]; until: string[]; milestone: boolean; line: number; section: string | null };
export type Gantt = { dateFormat: string; tasks: GanttTask[] };

const keywords = /^(?:gantt|title|dateFormat|inclusiveEndDates|topAxis|axisFormat|tickInterval|excludes|includes|todayMarker|weekday|weekend|accTitle|accDescr|click|vert|displayMode)\b/;
const tags = new Set(['active', 'done', 'crit', 'milestone', 'vert']);

/** Reads what Mermaid's grammar takes without judging it: dates and ids. Null when the text is no gantt chart. */
export function readGantt(text: string): Gantt | null {
  if (!text.includes('gantt')) return null;
  const lines = text.split('\n');
  if (!lines.some(line => /^\s*gantt\s*$/.test(line))) return null;
  const gantt: Gantt = { dateFormat: 'YYYY-MM-DD', tasks: [] };
  let section: string | null = null;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('%%')) continue;
    const format = /^dateFormat\s+(.+)$/.exec(line);
    if (format !== null) gantt.dateFormat = (format[1] ?? '').trim();
    const head = /^section\s+(.*)$/.exec(line);
    if (head !== null) section = head[1] ?? null;
    if (format !== null || head !== null || keywords.test(line)) continue;
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const parts = line.slice(colon + 1).split(',').map(part => part.trim());
    let milestone = false;
    while (parts.length > 0 && tags.has(parts[0] ?? '')) milestone = parts.shift() === 'milestone' || milestone;
    const [end, start, id] = [...parts].reverse();
    const task: GanttTask = { name: line.slice(0, colon).trim(), id: id ?? null, start: start ?? null, end: end ?? null, after: [], until: [], milestone, line: index + 1, section };
    for (const word of [start, end]) {
      const after = /^after\s+(.+)$/.exec(word ?? '');
      if (after !== null) task.after.push(...(after[1] ?? '').split(/\s+/));
      const until = /^until\s+(.+)$/.exec(word ?? '');
      if (until !== null) task.until.push(...(until[1] ?? '').split(/\s+/));
    }
    gantt.tasks.push(task);
  }
  return gantt;
}

/** Day number of `YYYY-MM-DD`, or null when there is no such day. */
export function dayNumber(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const time = Date.UTC(year, month - 1, day);
  const back = new Date(time);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? Math.floor(time / 86_400_000) : null;
}

export const isDuration = (text: string): boolean => /^\d+(?:\.\d+)?(?:ms|s|m|h|d|w|M|y)$/.test(text.trim());

/** Last day of a task as a day number, or null when the chart does not say it in days. */
export function endDay(task: GanttTask, byId: ReadonlyMap<string, GanttTask>, depth = 0): number | null {
  if (depth > 100) return null;
  const start = task.after.length > 0 ? Math.max(...task.after.map(id => { const before = byId.get(id); return before === undefined ? Number.NaN : endDay(before, byId, depth + 1) ?? Number.NaN; })) : dayNumber(task.start ?? '');
  const fixed = dayNumber(task.end ?? '');
  if (fixed !== null) return fixed;
  if (start === null || Number.isNaN(start) || task.end === null || !isDuration(task.end)) return null;
  const amount = Number.parseFloat(task.end);
  return task.end.endsWith('w') ? start + amount * 7 : task.end.endsWith('d') ? start + amount : start;
}
