import * as z from 'zod';
import { Day, Id } from '../ids.ts';
import { DataClass, Disposition } from '../samples.ts';
import { DatedFact } from './dated-fact.ts';

/** One field of a provider's API. `name` and `type` are what the plan stores it as. A row wins over inference. */
export const ProviderField = z.strictObject({
  path: z.string(),
  name: z.string(),
  type: z.string(),
  unit: z.string().nullable(),
  nullable: z.boolean(),
  class: DataClass,
  disposition: Disposition,
  /** Paths of the same model in the spec's words, such as `distance_km`. */
  aliases: z.array(z.string()).optional(),
  values: z.array(z.string()).optional(),
  format: z.string().optional(),
  /** Only in these variants, e.g. resource_state 3. */
  variants: z.array(z.string()).optional(),
  scope: z.string().optional(),
  subscriberOnly: z.boolean().optional(),
  deprecated: z.string().optional(),
  note: z.string().optional(),
  fact: Id.optional(),
});
export type ProviderField = z.infer<typeof ProviderField>;

export const ProviderModel = z.strictObject({
  name: z.string(),
  kind: z.enum(['resource', 'value', 'event', 'fault', 'token', 'series']),
  /** The record is of this kind when it has all of `all` and one of `any` (when given) and none of `none`; keys of `arrays` hold arrays. */
  signature: z.strictObject({ all: z.array(z.string()), any: z.array(z.string()).optional(), none: z.array(z.string()).optional(), arrays: z.array(z.string()).optional() }),
  /** Other APIs answer alike: it counts only beside a model of this provider that is not generic, or under a path that names the provider. */
  generic: z.boolean().optional(),
  /** Discriminator whose values split the record into variants. */
  variantBy: z.string().optional(),
  /** What each value of the discriminator means, such as `"2": summary`. */
  variants: z.record(z.string(), z.string()).optional(),
  /** Nouns a spec uses for it. */
  nouns: z.array(z.string()),
  /** Model of the plan that stores it, such as Activity; null when nothing stores it. */
  storedAs: z.string().nullable(),
  fields: z.array(ProviderField),
});
export type ProviderModel = z.infer<typeof ProviderModel>;

/** One outside API: catalogue of fields, limits, scopes, policy, dated facts. */
export const Provider = z.strictObject({
  id: z.string(),
  name: z.string(),
  asOf: Day,
  /** Words in a spec that name it. */
  detect: z.array(z.string()),
  /** Gateway class and the outside calls it may need. */
  gateway: z.string(),
  person: z.string(),
  calls: z.array(z.strictObject({
    name: z.string(), purpose: z.string(), timeoutMs: z.int(), retry: z.enum(['never', 'before-send', 'bounded']), retryText: z.string(),
    needs: z.enum(['connect', 'refresh', 'revoke', 'sync', 'event']), quota: z.boolean(), errors: z.array(z.string()),
  })),
  scopes: z.array(z.strictObject({ name: z.string(), for: z.string(), required: z.boolean() })),
  /** Life of an access token in hours, and whether a renewal may end the old refresh token. Absent: the API has no sign-in. */
  token: z.strictObject({ lifeHours: z.number().positive(), rotates: z.boolean(), fact: Id }).optional(),
  quotas: z.array(z.strictObject({ what: z.string(), perDay: z.int(), per15Min: z.int(), tier: z.string(), fact: Id })),
  caps: z.array(z.strictObject({ id: z.string(), what: z.string(), values: z.array(z.int()), fact: Id })),
  webhook: z.strictObject({ path: z.string(), answerMs: z.int(), attempts: z.int(), signed: z.boolean(), challenge: z.string(), fact: Id }).nullable(),
  pageSize: z.int(),
  cacheDays: z.int().nullable(),
  deletionHours: z.int().nullable(),
  eraseDays: z.int().nullable(),
  ai: z.strictObject({ allowed: z.boolean(), why: z.string(), fact: Id }),
  policy: z.array(z.strictObject({ clause: z.string(), text: z.string(), fact: Id })),
  policyOptions: z.array(z.strictObject({ key: z.string(), text: z.string(), effect: z.string(), dropsAi: z.boolean(), dropsSync: z.boolean(), reversible: z.string() })),
  policyDefault: z.array(z.string()),
  costs: z.array(z.strictObject({ item: z.string(), usd: z.number(), fact: Id })),
  brand: z.array(z.string()),
  edgeCases: z.array(z.string()),
  models: z.array(ProviderModel),
  facts: z.array(DatedFact),
});
export type Provider = z.infer<typeof Provider>;
