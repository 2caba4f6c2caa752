import type { Plan } from '../../model/plan/index.ts';
import { ganttWords } from './label.ts';

const day = 86_400_000;

/** Phases in order with the promise and the finish as milestones. A phase starts after the one before it; lengths are calendar days of the P50 spans. */
export function ganttChart(plan: Plan): string[] {
  const { schedule } = plan;
  const critical = new Set(plan.packages.filter(pack => pack.critical).map(pack => pack.phase));
  const lines = ['gantt', `  title ${schedule.calibrated ? 'P50 calendar' : 'Order of phases (uncalibrated lengths)'}`, '  dateFormat YYYY-MM-DD'];
  let before: string | null = null;
  for (const phase of plan.phases) {
    const span = schedule.phases.find(candidate => candidate.id === phase.id);
    if (span === undefined) continue;
    const length = Math.max(1, Math.round((Date.parse(span.endP50) - Date.parse(span.startP50)) / day));
    const id = `p${phase.number}`;
    lines.push(`  section ${ganttWords(phase.id)}`, `  ${ganttWords(phase.title)} :${critical.has(phase.id) ? 'crit, ' : ''}${id}, ${before === null ? span.startP50 : `after ${before}`}, ${length}d`);
    before = id;
  }
  const milestones: string[] = [];
  if (schedule.promise !== null) milestones.push(`  Promise :milestone, crit, m1, ${schedule.promise.date}, 0d`);
  if (schedule.calibrated) {
    if (before !== null) milestones.push(`  P50 finish :milestone, m2, after ${before}, 0d`);
    milestones.push(`  P80 finish :milestone, m3, ${schedule.finish.p80}, 0d`);
  }
  return before === null && milestones.length === 0 ? [] : [...lines, ...(milestones.length === 0 ? [] : ['  section Dates', ...milestones])];
}
