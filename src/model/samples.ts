import * as z from 'zod';

export const JsonType = z.enum(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);
export type JsonType = z.infer<typeof JsonType>;

export const DataClass = z.enum(['id', 'pii', 'location', 'health', 'secret', 'social', 'none']);
export type DataClass = z.infer<typeof DataClass>;

export const Disposition = z.enum(['store', 'derive', 'cache', 'encrypt', 'drop']);
export type Disposition = z.infer<typeof Disposition>;

export const Evidence = z.object({ file: z.string(), pointer: z.string() });
export type Evidence = z.infer<typeof Evidence>;

/**
 * One field path of a record kind, as observed. No sample value is in it: `min`/`max` are rounded outwards to two significant digits
 * and given for class `none` only; `values` is the provider catalogue's list, never an observed string.
 */
export const SampleField = z.object({
  /** Dotted from the record, `[]` for array items, `.` inside a key is `\.`. */
  path: z.string(),
  types: z.array(JsonType),
  /** Shares 0..1 of the records that have the path, and of those whose value is null. */
  presence: z.number().min(0).max(1),
  nulls: z.number().min(0).max(1),
  format: z.string().nullable(),
  unit: z.string().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  values: z.array(z.string()).nullable(),
  /** Which of the catalogue's `values` occur; words of that list only. Absent when there is no list. */
  seen: z.array(z.string()).optional(),
  class: DataClass,
  disposition: Disposition,
  evidence: z.array(Evidence),
  /** Values of the model's discriminator whose records have the path, each with its share of that variant's records; absent: it is in every variant. */
  variants: z.array(z.object({ value: z.string(), presence: z.number().min(0).max(1) })).optional(),
  /** Longest string, in characters, rounded up to two significant digits; null when no string was seen. */
  maxLength: z.number().nullable(),
  /** Fewest and most items of an array. */
  items: z.object({ min: z.int(), max: z.int() }).nullable(),
  /** True when few distinct strings repeat over many records, so that the field reads like an enumeration. */
  enumLike: z.boolean(),
  /** `athlete.id` names the model `athlete`. */
  reference: z.string().nullable(),
  /** True when an integer above 2^53 was seen: it must be kept as a string. */
  bigInteger: z.boolean(),
  /** Provider catalogue row that applies, as `provider#model.path`, or null when everything here is inferred. */
  catalogue: z.string().nullable(),
  confidence: z.number().min(0).max(1),
});
export type SampleField = z.infer<typeof SampleField>;

export const SampleModel = z.object({
  /** Name of the record kind: the catalogue's when it is known (`activity`), else made from the file name or the key that holds it. */
  name: z.string(),
  records: z.int().nonnegative(),
  files: z.array(z.string()),
  /** Variants by discriminator, such as `resource_state` 2 and 3. */
  variants: z.array(z.object({ by: z.string(), value: z.string(), records: z.int() })),
  fields: z.array(SampleField),
  /** Catalogue id of the provider whose API this is, or null. */
  provider: z.string().nullable(),
  /** resource: has identity; event, fault, token, stream, envelope ...: from the catalogue or inferred. */
  kind: z.enum(['resource', 'value', 'event', 'fault', 'token', 'series']),
});
export type SampleModel = z.infer<typeof SampleModel>;

export const SampleFile = z.object({
  path: z.string(),
  bytes: z.number(),
  records: z.int(),
  /** Model names found in it. */
  models: z.array(z.string()),
  empty: z.boolean(),
  /** True for an OpenAPI or Swagger description, which the samples were compared with. */
  contract: z.boolean(),
  /** Classes of sensitive data inside, for the warning about files that git tracks. */
  sensitive: z.array(DataClass),
});
export type SampleFile = z.infer<typeof SampleFile>;

export const SampleFacts = z.object({ models: z.array(SampleModel), files: z.array(SampleFile) });
export type SampleFacts = z.infer<typeof SampleFacts>;
