import { atLine, defineRule } from '../../rule.ts';

export default defineRule({
  id: 'generation/stale',
  about: 'Documents that were not rendered since the spec, a sample or an answer changed describe yesterday\'s plan.',
  fix: 'Run plan render.',
  bad: 'spec.md changed, plan.md did not',
  good: 'plan render after each change of an input',
  severity: 'error',
  set: 'recommended',
  *run(run) {
    if (run.expected === null || run.base === null) return;
    for (const [path, fresh] of run.expected) {
      const before = run.base.get(path);
      const sheet = run.sheets.get(path);
      if (before === undefined || before === fresh || sheet === undefined || run.older.has(sheet.own?.feature ?? '')) continue;
      const old = before.split('\n');
      const first = fresh.split('\n').findIndex((line, index) => line !== old[index]);
      yield atLine(sheet, Math.max(0, first) + 1, 'The inputs of this document have changed since it was rendered.');
    }
  },
});
