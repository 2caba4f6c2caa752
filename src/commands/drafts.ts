import { fromFile } from '../ai/file.ts';
import { numberReader } from '../ai/numbers.ts';
import { slotsOf } from '../ai/slots.ts';
import { recordOf, review, takeWithoutPerson, type Decided } from '../ai/take.ts';
import { applyFiles } from '../io/apply.ts';
import { AnswerSet, type Answers } from '../model/answers.ts';
import { UserError } from '../model/errors.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import { ProposalsFile, type Proposal, type Refusal, type Slot } from '../model/proposal.ts';
import { questions } from '../interview/questions/index.ts';
import { isAsked, type Situation } from '../interview/question.ts';
import { clean } from '../text/clean.ts';
import { fingerprint } from '../text/hash.ts';
import { answersPath, parseState, printAnswers, readYaml, stateFolder } from '../write/state.ts';
import type { Context } from './context.ts';
import { chooseReviewer } from './draft-review.ts';
import { askService, prepare, requestsOf } from './model-service.ts';
import { withAnswer } from './session.ts';

export type DraftOptions = { ai: boolean; acceptAi: boolean; proposals?: string | undefined; showRequest: boolean; yes: boolean; plain: boolean; dryRun: boolean; as?: string | undefined };

type Setting = { context: Context; feature: string; options: DraftOptions; facts: Facts; knowledge: Knowledge; answers: Answers; plan: Plan };

/** Answers that are words and move nothing else. */
const wordy = new Set<string>(['value-proposition', 'why-now']);
/** Answers about this very run, which nobody can propose. */
const aboutThisRun = new Set<string>(['save-as-ready', 'diagrams-ok']);

/** All places of this plan where words may be proposed: its own, and the questions that nobody answered and that are words or a choice; what decides comes last. */
export function openSlots(situation: Situation): Slot[] {
  const asked = questions.flatMap((question): Slot[] => {
    const given = situation.answers.answers[question.key];
    if (given?.state === 'answered' || !isAsked(question, situation) || aboutThisRun.has(question.key)) return [];
    const choices = question.form === 'yes-no' ? ['true', 'false'] : question.form === 'one' ? (question.choices?.(situation) ?? []).map(choice => choice.value) : null;
    if (choices === null ? !wordy.has(question.key) : choices.length < 2) return [];
    const fallback = question.default(situation)?.value;
    const derived = fallback === undefined || fallback === null ? '' : String(fallback);
    const ask = `${question.prompt(situation)} ${question.help}`;
    return [{ slot: `answer/${question.key}`, kind: 'answer', ask, derived, material: [], choices, maxChars: 190, decides: choices !== null, evidence: fingerprint(`${ask}\n${derived}`) }];
  });
  const all = [...asked, ...slotsOf(situation.plan)];
  return [...all.filter(slot => !slot.decides), ...all.filter(slot => slot.decides)];
}

/** Prints the requests of this run exactly as they would be sent, and sends none. */
export async function showRequests({ context, feature, facts, knowledge, answers, plan }: Setting): Promise<void> {
  const prepared = await prepare(context, feature, facts, knowledge, plan, openSlots({ facts, plan, answers, profiles: knowledge.profiles }));
  const { bodyOf } = await import('../io/openai.ts');
  for (const line of prepared.withheld) context.say(line);
  const shown = requestsOf(prepared).map(batch => ({ method: 'POST', url: `${prepared.settings.url.replace(/\/$/, '')}/chat/completions`, headers: { authorization: 'Bearer (OPENAI_API_KEY, never shown)' }, body: bodyOf(batch.request) }));
  context.io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  context.say('Nothing was sent (--show-request).');
}

/** Fetches or reads proposals, has them decided, and gives the answers with what was taken. Ends `quit` when Ctrl-C stopped the request. */
export async function withDrafts(setting: Setting): Promise<{ ended: 'done' | 'quit'; answers: Answers }> {
  const { context, feature, options, facts, knowledge, answers, plan } = setting;
  const slots = openSlots({ facts, plan, answers, profiles: knowledge.profiles });
  const proposals: Proposal[] = [];
  const refusals: Refusal[] = [];
  if (options.proposals !== undefined) {
    const sorted = fromFile(await readProposals(context, options.proposals), slots, context.io.today(), numberReader(knowledge.numbers));
    proposals.push(...sorted.proposals);
    refusals.push(...sorted.refusals);
  }
  if (options.ai) {
    const left = slots.filter(slot => !proposals.some(each => each.slot.slot === slot.slot));
    const asked = await askService(context, feature, await prepare(context, feature, facts, knowledge, plan, left), options.dryRun);
    if (asked.stopped?.trouble === 'cancelled') {
      context.say(`\nCancelled. No document was written; go on with: plan ${feature}`);
      return { ended: 'quit', answers };
    }
    proposals.push(...asked.proposals);
    refusals.push(...asked.refusals);
  }
  for (const each of refusals) context.say(`Refused: ${each.slot} ${each.reason}.`);
  const { decided, quit } = await decide(setting, proposals);
  let result = answers;
  for (const each of decided) result = take(result, each, options.yes ? '--accept-ai' : (options.as ?? 'interview'));
  const taken = decided.filter(each => each.verdict.kind !== 'refuse').length;
  context.say(`AI drafts: ${proposals.length} proposed, ${taken} taken, ${refusals.length} refused by rule${options.yes && !options.acceptAi && proposals.length > 0 ? ' (--yes takes none; add --accept-ai, or decide one by one without --yes)' : ''}.`);
  if (!quit) return { ended: 'done', answers: result };
  if (!options.dryRun) await applyFiles(context.disk, stateFolder(feature), new Map([[answersPath(feature), printAnswers(result)]]), []);
  context.say(`Saved. Continue with: plan ${feature}`);
  return { ended: 'quit', answers: result };
}

async function decide({ context, options }: Setting, proposals: readonly Proposal[]): Promise<{ decided: Decided[]; quit: boolean }> {
  if (proposals.length === 0) return { decided: [], quit: false };
  if (!options.yes) return review(proposals, await chooseReviewer(context, options.plain));
  const decided = options.acceptAi ? takeWithoutPerson(proposals) : [];
  const left = options.acceptAi ? proposals.filter(each => each.slot.decides) : proposals;
  for (const each of left) context.say(`AI draft for ${each.slot.slot}: ${clean(each.text)}${options.acceptAi ? ' (changes the plan, so a person takes it: run without --yes)' : ''}`);
  return { decided, quit: false };
}

async function readProposals(context: Context, typed: string): Promise<ProposalsFile> {
  const path = await context.disk.inside(typed, context.cwd);
  const text = await context.disk.read(path);
  if (text === null) throw new UserError(`Cannot find ${typed}`, 'List what is open with: plan answers --open --format json');
  return parseState(ProposalsFile, readYaml(text, path) ?? {}, path);
}

/**
 * One decided proposal in the answers. Words taken from a model say so in `by` and count as nobody's confirmation; what a person edited or, with
 * eyes open, decided is that person's, with the model as evidence.
 */
function take(answers: Answers, decided: Decided, by: string): Answers {
  const { proposal, verdict } = decided;
  const { slot, kind, decides } = proposal.slot;
  const name = slot.slice(slot.indexOf('/') + 1);
  const text = verdict.kind === 'edit' ? verdict.text : proposal.text;
  const persons = decides || verdict.kind === 'edit';
  const said = { by: persons ? by : `ai:${proposal.model}`, evidence: `${verdict.kind === 'edit' ? 'edited AI draft' : 'AI draft'} of ${proposal.model}, taken by ${by}` };
  if (kind === 'answer') {
    if (verdict.kind === 'refuse') return answers;
    const value = proposal.slot.choices?.includes('true') === true ? text === 'true' : text;
    return withAnswer(answers, name, value, { state: 'answered', at: proposal.at, ...said });
  }
  if (kind === 'reading') {
    if (verdict.kind === 'refuse') return answers;
    const others = (answers.answers.nouns?.value ?? []).filter(line => line.split('=')[0] !== name);
    return withAnswer(answers, AnswerSet.keyof().parse('nouns'), [...others, `${name}=${text}`], { state: 'answered', at: proposal.at, ...said });
  }
  return { ...answers, words: { ...answers.words, [slot]: recordOf(decided, by) } };
}
