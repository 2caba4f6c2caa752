import type { Field, Model, OpenQuestion, Relation } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { made } from '../node.ts';
import { tenantOf } from '../rules/scopes.ts';
import { snake } from '../reading/words.ts';
import { asksOf } from './asks.ts';
import { assumedFields, domainFields } from './fields.ts';
import { withComputed } from './computed-fields.ts';
import { field, keyFields, ofSession, setLater, stampFields } from './field.ts';
import { model } from './model.ts';
import { makerOf, withAccount } from './makers.ts';
import { isOwned, keptHow, tenantField } from './owners.ts';
import { namedCore, ranked, waiting } from './ranks.ts';
import { states, unreached } from './states.ts';
import { connectionModel, supporting } from './support.ts';
import { withTimes } from './times.ts';
import { userModel } from './user.ts';

/** What the database holds, and what nobody said of it. */
export interface Schema {
  models: Model[];
  fields: Field[];
  relations: Relation[];
  questions: OpenQuestion[];
}

/** All models with fields and relations: identity, connection, resources (at most five core), and the supporting stores that something needs. */
export function createSchema(ctx: Context): Schema {
  const models: Model[] = [];
  const fields: Field[] = [];
  const relations: Relation[] = [];
  const questions: OpenQuestion[] = [];
  const routes = [...ctx.blueprint.routes.values()];
  const hasUser = routes.some((r) => r.resource === 'User') || [...ctx.blueprint.jobs.values()].some((j) => j.resource === 'User');
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
    const maker = makerOf(ctx, r);
    const own: Field[] = keyFields(ctx, r.name, owned && !inUser).map((f) => (f.name === 'user_id' && maker !== null ? { ...f, note: `the ${maker}: owner, from the session; every read is scoped by it` } : f));
    if (set.provider) {
      own.push(field(ctx, r.name, 'provider', { type: 'enum', values: [...(ctx.provider === null ? [] : [ctx.provider.id]), ...([...ctx.blueprint.jobs.values()].some((j) => j.kind === 'import' && j.resource === r.name) ? ['file'] : [])], note: 'where the row came from' }, 'provider-rows'));
      if (!set.fields.some((f) => f.name === 'external_id')) own.push(field(ctx, r.name, 'external_id', { type: 'text', class: 'id', key: 'external' }, 'provider-rows'));
    }
    own.push(...set.fields);
    const tenant = tenantOf(ctx, r.name);
    if (tenant !== null && !own.some((f) => f.name === snake(tenant.of) || f.name === `${snake(tenant.of)}_id`)) own.push(tenantField(ctx, r.name, tenant));
    const assumed = set.fields.every((f) => f.key === 'reference' || f.name === 'expires_at') && !set.provider ? assumedFields(ctx, r).filter((f) => !own.some((o) => o.name === f.name)).filter((f) => st === null || !ctx.lexicon.stateNames.includes(f.name)) : [];
    own.push(...assumed);
    own.splice(0, own.length, ...withComputed(ctx, r, own));
    const bare = assumed.length === 0 && set.fields.length === 0 && (st === null || !r.uses.some((u) => u.operation === 'create' || u.operation === 'upload'));
    if (bare) own.push({ ...field(ctx, r.name, 'name', { constraint: '1-255 characters', note: `assumed: no source lists the fields of ${r.noun}` }, 'assumed-field', by), confidence: 0.5 });
    // A state that its entity names without values has those of its moves; one that lists some has those that moves add.
    if (st !== null) for (const [at, f] of own.entries()) if (f.name === st.field && (f.values === null || st.values.some((value) => f.values?.includes(value) === false))) own[at] = { ...f, type: 'enum', values: st.values, constraint: null };
    if (st !== null && !own.some((f) => f.name === st.field)) own.push(field(ctx, r.name, 'status', { type: 'enum', values: st.values }, 'R8', by));
    if (set.provider) {
      own.push(field(ctx, r.name, 'ai_allowed', { type: 'bool', note: 'computed from the source, false unless every source allows it' }, 'provider-policy'));
      own.push(field(ctx, r.name, 'source_expires_at', { type: 'timestamp', nullable: true, note: ctx.provider?.cacheDays == null ? null : `fetched + ${ctx.provider.cacheDays} d for ${ctx.provider.id}, null for own data` }, 'provider-policy'));
    }
    for (const [at, f] of own.entries()) {
      const voted = f.type === 'bool' && r.uses.some((u) => u.operation === 'ai-job');
      if ((setLater(f) || voted) && !['rule:provider-policy', 'rule:provider-rows'].includes(f.origin) && f.sources.every((s) => s.kind !== 'sample' && s.kind !== 'provider')) own[at] = { ...f, nullable: true };
      else if (ofSession(f)) own[at] = { ...f, note: f.note ?? 'from the session, never from the caller' };
    }
    if (set.provider && [...ctx.blueprint.metrics.values()].some((m) => m.noun === 'zones' && m.resource === r.name)) own.push(field(ctx, r.name, 'zone_times_s', { type: 'list<int>', unit: 's', nullable: true, class: 'health', disposition: 'cache', note: 'seconds per zone, computed when the row is written from its heart-rate series, zones as shares of 220 - age; null without a series or consent' }, 'R7', by));
    own.push(...stampFields(ctx, r.name, routes.some((x) => x.resource === r.name && (x.action === 'update' || x.action === 'transition'))));
    if (inUser) relations.push({ ...made(ctx, `User -> ${r.name} embedded`, 'embed-bounded'), from: 'User', to: r.name, cardinality: 'one-to-many', via: r.path.replaceAll('-', '_'), enforcedBy: 'embedded' });
    add(model(ctx, r.name, { kind: inUser ? 'embedded' : i < room ? 'core' : 'supporting', embeddedIn: inUser ? 'User' : null, purpose: `one ${r.noun}${owned ? ' of a user' : ''}`, ownerScoped: owned, states: st, dropped: set.dropped, retention: set.provider && ctx.provider?.cacheDays != null ? `${ctx.provider.cacheDays} days after fetch for ${ctx.provider.name} rows, own rows until erased` : keptHow(ctx, r) }, i < room ? 'core-model' : 'supporting-model', by, r.known ? 0.7 : 0.5), own);
    // Whose fields the spec lists where people create it is no unknown word.
    const told = set.fields.some((f) => f.key !== 'reference') && r.uses.some((u) => u.operation === 'create' && !u.internal);
    const written = set.provider || inUser || r.uses.some((u) => ['create', 'upload', 'ai-job', 'job'].includes(u.operation));
    const account = withAccount(ctx, r) ? set.fields.map((f) => f.name.replace(/_id$/, '')) : null;
    if (account !== null && !written) for (const f of fields) if (f.model === r.name && set.fields.some((x) => x.name === f.name)) f.nullable = true;
    questions.push(...asksOf(ctx, r, { known: r.known || told, fields: bare ? 'a name only' : assumed.length > 0 ? assumed.map((f) => f.name).join(', ') : null, written, account, unreached: st === null ? [] : unreached(st) }));
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
