import * as z from 'zod';
import { Finding } from './finding.ts';
import { Slug } from './ids.ts';
import { SampleFacts } from './samples.ts';
import { SpecSource } from './spec.ts';

/** A statement of an earlier plan's core document, offered as the default of a question. */
export const ExistingStatement = z.object({
  doc: z.string(),
  section: z.string(),
  text: z.string(),
  path: z.string(),
  line: z.int().positive(),
  /** What it says, where a label tells ("Budget: 150 USD"). */
  kind: z.enum(['budget', 'team', 'deadline']).optional(),
});
export type ExistingStatement = z.infer<typeof ExistingStatement>;

/** What stood in the repository before this run. Routes and models of other planned features are `exists`, not planned again. */
export const ExistingPlan = z.object({
  statements: z.array(ExistingStatement),
  routes: z.array(z.object({ id: z.string(), feature: z.string(), path: z.string(), line: z.int().positive() })),
  models: z.array(z.object({ id: z.string(), feature: z.string(), path: z.string(), line: z.int().positive() })),
  missingSections: z.array(z.object({ path: z.string(), section: z.string() })),
});
export type ExistingPlan = z.infer<typeof ExistingPlan>;

/** Everything the plan is derived from besides answers and knowledge. `repo.files` are names at the root that tell the stack. */
export const Facts = z.object({
  feature: Slug,
  specs: z.array(SpecSource),
  samples: SampleFacts,
  existing: ExistingPlan,
  repo: z.object({ stackHints: z.array(z.string()) }),
  findings: z.array(Finding),
});
export type Facts = z.infer<typeof Facts>;
