import * as z from 'zod';
import { Day, Id } from '../ids.ts';
import { NodeBase } from '../source.ts';

export const Size = z.enum(['XS', 'S', 'M']);
export type Size = z.infer<typeof Size>;

/** Optimistic, likely, pessimistic hours. */
export const Hours = z.object({ o: z.number().positive(), m: z.number().positive(), p: z.number().positive() });
export type Hours = z.infer<typeof Hours>;

/** `id` is `T-` + hash of its natural key. `title` starts with a verb and holds one artefact. `parts` groups tasks inside a package plan. */
export const Task = NodeBase.extend({
  key: z.string(),
  title: z.string(),
  artefact: z.string(),
  verify: z.object({ command: z.string(), expect: z.string() }),
  size: Size,
  hours: Hours,
  pert: z.number(),
  after: z.array(Id),
  for: z.array(Id),
  phase: Id,
  package: Id,
  part: z.string(),
  macro: z.string(),
  role: z.string(),
});
export type Task = z.infer<typeof Task>;

/** `slug` is the folder `<phase number>-<slug>`. */
export const Package = NodeBase.extend({
  title: z.string(),
  phase: Id,
  slug: z.string(),
  deliverable: z.string(),
  includes: z.array(Id),
  excludes: z.array(z.object({ id: Id, in: Id })),
  acceptedBy: z.array(Id),
  after: z.array(Id),
  facts: z.array(z.string()),
  surprises: z.array(z.string()),
  waitsFor: z.object({ decision: Id, task: Id }).nullable(),
  leaves: z.object({ xs: z.int(), s: z.int(), m: z.int(), total: z.int() }),
  hours: Hours,
  pert: z.number(),
  topDownHours: z.number().nullable(),
  critical: z.boolean(),
  floatHours: z.number(),
  owner: z.string(),
});
export type Package = z.infer<typeof Package>;

export const Phase = NodeBase.extend({ number: z.int(), title: z.string(), gate: Id, leaves: z.int(), pert: z.number() });
export type Phase = z.infer<typeof Phase>;

export const Gate = NodeBase.extend({ phase: Id, title: z.string(), outcome: z.string(), entry: z.string(), exit: z.array(z.string()), evidence: z.string(), decides: z.string(), deliverables: z.array(z.string()), /** Day a person asks for, beside the forecast. */ asked: Day.optional() });
export type Gate = z.infer<typeof Gate>;

/** How the leaf count comes about: `routes 25 x 8 = 200, less 31 skipped = 169`. */
export const CountLine = z.object({ text: z.string(), count: z.int() });
export type CountLine = z.infer<typeof CountLine>;

export const Sprint = z.object({
  weeks: z.string(),
  capacityHours: z.number(),
  limitHours: z.number(),
  plannedHours: z.number(),
  tasks: z.array(Id),
  parts: z.array(z.object({ text: z.string(), leaves: z.int(), hours: z.number() })),
  definitionOfDone: z.array(z.string()),
  missing: z.array(z.string()),
});
export type Sprint = z.infer<typeof Sprint>;

export const Percentiles = z.object({ p50: Day, p80: Day, p95: Day });
export type Percentiles = z.infer<typeof Percentiles>;

export const Span = z.object({ id: Id, startP50: Day, endP50: Day, endP80: Day, criticality: z.number().min(0).max(1) });
export type Span = z.infer<typeof Span>;

/** `calibrated` is false until a person confirmed capacity and pace; then documents print one wide range. */
export const Schedule = z.object({
  calibrated: z.boolean(),
  start: Day,
  runs: z.int(),
  seed: z.int(),
  people: z.number(),
  hoursPerWeek: z.number(),
  focus: z.number(),
  capacityPerWeek: z.number(),
  bottomUpHours: z.number(),
  poolShare: z.number(),
  totalHours: z.number(),
  sigma: z.number(),
  promise: z.object({ date: Day, weeks: z.number(), capacityHours: z.number(), gapHours: z.number(), source: z.string() }).nullable(),
  weeks: z.object({ p50: z.number(), p80: z.number(), p95: z.number(), low: z.number(), high: z.number() }),
  finish: Percentiles,
  phases: z.array(Span),
  packages: z.array(Span),
  criticalPath: z.array(Id),
  criticalHours: z.number(),
  resourceBound: z.boolean(),
  nearCritical: z.array(z.object({ id: Id, floatHours: z.number() })),
  waves: z.array(z.array(Id)),
  drivers: z.array(z.object({ id: Id, correlation: z.number() })),
  histogram: z.array(z.object({ weeks: z.number(), share: z.number() })),
  options: z.array(z.object({ key: z.string(), text: z.string(), p50: z.string(), p80: z.string(), effect: z.string() })),
  due: z.array(z.object({ id: Id, date: Day, why: z.string() })),
  screens: z.array(z.object({ name: z.string(), mock: Day, stagingP50: Day, stagingP80: Day })),
  assumptions: z.array(z.string()),
});
export type Schedule = z.infer<typeof Schedule>;
