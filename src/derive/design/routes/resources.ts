import type { Lexicon } from '../../../model/knowledge.ts';
import type { AuthClass, Operation, Requirement } from '../../../model/plan/index.ts';
import { oncePer } from '../../../text/once.ts';
import { isEndUser, mentions } from '../context.ts';
import type { Context } from '../context.ts';
import { isOfRow } from '../vocabulary.ts';
import { namesOf } from '../resources.ts';
import type { Resource, Use } from '../resources.ts';
import { camel, holds, kebab, pascal, plural, singular, snake, stateAfter, verbBases } from '../reading/words.ts';
import { countPattern } from '../reading/counts.ts';
import { byClock, conditionsOf, scheduleIn, scheduleOf } from '../reading/schedule.ts';
import { syncCalls } from './provider.ts';
import { anyOf, caseless } from '../../../text/regex.ts';

/** Service that owns a resource. */
export const serviceOf = (r: Resource): string => `${r.name}Service`;
export const idParam = (r: Resource): string => `{${snake(r.name)}_id}`;

interface Access {
  auth: AuthClass;
  role: string | null;
}

/** A route is for a role when every actor that its requirements name is one; otherwise any session may call it and sees only its own rows. */
function accessFor(ctx: Context, resource: Resource, uses: readonly Use[]): Access {
  if (ctx.identity.signIn === 'none' || (uses.length > 0 && uses.every((u) => ctx.lexicon.openly.some((words) => holds(u.requirement.text, words))))) return { auth: 'public', role: null };
  // Whoever only looks around has no account: what visitors read is open, unless the visitors write rows of their own.
  const lookers = uses.flatMap((u) => u.actor ?? []);
  if (lookers.length > 0 && ctx.identity.signIn !== 'api-key' && lookers.every((a) => ctx.lexicon.strangers.includes(a)) && uses.every((u) => u.operation === 'list' || u.operation === 'search') && ![...ctx.resources.values()].some((r) => r.uses.some((u) => u.actor !== null && ctx.lexicon.strangers.includes(u.actor) && u.operation !== 'list' && u.operation !== 'search'))) return { auth: 'public', role: null };
  if (ctx.identity.signIn === 'api-key') return { auth: 'service', role: null };
  const callers = uses.flatMap((u) => u.actor ?? []);
  if (callers.length > 0 && callers.every((a) => ctx.lexicon.devices.includes(a))) return { auth: 'service', role: null };
  const granted = ctx.grants.filter((g) => uses.some((u) => g.resource === resource.name && g.operations.has(u.operation) && (u.operation !== 'transition' || u.verb === g.verb))).map((g) => g.role);
  const told = uses.flatMap((u) => audience(ctx, u.requirement.text));
  if (told.length > 0 && uses.every((u) => u.operation === 'list' || u.operation === 'search')) return { auth: 'role', role: [...new Set(told)].toSorted((a, b) => a.localeCompare(b, 'en')).join(', ') };
  const reading = uses.length > 0 && uses.every((u) => u.operation === 'list' || u.operation === 'search');
  // Who may book or cancel must be able to see what they booked: a list for staff is a list of one's own rows for everybody else.
  const changing = reading ? resource.uses.filter((u) => ['create', 'update', 'delete', 'transition'].includes(u.operation)).map((u) => u.actor).filter((a) => a !== null && isEndUser(a, ctx.lexicon)) : [];
  const actors = [...uses.map((u) => u.actor), ...granted, ...changing];
  const anybody = (a: string): boolean => isEndUser(a, ctx.lexicon) || isOfRow(a, ctx.vocabulary);
  const roles = [...new Set(actors.filter((a) => a !== null && !anybody(a)))];
  if (roles.length > 0 && actors.every((a) => a === null || !anybody(a)) && actors.some((a) => a !== null)) return { auth: 'role', role: roles.toSorted((a, b) => String(a).localeCompare(String(b), 'en')).join(', ') };
  // "Store breed facts" names nobody: data of all users that no user may write.
  if (uses.length > 0 && uses.every((u) => u.operation === 'create' && u.actor === null && ctx.lexicon.keeps.includes(u.verb))) return { auth: 'role', role: 'admin' };
  return { auth: 'session', role: null };
}

/** "Show a note to clinicians of the same clinic only": the staff that may read, nobody else. */
function audience(ctx: Context, text: string): string[] {
  if (!/\bonly\b/i.test(text)) return [];
  return ctx.lexicon.people.filter((p) => !isEndUser(p, ctx.lexicon) && text.toLowerCase().includes(p) && caseless(`\\bto (?:the )?${p}s?\\b[^.,;]*\\bonly\\b|\\bonly (?:to|for|by) (?:the )?${p}s?\\b`).test(text));
}

const byLink = /\blinks?\b.*\bwithout (?:a |an |any )?(?:sign(?:ing)?[- ]?in|log(?:ging)?[- ]?in|account|session)\b|\bwithout (?:a |an |any )?(?:sign(?:ing)?[- ]?in|log(?:ging)?[- ]?in|account|session)\b.*\blinks?\b/i;
const requirementsOf = (uses: readonly Use[]): Requirement[] => [...new Set(uses.map((u) => u.requirement))];
/** "issue a voucher once the payment is confirmed": the event of the payment service starts it. */
const behindPayment = (ctx: Context, u: Use): boolean => u.internal && conditionsOf(u.requirement.text).some((c) => ctx.lexicon.payments.some((noun) => holds(c, noun)));

/** "create an entry after the note is approved": the call that approves makes it. */
const behindMove = (ctx: Context, resource: Resource, u: Use): boolean =>
  // "Shift leads release orders; the system then creates a pick list": the call that releases.
  (u.internal && u.operation === 'create' && u.requirement.readings.some((x) => x.operation === 'transition' && x.actor !== null && x.actor !== 'system' && !x.negated && x.resource !== null && x.resource !== resource.name)) ||
  u.internal && u.operation === 'create' && conditionsOf(u.requirement.text).some((c) => {
    const words = c.toLowerCase().match(/[\p{L}-]+/gu) ?? [];
    const does = (operation: Operation): boolean => words.some((w) => [...verbBases(w), ctx.lexicon.nominals[w] ?? ''].some((v) => v !== w && ctx.lexicon.verbs[v] === operation));
    // "When a donation is recorded, a unit is added": the call that records it.
    if (does('create') && caseless(String.raw`\b(?:is|was|has been|gets)\s+\p{L}+(?:ed|en|t)\b`).test(c) && [...ctx.resources.values()].some((r) => r !== resource && r.uses.some((x) => x.operation === 'create' && !x.internal && x.actor !== null) && (holds(c, r.noun) || holds(c, plural(r.noun, ctx.lexicon))))) return true;
    // "On acceptance of an offer": the call that accepts it, whatever the verb makes elsewhere.
    if ([...ctx.resources.values()].some((r) => r !== resource && (holds(c, r.noun) || holds(c, plural(r.noun, ctx.lexicon))) && r.uses.some((x) => x.operation === 'transition' && !x.internal && words.some((w) => w !== x.verb && (ctx.lexicon.nominals[w] === x.verb || verbBases(w).includes(x.verb)))))) return true;
    const moves = does('transition');
    return moves && [...ctx.resources.values()].some((r) => r !== resource && r.uses.some((x) => x.operation === 'transition' && !x.internal) && (holds(c, r.noun) || holds(c, plural(r.noun, ctx.lexicon))));
  });

/** True when some caller or job writes the resource, so that what the system does by itself needs no route of its own. */
function answered(ctx: Context, resource: Resource): boolean {
  return resource.uses.some((u) => !u.internal && ['create', 'upload', 'ai-job', 'job', 'update', 'delete', 'transition'].includes(u.operation)) || (ctx.provider !== null && ctx.vocabulary.providerNouns.has(resource.noun));
}

/** An import without a file from a connected provider is a sync; an uploaded file is parsed unless it is kept as it came. */
function isSync(ctx: Context, u: Use): boolean {
  return ctx.provider !== null && !mentions(u.requirement, 'file', 'files', 'csv', 'gpx', 'fit') && u.verb === 'import';
}
const keepsFile = (ctx: Context, r: Resource): boolean => ctx.lexicon.files.some((f) => r.noun === f || r.noun.endsWith(` ${f}`));

/** Routes and jobs of one resource from all its uses (rules R1 to R8 and R10). */
export function resourceRoutes(ctx: Context, resource: Resource): void {
  const { blueprint: b } = ctx;
  const accessOf = (_: Context, uses: readonly Use[]) => accessFor(ctx, resource, uses);
  const many = pascal(plural(resource.noun, ctx.lexicon));
  const collection = `/v1/${resource.path}`;
  const item = `${collection}/${idParam(resource)}`;
  const outer = (u: Use) => !u.internal || (!answered(ctx, resource) && scheduleOf(u.requirement.text) === null && !ctx.lexicon.runs.includes(u.verb) && !behindPayment(ctx, u) && !behindMove(ctx, resource, u) && !(u.operation === 'delete' && retention(ctx.lexicon).test(u.requirement.text)));
  // Whoever changes a set by nature, such as opening hours, adds to it, lists it and removes from it.
  const whole = ctx.lexicon.sets.includes(resource.noun) ? resource.uses.filter((u) => u.operation === 'update' && !u.internal) : [];
  for (const operation of ['create', 'list', 'delete'] as const) if (!resource.uses.some((u) => u.operation === operation)) resource.uses.push(...whole.map((u) => ({ ...u, operation })));
  const by = (...operations: Operation[]) => resource.uses.filter((u) => operations.includes(u.operation) && outer(u));
  const base = { resource: resource.name, service: serviceOf(resource), stage: 3 };
  const qualifiers = (uses: readonly Use[]) => [...new Set(uses.flatMap((u) => u.qualifiers))];

  const ai = by('ai-job');
  const files = keepsFile(ctx, resource);
  const create = ai.length > 0 || files ? [] : by('create');
  if (create.length > 0) b.route({ ...base, ...accessOf(ctx, create), method: 'POST', path: collection, rule: 'R3', action: 'create', purpose: `create one ${resource.noun}`, handler: `create${resource.name}`, rate: 'write', success: 201 }, requirementsOf(create), qualifiers(create));

  const upload = [...resource.uses.filter((u) => u.operation === 'upload'), ...(files ? by('create') : [])];
  const synced = upload.filter((u) => isSync(ctx, u));
  const imports = upload.filter((u) => !synced.includes(u) && (u.verb === 'import' || (!keepsFile(ctx, resource) && mentions(u.requirement, 'file', 'files'))));
  const uploads = upload.filter((u) => !synced.includes(u) && !imports.includes(u));
  if (imports.length > 0) {
    const path = `/v1/${kebab(resource.noun)}-imports`;
    const job = ctx.provider === null || imports.some((u) => mentions(u.requirement, 'file', 'files')) ? 'import-files' : `import-${resource.path}`;
    b.route({ ...base, ...accessOf(ctx, imports), method: 'POST', path, rule: 'R6', action: 'start-job', purpose: `import own files as ${plural(resource.noun, ctx.lexicon)}`, handler: `request${resource.name}Import`, rate: 'job', success: 202, job, verb: 'import' }, requirementsOf(imports));
    b.job({ id: job, kind: 'import', purpose: `parse own files into ${plural(resource.noun, ctx.lexicon)}`, service: base.service, resource: resource.name, schedule: null, rule: 'R6', startedBy: [`POST ${path}`] }, requirementsOf(imports));
  }
  if (uploads.length > 0) b.route({ ...base, ...accessOf(ctx, uploads), method: 'POST', path: collection, rule: 'R3', action: 'upload', purpose: `upload one ${resource.noun}`, handler: `upload${resource.name}`, rate: 'write', success: 201 }, requirementsOf(uploads), qualifiers(uploads));

  jobsOf(ctx, resource, [...by('job'), ...synced]);

  const answered_ = resource.name === 'Answer' && ai.every((u) => u.actor === null) ? askedFor(ctx) : null;
  if (ai.length > 0 && answered_ !== null) {
    const path = `/v1/${answered_.path}`;
    b.job({ id: 'generate-answer', kind: 'ai', purpose: `write the answer to one ${answered_.noun}`, service: base.service, resource: resource.name, schedule: null, rule: 'R6', startedBy: [`POST ${path}`], calls: ['LlmGateway.complete'] }, requirementsOf(ai));
  } else if (ai.length > 0) {
    ai.push(...by('create'));
    const job = `generate-${kebab(resource.noun)}`;
    b.route({ ...base, ...accessOf(ctx, ai), method: 'POST', path: collection, rule: 'R6', action: 'start-ai', purpose: `request one ${resource.noun} written by the text model`, handler: `request${resource.name}`, rate: 'ai', success: 202, job }, requirementsOf(ai), qualifiers(ai));
    b.job({ id: job, kind: 'ai', purpose: `write one ${resource.noun}`, service: base.service, resource: resource.name, schedule: null, rule: 'R6', startedBy: [`POST ${collection}`], calls: ['LlmGateway.complete'] }, requirementsOf(ai));
  }

  const streamed = ctx.active.filter((r) => ai.length > 0 && mentions(r, ...ctx.lexicon.streams));
  if (streamed.length > 0) b.route({ ...base, ...accessOf(ctx, ai), method: 'GET', path: `${item}/events`, rule: 'R6', action: 'stream', purpose: `read one ${resource.noun} as it is written (text/event-stream)`, handler: `stream${resource.name}`, rate: 'read', success: 200 }, streamed);
  const counted = (u: Use) => u.requirement.readings.some((x) => x.operation === 'derive' && x.resource === resource.name);
  const asking = [...ctx.resources.values()].some((r) => r.uses.some((u) => u.operation === 'ai-job'));
  const list = by('list', 'search').filter((u) => !(asking && u.actor === null && isRetrieval(ctx, u.requirement))).filter((u) => u.operation === 'search' || !counted(u));
  const one = list.filter((u) => isSingle(u, resource, ctx));
  const all = list.filter((u) => !one.includes(u));
  if (all.length > 0) b.route({ ...base, ...accessOf(ctx, all), method: 'GET', path: collection, rule: 'R1', action: 'list', purpose: `list ${plural(resource.noun, ctx.lexicon)} page by page`, handler: `list${many}`, rate: 'read', success: 200 }, requirementsOf(all), qualifiers(all));
  if (one.length > 0 || (ai.length > 0 && all.length === 0)) b.route({ ...base, ...accessOf(ctx, one.length > 0 ? one : ai), method: 'GET', path: item, rule: 'R2', action: 'get', purpose: `read one ${resource.noun}`, handler: `get${resource.name}`, rate: 'read', success: 200 }, requirementsOf(one.length > 0 ? one : ai));

  const update = by('update');
  if (update.length > 0) b.route({ ...base, ...accessOf(ctx, update), method: 'PATCH', path: item, rule: 'R4', action: 'update', purpose: `change one ${resource.noun}`, handler: `update${resource.name}`, rate: 'write', success: 200 }, requirementsOf(update), qualifiers(update));
  const remove = by('delete');
  if (remove.length > 0) b.route({ ...base, ...accessOf(ctx, remove), method: 'DELETE', path: item, rule: 'R5', action: 'delete', purpose: `delete one ${resource.noun}`, handler: `delete${resource.name}`, rate: 'write', success: 204 }, requirementsOf(remove));

  const moves = resource.uses.filter((u) => u.operation === 'transition' && (outer(u) || byLink.test(u.requirement.text)));
  for (const verb of new Set(moves.map((u) => u.verb))) {
    const uses = moves.filter((u) => u.verb === verb);
    if (uses.every((u) => u.internal && !byLink.test(u.requirement.text))) continue;
    const linked = uses.filter((u) => byLink.test(u.requirement.text));
    if (linked.length > 0) b.route({ ...base, auth: 'public', method: 'POST', path: `${collection}/${kebab(verb)}-by-link`, rule: 'R8', action: 'link-transition', purpose: `${verb} the ${resource.noun} that a signed, single-use link names, without a session`, handler: `${camel(verb)}${resource.name}ByLink`, rate: 'auth', success: 204, verb }, requirementsOf(linked));
    const open = uses.filter((u) => !linked.includes(u));
    if (open.length > 0) b.route({ ...base, ...accessOf(ctx, open), method: 'POST', path: `${item}/${kebab(verb)}`, rule: 'R8', action: 'transition', purpose: `${verb} one ${resource.noun}`, handler: `${camel(verb)}${resource.name}`, rate: 'write', success: 200, verb }, requirementsOf(open));
  }
  clockMoves(ctx, resource);
  retentionJob(ctx, resource);
  const share = by('access');
  if (share.length > 0) b.route({ ...base, ...accessOf(ctx, share), method: 'POST', path: `${item}/shares`, rule: 'R3', action: 'share', purpose: `give another person access to one ${resource.noun}`, handler: `share${resource.name}`, rate: 'write', success: 201 }, requirementsOf(share));

  const out = by('export');
  if (out.length > 0) {
    const path = `/v1/${kebab(resource.noun)}-exports`;
    const job = `export-${resource.path}`;
    b.route({ ...base, ...accessOf(ctx, out), method: 'POST', path, rule: 'R10', action: 'start-export', purpose: `export ${plural(resource.noun, ctx.lexicon)} as one file`, handler: `request${resource.name}Export`, rate: 'job', success: 202, job }, requirementsOf(out));
    b.job({ id: job, kind: 'export', purpose: `write one file of ${plural(resource.noun, ctx.lexicon)}`, service: base.service, resource: resource.name, schedule: null, rule: 'R10', startedBy: [`POST ${path}`] }, requirementsOf(out));
  }
}

/** "Retrieve the top-k document chunks" is a step of the job that writes the answer. */
export const isRetrieval = (ctx: Context, r: Requirement): boolean => mentions(r, ...ctx.lexicon.retrieval);

/** What the callers send and an answer is written to: the created resource with the most weight. */
function askedFor(ctx: Context): Resource | null {
  // A person's message comes before rows that nobody in particular keeps.
  const said = (r: Resource): number => Number(r.uses.some((u) => u.operation === 'create' && u.actor !== null) && ctx.lexicon.left.includes(r.noun));
  return [...ctx.resources.values()].filter((r) => r.name !== 'Answer' && r.uses.some((u) => u.operation === 'create' && !u.internal)).toSorted((a, b) => said(b) - said(a) || b.score - a.score || a.name.localeCompare(b.name, 'en'))[0] ?? null;
}

/** A move that no person makes is made by the clock (rule R8): one job per verb. */
function clockMoves(ctx: Context, resource: Resource): void {
  const moves = resource.uses.filter((u) => u.operation === 'transition' && u.internal);
  const stateOf = (verb: string) => moves.find((u) => u.verb === verb && u.state !== null)?.state ?? stateAfter(verb, ctx.lexicon);
  for (const verb of new Set(moves.map((u) => u.verb))) {
    const by = requirementsOf(moves.filter((u) => u.verb === verb));
    // What a person may do too is done by the clock besides, when its time comes.
    if (resource.uses.some((u) => u.operation === 'transition' && u.verb === verb && !u.internal) && !by.some((r) => byClock(r.text))) continue;
    const when = scheduleIn(by) ?? 'every 5 min';
    ctx.blueprint.job({ id: `mark-${kebab(resource.noun)}-${kebab(stateOf(verb))}`, kind: 'process', purpose: `set ${plural(resource.noun, ctx.lexicon)} that are due to ${stateOf(verb).replaceAll('_', ' ')}`, service: serviceOf(resource), resource: resource.name, schedule: when, rule: 'R8', startedBy: [`clock, ${when}`] }, by);
  }
}

/** Rows that the system removes or keeps for a stated time: one nightly job, whatever the sentences say of the time. */
function retentionJob(ctx: Context, resource: Resource): void {
  const told = resource.uses.filter((u) => u.operation === 'delete' && u.internal);
  const kept = ctx.active.filter((r) => retention(ctx.lexicon).test(r.text) && r.readings.some((x) => x.resource === resource.name && (x.operation === 'none' || x.operation === 'delete')));
  if (told.length === 0 && kept.length === 0) return;
  const by = [...new Set([...requirementsOf(told), ...kept])];
  if (!by.some((r) => retention(ctx.lexicon).test(r.text))) return;
  const when = scheduleIn(by) ?? 'each night';
  ctx.blueprint.job({ id: `delete-expired-${resource.path}`, kind: 'process', purpose: `delete ${plural(resource.noun, ctx.lexicon)} whose time is over`, service: serviceOf(resource), resource: resource.name, schedule: when, rule: 'retention', startedBy: [`clock, ${when}`] }, by);
}

/** For how long something is kept, or when it is removed: "for 30 days", "ten years after". */
const retention = oncePer((lexicon: Lexicon) => lexicon.counts, (lexicon) => {
  const count = `(?:${countPattern(lexicon)})`;
  return caseless(`\\b(?:(?:for|after|older than|at least|at most|up to)\\s+${count}\\s+(?:days?|weeks?|months?|years?)|${count}\\s+(?:days?|weeks?|months?|years?)\\s+(?:after|later))\\b`);
});

/** "view an album", "see the details of a booking": the object stands in the singular in the author's sentence. */
function isSingle(use: Use, resource: Resource, ctx: Context): boolean {
  if (use.operation === 'search' || ctx.lexicon.sets.includes(resource.noun)) return false;
  const text = use.requirement.text;
  if (text.includes(`/${resource.path}/{`) || text.includes(`/${resource.path}/:`)) return true;
  const names = namesOf(resource, ctx.resources, ctx.lexicon);
  // "every open order": all of them.
  if (caseless(`\\b(?:see|track|follow|know)s?\\s+for\\s+(?:every|each)\\s+(?:${anyOf(names)})(?!\\p{L})`).test(text)) return false;
  if (caseless(`(?<!\\b(?:for|of)\\s)\\b(?:every|each)\\s+(?:\\p{L}+\\s+){0,3}?(?:${anyOf(names)})(?!\\p{L})`).test(text) && !/\bdetails?\b/i.test(text)) return false;
  if (!/^[\p{Script=Latin} -]+$/u.test(resource.noun) || names.some((name) => name !== singular(name, ctx.lexicon) && holds(text, name))) return /\bdetails? of (?:a|an|one|the)\b/i.test(text);
  return !ctx.cases(text, 'lists');
}

function jobsOf(ctx: Context, resource: Resource, uses: readonly Use[]): void {
  const { blueprint: b } = ctx;
  const synced = ctx.vocabulary.providerNouns.has(resource.noun) && ctx.provider !== null;
  const family = (u: Use) => (synced || /^(?:sync|synchroni[sz]e|fetch|refresh|import)$/.test(u.verb) ? 'sync' : u.verb);
  for (const verb of new Set(uses.map(family))) {
    const mine = uses.filter((u) => family(u) === verb);
    const by = requirementsOf(mine);
    const name = verb;
    const id = `${kebab(name)}-${resource.path}`;
    const caused = verb === 'rebuild' && mine.every((u) => u.actor === null);
    const asked = mine.filter((u) => u.actor !== null && u.verb !== 'import');
    const scheduled = asked.length === 0 && by.every((r) => ctx.cases(r.text, 'clocked') || scheduleOf(r.text) !== null);
    const when = scheduleIn(by) ?? 'each night';
    const path = `/v1/${kebab(resource.noun)}-${kebab(plural(name, ctx.lexicon))}`;
    b.job({ id, kind: name === 'sync' ? 'sync' : 'process', purpose: `${name} ${plural(resource.noun, ctx.lexicon)}`, service: serviceOf(resource), resource: resource.name, schedule: scheduled ? when : null, rule: 'R6', startedBy: caused ? [] : scheduled ? [`clock, ${when}`] : [`POST ${path}`, ...(name === 'sync' && ctx.connects.length > 0 ? ['new connection'] : [])], calls: name === 'sync' ? syncCalls(ctx, by) : [] }, by);
    if (!scheduled && !caused) b.route({ resource: resource.name, service: serviceOf(resource), stage: 3, ...accessFor(ctx, resource, mine), method: 'POST', path, rule: 'R6', action: 'start-job', purpose: `start a job that will ${name} ${plural(resource.noun, ctx.lexicon)}`, handler: `request${resource.name}${pascal(name)}`, rate: 'job', success: 202, job: id, verb: name }, by);
  }
}
