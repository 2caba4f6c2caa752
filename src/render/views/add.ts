import type { Model, Plan, Route, Service } from '../../model/plan/index.ts';
import { erDiagram } from '../mermaid/er.ts';
import { arithmeticOf, sumLine, coreModels, gateways, outsideCalls, stores } from '../lookup.ts';
import { count, number } from '../numbers.ts';
import { linkTo, trace } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, codes, plainIds, prose, row, sentence, sentenceList } from '../text.ts';
import { capital } from '../../text/capital.ts';
import { errorRows, sharedErrorLines } from './errors.ts';
import { isOfTheProduct, modelBlock, supportingRow } from './models.ts';
import { routeBlock, routeExamples, routeItem } from './routes.ts';
import { serviceBlock, sharedSteps, usualChecks } from './services.ts';

export function addView(page: Page): View {
  const { plan, profile } = page.site;
  const usual = usualChecks(plan);
  const own = plan.services.filter(service => service.kind === 'service');
  const store = profile.terms['store'] ?? 'store';
  const quota = arithmeticOf(plan, 'quota');
  const core = plan.models.filter(model => model.kind === 'core');
  const supporting = plan.models.filter(model => model.kind === 'supporting');
  return {
    store: `${capital(store)}s it writes`,
    services: own.map(service => row({ id: service.id, does: prose(service.responsibility), writes: writesOf(plan, service), trace: trace(page, service) })),
    layers: layers(plan, own),
    patterns: patternsOf(page).map(pattern => `${capital(sentence(prose(pattern)))} <- profile:${profile.id}`),
    gateways: plan.services.filter(service => service.kind === 'gateway').map(gateway => `**${gateway.id}** ${prose(gateway.responsibility).replace(/\.$/, '')}, ${count(outsideCalls(plan).filter(call => call.service === gateway.id).length, 'call')}. ${trace(page, gateway)}`),
    calls: outsideCalls(plan).map(call => row({ id: call.id, does: prose(call.purpose), limit: call.call === null ? '' : `${number(call.call.timeoutMs / 1000)} s`, retry: call.call === null ? '' : prose(call.call.retryText), trace: trace(page, call, plan.services.find(service => service.id === call.service)) })),
    jobs: plan.jobs.map(job => row({ id: job.id, does: prose(job.purpose), startedBy: job.startedBy.map(start => (plan.routes.some(route => route.id === start) ? code(start) : prose(start))).join(', '), attempts: String(job.attempts), dedupe: prose(job.dedupeKey), trace: trace(page, job) })),
    events: plan.events.map(event => row({ id: event.id, emittedBy: plainIds(event.emittedBy), consumedBy: plainIds(event.consumedBy), payload: event.payload.map(prose).join(', '), trace: trace(page, event) })),
    metrics: plan.metrics.map(metric => row({ id: metric.id, text: prose(metric.text), formula: `${prose(metric.formula)}${metric.unit === null ? '' : `, ${prose(metric.unit)}`}`, trace: trace(page, metric) })),
    rates: rates(plan),
    sharedErrors: sharedErrorLines(plan),
    routes: plan.routes.map(route => row({ id: code(route.id), service: route.service, auth: route.role === null ? route.auth : `${route.auth} ${route.role}`, rate: rateCell(route), key: route.idempotencyKey ? 'yes' : '-', ok: String(route.success), errors: plainIds(route.ownErrors), trace: trace(page, route) })),
    quota: quota === undefined ? null : { title: capital(prose(quota.title)), lines: quota.lines.map(prose), result: sentence(prose(quota.result)) },
    lowered: plan.routes.flatMap(route => (route.rate.lowered === null ? [] : [`${code(route.id)}: ${sentence(prose(route.rate.lowered))}`])),
    examples: routeExamples(plan),
    schema: [
      core.length === 0 ? `No core ${store}.` : `${count(core.length, `core ${store}`)}: ${codes(core.map(model => model.store))}${embedded(plan)}.`,
      ...(supporting.length === 0 ? [] : [`${count(supporting.length, `supporting ${store}`)}: ${codes(supporting.map(model => model.store))}.`]),
      ...schemaRules(page),
    ],
    indexes: plan.indexes.map(index => row({ id: code(index.id), neededBy: neededByText(plan, index.neededBy) })),
    partial: plan.indexes.filter(index => index.where !== undefined).map(index => `${code(index.id)} is partial: it covers rows with ${prose(index.where ?? '')}.`),
    er: coreModels(plan).length === 0 ? null : erDiagram(plan),
    noEr: noEr(plan),
    authentication: [...authModel(page).map(bullet => sentence(prose(bullet))), ...authLines(plan)],
    performance: performance(page),
    later: plan.later.map(item => `${prose(item.what)}: ${prose(item.trigger)}`),
    deployment: deployment(page),
    contracts: plan.routes.map(route => ({ lines: routeBlock(plan, route), line: routeItem(plan, route) })),
    usual: [...usual].map(([context, text]) => `Authorise with ${code(context)}, unless a method says more: ${sentence(prose(text))}`).concat(sharedSteps(plan)),
    layer: plan.services.map(service => serviceBlock(plan, service, usual)),
    models: coreModels(plan).map(model => modelBlock(page, model)),
    supportingModels: supporting.map(model => supportingRow(page, model)),
    supportingFields: supporting.filter(isOfTheProduct).map(model => modelBlock(page, model)),
    errors: errorRows(page),
    waived: waived(plan),
    gatewayCount: gateways(plan).length === 0 ? null : `${capital(count(gateways(plan).length, 'gateway'))} ${gateways(plan).length === 1 ? 'holds' : 'hold'} all outside calls:`,
  };
}

/** Where rows of a model stand: `users.milestones` for one that lives inside another. */
function placeOf(plan: Plan, model: Model | undefined): string | undefined {
  const holder = plan.models.find(each => each.id === model?.embeddedIn);
  return holder === undefined ? model?.store : `${holder.store}.${model?.store ?? ''}`;
}

function writesOf(plan: Plan, service: Service): string {
  const names = service.writes.map(id => placeOf(plan, plan.models.find(model => model.id === id)) ?? id);
  return codes([...new Set(names)], 'none');
}

function layers(plan: Plan, own: Service[]): string {
  const widest = [...plan.services].sort((a, b) => b.uses.length - a.uses.length)[0];
  const most = widest === undefined || widest.uses.length === 0 ? '' : `; largest fan-out ${widest.uses.length} (${code(widest.id)}: ${codes(widest.uses)})`;
  return `Layers: route -> service -> repository or gateway; ${own.length} services, 0 import cycles${most}.`;
}

function rateCell(route: Route): string {
  return route.rate.limit === '' || route.rate.lowered === null ? route.rate.class : `${route.rate.class} ${route.rate.limit}`;
}

function rates(plan: Plan): string {
  const classes = new Map<string, string>();
  for (const route of plan.routes) if (route.rate.lowered === null && !classes.has(route.rate.class)) classes.set(route.rate.class, route.rate.limit);
  return `Base \`/v1\`; JSON; UTC ISO-8601; KSUID strings. Rate classes per user and per IP: ${[...classes].map(([name, limit]) => prose(`${name} ${limit}`)).join(', ')}.`;
}

function embedded(plan: Plan): string {
  const inside = plan.models.filter(model => model.kind === 'embedded' && model.embeddedIn !== null);
  return inside.length === 0 ? '' : `; ${inside.map(model => `${code(model.id)} lives inside ${code(model.embeddedIn ?? '')}`).join(', ')}`;
}

function schemaRules(page: Page): string[] {
  const { plan, profile } = page.site;
  const scoped = plan.models.filter(model => model.ownerScoped && model.kind !== 'deferred' && model.kind !== 'embedded').length;
  const keys = new Map<string, number>();
  for (const relation of plan.relations) keys.set(relation.enforcedBy, (keys.get(relation.enforcedBy) ?? 0) + 1);
  const how = [...keys].sort().map(([by, times]) => `${times} by ${by}`);
  const lines = [`${count(stores(plan).length, profile.terms['store'] ?? 'store')} with KSUID string keys; ${count(scoped, 'of them holds', 'of them hold')} an owner.`];
  if (how.length > 0) lines.push(`${count(plan.relations.length, 'relation')}, enforced ${sentenceList(how)}; database foreign keys: ${profile.foreignKeys === 'none' ? '0' : 'to users only'}. <- house-rules`);
  for (const key of ['ids', 'validation', 'transactions', 'migrations', 'rowSecurity']) {
    const convention = profile.conventions[key];
    if (convention !== undefined) lines.push(`${capital(sentence(prose(convention)))} <- profile:${profile.id}`);
  }
  return lines;
}

/** What needs an index; a whole class of routes or jobs is named once. */
function neededByText(plan: Plan, ids: readonly string[]): string {
  const all = (list: readonly { id: string }[]): boolean => list.length > 3 && list.length === ids.length && list.every(one => ids.includes(one.id));
  const keyed = plan.routes.filter(route => route.idempotencyKey);
  if (all(plan.jobs)) return `every job (${plan.jobs.length})`;
  return all(keyed) ? `every route with an Idempotency-Key (${keyed.length})` : plainIds(ids);
}

const usesPasskeys = (plan: Plan): boolean => plan.routes.some(route => route.path === '/v1/passkey-challenges');

/** How people prove who they are, as it was decided. */
function wayIn(plan: Plan): string {
  const decision = plan.decisions.find(each => each.id === 'DEC-identity');
  return decision?.answer ?? decision?.default ?? 'their account';
}

/** True when the plan itself signs people in. */
const signsIn = (plan: Plan): boolean => plan.routes.some(route => route.id === 'POST /v1/sessions');

const guarded = (plan: Plan): Route[] => plan.routes.filter(route => route.auth === 'session' || route.auth === 'session + state' || route.auth === 'role');

function patternsOf(page: Page): string[] {
  const { plan, profile } = page.site;
  const has = { jobs: plan.jobs.length > 0, 'sign-in': signsIn(plan), passkey: usesPasskeys(plan), gateways: gateways(plan).length > 0 };
  return profile.patterns.flatMap(pattern => (typeof pattern === 'string' ? [pattern] : has[pattern.when] ? [pattern.text] : []));
}

/** How callers are known: by the plan's own sign-in, by one that exists, or by a key when only services call. */
function authModel(page: Page): string[] {
  const { plan, profile } = page.site;
  const { identity, bullets, existing, service } = profile.authModel;
  const keyed = plan.routes.some(route => route.auth === 'service') ? service : [];
  const people = signsIn(plan) ? [usesPasskeys(plan) ? identity.passkey : identity.other.replace('{way}', wayIn(plan)), ...bullets] : guarded(plan).length > 0 ? existing : [];
  return people.length + keyed.length > 0 ? [...people, ...keyed] : ['No caller is told from another: every route is public'];
}

function authLines(plan: Plan): string[] {
  const roles = [...new Set(plan.routes.flatMap(route => route.role?.split(', ') ?? []))].toSorted();
  const open = plan.routes.filter(route => route.auth === 'public').map(route => route.id);
  const unsafe = plan.routes.filter(route => route.errors.includes('FORBIDDEN_ORIGIN')).length;
  const ceremonies = [['__Host-challenge', '5 min'], ['__Host-consent', '10 min']].flatMap(([cookie = '', life = '']) => (plan.routes.some(route => route.successHeaders.some(header => header.includes(cookie))) ? [`${code(cookie)} ${life}`] : []));
  const chain = plan.decisions.find(decision => decision.id === 'DEC-audit-chain' && decision.answer !== null);
  return [
    ...(guarded(plan).length === 0 ? ['Roles: none; no row has an owner.'] : [`Roles: ${roles.length === 0 ? '1, `user`; every row is filtered by its owner' : `${codes(roles)}; rows of others answer 404`}.`]),
    ...(unsafe > 0 ? [`CSRF: cookies are \`SameSite=Lax\`, and \`Origin\` must be allowed on ${count(unsafe, 'unsafe session route')}, else 403 \`FORBIDDEN_ORIGIN\`.`] : []),
    ...(ceremonies.length > 0 ? [`State of a ceremony stands in a signed cookie, cleared on use: ${ceremonies.join(', ')}; 0 rows hold it.`] : []),
    ...(open.length > 0 ? [`Without session: ${codes(open)}.`] : []),
    ...(chain === undefined ? [] : [`Audit log: ${prose(chain.answer ?? '')}, so that a changed row is seen (${code(chain.id)}).`]),
  ];
}

function performance(page: Page): string[] {
  const { plan, profile } = page.site;
  const top = plan.nfrs.filter(nfr => nfr.top).length;
  const lines = [`Targets: ${top} stand in ${linkTo(page, 'the PRD', 'prd', 'non-functional')}, ${plan.nfrs.length - top} in ${linkTo(page, 'Success Metrics', 'execution_plan', 'success-metrics')}.`];
  for (const sum of plan.arithmetic) {
    if (/quota|cost|budget|load|rps/i.test(`${sum.id} ${sum.title}`)) continue;
    lines.push(sumLine(sum));
  }
  lines.push(`Cache: ${sentence(prose(profile.cache))} <- profile:${profile.id}`);
  return lines;
}

function deployment(page: Page): string[] {
  const { plan, profile } = page.site;
  const lines = profile.foundation.length === 0 ? [] : [`Foundation the profile expects, checked before Sprint 1: ${profile.foundation.slice(0, 3).map(prose).join('; ')}. <- profile:${profile.id}`];
  const cost = arithmeticOf(plan, 'cost', 'budget');
  if (cost !== undefined) lines.push(sumLine(cost));
  for (const key of ['deployment', 'image', 'stages', 'ci']) {
    const convention = profile.conventions[key];
    if (convention !== undefined) lines.push(`${sentence(prose(convention))} <- profile:${profile.id}`);
  }
  return lines;
}

/** Cells of the route x outcome matrix that are empty for a reason, as one sentence; null when every cell holds an error. */
function waived(plan: Plan): string | null {
  const reasons = new Map<string, Map<string, number>>();
  for (const { outcome, waived: reason } of plan.routes.flatMap(route => route.outcomes)) {
    if (reason === null) continue;
    const byReason = reasons.get(outcome) ?? new Map<string, number>();
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
    reasons.set(outcome, byReason);
  }
  const parts = [...reasons].map(([outcome, byReason]) => `"${prose(outcome)}" on ${sentenceList([...byReason].map(([reason, times]) => `${count(times, 'route')} (${prose(reason).replace(/\.$/, '')})`))}`);
  return parts.length === 0 ? null : parts.join('; ');
}

/** Why a small feature draws no entities: their number and what holds them together. */
function noEr(plan: Plan): string {
  const core = new Set(coreModels(plan).map(model => model.id));
  const between = plan.relations.filter(relation => core.has(relation.from) && core.has(relation.to));
  return `No ER diagram: ${count(core.size, 'model')}, ${between.length === 0 ? 'no relation between models' : between.map(relation => `${code(relation.from)} ${relation.cardinality} ${code(relation.to)}`).join(', ')}.`;
}
