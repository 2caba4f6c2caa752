import * as z from 'zod';
import { Id } from '../ids.ts';
import { DataClass, Disposition } from '../samples.ts';
import { NodeBase } from '../source.ts';

/** core: at most 5; supporting: jobs, outbox, audit ...; embedded: lives inside `embeddedIn`; deferred: named but not built, with the reason. */
export const Model = NodeBase.extend({
  name: z.string(),
  kind: z.enum(['core', 'supporting', 'embedded', 'deferred']),
  /** Table or collection name. */
  store: z.string(),
  purpose: z.string(),
  embeddedIn: Id.nullable(),
  keyAttributes: z.array(z.string()),
  retention: z.string(),
  ownerScoped: z.boolean(),
  deferred: z.string().nullable(),
  /** States and legal moves when a requirement asks for transitions. */
  states: z.object({ field: z.string(), values: z.array(z.string()), moves: z.array(z.object({ from: z.string(), to: z.string(), by: z.string() })) }).nullable(),
  dropped: z.array(z.object({ path: z.string(), class: DataClass, reason: z.string() })),
  requirements: z.array(Id),
});
export type Model = z.infer<typeof Model>;

/** `id` is `Model.field`. `type` in profile-neutral words: Ksuid, text, int, double, bool, timestamp, local-timestamp, date, enum, money, json, bytes, list<...>. */
export const Field = NodeBase.extend({
  model: Id,
  name: z.string(),
  type: z.string(),
  unit: z.string().nullable(),
  nullable: z.boolean(),
  constraint: z.string().nullable(),
  values: z.array(z.string()).nullable(),
  class: DataClass,
  disposition: Disposition,
  retention: z.string(),
  key: z.enum(['primary', 'reference', 'external', 'none']),
  note: z.string().nullable(),
});
export type Field = z.infer<typeof Field>;

/** `enforcedBy`: FK only to users/accounts, else service, sweeper or embedded (SEED-004-7). */
export const Relation = NodeBase.extend({
  from: Id,
  to: Id,
  cardinality: z.enum(['one-to-one', 'one-to-maybe-one', 'one-to-many', 'many-to-many']),
  via: z.string(),
  enforcedBy: z.enum(['fk', 'service', 'service + sweeper', 'embedded']),
});
export type Relation = z.infer<typeof Relation>;

/** `id` reads `activities(user_id+started_at-id)`: `+` ascending, `-` descending before the next field; then `unique` or `ttl`. */
export const Index = NodeBase.extend({
  model: Id,
  fields: z.array(z.object({ name: z.string(), direction: z.enum(['asc', 'desc']) })),
  kind: z.enum(['plain', 'unique', 'ttl']),
  /** Rows a partial index covers, in words: `state in requested, confirmed`; absent when it covers all. */
  where: z.string().optional(),
  /** Routes, jobs, criteria or constraints that need it; never empty. */
  neededBy: z.array(Id),
});
export type Index = z.infer<typeof Index>;
