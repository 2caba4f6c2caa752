import * as z from 'zod';
import { Id } from './ids.ts';

/** Where a node comes from. Rendered as the trace suffix `<- [FR-007](path#L42), rule:R1` (`formats.md`, Trace). */
export const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('spec'), path: z.string(), line: z.int().positive(), endLine: z.int().positive(), id: Id.nullable() }),
  z.object({ kind: z.literal('sample'), file: z.string(), pointer: z.string() }),
  z.object({ kind: z.literal('rule'), id: z.string() }),
  z.object({ kind: z.literal('profile'), id: z.string() }),
  z.object({ kind: z.literal('provider'), id: z.string() }),
  z.object({ kind: z.literal('answer'), question: Id }),
]);
export type Source = z.infer<typeof Source>;

/** `rule:<id>` names the derivation rule that made the node, such as `rule:R1` or `rule:nfr-default`. */
export const Origin = z.union([
  z.enum(['spec', 'sample', 'answer', 'profile', 'provider', 'ai']),
  z.templateLiteral([z.literal('rule:'), z.string()]),
]);
export type Origin = z.infer<typeof Origin>;

/** What every node of the plan graph carries. `confidence`: assumed 0.5, rule default 0.7, sample 0.9, confirmed 1.0. */
export const NodeBase = z.object({
  id: Id,
  sources: z.array(Source),
  origin: Origin,
  confidence: z.number().min(0).max(1),
  status: z.enum(['new', 'changed', 'exists']),
});
export type NodeBase = z.infer<typeof NodeBase>;
