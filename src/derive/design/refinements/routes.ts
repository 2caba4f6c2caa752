import { escapeRegExp } from '../../../text/regex.ts';
import type { Route } from '../../../model/plan/index.ts';
import type { Source } from '../../../model/source.ts';
import type { DeriveInput } from '../../input.ts';
import { rule } from '../node.ts';
import { kebab, plural, singular } from '../reading/words.ts';
import type { Change, Designed } from './refinements.ts';

interface Asked {
  method: string;
  /** Path as written, and its segments without `api` and the version. */
  path: string;
  segments: string[];
  note: string;
  at: Source;
}

const base = '/v1';
const people = new Set(['user', 'users', 'me', 'profile', 'profiles', 'account', 'accounts']);

/** Routes a spec names by method and path. */
function askedRoutes(input: DeriveInput): Asked[] {
  return input.facts.specs.flatMap((spec) =>
    spec.facts.flatMap((fact): Asked[] => {
      const match = fact.kind === 'route' ? /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)(?:\s+--\s+(.*))?$/s.exec(fact.text) : null;
      if (match === null) return [];
      const path = match[2] ?? '/';
      const segments = path.split(/[?#]/)[0]?.split('/').filter((part) => part !== '' && !/^(?:api|v\d+)$/i.test(part)) ?? [];
      return [{ method: match[1] ?? 'GET', path, segments, note: match[3] ?? '', at: { kind: 'spec', path: spec.path, line: fact.line, endLine: fact.endLine, id: null } }];
    }),
  );
}

/** One change per named route that the design answers at another address, by another method or with another answer, and one for the base path. */
export function routeChanges(input: DeriveInput, design: Designed): Change[] {
  const asked = askedRoutes(input);
  const [foreign] = asked.filter((route) => !route.path.startsWith(`${base}/`));
  const out: Change[] = [];
  if (foreign !== undefined) {
    const prefix = /^(?:\/(?:api|v\d+))*/i.exec(foreign.path)?.[0] ?? '';
    out.push({ key: 'base-path', quote: prefix === '' ? foreign.path : prefix, change: `base \`${base}\``, reason: 'one versioned prefix for every route', at: foreign.at, rules: [rule('R1')] });
  }
  for (const route of asked) {
    const answers = answersOf(route, input, design.routes);
    const [first] = answers;
    if (first === undefined) continue;
    const reasons = reasonsFor(route, first, answers);
    if (reasons.length === 0) continue;
    out.push({
      key: `${route.method}-${route.segments.filter((part) => !part.startsWith('{')).slice(-2).join('-')}`,
      quote: `${route.method} ${route.path}`,
      change: answers.map((answer) => `\`${answer.id}\``).join(', '),
      reason: reasons.join('; '),
      at: route.at,
      rules: [...new Set(answers.map((answer) => answer.rule.replace(/^rule:/, '')))].map(rule),
    });
  }
  return out;
}

/** The planned routes that do what a named one did: by its act, by its resource, else by the requirements that speak of its last word. */
function answersOf(asked: Asked, input: DeriveInput, routes: readonly Route[]): Route[] {
  const { lexicon } = input.knowledge;
  const words = asked.segments.filter((part) => !part.startsWith('{') && !part.startsWith(':')).map((part) => part.toLowerCase());
  const last = words.at(-1) ?? '';
  const item = asked.segments.at(-1)?.match(/^[{:]/) !== null && asked.segments.length > 0;
  const find = (test: (route: Route) => boolean): Route[] => routes.filter(test).slice(0, 1);
  if (last === 'callback') return find((route) => route.path.endsWith('/callback'));
  if (/^(?:authori[sz]e|authori[sz]ation|connect|oauth)$/.test(last)) return find((route) => route.path.endsWith('/authorizations'));
  if (/^(?:refresh|token)$/.test(last)) return find((route) => route.path.endsWith('/sessions/refresh'));
  if (/^(?:logout|log-out|signout|sign-out)$/.test(last)) return find((route) => route.id === `DELETE ${base}/sessions/current`);
  if (/^(?:login|log-in|signin|sign-in|signup|sign-up|register)$/.test(last)) return find((route) => route.id === `POST ${base}/sessions`);
  const method = asked.method === 'PUT' ? 'PATCH' : asked.method;
  if (people.has(last) && !item) return find((route) => route.path === `${base}/me` && route.method === method);
  const collection = kebab(plural(singular(last, lexicon), lexicon));
  const same = find((route) => route.method === method && new RegExp(`/${escapeRegExp(collection)}${item ? '/\\{[^}]+\\}' : ''}$`).test(route.path));
  if (same.length > 0) return same;
  const about = input.facts.specs.flatMap((spec) => spec.requirements).filter((requirement) => requirement.id !== null && last.length > 3 && requirement.text.toLowerCase().includes(last));
  const ids = new Set(about.flatMap((requirement) => (requirement.id === null ? [] : [requirement.id])));
  const wanted = asked.method === 'GET' ? ['GET'] : ['POST', 'PATCH'];
  const found = routes.filter((route) => wanted.includes(route.method) && route.requirements.some((id) => ids.has(id))).slice(0, 2);
  // "takes name, age and the first milestones": what the call takes besides is made by the route of that thing.
  const taken = asked.method === 'POST' ? routes.filter((route) => route.method === 'POST' && route.success === 201 && !found.includes(route) && asked.note.toLowerCase().split(/[^a-z]+/).includes((route.path.split('/').at(-1) ?? '').toLowerCase())).slice(0, 1) : [];
  return [...found, ...taken];
}

/** Why the answer differs, beyond the base path. Empty when only that differs. */
function reasonsFor(asked: Asked, first: Route, answers: readonly Route[]): string[] {
  const reasons: string[] = [];
  const own = `/${asked.segments.join('/')}`;
  const moved = first.path.slice(base.length).replace(/\{[^}]+\}/g, '{}') !== own.replace(/\{[^}]+\}|:\w+/g, '{}');
  if (asked.method === 'PUT' && first.method === 'PATCH') reasons.push('a change of some fields merges, it does not replace');
  if (first.path.endsWith('/authorizations')) reasons.push(`answers ${first.success} with the address, since a script cannot follow a redirect to another origin`);
  else if (first.path.endsWith('/callback')) {
    if (/token/i.test(asked.note)) reasons.push(`answers ${first.success}; no token of the outside account leaves the server`);
    else if (moved) reasons.push('the address belongs to the connection it completes');
  } else if (first.path.endsWith('/sessions/refresh')) reasons.push('the refresh token stands in a cookie that no script reads, so no token is in the answer');
  else if (moved && first.path === `${base}/me`) reasons.push(`one address for the signed-in person, taken from the session${answers.length > 1 ? '; the act is split into the resources it changes' : ''}`);
  else if (moved && asked.segments.some((part) => people.has(part.toLowerCase()))) reasons.push(answers.length > 1 ? 'an act is split into the resources it changes' : 'the owner is known from the session and needs no segment');
  else if (moved) reasons.push('the address names a resource in plural, the method the act');
  if (/success\W*true/i.test(asked.note) || (asked.method === 'DELETE' && first.success === 204 && /return|answer/i.test(asked.note))) reasons.push(`answers ${first.success} without a body`);
  return reasons;
}
