import type { Requirement } from '../../../model/plan/index.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import type { Context } from '../context.ts';
import { kebab, plural, singular } from '../reading/words.ts';
import { gwt, type Subjects, type Text } from './case.ts';

const methods: Readonly<Record<string, string>> = { create: 'POST', upload: 'POST', update: 'PATCH', delete: 'DELETE', list: 'GET', search: 'GET' };

/** "A courier must not do that": the people whom a sentence forbids what the one before lets others do. */
function forbiddenDeed(ctx: Context, r: Requirement): string | null {
  const people = anyOf(ctx.lexicon.people.flatMap((p) => [p, plural(p, ctx.lexicon)]).toSorted((a, b) => b.length - a.length));
  const found = /\b(?:not|never|cannot|can['’]t)\s+do\s+(?:that|this|so|it)\b/i.test(r.text) ? caseless(`(?<!\\p{L})(${people})\\s+(?:(?:must|may|shall|can|should|will)\\s*(?:not|never)|cannot|can['’]t|never)\\s+do\\s+(?:that|this|so|it)\\b`).exec(r.text)?.[1] : undefined;
  return found === undefined ? null : singular(found.toLowerCase(), ctx.lexicon);
}

/** The call that a requirement forbids to somebody, and what that person gets; null where it forbids none, or where no role guards the call. */
export function forbiddenCase(ctx: Context, r: Requirement, { routes }: Subjects): Text | null {
  // What turns a caller away has a reason of its own.
  if (ctx.refusals.some((x) => x.requirement === r && x.why !== null)) return null;
  const told = forbiddenDeed(ctx, r);
  const deeds = told === null ? r.readings.filter((x) => x.negated && x.actor !== null && x.actor !== 'system').map((x) => ({ ...x, who: x.actor ?? '' })) : r.readings.filter((x) => !x.negated && x.operation !== 'none').map((x) => ({ ...x, who: told }));
  for (const deed of deeds) {
    // Who may not apply makes no position: the row of the act is another one.
    if ([...ctx.acts.values()].some((row) => row.verb === deed.verb && row.noun !== deed.noun)) continue;
    const method = deed.operation === 'transition' ? 'POST' : methods[deed.operation];
    const able = routes.filter((x) => x.resource === deed.resource && deed.resource !== null && x.method === method && x.auth === 'role' && !(x.role ?? '').split(', ').includes(deed.who) && x.errors.includes('FORBIDDEN_ROLE'));
    const route = (deed.operation === 'create' || deed.operation === 'upload' ? able.filter((x) => !x.path.includes('_id}')) : deed.operation === 'transition' ? able.filter((x) => x.path.endsWith(`/${kebab(deed.verb ?? '')}`)) : able)[0];
    if (route !== undefined) return gwt(`a signed-in ${deed.who}`, `\`${route.id}\` is called`, `403 \`FORBIDDEN_ROLE\` and 0 rows ${route.method === 'GET' ? 'come back' : 'change'}`);
  }
  return null;
}
