import type { SignIn } from '../../../model/answers.ts';
import type { Field, Model } from '../../../model/plan/index.ts';
import { attributesOf, type Attribute } from '../attributes.ts';
import type { Context } from '../context.ts';
import { codeChannel } from '../routes/identity.ts';
import { holds, plural, snake } from '../reading/words.ts';
import { withComputed } from './computed-fields.ts';
import { attributeField, field, keyFields, stampFields } from './field.ts';
import { model } from './model.ts';
import { tenantField } from './owners.ts';
import { accountStates } from './states.ts';
import { ownCredentials } from './support.ts';

/** The person who signs in: what entities, requirements and the ways to sign in say of it; personal data that nothing reads is left out. */
export function userModel(ctx: Context): { model: Model; fields: Field[] } {
  const by = [...ctx.blueprint.routes.values()].filter((r) => r.resource === 'User').flatMap((r) => [...r.requirements]);
  const fields = keyFields(ctx, 'User', false);
  const entities = [...ctx.vocabulary.entities].filter(([noun]) => ctx.vocabulary.meaning(noun).kind === 'user').map(([, e]) => e.entity);
  const own = new Set<string>();
  const dropped: Model['dropped'] = [];
  const mailed = ctx.blueprint.gateways.has('EmailGateway') || ctx.identity.ways.some((way) => way === 'email-link' || way === 'password' || (way === 'code' && codeChannel(ctx.identity.asked) === 'email'));
  const add = (attribute: Attribute) => {
    const better = ctx.lexicon.replaced[attribute.noun];
    const naming = ctx.active.filter((r) => by.includes(r.id) && (holds(r.text, attribute.noun) || holds(r.text, plural(attribute.noun, ctx.lexicon)))).map((r) => r.id);
    const one = attributeField(ctx, 'User', better === undefined ? attribute : { ...attribute, noun: better.by }, naming.length > 0 ? naming : by);
    if (one === null || own.has(one.name) || one.key === 'reference' || [...own].some((n) => n.endsWith(`_${one.name}`))) return;
    const named = ctx.active.some((r) => holds(r.text, attribute.noun) || holds(r.text, plural(attribute.noun, ctx.lexicon)));
    if (!named && (one.class === 'pii' || one.class === 'location' || one.class === 'health') && !(one.name === 'email' && mailed)) {
      dropped.push({ path: one.name, class: one.class, reason: '0 requirements read it' });
      return;
    }
    own.add(one.name);
    fields.push({ ...one, nullable: true, note: one.class === 'health' ? 'entered by the user, kept with consent' : one.note });
  };
  for (const entity of entities) for (const attribute of attributesOf(entity)) add(attribute);
  const routes = [...ctx.blueprint.routes.values()].filter((r) => r.resource === 'User' && r.stage === 1);
  for (const r of ctx.active.filter((x) => routes.some((route) => route.requirements.has(x.id)))) {
    for (const [noun, a] of Object.entries(ctx.lexicon.attributes)) if (a.of === 'user' && (holds(r.text, noun) || holds(r.text, `${noun}s`)) && ![...own].some((n) => n.startsWith(snake(noun)))) add({ raw: noun, noun, values: null, optional: true });
  }
  for (const r of ctx.active) {
    const list = r.readings.some((x) => x.noun === 'account' && x.operation === 'create' && !x.negated) ? (/\bregisters?\s+with\s+([^.;]+)/i.exec(r.text)?.[1] ?? '') : '';
    for (const said of list.split(/,|\band\b/)) {
      const noun = said.trim().toLowerCase().replace(/^(?:an?|the|their|his|her)\s+/, '');
      if (/^\p{L}+(?: \p{L}+){0,2}$/u.test(noun) && !/passw|passkey|google|apple/.test(noun)) add({ raw: noun, noun, values: null, optional: true });
    }
  }
  if (ctx.roles.length > 1) own.add('role');
  if (ctx.roles.length > 1) fields.splice(0, fields.length, ...fields.filter((f) => f.name !== 'role'));
  if (ctx.roles.length > 1) fields.push(field(ctx, 'User', 'role', { type: 'enum', values: ['user', ...ctx.roles.map(snake)], note: 'decides the role routes' }, 'rbac'));
  if (ctx.identity.ways.includes('passkey') && ctx.identity.routes && !ownCredentials(ctx)) fields.push(field(ctx, 'User', 'passkeys', { type: 'list<json>', class: 'secret', constraint: '1-10 credentials, credential_id unique' }, 'R9'));
  if (mailed && !own.has('email')) add({ raw: 'email', noun: 'email', values: null, optional: true });
  const by9 = { routes: ctx.identity.routes, has: (way: SignIn) => ctx.identity.ways.includes(way) };
  if (by9.routes && !ownCredentials(ctx) && (by9.has('openid') || by9.has('saml'))) fields.push(field(ctx, 'User', 'identities', { type: 'list<json>', class: 'id', constraint: '1-5 of issuer and subject, each pair unique', note: 'who the identity provider says it is; e-mail is never the key' }, 'R9'));
  if (by9.routes && by9.has('password') && !own.has('password_hash')) fields.push(field(ctx, 'User', 'password_hash', { type: 'text', class: 'secret', note: 'hashed with argon2id, never logged' }, 'R9'));
  if (by9.routes && by9.has('code') && codeChannel(ctx.identity.asked) === 'phone' && !own.has('phone')) fields.push(field(ctx, 'User', 'phone', { type: 'text', class: 'pii', constraint: 'unique, E.164' }, 'R9'));
  if (mailed && !by9.has('openid') && !ctx.blueprint.gateways.has('EmailGateway') && !own.has('email')) fields.push(field(ctx, 'User', 'email', { type: 'text', class: 'pii', constraint: 'unique, one address' }, 'R9'));
  for (const tenant of new Map([...ctx.scopes.values()].flat().filter((s) => s.kind === 'tenant').map((s) => [s.of, s])).values()) if (!own.has(snake(tenant.of)) && !own.has(`${snake(tenant.of)}_id`)) fields.push({ ...tenantField(ctx, 'User', tenant), nullable: true });
  const moved = accountStates(ctx, fields);
  if (moved !== null && !fields.some((f) => f.name === moved.field)) fields.push(field(ctx, 'User', moved.field, { type: 'enum', values: moved.values, note: 'only active accounts get a session' }, 'R8', by));
  fields.splice(0, fields.length, ...withComputed(ctx, { name: 'User', noun: 'user' }, fields), ...stampFields(ctx, 'User', true));
  return { model: model(ctx, 'User', { dropped, states: moved, purpose: 'person who signs in; root of all owned rows', ownerScoped: false, keyAttributes: fields.map((f) => f.name).slice(0, 8) }, 'R9', by), fields };
}
