import type { SignIn } from '../../../model/answers.ts';
import type { Reading, Requirement } from '../../../model/plan/index.ts';
import { mentions } from '../context.ts';
import { reads } from '../reading/reading.ts';
import type { Context } from '../context.ts';
import { camel, kebab } from '../reading/words.ts';

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
  const has = (way: SignIn): boolean => identity.ways.includes(way);
  const open = { ...base, method: 'POST', rule: 'R9', auth: 'public', rate: 'auth' } as const;
  if (has('email-link')) b.route({ ...open, path: '/v1/sign-in-links', action: 'challenge', purpose: 'send a single-use sign-in link', handler: 'sendSignInLink', success: 202 }, enter);
  if (has('openid')) {
    const issuers = identity.issuers.length === 0 ? 'the OpenID provider' : identity.issuers.map((n) => n.slice(0, 1).toUpperCase() + n.slice(1)).join(' or ');
    b.route({ ...open, path: '/v1/sign-in-requests', action: 'challenge', purpose: `start a sign-in at ${issuers} (OpenID Connect, code flow with PKCE)`, handler: 'startSignIn', success: 201 }, enter);
    const gateway = b.gateway({ id: 'IdentityGateway', name: 'OpenID provider', provider: null, responsibility: `redeems sign-in codes at ${issuers} and checks their ID tokens` }, enter);
    gateway.calls.set('redeemCode', { purpose: 'exchange one code for an ID token; issuer, audience, nonce and signature are checked', timeoutMs: 3000, retry: 'never', retryText: 'none, a code is single use', quota: false, errors: [] });
  }
  const sends: string[] = [...(has('email-link') || has('password') || (has('code') && codeChannel(enter) === 'email') ? ['email'] : []), ...(has('code') && codeChannel(enter) === 'phone' ? ['sms'] : [])];
  for (const system of ctx.lexicon.systems.filter((s) => sends.includes(s.id))) {
    const gateway = b.gateway({ id: system.gateway, name: system.name, provider: null, responsibility: `all calls to the ${system.name.toLowerCase()}` }, enter);
    for (const c of system.calls) gateway.calls.set(c.name, { ...c, quota: false, errors: [] });
  }
  // The answer is 202 whether an account exists or not, and as fast: a job sends.
  const sent = (path: string, id: string, what: string, way: 'email' | 'sms'): void => {
    const system = ctx.lexicon.systems.find((s) => s.id === way);
    if (system !== undefined) b.job({ id, kind: 'notify', purpose: `send ${what}; none to an address without an account`, service, resource: 'User', schedule: null, rule: 'R9', startedBy: [`POST ${path}`], calls: system.calls.map((c) => `${system.gateway}.${c.name}`) }, enter);
  };
  if (has('email-link')) sent('/v1/sign-in-links', 'send-sign-in-link', 'one single-use sign-in link', 'email');
  if (has('code')) sent('/v1/sign-in-codes', 'send-sign-in-code', 'one single-use sign-in code', codeChannel(enter) === 'phone' ? 'sms' : 'email');
  if (has('password')) sent('/v1/password-resets', 'send-password-reset', 'one single-use link that sets a new password', 'email');
  if (has('saml')) {
    b.route({ ...open, path: '/v1/saml-requests', action: 'challenge', purpose: 'start a sign-in at the SAML identity provider', handler: 'startSamlSignIn', success: 201 }, enter);
    b.route({ ...open, path: '/v1/saml-assertions', action: 'sign-in', purpose: 'check one signed SAML assertion, create the account on first use and start a session', handler: 'acceptAssertion', success: 302 }, enter);
  }
  if (has('code')) b.route({ ...open, path: '/v1/sign-in-codes', action: 'challenge', purpose: `send a single-use code by ${codeChannel(enter) === 'phone' ? 'text message' : 'e-mail'}`, handler: 'sendSignInCode', success: 202 }, enter);
  if (has('passkey')) b.route({ ...open, path: '/v1/passkey-challenges', action: 'challenge', purpose: 'issue a single-use passkey challenge', handler: 'createChallenge', success: 201 }, enter);
  if (has('password')) b.route({ ...open, path: '/v1/password-resets', action: 'challenge', purpose: 'send a single-use link that sets a new password', handler: 'requestPasswordReset', success: 202 }, enter);
  if (has('password')) b.route({ ...open, path: '/v1/password-resets/confirm', action: 'link-transition', purpose: 'set a new password by the link and end all sessions', handler: 'confirmPasswordReset', success: 204 }, enter);
  if (identity.signIn !== 'provider' && identity.ways.some((way) => way !== 'saml')) b.route({ ...base, method: 'POST', path: sessions, rule: 'R9', action: 'sign-in', purpose: 'start a session, with the account on first use', handler: 'createSession', auth: 'public', rate: 'auth', success: 201 }, enter);
  b.route({ ...base, method: 'POST', path: `${sessions}/refresh`, rule: 'R9', action: 'refresh', purpose: 'extend the session by a rotated refresh token', handler: 'refreshSession', auth: 'session', rate: 'auth', success: 200 }, renew);
  b.route({ ...base, method: 'DELETE', path: `${sessions}/current`, rule: 'R9', action: 'sign-out', purpose: 'end the session of this device', handler: 'endSession', auth: 'session', rate: 'write', success: 204 }, out);
}

/** Where a one-time code goes: to the phone when the sentence says so, else by e-mail. */
export const codeChannel = (by: readonly Requirement[]): 'phone' | 'email' => (by.some((r) => /\b(?:sms|phone|text message|mobile)\b/i.test(r.text)) ? 'phone' : 'email');

/** The outside calls of a sign-in route: who redeems its code. They run before anything is written. */
export function signInCalls(ctx: Context, route: { action: string; path: string; success: number }): string[] {
  if (route.action === 'sign-in') return route.path !== '/v1/saml-assertions' && ctx.blueprint.gateways.has('IdentityGateway') ? ['IdentityGateway.redeemCode'] : [];
  return [];
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
    if (mentions(r, 'erase', 'right to erasure', 'asks for erasure', 'ask for erasure', 'requests erasure', 'request erasure', 'asks to be erased', 'asks to be forgotten', 'right to be forgotten') || (mentions(r, 'account') && reads(r, 'delete', 'remove', 'erase'))) erases.push(r);
  }
  if (changes.length === 0 && views.length === 0 && erases.length === 0 && !ctx.identity.routes) return;
  b.route({ ...base, method: 'GET', rule: 'R2', action: 'get-me', purpose: "read the caller's profile", handler: 'getMe', rate: 'read', success: 200 }, [...views, ...changes]);
  if (changes.length > 0) b.route({ ...base, method: 'PATCH', rule: 'R4', action: 'update-me', purpose: "change the caller's profile", handler: 'updateMe', rate: 'write', success: 200 }, changes);
  if (erases.length > 0 || ctx.connects.length > 0) {
    b.route({ ...base, method: 'DELETE', rule: 'R10', action: 'delete-me', purpose: 'erase the account with all its data', handler: 'eraseMe', rate: 'write', success: 202, job: 'erase-user' }, erases);
    b.job({ id: 'erase-user', kind: 'erase', purpose: 'remove all rows of one user', service: 'UserService', resource: 'User', schedule: null, rule: 'R10', startedBy: ['DELETE /v1/me'] }, erases);
  }
}

const acts: Partial<Record<Reading['operation'], 'list' | 'update' | 'create' | 'delete' | 'transition' | 'upload'>> = { list: 'list', search: 'list', update: 'update', create: 'create', delete: 'delete', transition: 'transition', upload: 'upload' };

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
      const kind = acts[x.operation];
      if ((meaning.kind !== 'user' && !person && !ofUser) || kind === undefined) continue;
      const role = x.actor;
      if (kind === 'upload') {
        const auth = { ...base, role } as const;
        b.route({ ...auth, method: 'POST', path: '/v1/user-imports', rule: 'R6', action: 'start-job', purpose: 'import a file of users', handler: 'requestUserImport', rate: 'job', success: 202, job: 'import-users', verb: 'import' }, [r]);
        b.job({ id: 'import-users', kind: 'import', purpose: 'create or change one account per line of the file', service: 'UserService', resource: 'User', schedule: null, rule: 'R6', startedBy: ['POST /v1/user-imports'] }, [r]);
        continue;
      }
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
