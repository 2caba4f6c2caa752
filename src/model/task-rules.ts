import * as z from 'zod';
import { Hours, Size } from './plan/work.ts';

/**
 * One leaf as a pattern. `{slot}` takes a value of the subject. `artefact` and `on` name a path role of the profile and, after a blank,
 * the name that fills it (`test.model {file}`). Steps of one name are variants: the first whose `when` flags all hold is taken, none means skipped.
 */
export const TaskStep = z.strictObject({
  step: z.string(),
  /** Flags of the subject; `!flag` asks that it is absent. */
  when: z.array(z.string()).default([]),
  size: Size,
  title: z.string(),
  artefact: z.string(),
  /** A command of the profile, or of `commands` here. */
  run: z.string(),
  /** File the command gets; the artefact when absent. */
  on: z.string().optional(),
  case: z.string().optional(),
  expect: z.string(),
  /** Steps of the same subject, `relation.step` of related subjects, or `fixed.<key>`. A skipped step stands for what it comes after. */
  after: z.array(z.string()).default([]),
  /** Ids this leaf serves beside its subject; those that the plan does not have are left out, `NFR-*` takes the first of its kind. */
  for: z.array(z.string()).default([]),
  role: z.string().optional(),
});
export type TaskStep = z.infer<typeof TaskStep>;

/** A leaf that a plan has once. `package` is a key of `packages`. */
export const FixedStep = TaskStep.omit({ step: true }).extend({ key: z.string(), set: z.string(), package: z.string(), part: z.string() });
export type FixedStep = z.infer<typeof FixedStep>;

/** How leaf tasks, packages, phases and the forecast are made: the data behind `derive/work`. */
export const TaskRules = z.strictObject({
  sizes: z.record(Size, Hours),
  /** Subject kind -> what the count line calls it and the leaves each subject gets. */
  macros: z.record(z.string(), z.strictObject({ plural: z.string(), part: z.string(), steps: z.array(TaskStep) })),
  riskKinds: z.array(z.strictObject({ words: z.array(z.string()), flags: z.array(z.string()), needs: z.enum(['provider', 'calls']).optional(), home: z.string() })),
  fixed: z.array(FixedStep),
  /** Commands that no stack changes. */
  commands: z.record(z.string(), z.string()),
  banned: z.array(z.string()),
  /** `small` names the package that takes the leaves of this one in a small plan. */
  packages: z.array(z.strictObject({ key: z.string(), slug: z.string(), title: z.string(), phase: z.int().min(0).max(7), deliverable: z.string(), small: z.string().optional() })),
  /** Packages of one phase that are one package when together they take at most `mergeBelowHours`. */
  merged: z.array(z.strictObject({ phase: z.int(), slug: z.string(), title: z.string(), deliverable: z.string() })),
  limits: z.strictObject({ minHours: z.number(), maxHours: z.number(), mergeBelowHours: z.number(), gapShare: z.number() }),
  phases: z.array(z.strictObject({ number: z.int(), title: z.string(), without: z.string().optional(), outcome: z.string(), exit: z.array(z.string()), evidence: z.string(), decides: z.string() })),
  /** Hours of one person for the outside view: per route, model, outside call, job, NFR and per plan. */
  topDown: z.strictObject({ route: z.number(), model: z.number(), call: z.number(), job: z.number(), error: z.number(), nfr: z.number(), fixed: z.number() }),
  forecast: z.strictObject({
    runs: z.int(),
    pool: z.strictObject({ low: z.number(), high: z.number(), mean: z.number() }),
    sigma: z.strictObject({ new: z.number(), known: z.number(), package: z.number() }),
    people: z.int(),
    hoursPerWeek: z.number(),
    fullTimeHours: z.number(),
    focus: z.number(),
    knownFrom: z.number(),
    /** Factors on the 5th and 95th percentile while nobody confirmed capacity and pace. */
    uncalibrated: z.strictObject({ low: z.number(), high: z.number() }),
    /** Probability of a risk by its score 1 to 5. */
    probability: z.array(z.number()).length(5),
    points: z.strictObject({ must: z.int(), should: z.int(), could: z.int() }),
  }),
  sprint: z.strictObject({ weeks: z.int(), share: z.number(), required: z.array(z.strictObject({ text: z.string(), tasks: z.array(z.string()) })), done: z.array(z.string()) }),
});
export type TaskRules = z.infer<typeof TaskRules>;
