import type { Requirement } from '../../../model/plan/index.ts';
import { isEndUser, mentions } from '../context.ts';
import type { Context } from '../context.ts';
import type { RouteDraft } from '../blueprint.ts';
import { attributesOf } from '../attributes.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { Resource } from '../resources.ts';
import { isNotice } from '../notices.ts';
import { freeing } from '../rules/waiting.ts';
import { awaited, causes } from '../effects.ts';
import { holds, kebab, plural } from '../reading/words.ts';
import { isOwned } from '../models/owners.ts';
import { fileOf, groupingsOf } from '../rules/reports.ts';
import { byClock, conditionsOf, scheduleOf } from '../reading/schedule.ts';
import { triggersOf } from '../triggers.ts';
import { idParam, serviceOf } from './resources.ts';

/** Models with rules of their own, never handled as a plain resource. */
export const isSpecial = (ctx: Context, name: string): boolean => ['User', 'ProviderConnection', 'WebhookEvent', ctx.platform.session, ctx.platform.job].includes(name);
const byScore = (a: Resource, b: Resource): number => b.score - a.score || a.name.localeCompare(b.name, 'en');

/** The stored resource a computed value is about: named in the sentence, else by its group, else the provider's, else the most used one. */
export function nearestResource(ctx: Context, requirement: Requirement, spoken = false): Resource | null {
  const named = requirement.readings.map((x) => (x.resource === null ? undefined : ctx.resources.get(x.resource))).find((x) => x !== undefined && !isSpecial(ctx, x.name) && !isNotice(ctx, x.noun));
  if (named !== undefined) return named;
  const sorted = [...ctx.resources.values()].filter((r) => !isSpecial(ctx, r.name)).toSorted(byScore);
  const inText = sorted.find((r) => !(spoken && ctx.lexicon.people.includes(r.noun)) && [r.noun, ...r.aka].some((word) => holds(requirement.text, word) || holds(requirement.text, plural(word, ctx.lexicon))));
  if (inText !== undefined) return inText;
  const provided = sorted.find((r) => ctx.vocabulary.providerNouns.has(r.noun) && requirement.readings.some((x) => x.operation === 'derive'));
  if (provided !== undefined) return provided;
  const measured = requirement.readings.flatMap((x) => (x.noun === null ? [] : (ctx.lexicon.measures[x.noun] ?? []))).map((n) => sorted.find((r) => r.noun === n)).find((r) => r !== undefined);
  return measured ?? (spoken ? preceding(ctx, requirement) : null) ?? besideOf(ctx, requirement, sorted) ?? mainOf(sorted, spoken) ?? null;
}

/** The thing asked for most: what money without a name of its own is moved for. */
export const topResource = (ctx: Context): Resource | null => [...ctx.resources.values()].filter((r) => !isSpecial(ctx, r.name)).toSorted(byScore)[0] ?? null;

/** What the product is mostly about, which figures without a thing of their own are of; none where two things are about as much asked for. */
function mainOf(sorted: readonly Resource[], spoken: boolean): Resource | undefined {
  const [first, second] = sorted;
  return first !== undefined && (second === undefined || (!spoken && first.score >= second.score * 1.3)) ? first : undefined;
}

/** What the requirements under the same heading are about; a heading over everything says nothing of one of them. */
function besideOf(ctx: Context, requirement: Requirement, sorted: readonly Resource[]): Resource | undefined {
  if (requirement.group === null || ctx.active.every((r) => r.group === requirement.group)) return undefined;
  return sorted.find((r) => r.uses.some((u) => u.requirement.group === requirement.group));
}

/** "The system must send a receipt" behind "compute the price when the bike is returned" is about that return: the thing just spoken of. */
function preceding(ctx: Context, requirement: Requirement): Resource | null {
  const before = ctx.active.slice(0, Math.max(0, ctx.active.indexOf(requirement))).slice(-1).filter((r) => r.group === requirement.group);
  for (const r of before) {
    const routes = [...ctx.blueprint.routes.values()].filter((x) => x.stage === 3 && x.requirements.has(r.id));
    const moved = routes.find((x) => x.method !== 'GET') ?? routes[0];
    const found = ctx.resources.get(moved?.resource ?? '');
    if (found !== undefined && !isSpecial(ctx, found.name)) return found;
  }
  return null;
}

/** Computed nouns a requirement names: the lexicon's, in the text, else the noun its verb is about. */
function computedNouns(ctx: Context, r: Requirement): string[] {
  const listed = Object.keys(ctx.lexicon.computed).filter((n) => holds(r.text, n) || holds(r.text, plural(n, ctx.lexicon)));
  if (r.readings.some((x) => x.verb === 'compare' && !x.negated)) listed.push('change');
  if (listed.length > 0) return listed;
  return r.readings.flatMap((x) => {
    const meaning = x.noun === null ? null : ctx.vocabulary.meaning(x.noun);
    return meaning?.kind === 'derived' ? [meaning.noun] : [];
  });
}

/** A service that works on a schedule and that no end user calls: what it computes is a step of its run. */
export const isBatch = (ctx: Context): boolean => [...ctx.blueprint.jobs.values()].some((j) => j.kind === 'sync' && j.schedule !== null) && !ctx.active.some((r) => r.readings.some((x) => x.actor !== null && isEndUser(x.actor, ctx.lexicon)));

/** Computed values (rule R7): one summary route per resource, metrics by noun; nothing of it is stored. */
export function derivedRoutes(ctx: Context): void {
  const { blueprint: b, vocabulary } = ctx;
  const batch = isBatch(ctx);
  // "provide chart data as time series": the head says little, the phrase behind it says that something is computed.
  const computed = ctx.lexicon.derived.filter((n) => n.includes(' '));
  for (const r of ctx.active) {
    const asks = r.readings.filter((x) => {
      if (x.negated || !['derive', 'list', 'get', 'search'].includes(x.operation)) return false;
      const meaning = x.noun === null ? null : vocabulary.meaning(x.noun);
      if (meaning?.kind === 'none' && computed.some((n) => holds(r.text, n))) return true;
      return meaning?.kind === 'derived' || (x.operation === 'derive' && meaning?.kind !== 'none');
    });
    // "compute the status whenever a car is read": a value of the thing by a rule that another sentence tells.
    const ruled = asks.length > 0 && asks.every((x) => x.operation === 'derive' && x.noun !== null && (x.actor === 'system' || x.actor === null)) ? asks.map((x) => ctx.computations.find((c) => c.noun === x.noun && c.requirement !== r)) : [];
    if (ruled.length > 0 && ruled.every((c) => c !== undefined)) {
      const reads = [...b.routes.values()].filter((route) => route.method === 'GET' && ruled.some((c) => c?.resource === route.resource));
      for (const route of reads) route.requirements.add(r.id);
      if (reads.length > 0) continue;
    }
    // A price that is computed when a call arrives is a field of its row, no report.
    if (batch && asks.length > 0 && asks.every((x) => x.operation === 'derive' && (x.actor === 'system' || x.actor === null))) continue;
    // "Every month the system computes the settlement" that somebody approves later: a run of its own, which writes rows.
    if (asks.length > 0 && scheduleOf(r.text) !== null && asks.every((x) => x.operation === 'derive' && (x.actor === 'system' || x.actor === null) && ctx.resources.get(x.resource ?? '')?.stored === true && ctx.resources.get(x.resource ?? '')?.uses.some((u) => u.requirement !== r && u.operation !== 'derive') === true)) continue;
    if (asks.length > 0 && asks.every((x) => x.operation === 'derive' && x.noun !== null && vocabulary.meaning(x.noun).kind === 'field') && triggersOf(ctx, r).length > 0) continue;
    // "count the words of a document when it is uploaded": the call that brings the row computes it.
    const bringing = asks.length > 0 && groupingsOf(r, ctx.lexicon).length === 0 && asks.every((x) => x.operation === 'derive' && (x.actor === 'system' || x.actor === null)) ? broughtBy(ctx, r) : [];
    if (bringing.length > 0) {
      const holder = ctx.resources.get(bringing[0]?.resource ?? '');
      for (const route of bringing) route.requirements.add(r.id);
      for (const x of asks) if (holder !== undefined && x.noun !== null) holder.computed.push({ noun: x.verb === 'count' ? `number of ${plural(x.noun, ctx.lexicon)}` : x.noun, requirement: r });
      continue;
    }
    const beside = asks.length === 0 && r.readings.some((x) => x.operation === 'list' && x.resource !== null) && /\bprogress\b/i.test(r.text);
    if (asks.length === 0 && !beside) continue;
    const groups = groupingsOf(r, ctx.lexicon);
    const nearest = nearestResource(ctx, groups.length === 0 ? r : { ...r, text: groups.map((g) => g.rest).join(' ') });
    // Figures per depot are of what people do, not of depots.
    const grouped = groups.length > 0 && (nearest === null || groups.some((g) => g.by.includes(nearest.noun))) ? ([...ctx.resources.values()].filter((x) => !isSpecial(ctx, x.name) && x.stored && !ctx.lexicon.people.includes(x.noun) && !groups.some((g) => g.by.includes(x.noun)) && x.uses.some((u) => u.operation === 'create' && u.actor !== null)).toSorted((a, b) => Number(isOwned(ctx, b)) - Number(isOwned(ctx, a)) || byScore(a, b))[0]) : undefined;
    const resource = grouped ?? nearest;
    if (resource === null) continue;
    const nouns = computedNouns(ctx, r);
    const totals = new Set(groups.flatMap((g) => (g.values.length === 0 ? [] : [`${g.figure} total`, 'count total'])));
    for (const noun of (nouns.length > 0 ? nouns : [resource.noun]).filter((each) => !totals.has(each))) {
      const known = ctx.lexicon.computed[noun];
      b.metric({ id: `MET-${known?.metric ?? kebab(noun)}`, noun: known?.metric ?? noun, resource: resource.name, text: known?.text ?? `${noun} of ${plural(resource.noun, ctx.lexicon)} per bucket`, unit: known?.unit ?? null, formula: known?.formula ?? `assumed: ${noun} over the rows of one bucket, null for an empty bucket` }, [r]);
    }
    // What one line holds: as this sentence says it, and as any other about the same groups does.
    const groupedBy = new Set(groups.flatMap((g) => [...g.by, g.bucket ?? '']));
    const alike = groups.length === 0 ? [] : ctx.retold.flatMap((t) => groupingsOf(t.requirement, ctx.lexicon)).filter((g) => [...g.by, g.bucket ?? ''].every((by) => groupedBy.has(by)));
    const isRow = (noun: string): boolean => [...ctx.resources.values()].some((x) => x.stored && plural(x.noun, ctx.lexicon) === noun);
    for (const value of new Set([...groups, ...alike].flatMap((g) => g.values).filter((each) => !isRow(each)))) b.metric({ id: `MET-${kebab(value)}`, noun: value, resource: resource.name, text: `${value} of one group and bucket`, unit: null, formula: `assumed: ${value} over the rows of one group and bucket, 0 without any` }, [r]);
    if (beside) continue;
    const callers = groups.length === 0 ? [] : asks.flatMap((x) => x.actor ?? []);
    const staff = ctx.identity.signIn !== 'api-key' && ctx.identity.signIn !== 'none' && callers.length > 0 && callers.every((a) => ctx.roles.includes(a)) ? [...new Set(callers)].join(', ') : null;
    b.route({ resource: resource.name, service: 'AnalyticsService', stage: 3, ...(staff === null ? {} : { role: staff }), auth: staff !== null ? 'role' : ctx.identity.signIn === 'api-key' ? 'service' : ctx.identity.signIn === 'none' ? 'public' : 'session', method: 'GET', path: `/v1/${resource.path}/summary`, rule: 'R7', action: 'summary', purpose: `read computed values of ${plural(resource.noun, ctx.lexicon)} per bucket`, handler: `summarise${resource.name}`, rate: 'read', success: 200 }, [r], asks.flatMap((x) => x.qualifiers));
  }
}

/** The calls after which a value is computed: those its condition names, or that bring what its "it" is, a thing or a value of one. */
function broughtBy(ctx: Context, r: Requirement): RouteDraft[] {
  const named = triggersOf(ctx, r).filter((route) => route.action === 'create' || route.action === 'upload' || route.action === 'transition');
  if (named.length > 0) return named;
  const brought = conditionsOf(r.text).some((c) => caseless(`^(?:it|they)\\s+(?:is|are|has been|have been|gets?)\\s+(?:${anyOf(ctx.lexicon.brought)})`).test(c));
  const holders = !brought ? [] : [...ctx.resources.values()].filter((x) => x.stored && !isSpecial(ctx, x.name) && (holds(r.text, x.noun) || attributesOf(ctx.vocabulary.entities.get(x.noun)?.entity ?? { name: x.noun, description: '', attributes: [], persisted: null, line: 1, endLine: 1 }).some((a) => a.noun.includes(' ') && holds(r.text, a.noun))));
  return [...ctx.blueprint.routes.values()].filter((route) => (route.action === 'create' || route.action === 'upload') && holders.slice(0, 1).some((x) => x.name === route.resource));
}

/** "provide the costs of a year as a CSV file" beside a report of costs: the report as a file. */
export function reportFiles(ctx: Context): void {
  for (const r of ctx.active) {
    const served = [...ctx.blueprint.routes.values(), ...ctx.blueprint.jobs.values()].some((x) => x.requirements.has(r.id));
    if (served || r.group === null || fileOf(r.text, ctx.lexicon).length === 0 || !r.readings.every((x) => ['list', 'export', 'derive', 'none'].includes(x.operation) && ctx.resources.get(x.resource ?? '')?.stored !== true)) continue;
    const report = ctx.active.find((q) => q !== r && q.group === r.group && groupingsOf(q, ctx.lexicon).length > 0);
    const route = report === undefined ? undefined : [...ctx.blueprint.routes.values()].find((x) => x.action === 'summary' && x.requirements.has(report.id));
    route?.requirements.add(r.id);
  }
}

const before = /\b(?:\d+|an?|one|two|three|seven)\s*(?:hours?|days?|minutes?|weeks?|months?)\s+(?:before|after|prior|away)|\bafter\s+(?:\d+|an?|one|two|three|seven|ten)\s+(?:(?:working|business)\s+)?(?:hours?|days?|weeks?|months?)\b|\bthe (?:hour|day|evening|night|morning|week|month) before\b|\bevery\s+\d*\s*(?:hours?|days?|minutes?|weeks?)\b|\b(?:\d+|ein(?:en|e)?|zwei|drei|un|una)\s+(?:stunden?|tage?|minuten?|wochen?|día|hora)s?\s+(?:vor|nach|antes)\b|\bdaily\b|\bnightly\b|\bevery (?:day|night|hour)\b/i;

const absent = /\b(?:no|not|without|nothing|nobody|missing|silent|unanswered|untouched|unpaid|unread)\b/i;

/** Stored resources a sentence names, in the order it names them. */
function named(ctx: Context, text: string): Resource[] {
  const called = (wordsOf: (r: Resource) => string[]): Resource[] => calledBy(ctx, text, (r) => wordsOf(r).flatMap((noun) => [noun, plural(noun, ctx.lexicon)]));
  const own = called((r) => [r.noun]);
  return own.length > 0 ? own : called((r) => r.aka);
}

function calledBy(ctx: Context, text: string, wordsOf: (r: Resource) => string[]): Resource[] {
  const at = (r: Resource) => Math.min(...wordsOf(r).map((word) => text.toLowerCase().indexOf(word)).filter((place) => place >= 0));
  return [...ctx.resources.values()].filter((r) => !isSpecial(ctx, r.name) && !isNotice(ctx, r.noun) && !ctx.lexicon.people.includes(r.noun) && wordsOf(r).some((word) => holds(text, word))).toSorted((a, b) => at(a) - at(b) || a.name.localeCompare(b.name, 'en'));
}

/** The gateway calls of the channel a sentence names; e-mail when it names none, which the open question says. */
export function channel(ctx: Context, r: Requirement): string[] {
  const senders = ctx.lexicon.systems.filter((s) => ['email', 'sms', 'push', 'webhook'].includes(s.id));
  const told = senders.filter((s) => s.words.some((w) => holds(r.text, w)));
  return (told.length > 0 ? told : senders.filter((s) => s.id === 'email')).flatMap((system) => {
    const gateway = ctx.blueprint.gateway({ id: system.gateway, name: system.name, provider: null, responsibility: `all calls to the ${system.name.toLowerCase()}` }, [r]);
    return system.calls.map((c) => {
      gateway.calls.set(c.name, { ...c, quota: false, errors: [] });
      return `${system.gateway}.${c.name}`;
    });
  });
}

/** How often the clock looks: at most half of the delay that a target leaves the message, 15 min without one. */
function cadence(ctx: Context, noun: string): string {
  const bound = ctx.requirements.filter((r) => r.kind === 'non-functional' && (holds(r.text, noun) || holds(r.text, plural(noun, ctx.lexicon)))).map((r) => /\bwithin (\d+) ?min(?:utes?)?\b/i.exec(r.text)?.[1]).find((n) => n !== undefined);
  const step = bound === undefined ? 15 : ([10, 5, 2, 1].find((n) => n * 2 <= Number(bound)) ?? 1);
  return step === 1 ? 'every minute' : `every ${step} min`;
}

/** Notifications: one job per subject, started by what happens to it or by the clock. */
export function notificationJobs(ctx: Context): void {
  const { blueprint: b, vocabulary } = ctx;
  for (const r of ctx.active) {
    if (ctx.thresholds.some((t) => t.kind === 'value' && t.requirement === r) && [...b.jobs.values()].some((j) => j.kind === 'notify' && j.requirements.has(r.id))) continue;
    for (const x of r.readings) {
      if (x.operation !== 'event' || x.negated || x.verb === 'emit' || x.verb === 'publish') continue;
      const meaning = x.noun === null ? null : vocabulary.meaning(x.noun);
      const message = meaning?.kind === 'resource' && !ctx.lexicon.people.includes(x.noun ?? '') && (x.resource === null || isNotice(ctx, x.noun ?? '')) ? meaning.name : null;
      const verb = x.verb === null || !/^[a-z ]+$/.test(x.verb) ? 'notify' : (ctx.lexicon.messageVerbs[x.verb] ?? x.verb);
      const nearest = nearestResource(ctx, r, true);
      const made = new Set(r.readings.filter((y) => y.operation === 'create' && ctx.acts.has(y.noun ?? '')).map((y) => y.noun));
      const offered = ctx.acts.has(x.noun ?? '') && x.verb === 'offer' && x.resource !== null ? ctx.resources.get(x.resource) : undefined;
      const sent = offered ?? (x.verb === 'send' && x.resource !== null && r.readings.some((y) => y !== x && y.operation === 'create' && y.noun === x.noun && y.actor !== 'system') ? ctx.resources.get(x.resource) : undefined);
      const subjects = sent !== undefined ? [sent] : named(ctx, r.text).filter((s) => !made.has(s.noun)).slice(0, 2);
      for (const subject of subjects.length > 0 ? subjects : nearest === null ? [] : [nearest]) {
        const writes = [...b.routes.values()].filter((route) => route.resource === subject.name && route.method !== 'GET').map((route) => `${route.method} ${route.path}`);
        const maker = [...b.jobs.values()].find((j) => j.kind === 'ai' && j.resource === subject.name);
        const when = scheduleOf(r.text);
        // "When a hut has no reading for 6 hours": no call says so, a run finds it.
        const missed = conditionsOf(r.text).some((c) => absent.test(c) && byClock(c));
        const scheduled = (before.test(r.text) || when !== null || missed) && maker === undefined && !ctx.lapses.some((each) => each.requirement === r);
        const digest = when !== null && message === null && scheduled && /\b(?:list|summary|overview|report|digest)\b/i.test(r.text);
        const id = digest ? `send-${kebab(subject.noun)}-digest` : message === null ? verb === 'notify' || verb === 'remind' ? `${kebab(verb)}-about-${kebab(subject.noun)}` : `${kebab(verb)}-${kebab(subject.noun)}` : `send-${kebab(plural(message, ctx.lexicon))}`;
        // "When a slot becomes free" waits for whoever frees one; a time limit in the same job needs the clock besides.
        const caused = awaited(r.text, subject) === null ? [] : [...b.routes.values()].filter((route) => route.method !== 'GET' && causes(ctx, subject, ['free', 'release', 'unblock', 'unlock', 'restock', 'move']).some((by) => route.requirements.has(by))).map((route) => `${route.method} ${route.path}`);
        const started = triggersOf(ctx, r).map((route) => `${route.method} ${route.path}`);
        const own = r.readings.some((y) => y !== x && y.actor !== 'system' && (y.actor === x.actor || (y.operation === 'create' && y.actor !== null && ctx.acts.get(y.noun ?? '')?.verb === y.verb))) ? [...b.routes.values()].filter((route) => route.method !== 'GET' && route.requirements.has(r.id) && ctx.acts.get(ctx.resources.get(route.resource ?? '')?.noun ?? '')?.state !== 'active').map((route) => `${route.method} ${route.path}`) : [];
        // "The client accepts one proposal. ... and their authors are informed": by that call.
        const deed = own.length > 0 || scheduled || conditionsOf(r.text).length > 0 || !r.readings.some((y) => y !== x && y.operation === 'transition' && y.actor !== null && y.actor !== 'system' && !y.negated) ? [] : [...b.routes.values()].filter((route) => route.action === 'transition' && route.requirements.has(r.id) && r.readings.some((y) => y.verb === route.verb && y.actor !== 'system' && y.actor !== null)).map((route) => `${route.method} ${route.path}`);
        const free = offered === undefined ? [] : freeing(ctx, offered.noun).map((route) => `${route.method} ${route.path}`);
        const source = x.noun === subject.noun && started.length === 0 && !scheduled ? [...b.jobs.values()].find((j) => j.kind === 'process' && j.rule === 'R6' && j.resource === subject.name && ctx.active.some((q) => j.requirements.has(q.id) && q.readings.some((y) => y.operation === 'create' && y.noun === subject.noun))) : undefined;
        const lapse = ctx.lapses.find((each) => each.requirement === r && each.to !== 'delete');
        const ended = lapse === undefined ? undefined : b.jobs.get(`mark-${kebab(lapse.noun)}-${kebab(lapse.to)}`);
        const startedBy = ended !== undefined ? [`job ${ended.id}`] : source !== undefined ? [`job ${source.id}`] : offered !== undefined ? (free.length > 0 ? free : ['clock, every 5 min']) : sent !== undefined ? writes.filter((w) => w === `POST /v1/${sent.path}`) : scheduled && when !== null ? [`clock, ${when}`] : maker !== undefined ? [`job ${maker.id}`] : caused.length > 0 ? caused : started.length > 0 ? started : own.length > 0 && !scheduled ? own : deed.length > 0 ? deed : scheduled || writes.length === 0 ? [`clock, ${when ?? cadence(ctx, x.noun ?? subject.noun)}`] : writes;
        b.job({ id, kind: 'notify', purpose: digest ? `send one message that sums up ${plural(subject.noun, ctx.lexicon)}` : verb === 'notify' || verb === 'remind' ? `send one message about one ${subject.noun}` : `${verb} one ${subject.noun} to a person by message`, service: serviceOf(subject), resource: subject.name, schedule: scheduled ? (when ?? cadence(ctx, x.noun ?? subject.noun)) : null, rule: 'R6', calls: channel(ctx, r), startedBy }, [r]);
        if (message !== null) break;
      }
    }
  }
}

/** Probes and the job reader (rules R12, R6): `GET /metrics` only when a requirement asks for it. */
export function opsRoutes(ctx: Context): void {
  const { blueprint: b, active } = ctx;
  const health = active.filter((r) => mentions(r, ...ctx.lexicon.probes));
  const metrics = active.filter((r) => mentions(r, ...ctx.lexicon.metrics));
  const base = { resource: null, service: 'HealthService', stage: 9, auth: 'public', rate: 'ops', success: 200, rule: 'R12' } as const;
  if ([...b.routes.values()].some((r) => r.job !== null)) {
    const starters = [...b.routes.values()].filter((r) => r.job !== null && r.method === 'POST' && r.auth !== 'webhook');
    const auth = starters[0]?.auth === 'service' || starters[0]?.auth === 'public' ? starters[0].auth : 'session';
    const by = ctx.active.filter((r) => starters.some((s) => s.requirements.has(r.id)));
    if (starters.length > 0) b.route({ resource: ctx.platform.job, service: `${ctx.platform.job}Service`, stage: 4, auth, method: 'GET', path: ctx.platform.jobItem, rule: 'R6', action: 'get-job', purpose: 'read the state of one job with its progress', handler: 'getJob', rate: 'read', success: 200 }, by);
  }
  b.route({ ...base, method: 'GET', path: '/healthz', action: 'health', purpose: 'say that the process lives', handler: 'liveness' }, health);
  b.route({ ...base, method: 'GET', path: '/readyz', action: 'ready', purpose: 'say whether each dependency answers within 1 s', handler: 'readiness' }, health);
  if (metrics.length > 0) b.route({ ...base, method: 'GET', path: '/metrics', auth: 'service', action: 'metrics', purpose: 'expose counters and latencies to the operator', handler: 'metrics' }, metrics);
}

export { idParam };
