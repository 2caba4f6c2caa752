import * as z from 'zod';
import { Id } from '../ids.ts';
import { NodeBase } from '../source.ts';

/** All parts are required: an NFR without one of them cannot fail. `value` null means a text target, with `target` as printed, e.g. `p95 <= 250 ms`. */
export const Nfr = NodeBase.extend({
  metric: z.string(),
  statistic: z.string(),
  comparator: z.enum(['<=', '<', '>=', '>', '=']),
  value: z.number(),
  unit: z.string(),
  load: z.string(),
  window: z.string(),
  class: z.string(),
  measuredBy: z.string(),
  /** `p95 <= 250 ms`, as `formats.md` prints it after the id. */
  target: z.string(),
  /** What the source asked when the plan sets something else. */
  asked: z.object({ text: z.string(), source: z.string() }).nullable(),
  area: z.enum(['performance', 'reliability', 'security', 'privacy', 'cost', 'quality', 'recovery', 'capacity']),
  /** Shown in the PRD (3-5 of them); the rest are declared in plan.md, Success Metrics. */
  top: z.boolean(),
  requirements: z.array(Id),
});
export type Nfr = z.infer<typeof Nfr>;

/** A sum shown as arithmetic: each line is one factor or summand with its source; `text` the whole sentence. */
export const Arithmetic = z.object({ id: Id, title: z.string(), lines: z.array(z.string()), result: z.string(), value: z.number(), unit: z.string() });
export type Arithmetic = z.infer<typeof Arithmetic>;

export const Risk = NodeBase.extend({
  title: z.string(),
  probability: z.int().min(1).max(5),
  impact: z.int().min(1).max(5),
  score: z.int(),
  trigger: z.string(),
  mitigation: z.string(),
  task: Id.nullable(),
  contingency: z.string(),
  owner: z.string(),
  review: z.string(),
  /** Days of delay when it happens, for the simulation; null when it costs no time. */
  delayDays: z.number().nullable(),
  detail: z.array(z.string()),
  /** A person wants it on the first page, whatever its score. */
  first: z.boolean().optional(),
});
export type Risk = z.infer<typeof Risk>;

export const WatchItem = z.object({ subject: z.string(), trigger: z.string(), firstStep: z.string() });
export type WatchItem = z.infer<typeof WatchItem>;

export const DecisionOption = z.object({ key: z.string(), text: z.string(), effect: z.string(), cost: z.string(), reversible: z.string() });
export type DecisionOption = z.infer<typeof DecisionOption>;

/** `open` decisions stand on top of documents. `blocking` ones must be answered by a person or an answers file before MVP READY. */
export const Decision = NodeBase.extend({
  question: z.string(),
  /** Question key of the interview that asks it, or null. */
  asks: Id.nullable(),
  owner: z.string(),
  /** Gate or phase by which it is needed. */
  needed: Id,
  options: z.array(DecisionOption),
  recommended: z.string(),
  recommendation: z.string(),
  /** What is used for deriving while it is open; null when nothing can be assumed. */
  default: z.string().nullable(),
  open: z.boolean(),
  blocking: z.boolean(),
  answer: z.string().nullable(),
  reason: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  facts: z.array(z.string()),
  task: Id.nullable(),
  /** Documents this decision touches, by catalogue id; empty means all. */
  touches: z.array(z.string()),
});
export type Decision = z.infer<typeof Decision>;

/** An open question with an owner instead of an invented answer. `needed` is a gate or phase. */
export const OpenQuestion = NodeBase.extend({ text: z.string(), owner: z.string(), needed: Id, assumed: z.string().nullable() });
export type OpenQuestion = z.infer<typeof OpenQuestion>;

export const Objective = NodeBase.extend({ text: z.string() });
export type Objective = z.infer<typeof Objective>;

export const Constraint = NodeBase.extend({ text: z.string() });
export type Constraint = z.infer<typeof Constraint>;

/** Scope that could go, ranked by days saved per priority point lost. Days come from the schedule. */
export const Cut = NodeBase.extend({ drops: z.array(Id), packages: z.array(Id), leaves: z.int(), hours: z.number(), points: z.int(), savedDaysP80: z.number(), text: z.string() });
export type Cut = z.infer<typeof Cut>;

export const StrategyOption = z.object({
  title: z.string(),
  approach: z.string(),
  pros: z.array(z.string()),
  cons: z.array(z.string()),
  recommended: z.boolean(),
  technologyStack: z.string().nullable(),
  scores: z.array(z.object({ criterion: z.string(), weight: z.number(), score: z.number().min(1).max(5) })),
  total: z.number(),
});
export type StrategyOption = z.infer<typeof StrategyOption>;

/** `scope` is `plan` or a package id. A package with nothing to choose has no options but `settledBy` and `refused` (two lines). */
export const Strategy = z.object({
  scope: Id,
  options: z.array(StrategyOption),
  recommendation: z.string(),
  sensitivity: z.string().nullable(),
  settledBy: z.string().nullable(),
  refused: z.string().nullable(),
});
export type Strategy = z.infer<typeof Strategy>;

export const Later = z.object({ what: z.string(), trigger: z.string(), source: z.string().nullable() });
export type Later = z.infer<typeof Later>;

/** Uncertainty of one area in percent; over 20 it names the detailed command of seed 002. */
export const Uncertainty = z.object({ area: z.string(), nodes: z.string(), mean: z.number(), percent: z.int(), fullFlow: z.string().nullable() });
export type Uncertainty = z.infer<typeof Uncertainty>;

/** A trigger of SEED-002-21 that fired, with its numbers. */
export const BranchTrigger = z.object({ trigger: z.string(), reason: z.string(), command: z.string() });
export type BranchTrigger = z.infer<typeof BranchTrigger>;

/** One line of seed 003's seven-point checklist or of SEED-002-20's exit criteria. */
export const Check = z.object({ id: Id, text: z.string(), met: z.boolean(), detail: z.string() });
export type Check = z.infer<typeof Check>;

/** One part of the objective rubric. Not printed in documents; `plan explain score` shows it. */
export const ScorePart = z.object({ code: z.string(), title: z.string(), points: z.number(), max: z.number(), detail: z.string() });
export type ScorePart = z.infer<typeof ScorePart>;
export const Score = z.object({ parts: z.array(ScorePart), total: z.number(), max: z.number(), caps: z.array(z.string()) });
export type Score = z.infer<typeof Score>;
