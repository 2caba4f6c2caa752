import type { Answers } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Plan } from '../model/plan/index.ts';
import { ModelName, type Statement, type Words } from '../model/words.ts';
import { fingerprint } from '../text/hash.ts';

/** Risks whose description may be reworded: those a reader of the first pages meets. */
const risksShown = 5;

type Place = Pick<Words, 'slot' | 'ask' | 'derived' | 'material' | 'maxChars'>;

/** The places where words may be drafted, with the drafts that were taken for exactly this derived text, and the charter's own statements. */
export function deriveWords(facts: Facts, answers: Answers, plan: Plan): { words: Words[]; statements: Statement[] } {
  const statements = statementsOf(answers);
  const places = [...summary(facts, plan, statements), ...strategies(plan), ...risks(plan, answers), ...questions(plan), ...rewrites(facts, plan)];
  return { words: places.map(place => withTaken(place, answers)), statements };
}

function withTaken(place: Place, answers: Answers): Words {
  const evidence = fingerprint(`${place.slot}\n${place.derived}`);
  const entry = answers.words?.[place.slot];
  const current = entry !== undefined && entry.evidence === evidence ? entry : null;
  return { ...place, evidence, taken: current === null || current.state === 'refused' ? null : current, refused: current?.state === 'refused' };
}

const said = [['value-proposition', 'Value'], ['why-now', 'Why now']] as const;

/** Sentences that were answered, never a default that nobody looked at. */
function statementsOf(answers: Answers): Statement[] {
  return said.flatMap(([question, label]) => {
    const answer = answers.answers[question];
    if (answer === undefined || answer.state !== 'answered') return [];
    const model = answer.by?.startsWith('ai:') === true ? ModelName.safeParse(answer.by.slice('ai:'.length)).data ?? null : null;
    return [{ question, label, text: answer.value, model, at: answer.at }];
  });
}

function summary(facts: Facts, plan: Plan, statements: readonly Statement[]): Place[] {
  const goals = facts.specs.flatMap(spec => spec.facts.filter(fact => fact.kind === 'goal').map(fact => fact.text));
  // Drafts do not count as derived text: taking one would make the next one stale.
  const own = statements.filter(statement => statement.model === null);
  const derived = own.length > 0 ? own.map(statement => statement.text).join(' ') : (goals[0] ?? '');
  return [{ slot: 'summary', ask: 'One sentence for the head of the project charter: what people can do with this backend, and why it is built.', derived, material: [plan.title, ...plan.consumers.map(consumer => consumer.name), ...plan.workflows.filter(workflow => workflow.primary).map(workflow => workflow.title)], maxChars: 300 }];
}

function strategies(plan: Plan): Place[] {
  return plan.strategies
    .filter((strategy, index) => strategy.options.length > 1 && plan.strategies.findIndex(other => other.scope === strategy.scope) === index)
    .map(strategy => ({
      slot: `strategy/${strategy.scope}`,
      ask: 'Why the recommended way of building is the right one here, in plain words, for somebody who did not see the scores.',
      derived: strategy.recommendation,
      material: strategy.options.flatMap(option => [`${option.title}: ${option.approach}`, ...option.pros, ...option.cons]),
      maxChars: 400,
    }));
}

/** The highest risks, and lower ones that somebody decided a draft for: a changed rank takes no words away. */
function risks(plan: Plan, answers: Answers): Place[] {
  return plan.risks
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .filter((risk, rank) => rank < risksShown || answers.words?.[`risk/${risk.id}`] !== undefined)
    .map(risk => ({ slot: `risk/${risk.id}`, ask: 'What happens to the product and its users when this risk comes true, and why the mitigation helps.', derived: `${risk.title}. Trigger: ${risk.trigger}. Mitigation: ${risk.mitigation}.`, material: [risk.contingency, ...risk.detail], maxChars: 300 }));
}

function questions(plan: Plan): Place[] {
  return plan.openQuestions.map(question => ({ slot: `question/${question.id}`, ask: `A possible answer, for its owner to confirm, to the question: ${question.text}`, derived: question.assumed ?? '', material: [question.text], maxChars: 300 }));
}

/** Requirements whose wording a finding calls vague, each beside its author's sentence. */
function rewrites(facts: Facts, plan: Plan): Place[] {
  const vague = facts.findings.filter(finding => finding.rule === 'spec/vague-word');
  return plan.requirements.flatMap(requirement => {
    const hit = vague.find(finding => requirement.sources.some(source => source.kind === 'spec' && source.path === finding.file && source.line <= finding.line && finding.line <= source.endLine));
    if (hit === undefined || requirement.rejected !== null) return [];
    const targets = plan.nfrs.filter(nfr => nfr.requirements.includes(requirement.id)).map(nfr => `${nfr.id}: ${nfr.target}`);
    return [{ slot: `rewrite/${requirement.id}`, ask: `The same demand in words that a test could tell, with the same meaning. ${hit.message}. ${hit.help}`, derived: requirement.text, material: targets, maxChars: Math.min(500, Math.max(200, requirement.text.length * 2)) }];
  });
}
