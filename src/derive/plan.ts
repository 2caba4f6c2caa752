import type { Answers } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { Plan, type Decision, type Judgement } from '../model/plan/index.ts';
import { deriveDesign } from './design/design.ts';
import { createInput, type At } from './input.ts';
import { settledConflicts } from './judgement/decisions/conflicts.ts';
import { groundOf } from './judgement/ground.ts';
import { deriveJudgement } from './judgement/judgement.ts';
import { withJudgedCriteria } from './judgement/target-criteria.ts';
import { deriveReview } from './review/review.ts';
import { deriveWords } from './words.ts';
import { deriveWork } from './work/work.ts';

/** Facts, answers and knowledge to the plan graph, validated. Same inputs, same graph. Throws UserError for an unknown profile. */
export function derivePlan(facts: Facts, answers: Answers, knowledge: Knowledge, at: At): Plan {
  const input = createInput(facts, answers, knowledge, at);
  const first = deriveDesign(input);
  // What a person settled between two lines of the spec is known only once both are understood: the plan is then made without the loser.
  const settled = answers.answers.conflicts?.state === 'answered' ? settledConflicts(groundOf(input, first)) : null;
  const base = settled === null || settled.dropped.size === 0 ? first : deriveDesign({ ...input, dropped: settled.dropped });
  const judged = withSettled(deriveJudgement(input, base), settled?.decisions ?? []);
  const design = withJudgedCriteria(base, judged);
  const work = deriveWork(input, design, judged);
  const { review, judgement } = deriveReview(input, design, judged, work);
  const plan = Plan.parse({
    schemaVersion: 1,
    plan: at.plan,
    feature: facts.feature,
    title: facts.specs[0]?.title ?? facts.feature,
    asOf: at.asOf,
    profile: input.profile.id,
    factsEdition: knowledge.edition,
    specs: facts.specs.map(spec => ({ path: spec.path, title: spec.title, dialect: spec.dialect, sections: spec.sections })),
    sampleFiles: facts.samples.files.map(file => file.path),
    answered: answeredOf(answers),
    ...design,
    ...judgement,
    ...work,
    ...review,
  });
  return { ...plan, ...deriveWords(facts, answers, plan) };
}

/** Settled conflicts stay in the register: without the losing line no rule finds them again. */
function withSettled(judgement: Judgement, settled: readonly Decision[]): Judgement {
  return { ...judgement, decisions: [...judgement.decisions.filter(each => !settled.some(one => one.id === each.id)), ...settled] };
}

/** Settings of the run that are no answers to a question. */
const settings = new Set(['profile', 'inputs', 'out', 'depth', 'save-as-ready']);

function answeredOf(answers: Answers): Plan['answered'] {
  const print = (value: unknown): string => (value === null ? 'none' : value === true ? 'yes' : value === false ? 'no' : Array.isArray(value) ? (value.length === 0 ? 'as derived' : value.join(', ')) : String(value));
  return Object.entries(answers.answers)
    .filter(([key]) => !settings.has(key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, answer]) => (answer === undefined || answer.state === 'default' ? [] : [{ key, value: print(answer.value), state: answer.state, by: answer.by, at: answer.at, owner: answer.owner, due: answer.due }]));
}
