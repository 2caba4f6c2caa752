import * as z from 'zod';
import { Id } from '../ids.ts';
import { NodeBase } from '../source.ts';

/** One member of a request, response or query. `example` is synthetic, never a sample value. */
export const ContractField = z.object({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  nullable: z.boolean(),
  unit: z.string().nullable(),
  constraint: z.string().nullable(),
  in: z.enum(['path', 'query', 'header', 'body']),
  example: z.json(),
});
export type ContractField = z.infer<typeof ContractField>;

export const AuthClass = z.enum(['public', 'session', 'session + state', 'role', 'service', 'webhook']);
export type AuthClass = z.infer<typeof AuthClass>;

export const RateClass = z.enum(['auth', 'read', 'write', 'job', 'ai', 'webhook', 'ops']);
export type RateClass = z.infer<typeof RateClass>;

/** One cell of the route x outcome matrix: the errors that fill it, or the reason it is waived. */
export const Outcome = z.object({ outcome: z.string(), errors: z.array(Id), waived: z.string().nullable() });
export type Outcome = z.infer<typeof Outcome>;

/** `id` is `METHOD /path`. `errors` lists all, shared ones included; `ownErrors` the ones a reader does not guess. */
export const Route = NodeBase.extend({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string(),
  purpose: z.string(),
  rule: z.string(),
  resource: Id.nullable(),
  service: Id,
  handledBy: Id,
  auth: AuthClass,
  role: z.string().nullable(),
  rate: z.object({ class: RateClass, limit: z.string(), lowered: z.string().nullable() }),
  idempotencyKey: z.boolean(),
  preconditions: z.enum(['none', 'if-match']),
  pagination: z.object({ sort: z.string(), filters: z.array(z.string()), limitDefault: z.int(), limitMax: z.int() }).nullable(),
  requestType: z.string().nullable(),
  request: z.array(ContractField),
  responseType: z.string().nullable(),
  response: z.array(ContractField),
  success: z.int(),
  successHeaders: z.array(z.string()),
  errors: z.array(Id),
  ownErrors: z.array(Id),
  outcomes: z.array(Outcome),
  /** Whole example body of the answer, synthetic; null for an empty body. */
  example: z.object({ request: z.json().nullable(), response: z.json().nullable() }),
  job: Id.nullable(),
  requirements: z.array(Id),
  workflow: Id.nullable(),
  screen: z.string().nullable(),
});
export type Route = z.infer<typeof Route>;

/** RFC 9457 problem type. `status` is null for an error that only a job can meet. `code` is the id. */
export const ApiError = NodeBase.extend({
  status: z.int().nullable(),
  title: z.string(),
  /** For the person in front of the screen; no internals. */
  userMessage: z.string(),
  callerAction: z.string(),
  /** toast, inline, redirect ... (hand-off). */
  showAs: z.string(),
  retry: z.string(),
  /** The method that raises it first, or the check in front of all methods ("rate limiter"). */
  owner: Id,
  log: z.enum(['info', 'warning', 'error']),
  alert: z.boolean(),
  detail: z.string(),
});
export type ApiError = z.infer<typeof ApiError>;

/** A screen of the web team: the routes it needs and the gate after which they are real on staging. */
export const Screen = z.object({ name: z.string(), routes: z.array(Id), gate: Id });
export type Screen = z.infer<typeof Screen>;

export const ScreenState = z.object({ state: z.string(), signal: z.string() });
export type ScreenState = z.infer<typeof ScreenState>;
