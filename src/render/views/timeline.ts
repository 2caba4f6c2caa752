import { ganttChart } from '../mermaid/gantt.ts';
import { arithmeticOf, costShare } from '../lookup.ts';
import { number, percent } from '../numbers.ts';
import { linkTo } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, prose, row, sentence } from '../text.ts';

/** The only place with dates (`formats.md`, Numbers). Without confirmed capacity and pace: one range, no percentile. */
export function timelineView(page: Page): View {
  const { plan } = page.site;
  const { schedule } = plan;
  const calibrated = schedule.calibrated;
  const promise = schedule.promise;
  const weeks = (value: number): string => number(value, 1);
  const gap = plan.decisions.find(decision => decision.id === 'DEC-promise-gap');
  const cost = arithmeticOf(plan, 'cost', 'budget');
  return {
    lead: calibrated
      ? 'Capacity and pace are confirmed, so percentiles are shown.'
      : `UNCALIBRATED: ${number(schedule.weeks.low, 0)} to ${number(schedule.weeks.high, 0)} weeks for ${number(schedule.totalHours, 1)} h; drivers: capacity (assumed ${number(schedule.capacityPerWeek, 1)} h per week) and pace. Confirm both for P50 and P80.`,
    forecast: [
      ...(promise === null ? [] : [row({ what: `promise (${prose(promise.source)})`, hours: `${number(promise.capacityHours, 1)} of capacity`, weeks: weeks(promise.weeks), date: promise.date })]),
      ...(calibrated
        ? [
            row({ what: 'forecast P50', hours: `${number(schedule.totalHours, 1)} needed`, weeks: weeks(schedule.weeks.p50), date: schedule.finish.p50 }),
            row({ what: 'forecast P80', hours: `${number(schedule.totalHours, 1)} needed`, weeks: weeks(schedule.weeks.p80), date: schedule.finish.p80 }),
            row({ what: 'forecast P95', hours: `${number(schedule.totalHours, 1)} needed`, weeks: weeks(schedule.weeks.p95), date: schedule.finish.p95 }),
          ]
        : []),
    ],
    gap: promise === null || promise.gapHours <= 0 ? null : `Gap: ${number(schedule.totalHours, 1)} - ${number(promise.capacityHours, 1)} = ${number(promise.gapHours, 1)} h${gap === undefined ? '' : ` (${code(gap.id)})`}.`,
    division: `Check by division: ${number(schedule.totalHours, 1)} / ${number(schedule.capacityPerWeek, 1)} h per week = ${weeks(schedule.capacityPerWeek === 0 ? 0 : schedule.totalHours / schedule.capacityPerWeek)} weeks. Simulation: ${number(schedule.runs)} runs, seed ${schedule.seed}, team sigma ${number(schedule.sigma)}, pool ${percent(schedule.poolShare)}.`,
    assumptions: schedule.assumptions.map(line => sentence(prose(line))),
    gates: calibrated ? gateRows(page) : [],
    gantt: ganttChart(plan),
    noGantt: `No Gantt chart: ${plan.phases.length === 1 ? 'there is 1 phase' : `${number(plan.phases.length)} phases follow one another`}, ${plan.phases.map(phase => code(phase.id)).join(', ')}.`,
    due: dueRows(schedule.due),
    // Without percentiles an option says no more here than in the decision itself.
    options: (calibrated || gap === undefined ? schedule.options : []).map(option => row({ option: `${option.key} ${prose(option.text)}`, p50: prose(option.p50), p80: prose(option.p80), effect: prose(option.effect) })),
    closing: calibrated || gap === undefined || schedule.options.length === 0 ? null : `${schedule.options.length} ways to close it: ${linkTo(page, 'decisions', 'decisions', 'open-decisions')}.`,
    optionsFor: gap === undefined ? 'Ways to change the finish' : `Ways to close the gap (${code(gap.id)})`,
    calibrated,
    cuts: calibrated ? plan.cuts.map(cut => row({ cut: cut.id, saved: `${number(cut.savedDaysP80, 1)} d`, perPoint: cut.points === 0 ? 'no point lost' : `${number(cut.savedDaysP80, 1)} / ${number(cut.points)} = ${(cut.savedDaysP80 / cut.points).toFixed(2)}` })) : [],
    screens: calibrated ? schedule.screens.map(screen => row({ screen: prose(screen.name), mock: screen.mock, p50: screen.stagingP50, p80: screen.stagingP80 })) : [],
    packages: calibrated ? schedule.packages.map(span => row({ package: span.id, start: span.startP50, end: span.endP50, p80: span.endP80, share: percent(span.criticality) })) : [],
    drivers: schedule.drivers.length === 0 ? null : `Largest drivers of the finish: ${schedule.drivers.slice(0, 5).map(driver => `${code(driver.id)} ${number(driver.correlation)}`).join(', ')} (rank correlation).`,
    total: `**Total Estimated Time**: ${calibrated ? `${weeks(schedule.weeks.p50)} weeks P50` : `${number(schedule.weeks.low, 0)} to ${number(schedule.weeks.high, 0)} weeks, uncalibrated`}. **Team Size**: ${number(schedule.people)} backend ${schedule.people === 1 ? 'developer' : 'developers'}, ${number(schedule.capacityPerWeek, 1)} h per week. **Budget**: ${cost === undefined ? 'not stated' : costShare(plan, cost)}.`,
  };
}

/** Questions that fall due on one day for one reason stand in one row. */
function dueRows(due: Page['site']['plan']['schedule']['due']): Record<string, string>[] {
  const rows = new Map<string, { ids: string[]; date: string; why: string }>();
  for (const item of due) {
    const key = `${item.date}\n${item.why}`;
    const entry = rows.get(key) ?? { ids: [], date: item.date, why: item.why };
    entry.ids.push(item.id);
    rows.set(key, entry);
  }
  return [...rows.values()].map(entry => row({ decision: entry.ids.join(', '), date: entry.date, why: prose(entry.why) }));
}

function gateRows(page: Page): Record<string, string>[] {
  const { plan } = page.site;
  return plan.gates.flatMap(gate => {
    const span = plan.schedule.phases.find(candidate => candidate.id === gate.phase);
    return span === undefined ? [] : [row({ gate: gate.id, start: span.startP50, end: span.endP50, p80: `${span.endP80}${gate.asked === undefined ? '' : ` (asked ${gate.asked}${span.endP80 > gate.asked ? ', later' : ', in time'})`}`, deliverables: gate.deliverables.map(prose).join(', ') })];
  });
}

