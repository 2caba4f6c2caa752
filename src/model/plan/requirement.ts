import * as z from 'zod';
import { Id } from '../ids.ts';
import { NodeBase } from '../source.ts';
import { Priority } from '../spec.ts';

/** What a verb asks the backend to do (`templates/lexicon.yaml`). `none`: nothing a backend does. */
export const Operation = z.enum([
  'create', 'list', 'get', 'search', 'update', 'delete', 'auth', 'job', 'derive', 'ai-job', 'event', 'export', 'access', 'transition', 'upload', 'webhook', 'ops', 'none',
]);
export type Operation = z.infer<typeof Operation>;

/** What the rules understood of one requirement. `resource` is a model id or a resource noun that stays unplaced; both are in singular. */
export const Reading = z.object({
  actor: z.string().nullable(),
  verb: z.string().nullable(),
  operation: Operation,
  noun: z.string().nullable(),
  resource: Id.nullable(),
  /** Things the noun belongs to or ties together: the run of a status, the bike of a rental. */
  of: z.array(z.string()),
  /** The state that the verb leads to, when the sentence names it. */
  state: z.string().nullable(),
  qualifiers: z.array(z.string()),
  negated: z.boolean(),
});
export type Reading = z.infer<typeof Reading>;

/**
 * `id` is the author's, or `REQ-` + hash (`formats.md`). `text` is the author's sentence, `title` a short form of it for tables.
 * `rejected` says why no backend work follows; `deferred` why it waits (Could, cut). Routes, jobs and NFRs point back here by `requirements`.
 */
export const Requirement = NodeBase.extend({
  text: z.string(),
  title: z.string(),
  kind: z.enum(['functional', 'non-functional']),
  priority: Priority,
  /** How the priority was found: the author's label, a heading, or a default. */
  priorityFrom: z.string(),
  group: z.string().nullable(),
  /** Workflow this requirement is shown under, null for "all workflows". */
  workflow: Id.nullable(),
  readings: z.array(Reading),
  rejected: z.string().nullable(),
  deferred: z.string().nullable(),
  /** The open question it waits for, because no rule understood what the backend does for it; it is not covered until a person says so. */
  question: Id.nullable(),
});
export type Requirement = z.infer<typeof Requirement>;

/** Given/When/Then with one observable. `id` is `FR-007/AC-2`; `fromSpec` is false when a rule wrote it. */
export const Criterion = NodeBase.extend({
  requirement: Id,
  given: z.string(),
  when: z.string(),
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then is the field's standard name
  then: z.string(),
  negative: z.boolean(),
  fromSpec: z.boolean(),
  workflow: Id.nullable(),
});
export type Criterion = z.infer<typeof Criterion>;

/** The proof of one criterion, NFR or error. `task` is the leaf that writes it. */
export const Test = NodeBase.extend({
  proves: Id,
  level: z.enum(['unit', 'api', 'contract', 'integration', 'e2e', 'race', 'security', 'load', 'privacy']),
  task: Id.nullable(),
});
export type Test = z.infer<typeof Test>;

/** Who calls the API; at most three (SEED-002-14). */
export const Consumer = NodeBase.extend({ name: z.string(), pattern: z.string(), needs: z.string() });
export type Consumer = z.infer<typeof Consumer>;

/** A change of the PM's spec with its reason (SEED-000-9). `replaces` names a seed or spec route or field that was answered differently. */
export const Refinement = NodeBase.extend({ change: z.string(), reason: z.string(), quote: z.string() });
export type Refinement = z.infer<typeof Refinement>;

/** A spec line that became nothing: rejected, replaced, later or duplicate, with the reason. */
export const UnusedLine = z.object({ path: z.string(), line: z.int().positive(), text: z.string(), result: z.string(), reason: z.string() });
export type UnusedLine = z.infer<typeof UnusedLine>;
