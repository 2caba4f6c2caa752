import type { Answers } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Figures, Plan } from '../model/plan/index.ts';
import { rememberDesigns, type Designed } from './designs.ts';
import { createInput, type At } from './input.ts';
import { linked } from './review/links.ts';
import { promised } from './review/promise.ts';
import { designAndJudgement } from './stages.ts';
import { deriveWork } from './work/work.ts';

type Counted = Pick<Plan, 'requirements' | 'routes' | 'tasks' | 'schedule' | 'arithmetic' | 'decisions' | 'constraints' | 'risks' | 'watch'>;

/** The figures of a plan. */
export function figuresOf(plan: Counted): Figures {
  return {
    requirements: plan.requirements.filter(each => each.rejected === null && each.deferred === null).length,
    routes: plan.routes.length,
    hours: plan.schedule.totalHours,
    weeksP80: plan.schedule.calibrated ? plan.schedule.weeks.p80 : null,
    cost: plan.arithmetic.find(each => each.id === 'CALC-cost')?.value ?? 0,
    blockers: plan.decisions.filter(each => each.open && each.blocking).length,
    tasks: Object.fromEntries(plan.tasks.map(task => [task.id, `${task.title} ${task.artefact} ${task.verify.command}`])),
    rules: plan.constraints.map(each => each.text),
    risks: plan.risks.map(each => each.title),
    watched: plan.watch.map(each => each.subject),
    decided: plan.decisions.filter(each => !each.open).map(each => `${each.question} ${each.answer ?? each.default ?? ''}`),
  };
}

/**
 * Makes the figures that a set of answers leads to without the rest of the plan: no ranked cuts, no score, no words. The same figures as of the whole plan made with as many runs.
 */
export function createFigures(facts: Facts, knowledge: Knowledge, designed: Designed = rememberDesigns()): (answers: Answers, at: At) => Figures {
  return (answers, at) => {
    const input = createInput(facts, answers, knowledge, at);
    const { design, judgement } = designAndJudgement(input, designed);
    const work = deriveWork(input, design, judgement, 'figures');
    return figuresOf({ ...design, ...promised(linked(judgement, work), work), ...work });
  };
}
