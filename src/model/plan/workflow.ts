import * as z from 'zod';
import { Id } from '../ids.ts';
import { NodeBase } from '../source.ts';

/** Shapes of the legend: sec = security checkpoint, audit, async = queue or worker, ext = external system, err = error. */
export const DiagramNode = z.object({ id: z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), label: z.string(), shape: z.enum(['step', 'decision', 'sec', 'audit', 'async', 'ext', 'err', 'store']), refs: z.array(Id) });
export type DiagramNode = z.infer<typeof DiagramNode>;
export const DiagramEdge = z.object({ from: z.string(), to: z.string(), label: z.string().nullable(), dashed: z.boolean() });
export type DiagramEdge = z.infer<typeof DiagramEdge>;
export const Flow = z.object({ direction: z.enum(['TD', 'LR']), nodes: z.array(DiagramNode), edges: z.array(DiagramEdge) });
export type Flow = z.infer<typeof Flow>;

/** `primary` ones are exactly three unless the feature has fewer; the four supporting kinds are SEED-002-17's. `absent` says in one line what a small feature lacks. */
export const Workflow = NodeBase.extend({
  title: z.string(),
  primary: z.boolean(),
  kind: z.enum(['authentication', 'data-processing', 'event-handling', 'auth-detail', 'data-flow', 'error-flow', 'integration-flow']),
  description: z.string(),
  requirements: z.array(Id),
  routes: z.array(Id),
  flow: Flow.nullable(),
  absent: z.string().nullable(),
  decisions: z.array(z.object({ question: z.string(), branches: z.array(z.string()), why: z.string(), recovery: z.string() })),
  budgets: z.array(z.object({ of: z.string(), nfr: Id, hops: z.array(z.object({ name: z.string(), ms: z.number() })), totalMs: z.number(), limitMs: z.number() })),
  bottleneck: z.string(),
});
export type Workflow = z.infer<typeof Workflow>;
