import type { Judgement, OpenQuestion, Package, Phase, Requirement, Task } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import type { Candidate } from './cuts.ts';
import type { Packing } from './packing.ts';
import type { Capacity } from './team.ts';

/** Everything the forecast reads; made by `deriveWork`. */
export interface ForecastInput {
  tasks: readonly Task[];
  packages: readonly Package[];
  phases: readonly Phase[];
  packing: Packing;
  judgement: Judgement;
  openQuestions: readonly OpenQuestion[];
  requirements: readonly Requirement[];
  /** Null when scopes need not be compared. */
  candidates: readonly Candidate[] | null;
  capacity: Capacity;
  rules: TaskRules;
  seed: number;
  runs: number;
  /** Last day of sprint 1, and what it holds. */
  sprint: { end: string; tasks: ReadonlySet<string> };
}
