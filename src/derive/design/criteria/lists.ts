import type { Requirement, Route } from '../../../model/plan/index.ts';
import { fieldNamed, isTime } from '../contracts/list.ts';
import type { Context } from '../context.ts';
import { narrowingOf, rowsPerPage } from '../rules/narrowing.ts';
import { holds, plural, singular, snake, spaced } from '../reading/words.ts';
import { gwt, type Subjects, type Text } from './case.ts';

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** The order of a list as a test reads it. */
const orderOf = (sort: string): string => (sort.startsWith('-') ? `by \`${sort.slice(1)}\` descending` : `by \`${sort}\` ascending`);

const closed = (route: Route): string => (route.auth === 'role' ? '; any other role gets 403 `FORBIDDEN_ROLE`' : '');

/** What a list shows: the rows that its requirement names, picked by what it names, in its order; null for a route that is no list, and where the requirement names nothing of it. */
export function narrowedCase(ctx: Context, r: Requirement, route: Route, { fields, models }: Subjects): Text | null {
  if (route.pagination === null) return null;
  const model = models.find((m) => m.id === route.resource);
  const noun = spaced(route.resource ?? 'row');
  const many = plural(noun, ctx.lexicon);
  const own = fields.filter((f) => f.model === route.resource);
  const narrowing = narrowingOf(r.text, ctx.lexicon);
  const sent = route.request.filter((f) => f.in === 'query');
  const asked = [...new Set([...narrowing.filters, ...narrowing.sought].flatMap((name) => {
    if (isTime(name) && sent.some((f) => f.name === 'from') && !sent.some((f) => f.name === snake(name))) return ['from'];
    const field = fieldNamed(own, name, ctx)?.name ?? snake(name);
    if (field === route.pagination?.sort.replace(/^-/u, '') && sent.some((f) => f.name === 'from')) return ['from'];
    if (!sent.some((f) => f.name === field) && ctx.lexicon.people.includes(singular(name, ctx.lexicon)) && sent.some((f) => f.name === 'user_id')) return ['user_id'];
    return sent.some((f) => f.name === field) ? [field] : sent.some((f) => f.name === snake(name)) ? [snake(name)] : sent.some((f) => f.name === `${field}_from`) ? [`${field}_from`] : [];
  }))];
  const spans = narrowing.filters.length > 0 && ctx.cases(r.text, 'spans') && sent.some((f) => f.name === 'from') ? ['from'] : [];
  const states = own.filter((f) => f.values !== null && sent.some((s) => s.name === f.name)).flatMap((f) => (f.values ?? []).filter((v) => [noun, many].some((n) => holds(r.text, `${v.replaceAll('_', ' ')} ${n}`))).map((v) => ({ name: f.name, value: v })));
  const [state] = states;
  const order = orderOf(route.pagination.sort);
  // Staff see the rows of all.
  const staff = r.readings.filter((x) => (x.operation === 'list' || x.operation === 'search') && x.actor !== null && x.actor !== 'system');
  const foreign = model?.ownerScoped === true && route.auth === 'session' && !(staff.length > 0 && staff.every((x) => ctx.roles.includes(x.actor ?? '')));
  const names = [...new Set([...asked, ...spans])];
  const beside = state === undefined || asked.includes(state.name) ? '' : `, and 1 whose \`${state.name}\` is not \`${state.value}\``;
  if (names.length > 0) {
    const differing = names.map((name) => (name === 'from' ? 'time' : `\`${name}\``)).join(', ');
    return gwt(`2 ${many} that differ in ${differing}${foreign ? ', and 1 of another user' : ''}${beside}`, `\`${route.id}\` is called with ${names.length > 1 ? `each of ${quoted(names)} in turn` : quoted(names)}`, `200 and \`data\` holds only the ${noun} that matches; without a filter both, ${order}${closed(route)}`);
  }
  if (state !== undefined) return gwt(`1 ${noun} with \`${state.name}\` \`${state.value}\` and 1 with another`, `\`${route.id}\` is called with \`${state.name}\` \`${state.value}\``, `200 and \`data\` holds only the first${narrowing.sort === null ? '' : `; without the filter both, ${order}`}${closed(route)}`);
  if (narrowing.sort !== null) return gwt(`3 ${many} written in another order than that of \`${route.pagination.sort.replace(/^-/u, '')}\``, `\`${route.id}\` is called`, `200 and \`data\` holds them ${order}${closed(route)}`);
  const most = rowsPerPage(r.text);
  if (most !== null) return gwt(`${most + 1} ${many}`, `\`${route.id}\` is called with \`limit\` ${most} and with ${most + 1}`, `${most} ${many} and \`has_more\` true for the first, 422 \`VALIDATION_FAILED\` for the second`);
  return null;
}

/** The same; where the requirement names nothing of the list, its pages. */
export function listCase(ctx: Context, r: Requirement, route: Route, subjects: Subjects): Text | null {
  if (route.pagination === null) return null;
  const narrowed = narrowedCase(ctx, r, route, subjects);
  if (narrowed !== null) return narrowed;
  const many = plural(spaced(route.resource ?? 'row'), ctx.lexicon);
  const foreign = subjects.models.find((m) => m.id === route.resource)?.ownerScoped === true && route.auth === 'session';
  const page = route.pagination.limitDefault;
  const own = foreign ? 'own ' : '';
  return gwt(`${2 * page + 10} ${own}${many}${foreign ? ' and 1 foreign' : ''}`, `\`${route.id}\` is read with \`limit\` ${page}`, `pages hold ${page}, ${page} and 10 ${own}${many} ${orderOf(route.pagination.sort)}, 0 ids repeat${closed(route)}`);
}
