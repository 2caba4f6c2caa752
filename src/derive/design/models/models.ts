import type { Field, Model, OpenQuestion, Relation } from '../../../model/plan/index.ts';
import type { SignIn } from '../../../model/answers.ts';
import { isEndUser } from '../context.ts';
import type { Context } from '../context.ts';
import { inOrder, made } from '../node.ts';
import type { Resource, Use } from '../resources.ts';
import { codeChannel } from '../routes/identity.ts';
import { isSpecial } from '../routes/derived.ts';
import { isOwnScope, tenantOf } from '../scopes.ts';
import type { Scope } from '../scopes.ts';
import { holds, pascal, plural, snake, spaced, stateAfter } from '../words.ts';
import { attributesOf } from '../attributes.ts';
import type { Attribute } from '../attributes.ts';
import { assumedFields, attributeField, domainFields, field, keyFields, stampFields } from './fields.ts';
import { withTimes } from './times.ts';

export interface Schema {
  models: Model[];
  fields: Field[];
  relations: Relation[];
  questions: OpenQuestion[];
}

/** Stores of the platform have English names, whatever the spec is written in. */
const storeOf = (ctx: Context, name: string): string => snake(plural(spaced(name), ctx.resources.has(name) ? ctx.lexicon : { ...ctx.lexicon, endings: [] }));

function model(ctx: Context, name: string, over: Partial<Model>, ruleId: string, by: Iterable<string> = [], confidence = 0.7): Model {
  return {
    ...made(ctx, name, ruleId, by, confidence),
    name, kind: 'core', store: storeOf(ctx, name), purpose: '', embeddedIn: null, keyAttributes: [], retention: 'until the user erases it', ownerScoped: true, deferred: null, states: null, dropped: [], requirements: inOrder(ctx, by),
    ...over,
  };
}

function userModel(ctx: Context): { model: Model; fields: Field[] } {
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
  if (ctx.identity.ways.includes('passkey') && ctx.identity.routes) fields.push(field(ctx, 'User', 'passkeys', { type: 'list<json>', class: 'secret', constraint: '1-10 credentials, credential_id unique' }, 'R9'));
  if (mailed && !own.has('email')) add({ raw: 'email', noun: 'email', values: null, optional: true });
  const by9 = { routes: ctx.identity.routes, has: (way: SignIn) => ctx.identity.ways.includes(way) };
  if (by9.routes && (by9.has('openid') || by9.has('saml'))) fields.push(field(ctx, 'User', 'identities', { type: 'list<json>', class: 'id', constraint: '1-5 of issuer and subject, each pair unique', note: 'who the identity provider says it is; e-mail is never the key' }, 'R9'));
  if (by9.routes && by9.has('password')) fields.push(field(ctx, 'User', 'password_hash', { type: 'text', class: 'secret', note: 'hashed with argon2id, never logged' }, 'R9'));
  if (by9.routes && by9.has('code') && codeChannel(ctx.identity.asked) === 'phone' && !own.has('phone')) fields.push(field(ctx, 'User', 'phone', { type: 'text', class: 'pii', constraint: 'unique, E.164' }, 'R9'));
  if (mailed && !by9.has('openid') && !ctx.blueprint.gateways.has('EmailGateway') && !own.has('email')) fields.push(field(ctx, 'User', 'email', { type: 'text', class: 'pii', constraint: 'unique, one address' }, 'R9'));
  for (const tenant of new Map([...ctx.scopes.values()].flat().filter((s) => s.kind === 'tenant').map((s) => [s.of, s])).values()) if (!own.has(snake(tenant.of)) && !own.has(`${snake(tenant.of)}_id`)) fields.push({ ...tenantField(ctx, 'User', tenant), nullable: true });
  const moved = accountStates(ctx, fields);
  if (moved !== null && !fields.some((f) => f.name === moved.field)) fields.push(field(ctx, 'User', moved.field, { type: 'enum', values: moved.values, note: 'only active accounts get a session' }, 'R8', by));
  fields.push(...stampFields(ctx, 'User', true));
  return { model: model(ctx, 'User', { dropped, states: moved, purpose: 'person who signs in; root of all owned rows', ownerScoped: false, keyAttributes: fields.map((f) => f.name).slice(0, 8) }, 'R9', by), fields };
}

/** Rows of one tenant are told apart by its id, which comes from the session and never from a body. */
function tenantField(ctx: Context, model: string, scope: Scope): Field {
  return field(ctx, model, `${snake(scope.of)}_id`, { type: 'Ksuid', class: 'id', key: ctx.resources.has(pascal(scope.of)) ? 'reference' : 'none', note: `set from the session; every read is scoped by it` }, 'tenant-scope', [scope.requirement.id]);
}

function connectionModel(ctx: Context): { model: Model; fields: Field[] } {
  const by = [...ctx.blueprint.routes.values()].filter((r) => r.resource === 'ProviderConnection').flatMap((r) => [...r.requirements]);
  const person = ctx.provider?.person ?? 'account';
  const m = 'ProviderConnection';
  const fields = [
    ...keyFields(ctx, m, true),
    field(ctx, m, 'provider', { type: 'enum', values: ctx.provider === null ? null : [ctx.provider.id] }, 'R9'),
    field(ctx, m, `provider_${snake(person)}_id`, { type: 'text', class: 'id', key: 'external' }, 'R9'),
    field(ctx, m, 'scopes', { type: 'list<text>' }, 'R9'),
    field(ctx, m, 'status', { type: 'enum', values: ['active', 'revoked'] }, 'R9'),
    field(ctx, m, 'access_token_ct', { type: 'bytes', class: 'secret', disposition: 'encrypt' }, 'R9'),
    field(ctx, m, 'refresh_token_ct', { type: 'bytes', class: 'secret', disposition: 'encrypt' }, 'R9'),
    field(ctx, m, 'key_id', { type: 'text', class: 'id', note: 'key that encrypted the tokens of this row' }, 'R9'),
    field(ctx, m, 'token_version', { type: 'int', constraint: '>= 1', note: 'compare-and-set on renewal' }, 'R9'),
    field(ctx, m, 'token_expires_at', { type: 'timestamp' }, 'R9'),
    field(ctx, m, 'last_synced_at', { type: 'timestamp', nullable: true }, 'R9'),
    ...stampFields(ctx, m, false),
  ];
  return { model: model(ctx, m, { purpose: `link of one user to ${ctx.provider?.name ?? 'an outside account'}, with its encrypted tokens`, keyAttributes: ['user_id', 'provider', `provider_${snake(person)}_id`, 'scopes', 'status'], retention: 'until disconnected, then purged' }, 'R9', by), fields };
}

interface SupportSpec { name: string; when: boolean; purpose: string; retention: string; owned: boolean; rule: string; fields: (m: string) => Field[] }

function supporting(ctx: Context): SupportSpec[] {
  const b = ctx.blueprint;
  const routes = [...b.routes.values()];
  const jobs = b.jobs.size > 0;
  const f = (m: string, name: string, over: Partial<Field>, r: string) => field(ctx, m, name, over, r);
  return [
    { name: ctx.platform.session, when: ctx.identity.routes, purpose: 'session family with its rotating refresh token', retention: '30 days after the last use', owned: true, rule: 'R9', fields: (m) => [f(m, 'family_id', { type: 'Ksuid', class: 'id' }, 'R9'), f(m, 'refresh_token_hash', { type: 'text', class: 'secret' }, 'R9'), f(m, 'expires_at', { type: 'timestamp' }, 'R9'), f(m, 'revoked_at', { type: 'timestamp', nullable: true }, 'R9')] },
    { name: ctx.platform.job, when: jobs, purpose: 'state, progress and error of one job', retention: '30 days after it ended', owned: true, rule: 'R6', fields: (m) => [f(m, 'type', { type: 'enum', values: [...b.jobs.keys()] }, 'R6'), f(m, 'state', { type: 'enum', values: ['queued', 'running', 'succeeded', 'failed'] }, 'R6'), f(m, 'progress', { type: 'double', constraint: '0-1' }, 'R6'), f(m, 'error_code', { type: 'text', nullable: true }, 'R6'), ...([...b.jobs.values()].some((j) => j.kind === 'export') ? [f(m, 'result_key', { type: 'text', nullable: true, note: 'object in the file store' }, 'R10'), f(m, 'result_expires_at', { type: 'timestamp', nullable: true, note: 'the file is deleted then' }, 'R10')] : []), f(m, 'attempt', { type: 'int', constraint: '>= 0' }, 'R6'), f(m, 'run_at', { type: 'timestamp' }, 'R6'), f(m, 'dedupe_key', { type: 'text', constraint: 'unique' }, 'R6')] },
    { name: 'OutboxEvent', when: jobs, purpose: 'event written with its cause, relayed once to the queue', retention: '7 days after relay', owned: false, rule: 'R6', fields: (m) => [f(m, 'type', { type: 'text' }, 'R6'), f(m, 'payload', { type: 'json' }, 'R6'), f(m, 'relayed_at', { type: 'timestamp', nullable: true }, 'R6')] },
    { name: 'AuditEvent', when: routes.some((r) => (r.method !== 'GET' && r.stage < 7) || r.resource === 'AuditEvent'), purpose: 'who did what to which row', retention: '365 days', owned: false, rule: 'audit', fields: (m) => [f(m, 'actor_id', { type: 'Ksuid', class: 'id', nullable: true }, 'audit'), f(m, 'action', { type: 'text' }, 'audit'), f(m, 'subject', { type: 'text', class: 'id' }, 'audit'), f(m, 'request_id', { type: 'text', class: 'id' }, 'audit'), f(m, 'before_hash', { type: 'text', nullable: true }, 'audit'), f(m, 'after_hash', { type: 'text', nullable: true }, 'audit')] },
    { name: 'IdempotencyKey', when: routes.some(needsKey), purpose: 'answer of a keyed request, replayed on repeat', retention: '24 hours', owned: true, rule: 'R3', fields: (m) => [f(m, 'key', { type: 'text', constraint: 'unique with user_id, at most 64 characters' }, 'R3'), f(m, 'request_hash', { type: 'text' }, 'R3'), f(m, 'response', { type: 'json', nullable: true }, 'R3'), f(m, 'expires_at', { type: 'timestamp' }, 'R3')] },
    { name: 'WebhookEvent', when: routes.some((r) => r.action === 'webhook-receive'), purpose: 'event as received, before it is applied', retention: '30 days', owned: false, rule: 'R11', fields: (m) => [f(m, 'provider', { type: 'text' }, 'R11'), f(m, 'event_key', { type: 'text', class: 'id', constraint: 'unique' }, 'R11'), f(m, 'payload', { type: 'json', class: 'id' }, 'R11'), f(m, 'received_at', { type: 'timestamp' }, 'R11'), f(m, 'applied_at', { type: 'timestamp', nullable: true }, 'R11')] },
  ];
}

/** Routes with side effects beyond one row of the caller take an Idempotency-Key (rule R3). */
export const needsKey = (r: { method: string; action: string }): boolean => ['create', 'upload', 'share', 'start-job', 'start-ai', 'start-export', 'authorize', 'disconnect', 'delete-me'].includes(r.action);

/** The verb that a verb takes back: pin for unpin, pause for resume; null when it takes nothing back. */
function takenBack(verb: string, verbs: readonly string[], lexicon: Context['lexicon']): string | null {
  const other = lexicon.opposites[verb] ?? (verb.startsWith('un') ? verb.slice(2) : null);
  return other !== null && verbs.includes(other) ? other : null;
}

/** The usual states of a common thing, such as a payment, where the spec lists none and its own moves are among them. */
function cycleOf(ctx: Context, resource: Resource, verbs: readonly string[]): Model['states'] {
  const cycle = ctx.lexicon.lifecycles[resource.noun];
  const entity = ctx.vocabulary.entities.get(resource.noun)?.entity;
  const moved = [...ctx.blueprint.jobs.values()].some((j) => j.resource === resource.name && (j.kind === 'apply-event' || j.kind === 'process' || j.kind === 'notify'));
  if (cycle === undefined || (entity !== undefined && attributesOf(entity).length > 0) || verbs.some((v) => !cycle.moves.some((m) => m.by === v)) || (verbs.length === 0 && !moved)) return null;
  const done = new Set([...ctx.blueprint.jobs.values()].filter((j) => j.resource === resource.name).map((j) => j.id.split('-')[0]));
  const moves = cycle.moves.filter((m) => m.always === true || verbs.includes(m.by) || done.has(m.by)).map(({ from, to, by }) => ({ from, to, by }));
  return { field: 'status', values: cycle.values.filter((v) => moves.some((m) => m.from === v || m.to === v)), moves };
}

/**
 * States and legal moves of a resource that has transitions. Values come from its entity's enumeration when it has one, else from what its
 * requirements make of it. A move starts from the states its sentence names besides the one it leads to; without any, from the value listed
 * before its own, or from the first state.
 */
function states(ctx: Context, resource: Resource, fields: readonly Field[]): Model['states'] {
  const { lexicon } = ctx;
  const uses = resource.uses.filter((u) => u.operation === 'transition');
  const verbs = [...new Set(uses.map((u) => u.verb))];
  const cycle = cycleOf(ctx, resource, verbs);
  if (cycle !== null) return cycle;
  if (verbs.length === 0) return null;
  const listed = fields.find((f) => lexicon.stateNames.includes(f.name) && f.values !== null);
  const row = ctx.acts.get(resource.noun);
  const initial = (row?.state === '' ? undefined : row?.state) ?? (verbs.some((v) => stateAfter(v, lexicon) === 'active') || resource.uses.some((u) => u.operation === 'create') === false ? 'active' : firstState(ctx, resource));
  const target = (verb: string): string => {
    const told = uses.find((u) => u.verb === verb && u.state !== null)?.state ?? null;
    if (told === null && listed === undefined && (lexicon.steady.includes(verb) || takenBack(verb, verbs, lexicon) !== null)) return initial;
    const usual = told ?? stateAfter(verb, lexicon);
    const near = listed?.values?.find((v) => v === usual || v.startsWith(usual.slice(0, 5))) ?? lexicon.alternatives[verb.split(' ')[0] ?? '']?.find((v) => listed?.values?.includes(v) === true);
    if (near === undefined && told === null && listed !== undefined && lexicon.steady.includes(verb)) return '';
    return near ?? (listed?.values?.length === 2 && row === undefined ? (listed.values[1] ?? usual) : usual);
  };
  const reached = verbs.map(target).filter((v) => v !== '');
  const values = [...new Set([...(listed?.values ?? [initial]), ...reached])];
  const isFinal = (state: string): boolean => lexicon.ended.includes(state) || verbs.some((v) => lexicon.finals.includes(v) && target(v) === state);
  const moves = verbs.flatMap((by) => {
    const to = target(by);
    // A move that keeps the state, such as the transfer of a ticket, holds in every state that is no end.
    if (to === '') return values.filter((v) => !isFinal(v)).map((v) => ({ from: v, to: v, by }));
    // "accept offer" answers something: the row waits for it in a state of its own, and falls back when nobody answers.
    const [act = '', ...about] = by.split(' ');
    const object = listed === undefined && Object.values(lexicon.answers).includes(act) && lexicon.states[by] === undefined ? about.join(' ') : '';
    const first = values[0] ?? 'active';
    const asked = `${snake(object)}ed`.replace(/eed$/, 'ed');
    if (object !== '') {
      values.splice(1, 0, asked);
      return [{ from: first, to: asked, by: object }, { from: asked, to, by }, { from: asked, to: first, by: 'time is over' }];
    }
    const text = uses.filter((u) => u.verb === by).map((u) => u.requirement.text).join(' ');
    const others = verbs.filter((v) => v !== by && uses.some((u) => u.verb === v && uses.some((x) => x.verb === by && x.requirement === u.requirement))).map(target);
    const named = values.filter((v) => v !== to && !(listed === undefined && others.includes(v)) && holds(text.replace(/[-_]/g, ' '), v.replace(/_/g, ' ')));
    if (named.length > 0) return named.map((from) => ({ from, to, by }));
    const back = takenBack(by, verbs, lexicon);
    if (back !== null) return [{ from: target(back), to, by }];
    if (listed !== undefined) {
      const before = values[Math.max(0, values.indexOf(to) - 1)] ?? to;
      return [{ from: before === to ? (values.find((v) => v !== to) ?? to) : before, to, by }];
    }
    if (lexicon.finals.includes(by)) return values.filter((v) => v !== to && !isFinal(v) && (v === first || !verbs.some((x) => lexicon.rejects.includes(x) && target(x) === v))).map((from) => ({ from, to, by }));
    // "pick up and deliver": the verb before it in one sentence leads there.
    const chain = uses.find((u) => u.verb === by)?.requirement;
    const mine = verbs.filter((v) => uses.some((u) => u.verb === v && u.requirement === chain));
    const earlier = mine[mine.indexOf(by) - 1];
    const chained = earlier !== undefined && /\band\b/i.test(chain?.text ?? '') && !/\bor\b/i.test(chain?.text ?? '') && !lexicon.finals.includes(earlier) && takenBack(by, [earlier], lexicon) === null && !by.startsWith('un');
    const from = chained ? target(earlier) : first;
    return from === to && !lexicon.steady.includes(by) ? [{ from: values.find((v) => v !== to) ?? to, to, by }] : [{ from, to, by }];
  });
  return { field: (listed ?? fields.find((f) => lexicon.stateNames.includes(f.name)))?.name ?? 'status', values, moves };
}

/** What staff does to accounts: suspend, reinstate. */
function accountStates(ctx: Context, fields: readonly Field[]): Model['states'] {
  const moves = [...ctx.blueprint.routes.values()].filter((r) => r.resource === 'User' && r.action === 'transition');
  const uses = ctx.active.flatMap((requirement) => requirement.readings.filter((x) => x.operation === 'transition' && x.resource === 'User' && !x.negated && moves.some((m) => m.verb === x.verb && m.requirements.has(requirement.id))).map((x): Use => ({ requirement, operation: 'transition', verb: x.verb ?? '', actor: x.actor, qualifiers: [], state: x.state, internal: false })));
  return states(ctx, { name: 'User', noun: 'user', path: 'users', stored: true, known: true, uses, score: 0, computed: [], tied: false }, fields);
}

/** "create a reservation in state pending": the state a new row has, else that of the verb that makes it. */
function firstState(ctx: Context, resource: Resource): string {
  for (const u of resource.uses) {
    const said = u.operation === 'create' ? /\bin (?:the )?(?:state|status) ([\p{L}-]+)/iu.exec(u.requirement.text)?.[1] : undefined;
    if (said !== undefined) return snake(said);
  }
  const maker = resource.uses.find((u) => u.operation === 'create' && ctx.lexicon.begins[u.verb] !== undefined)?.verb;
  return maker === undefined ? 'active' : (ctx.lexicon.begins[maker] ?? 'active');
}

/** A row belongs to a person when an end user makes it, or when it is a person; what only staff or the system writes is shared. */
function isOwned(ctx: Context, r: Resource): boolean {
  if (ctx.lexicon.people.includes(r.noun)) return true;
  const makers = r.uses.filter((u) => ['create', 'upload', 'ai-job', 'job'].includes(u.operation) && !u.internal);
  if (ctx.vocabulary.providerNouns.has(r.noun)) return true;
  if (makers.length > 0 && isOwnScope(ctx, r.name)) return true;
  if (makers.length === 0) return (ctx.vocabulary.entities.get(r.noun)?.entity.implied ?? true) && r.uses.some((u) => u.actor !== null && isEndUser(u.actor, ctx.lexicon) && u.operation !== 'list' && u.operation !== 'search');
  const row = ctx.acts.get(r.noun);
  if (row !== undefined && (row.verb === 'report' || ctx.lexicon.acts[row.verb]?.towards === true)) return true;
  if (makers.every((u) => u.actor === null && ctx.lexicon.keeps.includes(u.verb))) return false;
  // People whom no list calls staff own what they make, unless it is made for others to read: an organiser's events are for the buyers.
  const owns = (a: string | null): boolean => a === null || isEndUser(a, ctx.lexicon) || (!ctx.input.knowledge.lexicon.people.includes(a) && !ctx.lexicon.devices.includes(a));
  const shown = makers.every((u) => u.actor !== null && !isEndUser(u.actor, ctx.lexicon)) && r.uses.some((u) => (u.operation === 'list' || u.operation === 'search') && u.actor !== null && !makers.some((m) => m.actor === u.actor));
  return !shown && makers.some((u) => owns(u.actor)) && makers.some((u) => u.verb !== 'rebuild');
}

/** Core models a person named, in lower case; null when the rules choose. */
function namedCore(ctx: Context): Set<string> | null {
  const answered = ctx.input.answers.answers['core-models'];
  return answered?.state === 'answered' && answered.value.length > 0 ? new Set(answered.value.map((name) => name.toLowerCase())) : null;
}

/** The resources that are stored, those a person named first, then most needed first; the first `room` are core. */
function ranked(ctx: Context): Resource[] {
  const named = namedCore(ctx);
  const chosen = (r: Resource): number => (named?.has(r.name.toLowerCase()) === true ? 0 : 1);
  return [...ctx.resources.values()].filter((r) => r.stored && !isSpecial(ctx, r.name) && r.name !== 'AuditEvent').toSorted((a, b) => chosen(a) - chosen(b) || b.score - a.score || a.name.localeCompare(b.name, 'en'));
}

/** What samples and entities name but no requirement asks for, with the reason. */
function waiting(ctx: Context, models: readonly Model[]): [string, string][] {
  const out = new Map<string, string>();
  const has = (name: string) => models.some((m) => m.id === name) || out.has(name);
  for (const sample of ctx.input.facts.samples.models) {
    const listed = ctx.input.providers.flatMap((p) => p.models).find((m) => m.name === sample.name);
    const name = pascal(sample.name);
    if ((sample.kind !== 'resource' && sample.kind !== 'series') || (listed !== undefined && listed.storedAs !== null) || has(name) || has(listed?.storedAs ?? name)) continue;
    out.set(name, `${sample.records} sample records, 0 requirements name it`);
  }
  for (const [noun, { entity }] of ctx.vocabulary.entities) {
    const meaning = ctx.vocabulary.meaning(noun);
    if (entity.implied !== true && meaning.kind === 'resource' && !has(meaning.name) && meaning.name !== 'ProviderConnection' && attributesOf(entity).length >= 2) out.set(meaning.name, 'a key entity, 0 requirements name it');
  }
  return [...out].toSorted(([a], [b]) => a.localeCompare(b, 'en'));
}

/** How long rows are kept, as routes and requirements say it; what nobody deletes is said to stay. */
function keptHow(ctx: Context, r: Resource): string {
  if ([...ctx.blueprint.jobs.values()].some((j) => j.id === `delete-expired-${r.path}`)) return `as long as \`delete-expired-${r.path}\` lets it`;
  const routes = [...ctx.blueprint.routes.values()];
  if (routes.some((x) => x.resource === r.name && x.action === 'delete')) return 'until the owner deletes it';
  return routes.some((x) => x.action === 'delete-me') && isOwned(ctx, r) ? 'until the user erases the account' : 'without end: 0 requirements delete it';
}

/** All models with fields and relations: identity, connection, resources (at most five core), and the supporting stores that something needs. */
export function createSchema(ctx: Context): Schema {
  const models: Model[] = [];
  const fields: Field[] = [];
  const relations: Relation[] = [];
  const questions: OpenQuestion[] = [];
  const routes = [...ctx.blueprint.routes.values()];
  const hasUser = routes.some((r) => r.resource === 'User');
  const add = (m: Model, f: Field[]) => {
    models.push({ ...m, keyAttributes: m.keyAttributes.length > 0 ? m.keyAttributes : f.filter((x) => !['created_at', 'updated_at', 'version'].includes(x.name)).map((x) => x.name).slice(0, 8) });
    fields.push(...f);
  };
  if (hasUser) {
    const user = userModel(ctx);
    add(user.model, user.fields);
  }
  if (ctx.connects.length > 0) {
    const connection = connectionModel(ctx);
    add(connection.model, connection.fields);
  }
  const named = namedCore(ctx);
  const stored = ranked(ctx);
  const room = named === null ? 5 - models.length : Math.min(5 - models.length, stored.filter((r) => named.has(r.name.toLowerCase())).length);
  const scoped = ctx.identity.signIn !== 'api-key' && ctx.identity.signIn !== 'none';
  stored.forEach((r, i) => {
    const by = r.uses.map((u) => u.requirement.id);
    const owned = scoped && isOwned(ctx, r);
    const set = withTimes(ctx, r, domainFields(ctx, r));
    const st = states(ctx, r, set.fields);
    const inUser = hasUser && ctx.input.profile.dataKind === 'mongo' && ctx.limits.get(r.name)?.which === null && ctx.limits.get(r.name)?.per === 'owner' && !set.provider && st === null;
    const own: Field[] = [...keyFields(ctx, r.name, owned && !inUser)];
    if (set.provider) {
      own.push(field(ctx, r.name, 'provider', { type: 'enum', values: [...(ctx.provider === null ? [] : [ctx.provider.id]), ...([...ctx.blueprint.jobs.values()].some((j) => j.kind === 'import' && j.resource === r.name) ? ['file'] : [])], note: 'where the row came from' }, 'provider-rows'));
      if (!set.fields.some((f) => f.name === 'external_id')) own.push(field(ctx, r.name, 'external_id', { type: 'text', class: 'id', key: 'external' }, 'provider-rows'));
    }
    own.push(...set.fields);
    const tenant = tenantOf(ctx, r.name);
    if (tenant !== null && !own.some((f) => f.name === snake(tenant.of) || f.name === `${snake(tenant.of)}_id`)) own.push(tenantField(ctx, r.name, tenant));
    const assumed = set.fields.every((f) => f.key === 'reference' || f.name === 'expires_at') && !set.provider ? assumedFields(ctx, r).filter((f) => !own.some((o) => o.name === f.name)).filter((f) => st === null || !ctx.lexicon.stateNames.includes(f.name)) : [];
    own.push(...assumed);
    if (assumed.length > 0) {
      questions.push({ ...made(ctx, `Q-fields-${snake(r.noun).replaceAll('_', '-')}`, 'unknown-fields', by, 0.5), text: `Which fields does one ${r.noun} have?`, owner: 'Product owner', needed: 'GATE-1', assumed: `${assumed.map((f) => f.name).join(', ')}` });
    } else if (set.fields.length === 0 && (st === null || !r.uses.some((u) => u.operation === 'create' || u.operation === 'upload'))) {
      own.push({ ...field(ctx, r.name, 'name', { constraint: '1-255 characters', note: `assumed: no source lists the fields of ${r.noun}` }, 'assumed-field', by), confidence: 0.5 });
      questions.push({ ...made(ctx, `Q-fields-${snake(r.noun).replaceAll('_', '-')}`, 'unknown-fields', by, 0.5), text: `Which fields does one ${r.noun} have?`, owner: 'Product owner', needed: 'GATE-1', assumed: 'a name only' });
    }
    // A state that its entity names without values has those of its moves.
    if (st !== null) for (const [at, f] of own.entries()) if (f.name === st.field && f.values === null) own[at] = { ...f, type: 'enum', values: st.values, constraint: null };
    if (st !== null && !own.some((f) => f.name === st.field)) own.push(field(ctx, r.name, 'status', { type: 'enum', values: st.values }, 'R8', by));
    if (set.provider) {
      own.push(field(ctx, r.name, 'ai_allowed', { type: 'bool', note: 'computed from the source, false unless every source allows it' }, 'provider-policy'));
      own.push(field(ctx, r.name, 'source_expires_at', { type: 'timestamp', nullable: true, note: ctx.provider?.cacheDays == null ? null : `fetched + ${ctx.provider.cacheDays} d for ${ctx.provider.id}, null for own data` }, 'provider-policy'));
    }
    own.push(...stampFields(ctx, r.name, routes.some((x) => x.resource === r.name && (x.action === 'update' || x.action === 'transition'))));
    if (inUser) relations.push({ ...made(ctx, `User -> ${r.name} embedded`, 'embed-bounded'), from: 'User', to: r.name, cardinality: 'one-to-many', via: r.path.replaceAll('-', '_'), enforcedBy: 'embedded' });
    add(model(ctx, r.name, { kind: inUser ? 'embedded' : i < room ? 'core' : 'supporting', embeddedIn: inUser ? 'User' : null, purpose: `one ${r.noun}${owned ? ' of a user' : ''}`, ownerScoped: owned, states: st, dropped: set.dropped, retention: set.provider && ctx.provider?.cacheDays != null ? `${ctx.provider.cacheDays} days after fetch for ${ctx.provider.name} rows, own rows until erased` : keptHow(ctx, r) }, i < room ? 'core-model' : 'supporting-model', by, r.known ? 0.7 : 0.5), own);
    if (!set.provider && !inUser && !r.uses.some((u) => ['create', 'upload', 'ai-job', 'job'].includes(u.operation))) questions.push({ ...made(ctx, `Q-writer-${snake(r.noun).replaceAll('_', '-')}`, 'unwritten-model', by, 0.5), text: `Who creates each ${r.noun}? No requirement says.`, owner: 'Product owner', needed: 'GATE-1', assumed: 'an operator loads them with a script' });
    // Whose fields the spec lists where people create it is no unknown word.
    const told = set.fields.some((f) => f.key !== 'reference') && r.uses.some((u) => u.operation === 'create' && !u.internal);
    if (!r.known && !told) questions.push({ ...made(ctx, `Q-noun-${snake(r.noun).replaceAll('_', '-')}`, 'unknown-noun', by, 0.5), text: `Is "${r.noun}" something the backend stores, a field of something else, or only a word?`, owner: 'Product owner', needed: 'GATE-0', assumed: `a stored resource ${r.name}` });
  });
  for (const [name, reason] of waiting(ctx, models)) models.push(model(ctx, name, { kind: 'deferred', store: '', purpose: `named, not built`, deferred: reason, retention: 'none: not stored', ownerScoped: false }, 'deferred-model'));
  for (const s of supporting(ctx)) {
    if (!s.when) continue;
    const mine = s.owned && scoped;
    add(model(ctx, s.name, { kind: 'supporting', purpose: s.purpose, retention: s.retention, ownerScoped: mine }, s.rule), [...keyFields(ctx, s.name, mine), ...s.fields(s.name), field(ctx, s.name, 'created_at', { type: 'timestamp' }, 'timestamps')]);
  }
  const fk = ctx.input.profile.foreignKeys === 'users-only' && ctx.input.profile.dataKind === 'postgres';
  const modelNames = new Set(models.map((m) => m.name));
  for (const f of fields) {
    if (f.key !== 'reference') continue;
    const target = f.name === 'user_id' || f.name.endsWith('_user_id') ? 'User' : models.find((m) => `${snake(m.name)}_id` === f.name)?.name;
    if (target === undefined || !modelNames.has(target)) continue;
    const once = f.model === 'ProviderConnection';
    relations.push({ ...made(ctx, `${target} -> ${f.model} by ${f.name}`, 'relation'), from: target, to: f.model, cardinality: once ? 'one-to-maybe-one' : 'one-to-many', via: f.name, enforcedBy: target === 'User' && fk ? 'fk' : 'service + sweeper' });
  }
  return { models, fields, relations, questions };
}
