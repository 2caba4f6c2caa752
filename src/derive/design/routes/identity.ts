import type { Requirement } from '../../../model/plan/index.ts';
import { mentions, reads } from '../context.ts';
import type { Context } from '../context.ts';
import { camel, kebab } from '../words.ts';

/** Sign-in, refresh and sign-out by the answered or assumed way (rule R9). None when the caller brings a key or an existing sign-in. */
export function sessionRoutes(ctx: Context): void {
  const { blueprint: b, identity } = ctx;
  if (!identity.routes) return;
  const service = `${ctx.platform.session}Service`;
  const { sessions } = ctx.platform;
  const ask = identity.asked;
  const out = ask.filter((r) => reads(r, 'sign out', 'log out') || (mentions(r, 'sign out', 'log out', 'logout') && !mentions(r, 'sign in', 'log in')));
  const renew = ask.filter((r) => mentions(r, 'renew', 'renews', 'refresh', 'expires', 'session family'));
  const enter = ask.filter((r) => !out.includes(r) && !renew.includes(r));
  const base = { resource: 'User', service, stage: 0 } as const;
  if (identity.signIn === 'email-link') {
    b.route({ ...base, method: 'POST', path: '/v1/sign-in-links', rule: 'R9', action: 'challenge', purpose: 'send a single-use sign-in link', handler: 'sendSignInLink', auth: 'public', rate: 'auth', success: 202 }, enter);
  }
  if (identity.signIn === 'passkey' || identity.passkeyToo) {
    b.route({ ...base, method: 'POST', path: '/v1/passkey-challenges', rule: 'R9', action: 'challenge', purpose: 'issue a single-use passkey challenge', handler: 'createChallenge', auth: 'public', rate: 'auth', success: 201 }, enter);
  }
  if (identity.signIn !== 'provider') b.route({ ...base, method: 'POST', path: sessions, rule: 'R9', action: 'sign-in', purpose: 'create the account on first use and start a session', handler: 'createSession', auth: 'public', rate: 'auth', success: 201 }, enter);
  b.route({ ...base, method: 'POST', path: `${sessions}/refresh`, rule: 'R9', action: 'refresh', purpose: 'rotate the refresh token and extend the session', handler: 'refreshSession', auth: 'session', rate: 'auth', success: 200 }, renew);
  b.route({ ...base, method: 'DELETE', path: `${sessions}/current`, rule: 'R9', action: 'sign-out', purpose: 'end the session of this device', handler: 'endSession', auth: 'session', rate: 'write', success: 204 }, out);
}

/** The user as seen by themself: `GET`, `PATCH` and `DELETE /v1/me`, each only when something needs it. */
export function profileRoutes(ctx: Context): void {
  const { blueprint: b, active, vocabulary } = ctx;
  const base = { path: '/v1/me', resource: 'User', service: 'UserService', stage: 1, auth: 'session' } as const;
  const changes: Requirement[] = [];
  const views: Requirement[] = [];
  const erases: Requirement[] = [];
  for (const r of active) {
    for (const x of r.readings) {
      if (x.noun === null || x.negated) continue;
      const meaning = vocabulary.meaning(x.noun);
      const mine = meaning.kind === 'user' || (meaning.kind === 'field' && meaning.of === 'user' && !r.readings.some((y) => y.resource !== null && y.resource !== 'User'));
      if (!mine) continue;
      const admin = x.actor !== null && ctx.roles.includes(x.actor);
      if (admin) continue;
      if (x.operation === 'delete') erases.push(r);
      else if ((x.operation === 'create' || x.operation === 'update' || x.operation === 'transition') && !ctx.identity.asked.includes(r)) changes.push(r);
      else if (x.operation === 'list') views.push(r);
    }
    if (mentions(r, 'erase', 'right to erasure') || (mentions(r, 'account') && reads(r, 'delete', 'remove', 'erase'))) erases.push(r);
  }
  if (changes.length === 0 && views.length === 0 && erases.length === 0 && !ctx.identity.routes) return;
  b.route({ ...base, method: 'GET', rule: 'R2', action: 'get-me', purpose: 'read the own profile', handler: 'getMe', rate: 'read', success: 200 }, [...views, ...changes]);
  if (changes.length > 0) b.route({ ...base, method: 'PATCH', rule: 'R4', action: 'update-me', purpose: 'change the own profile', handler: 'updateMe', rate: 'write', success: 200 }, changes);
  if (erases.length > 0 || ctx.connects.length > 0) {
    b.route({ ...base, method: 'DELETE', rule: 'R10', action: 'delete-me', purpose: 'erase the account and all its data', handler: 'eraseMe', rate: 'write', success: 202, job: 'erase-user' }, erases);
    b.job({ id: 'erase-user', kind: 'erase', purpose: 'remove all rows of one user', service: 'UserService', resource: 'User', schedule: null, rule: 'R10', startedBy: ['DELETE /v1/me'] }, erases);
  }
}

const acts = { list: 'list', search: 'list', update: 'update', create: 'create', delete: 'delete', transition: 'transition' } as const;

/** Other people's accounts as staff sees them: only what a role is said to do (rules R1, R3 to R5, R8). */
export function accountRoutes(ctx: Context): void {
  const { blueprint: b, vocabulary, lexicon } = ctx;
  const base = { resource: 'User', service: 'UserService', stage: 1, auth: 'role' } as const;
  for (const r of ctx.active) {
    for (const x of r.readings) {
      if (x.noun === null || x.negated || x.actor === null || !ctx.roles.includes(x.actor)) continue;
      const meaning = vocabulary.meaning(x.noun);
      const person = lexicon.people.includes(x.noun) && x.operation === 'search' && !ctx.resources.has(x.resource ?? '');
      const ofUser = meaning.kind === 'field' && meaning.of === 'user' && x.operation === 'update';
      const kind = acts[x.operation as keyof typeof acts];
      if ((meaning.kind !== 'user' && !person && !ofUser) || kind === undefined) continue;
      const role = x.actor;
      const open = kind === 'create' && ctx.identity.asked.includes(r);
      if (open) continue;
      const path = kind === 'list' || kind === 'create' ? '/v1/users' : kind === 'transition' ? `/v1/users/{user_id}/${kebab(x.verb ?? 'change')}` : '/v1/users/{user_id}';
      const shape = { list: ['GET', 'R1', 'list', 'list users page by page', 'listUsers', 'read', 200], create: ['POST', 'R3', 'create', 'create one user', 'createUser', 'write', 201], update: ['PATCH', 'R4', 'update', `change ${ofUser ? x.noun : 'the account'} of one user`, 'updateUser', 'write', 200], delete: ['DELETE', 'R5', 'delete', 'delete one user', 'deleteUser', 'write', 204], transition: ['POST', 'R8', 'transition', `${x.verb ?? 'change'} one user`, `${camel(x.verb ?? 'change')}User`, 'write', 200] } as const;
      const [method, rule, action, purpose, handler, rate, success] = shape[kind];
      const route = b.route({ ...base, role, method, path, rule, action, purpose, handler, rate, success, verb: kind === 'transition' ? x.verb : null }, [r], x.qualifiers);
      route.role = [...new Set([...(route.role ?? '').split(', '), role])].filter((n) => n !== '').toSorted((p, q) => p.localeCompare(q, 'en')).join(', ');
    }
  }
}
