import * as z from 'zod';
import { Day } from '../ids.ts';

/** Targets used where a spec is silent, one number a class of operation; the unit stands in the key. */
export const NfrDefaults = z.strictObject({
  'cached-read-p95-ms': z.number(),
  'quick-p95-ms': z.number(),
  /** Time after which a short operation is cut off. */
  'cap-ms': z.number(),
  'accept-p95-ms': z.number(),
  'db-p95-ms': z.number(),
  'webhook-p99-ms': z.number(),
  /** From an event of a provider to the row a reader sees. */
  'webhook-visible-s': z.number(),
  'sync-30d-min': z.number(),
  'ai-p95-s': z.number(),
  'ai-cost-usd': z.number(),
  /** On one host; `availability-redundant-pct` holds for two. */
  'availability-pct': z.number(),
  'availability-redundant-pct': z.number(),
  'error-share-pct': z.number(),
  'rpo-h': z.number(),
  'rto-h': z.number(),
  'coverage-pct': z.number(),
});
export type NfrDefaults = z.infer<typeof NfrDefaults>;

/** A stack as data. Terms feed headings; commands feed `verify:`; paths feed artefacts. */
export const Profile = z.strictObject({
  id: z.string(),
  version: z.int(),
  asOf: Day,
  title: z.string(),
  /** framework, database, store ("collection" or "table"), modelNoun ("document", "SQLModel"), language, typeWords ... */
  terms: z.record(z.string(), z.string()),
  /** Words in specs and file names at the root that point to this stack. */
  detect: z.strictObject({ words: z.array(z.string()), files: z.array(z.string()) }),
  components: z.array(z.strictObject({ name: z.string(), version: z.string(), role: z.string(), sunset: Day.nullable(), source: z.string() })),
  foundation: z.array(z.string()),
  tree: z.array(z.string()),
  /** install, types, lint, test, testOne ("uv run pytest {file} -k {case}"), mock, load, compose ... with `{file}` and `{case}` slots. */
  commands: z.record(z.string(), z.string()),
  /** Artefact paths by role: model, schema, route, service, repository, gateway, job, error, index, setup, test.* ... with `{name}` slots (snake or kebab by `fileCase`). */
  paths: z.record(z.string(), z.string()),
  fileCase: z.enum(['snake', 'kebab']),
  /** Profile type word for each neutral field type. */
  types: z.record(z.string(), z.string()),
  dataKind: z.enum(['postgres', 'mongo']),
  foreignKeys: z.enum(['users-only', 'none']),
  /** How callers are known: `bullets` where the plan signs people in itself, `existing` where another sign-in does, `service` where only services call. */
  authModel: z.strictObject({ heading: z.string(), identity: z.strictObject({ passkey: z.string(), other: z.string() }), bullets: z.array(z.string()), existing: z.array(z.string()).default([]), service: z.array(z.string()).default([]) }),
  queue: z.strictObject({ name: z.string(), needs: z.string(), jobTypesFrom: z.int(), below: z.string() }),
  cache: z.string(),
  /** The audit log of this stack proves that nobody changed it: each row holds the hash of the one before. */
  auditChain: z.boolean().default(false),
  conventions: z.record(z.string(), z.string()),
  nfrDefaults: NfrDefaults,
  costs: z.array(z.strictObject({ item: z.string(), usd: z.number(), asOf: Day, source: z.string(), when: z.enum(['always', 'provider', 'ai', 'second-host', 'hipaa']) })),
  /** Risks of the stack; one with `when` holds only where people sign in so. */
  risks: z.array(z.strictObject({ id: z.string(), when: z.literal('passkey').optional(), title: z.string(), probability: z.int(), impact: z.int(), trigger: z.string(), mitigation: z.string(), contingency: z.string() })),
  /** Patterns of the architecture; `when` names what a plan has to have for one to hold. */
  patterns: z.array(z.union([z.string(), z.strictObject({ when: z.enum(['jobs', 'sign-in', 'passkey', 'gateways']), text: z.string() })])),
  refuses: z.array(z.strictObject({ words: z.array(z.string()), reason: z.string(), instead: z.string() })),
});
export type Profile = z.infer<typeof Profile>;

/** House rules laid over every profile (seed 004). */
export const HouseRules = z.strictObject({ id: z.string(), rules: z.array(z.strictObject({ id: z.string(), text: z.string(), source: z.string() })) });
export type HouseRules = z.infer<typeof HouseRules>;
