import { planWords } from '../../plan-words.ts';
import { atLine, defineRule } from '../../rule.ts';
import type { Section } from '../../sheet.ts';
import { madeThing, mayMake, normaliseTitle, pathOf, signOf } from '../../titles.ts';

export default defineRule({
  id: 'wbs/duplicate-task',
  about: 'The same task twice is done twice, or each waits for the other to be done.',
  fix: 'Keep one of them, or say in each what differs.',
  bad: '- [ ] Add load testing\n...\n- [ ] Add load testing',
  good: '- [ ] Add load testing of the API\n...\n- [ ] Add load testing of the deployment',
  severity: 'warning',
  set: 'start',
  *group(group, run) {
    const signs = group.sheets.flatMap(sheet => sheet.boxes.map(box => signOf(box.title)));
    const counts = new Map<number, number>();
    for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    let next = 0;
    const seen = new Map<string, { path: string; line: number; section: Section | null; title: string; checked: boolean }>();
    for (const sheet of group.sheets) {
      for (const box of sheet.boxes) {
        const sign = signs[next++] ?? 0;
        if (box.item.depth > 0 || (counts.get(sign) === 1 && (sheet.own !== null || !mayMake(box.title)))) continue;
        const title = normaliseTitle(box.title);
        if (!title.includes(' ')) continue;
        // Generated titles differ by the artefact they name, and only whole titles are compared.
        const made = sheet.own === null ? madeThing(title) : null;
        const first = seen.get(title) ?? (made === null ? undefined : seen.get(`made ${made}`));
        if (first === undefined) {
          const entry = { path: sheet.document.path, line: box.line, section: box.section, title: box.title, checked: box.checked };
          seen.set(title, entry);
          if (made !== null) seen.set(`made ${made}`, entry);
        } else if (!(first.checked && box.checked && sheet.own === null) && !areApart(first.section, box.section, planWords(run.languages).parts)) {
          const under = pathOf(first.section);
          const words = normaliseTitle(first.title) === title ? '' : ` in other words ("${first.title.slice(0, 80)}")`;
          yield atLine(sheet, box.line, `This task stands on line ${first.line}${first.path === sheet.document.path ? '' : ` of ${first.path}`} already${words}${under === '' ? '' : `, under "${under}"`}.`);
        }
      }
    }
  },
});

/** Whether the headings over two tasks name different parts of the system: "Domain of the API", "Domain of the mobile app". */
function areApart(a: Section | null, b: Section | null, parts: ReadonlySet<string>): boolean {
  const [left, right] = [a, b].map(section => partsOver(section, parts));
  return left !== undefined && right !== undefined && left.size > 0 && right.size > 0 && ![...left].some(part => right.has(part));
}

function partsOver(section: Section | null, parts: ReadonlySet<string>): Set<string> {
  const named = new Set<string>();
  for (let at = section; at !== null; at = at.parent) if (at.heading.depth > 1) for (const part of parts) if (names(at.heading.text.toLowerCase(), part)) named.add(part);
  return named;
}

/** A word in scripts without spaces may stand anywhere. */
const names = (text: string, part: string): boolean => (/^[a-z]/.test(part) ? text.split(/[^\p{L}-]+/u).includes(part) : text.includes(part));
