import type { Decision, Strategy } from '../../../model/plan/index.ts';
import { option } from '../decisions/decision.ts';
import { stackOf } from '../../../knowledge/stack.ts';
import { made, type Ground } from '../ground.ts';
import { list } from '../numbers.ts';
import { candidateOf } from './fill.ts';
import { scored, sensitivityOf, weightsOf } from './score.ts';
import { planValues } from './values.ts';

/** The ways to build the whole, scored by weighted criteria from the plan's own numbers. */
export function planStrategy(ground: Ground, peakRps: number): Strategy {
  const { knowledge, profile, answers } = ground.input;
  const values = planValues(ground, peakRps);
  const stack = stackOf(profile, ground.design.jobs.length).join(', ');
  const options = scored(knowledge.strategies.plan.map((template) => candidateOf(template, values, stack)), weightsOf(knowledge.strategies.criteria, answers));
  const best = options.find((one) => one.recommended);
  const number = best === undefined ? 1 : options.indexOf(best) + 1;
  return { scope: 'plan', options, recommendation: `Strategy ${number}, ${best?.title ?? ''}, with ${best?.total.toFixed(2) ?? ''} of 5 against ${list(options.filter((one) => one !== best).map((one) => one.total.toFixed(2)))} (\`DEC-architecture\`).`, sensitivity: sensitivityOf(options), settledBy: null, refused: null };
}

/** DEC-architecture records the outcome of the plan strategy. */
export function architectureDecision(ground: Ground, strategy: Strategy): Decision {
  const answer = ground.input.answers.answers.strategy;
  const best = strategy.options.find((one) => one.recommended);
  const settled = answer?.state === 'answered';
  const letter = (index: number) => 'ABCDEF'[index] ?? String(index + 1);
  return {
    ...made('DEC-architecture', 'strategy-score', settled ? [{ kind: 'answer', question: 'strategy' }] : [{ kind: 'profile', id: ground.input.profile.id }], settled ? 1 : 0.7),
    question: 'In what shape is it built and deployed?', asks: 'strategy', owner: 'engineer', needed: 'GATE-0',
    options: strategy.options.map((one, index) => option(letter(index), one.title, `${one.total.toFixed(2)} of 5; ${one.cons[0] ?? ''}`, one.cons.find((con) => con.includes('USD')) ?? 'in the planned cost', one.scores.some((score) => score.criterion === 'reversibility' && score.score <= 2) ? 'no' : 'yes')),
    recommended: best === undefined ? 'A' : letter(strategy.options.indexOf(best)), recommendation: strategy.recommendation, default: best?.title ?? null, open: answer?.state === 'open', blocking: false,
    answer: settled ? answer.value : answer?.state === 'open' ? null : (best?.title ?? null), reason: `${best?.total.toFixed(2) ?? ''} of 5 against ${list(strategy.options.filter((one) => one !== best).map((one) => one.total.toFixed(2)))}`,
    decidedBy: settled ? answer.by : answer?.state === 'open' ? null : 'rule:strategy-score', decidedAt: settled ? answer.at : answer?.state === 'open' ? null : ground.input.at.asOf, facts: [], task: null, touches: ['add', 'plan'],
  };
}
