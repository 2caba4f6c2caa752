import type { Route, Screen, ScreenState } from '../../model/plan/index.ts';
import { readsJob } from '../design/platform.ts';
import type { Ground } from './ground.ts';
import { list, some } from './numbers.ts';

/** Routes a person's screen calls, grouped by the screen the design named, else by resource or path. Gates are those of the usual phases; the review sets the real ones. */
export function screensOf(ground: Ground): Screen[] {
  const groups = new Map<string, Route[]>();
  for (const route of ground.design.routes) {
    if (route.auth === 'webhook' || route.auth === 'service' || route.rate.class === 'ops') continue;
    const name = route.screen ?? titleOf(route);
    groups.set(name, [...(groups.get(name) ?? []), route]);
  }
  return [...groups].map(([name, routes]) => ({ name, routes: routes.map((route) => route.id), gate: routes.every((route) => route.rate.class === 'auth') ? 'GATE-1' : 'GATE-4' }));
}

function titleOf(route: Route): string {
  const part = route.path.split('/').find((segment) => segment !== '' && !/^v\d+$/.test(segment) && !segment.startsWith('{')) ?? 'start';
  const words = part.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Refusals a screen shows as a state of its own, not as a message that passes. */
const refusals = [
  ['UNSUPPORTED_FILE', 'file of a kind that is not read'], ['FILE_TOO_LARGE', 'file over the limit'], ['ILLEGAL_TRANSITION', 'act not possible in this state'], ['CONFLICT_DUPLICATE', 'taken or there already'],
  ['CONNECTION_REVOKED', 'connection revoked'], ['PROVIDER_QUOTA_EXHAUSTED', 'waiting for the provider quota'], ['POLICY_BLOCKED_SOURCE', 'data source not allowed for AI'], ['AI_BUDGET_EXCEEDED', 'AI budget of the day used up'],
  ['PRECONDITION_FAILED', 'changed elsewhere meanwhile'], ['FORBIDDEN_ROLE', 'not for this role'],
] as const;

/** What each screen must be able to show besides data, with the signal that tells it and the routes it comes from. */
export function screenStatesOf(ground: Ground): ScreenState[] {
  const { routes, fields, errors, models } = ground.design;
  const shown = routes.filter((route) => route.auth !== 'webhook' && route.rate.class !== 'ops' && route.rate.class !== 'auth');
  const states: ScreenState[] = [];
  const jobRead = routes.find((route) => readsJob(route));
  const starters = shown.filter((route) => route.success === 202);
  if (starters.length > 0 && jobRead !== undefined) states.push({ state: `work of ${some(starters.map((route) => route.id), 4)} runs`, signal: `\`${jobRead.id}\` \`state\` queued or running; poll by \`Retry-After\`` }, { state: 'work failed', signal: `\`${jobRead.id}\` \`state\` failed, \`error\` holds the code` });
  for (const route of shown.filter((one) => one.pagination !== null).slice(0, 4)) states.push({ state: `no ${resourceWords(route)} yet`, signal: `\`${route.id}\` \`data\` empty, \`has_more\` false` });
  for (const model of models) {
    const read = shown.find((route) => route.resource === model.id && route.method === 'GET') ?? shown.find((route) => route.resource === model.id);
    if (model.states !== null && read !== undefined) states.push({ state: `${resourceWords(read)} in ${list(model.states.values)}`, signal: `\`${model.states.field}\` of \`${read.id}\`` });
  }
  const absent = fields.filter((field) => field.class === 'health' && field.nullable && field.disposition !== 'drop');
  const health = absent.find((field) => field.disposition === 'cache') ?? absent[0];
  if (health !== undefined) states.push({ state: `no ${(health.unit === null ? health.name : health.name.replace(/_[a-z]+$/, '')).replaceAll('_', ' ')}`, signal: `\`${health.id}\` null: absent is normal, not an error` });
  for (const [code, state] of refusals) {
    const from = shown.filter((route) => route.errors.includes(code));
    const late = from.length === 0 && errors.some((error) => error.id === code && ground.design.jobs.some((job) => job.throws.includes(code)));
    if (late && jobRead?.response.some((field) => field.name === 'retry_at') === true && code === 'PROVIDER_QUOTA_EXHAUSTED') states.push({ state, signal: `\`${jobRead.id}\` \`state\` queued, \`retry_at\` says when it goes on` });
    else if (from.length > 0 || (late && jobRead !== undefined)) states.push({ state, signal: `\`${code}\` of ${from.length > 0 ? some(from.map((route) => route.id), 3) : `\`${jobRead?.id ?? ''}\` in \`error\``}` });
  }
  for (const limit of errors.filter((error) => error.id.endsWith('_LIMIT_REACHED'))) states.push({ state: 'limit reached', signal: `\`${limit.id}\` of ${some(shown.filter((route) => route.errors.includes(limit.id)).map((route) => route.id), 3)}` });
  if (errors.some((error) => error.id === 'SESSION_EXPIRED')) states.push({ state: 'session ended', signal: '`SESSION_EXPIRED` of every route behind a session' });
  if (fields.some((field) => field.disposition === 'cache')) states.push({ state: 'row expired', signal: 'the row is gone from its list; rows people own stay' });
  return states;
}

function resourceWords(route: Route): string {
  return (route.path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? 'rows').replaceAll('-', ' ');
}
