import type { Schedule } from '../../model/plan/index.ts';
import type { ForecastInput } from './forecast-input.ts';

type Spans = ReadonlyMap<string, Schedule['packages'][number]>;

/** A decision is needed by the start of the first task that waits for it, and no later than its gate. */
export function dueDates(input: ForecastInput, phases: readonly Schedule['phases'][number][], spans: Spans): Schedule['due'] {
  const name = (percentile: string): string => (input.capacity.calibrated ? percentile : 'assumed');
  const gateDay = (needed: string, percentile: 'endP50' | 'endP80'): { date: string; why: string } | null => {
    const match = /^(GATE|PH)-(\d+)$/.exec(needed);
    const number = match === null ? 0 : Number(match[2]);
    const phase = phases.findLast((one) => Number(one.id.slice(3)) <= number) ?? phases[0];
    if (phase === undefined) return null;
    return match?.[1] === 'PH' ? { date: phase.startP50, why: `${name('P50')} start of \`${phase.id}\`` } : { date: phase[percentile], why: `${name(percentile === 'endP80' ? 'P80' : 'P50')} end of \`GATE-${phase.id.slice(3)}\`` };
  };
  const decided = input.judgement.decisions.filter((decision) => decision.open).flatMap((decision) => {
    const record = input.tasks.find((task) => task.macro === 'decision' && task.for.includes(decision.id));
    const waiting = record === undefined ? [] : input.tasks.filter((task) => task.after.includes(record.id) && task.macro !== 'decision');
    const starts = waiting.map((task) => ({ task: task.id, date: spans.get(task.package)?.startP50 ?? '' })).filter((one) => one.date !== '').toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    const gate = gateDay(decision.needed, 'endP80');
    const [first] = starts;
    if (gate === null) return [];
    if (first !== undefined && first.date < gate.date) return [{ id: decision.id, date: first.date, why: `${name('P50')} start of the package of \`${first.task}\`, which waits for it` }];
    return [{ id: decision.id, date: gate.date, why: first === undefined ? gate.why : `${gate.why}; first waiting leaf \`${first.task}\`, its package starts ${first.date} (${name('P50')})` }];
  });
  const asked = input.openQuestions.flatMap((question) => {
    // Without percentiles a gate has one assumed day.
    const gate = gateDay(question.needed, input.capacity.calibrated ? 'endP50' : 'endP80');
    return gate === null ? [] : [{ id: question.id, ...gate }];
  });
  return [...decided, ...asked];
}

/** A screen has examples to mock when its first package ends or sprint 1 does, and real data when its last package ends. */
export function screenDates(input: ForecastInput, spans: Spans): Schedule['screens'] {
  return input.judgement.screens.flatMap((screen) => {
    const examples = input.tasks.filter((task) => task.macro === 'route' && screen.routes.some((route) => task.key === `route:${route}:example`));
    const homes = input.packages.filter((one) => one.includes.some((id) => screen.routes.includes(id)));
    const mine = homes.map((home) => spans.get(home.id)).filter((span) => span !== undefined);
    if (mine.length === 0) return [];
    const latest = (dates: readonly string[]): string => dates.toSorted().at(-1) ?? '';
    const staging = latest(mine.map((span) => span.endP50));
    const early = examples.some((task) => input.sprint.tasks.has(task.id));
    const mock = [early ? input.sprint.end : (mine.map((span) => span.endP50).toSorted()[0] ?? staging), staging].toSorted()[0] ?? staging;
    return [{ name: screen.name, mock, stagingP50: staging, stagingP80: latest(mine.map((span) => span.endP80)) }];
  });
}
