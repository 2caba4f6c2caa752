import type { ApiError, Criterion, Field, Job, Model, Route } from '../../../model/plan/index.ts';

/** A criterion before it has its number at its requirement. */
export type Draft = Omit<Criterion, 'id'>;

/** Given, When, Then. */
export type Text = Pick<Draft, 'given' | 'when' | 'then'>;

/** What a criterion may speak of. */
export interface Subjects {
  routes: readonly Route[];
  jobs: readonly Job[];
  errors: readonly ApiError[];
  models: readonly Model[];
  fields: readonly Field[];
}

/** Given, When, Then in the order they are read. */
// oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
export const gwt = (given: string, when: string, then: string): Text => ({ given, when, then });
