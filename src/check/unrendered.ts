import type { Group, Run } from './run.ts';

/** Tells ids that no render of a plan's documents held yet: their inputs have changed since, which `generation/stale` says once, and nobody deleted them. */
export function unrendered(group: Group, run: Run): (id: string) => boolean {
  const renders = group.sheets.flatMap(sheet => run.base?.get(sheet.document.path) ?? []);
  return id => renders.length > 0 && !renders.some(text => text.includes(id));
}
