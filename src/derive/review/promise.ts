import type { Decision, DecisionOption, Judgement, Work } from '../../model/plan/index.ts';
import { print, round } from '../judgement/numbers.ts';

/** DEC-promise-gap with hours and what each way loses; dates stay in the schedule. Gone when the work fits the promise. */
export function promised(judgement: Judgement, work: Work): Judgement {
  const { promise } = work.schedule;
  const decisions = judgement.decisions.flatMap((decision) => {
    if (decision.id !== 'DEC-promise-gap') return [decision];
    if (promise === null) return [decision];
    return [complete(decision, work, promise)];
  });
  const risks = judgement.risks.map((risk) => (risk.id !== 'RISK-promise-gap' || promise === null ? risk : { ...risk, probability: promise.gapHours > 0 ? 5 : 2, score: (promise.gapHours > 0 ? 5 : 2) * risk.impact, detail: [`${print(work.schedule.totalHours)} h of work against ${print(promise.capacityHours)} h of capacity: ${gapText(promise.gapHours)}.`] }));
  const { schedule } = work;
  const constraints = judgement.constraints.map((constraint) => (constraint.id !== 'CST-team' ? constraint : { ...constraint, text: `Team of ${print(schedule.people)} at ${print(schedule.hoursPerWeek)} h and focus ${print(schedule.focus)} = ${print(schedule.capacityPerWeek)} h per week.` }));
  return { ...judgement, decisions, risks: risks.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)), constraints };
}

function gapText(hours: number): string {
  return hours > 0 ? `${print(hours)} h are missing` : `${print(-hours)} h are left`;
}

type Promise_ = NonNullable<Work['schedule']['promise']>;

function complete(decision: Decision, work: Work, promise: Promise_): Decision {
  const { schedule, cuts } = work;
  const total = schedule.totalHours;
  const saved = cuts.reduce((sum, cut) => sum + cut.hours, 0);
  const slice = round(Math.max(0, total - saved));
  const [best] = cuts;
  const more = round(schedule.capacityPerWeek * ((schedule.people + 1) / Math.max(1, schedule.people)));
  const options: DecisionOption[] = [
    { key: 'A', text: 'keep scope, promise the P80 date', effect: `${print(total)} h; the promised date is lost`, cost: '0 USD', reversible: 'yes' },
    { key: 'B', text: 'demo slice without every listed cut', effect: `${print(slice)} h against ${print(promise.capacityHours)} h; ${cuts.length === 0 ? 'nothing can be cut' : `without ${cuts.slice(0, 3).map((cut) => `\`${cut.id}\``).join(', ')}`}`, cost: `${cuts.reduce((sum, cut) => sum + cut.points, 0)} priority points`, reversible: 'yes' },
    { key: 'C', text: `${schedule.people + 1} people`, effect: `${print(more)} h per week instead of ${print(schedule.capacityPerWeek)}; onboarding not counted`, cost: `pay for ${print(round(more - schedule.capacityPerWeek))} h per week`, reversible: 'no, before the date' },
    { key: 'D', text: 'cuts in their ranking', effect: best === undefined ? 'nothing can be cut' : `\`${best.id}\` first: ${print(best.hours)} h for ${best.points} points`, cost: 'the requirements of each cut', reversible: 'yes' },
  ];
  const fits = promise.gapHours <= 0;
  return {
    ...decision,
    question: fits ? `The promise of ${print(promise.weeks, 1)} weeks holds ${print(total)} h of work. Keep it?` : `The promise is ${print(promise.weeks, 1)} weeks, the work is ${print(total)} h against ${print(promise.capacityHours)} h. What gives: scope, date or people?`,
    options,
    recommended: fits ? 'A' : slice <= promise.capacityHours ? 'B' : 'A',
    recommendation: fits ? `${gapText(promise.gapHours)}.` : slice <= promise.capacityHours ? `The slice of ${print(slice)} h fits, the rest follows.` : `Even the slice of ${print(slice)} h does not fit ${print(promise.capacityHours)} h: move the date.`,
    reason: `${print(total)} h against ${print(promise.capacityHours)} h`,
  };
}
