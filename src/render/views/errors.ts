import type { ApiError, Plan, Route } from '../../model/plan/index.ts';
import { code, codes, prose, row, sentenceList } from '../text.ts';
import { trace } from '../page.ts';
import type { Page } from '../site.ts';

/** The catalogue: one row an error (RFC 9457). */
export function errorRows(page: Page): Record<string, string>[] {
  return page.site.plan.errors.map(error => row({ id: error.id, answer: error.status === null ? 'job' : String(error.status), action: `${prose(error.callerAction)}${logged(error)}`, retry: prose(error.retry), owner: error.owner, trace: trace(page, error) }));
}

function logged(error: ApiError): string {
  return error.alert ? `; log ${error.log}, alert` : error.log === 'info' ? '' : `; log ${error.log}`;
}

/** Errors so common that the route table leaves them out, each with the routes that have it. */
export function sharedErrorLines(plan: Plan): string[] {
  const shared = new Map<string, string[]>();
  for (const error of plan.errors) {
    const routes = plan.routes.filter(route => route.errors.includes(error.id) && !route.ownErrors.includes(error.id)).map(route => route.id);
    if (routes.length > 0) shared.set(error.id, routes);
  }
  const groups = new Map<string, { ids: string[]; routes: string[] }>();
  for (const [id, routes] of shared) {
    const key = routes.join('\n');
    const group = groups.get(key) ?? { ids: [], routes };
    group.ids.push(id);
    groups.set(key, group);
  }
  const redirected = plan.routes.filter(route => route.success === 302).map(route => route.id);
  return [
    ...[...groups.values()].map(group => `${scope(plan, group.routes)}: ${codes(group.ids)}.`),
    ...(redirected.length > 0 ? [`${codes(redirected)} ${redirected.length === 1 ? 'answers' : 'answer'} a browser: an error is a 302 with \`code\`; its status goes to log and metric.`] : []),
  ];
}

/** A short name for a set of routes: a rule with at most three exceptions, else the routes themselves. */
function scope(plan: Plan, routes: readonly string[]): string {
  const rules: [name: string, test: (route: Route) => boolean][] = [
    ['Every route', () => true],
    ['Every route behind a session', route => route.auth !== 'public' && route.auth !== 'webhook' && route.auth !== 'service'],
    ['Every unsafe route behind a session', route => route.method !== 'GET' && route.auth !== 'public' && route.auth !== 'webhook' && route.auth !== 'service'],
    ['Every route but those of class ops', route => route.rate.class !== 'ops'],
    ['Every route with `Idempotency-Key`', route => route.idempotencyKey],
    ['Every list', route => route.pagination !== null],
    ['Every route with a body', route => route.request.some(field => field.in === 'body')],
  ];
  const named = rules.map(([name, test]) => {
    const all = plan.routes.filter(test).map(route => route.id);
    const but = all.filter(id => !routes.includes(id));
    const also = routes.filter(id => !all.includes(id));
    return { name, but, also, exceptions: but.length + also.length };
  });
  const [best] = named.sort((a, b) => a.exceptions - b.exceptions);
  if (best === undefined || best.exceptions > 3 || best.exceptions >= routes.length) return codes(routes);
  const list = (ids: readonly string[]): string => sentenceList(ids.map(code));
  return `${best.name}${best.but.length === 0 ? '' : ` but ${list(best.but)}`}${best.also.length === 0 ? '' : ` and ${list(best.also)}`}`;
}
