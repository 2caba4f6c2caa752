import * as z from 'zod';

const Patterns = z.array(z.string().min(1));

/** What a plan counts. */
export const counted = ['routes', 'coreModels', 'stores', 'services', 'gateways', 'jobs', 'consumers', 'applications', 'workflows', 'packages', 'tasks', 'gates', 'phases', 'requirements', 'indexes', 'errors', 'openDecisions'] as const;
export type Counted = (typeof counted)[number];

/** What a sentence can say, or be about. */
export const sayings = ['promised', 'begun', 'atOnce', 'moves', 'seen', 'keyed', 'outside', 'signsIn', 'swallows', 'unencrypted', 'otherStack', 'tolerates', 'down', 'lasting', 'otherSystem', 'spends', 'bounds', 'otherTeams', 'anybody', 'allowed', 'unpaged', 'unkeyed', 'regardless', 'works', 'settles'] as const;
export type Saying = (typeof sayings)[number];

/** What a number of a sentence can be about. */
export const topics = ['lost', 'availability', 'failures', 'coverage', 'limits', 'modelCost', 'sizes', 'sessions', 'load', 'rates', 'responses'] as const;
export type TopicId = (typeof topics)[number];

/** Words of one language in sentences that people add to the documents of a plan, as patterns matched without case. */
export const ClaimWords = z.strictObject({
  id: z.string(),
  /** Of meetings, people, other products and days gone by: such a sentence says nothing of what is planned. */
  aside: Patterns,
  /** Of denying, supposing and comparing; and endings of words that do so. */
  supposes: Patterns,
  supposesEndings: Patterns,
  months: Patterns.length(12),
  /** From the second on. */
  ordinals: Patterns,
  /** The nouns people use for what a plan counts. */
  counted: z.record(z.enum(counted), Patterns),
  /** Beside a number that is all of them. */
  total: Patterns,
  /** Before the day on which somebody settled, wrote or looked at something: no day of the plan. */
  settled: Patterns,
  /** A language model, by the names people give it. */
  model: Patterns,
  /** Words and phrases by which a sentence says so. */
  says: z.record(z.enum(sayings), Patterns),
  topics: z.record(z.enum(topics), Patterns),
  /** Single words, in small letters, by which a changed line is compared with what the plan had there. */
  edits: z.strictObject({
    /** A word that turns a statement into another one, and among them those that deny. */
    turns: Patterns,
    denies: Patterns,
    /** At once, or without an end: such a word claims what nobody can measure. */
    boundless: Patterns,
    /** What a clause behind a statement begins with when it takes something back. */
    limits: Patterns,
    /** What a remark behind a list begins with. */
    remarks: Patterns,
    /** Words that carry no meaning of their own. */
    small: Patterns,
    /** Numbers from one on. */
    numerals: Patterns,
    /** Units of time by their length in seconds. */
    time: z.array(z.strictObject({ seconds: z.number().positive(), words: Patterns })),
  }),
});
export type ClaimWords = z.infer<typeof ClaimWords>;

/** Names of products by the part they play, as patterns whose case counts; `behind` must stand before a name that is a word of its own. */
export const Products = z.strictObject({
  products: z.array(z.strictObject({ role: z.string(), behind: Patterns.default([]), names: Patterns })),
  /** What is looked for in documents instead of a name, because one product has several. */
  aliases: z.record(z.string(), z.string()),
});
export type Products = z.infer<typeof Products>;
