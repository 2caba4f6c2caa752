import type { Route } from '../model/plan/index.ts';

/** Whether a route was made by rule `R1` to `R12`; a route names its rule as an origin, `rule:R1`. */
export function followsRule(route: Pick<Route, 'rule'>, ...ids: string[]): boolean {
  return ids.some((id) => route.rule === `rule:${id}`);
}
