import type { ApiError, Plan } from '../../model/plan/index.ts';
import { codes, prose, row, code } from '../text.ts';
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
  return [...groups.values()].map(group => `${scope(plan, group.routes)}: ${codes(group.ids)}.`);
}

/** A short name for a set of routes, when a rule tells it; else the routes, or those left out when these are fewer. */
function scope(plan: Plan, routes: readonly string[]): string {
  const same = (test: (route: Plan['routes'][number]) => boolean): boolean => {
    const all = plan.routes.filter(test).map(route => route.id);
    return all.length === routes.length && all.every(id => routes.includes(id));
  };
  if (same(() => true)) return 'Every route';
  if (same(route => route.auth !== 'public' && route.auth !== 'webhook')) return 'Every route behind a session';
  if (same(route => route.rate.class !== 'ops')) return 'Every route but those of class ops';
  if (same(route => route.idempotencyKey)) return 'Every route with `Idempotency-Key`';
  if (same(route => route.pagination !== null)) return 'Every list';
  const others = plan.routes.filter(route => !routes.includes(route.id)).map(route => route.id);
  return others.length < routes.length && others.length <= 4 ? `Every route but ${others.map(code).join(', ')}` : codes(routes);
}
