import { defineRule } from '../../rule.ts';

export default defineRule({
  id: 'generation/fact-age',
  about: 'A dated statement about a vendor or a law ages; a plan that rests on it should look again.',
  fix: 'Read the source again and update its day, or update planwright.',
  bad: 'a price read 400 days ago, good for 180',
  good: 'a price read 20 days ago',
  // Time alone turns nothing red or yellow: an unchanged repository stays as it was judged.
  severity: 'info',
  set: 'recommended',
  *run(run) {
    if (!run.groups.some(group => group.plan !== null)) return;
    for (const fact of run.facts) {
      const age = Math.floor((Date.parse(`${run.today}T00:00:00Z`) - Date.parse(`${fact.read}T00:00:00Z`)) / 86_400_000);
      if (age > fact.maxAgeDays) yield { file: null, line: 1, column: 1, endLine: 1, endColumn: 1, message: `"${fact.id}" was read ${age} days ago at ${fact.source}; it is good for ${fact.maxAgeDays}.` };
    }
  },
});
