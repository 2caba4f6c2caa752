import { defineRule } from '../../rule.ts';

export default defineRule({
  id: 'structure/document-missing',
  about: 'A planned feature has all documents of the catalogue; one that is gone takes its decisions along.',
  fix: 'Restore it from git, or run plan render.',
  bad: 'core_docs/bookings/ without prd.md',
  good: 'core_docs/bookings/prd.md',
  severity: 'error',
  set: 'start',
  *run(run) {
    for (const { path, feature } of run.missing) {
      yield { file: path, line: 1, column: 1, endLine: 1, endColumn: 1, message: `The document "${path}" of the plan "${feature}" is gone.` };
    }
  },
});
