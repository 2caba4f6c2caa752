import { fromFile } from '../ai/file.ts';
import { numberReader } from '../ai/numbers.ts';
import { refusal, refusalOfEdit } from '../ai/refuse.ts';
import { slotsOf } from '../ai/slots.ts';
import { stageOf, stages, type Stage } from '../ai/stages.ts';
import { recordOf, takeWithoutPerson, type Decided } from '../ai/take.ts';
import { AnswerSet, type Answers } from '../model/answers.ts';
import { CompletionError } from '../model/completion.ts';
import { UserError } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import { ProposalsFile, type Proposal, type Slot } from '../model/proposal.ts';
import type { Place } from '../interview/desk.ts';
import { questions } from '../interview/questions/index.ts';
import { isAsked, steps, type Situation, type Step } from '../interview/question.ts';
import { depthOf } from '../render/site.ts';
import { clean } from '../text/clean.ts';
import { fingerprint } from '../text/hash.ts';
import { parseState, readYaml } from '../write/yaml.ts';
import type { Context } from './context.ts';
import { adviceFor, describeTrouble, openService, type Service } from './model-service.ts';
import { renderOptions, withAnswer } from './session.ts';

export type DraftOptions = { ai: boolean; acceptAi: boolean; proposals?: string | undefined; showRequest: boolean; yes: boolean; plain: boolean; dryRun: boolean; as?: string | undefined; depth?: 'lite' | 'full' | undefined };

type Setting = { context: Context; feature: string; options: DraftOptions; facts: Facts; knowledge: Knowledge; plan: Plan };

/** Answers that are words and move nothing else. */
const wordy = new Set<string>(['value-proposition', 'why-now']);
/** Answers about this very run, which nobody can propose. */
const aboutThisRun = new Set<string>(['save-as-ready', 'diagrams-ok']);

/**
 * All places of this plan where words may be proposed: its own, as far as its documents show them, and the questions that nobody answered and that
 * are words or a choice; what decides comes last.
 */
export function openSlots({ context, feature, knowledge, options }: Pick<Setting, 'context' | 'feature' | 'knowledge'> & { options?: { depth?: 'lite' | 'full' | undefined } }, situation: Situation): Slot[] {
  const { depth } = renderOptions(context, feature, options ?? {}, situation.answers);
  const packages = depthOf(situation.plan, knowledge, depth) === 'full';
  const asked = questions.flatMap((question): Slot[] => {
    const given = situation.answers.answers[question.key];
    if (given?.state === 'answered' || !isAsked(question, situation) || aboutThisRun.has(question.key)) return [];
    const choices = question.form === 'yes-no' ? ['true', 'false'] : question.form === 'one' ? (question.choices?.(situation) ?? []).map(choice => choice.value) : null;
    if (choices === null ? !wordy.has(question.key) : choices.length < 2) return [];
    const fallback = question.default(situation)?.value;
    const derived = fallback === undefined || fallback === null ? '' : String(fallback);
    const ask = `${question.prompt(situation)} ${question.help}`;
    return [{ slot: slotOf(question.key), kind: 'answer', ask, derived, material: [], choices, maxChars: 190, decides: choices !== null, evidence: fingerprint(`${ask}\n${derived}`) }];
  });
  const all = [...asked, ...slotsOf(situation.plan).filter(slot => packages || slot.slot === 'strategy/plan' || !slot.slot.startsWith('strategy/'))];
  return [...all.filter(slot => !slot.decides), ...all.filter(slot => slot.decides)];
}

const slotOf = (key: string): string => `answer/${key}`;

/** The places of one stage. `asked` names the questions this run will put, null for all. */
const slotsAt = (setting: Setting, stage: Stage, situation: Situation, asked: readonly string[] | null): Slot[] => openSlots(setting, situation).filter(slot => stageOf(slot) === stage && (stage !== 'questions' || asked === null || asked.some(key => slot.slot === slotOf(key))));

/** Prints the requests of this run exactly as they would be sent, and sends none. Those of later steps rest on the answers as they stand. */
export async function showRequests(setting: Setting, situation: Situation, asked: readonly string[] | null): Promise<void> {
  const { context, plan, options } = setting;
  const service = await openService({ ...setting, dry: options.dryRun }).catch((error: unknown) => {
    throw error instanceof CompletionError ? new UserError(error.message, adviceFor(error), { cause: error }) : error;
  });
  const { bodyOf } = await import('../io/openai.ts');
  for (const line of service.withheld(stages.flatMap(stage => slotsAt(setting, stage, situation, asked)), plan)) context.say(line);
  const batches = stages.flatMap(stage => service.requests(slotsAt(setting, stage, situation, asked), plan));
  const shown = batches.map(batch => ({ method: 'POST', url: `${service.url.replace(/\/$/, '')}/chat/completions`, headers: { authorization: 'Bearer (OPENAI_API_KEY, never shown)' }, body: bodyOf(batch.request) }));
  context.io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  context.say('Nothing was sent (--show-request).');
}

/** The drafts of one run: fetched stage by stage, or read from a file, shown while their place is open, and counted. */
export type Drafts = {
  /** Fetches the drafts beside the questions that this run will put. */
  readonly start: (situation: Situation, asked: readonly string[]) => Promise<'started' | 'cancelled'>;
  readonly beside: (key: string, situation: Situation) => Proposal | null;
  readonly next: (before: Step | null, situation: Situation) => Promise<Place | null | 'cancelled'>;
  readonly complaint: (draft: Proposal, text: string) => string | null;
  readonly taken: (answers: Answers, decided: Decided, by: string) => Answers;
  /** For a draft taken as the answer to its question. */
  readonly answered: (draft: Proposal, edited: boolean, by: string) => { by: string; evidence: string };
  readonly pass: (draft: Proposal) => void;
  readonly stop: () => void;
  /** Under `--yes`: everything is fetched, `--accept-ai` takes what changes nothing but words. */
  readonly withoutPerson: (situation: Situation) => Promise<Answers | 'cancelled'>;
  readonly close: () => void;
};

/** The step whose end shows the places of a stage; drafts for questions that were not asked come last. */
const stepOf = (draft: Pick<Slot, 'slot'>): Step => {
  const stage = stageOf(draft);
  return stage === 'questions' ? 'Final' : stage;
};

/** Drafts for the open places of a plan, from a file of proposals and from the service, each where asked for. */
export async function openDrafts(setting: Setting): Promise<Drafts> {
  const { context, options, knowledge, plan } = setting;
  const numbers = numberReader(knowledge.numbers);
  const file = options.proposals === undefined ? null : await readProposals(context, options.proposals);
  const service = options.ai ? await serviceOrNone(setting) : null;
  const found: Proposal[] = [];
  const passed = new Set<string>();
  const fetched = new Set<Stage>();
  const shownIn = new Map<Step, number>();
  let [taken, refused, stopped, started] = [0, 0, false, false];

  const sayRefused = (refusals: readonly { slot: string; reason: string }[]): void => {
    for (const each of refusals) context.say(`Refused: ${each.slot} ${each.reason}.`);
    refused += refusals.length;
  };
  /** What the file and the service say to these places is shown once; a second draft for a place is not asked for. */
  const fetch = async (stage: Stage, situation: Situation, asked: readonly string[] | null): Promise<'fetched' | 'cancelled'> => {
    if (fetched.has(stage)) return 'fetched';
    fetched.add(stage);
    const slots = slotsAt(setting, stage, situation, asked).filter(slot => !found.some(each => each.slot.slot === slot.slot));
    if (service === null || slots.length === 0) return 'fetched';
    const said = await service.ask(slots, situation.plan);
    found.push(...said.proposals);
    sayRefused(said.refusals);
    if (said.cancelled) context.say(`\nCancelled. No document was written; go on with: plan ${setting.feature}`);
    return said.cancelled ? 'cancelled' : 'fetched';
  };
  const begin = (situation: Situation): void => {
    if (started) return;
    started = true;
    const open = openSlots(setting, situation);
    if (file !== null) {
      const sorted = fromFile(file, open, context.io.today(), numbers);
      found.push(...sorted.proposals);
      sayRefused(sorted.refusals);
    }
    for (const line of service?.withheld(open, plan) ?? []) context.say(line);
  };
  const markOf = (draft: Proposal): string => `${draft.slot.slot} ${draft.slot.evidence}`;
  /** The draft as it stands beside what is derived now: its place may be closed by then, or say something that the draft no longer fits. */
  const current = (draft: Proposal, open: readonly Slot[]): Proposal | null => {
    const slot = open.find(each => each.slot === draft.slot.slot);
    if (slot === undefined || stopped) return null;
    const now = { ...draft, slot };
    return passed.has(markOf(now)) || (slot.evidence !== draft.slot.evidence && refusal(slot, draft.text, numbers) !== null) ? null : now;
  };
  const waiting = (situation: Situation): Proposal[] => {
    const open = openSlots(setting, situation);
    return found.flatMap(draft => current(draft, open) ?? []);
  };

  return {
    start: async (situation, asked) => {
      begin(situation);
      return (await fetch('questions', situation, asked)) === 'cancelled' ? 'cancelled' : 'started';
    },
    beside: (key, situation) => waiting(situation).find(each => each.slot.slot === slotOf(key)) ?? null,
    next: async (before, situation) => {
      const due = (step: Step): boolean => before === null || steps.indexOf(step) < steps.indexOf(before);
      for (const stage of stages) if (stage !== 'questions' && !stopped && due(stage) && (await fetch(stage, situation, null)) === 'cancelled') return 'cancelled';
      const shown = waiting(situation).filter(each => due(stepOf(each.slot)));
      const step = steps.find(each => shown.some(draft => stepOf(draft.slot) === each));
      const here = shown.filter(draft => stepOf(draft.slot) === step);
      const [draft] = here;
      if (draft === undefined || step === undefined) return null;
      const seen = shownIn.get(step) ?? 0;
      shownIn.set(step, seen + 1);
      return { draft, step, number: seen + 1, of: seen + here.length };
    },
    complaint: (draft, text) => {
      const reason = refusalOfEdit(draft.slot, text);
      return reason === null ? null : `Your text ${reason}.`;
    },
    taken: (answers, decided, by) => {
      passed.add(markOf(decided.proposal));
      if (decided.verdict.kind !== 'refuse') taken++;
      return take(answers, decided, by);
    },
    answered: (draft, edited, by) => {
      passed.add(markOf(draft));
      taken++;
      return draftProvenance(draft, edited, by);
    },
    pass: draft => void passed.add(markOf(draft)),
    stop: () => void (stopped = true),
    withoutPerson: async situation => {
      begin(situation);
      for (const stage of stages) if ((await fetch(stage, situation, null)) === 'cancelled') return 'cancelled';
      const drafts = waiting(situation);
      const decided = options.acceptAi ? takeWithoutPerson(drafts) : [];
      for (const each of drafts.filter(draft => !options.acceptAi || draft.slot.decides)) context.say(`AI draft for ${each.slot.slot}: ${clean(each.text)}${options.acceptAi ? ' (changes the plan, so a person takes it: run without --yes)' : ''}`);
      taken = decided.length;
      return decided.reduce((answers, each) => take(answers, each, '--accept-ai'), situation.answers);
    },
    close: () => {
      service?.close();
      context.say(`AI drafts: ${found.length} proposed, ${taken} taken, ${refused} refused by rule${options.yes && !options.acceptAi && found.length > 0 ? ' (--yes takes none; add --accept-ai, or decide one by one without --yes)' : ''}.`);
    },
  };
}

/** Settings that do not say enough cost the drafts, not the plan. */
async function serviceOrNone(setting: Setting): Promise<Service | null> {
  try {
    return await openService({ ...setting, dry: setting.options.dryRun });
  } catch (error) {
    if (!(error instanceof CompletionError)) throw error;
    setting.context.say(describeTrouble(error, false));
    return null;
  }
}

async function readProposals(context: Context, typed: string): Promise<ProposalsFile> {
  const path = await context.disk.inside(typed, context.cwd);
  const text = await context.disk.read(path);
  if (text === null) throw new UserError(`Cannot find ${typed}`, 'List what is open with: plan answers --open --format json');
  return parseState(ProposalsFile, readYaml(text, path) ?? {}, path);
}

/** Who said it, for an answer that began as a draft: words taken as they are say so and confirm nothing; what a person edited or, with eyes open, decided is that person's. */
function draftProvenance(draft: Proposal, edited: boolean, by: string): { by: string; evidence: string } {
  return { by: edited || draft.slot.decides ? by : `ai:${draft.model}`, evidence: `${edited ? 'edited AI draft' : 'AI draft'} of ${draft.model}, ${draft.at}, taken by ${by}` };
}

/** One decided proposal in the answers. */
function take(answers: Answers, decided: Decided, by: string): Answers {
  const { proposal, verdict } = decided;
  const { slot, kind } = proposal.slot;
  const name = slot.slice(slot.indexOf('/') + 1);
  const text = verdict.kind === 'edit' ? verdict.text : proposal.text;
  const said = draftProvenance(proposal, verdict.kind === 'edit', by);
  if (kind === 'answer') {
    if (verdict.kind === 'refuse') return without(answers, name);
    const value = proposal.slot.choices?.includes('true') === true ? text === 'true' : text;
    return withAnswer(answers, name, value, { state: 'answered', at: proposal.at, ...said });
  }
  if (kind === 'reading') {
    const lines = answers.answers.nouns?.value ?? [];
    const others = lines.filter(line => line.split('=')[0] !== name);
    if (verdict.kind === 'refuse' && others.length === lines.length) return answers;
    return withAnswer(answers, AnswerSet.keyof().parse('nouns'), verdict.kind === 'refuse' ? others : [...others, `${name}=${text}`], { state: 'answered', at: proposal.at, ...said });
  }
  return { ...answers, words: { ...answers.words, [slot]: recordOf(decided, by) } };
}

/** A draft that is refused after it was taken takes its answer along. */
function without(answers: Answers, key: string): Answers {
  const kept = Object.entries(answers.answers).filter(([name, answer]) => name !== key || answer?.evidence?.includes('AI draft') !== true);
  return { ...answers, answers: AnswerSet.parse(Object.fromEntries(kept)) };
}
