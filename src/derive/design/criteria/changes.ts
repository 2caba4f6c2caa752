import type { Requirement, Route } from '../../../model/plan/index.ts';
import { fieldNamed } from '../contracts/list.ts';
import type { Context } from '../context.ts';
import { changedValues } from '../settling/owned-values.ts';
import { holds, spaced } from '../reading/words.ts';
import { withArticle } from '../../../text/article.ts';
import { gwt, type Subjects, type Text } from './case.ts';

const isChange = (route: Route): boolean => route.method === 'PATCH' && route.preconditions === 'if-match' && route.resource !== null;

/** The fields that a requirement says are changed: as it lists them, else those it names, else the first that the call takes. */
function changed(ctx: Context, r: Requirement, route: Route, { fields }: Subjects): string[] {
  const sent = route.request.filter((f) => f.in === 'body').map((f) => f.name);
  const own = fields.filter((f) => f.model === route.resource && sent.includes(f.name));
  const listed = changedValues(r.text, spaced(route.resource ?? ''), ctx.lexicon).flatMap((name) => fieldNamed(own, name, ctx)?.name ?? []);
  const named = own.filter((f) => !ctx.lexicon.people.includes(spaced(f.name.replace(/_(?:user_)?id$/u, ''))) && holds(r.text, spaced(f.name.replace(/_(?:at|id|min|m|s|kg|m2|month)$/u, '')))).map((f) => f.name);
  return [...new Set(listed.length > 0 ? listed : named.length > 0 ? named : sent)].slice(0, listed.length > 0 ? 6 : 2);
}

/** Who else tries: somebody with another role, or of another row; null where the call is open to all. */
function other(ctx: Context, route: Route, { models }: Subjects): { who: string; refused: string } | null {
  if (route.auth === 'role' && route.errors.includes('FORBIDDEN_ROLE')) {
    const able = (route.role ?? '').split(', ');
    return { who: ctx.roles.find((role) => !able.includes(role)) ?? 'user without the role', refused: '403 `FORBIDDEN_ROLE`' };
  }
  const owned = models.find((m) => m.id === route.resource)?.ownerScoped === true && route.errors.includes('NOT_FOUND');
  return owned ? { who: 'stranger', refused: '404 `NOT_FOUND`' } : null;
}

/** A change that two people make at once, and one who may not: with the fields that the sentence names; null for a call that changes no row by its version. */
export function changeCase(ctx: Context, r: Requirement, route: Route, subjects: Subjects): Text | null {
  if (!isChange(route)) return null;
  const names = changed(ctx, r, route, subjects).map((name) => `\`${name}\``).join(', ');
  if (names === '') return null;
  const third = other(ctx, route, subjects);
  const answers = ['200', ...(route.errors.includes('PRECONDITION_FAILED') ? ['412 `PRECONDITION_FAILED`'] : []), ...(third === null ? [] : [third.refused])];
  return gwt(`1 ${spaced(route.resource ?? 'row')} and 2 callers with its ETag`, `both call \`${route.id}\` with a new ${names}${third === null ? '' : `, then ${withArticle(third.who)}`}`, `${answers.join(', ')}; \`version\` grows by 1`);
}
