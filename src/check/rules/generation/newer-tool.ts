import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'generation/newer-tool',
  about: 'A newer planwright or newer facts would write some sentences differently; the plan holds as it is until somebody renders it.',
  fix: 'Run plan render when it suits you.',
  bad: 'planned with an older version',
  good: 'planned with this version',
  severity: 'info',
  set: 'recommended',
  *run(run) {
    if (run.expected === null || run.base === null) return;
    for (const group of run.groups) {
      if (group.feature === null || !run.older.has(group.feature)) continue;
      const changed = group.sheets.filter(sheet => {
        const fresh = run.expected?.get(sheet.document.path);
        const before = run.base?.get(sheet.document.path);
        return fresh !== undefined && before !== undefined && fresh !== before;
      });
      const [first] = changed;
      if (first !== undefined) yield atLine(first, 1, `This version of planwright would change ${changed.length} document${changed.length === 1 ? '' : 's'} of "${group.feature}".`);
    }
  },
});
