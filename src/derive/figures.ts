import type { Answers } from '../model/answers.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Design, Figures, Plan } from '../model/plan/index.ts';
import { deriveDesign } from './design/design.ts';
import { createInput, type At, type DeriveInput } from './input.ts';
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
 * Makes the figures that a set of answers leads to without the rest of the plan: no ranked cuts, no score, no words. The design is kept while
 * no answer that it read changed. The same figures as of the whole plan made with as many runs.
 */
export function createFigures(facts: Facts, knowledge: Knowledge): (answers: Answers, at: At) => Figures {
  const designed = rememberDesigns();
  return (answers, at) => {
    const input = createInput(facts, answers, knowledge, at);
    const { design, judgement } = designAndJudgement(input, designed);
    const work = deriveWork(input, design, judgement, 'figures');
    return figuresOf({ ...design, ...promised(linked(judgement, work), work), ...work });
  };
}

type Remembered = { profile: string; read: ReadonlyMap<string, string>; design: Design };

/** Designs with the answers each was made from, found out by watching what it reads. */
function rememberDesigns(): (input: DeriveInput) => Design {
  const known: Remembered[] = [];
  return input => {
    const { answers } = input.answers;
    const profile = JSON.stringify(input.profile);
    const valueOf = (key: string): string => JSON.stringify(Reflect.get(answers, key)) ?? '';
    const same = known.find(each => each.profile === profile && [...each.read].every(([key, value]) => valueOf(key) === value));
    if (same !== undefined) return same.design;
    const read = new Map<string, string>();
    const watched = new Proxy(answers, {
      get: (target, key) => {
        if (typeof key === 'string') read.set(key, valueOf(key));
        return Reflect.get(target, key);
      },
      ownKeys: target => {
        for (const key of Reflect.ownKeys(target)) if (typeof key === 'string') read.set(key, valueOf(key));
        return Reflect.ownKeys(target);
      },
    });
    const design = deriveDesign({ ...input, answers: { ...input.answers, answers: watched } });
    known.push({ profile, read, design });
    return design;
  };
}
