import { diff3Merge } from 'node-diff3';
import { applyTicks, clearPackages, clearTicks, ticksOf } from './ticks.ts';

export type Merged = { text: string; conflicts: number };

/** Left by an unresolved merge, ours or git's. */
export const conflictMarker = /^(?:<{7}|={7}|>{7})(?: |$)/m;

/**
 * Three-way merge by lines: what only one side changed is taken from it, in every document, anywhere. Ticked task boxes are carried
 * by task id, so that a tick never conflicts with a changed line. A true conflict is marked inline. Laws: merge(x, b, b) = x, merge(b, b, y) = y.
 */
export function mergeDocument(current: string, base: string, fresh: string): Merged {
  const ticks = ticksOf(current);
  const eol = /\r\n/.test(current) ? '\r\n' : '\n';
  const bom = current.startsWith('\uFEFF') ? '\uFEFF' : '';
  const plain = (text: string): string[] => clearPackages(clearTicks(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'), ticks)).split('\n');
  let conflicts = 0;
  const lines: string[] = [];
  for (const region of diff3Merge(plain(current), plain(base), plain(fresh), { excludeFalseConflicts: true })) {
    if (region.ok !== undefined) lines.push(...region.ok);
    if (region.conflict !== undefined) {
      conflicts++;
      lines.push('<<<<<<< yours', ...region.conflict.a, '=======', ...region.conflict.b, '>>>>>>> plan');
    }
  }
  return { text: bom + applyTicks(lines.join('\n'), ticks).replaceAll('\n', eol), conflicts };
}
