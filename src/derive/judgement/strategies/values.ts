import { monthlyCost } from '../capacity.ts';
import type { Ground } from '../ground.ts';
import { routeGroups } from '../nfr/defaults.ts';
import { count } from '../numbers.ts';
import { print, round } from '../../../text/number.ts';
import type { Values } from './fill.ts';

/**
 * Numbers behind the plan's strategies: deployables against weekly hours, hosts against budget headroom, services against people, peak load
 * (`rule:strategy-score`). Penalties are points: 2 for each week of set-up, 4 when further hosts use up the headroom.
 */
export function planValues(ground: Ground, peakRps: number): Values {
  const { design, input } = ground;
  const setup = input.knowledge.judging.deployable;
  const services = design.services.filter((service) => service.kind === 'service').length;
  const split = Math.max(2, Math.ceil(services / 3));
  const weekly = Math.max(1, ground.people.value * ground.hoursPerWeek.value * 0.7);
  const weeks = ((split - 1) * setup.leaves * setup.hours) / weekly;
  const headroom = round(Math.max(0, ground.budget.value - monthlyCost(ground).total));
  const splitUsd = (split - 1) * setup.hostUsd;
  const jobs = design.jobs.length;
  const processes = ['api', ...(jobs > 0 ? ['worker'] : []), ...(design.methods.some((method) => method.tx === 'outbox') ? ['relay'] : [])];
  const own = new Set(design.models.filter((model) => model.kind === 'core').map((model) => model.id));
  const multi = design.methods.filter((method) => method.writes.filter((id) => own.has(id)).length > 1).length;
  const single = ground.hosting.value === 'single-host';
  return {
    framework: input.profile.terms['framework'] ?? input.profile.title,
    processCount: count(processes.length, 'process', 'processes'),
    processes: processes.map((name) => `\`${name}\``).join(', '),
    serviceCount: count(services, 'service'),
    peopleKnow: count(ground.people.value, 'person knows', 'people know'),
    multiWriters: count(multi, 'method'),
    multiWrite: multi,
    multiWriteOverTwo: multi > 2 ? 1 : 0,
    singleHost: single ? 1 : 0,
    hostCount: single ? '1 host' : '2 hosts',
    hosting: single ? '1 host' : ground.hosting.value,
    jobs,
    hasJobs: jobs > 0 ? 1 : 0,
    jobTypes: count(jobs, 'job type'),
    split,
    setupLeaves: setup.leaves,
    splitLeaves: split * setup.leaves,
    setupWeeks: print(round(weeks, 1)),
    setupPenalty: 2 * weeks,
    weeklyHours: print(round(weekly)),
    splitUsd,
    hostPenalty: 4 * Math.min(1, splitUsd / Math.max(1, headroom)),
    peopleShort: Math.max(1, split - ground.people.value),
    headroom: print(headroom),
    functions: count(design.routes.length, 'function'),
    queueClause: jobs > 0 ? `, a managed queue for ${count(jobs, 'job type')}` : '',
    routes: count(design.routes.length, 'route'),
    quick: routeGroups(ground).quick.length > 0 ? 1 : 0,
    webhook: design.routes.some((route) => route.auth === 'webhook') ? 1 : 0,
    peak: print(peakRps),
    busy: peakRps > 20 ? 2 : 0,
    overFiftyRps: peakRps > 50 ? 1 : 0,
    capMs: print(input.profile.nfrDefaults['cap-ms']),
  };
}
