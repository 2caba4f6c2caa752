import type { Design } from '../../model/plan/index.ts';

/** Up to this many routes, without job or outside call, a feature does without what only a larger one pays back. */
const smallRoutes = 8;

export function isSmall(design: Design): boolean {
  return design.routes.length <= smallRoutes && design.jobs.length === 0 && design.methods.every((method) => method.call === null);
}
