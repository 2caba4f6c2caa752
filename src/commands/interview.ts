import type { Answers } from '../model/answers.ts';
import { UserError } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import { applyFiles, appendFile } from '../io/apply.ts';
import { effectBetween } from '../interview/effects.ts';
import { askPlainly, EndOfAnswers } from '../interview/ask/plain.ts';
import { interview, questionsFor, type Ask, type Effect, type Options as LoopOptions, type Recorded } from '../interview/loop.ts';
import { questions } from '../interview/questions/index.ts';
import type { Question, Situation } from '../interview/question.ts';
import { note, scratchpadFolder, scratchpadHead } from '../interview/scratchpad.ts';
import { answersPath, printAnswers, stateFolder } from '../write/state.ts';
import type { Context } from './context.ts';
import type { PlanOptions } from './plan.ts';
import { withAnswer } from './session.ts';

type Setting = {
  context: Context;
  feature: string;
  options: PlanOptions;
  facts: Facts;
  knowledge: Knowledge;
  answers: Answers;
  draft: Plan;
  derive: (answers: Answers, runs?: number) => Plan;
  /** Answers as they stood on disk before this run. */
  stored: Answers;
};

/** Fewest simulation runs that still order the options by weeks. */
const quickRuns = 400;

/**
 * Asks what this run has to ask, saving each answer before the next question. `--yes` takes every default without waiting; a pipe is read one
 * answer a line. Ends `quit` when the person leaves.
 */
export async function runInterview(setting: Setting): Promise<{ ended: 'done' | 'quit'; answers: Answers }> {
  const { context, feature, options, facts, knowledge } = setting;
  let { answers, draft } = setting;
  const situation = (): Situation => ({ facts, plan: draft, answers, profiles: knowledge.profiles });
  const loop: LoopOptions = { all: options.all, role: options.as ?? null, limit: options.all ? 35 : options.as === 'pm' ? 8 : 10 };
  const saver = createSaver(context, feature, options.dryRun);

  const record = async (question: Question, answer: Recorded, prompt: string): Promise<void> => {
    const at = answer.state === 'answered' && options.yes ? null : context.io.today();
    const by = answer.state === 'answered' ? (options.as ?? 'interview') : null;
    const owner = answer.state === 'open' ? (question.roles[0] === 'pm' ? 'product owner' : 'engineer') : null;
    answers = withAnswer(answers, answer.key, answer.value, { state: answer.state, by, at, owner, due: answer.state === 'open' ? 'GATE-0' : null });
    await saver.save(answers, question, answer, prompt, by);
    if (answer.state === 'answered') draft = setting.derive(answers, quickRuns);
  };

  if (options.yes) {
    const changed = takeDefaults(answers, situation(), loop);
    answers = changed.answers;
    for (const each of changed.taken) await saver.note(each.question, each.answer, each.prompt, null);
    return { ended: 'done', answers };
  }
  const effects = (question: Question): Effect[] => (question.choices?.(situation()) ?? []).map(choice => ({ ...choice, effect: effectOf(setting, answers, draft, question, choice.value) }));
  const pending = (): Question[] => questionsFor(questions, situation(), loop).filter(each => (answers.answers[each.key]?.state ?? 'default') === 'default');
  const ask = await chooseAsker(context, options, situation);
  try {
    const ended = await interview(questions, { ask, situation, record, effects }, loop);
    if (ended === 'quit') context.say(`\nSaved. Continue with: plan ${feature}`);
    return { ended, answers };
  } catch (error) {
    if (!(error instanceof EndOfAnswers)) throw error;
    const keys = pending().map(each => each.key);
    throw new UserError(`The input ended with ${keys.length} question(s) unanswered: ${keys.join(', ')}`, `Answer one a line, pass --answer key=value or --answers FILE, or take the defaults with --yes. Answers given so far are saved.`, { cause: error });
  }
}

async function chooseAsker(context: Context, options: PlanOptions, situation: () => Situation): Promise<Ask> {
  const { io } = context;
  const plain = options.plain || (io.env['ACCESSIBLE'] ?? '') !== '' || !io.stdin.isTTY || !io.stderr.isTTY || io.env['TERM'] === 'dumb';
  const write = (text: string): void => io.stderr.write(text);
  if (plain) return askPlainly(io.stdin.lines()[Symbol.asyncIterator](), write, situation, !io.stdin.isTTY);
  const { askOnTerminal } = await import('../interview/ask/terminal.ts');
  return askOnTerminal({ input: io.stdin.stream, output: io.stderr.stream }, write, situation);
}

function effectOf(setting: Setting, answers: Answers, draft: Plan, question: Question, value: string): string {
  const chosen = question.form === 'many' ? [value] : value;
  if (JSON.stringify(answers.answers[question.key]?.value) === JSON.stringify(chosen)) return 'as now';
  const movesPlan = question.key === 'profile' || question.key === 'provider-policy' || question.key === 'sign-in' || question.key === 'hosting' || question.key === 'hipaa' || question.key === 'promise-gap';
  if (!movesPlan) return '';
  return effectBetween(draft, setting.derive(withAnswer(answers, question.key, chosen, { state: 'answered', by: null, at: null }), quickRuns));
}

type Taken = { question: Question; answer: Recorded; prompt: string };

/** Every default of this run's questions, recorded as such; what a person answered or left open stays. */
function takeDefaults(answers: Answers, situation: Situation, loop: LoopOptions): { answers: Answers; taken: Taken[] } {
  const taken: Taken[] = [];
  let result = answers;
  for (const question of questionsFor(questions, situation, { ...loop, all: false, limit: questions.length })) {
    const given = answers.answers[question.key];
    if (given !== undefined && given.state !== 'default') continue;
    const fallback = question.default(situation);
    if (fallback === null) continue;
    const before = JSON.stringify(given?.value);
    result = withAnswer(result, question.key, fallback.value, { state: 'default', by: null, at: null, evidence: fallback.from });
    if (before !== JSON.stringify(fallback.value)) taken.push({ question, answer: { key: question.key, value: fallback.value, state: 'default' }, prompt: question.prompt(situation) });
  }
  return { answers: result, taken };
}

/** Saves answers at once and appends the exchange to its scratchpads (SEED-002-8). */
function createSaver(context: Context, feature: string, dry: boolean): { save: (answers: Answers, question: Question, answer: Recorded, prompt: string, by: string | null) => Promise<void>; note: (question: Question, answer: Recorded, prompt: string, by: string | null) => Promise<void> } {
  const write = async (question: Question, answer: Recorded, prompt: string, by: string | null): Promise<void> => {
    if (dry) return;
    const folder = scratchpadFolder(feature);
    if (context.config.keepScratchpads !== true && !(await context.disk.exists('ai_docs/_scratchpad/.gitignore'))) await appendFile(context.disk, 'ai_docs/_scratchpad/.gitignore', '*\n');
    const { names, text } = note(question, prompt, answer, by, context.io.today());
    for (const name of names) {
      const path = `${folder}/${name}`;
      const head = (await context.disk.exists(path)) ? '' : scratchpadHead(feature, name);
      await appendFile(context.disk, path, head + text);
    }
  };
  return {
    note: write,
    save: async (answers, question, answer, prompt, by) => {
      if (dry) return;
      await applyFiles(context.disk, stateFolder(feature), new Map([[answersPath(feature), printAnswers(answers)]]), []);
      await write(question, answer, prompt, by);
    },
  };
}
