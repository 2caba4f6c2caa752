import * as z from 'zod';
import { Id } from '../ids.ts';
import { NodeBase } from '../source.ts';

/** `uses` are services, gateways and repositories by id; the graph is acyclic (SEED-003-4). */
export const Service = NodeBase.extend({
  kind: z.enum(['service', 'gateway']),
  responsibility: z.string(),
  reads: z.array(Id),
  writes: z.array(Id),
  uses: z.array(Id),
  requirements: z.array(Id),
});
export type Service = z.infer<typeof Service>;

export const Step = z.object({ kind: z.enum(['authorise', 'validate', 'invariant', 'write', 'emit', 'return']), text: z.string(), throws: z.array(Id) });
export type Step = z.infer<typeof Step>;

/** `id` is `Service.method`. `call` is set for gateway methods: an outside call with its time limit and retry class. */
export const Method = NodeBase.extend({
  service: Id,
  name: z.string(),
  params: z.array(z.object({ name: z.string(), type: z.string() })),
  returns: z.string(),
  purpose: z.string(),
  throws: z.array(Id),
  reads: z.array(Id),
  writes: z.array(Id),
  emits: z.array(Id),
  audit: z.string().nullable(),
  tx: z.enum(['none', 'single', 'outbox']),
  steps: z.array(Step),
  calls: z.array(Id),
  call: z.object({
    system: z.string(),
    timeoutMs: z.int(),
    /** `never`: single-use codes; `before-send`: rotating tokens; `bounded`: the rest. */
    retry: z.enum(['never', 'before-send', 'bounded']),
    retryText: z.string(),
    quota: z.boolean(),
  }).nullable(),
  requirements: z.array(Id),
});
export type Method = z.infer<typeof Method>;

export const Job = NodeBase.extend({
  purpose: z.string(),
  service: Id,
  startedBy: z.array(z.string()),
  schedule: z.string().nullable(),
  reads: z.array(Id),
  writes: z.array(Id),
  calls: z.array(Id),
  throws: z.array(Id),
  emits: z.array(Id),
  dedupeKey: z.string(),
  attempts: z.int(),
  ai: z.boolean(),
  requirements: z.array(Id),
});
export type Job = z.infer<typeof Job>;

export const Event = NodeBase.extend({ emittedBy: z.array(Id), consumedBy: z.array(Id), payload: z.array(z.string()) });
export type Event = z.infer<typeof Event>;

/** A computed value that is not stored, such as `MET-pace`. */
export const Metric = NodeBase.extend({ text: z.string(), unit: z.string().nullable(), formula: z.string(), service: Id, requirements: z.array(Id) });
export type Metric = z.infer<typeof Metric>;
