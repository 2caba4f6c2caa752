import * as z from 'zod';

/** A pattern without case, as data; refused when it is none. */
const Words = z.string().refine((words) => {
  try {
    return new RegExp(words, 'i').source !== '';
  } catch {
    return false;
  }
}, 'is no pattern');

const Area = z.enum(['performance', 'reliability', 'security', 'privacy', 'cost', 'quality', 'recovery', 'capacity']);
const Read = z.strictObject({ metric: z.string(), statistic: z.string(), window: z.string(), class: z.string(), measuredBy: z.string(), area: Area });

const Quantity = z.enum(['time', 'share', 'rate', 'users', 'size', 'money', 'days', 'count']);
export type Quantity = z.infer<typeof Quantity>;

const Bound = z.strictObject({ before: Words, behind: Words });

/** How a number of a sentence is read, in the languages specs come in. */
export const MeasureWords = z.strictObject({
  /** Units in the order they are tried; `unit` is the printed one. */
  units: z.array(z.strictObject({ words: Words, quantity: Quantity, unit: z.string(), /** Told from another unit by its capitals, and printed as written: MB. */ letters: z.boolean().default(false) })),
  currency: z.strictObject({ signs: z.string().regex(/^\p{Sc}+$/u, 'holds another sign than one of a currency'), unit: z.string() }),
  atMost: Bound,
  atLeast: Bound,
  /** Before a number that must not be reached. */
  below: Words,
  joints: Words,
  leads: Words,
  tails: Words,
  /** Behind a share that only says of how many requests the next number is true. */
  ofAll: Words,
  /** A percentile; its number is the first group. */
  percentiles: z.array(Words),
  /** What a sentence loses with its percentile. */
  percentileText: Words,
  statistics: z.array(z.strictObject({ words: Words, statistic: z.string() })),
  /** People at once. */
  atOnce: Words,
});
export type MeasureWords = z.infer<typeof MeasureWords>;

/** One case of a target: what kind of number, words of its sentence, limits of the value as written or in milliseconds. */
export const TargetCase = z.strictObject({
  quantity: Quantity,
  words: Words.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  minMs: z.number().optional(),
  maxMs: z.number().optional(),
});
export type TargetCase = z.infer<typeof TargetCase>;

/** What must be true of a plan for something to stand under Later although the spec does not name it. */
export const NearCase = z.enum(['over-two-outside-calls', 'single-host-over-eight-routes', 'computed-read']);
export type NearCase = z.infer<typeof NearCase>;

/** `judgement.yaml`: assumed numbers with their source, what waits with its trigger, how sentences become targets. */
export const Judging = z.strictObject({
  load: z.strictObject({ daily: z.number(), sessions: z.number(), calls: z.number(), burst: z.number(), rowsPerUser: z.strictObject({ core: z.number(), supporting: z.number() }), backfillItems: z.int(), aiPerDay: z.int(), pool: z.int(), source: z.string() }),
  hops: z.strictObject({ proxy: z.number(), session: z.number(), body: z.number(), read: z.number(), tx: z.number(), audit: z.number(), outbox: z.number(), queue: z.number(), prepare: z.number(), store: z.number(), source: z.string() }),
  deployable: z.strictObject({ leaves: z.int(), hours: z.number(), hostUsd: z.number(), source: z.string() }),
  measures: MeasureWords,
  later: z.array(z.strictObject({ what: z.string(), trigger: z.string().regex(/\d|`/, 'names no number and no id'), /** The trigger of a plan without the target that it names. */ otherwise: z.string().regex(/\d/, 'names no number').optional(), words: Words, near: NearCase.optional() })),
  targets: z.array(z.strictObject({ slug: z.string(), any: z.array(TargetCase).min(1), /** Where the number is a bound whatever its words say. */ comparator: z.enum(['<=', '>=']).optional(), read: Read })),
  anyRequest: Words,
  /** What a line of acceptance that holds only a time is of: what the software does, what people do. */
  timed: z.strictObject({ software: Words, people: Words }),
  readings: z.array(z.strictObject({ words: Words, read: Read.extend({ slug: z.string(), comparator: z.enum(['<=', '<', '>=', '>', '=']), value: z.number(), unit: z.string() }) })),
});
export type Judging = z.infer<typeof Judging>;
