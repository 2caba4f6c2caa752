import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const entries = (d: Design): string[] => d.routes.filter((r) => r.rate.class === 'auth' && r.auth === 'public').map((r) => r.id);
const bodyOf = (d: Design, id: string): string[] | undefined => d.routes.find((r) => r.id === id)?.request.filter((f) => f.in === 'body').map((f) => f.name);

describe('the sign-in that a spec asks for', () => {
  it.each([
    ['Users MUST be able to sign in with Google or Apple.', ['POST /v1/sign-in-requests', 'POST /v1/sessions'], ['code', 'state'], 'ExternalIdentity.issuer'],
    ['Developers sign in with GitHub, so that they need no password.', ['POST /v1/sign-in-requests', 'POST /v1/sessions'], ['code', 'state'], 'ExternalIdentity.issuer'],
    ['Employees MUST sign in by single sign-on.', ['POST /v1/sign-in-requests', 'POST /v1/sessions'], ['code', 'state'], 'ExternalIdentity.issuer'],
    ['Members MUST log in with a magic link.', ['POST /v1/sign-in-links', 'POST /v1/sessions'], ['token'], 'User.email'],
    ['Neighbours MUST sign in with a code sent by SMS.', ['POST /v1/sign-in-codes', 'POST /v1/sessions'], ['phone', 'one_time_code'], 'User.phone'],
    ['Users MUST log in with e-mail and password.', ['POST /v1/password-resets', 'POST /v1/sessions', 'POST /v1/password-resets/confirm'], ['email', 'password'], 'User.password_hash'],
    ['Users MUST sign in with a passkey.', ['POST /v1/passkey-challenges', 'POST /v1/sessions'], ['credential'], 'PasskeyCredential.credential_id'],
  ])('%s', (line, routes, body, field) => {
    const d = designOf([line]);
    expect(entries(d)).toEqual(routes);
    expect(bodyOf(d, 'POST /v1/sessions')).toEqual(body);
    expect(d.fields.map((f) => f.id)).toContain(field);
    expect(d.models.some((m) => m.id === 'PasskeyCredential')).toBe(field.startsWith('PasskeyCredential'));
  });

  it('by SAML takes an assertion instead of a session request', () => {
    const d = designOf(["Employees MUST sign in with the company's SAML identity provider."]);
    expect(entries(d)).toEqual(expect.arrayContaining(['POST /v1/saml-requests', 'POST /v1/saml-assertions']));
    expect(bodyOf(d, 'POST /v1/saml-assertions')).toEqual(['SAMLResponse', 'RelayState']);
  });

  it('calls the OpenID provider before it writes, and says what may fail there', () => {
    const d = designOf(['Users MUST be able to sign in with Google.']);
    expect(d.methods.find((m) => m.id === 'SessionService.createSession')?.calls).toEqual(['IdentityGateway.redeemCode']);
    expect(d.routes.find((r) => r.id === 'POST /v1/sessions')?.errors).toEqual(expect.arrayContaining(['OAUTH_STATE_INVALID', 'IDENTITY_UNAVAILABLE']));
    expect(d.indexes.map((i) => i.id)).toContain('external_identities(issuer+subject) unique');
  });

  it.each([
    ['Members MUST log in with a magic link.', 'POST /v1/sign-in-links', 'send-sign-in-link', 'EmailGateway.sendMessage'],
    ['Neighbours MUST sign in with a code sent by SMS.', 'POST /v1/sign-in-codes', 'send-sign-in-code', 'SmsGateway.sendText'],
    ['Users MUST log in with e-mail and password.', 'POST /v1/password-resets', 'send-password-reset', 'EmailGateway.sendMessage'],
  ])('sends no mail while the caller waits: %s', (line, route, job, call) => {
    const d = designOf([line]);
    expect(d.methods.find((m) => m.id === d.routes.find((r) => r.id === route)?.handledBy)?.calls).toEqual([]);
    expect(d.routes.find((r) => r.id === route)?.errors.some((e) => e.endsWith('_UNAVAILABLE'))).toBe(false);
    expect(d.jobs.find((j) => j.id === job)).toMatchObject({ startedBy: [route], calls: [call] });
  });

  it('may have two ways, of which a caller takes one', () => {
    const d = designOf(['Users MUST sign in with Google or with e-mail and password.']);
    expect(d.routes.find((r) => r.id === 'POST /v1/sessions')?.request.map((f) => `${f.name}${f.required ? '' : '?'}`)).toEqual(['code?', 'state?', 'email?', 'password?']);
  });
});

describe('what documents may show of a password', () => {
  it('is an example that no scanner takes for one, and that it is hashed', () => {
    const d = designOf(['Users MUST log in with e-mail and password.']);
    expect(d.routes.flatMap((r) => r.request.filter((f) => f.name === 'password').map((f) => f.example))).toEqual(['example password', 'example password']);
    expect(d.fields.find((f) => f.id === 'User.password_hash')?.note).toContain('hashed');
  });
});
