import { UserError } from '../model/errors.ts';
import { printAnswer, shownValue } from './parse-answer.ts';
import { isAsked, type Question, type Role, type Situation } from './question.ts';
import { inWordsOf } from './words.ts';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The questions of one role as a Markdown sheet that can be ticked and filled anywhere and read back with `--answers`. */
export function printSheet(questions: readonly Question[], situation: Situation, role: Role): string {
  const said = (text: string): string => inWordsOf(role, oneLine(text));
  const asked = questions.filter(question => question.key !== 'save-as-ready' && question.key !== 'inputs' && question.roles.includes(role) && isAsked(question, situation));
  const parts = asked.map((question, index) => {
    const given = situation.answers.answers[question.key];
    const fallback = question.default(situation);
    const choices = question.choices?.(situation) ?? (question.form === 'yes-no' ? [{ value: 'yes', text: 'yes' }, { value: 'no', text: 'no' }] : []);
    const answered = given?.state === 'answered' ? given.value : undefined;
    const ticked = answered === undefined ? [] : Array.isArray(answered) ? answered : [printAnswer(answered)];
    const lines = [`## ${index + 1}. ${said(question.prompt(situation))} (\`${question.key}\`)`, '', said(`${question.help} ${question.why}`), ''];
    if (fallback !== null) lines.push(`Without an answer: ${said(shownValue(fallback.value))} (${said(fallback.from)}).`, '');
    if (question.form === 'many') lines.push('Tick all that apply.', '');
    if (choices.length > 0) lines.push(...choices.map(choice => `- [${ticked.includes(choice.value) ? 'x' : ' '}] **${choice.value}** ${said(choice.text)}`));
    else lines.push(`Example: ${said(question.example)}`, '', `Answer: ${answered === undefined ? '' : printAnswer(answered)}`.trimEnd());
    return lines.join('\n');
  });
  return `# Questions for ${situation.facts.feature}\n\nTick one box a question, more where it says so, or write after "Answer:". What stays empty stays open.\nRead back with: plan ${situation.facts.feature} --answers FILE\n\n${parts.join('\n\n')}\n`;
}

/** True for a text that is a sheet, not YAML. */
export const isSheet = (text: string): boolean => /^#\s/m.test(text) && /^## \d+\. .*\(`[a-z0-9-]+`\)\s*$/m.test(text.replaceAll('\r', ''));

/** What was ticked or written, by key, as text; empty questions are left out. Throws UserError for an answer both ticked and written. */
export function readSheet(text: string, path: string): Map<string, string> {
  const answers = new Map<string, string>();
  let key: string | null = null;
  let line = 0;
  for (const row of text.replaceAll('\r', '').split('\n')) {
    line++;
    const head = /^##\s.*\(`([^`]+)`\)\s*$/.exec(row);
    if (head?.[1] !== undefined) {
      key = head[1];
      continue;
    }
    if (key === null) continue;
    const box = /^\s*[-*+] \[[xX]\] \*\*(.+?)\*\*/.exec(row)?.[1];
    const written = /^\s*Answer:\s*(\S.*?)\s*$/.exec(row)?.[1];
    const value = box ?? written;
    if (value === undefined) continue;
    const known = answers.get(key);
    if (known !== undefined && (box === undefined || known === '')) throw new UserError(`${path}:${line}: "${key}" is answered twice`, 'Keep one answer.');
    answers.set(key, known === undefined ? value : `${known}; ${value}`);
  }
  return answers;
}
