import type { CountLine } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import type { LeafSet } from './leaves.ts';

/** How the leaf count comes about, one line a macro; the counts add up to the number of leaves. */
export function countLines(counts: LeafSet['counts'], rules: TaskRules, terms: Readonly<Record<string, string>>): CountLine[] {
  return counts.filter((one) => one.subjects > 0).map(({ macro, subjects, steps, skipped }) => {
    const count = subjects * steps - skipped;
    if (macro === 'fixed') return { text: `fixed sets ${steps}${skipped === 0 ? '' : `, less ${skipped} this feature has no need for = ${count}`}`, count };
    const name = (rules.macros[macro]?.plural ?? macro).replace(/\{(\w+)\}/g, (_, slot: string) => terms[slot] ?? slot);
    const product = steps === 1 ? `${name} ${subjects}` : `${name} ${subjects} x ${steps} = ${subjects * steps}`;
    return { text: skipped === 0 ? product : `${product}, less ${skipped} skipped = ${count}`, count };
  });
}
