import { sentencesOf } from '../reading/counts.ts';
import { uniqueIn } from '../rules/uniques.ts';
import type { Field, Index, Model, Route } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { made } from '../node.ts';
import { slotOf } from '../rules/overlaps.ts';
import { scopeOf, tenantOf } from '../rules/scopes.ts';
import { holds, pascal, snake } from '../reading/words.ts';
import { withAccount } from './makers.ts';
import { caseless } from '../../../text/regex.ts';

type Part = { name: string; direction: 'asc' | 'desc' };

/** `activities(user_id+started_at-id)`: `+` ascending, `-` descending before the next field. */
function indexId(store: string, fields: readonly Part[], kind: Index['kind']): string {
  const text = fields.map((f, i) => (i === 0 ? f.name : `${f.direction === 'asc' ? '+' : '-'}${f.name}`)).join('');
  return `${store}(${text})${kind === 'plain' ? '' : ` ${kind}`}`;
}

const asc = (name: string): Part => ({ name, direction: 'asc' });
const desc = (name: string): Part => ({ name, direction: 'desc' });

const ofRole = (r: Route, field: string): boolean => (r.role ?? '').split(', ').some((role) => field === `${role.replaceAll(' ', '_')}_id`);

/** One index per list route, per unique key, per expiry and for the job queue; each says who needs it. */
export function createIndexes(ctx: Context, models: readonly Model[], fields: readonly Field[], routes: readonly Route[]): Index[] {
  const out = new Map<string, Index>();
  const has = (m: string, f: string) => fields.some((x) => x.model === m && x.name === f);
  const add = (m: Model, parts: Part[], kind: Index['kind'], needs: readonly string[], ruleId: string) => {
    if (needs.length === 0 || parts.some((p) => !has(m.name, p.name))) return;
    const id = indexId(m.store, parts, kind);
    const found = out.get(id);
    if (found !== undefined) found.neededBy = [...new Set([...found.neededBy, ...needs])];
    else out.set(id, { ...made(ctx, id, ruleId), model: m.name, fields: parts, kind, neededBy: [...needs] });
  };
  const jobs = [...ctx.blueprint.jobs.values()];
  // A relational database removes nothing by itself: there the index serves the sweeper.
  const expiry = ctx.input.profile.dataKind === 'mongo' ? 'ttl' : 'plain';
  for (const m of models) {
    const mine = routes.filter((r) => r.resource === m.name);
    for (const r of mine.filter((x) => x.pagination !== null || x.path.endsWith('/summary'))) {
      const sort = (r.pagination?.sort ?? sortField(m, fields)).replace(/^-/, '');
      const filters = (r.pagination?.filters ?? []).filter((f) => has(m.name, f) && !['from', 'to'].includes(f)).toSorted((a, b) => Number(ofRole(r, b)) - Number(ofRole(r, a))).slice(0, 1);
      add(m, [...(tenantOf(ctx, m.name) !== null && has(m.name, `${snake(tenantOf(ctx, m.name)?.of ?? '')}_id`) ? [asc(`${snake(tenantOf(ctx, m.name)?.of ?? '')}_id`)] : m.ownerScoped && (r.auth !== 'role' || scopeOf(ctx, r) !== null) ? [asc('user_id')] : []), ...filters.map(asc), ...(r.pagination?.sort.startsWith('-') === false ? [asc(sort), asc('id')] : [desc(sort), desc('id')])], 'plain', [r.id], 'index-list');
    }
    const writers = jobs.filter((j) => j.resource === m.name).map((j) => j.id);
    if (has(m.name, 'external_id')) add(m, [...(m.ownerScoped ? [asc('user_id')] : []), ...(has(m.name, 'provider') ? [asc('provider')] : []), asc('external_id')], 'unique', writers.length > 0 ? writers : mine.filter((r) => r.method === 'POST').map((r) => r.id).slice(0, 1), 'index-external');
    const contested = ctx.contested.get(m.name);
    if (contested !== undefined) for (const f of contestedFields(m, fields, contested.text, slotFought(ctx, m, contested.text) ?? ctx.contests.find((c) => c.resource === m.name)?.thing ?? null)) {
      const id = indexId(m.store, [asc(f.name)], 'unique');
      const ended = m.states === null ? [] : endStates(m.states);
      const held = m.states?.values.filter((v) => !ended.includes(v)) ?? [];
      out.set(id, { ...made(ctx, id, 'index-contested', [contested.id]), model: m.name, fields: [asc(f.name)], kind: 'unique', ...(ended.length > 0 ? { where: `${m.states?.field ?? 'state'} in ${held.join(', ')}` } : {}), neededBy: mine.filter((r) => r.errors.includes('CONFLICT_DUPLICATE')).map((r) => r.id) });
    }
    const kept = fields.find((f) => f.model === m.name && f.key === 'reference' && f.name !== 'user_id');
    if (kept !== undefined && has(m.name, 'revision')) add(m, [asc(kept.name), asc('revision')], 'unique', mine.filter((r) => r.method === 'POST').map((r) => r.id), 'index-revision');
    if (has(m.name, 'source_expires_at')) add(m, [asc('source_expires_at')], expiry, writers.length > 0 ? writers : mine.map((r) => r.id).slice(0, 1), 'index-ttl');
  }
  for (const link of ctx.vocabulary.links.values()) {
    const m = models.find((each) => each.name === pascal(link.noun));
    const ties = fields.filter((f) => f.model === m?.name && f.key === 'reference' && f.name !== 'user_id').map((f) => asc(f.name));
    if (m !== undefined && ties.length === 2) add(m, ties, 'unique', routes.filter((r) => r.resource === m.name && r.method === 'POST').map((r) => r.id), 'index-unique');
  }
  const get = (name: string) => models.find((m) => m.name === name);
  const ids = (...actions: string[]) => routes.filter((r) => [...ctx.blueprint.routes.values()].some((d) => `${d.method} ${d.path}` === r.id && actions.includes(d.action))).map((r) => r.id);
  const user = get('User');
  if (user !== undefined && has('User', 'email') && ctx.identity.ways.some((way) => ['email-link', 'password', 'code'].includes(way))) add(user, [asc('email')], 'unique', ids('sign-in'), 'index-unique');
  for (const r of ctx.resources.values()) {
    const person = withAccount(ctx, r) ? get(r.name) : undefined;
    if (person !== undefined) add(person, [asc('user_id')], 'unique', ids('sign-in'), 'index-unique');
  }
  if (user !== undefined && has('User', 'passkeys')) {
    const id = indexId(user.store, [asc('passkeys.credential_id')], 'unique');
    out.set(id, { ...made(ctx, id, 'index-unique'), model: 'User', fields: [asc('passkeys.credential_id')], kind: 'unique', neededBy: ids('sign-in') });
  }
  if (user !== undefined && has('User', 'identities')) {
    const id = indexId(user.store, [asc('identities.issuer'), asc('identities.subject')], 'unique');
    out.set(id, { ...made(ctx, id, 'index-unique'), model: 'User', fields: [asc('identities.issuer'), asc('identities.subject')], kind: 'unique', neededBy: ids('sign-in') });
  }
  for (const [name, parts] of [['PasskeyCredential', ['credential_id']], ['ExternalIdentity', ['issuer', 'subject']]] as const) {
    const credential = get(name);
    if (credential !== undefined) add(credential, parts.map(asc), 'unique', ids('sign-in'), 'index-unique');
  }
  if (user !== undefined && has('User', 'phone') && ctx.identity.ways.includes('code')) add(user, [asc('phone')], 'unique', ids('sign-in'), 'index-unique');
  const connection = get('ProviderConnection');
  if (connection !== undefined) {
    const person = fields.find((f) => f.model === 'ProviderConnection' && f.key === 'external')?.name ?? '';
    add(connection, [asc('user_id'), asc('provider')], 'unique', ids('authorize', 'disconnect'), 'index-unique');
    add(connection, [asc('provider'), asc(person)], 'unique', ids('callback', 'webhook-receive'), 'index-unique');
  }
  const job = get(ctx.platform.job);
  if (job !== undefined) {
    add(job, [asc('state'), asc('run_at')], 'plain', jobs.map((j) => j.id), 'index-queue');
    add(job, [asc('dedupe_key')], 'unique', jobs.map((j) => j.id), 'index-unique');
  }
  const session = get(ctx.platform.session);
  if (session !== undefined) add(session, [asc('refresh_token_hash')], 'unique', ids('refresh'), 'index-unique');
  const key = get('IdempotencyKey');
  if (key !== undefined) {
    const keyed = routes.filter((r) => r.idempotencyKey).map((r) => r.id);
    add(key, [...(key.ownerScoped ? [asc('user_id')] : []), asc('key')], 'unique', keyed, 'index-unique');
    add(key, [asc('expires_at')], expiry, keyed, 'index-ttl');
  }
  const event = get('WebhookEvent');
  if (event !== undefined) add(event, [asc('event_key')], 'unique', ids('webhook-receive'), 'index-unique');
  return [...out.values()];
}

/** Sort key of a list: when it happened, else when it was made. */
export function sortField(model: Model, fields: readonly Field[]): string {
  const times = fields.filter((f) => f.model === model.name && (f.type === 'timestamp' || f.type === 'date') && !['created_at', 'updated_at', 'source_expires_at', 'expires_at'].includes(f.name));
  return times.find((f) => /^(?:started|starts|start|occurred|scheduled|date)/.test(f.name))?.name ?? 'created_at';
}

/** Where rows must not overlap and their times lie in a slot, they fight for the slot. */
function slotFought(ctx: Context, model: Model, text: string): string | null {
  const noun = ctx.resources.get(model.name)?.noun;
  return noun !== undefined && ctx.lexicon.overlapping.some((word) => holds(text, word)) ? slotOf(noun, ctx.vocabulary) : null;
}

/** What two callers fight for: the references of the row that the requirement names ("two patients book the same slot" fights for `slot_id`). */
function contestedFields(model: Model, fields: readonly Field[], text: string, thing: string | null): Field[] {
  const fought = thing === null ? undefined : fields.find((f) => f.model === model.name && f.name === `${snake(thing)}_id`);
  if (fought !== undefined) return [fought];
  const value = sentencesOf(text).map(uniqueIn).find((x) => x !== null) ?? null;
  const once = value === null ? undefined : fields.find((f) => f.model === model.name && (f.name === snake(value) || f.name.startsWith(`${snake(value)}_`)));
  if (once !== undefined) return [once];
  const same = caseless(String.raw`\b(?:the same|already (?:taken|booked|used)|one)\s+([\p{L}-]+(?:\s[\p{L}-]+)?)`).exec(text)?.[1]?.toLowerCase() ?? '';
  const mine = fields.filter((f) => f.model === model.name && f.key !== 'primary' && f.name !== 'user_id');
  const named = mine.filter((f) => same !== '' && same.split(' ').some((w) => w === f.name.replace(/_id$/, '').replaceAll('_', ' ')));
  return named.length > 0 ? named : mine.filter((f) => holds(text, f.name.replace(/_id$/, '').replaceAll('_', ' ')) && (f.key === 'reference' || f.constraint === 'one address')).slice(0, 1);
}

/** States no move leads out of, and that hold nothing any more; `completed` still holds what it took. */
function endStates(states: NonNullable<Model['states']>): string[] {
  return states.values.filter((v) => !states.moves.some((m) => m.from === v) && !/^(?:complet|finish|done|paid|approv|accept|confirm)/.test(v));
}
