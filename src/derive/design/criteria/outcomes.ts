import type { Job, Model, Requirement, Route } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { effectsOf } from '../effects.ts';
import { holds, kebab, plural, spaced } from '../reading/words.ts';
import type { Subjects } from './case.ts';
import { refusalOf, refusing, routeFor } from './matching.ts';

const observable = /`[^`]+`|\b[1-5]\d\d\b/;

/** "respond with 404": the call that answers so, and its error, behind the author's words; as it stands where no call of the requirement has that status. */
function answeredWith(then: string, text: string, route: Route | undefined, subjects: Subjects): string {
  const status = Number(/\b([1-5]\d\d)\b/.exec(then)?.[1] ?? 0);
  if (route === undefined || text.includes(route.id)) return then;
  const error = subjects.errors.find((e) => e.status === status && route.errors.includes(e.id) && e.id !== 'SESSION_EXPIRED');
  return error === undefined ? (status === route.success ? `${then} (\`${route.id}\`: ${status})` : then) : `${then} (\`${route.id}\`: ${status} \`${error.id}\`)`;
}

/** The author's outcome with what a test can see: status and code of the route, or the end of the job. */
export function observed(ctx: Context, then: string, whole: string, acts: string, negative: boolean, r: Requirement, subjects: Subjects): string {
  if (/`[^`]+`/.test(then)) return then;
  const route = (negative ? refusing(ctx, whole, r, subjects) : undefined) ?? routeFor(ctx, whole, r, subjects.routes, acts);
  if (observable.test(then)) return answeredWith(then, `${acts} ${then}`, route, subjects);
  const worker = subjects.jobs.find((j) => j.requirements.includes(r.id) && j.calls.length > 0);
  if (worker !== undefined && ctx.cases(whole, 'down')) return `${then} (job \`${worker.id}\` ends \`failed\`)`;
  const late = ctx.cases(whole, 'late') ? subjects.jobs.find((j) => j.requirements.includes(r.id)) : undefined;
  if (late !== undefined) return `${then} (job \`${late.id}\` ends \`succeeded\`)`;
  if (route !== undefined) {
    const error = negative ? refusalOf(ctx, whole, then, route, subjects.errors) : null;
    return error === null ? `${then} (\`${route.id}\`: ${route.success})` : `${then} (\`${route.id}\`: ${error.status} \`${error.id}\`)`;
  }
  const job = subjects.jobs.find((j) => j.requirements.includes(r.id));
  return job === undefined ? then : `${then} (job \`${job.id}\` ends \`${negative ? 'failed' : 'succeeded'}\`)`;
}

/** The move of the state table that a route makes. */
export function moveOf(route: Route, model: Model | undefined): { from: string; to: string; by: string } | undefined {
  const last = route.path.split('/').at(-1)?.replace(/-by-link$/, '') ?? '';
  return model?.states?.moves.find((m) => kebab(m.by) === last);
}

/** The state that a route leads to, as `field` and value; null when it moves nothing. */
function stateOf(route: Route, model: Model | undefined): string | null {
  const states = model?.states ?? null;
  if (states === null) return null;
  const to = route.rule === 'rule:R8' ? moveOf(route, model)?.to : route.rule === 'rule:R3' ? states.values[0] : undefined;
  return to === undefined ? null : `\`${states.field}\` is \`${to}\``;
}

/**
 * What a test sees after a call that went well: status, state, page, headers, and the rows written beside the own one. `own` when some of it
 * comes from the requirement and not from the route alone.
 */
export function succeeded(ctx: Context, r: Requirement, route: Route, subjects: Subjects): { text: string; own: boolean } {
  const model = subjects.models.find((m) => m.id === route.resource);
  const noun = model === undefined ? 'row' : spaced(model.id);
  const state = stateOf(route, model);
  const told = subjects.fields.filter((f) => f.model === model?.id && f.values !== null).flatMap((f) => (f.values ?? []).filter((v) => holds(r.text, `${v.replaceAll('_', ' ')} ${noun}`) || holds(r.text, `${v.replaceAll('_', ' ')} ${plural(noun, ctx.lexicon)}`)).map((v) => `\`${f.name}\` \`${v}\``));
  const named = subjects.fields.filter((f) => f.model === model?.id && f.key === 'none' && !['created_at', 'updated_at', 'version', model?.states?.field ?? ''].includes(f.name) && holds(r.text, spaced(f.name.replace(/_(?:at|id|min|m|s|h|kg|km|cent)$/, '')))).map((f) => `\`${f.name}\``).slice(0, 4);
  const beside = effectsOf(ctx, r.text, route.resource).filter((e) => subjects.models.some((m) => m.id === e.resource)).map((e) => `the \`${e.resource}\` row is written with it`);
  const parts: string[] = [];
  if (route.pagination !== null) parts.push(`${route.success} and \`data\` holds ${told.length > 0 ? `only ${plural(noun, ctx.lexicon)} with ${told.join(' or ')}` : `one \`${route.responseType?.replace(/^Page<(.+)>$/, '$1') ?? 'row'}\` for each ${noun} the caller may see`}`);
  else if (route.job !== null && route.method !== 'GET') parts.push(`${route.success}, and job \`${route.job}\` ends \`succeeded\``);
  else if (route.success === 204) parts.push(`204${state === null ? '' : `, ${state}`}${route.method === 'DELETE' ? ' and the next read answers 404 `NOT_FOUND`' : ''}`);
  else if (route.success === 201) parts.push(`201 with ${route.successHeaders.some((h) => h.startsWith('Location')) ? '`Location`' : 'a new row'}${state === null ? '' : `, ${state}`}`);
  else if (state !== null) parts.push(`${route.success} and ${state}`);
  else if (route.preconditions === 'if-match') parts.push(`${route.success} and \`version\` grows by 1`);
  else parts.push(`${route.success} ${route.responseType === null ? 'without a body' : `with \`${route.responseType}\``}`);
  const onlyRole = route.auth === 'role' && /\bonly\b/i.test(r.text);
  if (onlyRole) parts.push('every other role gets 403 `FORBIDDEN_ROLE`');
  const holding = named.length > 0 && route.job === null && route.success !== 204;
  if (holding) parts.push(`the answer holds ${named.join(', ')}`);
  return { text: [...parts, ...beside].join('; '), own: (state !== null && route.rule === 'rule:R8') || told.length > 0 || onlyRole || holding || beside.length > 0 };
}

/** The end of a job as a test sees it: its state, the state it sets, the outside calls it makes; where such a call goes wrong, their number is the subject. */
export function ran(ctx: Context, job: Job, negative: boolean, subjects: Subjects, whole = ''): string {
  const model = subjects.models.find((m) => job.writes.includes(m.id) && m.states !== null);
  const to = model?.states?.values.find((v) => job.id === `mark-${kebab(spaced(model.id))}-${kebab(v)}`);
  const calls = negative || ctx.cases(whole, 'troubled') ? [] : job.calls.filter((c) => !c.endsWith('.refreshToken')).slice(0, 2).map((c) => `1 call of \`${c}\``);
  return [`job \`${job.id}\` ends \`${negative ? 'failed' : 'succeeded'}\``, ...(to === undefined ? [] : [`\`${model?.states?.field ?? 'status'}\` is \`${to}\``]), ...calls].join(', ');
}
