import type { Route, Screen, ScreenState } from '../../model/plan/index.ts';
import type { Ground } from './ground.ts';

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

/** What each screen must be able to show besides data, with the signal that tells it. */
export function screenStatesOf(ground: Ground): ScreenState[] {
  const { routes, fields, errors } = ground.design;
  const states: ScreenState[] = [];
  const jobRead = routes.find((route) => route.method === 'GET' && route.resource === 'Job') ?? routes.find((route) => /\/jobs\/\{/.test(route.path));
  const starter = routes.find((route) => route.success === 202 && route.method === 'POST') ?? routes.find((route) => route.success === 202);
  if (starter !== undefined && jobRead !== undefined) states.push({ state: `work of \`${starter.id}\` runs`, signal: `\`${jobRead.id}\` \`state\` queued or running; poll by \`Retry-After\`` }, { state: 'work failed', signal: `\`${jobRead.id}\` \`state\` failed with \`error.code\`` });
  for (const route of routes.filter((one) => one.pagination !== null).slice(0, 4)) states.push({ state: `no ${resourceWords(route)} yet`, signal: `\`${route.id}\` \`data\` empty, \`has_more\` false` });
  const absent = fields.filter((field) => field.class === 'health' && field.nullable && field.disposition !== 'drop');
  const health = absent.find((field) => field.disposition === 'cache') ?? absent[0];
  if (health !== undefined) states.push({ state: `no ${(health.unit === null ? health.name : health.name.replace(/_[a-z]+$/, '')).replaceAll('_', ' ')}`, signal: `\`${health.id}\` null: absent is normal, not an error` });
  for (const [code, state] of [['CONNECTION_REVOKED', 'connection revoked'], ['PROVIDER_QUOTA_EXHAUSTED', 'waiting for the provider quota'], ['POLICY_BLOCKED_SOURCE', 'data source not allowed for AI'], ['PRECONDITION_FAILED', 'changed elsewhere meanwhile'], ['SESSION_EXPIRED', 'session ended']] as const) {
    if (errors.some((error) => error.id === code)) states.push({ state, signal: `error code \`${code}\`` });
  }
  if (fields.some((field) => field.disposition === 'cache')) states.push({ state: 'row expired', signal: 'the row is gone from its list; rows people own stay' });
  return states;
}

function resourceWords(route: Route): string {
  return (route.path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? 'rows').replaceAll('-', ' ');
}
