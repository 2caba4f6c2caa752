import * as z from 'zod';
import { Severity } from './finding.ts';
import { Day } from './ids.ts';
import { DataClass, Disposition } from './samples.ts';
import { ModelName } from './words.ts';

const Reason = z.string().trim().min(1, 'say why: a sentence, a link or the name of a letter');

/**
 * What a person knows better than the provider catalogue or a dated fact, always with the reason, which the documents print.
 * `at` names a catalogue row as `plan inspect samples --format json` prints it (`strava#activity.distance`), `fact` the id of a dated fact.
 * Of a fact, `values` are the steps of the cap that rests on it (people, by tier), `perDay` and `per15Min` the calls of its quota,
 * `allowed` whether AI may read the provider's data.
 */
export const Overrule = z.strictObject({
  at: z.string().regex(/^[^#\s]+#\S+$/, 'a catalogue row: provider#model.path').optional(),
  name: z.string().min(1).optional(),
  type: z.string().optional(),
  unit: z.string().nullable().optional(),
  nullable: z.boolean().optional(),
  class: DataClass.optional(),
  disposition: Disposition.optional(),
  fact: z.string().optional(),
  text: z.string().min(1).optional(),
  ends: Day.optional(),
  replacement: z.string().optional(),
  values: z.array(z.int().positive()).min(1).optional(),
  perDay: z.int().positive().optional(),
  per15Min: z.int().positive().optional(),
  allowed: z.boolean().optional(),
  reason: Reason,
});
export type Overrule = z.infer<typeof Overrule>;

/** `plan.config.yaml`. Every key is optional; flags win over it, it wins over the defaults. */
export const Config = z.strictObject({
  $schema: z.string().optional(),
  specs: z.array(z.string()).optional(),
  planning: z.array(z.string()).optional(),
  samples: z.array(z.string()).optional(),
  coreDocs: z.array(z.string()).optional(),
  profile: z.string().optional(),
  /** Per feature, e.g. `{ stravaai: { profile: fastapi-mongodb } }`. */
  features: z.record(z.string(), z.strictObject({ profile: z.string().optional(), specs: z.array(z.string()).optional(), samples: z.array(z.string()).optional(), out: z.string().optional() })).optional(),
  out: z.string().optional(),
  /** Document id -> path template, to move a document. */
  paths: z.record(z.string(), z.string()).optional(),
  depth: z.enum(['lite', 'full']).optional(),
  language: z.string().optional(),
  keepScratchpads: z.boolean().optional(),
  rules: z.record(z.string(), z.union([z.literal('off'), Severity, z.literal('warn')])).optional(),
  ruleSet: z.enum(['start', 'recommended', 'all']).optional(),
  baseline: z.string().optional(),
  vagueWords: z.array(z.string()).optional(),
  ai: z
    .strictObject({
      model: ModelName.optional(),
      /** Loopback, or the same as OPENAI_BASE_URL: a checked-in file alone never says where a key is sent. */
      baseUrl: z.url().optional(),
      /** Most tokens of one run, in and out. */
      maxTokens: z.int().positive().optional(),
      /** Most money of one run; needs `usdPerMillionTokens`. */
      maxUsd: z.number().positive().optional(),
      usdPerMillionTokens: z.strictObject({ input: z.number().nonnegative(), output: z.number().nonnegative() }).optional(),
      timeoutSeconds: z.int().positive().max(600).optional(),
    })
    .optional(),
  /** Corrections of what the tool knows of providers and dates, each with its reason. */
  overrules: z.array(Overrule).optional(),
});
export type Config = z.infer<typeof Config>;
