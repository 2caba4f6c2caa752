import type { Decision, DecisionOption, Judgement, Work } from '../../model/plan/index.ts';
import { print, round } from '../../text/number.ts';

/** What only the schedule knows: options of DEC-promise-gap, the score of its risk, the capacity of the team. A promise that holds is no open decision. */
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

type Promised = NonNullable<Work['schedule']['promise']>;

/** Options with the effects the schedule computed for the same keys; dates stay in the schedule, except the promised one. */
function complete(decision: Decision, work: Work, promise: Promised): Decision {
  const { schedule } = work;
  const total = schedule.totalHours;
  const more = round(schedule.capacityPerWeek / Math.max(1, schedule.people));
  const fits = promise.gapHours <= 0 && schedule.finish.p80 <= promise.date;
  const cost: Record<string, string> = { A: '0 USD', B: '0 USD; the rest follows', C: `pay for ${print(more)} h per week`, D: 'the requirements of the cut' };
  const reversible: Record<string, string> = { C: 'no, before the date' };
  const options: DecisionOption[] = schedule.options.length === 0 ? decision.options : schedule.options.map((one) => ({ key: one.key, text: one.text, effect: one.effect, cost: cost[one.key] ?? '0 USD', reversible: reversible[one.key] ?? 'yes' }));
  const kept = fits ? options.filter((one) => one.key === 'A').map((one) => ({ ...one, text: 'keep scope and date', effect: `${print(total)} h; P80 lies before the promised date` })) : options;
  const slice = /([\d,.]+) h against ([\d,.]+) h/.exec(options.find((one) => one.key === 'B')?.effect ?? '');
  const number = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''));
  const sliceFits = slice !== null && number(slice[1]) <= number(slice[2]);
  const completed = {
    ...decision,
    // Its numbers stand in the reason and the options: this sentence opens most documents, and they must not change with every hour.
    question: fits ? 'The work fits the promised date. Keep scope and date?' : 'The work does not fit the promised date. What gives: scope, date or people?',
    options: kept,
    recommended: !fits && sliceFits ? 'B' : 'A',
    recommendation: fits ? `${gapText(promise.gapHours)}, and P80 lies before the date.` : sliceFits ? 'The hours of the slice fit the capacity up to the date, the rest follows.' : 'Not even the hours of the slice fit up to the date: move it.',
    reason: `${print(total)} h against ${print(promise.capacityHours)} h`,
  };
  return fits && decision.open ? { ...completed, open: false, blocking: false, answer: 'keep scope', default: 'keep scope', decidedBy: 'rule:schedule-gap' } : completed;
}
