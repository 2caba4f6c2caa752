import { printTarget, sameAmount, sameTarget, targetIn } from '../../numbers.ts';
import type { Target } from '../../numbers.ts';
import { at, atLine, defineRule } from '../../rule.ts';
import type { Group } from '../../run.ts';
import { cellOf } from '../../tables.ts';

export default defineRule({
  id: 'requirements/nfr-disagrees',
  about: 'Two documents that give one target two numbers let everybody pick the one they like.',
  fix: 'Change the number in the answers, then run plan render; do not type it twice.',
  bad: 'prd.md: NFR-read-p95 <= 250 ms; charter: NFR-read-p95: p95 <= 200 ms',
  good: 'both: p95 <= 250 ms',
  severity: 'error',
  set: 'recommended',
  *group(group) {
    if (group.feature === null) return;
    const declared = declaredTargets(group);
    for (const { sheet, id, target, line } of declared.all) {
      const node = group.plan?.nfrs.find(nfr => nfr.id === id);
      const wanted = node === undefined ? null : targetIn(node.target);
      if (wanted !== null && !sameTarget(wanted, target)) yield atLine(sheet, line, `"${id}" is ${printTarget(target)} here; the plan says ${printTarget(wanted)}.`);
    }
    for (const sheet of group.sheets) {
      for (const block of sheet.document.blocks) {
        if (!('inlines' in block) || block.type === 'heading') continue;
        for (const inline of block.inlines) {
          const said = inline.kind === 'code' ? /^(NFR-[\w-]+):\s*(.*)$/s.exec(inline.text) : null;
          const first = said === null ? undefined : declared.byId.get(said[1] ?? '');
          const target = said === null ? null : targetIn(said[2] ?? '');
          if (said === null || first === undefined || target === null || sameTarget(first.target, target)) continue;
          yield at(sheet, inline.span, `"${said[1]}" is ${printTarget(target)} here, but ${printTarget(first.target)} in ${first.path}:${first.line}.`);
          if (group.plan === null) yield atLine(first.sheet, first.line, `"${said[1]}" is ${printTarget(first.target)} here, but ${printTarget(target)} in ${sheet.document.path}:${inline.span.start.line}.`);
        }
        // "... = 250 of 300 ms" beside the id of the target.
        const budget = /\b(?:of|limit)\s+(\d[\d,]*(?:\.\d+)?)\s*(ms|s)\b/.exec(block.text);
        const named = block.inlines.filter(inline => inline.kind === 'code' && declared.byId.has(inline.text));
        const one = named.length === 1 ? declared.byId.get(named[0]?.text ?? '') : undefined;
        if (budget !== null && one !== undefined && /budget/i.test(block.text) && /^m?s$/.test(one.target.unit) && !sameAmount(one.target, { value: Number((budget[1] ?? '').replaceAll(',', '')), unit: budget[2] ?? '' })) {
          yield atLine(sheet, block.span.start.line, `The budget ends at ${budget[1]} ${budget[2]}, but "${named[0]?.text}" is ${printTarget(one.target)} in ${one.path}:${one.line}.`);
          if (group.plan === null) yield atLine(one.sheet, one.line, `"${one.id}" is ${printTarget(one.target)} here, but a budget ends at ${budget[1]} ${budget[2]} in ${sheet.document.path}:${block.span.start.line}.`);
        }
      }
    }
  },
});

type Declared = { sheet: Group['sheets'][number]; id: string; target: Target; line: number; path: string };

function declaredTargets(group: Group): { all: Declared[]; byId: Map<string, Declared> } {
  const all: Declared[] = [];
  for (const sheet of group.sheets) {
    for (const { id, kind, row, line } of sheet.declarations) {
      const target = kind === 'nfr' && row !== null ? targetIn(cellOf(row, 'target', 'threshold')?.text ?? '') : null;
      if (target !== null) all.push({ sheet, id, target, line, path: sheet.document.path });
    }
  }
  return { all, byId: new Map(all.toReversed().map(item => [item.id, item])) };
}
