import { questions } from '../interview/questions/index.ts';
import { isAsked, type Situation } from '../interview/question.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { clean } from '../text/clean.ts';
import { pickFormat, type Context } from './context.ts';
import { openSlots } from './drafts.ts';
import { cut } from './table.ts';

/**
 * `plan answers --open`: the places where words may be proposed with what each may say, and the questions that only `--answers` takes (numbers,
 * dates, lists). A coding agent reads this and writes a proposals file or an answers file.
 */
export function printOpen(context: Context, feature: string, knowledge: Knowledge, situation: Situation): void {
  const slots = openSlots({ context, feature, knowledge }, situation);
  const rest = questions
    .filter(question => isAsked(question, situation) && situation.answers.answers[question.key]?.state !== 'answered' && !slots.some(slot => slot.slot === `answer/${question.key}`))
    .map(question => ({ key: question.key, ask: question.prompt(situation), form: question.form, example: question.example, default: question.default(situation)?.value ?? null }));
  if (pickFormat(context.format, ['text', 'json']) === 'json') {
    const places = slots.map(({ slot, kind, ask, derived, material, choices, maxChars, decides }) => ({ slot, kind, ask, derived, material, choices, maxChars, decides }));
    context.io.stdout.write(`${JSON.stringify({ schemaVersion: 1, feature, slots: places, questions: rest }, null, 2)}\n`);
    return;
  }
  for (const slot of slots) context.io.stdout.write(`${slot.slot}  ${cut(clean(slot.ask), 100)}\n`);
  for (const question of rest) context.io.stdout.write(`${question.key}  ${cut(clean(question.ask), 100)} (by --answers)\n`);
}
