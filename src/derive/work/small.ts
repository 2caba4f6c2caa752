import type { Design } from '../../model/plan/index.ts';

/** Up to this many routes, jobs and outside calls a feature does without what only a larger one pays back. */
const most = { routes: 8, jobs: 2, calls: 2 };

export function isSmall(design: Design): boolean {
  const calls = design.methods.filter((method) => method.call !== null);
  return design.routes.length <= most.routes && design.jobs.length <= most.jobs && calls.length <= most.calls;
}
