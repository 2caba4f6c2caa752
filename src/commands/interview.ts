import type { Answers } from '../model/answers.ts';
import { UserError } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Figures, Plan } from '../model/plan/index.ts';
import { applyFiles } from '../io/apply.ts';
import type { Desk, Place } from '../interview/desk.ts';
import type { Taking } from '../model/proposal.ts';
import { askPlainly, EndOfAnswers, type Lines } from '../interview/ask/plain.ts';
import { pendingQuestions, questionsFor, type Options as LoopOptions } from '../interview/agenda.ts';
import type { Ask, Preview, Recorded } from '../interview/exchange.ts';
import { interview } from '../interview/loop.ts';
import { shownValue } from '../interview/parse-answer.ts';
import { questions } from '../interview/questions/index.ts';
import { basisOf, isAsked, isPending, type Question, type Situation } from '../interview/question.ts';
import type { Asker } from '../interview/ask/plain.ts';
import { counted } from '../text/count.ts';
import { wrapText } from '../text/wrap.ts';
import { answersPath, printAnswers, stateFolder } from '../write/state.ts';
import { isPlain, type Context } from './context.ts';
import type { Drafts } from './drafts.ts';
import { createEffects } from './effects.ts';
import { rememberDrafts, stepsAhead } from './steps-ahead.ts';
import { createNotes } from './notes.ts';
import { whileReading } from './while-reading.ts';
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
  /** The figures of the plan these answers lead to, for the effect of an option. */
  figures: (answers: Answers) => Figures;
  /** What writing these answers would change on disk. */
  preview: (answers: Answers) => Promise<Preview>;
  /** Drafts of a language model, where they were asked for. */
  drafts: Drafts | null;
};

/** Fewest simulation runs that still order the options by weeks. */
export const quickRuns = 100;

/** Seconds a pipe may stay silent before its first line; an open pipe nobody writes to must not hang a script. */
const patienceSeconds = 120;

/** Prompts of one run: everything, a product manager's, or what matters most (SEED-002-6). */
const limitOf = (options: PlanOptions): number => (options.all ? 35 : options.as === 'pm' ? 8 : 10);

/**
 * Asks what this run has to ask, saving each answer before the next question. `--yes` takes every default without waiting; a pipe is read one
 * answer a line. Ends `quit` when the person leaves.
 */
export async function runInterview(setting: Setting): Promise<{ ended: 'done' | 'quit'; answers: Answers }> {
  const { context, feature, options, facts, knowledge } = setting;
  let { answers, draft } = setting;
  const role = options.as ?? null;
  const today = context.io.today();
  const situation = (): Situation => ({ facts, plan: draft, answers, profiles: knowledge.profiles, role });
  const loop = loopOptions(context, options);
  const note = createNotes(context, feature, options.dryRun);

  if (options.yes) {
    const changed = takeDefaults(answers, situation(), loop);
    for (const each of changed.taken) await note(each.question, each.answer, each.prompt, null);
    answers = leaveRestOpen(changed.answers, situation(), today);
    if (setting.drafts === null) return { ended: 'done', answers };
    draft = setting.derive(answers);
    const drafted = await setting.drafts.withoutPerson(situation());
    setting.drafts.close();
    return drafted === 'cancelled' ? { ended: 'quit', answers } : { ended: 'done', answers: drafted };
  }
  const draftOf = rememberDrafts(set => setting.derive(set, quickRuns));
  const save = async (): Promise<void> => {
    if (!options.dryRun) await applyFiles(context.disk, stateFolder(feature), new Map([[answersPath(feature), printAnswers(answers)]]), []);
  };
  const record = async (question: Question, answer: Recorded, prompt: string): Promise<void> => {
    const by = role ?? 'interview';
    const open = answer.state === 'open';
    const said = open || answer.draft === undefined || setting.drafts === null ? { by, evidence: open ? null : (answer.basis ?? null) } : setting.drafts.answered(answer.draft.proposal, answer.draft.edited, by);
    answers = withAnswer(answers, answer.key, answer.value, { state: answer.state, at: today, owner: open ? ownerOf(question) : null, due: open ? dueOf(question, draft) : null, ...said });
    await save();
    await note(question, answer, prompt, by);
    if (open) sayWrapped(context, `Left open: ${ownerOf(question)}, by ${dueOf(question, draft)}. Until then the plan counts with: ${shownValue(answer.value)}.`);
    draft = draftOf(answers);
  };
  const effects = createEffects(setting.figures);
  const surroundings = { situation, record, effects: (question: Question) => effects.of(question, situation()), preview: () => setting.preview(leaveRestOpen(answers, situation(), today)) };
  const kept = options.resume ? Object.values(answers.answers).filter(each => each !== undefined && each.state !== 'default' && ['interview', 'pm', 'engineer'].includes(each.by ?? '')).length : 0;
  if (kept > 0 && context.io.stdin.isTTY) sayWrapped(context, `${counted(kept, 'answer is', 'answers are')} kept from before. The last page lists them to change one; --no-resume asks all again.`);
  const { asker, close } = await chooseAsker(context, options, situation);
  const desk = setting.drafts === null ? undefined : deskOf(setting.drafts, asker, situation, async (place, taking, drafts) => {
    answers = drafts.taken(answers, { proposal: place.draft, verdict: taking }, role ?? 'interview');
    await save();
    // Words move nothing; a choice or a reading does.
    if (place.draft.slot.decides) draft = draftOf(answers);
  });
  const ahead = (prompt: Parameters<Ask>[0]): Iterable<() => void> => stepsAhead(prompt, {
    situation: situation(), draftOf, effects,
    answered: value => withAnswer(answers, prompt.question.key, value, { state: 'answered', at: today, owner: null, due: null, by: role ?? 'interview', evidence: basisOf(prompt.question, situation()) }),
    next: then => pendingQuestions(questions, then, loop).find(each => each.key !== prompt.question.key),
  });
  // A pipe waits for nobody.
  const ask: Ask = async prompt => {
    const stop = context.io.stdin.isTTY ? whileReading(ahead(prompt)) : () => undefined;
    try {
      return await asker.ask(prompt);
    } finally {
      stop();
    }
  };
  try {
    const begun = await setting.drafts?.start(situation(), pendingQuestions(questions, situation(), loop).map(each => each.key));
    const ended = begun === 'cancelled' ? 'quit' : await interview(questions, { ...surroundings, ...asker, ask, ...(desk === undefined ? {} : { desk }) }, loop);
    setting.drafts?.close();
    if (ended === 'quit') context.say(`\nSaved. Continue with: plan ${feature}`);
    else answers = leaveRestOpen(answers, situation(), today);
    return { ended, answers };
  } catch (error) {
    if (!(error instanceof EndOfAnswers)) throw error;
    const keys = pendingQuestions(questions, situation(), loop).map(each => each.key);
    throw new UserError(
      keys.length === 0 ? 'The input ended before the plan was confirmed: save-as-ready' : `The input ended with ${counted(keys.length, 'question')} unanswered: ${keys.join(', ')}`,
      'Answer one a line, pass --answer key=value or --answers FILE, or take the defaults with --yes. Answers given so far are saved.',
      { cause: error },
    );
  } finally {
    close();
  }
}

const sayWrapped = (context: Context, text: string): void => context.say(wrapText(text, Math.max(20, context.io.stderr.columns)));

/** Keys of the questions that a run with these options would put now. */
export const questionsOfRun = (context: Context, options: PlanOptions, situation: Situation): string[] => pendingQuestions(questions, situation, loopOptions(context, options)).map(question => question.key);

const loopOptions = (context: Context, options: PlanOptions): LoopOptions => ({ all: options.all, role: options.as ?? null, limit: limitOf(options), today: context.io.today(), lookAgain: !options.yes && context.io.stdin.isTTY, startOver: !options.resume });

/** The drafts of a run as the loop sees them. */
function deskOf(drafts: Drafts, asker: Asker, situation: () => Situation, record: (place: Place, taking: Taking, drafts: Drafts) => Promise<void>): Desk {
  const decided = new Map<string, { place: Place; taking: Taking }>();
  return {
    beside: key => drafts.beside(key, situation()),
    refuse: drafts.pass,
    next: before => drafts.next(before, situation()),
    ask: place => asker.place({ ...place, complaint: text => drafts.complaint(place.draft, text) }),
    decide: async (place, taking) => {
      await record(place, taking, drafts);
      decided.set(place.draft.slot.slot, { place, taking });
    },
    later: drafts.pass,
    stop: drafts.stop,
    decided: () => [...decided.values()],
  };
}

const ownerOf = (question: Question): string => (question.roles[0] === 'pm' ? 'product owner' : 'engineer');

/** The day an open question is needed: the due day of its decision, else the end of the first phase. */
function dueOf(question: Question, plan: Plan): string {
  const decision = plan.decisions.find(each => each.asks === question.key);
  return plan.schedule.due.find(each => each.id === decision?.id)?.date ?? plan.schedule.phases[0]?.endP80 ?? plan.schedule.start;
}

/** What the other role has to answer is left open by name and day, never decided silently by a default. */
function leaveRestOpen(answers: Answers, situation: Situation, today: string): Answers {
  const { role } = situation;
  if (role === null || role === undefined) return answers;
  let result = answers;
  for (const question of questions) {
    const given = result.answers[question.key];
    if (question.roles.includes(role) || !isAsked(question, situation) || (given !== undefined && given.state !== 'default')) continue;
    const fallback = question.default(situation);
    if (fallback !== null) result = withAnswer(result, question.key, fallback.value, { state: 'open', by: role, at: today, owner: ownerOf(question), due: dueOf(question, situation.plan) });
  }
  return result;
}

async function chooseAsker(context: Context, options: PlanOptions, situation: () => Situation): Promise<{ asker: Asker; close: () => void }> {
  const { io } = context;
  const plain = options.plain || isPlain(io) || !io.stdin.isTTY || !io.stderr.isTTY;
  const write = (text: string): void => io.stderr.write(text);
  const columns = Math.max(20, io.stderr.columns);
  if (plain) {
    const { lines, close } = readLines(context, write, columns);
    return { asker: askPlainly(lines, situation), close };
  }
  const { askOnTerminal } = await import('../interview/ask/terminal.ts');
  return { asker: askOnTerminal({ input: io.stdin.stream, output: io.stderr.stream, ended: io.signal }, { write, columns, rows: io.stderr.rows }, situation), close: () => undefined };
}

/** Lines of stdin that end: at the end of the input, at Ctrl-C, or when a pipe stays silent before its first line. */
function readLines(context: Context, write: (text: string) => void, columns: number): { lines: Lines; close: () => void } {
  const { io } = context;
  const iterator = io.stdin.lines()[Symbol.asyncIterator]();
  let silent = !io.stdin.isTTY;
  const interrupted = new Promise<'interrupted'>(done => {
    if (io.signal.aborted) done('interrupted');
    io.signal.addEventListener('abort', () => done('interrupted'), { once: true });
  });
  const next = async (): Promise<string | null | 'interrupted'> => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<null>(done => {
      if (silent) timer = setTimeout(() => done(null), patienceSeconds * 1000);
    });
    const result = await Promise.race([iterator.next().then(each => (each.done === true ? null : each.value)), interrupted, tooLate]);
    clearTimeout(timer);
    silent = false;
    return result;
  };
  // A stream that is still read keeps the process alive after the last answer.
  const close = (): void => {
    void iterator.return?.();
    io.stdin.stream.pause();
  };
  return { lines: { next, write, echo: !io.stdin.isTTY, columns }, close };
}

type Taken = { question: Question; answer: Recorded; prompt: string };

/** Every default of this run's questions, recorded as such; what a person answered or left open stays. */
function takeDefaults(answers: Answers, situation: Situation, loop: LoopOptions): { answers: Answers; taken: Taken[] } {
  const taken: Taken[] = [];
  let result = answers;
  for (const question of questionsFor(questions, situation, { ...loop, all: false, limit: questions.length + 1 })) {
    const given = answers.answers[question.key];
    if (!isPending(question, situation, '') || given?.state === 'open' || given?.state === 'answered') continue;
    const fallback = question.default(situation);
    if (fallback === null) continue;
    const before = JSON.stringify(given?.value);
    result = withAnswer(result, question.key, fallback.value, { state: 'default', by: null, at: null, evidence: fallback.from });
    if (before !== JSON.stringify(fallback.value)) taken.push({ question, answer: { key: question.key, value: fallback.value, state: 'default' }, prompt: question.prompt(situation) });
  }
  return { answers: result, taken };
}
