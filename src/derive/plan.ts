import type { Answers } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Designed } from './designs.ts';
import { createInput, type At } from './input.ts';
import { successLeft } from './judgement/nfr/success.ts';
import { deriveReview } from './review/review.ts';
import { designAndJudgement } from './stages.ts';
import { deriveWords } from './words.ts';
import { deriveWork } from './work/work.ts';

/** Facts, answers and knowledge to the plan graph. Same inputs, same graph. `designed` may remember designs. Throws UserError for an unknown profile. */
export function derivePlan(facts: Facts, answers: Answers, knowledge: Knowledge, at: At, designed?: Designed): Plan {
  const input = createInput(facts, answers, knowledge, at);
  const { design, judgement: judged } = designAndJudgement(input, designed);
  const work = deriveWork(input, design, judged);
  const { review, judgement } = deriveReview(input, design, judged, work);
  const plan: Plan = {
    schemaVersion: 1,
    plan: at.plan,
    feature: facts.feature,
    title: input.facts.specs[0]?.title ?? facts.feature,
    asOf: at.asOf,
    profile: input.profile.id,
    factsEdition: knowledge.edition,
    specs: input.facts.specs.map(spec => ({ path: spec.path, title: spec.title, dialect: spec.dialect })),
    sampleFiles: facts.samples.files.map(file => file.path),
    answered: answeredOf(answers),
    ...design,
    unused: [...design.unused, ...successLeft({ input, design }, judgement.nfrs)],
    ...judgement,
    ...work,
    ...review,
    words: [],
    statements: [],
  };
  return { ...plan, ...deriveWords(facts, answers, plan) };
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
