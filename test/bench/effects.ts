// Prints what a person waits for between an answer and the next question of the StravaAI interview, when every answer is another than the default: the draft
// derived again, and the effects of all options of the question that comes. `node test/bench/effects.ts`; processor time, prints, asserts nothing.
import { createEffects } from '../../src/commands/effects.ts';
import { openContext } from '../../src/commands/context.ts';
import { gatherFacts } from '../../src/commands/gather.ts';
import { quickRuns } from '../../src/commands/interview.ts';
import { effectiveAnswers, withAnswer } from '../../src/commands/session.ts';
import { rememberDesigns } from '../../src/derive/designs.ts';
import { createFigures } from '../../src/derive/figures.ts';
import { derivePlan } from '../../src/derive/plan.ts';
import { pendingQuestions } from '../../src/interview/agenda.ts';
import { questions } from '../../src/interview/questions/index.ts';
import type { Question, Situation } from '../../src/interview/question.ts';
import { typedValue } from '../../src/interview/typed.ts';
import { processIo } from '../../src/io/process.ts';
import type { Answers } from '../../src/model/answers.ts';
import { UserError } from '../../src/model/errors.ts';
import { root } from './measure.ts';

const limitMs = 300;

const io = await processIo(new AbortController().signal);
const context = await openContext(io, { cwd: root });
const knowledge = await context.knowledge();
const facts = await gatherFacts(context, 'stravaai', { spec: [], samples: [] });
const at = { plan: '3BftANXKAYWlBVWfRpLTQe7g0Ks', asOf: '2026-11-21', renames: {} };
const designed = rememberDesigns();
const figures = createFigures(facts, knowledge, designed);
const effects = createEffects(answers => figures(effectiveAnswers(answers), { ...at, runs: quickRuns }));
const derive = (answers: Answers): Situation['plan'] => derivePlan(facts, effectiveAnswers(answers), knowledge, { ...at, runs: quickRuns }, designed);

function timed<T>(act: () => T): { ms: number; value: T } {
  const begin = process.cpuUsage();
  const value = act();
  const { user, system } = process.cpuUsage(begin);
  return { ms: (user + system) / 1000, value };
}

/** The answers with another value than the default; unchanged where no other is taken. */
function otherwise(question: Question, now: Situation): Answers {
  const usual = question.default(now)?.value;
  const listed = question.choices?.(now).map(choice => (question.form === 'many' ? [choice.value] : choice.value)) ?? (question.form === 'yes-no' ? [true, false] : [typeof usual === 'number' ? usual * 2 + 1 : typedValue(question.key, question.example)]);
  for (const value of [...listed.filter(each => JSON.stringify(each) !== JSON.stringify(usual)), usual]) {
    try {
      if (value !== undefined) return withAnswer(now.answers, question.key, value, { state: 'answered', by: 'bench', at: at.asOf });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return now.answers;
}

const empty: Answers = { schemaVersion: 1, feature: 'stravaai', answers: {} };
let drafted = timed(() => derive(empty));
let now: Situation = { facts, plan: drafted.value, answers: empty, profiles: knowledge.profiles, role: null };
const asked = new Set<string>();
let [worst, over] = [0, 0];
for (;;) {
  const question = pendingQuestions(questions, now, { all: true, role: null, limit: 1000, today: at.asOf }).find(each => !asked.has(each.key));
  if (question === undefined) break;
  asked.add(question.key);
  const shown = timed(() => effects.of(question, now));
  const wait = drafted.ms + shown.ms;
  if (asked.size > 1) worst = Math.max(worst, wait);
  if (asked.size > 1 && wait > limitMs) over++;
  process.stdout.write(`${question.key.padEnd(22)} draft ${drafted.ms.toFixed(0).padStart(5)} ms, effects of ${String(shown.value.length).padStart(2)} options ${shown.ms.toFixed(0).padStart(5)} ms${asked.size > 1 && wait > limitMs ? '  OVER' : ''}\n`);
  const answers = otherwise(question, now);
  drafted = timed(() => derive(answers));
  now = { ...now, answers, plan: drafted.value };
}
process.stdout.write(`${asked.size} questions, worst wait ${worst.toFixed(0)} ms of processor time, ${over} over ${limitMs} ms\n`);
