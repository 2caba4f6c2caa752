import { z } from 'zod';
import { Severity } from './finding.ts';
import { ModelName } from './words.ts';

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
});
export type Config = z.infer<typeof Config>;
