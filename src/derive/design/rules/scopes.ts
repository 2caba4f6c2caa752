import type { Lexicon } from '../../../model/knowledge.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import type { RouteDraft } from '../blueprint.ts';
import type { Context } from '../context.ts';
import type { Resource } from '../resources.ts';
import { plural, singular } from '../reading/words.ts';
import { caseless } from '../../../text/regex.ts';

/** Whose rows a caller may reach: the own ones, or those of the organisation that both belong to. `of` is that organisation, or what is owned. */
export interface Scope {
  kind: 'own' | 'tenant';
  of: string;
  requirement: Requirement;
}

const owned = caseless(String.raw`\b(?:their|his|her|its|my|our)\s+own\s+(?:\p{L}+(?:ed|ing)\s+)?((?!only\b)\p{L}[\p{L}-]+)`);

/** "see the applications for their own jobs only", "within the same clinic": the limits that requirements set, by the name of the resource they are about. */
export function scopesOf(active: readonly Requirement[], resources: ReadonlyMap<string, Resource>, lexicon: Lexicon): Map<string, Scope[]> {
  const out = new Map<string, Scope[]>();
  const tenants = lexicon.tenants.flatMap((t) => [t, plural(t, lexicon)]).join('|');
  const shared = caseless(`\\b(?:of|in|within|from|at|for|to)\\s+(?:(?:the\\s+)?same|their|his|her|my|our|its)\\s+(?:own\\s+)?(${tenants})\\b|\\b(?:the\\s+)?same\\s+(${tenants})\\b`);
  for (const requirement of active) {
    const together = shared.exec(requirement.text);
    const tenant = together === null ? null : singular((together[1] ?? together[2] ?? '').toLowerCase(), lexicon);
    const own = owned.exec(requirement.text)?.[1]?.toLowerCase();
    if (tenant === null && own === undefined) continue;
    const names = new Set(requirement.readings.filter((x) => x.resource !== null && x.actor !== 'system' && !x.negated).map((x) => x.resource ?? ''));
    for (const name of names) {
      const resource = resources.get(name);
      if (resource === undefined || resource.noun === tenant || lexicon.people.includes(resource.noun)) continue;
      const scope: Scope = tenant === null ? { kind: 'own', of: singular(own ?? '', lexicon), requirement } : { kind: 'tenant', of: tenant, requirement };
      out.set(name, [...(out.get(name) ?? []), scope]);
    }
  }
  return out;
}

/** The limit of one route: that of a requirement it serves; a tenant's holds for all routes of the resource. */
export function scopeOf(ctx: Pick<Context, 'scopes'>, route: Pick<RouteDraft, 'resource'> & { requirements: ReadonlySet<string> | readonly string[] }): Scope | null {
  const all = ctx.scopes.get(route.resource ?? '') ?? [];
  const serves = new Set(route.requirements);
  return all.find((s) => s.kind === 'tenant') ?? all.find((s) => serves.has(s.requirement.id)) ?? null;
}

/** What a reader of the route table has to know of it: ", of the own menu only". */
export function limited(scope: Scope, noun: string, lexicon: Lexicon): string {
  if (scope.kind === 'tenant') return `, of the caller's ${scope.of} only`;
  return scope.of === noun ? ', own ones only' : `, of the caller's own ${plural(scope.of, lexicon)} only`;
}

/** The tenant whose id each row of the resource holds; null without one, or where the row is read through another that holds it. */
export const tenantOf = (ctx: Pick<Context, 'scopes'>, name: string): Scope | null => ctx.scopes.get(name)?.find((s) => s.kind === 'tenant') ?? null;

/** Does a role own what it makes: "restaurant owners change dishes of their own menu". */
export const isOwnScope = (ctx: Pick<Context, 'scopes'>, name: string): boolean => ctx.scopes.get(name)?.some((s) => s.kind === 'own' && s.requirement.readings.some((x) => x.resource === name && ['create', 'update', 'delete', 'transition'].includes(x.operation))) === true;

