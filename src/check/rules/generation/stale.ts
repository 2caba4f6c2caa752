import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'generation/stale',
  about: 'Documents that were not rendered since the spec, a sample or an answer changed describe yesterday\'s plan.',
  fix: 'Run plan render.',
  bad: 'spec.md changed, plan.md did not',
  good: 'plan render after each change of an input',
  severity: 'error',
  set: 'recommended',
  *group(group, run) {
    if (group.feature === null || run.older.has(group.feature)) return;
    const stale = group.sheets.flatMap(sheet => {
      const fresh = run.expected?.get(sheet.document.path);
      const before = run.base?.get(sheet.document.path);
      return fresh === undefined || before === undefined || before === fresh ? [] : [{ sheet, fresh: fresh.split('\n'), before: before.split('\n') }];
    });
    const [first] = stale;
    if (first === undefined) return;
    const line = first.fresh.findIndex((text, index) => text !== first.before[index]);
    const others = stale.slice(1).map(({ sheet }) => sheet.document.path);
    // One changed sentence of a spec reaches most documents; a finding for each would bury the others.
    const rest = others.length === 0 ? '' : `, and ${others.length} more of "${group.feature}" with it: ${others.slice(0, shown).join(', ')}${others.length > shown ? ', ...' : ''}`;
    yield atLine(first.sheet, Math.max(0, line) + 1, `The inputs of this document have changed since it was rendered${rest}.`);
  },
});

/** Paths that a message still can hold. */
const shown = 8;
