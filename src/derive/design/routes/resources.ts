import type { AuthClass, Operation, Requirement } from '../../../model/plan/index.ts';
import { isEndUser, mentions } from '../context.ts';
import type { Context } from '../context.ts';
import type { Resource, Use } from '../resources.ts';
import { camel, holds, kebab, pascal, plural, snake } from '../words.ts';
import { syncCalls } from './provider.ts';

/** Service that owns a resource. */
export const serviceOf = (r: Resource): string => `${r.name}Service`;
export const idParam = (r: Resource): string => `{${snake(r.name)}_id}`;

interface Access {
  auth: AuthClass;
  role: string | null;
}

/** A route is for a role when every actor that its requirements name is one; otherwise any session may call it and sees only its own rows. */
function accessOf(ctx: Context, uses: readonly Use[]): Access {
  if (ctx.identity.signIn === 'none') return { auth: 'public', role: null };
  if (ctx.identity.signIn === 'api-key') return { auth: 'service', role: null };
  const actors = uses.map((u) => u.actor);
  const roles = [...new Set(actors.filter((a) => a !== null && !isEndUser(a)))];
  if (roles.length > 0 && actors.every((a) => a !== null && !isEndUser(a))) return { auth: 'role', role: roles.toSorted((a, b) => String(a).localeCompare(String(b), 'en')).join(', ') };
  return { auth: 'session', role: null };
}

const requirementsOf = (uses: readonly Use[]): Requirement[] => [...new Set(uses.map((u) => u.requirement))];
const clock = /\b(?:daily|hourly|nightly|weekly|every (?:night|day|hour)|periodically|automatically|on a schedule|scheduled)\b/i;

/** Routes and jobs of one resource from all its uses (rules R1 to R8 and R10). */
export function resourceRoutes(ctx: Context, resource: Resource): void {
  const { blueprint: b } = ctx;
  const many = pascal(plural(resource.noun, ctx.lexicon));
  const collection = `/v1/${resource.path}`;
  const item = `${collection}/${idParam(resource)}`;
  const by = (...operations: Operation[]) => resource.uses.filter((u) => operations.includes(u.operation));
  const base = { resource: resource.name, service: serviceOf(resource), stage: 3 };
  const qualifiers = (uses: readonly Use[]) => [...new Set(uses.flatMap((u) => u.qualifiers))];

  const create = by('create');
  if (create.length > 0) b.route({ ...base, ...accessOf(ctx, create), method: 'POST', path: collection, rule: 'R3', action: 'create', purpose: `create one ${resource.noun}`, handler: `create${resource.name}`, rate: 'write', success: 201 }, requirementsOf(create), qualifiers(create));

  const upload = by('upload');
  const imports = upload.filter((u) => u.verb === 'import');
  const uploads = upload.filter((u) => u.verb !== 'import');
  if (imports.length > 0) {
    const path = `/v1/${kebab(resource.noun)}-imports`;
    const job = ctx.provider === null || imports.some((u) => mentions(u.requirement, 'file', 'files')) ? 'import-files' : `import-${resource.path}`;
    b.route({ ...base, ...accessOf(ctx, imports), method: 'POST', path, rule: 'R6', action: 'start-job', purpose: `import own files as ${plural(resource.noun, ctx.lexicon)}`, handler: `request${resource.name}Import`, rate: 'job', success: 202, job, verb: 'import' }, requirementsOf(imports));
    b.job({ id: job, kind: 'import', purpose: `parse own files into ${plural(resource.noun, ctx.lexicon)}`, service: base.service, resource: resource.name, schedule: null, rule: 'R6', startedBy: [`POST ${path}`] }, requirementsOf(imports));
  }
  if (uploads.length > 0) b.route({ ...base, ...accessOf(ctx, uploads), method: 'POST', path: collection, rule: 'R3', action: 'upload', purpose: `upload one ${resource.noun}`, handler: `upload${resource.name}`, rate: 'write', success: 201 }, requirementsOf(uploads), qualifiers(uploads));

  jobsOf(ctx, resource, by('job'));

  const ai = by('ai-job');
  if (ai.length > 0) {
    const job = `generate-${kebab(resource.noun)}`;
    b.route({ ...base, ...accessOf(ctx, ai), method: 'POST', path: collection, rule: 'R6', action: 'start-ai', purpose: `request one ${resource.noun} written by the text model`, handler: `request${resource.name}`, rate: 'ai', success: 202, job }, requirementsOf(ai), qualifiers(ai));
    b.job({ id: job, kind: 'ai', purpose: `write one ${resource.noun}`, service: base.service, resource: resource.name, schedule: null, rule: 'R6', startedBy: [`POST ${collection}`], calls: ['LlmGateway.complete'] }, requirementsOf(ai));
  }

  const list = by('list', 'search');
  const one = list.filter((u) => isSingle(u, resource, ctx));
  const all = list.filter((u) => !one.includes(u));
  if (all.length > 0) b.route({ ...base, ...accessOf(ctx, all), method: 'GET', path: collection, rule: 'R1', action: 'list', purpose: `list ${plural(resource.noun, ctx.lexicon)} page by page`, handler: `list${many}`, rate: 'read', success: 200 }, requirementsOf(all), qualifiers(all));
  if (one.length > 0 || (ai.length > 0 && all.length === 0)) b.route({ ...base, ...accessOf(ctx, one.length > 0 ? one : ai), method: 'GET', path: item, rule: 'R2', action: 'get', purpose: `read one ${resource.noun}`, handler: `get${resource.name}`, rate: 'read', success: 200 }, requirementsOf(one.length > 0 ? one : ai));

  const update = by('update');
  if (update.length > 0) b.route({ ...base, ...accessOf(ctx, update), method: 'PATCH', path: item, rule: 'R4', action: 'update', purpose: `change one ${resource.noun}`, handler: `update${resource.name}`, rate: 'write', success: 200 }, requirementsOf(update), qualifiers(update));
  const remove = by('delete');
  if (remove.length > 0) b.route({ ...base, ...accessOf(ctx, remove), method: 'DELETE', path: item, rule: 'R5', action: 'delete', purpose: `delete one ${resource.noun}`, handler: `delete${resource.name}`, rate: 'write', success: 204 }, requirementsOf(remove));

  for (const verb of new Set(by('transition').map((u) => u.verb))) {
    const uses = by('transition').filter((u) => u.verb === verb);
    b.route({ ...base, ...accessOf(ctx, uses), method: 'POST', path: `${item}/${kebab(verb)}`, rule: 'R8', action: 'transition', purpose: `${verb} one ${resource.noun}`, handler: `${camel(verb)}${resource.name}`, rate: 'write', success: 200, verb }, requirementsOf(uses));
  }
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

/** "view an album", "see the details of a booking": the object stands in the singular in the author's sentence. */
function isSingle(use: Use, resource: Resource, ctx: Context): boolean {
  if (use.operation === 'search') return false;
  const text = use.requirement.text;
  const many = plural(resource.noun, ctx.lexicon);
  if (!/^[\p{Script=Latin} -]+$/u.test(resource.noun) || holds(text, many)) return /\bdetails? of (?:a|an|one|the)\b/i.test(text);
  return !/\b(?:list|history|catalog(?:ue)?|search|browse|page)\b/i.test(text);
}

function jobsOf(ctx: Context, resource: Resource, uses: readonly Use[]): void {
  const { blueprint: b } = ctx;
  for (const verb of new Set(uses.map((u) => u.verb))) {
    const mine = uses.filter((u) => u.verb === verb);
    const by = requirementsOf(mine);
    const synced = ctx.vocabulary.providerNouns.has(resource.noun) && ctx.provider !== null;
    const name = synced || /^(?:sync|synchroni[sz]e|fetch|refresh)$/.test(verb) ? 'sync' : verb;
    const id = `${kebab(name)}-${resource.path}`;
    const scheduled = by.every((r) => clock.test(r.text));
    const path = `/v1/${kebab(resource.noun)}-${kebab(plural(name, ctx.lexicon))}`;
    b.job({ id, kind: name === 'sync' ? 'sync' : 'process', purpose: `${name} ${plural(resource.noun, ctx.lexicon)}`, service: serviceOf(resource), resource: resource.name, schedule: scheduled ? 'each night' : null, rule: 'R6', startedBy: scheduled ? ['clock, each night'] : [`POST ${path}`], calls: name === 'sync' ? syncCalls(ctx, by) : [] }, by);
    if (!scheduled) b.route({ resource: resource.name, service: serviceOf(resource), stage: 3, ...accessOf(ctx, mine), method: 'POST', path, rule: 'R6', action: 'start-job', purpose: `start a job that will ${name} ${plural(resource.noun, ctx.lexicon)}`, handler: `request${resource.name}${pascal(name)}`, rate: 'job', success: 202, job: id, verb: name }, by);
  }
}
