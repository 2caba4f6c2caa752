import type { Arithmetic, Job } from '../../model/plan/index.ts';
import { beside } from '../design/routes/quota.ts';
import type { Ground } from './ground.ts';
import { count } from './numbers.ts';
import { print, round } from '../../text/number.ts';
import { measuresOf } from './nfr/measure.ts';

const secondsPerDay = 86_400;

export type Capacity = { peakRps: number; lines: Arithmetic };

/** Peak requests per second: the spec's own rate or concurrency when it gives one, else users x daily share x sessions x calls / 86,400 s x burst. */
export function peakLoad(ground: Ground): Capacity {
  const { measures } = ground.input.knowledge.judging;
  const atOnce = new RegExp(measures.atOnce, 'i');
  for (const statement of ground.statements) {
    const measure = measuresOf(statement.text, measures).find((one) => one.quantity === 'rate' && one.unit === 'rps');
    if (measure !== undefined) return { peakRps: measure.value, lines: { id: 'CALC-peak', title: 'Peak load', lines: [`${print(measure.value)} rps asked in line ${statement.line}`], result: `${print(measure.value)} rps peak`, value: measure.value, unit: 'rps' } };
  }
  const concurrent = ground.statements.find((statement) => atOnce.test(statement.text) && measuresOf(statement.text, measures).some((one) => one.quantity === 'users'));
  const asked = concurrent === undefined ? undefined : measuresOf(concurrent.text, measures).find((one) => one.quantity === 'users');
  if (concurrent !== undefined && asked !== undefined) {
    const value = round(asked.value / 10);
    return { peakRps: value, lines: { id: 'CALC-peak', title: 'Peak load', lines: [`${print(asked.value)} users at the same time (line ${concurrent.line})`, 'one call each 10 s'], result: `${print(asked.value)} / 10 = ${print(value)} rps peak`, value, unit: 'rps' } };
  }
  const users = ground.users.value;
  const usual = ground.input.knowledge.judging.load;
  const value = round((users * usual.daily * usual.sessions * usual.calls) / secondsPerDay * usual.burst);
  return {
    peakRps: value,
    lines: {
      id: 'CALC-peak',
      title: 'Peak load',
      lines: [`${print(users)} users (${ground.users.from})`, `${usual.daily * 100} % of them a day`, `${usual.sessions} sessions`, `${usual.calls} calls`, `burst ${usual.burst}`],
      result: `${print(users)} users x ${usual.daily * 100} % daily x ${usual.sessions} sessions x ${usual.calls} calls / 86,400 s x ${usual.burst} burst = ${print(value)} rps peak`,
      value,
      unit: 'rps',
    },
  };
}

/** Bytes of a field in a row, by neutral type; enough for a size estimate, not for a promise. */
const bytes: Record<string, number> = { Ksuid: 27, int: 8, double: 8, bool: 1, timestamp: 8, 'local-timestamp': 8, date: 4, enum: 12, money: 8, json: 400, bytes: 128, text: 60 };

/** Storage of a year: rows per user x row size x users, with as much again for indexes. */
export function storage(ground: Ground): Arithmetic | null {
  const stored = ground.design.models.filter((model) => model.kind === 'core' || model.kind === 'supporting');
  if (stored.length === 0) return null;
  const { rowsPerUser } = ground.input.knowledge.judging.load;
  const perUser = stored.map((model) => {
    const size = ground.design.fields.filter((field) => field.model === model.id && field.disposition !== 'drop' && field.disposition !== 'derive').reduce((sum, field) => sum + (bytes[field.type] ?? 60), 100);
    const rows = model.kind === 'core' ? rowsPerUser.core : rowsPerUser.supporting;
    return { id: model.id, size, rows };
  });
  const each = perUser.reduce((sum, one) => sum + one.size * one.rows, 0);
  const total = round((each * ground.users.value * 2) / 1e9);
  return {
    id: 'CALC-storage',
    title: 'Storage after 12 months',
    lines: perUser.slice(0, 6).map((one) => `${one.id}: ${one.rows} rows x ${print(one.size)} bytes`),
    result: `${print(each)} bytes per user x ${print(ground.users.value)} users x 2 for indexes = ${print(total)} GB`,
    value: total,
    unit: 'GB',
  };
}

/** Downtime that an availability target allows in 30 days, in minutes. */
export function downtimeMinutes(percent: number): number {
  return round((100 - percent) / 100 * 30 * 24 * 60, 1);
}

/** Minutes of 30 days that an availability in percent leaves. */
export function downtime(percent: number): Arithmetic {
  const value = downtimeMinutes(percent);
  return { id: 'CALC-downtime', title: 'Downtime allowed', lines: [`30 days = 43,200 min`, `${print(percent, 3)} % available`], result: `43,200 min x ${print(100 - percent, 3)} % = ${print(value)} min in 30 days`, value, unit: 'min' };
}

/** Backfill of new people against the daily quota of a provider: calls = ceil(n / page) + n details. Uses 70 % of the quota. */
function backfill(ground: Ground): Arithmetic[] {
  return ground.input.providers.flatMap((provider) => {
    const quota = provider.quotas[0];
    if (quota === undefined || !ground.outside.some((method) => method.call?.quota === true)) return [];
    const { backfillItems } = ground.input.knowledge.judging.load;
    const days = Math.min(30, provider.cacheDays ?? 30);
    const items = Math.ceil(backfillItems * days / 30);
    // Rows are listed by pages; only a sync that also fetches each row pays for each.
    const each = ground.design.jobs.some((job) => ground.design.routes.some((route) => route.job === job.id && route.rate.class === 'job') && job.calls.some((id) => id.startsWith(`${provider.gateway}.get`)));
    const calls = Math.ceil(items / Math.max(1, provider.pageSize)) + (each ? items : 0);
    const usable = Math.floor(quota.perDay * 0.7);
    const people = Math.floor(usable / calls);
    return [{
      id: `CALC-backfill-${provider.id}`,
      title: `First import from ${provider.name}`,
      lines: [`${items} records in ${days} days`, `1 list call per ${print(provider.pageSize)} records${each ? ', 1 detail call each' : ''}`, `70 % of ${print(quota.perDay)} ${quota.what} per day`],
      result: `${items} records in ${days} days, ${count(calls, 'call')} per person; ${print(usable)} / ${calls} = ${count(people, 'new person', 'new people')} per day`,
      value: people,
      unit: 'people/day',
    }];
  });
}

/** Runs of a job in a day for one person: as often as its route lets it, once a night, once an event; what ends a link runs once in its life. */
function runsPerDay(job: Job, ground: Ground): { runs: number; text: string } {
  const route = ground.design.routes.find((one) => one.job === job.id);
  if (route?.auth === 'webhook') return { runs: beside.eventsPerMonth / 30, text: `${beside.eventsPerMonth} events a month / 30` };
  if (route?.method === 'DELETE') return { runs: 0, text: '' };
  const limit = /^(\d+)\/day$/.exec(route?.rate.limit ?? '')?.[1];
  if (limit !== undefined) return { runs: Number(limit), text: `${limit} a day at most` };
  return job.schedule === null ? { runs: 2, text: '2 a day' } : { runs: beside.nightly, text: '1 a night' };
}

/** Steady use of each provider quota at the number of real users, with its headroom; the renewal of a token counts by its life, not by the job that needs it. */
export function quotaUse(ground: Ground): Arithmetic[] {
  return ground.input.providers.flatMap((provider) => {
    const quota = provider.quotas[0];
    const metered = (id: string): boolean => id.startsWith(`${provider.gateway}.`) && ground.methods.get(id)?.call?.quota === true;
    const jobs = ground.design.jobs.filter((job) => job.calls.some(metered));
    if (quota === undefined || jobs.length === 0) return [];
    const perJob = jobs.map((job) => ({ id: job.id, ...runsPerDay(job, ground), calls: job.calls.filter((id) => metered(id) && ground.methods.get(id)?.call?.retry !== 'before-send').length })).filter((job) => job.runs * job.calls > 0);
    const renewals = jobs.some((job) => job.calls.some((id) => ground.methods.get(id)?.call?.retry === 'before-send')) ? beside.renewalsPerDay : 0;
    const perUser = round(perJob.reduce((sum, job) => sum + job.runs * job.calls, 0) + renewals);
    const used = Math.ceil(perUser * ground.realUsers.value);
    const limit = Math.floor(quota.perDay * 0.7);
    return [{
      id: `CALC-quota-${provider.id}`,
      title: `Daily calls of ${provider.name} per person`,
      lines: [...perJob.map((job) => `${job.id}: ${job.text} x ${count(job.calls, 'call')} = ${print(round(job.runs * job.calls))}`), ...(renewals > 0 ? [`token renewals: ${renewals}`] : [])],
      result: `${print(perUser)} calls x ${print(ground.realUsers.value)} people = ${print(used)} of ${print(limit)} (70 % of ${print(quota.perDay)} ${quota.what}); headroom ${print(round(limit / Math.max(1, used), 1))} x`,
      value: used,
      unit: 'calls/day',
    }];
  });
}

export type Cost = { items: { item: string; usd: number; source: string }[]; total: number; secondHost: number };

/** Monthly cost of the plan in USD: what the profile always needs, what providers, AI and redundancy add. */
export function monthlyCost(ground: Ground): Cost {
  const { profile, providers } = ground.input;
  const redundant = ground.hosting.value !== 'single-host';
  const items = profile.costs
    .filter((cost) => cost.when === 'always' || (cost.when === 'second-host' && redundant) || (cost.when === 'hipaa' && ground.hipaa.value === 'yes') || (cost.when === 'provider' && providers.length > 0))
    .map((cost) => ({ item: cost.item, usd: cost.usd, source: `profile:${profile.id}` }));
  for (const provider of providers) for (const cost of provider.costs) items.push({ item: cost.item, usd: cost.usd, source: `provider:${provider.id}` });
  const ai = aiCost(ground);
  if (ai !== null) items.push({ item: 'model calls', usd: ai.value, source: 'rule:ai-cost' });
  const secondHost = round(profile.costs.filter((cost) => cost.when === 'second-host').reduce((sum, cost) => sum + cost.usd, 0));
  return { items, total: round(items.reduce((sum, item) => sum + item.usd, 0)), secondHost };
}

/** Upper bound of the model bill: results per user and day x users x 30 x cost of one. */
function aiCost(ground: Ground): Arithmetic | null {
  if (ground.aiJobs.length === 0) return null;
  const each = ground.input.profile.nfrDefaults['ai-cost-usd'];
  const { aiPerDay } = ground.input.knowledge.judging.load;
  const value = round(aiPerDay * ground.realUsers.value * 30 * each);
  return { id: 'CALC-ai-cost', title: 'Model calls, upper bound', lines: [`${aiPerDay} results per person and day (rate class ai)`, `${print(ground.realUsers.value)} people (${ground.realUsers.from})`, `${print(each, 4)} USD each`], result: `${aiPerDay} x ${print(ground.realUsers.value)} x 30 x ${print(each, 4)} = ${print(value)} USD per month`, value, unit: 'USD/month' };
}

/** The cost of a month against the budget. */
export function costLine(ground: Ground): Arithmetic {
  const cost = monthlyCost(ground);
  const headroom = round(ground.budget.value - cost.total);
  const terms = cost.items.map((item) => `${item.usd.toFixed(2)} ${item.item}`).join(' + ');
  return {
    id: 'CALC-cost',
    title: 'Monthly cost',
    lines: cost.items.map((item) => `${item.item}: ${item.usd.toFixed(2)} USD (${item.source})`),
    result: `${terms === '' ? '0.00' : terms} = ${cost.total.toFixed(2)} of ${print(ground.budget.value)} USD, ${headroom >= 0 ? 'headroom' : 'over budget by'} ${Math.abs(headroom).toFixed(2)}`,
    value: cost.total,
    unit: 'USD/month',
  };
}

/** Every sum the plan shows, in the order they are printed. */
export function arithmeticOf(ground: Ground, capacity: Capacity, availability: number | null): Arithmetic[] {
  return [capacity.lines, storage(ground), ...quotaUse(ground), ...backfill(ground), aiCost(ground), costLine(ground), availability === null ? null : downtime(availability)].filter((line) => line !== null);
}
