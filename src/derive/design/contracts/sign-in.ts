import type { ContractField } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { codeChannel } from '../routes/identity.ts';
import { part } from './part.ts';

type Say = (type: string, fields: ContractField[]) => void;

const mail = (): ContractField => part('email', 'text', 'body', 'person@example.test');
const phone = (): ContractField => part('phone', 'text', 'body', '+10000000000', { constraint: 'E.164' });
const where = (ctx: Context): ContractField => (codeChannel(ctx.identity.asked) === 'phone' ? phone() : mail());
const issuer = (ctx: Context): ContractField => part('issuer', 'enum', 'body', ctx.identity.issuers[0] ?? 'company', { constraint: ctx.identity.issuers.length > 0 ? ctx.identity.issuers.join(', ') : null });
const until = (): ContractField => part('expires_at', 'timestamp', 'body', '2030-01-15T09:05:00Z');

/** What the first call of a sign-in takes and answers, by its path. */
export function signInChallenge(ctx: Context, path: string, ask: Say, answer: Say): void {
  switch (path) {
    case '/v1/sign-in-links': ask('SignInLinkRequest', [mail()]); break;
    case '/v1/password-resets': ask('PasswordResetRequest', [mail()]); break;
    case '/v1/sign-in-codes': ask('SignInCodeRequest', [where(ctx)]); break;
    case '/v1/sign-in-requests':
      ask('StartSignInRequest', [issuer(ctx), part('return_path', 'text', 'body', '/', { constraint: 'starts with "/", at most 200 characters' })]);
      answer('SignInRequestView', [part('authorization_url', 'text', 'body', 'https://id.example.test/authorize?state=example'), until()]); break;
    case '/v1/saml-requests':
      ask('StartSamlSignInRequest', [part('return_path', 'text', 'body', '/', { constraint: 'starts with "/", at most 200 characters' })]);
      answer('SamlRequestView', [part('redirect_url', 'text', 'body', 'https://id.example.test/saml?SAMLRequest=example'), until()]); break;
    default:
      ask('ChallengeRequest', [part('purpose', 'enum', 'body', 'sign-in', { constraint: 'register, sign-in' })]);
      answer('ChallengeView', [part('challenge', 'text', 'body', 'ZXhhbXBsZQ'), until()]);
  }
}

/** What a caller proves itself with; each way optional where there are several. */
export function signInBody(ctx: Context, path: string): ContractField[] {
  if (path === '/v1/saml-assertions') return [part('SAMLResponse', 'text', 'body', 'ZXhhbXBsZQ'), part('RelayState', 'text', 'body', 'example-state')];
  const { ways } = ctx.identity;
  const groups: ContractField[][] = [
    ...(ways.includes('email-link') ? [[part('token', 'text', 'body', 'example-token')]] : []),
    ...(ways.includes('openid') ? [[part('code', 'text', 'body', 'example-code', { constraint: 'from the OpenID provider, single use' }), part('state', 'text', 'body', 'example-state', { constraint: 'of the sign-in request, single use, 10 min' })]] : []),
    ...(ways.includes('code') ? [[where(ctx), part('one_time_code', 'text', 'body', '000000', { constraint: '6 digits, single use, 10 min, 5 attempts' })]] : []),
    ...(ways.includes('passkey') ? [[part('credential', 'json', 'body', ways.length > 1 ? null : { id: 'example-credential' }, { constraint: 'WebAuthn answer' })]] : []),
    ...(ways.includes('password') ? [[mail(), part('password', 'text', 'body', 'example password', { constraint: '12-128 characters' })]] : []),
  ];
  const fields = groups.flat().filter((f, i, all) => all.findIndex((g) => g.name === f.name) === i);
  return groups.length > 1 ? fields.map((f) => ({ ...f, required: false })) : groups.length === 0 ? [part('credential', 'json', 'body', { id: 'example-credential' })] : fields;
}
