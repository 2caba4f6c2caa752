import { placeAt, piecesOf } from '../../prose.ts';
import { at, defineRule } from '../../rule.ts';
import type { Run } from '../../run.ts';

export default defineRule({
  id: 'architecture/component-ended',
  about: 'A component past its end gets no security updates; one that ends inside the plan has to be replaced before it pays back.',
  fix: 'Plan the successor, or name the end date in the same sentence with what is done about it.',
  bad: '- Database: MongoDB 6.0 (ended 2025-07-31, unsaid)',
  good: '- Database: MongoDB 8; 6.0 ended 2025-07-31.',
  severity: 'warning',
  set: 'recommended',
  *document(sheet, run) {
    const ends = components(run);
    if (ends.length === 0) return;
    for (const piece of piecesOf(sheet)) {
      // A change log of the source names what it replaces, and a sentence with the end date has said it.
      if (piece.column === 'change' || piece.column === 'reason' || /\bend(?:s|ed)?\b|\breplac|\binstead\b|\bsunset\b|\bdeprecated\b/i.test(piece.text)) continue;
      for (const { name, pattern, ends: day, replacement } of ends) {
        const match = pattern.exec(piece.raw);
        if (match === null || piece.text.includes(day)) continue;
        const start = placeAt(piece, match.index);
        yield at(sheet, { start, end: { line: start.line, column: start.column + match[0].length } }, `${name} ${day < run.today ? 'ended' : 'ends'} on ${day}.`, replacement === undefined ? {} : { help: `Plan ${replacement}.` });
      }
    }
  },
});

/** Latest forecast finish plus a year of use; without a plan a year from today. */
function horizon(run: Run): string {
  const finishes = run.groups.flatMap(group => (group.plan === null ? [] : [group.plan.schedule.finish.p80]));
  const last = finishes.toSorted().at(-1) ?? run.today;
  return `${Number(last.slice(0, 4)) + 1}${last.slice(4)}`;
}

type Ending = { name: string; pattern: RegExp; ends: string; replacement: string | undefined };

function components(run: Run): Ending[] {
  const listed: Ending[] = [];
  const add = (name: string, ends: string, replacement?: string): void => {
    const escaped = name.trim().replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/\s+/g, String.raw`\s+`);
    listed.push({ name, pattern: new RegExp(String.raw`(?<![\w.-])${escaped}(?![\w-]|\.\d)`), ends, replacement });
  };
  for (const fact of run.facts) if (fact.component !== undefined && fact.ends !== undefined && fact.ends <= horizon(run)) add(fact.component, fact.ends, fact.replacement);
  return listed;
}
