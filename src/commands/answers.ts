import { AnswerSet } from '../model/answers.ts';
import { shownValue } from '../interview/parse-answer.ts';
import { printSheet } from '../interview/sheet.ts';
import { questions } from '../interview/questions/index.ts';
import { derivePlan } from '../derive/plan.ts';
import { chooseFeature, type Context } from './context.ts';
import { gatherFacts } from './gather.ts';
import { parseOptions } from './options.ts';
import { effectiveAnswers, loadState, mintLock, withIdentity, withProfile } from './session.ts';
import { stringify } from 'yaml';
import * as z from 'zod';

const Options = z.object({ open: z.boolean().default(false), sheet: z.enum(['pm', 'engineer'], 'pm or engineer').optional() });

/** `plan answers --template`: every question with its help, form and default, as a YAML file that `--answers` reads back. `--open`: what may be proposed. `--sheet pm`: one role's questions as Markdown to tick. */
export async function run(context: Context, args: readonly string[], given: unknown): Promise<number> {
  const options = parseOptions(Options, given);
  const feature = await chooseFeature(context, args[0], 'plan answers');
  const state = await loadState(context, feature);
  const facts = await gatherFacts(context, feature, { spec: [], samples: [] });
  const knowledge = await context.knowledge();
  const answers = await withProfile(context, feature, undefined, state.answers);
  const lock = withIdentity(state.lock ?? mintLock(context, knowledge.edition), facts, effectiveAnswers(answers), knowledge);
  const plan = derivePlan(facts, effectiveAnswers(answers), knowledge, { plan: lock.plan, asOf: lock.asOf, renames: lock.renames });
  const situation = { facts, plan, answers, profiles: knowledge.profiles };
  if (options.open) {
    const { printOpen } = await import('./open.ts');
    printOpen(context, feature, knowledge, situation);
    return 0;
  }
  if (options.sheet !== undefined) {
    context.io.stdout.write(printSheet(questions, { ...situation, role: options.sheet }, options.sheet));
    return 0;
  }
  const lines = [`# Answers for ${feature}. Take the # off a line to answer it; read back with: plan ${feature} --answers FILE`];
  for (const question of questions) {
    const fallback = question.default(situation);
    const value = answers.answers[question.key]?.value ?? fallback?.value ?? null;
    const choices = question.choices?.(situation) ?? [];
    lines.push('', `# ${question.catalogue} ${question.prompt(situation)}`, `# ${question.help}`);
    if (choices.length > 0) lines.push(`# one of: ${choices.map(choice => choice.value).join(', ')}`);
    if (fallback !== null) lines.push(`# default: ${shownValue(fallback.value)} (${fallback.from})`);
    lines.push(`# ${stringify({ [question.key]: value }, { lineWidth: 0, collectionStyle: 'flow' }).trim().replace(/^\{ (.*) \}$/, '$1')}`);
  }
  const asked = new Set<string>(questions.map(question => question.key));
  const rest = Object.keys(AnswerSet.shape).filter(key => !asked.has(key));
  if (rest.length > 0) lines.push('', `# Further keys: ${rest.join(', ')}`);
  context.io.stdout.write(`${lines.map(line => line.replace(/\r?\n/g, ' ')).join('\n')}\n`);
  return 0;
}
