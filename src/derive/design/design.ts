import type { Consumer, Design, Requirement, UnusedLine } from '../../model/plan/index.ts';
import { answerPairs } from '../answer-lines.ts';
import type { DeriveInput } from '../input.ts';
import { withAnsweredFields, withRetention } from './answered.ts';
import { attachRest } from './attach.ts';
import { createContext } from './context.ts';
import type { Context } from './context.ts';
import { createCriteria } from './criteria/criteria.ts';
import { createErrors } from './errors/catalogue.ts';
import { createIndexes } from './models/indexes.ts';
import { createSchema } from './models/models.ts';
import { made } from './node.ts';
import { openQuestionsOf } from './questions.ts';
import { readsJob } from './platform.ts';
import { refinementsOf } from './refinements/refinements.ts';
import { inCutWindows } from './refinements/windows.ts';
import { moneyJobs } from './rules/money.ts';
import { mergeRequirements } from './requirements.ts';
import { isCase } from './settling/told.ts';
import { derivedRoutes, notificationJobs, reportFiles, nearestResource, opsRoutes, isSpecial } from './routes/derived.ts';
import { designChanges } from './refinements/attributes.ts';
import { checkQuota } from './routes/quota.ts';
import { createRoutes } from './routes/finish.ts';
import { accountRoutes, profileRoutes, sessionRoutes } from './routes/identity.ts';
import { connectionRoutes, namedApis, otherSystems, webhookRoutes } from './routes/provider.ts';
import { lookUps, outsideCalls } from './routes/outside.ts';
import { deliveryJobs } from './routes/deliveries.ts';
import { routesOfRoles } from './rules/told-roles.ts';
import { routesOf } from './rules/invariants.ts';
import { impliedRoutes } from './routes/implied.ts';
import { leaverJobs } from './routes/leavers.ts';
import { thresholdJobs } from './routes/thresholds.ts';
import { resourceRoutes } from './routes/resources.ts';
import { scheduledRuns, startMoves, systemJobs } from './routes/system.ts';
import { holds, kebab } from './reading/words.ts';
import { reasonsOf, takesReason } from './rules/reasons.ts';
import { unreadEdgeCases, unreadSentences } from './unread.ts';
import { dataWorkflow } from './workflows.ts';
import { createJobs, createServices } from './services/services.ts';

/** Could waits, Won't is out; neither makes a route. */
function sortOut(requirements: readonly Requirement[]): void {
  const wanted = requirements.some((r) => r.priority === 'must' || r.priority === 'should');
  for (const r of requirements) {
    if (r.priority === 'wont') r.rejected ??= 'out of scope by its own label';
    if (r.priority === 'could' && wanted && r.kind === 'functional') r.deferred ??= 'a Could waits until the Must and Should scope is done';
  }
}

function gatewaysOfSystems(ctx: Context): void {
  for (const s of ctx.lexicon.systems) {
    const by = ctx.active.filter((r) => s.words.some((w) => holds(r.text, w)));
    const ai = s.id === 'llm' && [...ctx.blueprint.jobs.values()].some((j) => j.kind === 'ai');
    if (by.length === 0 && !ai) continue;
    if (!['llm', 'vector-store', 'payment', 'calendar'].includes(s.id)) continue;
    const gateway = ctx.blueprint.gateway({ id: s.gateway, name: s.name, provider: null, responsibility: `all calls to the ${s.name.toLowerCase()}` }, by);
    for (const c of s.calls) gateway.calls.set(c.name, { ...c, quota: s.id === 'llm', errors: [] });
    // What the text model is told comes from the store of vectors, so the job that asks the one asks the other first.
    if (s.id === 'vector-store') for (const j of ctx.blueprint.jobs.values()) if (j.kind === 'ai') j.calls = new Set([...s.calls.map((c) => `${s.gateway}.${c.name}`), ...j.calls]);
  }
}

function assignWorkflows(ctx: Context, routes: Design['routes']): void {
  const events = routes.some((x) => x.workflow === 'WF-events');
  for (const r of ctx.requirements) {
    const counts = new Map<string, number>();
    for (const route of routes.filter((x) => x.requirements.includes(r.id) && x.workflow !== null && !readsJob(x))) counts.set(route.workflow ?? '', (counts.get(route.workflow ?? '') ?? 0) + 1);
    const jobs = [...ctx.blueprint.jobs.values()].filter((j) => j.requirements.has(r.id));
    const byJob = jobs.length === 0 ? null : events && jobs.some((j) => ['notify', 'apply-event', 'ai', 'reconcile'].includes(j.kind)) ? 'WF-events' : routes.find((x) => x.job === jobs[0]?.id)?.workflow ?? dataWorkflow(ctx);
    r.workflow = [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? byJob;
  }
}

/** "Two applications use it: the patient portal and the front-desk application" names who calls; empty when no sentence does. */
function namedClients(ctx: Context): string[] {
  const uses = /\b(?:applications?|apps?|clients?|front[- ]?ends?|portals?)\s+(?:use|call|consume)s?\s+(?:it|the (?:api|service|backend))\s*:\s*([^.]+)/i;
  const list = ctx.input.facts.specs.flatMap((s) => s.facts).map((f) => uses.exec(f.text)?.[1]).find((x) => x !== undefined) ?? '';
  return list.split(/,|\band\b/).map((n) => n.replace(/^\s*(?:the|an?)\s+/i, '').trim()).filter((n) => n !== '' && n.split(' ').length <= 4);
}

function consumers(ctx: Context, routes: Design['routes']): Consumer[] {
  const out: Consumer[] = [];
  const session = routes.filter((r) => r.auth === 'session' || r.auth === 'role' || r.auth === 'session + state').length;
  const service = routes.filter((r) => r.auth === 'service').length;
  const title = (ctx.input.facts.specs[0]?.title ?? ctx.input.facts.feature).replace(/\s*\b(?:backend|api|service|prd|requirements)\b\s*$/i, '');
  const answered = ctx.input.answers.answers.consumers;
  const named = namedClients(ctx);
  if (session > 0 && named.length > 0) for (const name of named.slice(0, 2)) out.push({ ...made(ctx, `CON-${kebab(name)}`, 'consumers'), name: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, pattern: 'SPA, cookie session, own allowed origin', needs: `OpenAPI file and mock server at \`GATE-1\`; ${session} session routes, each as far as its roles reach` });
  else if (session > 0) out.push({ ...made(ctx, 'CON-web-app', 'consumers'), name: `${title} web app`, pattern: 'SPA, cookie session, 1 allowed origin', needs: `OpenAPI file and mock server at \`GATE-1\`; ${session} session routes` });
  if (service > 0) out.push({ ...made(ctx, 'CON-service-client', 'consumers'), name: 'Service client', pattern: 'server to server, key in a header', needs: `${service} routes with key` });
  if (ctx.provider !== null && routes.some((r) => r.auth === 'webhook')) out.push({ ...made(ctx, `CON-${ctx.provider.id}-webhook`, 'consumers'), name: `${ctx.provider.name} webhook sender`, pattern: 'server to server, challenge and event POST', needs: `answer <= ${(ctx.provider.webhook?.answerMs ?? 2000) / 1000} s, at most ${ctx.provider.webhook?.attempts ?? 3} attempts` });
  out.push({ ...made(ctx, 'CON-monitor', 'consumers'), name: 'Operator monitor', pattern: 'GET polling each 30 s', needs: '`GET /healthz` and `GET /readyz` without session' });
  if (answered?.state !== 'answered' || answered.value.length === 0) return out.slice(0, 3);
  return answered.value.slice(0, 3).map((name) => {
    const known = out.find((each) => each.name.toLowerCase() === name.toLowerCase() || each.id.toLowerCase() === name.toLowerCase());
    const base = made(ctx, `CON-${kebab(name)}`, 'consumers');
    return known === undefined ? { ...base, sources: [{ kind: 'answer' as const, question: 'consumers' }, ...base.sources], confidence: 1, name, ...callerOf(ctx, name, session) } : { ...known, sources: [{ kind: 'answer' as const, question: 'consumers' }, ...known.sources], confidence: 1 };
  });
}

/** How a caller that a person named calls, by the words of its name. */
function callerOf({ cases }: Context, name: string, session: number): Pick<Consumer, 'pattern' | 'needs'> {
  if (cases(name, 'scheduled')) return { pattern: 'scheduled calls, key in a header', needs: 'a key of its own and idempotent routes' };
  if (cases(name, 'server')) return { pattern: 'server to server, key in a header', needs: 'a key of its own and its rate class' };
  if (cases(name, 'native')) return { pattern: 'native app, session token', needs: `OpenAPI file and mock server at \`GATE-1\`; ${session} session routes` };
  return { pattern: 'SPA, cookie session, own allowed origin', needs: `OpenAPI file and mock server at \`GATE-1\`; ${session} session routes` };
}

/** What became of a line nothing was read from, and what a person said of it. */
function saidOfLine(input: DeriveInput, path: string, line: number): Pick<UnusedLine, 'result' | 'reason'> {
  const said = answerPairs(input.answers.answers['unused-lines']?.value).find(([place]) => place === String(line) || place.replaceAll('`', '') === `${path}:${line}`)?.[1];
  if (said === undefined) return { result: 'unused', reason: 'no requirement, entity, question or number was read from it' };
  return /^ignore[d]?$/i.test(said) ? { result: 'ignored', reason: 'answer `unused-lines`' } : { result: 'explained', reason: `answer \`unused-lines\`: ${said}` };
}

function unusedLines(ctx: Context): UnusedLine[] {
  const out: UnusedLine[] = [];
  for (const r of ctx.requirements) {
    const source = r.sources[0];
    if (source?.kind === 'spec' && r.rejected !== null) out.push({ path: source.path, line: source.line, text: r.title, result: 'rejected', reason: r.rejected });
  }
  for (const { requirement, by, vague } of ctx.retold) {
    const source = requirement.sources[0];
    // What a requirement says in detail is used; what nobody says is listed.
    if (source?.kind !== 'spec' || isCase(requirement.text) || (vague.length === 0 && by.length > 0)) continue;
    const reason = vague.length > 0 ? `"${vague.join('", "')}": none of its criteria says how, so nothing is planned for it` : 'a story: no act of a caller was read from it, and no requirement says it in detail';
    out.push({ path: source.path, line: source.line, text: requirement.title, result: 'unused', reason });
  }
  for (const s of ctx.input.facts.specs) for (const l of s.outOfScope) out.push({ path: s.path, line: l.line, text: l.text, result: 'later', reason: 'out of scope, as the spec says' });
  for (const s of ctx.input.facts.specs) for (const l of s.unread) out.push({ path: s.path, line: l.line, text: l.text, ...saidOfLine(ctx.input, s.path, l.line) });
  return out;
}

/** What is built: requirements, routes, services, models, errors and criteria of one feature, by rules and data, for any spec. */
export function deriveDesign(input: DeriveInput): Design {
  const merged = mergeRequirements(input);
  sortOut(merged.requirements);
  for (const requirement of merged.requirements) requirement.rejected ??= input.dropped?.get(requirement.id) ?? null;
  const ctx = createContext(input, merged.requirements, merged.told);
  sessionRoutes(ctx);
  profileRoutes(ctx);
  accountRoutes(ctx);
  connectionRoutes(ctx);
  const resources = [...ctx.resources.values()].filter((r) => !isSpecial(ctx, r.name)).toSorted((a, b) => b.score - a.score || a.name.localeCompare(b.name, 'en'));
  for (const r of resources) resourceRoutes(ctx, r);
  for (const [noun, { requirement }] of ctx.stages) for (const route of ctx.blueprint.routes.values()) if (route.action === 'transition' && ctx.resources.get(route.resource ?? '')?.noun === noun) route.requirements.add(requirement.id);
  for (const c of ctx.computations) for (const route of ctx.blueprint.routes.values()) if (route.resource === c.resource && ['list', 'get', 'get-me', 'create', 'update'].includes(route.action)) route.requirements.add(c.requirement.id);
  for (const c of ctx.contests) for (const route of ctx.blueprint.routes.values()) if (route.resource === c.resource && (c.by === 'create' ? route.action === 'create' : route.action === 'transition' && route.verb === c.verb)) route.requirements.add(c.requirement.id);
  for (const seal of ctx.seals) {
    const mine = [...ctx.blueprint.routes.values()].filter((route) => route.resource === seal.resource);
    const changing = mine.filter((route) => route.action === 'update' || route.action === 'delete');
    for (const route of changing.length > 0 ? changing : mine.filter((each) => each.action === 'create' || each.action === 'transition').slice(0, 2)) route.requirements.add(seal.requirement.id);
  }
  for (const bar of ctx.bars) if (bar.verb !== undefined) for (const route of ctx.blueprint.routes.values()) if (route.resource === bar.resource && route.verb === bar.verb) route.requirements.add(bar.requirement.id);
  for (const each of reasonsOf(ctx)) for (const route of ctx.blueprint.routes.values()) if (route.resource === each.resource && takesReason(ctx, route) && route.verb === each.verb) route.requirements.add(each.requirement.id);
  for (const invariant of ctx.invariants) for (const route of routesOf(ctx, invariant)) route.requirements.add(invariant.requirement.id);
  const unsaid = impliedRoutes(ctx);
  for (const told of ctx.toldRoles) for (const route of routesOfRoles(ctx, told)) route.requirements.add(told.requirement.id);
  for (const job of ctx.blueprint.jobs.values()) for (const start of job.startedBy) {
    const route = ctx.blueprint.routes.get(start);
    if (route !== undefined && job.kind === 'ai') route.job ??= job.id;
  }
  scheduledRuns(ctx);
  derivedRoutes(ctx);
  reportFiles(ctx);
  leaverJobs(ctx);
  moneyJobs(ctx);
  systemJobs(ctx);
  thresholdJobs(ctx);
  notificationJobs(ctx);
  deliveryJobs(ctx);
  namedApis(ctx, (r) => nearestResource(ctx, r));
  otherSystems(ctx, (r) => nearestResource(ctx, r));
  webhookRoutes(ctx);
  startMoves(ctx);
  gatewaysOfSystems(ctx);
  opsRoutes(ctx);
  lookUps(ctx);
  const unclear = attachRest(ctx);
  outsideCalls(ctx);
  const created = createSchema(ctx);
  const schema = { ...created, fields: withAnsweredFields(input, created.fields), models: withRetention(input, created.models, (id) => new Set(created.fields.filter((f) => f.model === id).map((f) => f.class))) };
  const drafted = createRoutes(ctx, schema);
  const jobs = createJobs(ctx, schema.models);
  const routes = checkQuota(ctx, drafted, jobs);
  const layer = createServices(ctx, routes, jobs, schema.models);
  assignWorkflows(ctx, routes);
  const refinements = refinementsOf(input, { routes, models: schema.models, fields: schema.fields }, designChanges(ctx));
  const errors = createErrors(ctx, routes, jobs);
  const criteria = createCriteria(ctx, { routes, jobs, errors, models: schema.models, fields: schema.fields });
  return {
    requirements: ctx.requirements,
    criteria: inCutWindows(criteria, refinements),
    consumers: consumers(ctx, routes),
    routes, services: layer.services, methods: layer.methods, jobs: layer.jobs, events: layer.events, metrics: layer.metrics,
    models: schema.models, fields: schema.fields, relations: schema.relations,
    indexes: createIndexes(ctx, schema.models, schema.fields, routes),
    errors,
    refinements, unused: [...merged.unused, ...unusedLines(ctx), ...unreadSentences(ctx), ...unreadEdgeCases(ctx, criteria)],
    openQuestions: [...openQuestionsOf(input), ...schema.questions, ...unsaid, ...unclear],
  };
}

/** Reasons why nothing is left to plan, one per requirement, or null when something is. The shell refuses with them (exit 1). */
export function nothingToPlan(design: Design): string[] | null {
  if (design.requirements.some((r) => r.rejected === null)) return null;
  return design.requirements.map((r) => `${r.id}: ${r.rejected ?? ''}`);
}
