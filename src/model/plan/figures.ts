import * as z from 'zod';

/** What a person weighs an answer by, of one plan: the numbers, what each task says, and by kind what else the plan holds in words. */
export const Figures = z.object({
  requirements: z.int(),
  routes: z.int(),
  hours: z.number(),
  /** Null until capacity and pace are confirmed. */
  weeksP80: z.number().nullable(),
  /** USD a month. */
  cost: z.number(),
  blockers: z.int(),
  tasks: z.record(z.string(), z.string()),
  rules: z.array(z.string()),
  risks: z.array(z.string()),
  watched: z.array(z.string()),
  decided: z.array(z.string()),
});
export type Figures = z.infer<typeof Figures>;
