import * as z from 'zod';

/** A sentence of a strategy; `when` names a value of the plan that must not be 0, `!name` one that must be. */
export const StrategyLine = z.strictObject({ text: z.string(), when: z.string().optional() });
export type StrategyLine = z.infer<typeof StrategyLine>;

/** One way to build something. Each score is `base` less the values of the plan named in `less`. `stack` prints the profile's components. */
export const StrategyTemplate = z.strictObject({
  title: z.string(),
  approach: z.string(),
  pros: z.array(StrategyLine),
  cons: z.array(StrategyLine),
  stack: z.boolean().optional(),
  scores: z.record(z.string(), z.strictObject({ base: z.number(), less: z.array(z.string()).optional() })),
});
export type StrategyTemplate = z.infer<typeof StrategyTemplate>;

/** What a package can hold that is built in more than one way. */
export const TopicKind = z.enum(['upload', 'stored-file', 'ai-call', 'outside-call', 'ai-start', 'webhook', 'stream', 'transition', 'contention', 'pull', 'schedule', 'export', 'erase', 'embedded', 'derive', 'lost-update', 'keyed-create', 'list']);
export type TopicKind = z.infer<typeof TopicKind>;

/** `strategies.yaml`: criteria with usual weights (sum 100), ways to build the plan, topics of packages, and two-liners for packages without a choice. */
export const Strategies = z.strictObject({
  criteria: z.array(z.strictObject({ name: z.string(), weight: z.number() })).min(1),
  plan: z.array(StrategyTemplate).min(2),
  packages: z.array(z.strictObject({ id: z.string(), holds: TopicKind, options: z.array(StrategyTemplate).min(2) })),
  settled: z.array(z.strictObject({ match: z.string(), settledBy: z.string(), refused: z.string() })).min(1),
});
export type Strategies = z.infer<typeof Strategies>;
