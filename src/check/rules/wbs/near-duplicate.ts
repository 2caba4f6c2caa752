import { atLine, defineRule } from '../../rule.ts';
import { jaccard, madeThing, normaliseTitle, tokensOf } from '../../titles.ts';

/** Share of words two titles have in common from which they say the same. */
const share = 0.6;

export default defineRule({
  id: 'wbs/near-duplicate',
  about: 'Two tasks in nearly the same words are most often one task, estimated twice.',
  fix: 'Merge them, or name in each the artefact that differs.',
  bad: '- [ ] Create integration tests\n- [ ] Add API integration tests',
  good: '- [ ] Create integration tests of the repositories\n- [ ] Create contract tests of the routes',
  severity: 'info',
  set: 'recommended',
  *document(sheet) {
    // Generated tasks differ in the artefact they name, which is the point of them.
    if (sheet.own !== null) return;
    const tasks = sheet.boxes.filter(box => box.item.depth === 0).map(box => ({ box, title: normaliseTitle(box.title), tokens: tokensOf(box.title) })).filter(task => task.tokens.size >= 2);
    const frequency = new Map<string, number>();
    for (const { tokens } of tasks) for (const word of tokens) frequency.set(word, (frequency.get(word) ?? 0) + 1);
    // Prefix filter: two sets that share this much have one of their rarest words in common, so most pairs are never compared.
    const byWord = new Map<string, typeof tasks>();
    const titles = new Set<string>();
    for (const task of tasks) {
      // The same words, or the same thing made, are wbs/duplicate-task.
      const made = madeThing(task.title);
      if (titles.has(task.title) || (made !== null && titles.has(`made ${made}`))) continue;
      titles.add(task.title);
      if (made !== null) titles.add(`made ${made}`);
      const rare = [...task.tokens].sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1)).slice(0, task.tokens.size - Math.ceil(share * task.tokens.size) + 1);
      const candidates = new Set(rare.flatMap(word => byWord.get(word) ?? []));
      let best: { other: (typeof tasks)[number]; value: number } | null = null;
      for (const other of candidates) {
        if (other.title === task.title || (other.box.checked && task.box.checked)) continue;
        const value = jaccard(task.tokens, other.tokens);
        if (value >= share && saysTheSame(task.tokens, other.tokens) && (best === null || value > best.value)) best = { other, value };
      }
      if (best !== null) yield atLine(sheet, task.box.line, `This task says nearly the same as line ${best.other.box.line}: "${best.other.box.title.slice(0, 80)}".`);
      for (const word of rare) {
        const list = byWord.get(word) ?? [];
        // A word of so many tasks tells nothing; beyond that the filter would turn quadratic.
        if (list.length < 60) byWord.set(word, [...list, task]);
      }
    }
  },
});

/**
 * One title says what the other says and at most adds to it. Where both have a word of their own ("album model", "photo model") they are
 * two things, and a thing and its test are two tasks.
 */
function saysTheSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  return [...few].every(word => many.has(word)) && ['test', 'testing', 'tests'].every(word => a.has(word) === b.has(word));
}
