import * as z from 'zod';
import { Day, Id, Ksuid, Slug } from '../ids.ts';
import { ApiError, Route, Screen, ScreenState } from './api.ts';
import { Field, Index, Model, Relation } from './data.ts';
import { Arithmetic, BranchTrigger, Check, Constraint, Cut, Decision, Later, Nfr, Objective, OpenQuestion, Risk, Score, Strategy, Uncertainty, WatchItem } from './quality.ts';
import { Consumer, Criterion, Refinement, Requirement, Test, UnusedLine } from './requirement.ts';
import { Event, Job, Method, Metric, Service } from './service.ts';
import { CountLine, Gate, Package, Phase, Schedule, Sprint, Task } from './work.ts';
import { Statement, Words } from '../words.ts';
import { Workflow } from './workflow.ts';

/** The first half of the graph: what is built. Made by `derive/design`. */
export const Design = z.object({
  requirements: z.array(Requirement),
  criteria: z.array(Criterion),
  consumers: z.array(Consumer),
  routes: z.array(Route),
  services: z.array(Service),
  methods: z.array(Method),
  jobs: z.array(Job),
  events: z.array(Event),
  metrics: z.array(Metric),
  models: z.array(Model),
  fields: z.array(Field),
  relations: z.array(Relation),
  indexes: z.array(Index),
  errors: z.array(ApiError),
  refinements: z.array(Refinement),
  unused: z.array(UnusedLine),
  openQuestions: z.array(OpenQuestion),
});
export type Design = z.infer<typeof Design>;

/** The second half: how well, in what shape, at what risk. Made by `derive/judgement`. */
export const Judgement = z.object({
  workflows: z.array(Workflow),
  nfrs: z.array(Nfr),
  arithmetic: z.array(Arithmetic),
  objectives: z.array(Objective),
  constraints: z.array(Constraint),
  decisions: z.array(Decision),
  risks: z.array(Risk),
  watch: z.array(WatchItem),
  strategies: z.array(Strategy),
  later: z.array(Later),
  screens: z.array(Screen),
  screenStates: z.array(ScreenState),
});
export type Judgement = z.infer<typeof Judgement>;

/** The third: what to do and when. Made by `derive/work`. */
export const Work = z.object({
  phases: z.array(Phase),
  gates: z.array(Gate),
  packages: z.array(Package),
  tasks: z.array(Task),
  tests: z.array(Test),
  leafCount: z.array(CountLine),
  sprint: Sprint,
  cuts: z.array(Cut),
  schedule: Schedule,
});
export type Work = z.infer<typeof Work>;

/** What the finished graph says of itself. Made by `derive/review`. */
export const Review = z.object({
  uncertainty: z.array(Uncertainty),
  branchTriggers: z.array(BranchTrigger),
  exitCriteria: z.array(Check),
  checklist: z.array(Check),
  score: Score,
  ready: z.boolean(),
});
export type Review = z.infer<typeof Review>;

/** The whole plan graph. Everything that is rendered, checked or exported is read from here; links are by id. */
export const Plan = z.object({
  schemaVersion: z.literal(1),
  plan: Ksuid,
  feature: Slug,
  title: z.string(),
  asOf: Day,
  profile: Id,
  factsEdition: z.string(),
  specs: z.array(z.object({ path: z.string(), title: z.string(), dialect: z.string() })),
  sampleFiles: z.array(z.string()),
  /** What people answered or left open, in the words they would type: who, when, or whose it is and until when. */
  answered: z.array(z.object({ key: z.string(), value: z.string(), state: z.enum(['answered', 'open']), by: z.string().nullable(), at: Day.nullable(), owner: z.string().nullable(), due: z.string().nullable() })),
  ...Design.shape,
  ...Judgement.shape,
  ...Work.shape,
  ...Review.shape,
  /** Marked places for words, and what people said in their own; both decide nothing. */
  words: z.array(Words).default([]),
  statements: z.array(Statement).default([]),
});
export type Plan = z.infer<typeof Plan>;
