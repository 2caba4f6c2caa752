import * as z from 'zod';
import { Day, Slug } from './ids.ts';
import { TakenWords } from './words.ts';

/** Who said it, when, on what evidence (`formats.md`, State). `open` uses the default for deriving and names owner and due gate. */
const provenance = {
  state: z.enum(['answered', 'default', 'open']),
  by: z.string().nullable(),
  at: Day.nullable(),
  owner: z.string().nullable(),
  due: z.string().nullable(),
  /** Fingerprint of the facts the default came from; the question is asked again only when it changed. */
  evidence: z.string().nullable(),
};
const answer = <T extends z.ZodType>(value: T) => z.strictObject({ value, ...provenance }).optional();

/** How people or callers prove who they are. */
export const SignIn = z.enum(['passkey', 'openid', 'saml', 'email-link', 'code', 'password', 'provider', 'api-key', 'existing', 'none']);
export type SignIn = z.infer<typeof SignIn>;

/** Any value an answer may have, before its question's own schema has spoken. */
export const AnswerValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export type AnswerValue = z.infer<typeof AnswerValue>;

const text = z.string().min(1);
const list = z.array(z.string());
const yesNo = z.boolean();
const yesNoUnsure = z.enum(['yes', 'no', 'unsure']);

/**
 * Every question the product knows, by key, with the shape of its value: the one source of answer types. `Qn.m` is the entry of the
 * question catalogue. Interview texts, defaults and effects live in `interview/questions`; `derive` reads values here.
 */
export const AnswerSet = z.strictObject({
  /** Q0.2 */ inputs: answer(list),
  /** Q0.3 */ profile: answer(text),
  /** Q0.4 */ 'why-now': answer(z.string().max(200)),
  /** Q0.5 */ conflicts: answer(list),
  /** Q0.6 */ 'single-service': answer(yesNo),
  /** Q1.1 */ 'value-proposition': answer(text),
  /** Q1.2 */ consumers: answer(list),
  /** Q1.3 */ 'success-metrics': answer(list),
  /** Q1.4 */ 'promised-date': answer(Day.nullable()),
  /** Q1.4 */ 'real-users': answer(z.int().nonnegative()),
  /** Q1.5 */ people: answer(z.int().min(1).max(60)),
  /** Q1.5 */ 'hours-per-week': answer(z.number().min(1).max(60)),
  /** Q1.5 */ focus: answer(z.number().min(0.3).max(0.9)),
  /** Q1.5, speed against the estimates: 1 as estimated, 1.5 takes half as long again */ pace: answer(z.number().min(0.3).max(4)),
  /** Q1.5 */ holidays: answer(list),
  /** Q1.6, USD per month */ budget: answer(z.number().nonnegative()),
  /** Q1.7 */ hipaa: answer(yesNoUnsure),
  /** Q1.8 */ 'eu-users': answer(yesNoUnsure),
  /** Q1.8 */ minors: answer(yesNoUnsure),
  /** Q1.9 */ constraints: answer(list),
  /** Q1.10, risk ids */ 'top-risks': answer(list),
  /** Q1.11, option letters of DEC-provider-policy */ 'provider-policy': answer(z.array(z.enum(['A', 'B', 'C', 'D', 'E']))),
  /** Q1.12, `GATE-3=2027-02-01` */ milestones: answer(list),
  /** Q1.13 */ integrations: answer(list),
  /** Q2.1, workflow ids */ workflows: answer(list),
  /** Q2.2, `FR-003=should` */ priorities: answer(list),
  /** Q2.3, model names */ 'core-models': answer(list),
  /** Q2.4, `Activity.start_latlng: purpose` */ 'field-purposes': answer(list),
  /** Q2.4, `Activity.average_heartrate=skip` */ 'null-fields': answer(list),
  /** Q2.4 */ 'date-formats': answer(z.enum(['utc', 'utc-and-local'])),
  /** Q2.5, `NFR-quick-p95=250` */ targets: answer(list),
  /** Q2.6, `FR-003: Given ... When ... Then ...` */ criteria: answer(list),
  /** Q2.7 */ 'out-of-scope': answer(list),
  /** Q2.8, noun readings `meet-up=Event` */ nouns: answer(list),
  /** Q3.1, `existing`: what signs people in today issues the session */ 'sign-in': answer(SignIn),
  /** Q3.2 */ roles: answer(list),
  /** Q3.3 */ 'users-12-months': answer(z.int().nonnegative()),
  /** Q3.4 */ 'slow-work': answer(list),
  /** Q3.5 */ hosting: answer(z.enum(['single-host', 'two-hosts', 'paas', 'cluster'])),
  /** Q3.6, days per data class `health=90` */ retention: answer(list),
  /** Q3.7 */ 'audit-chain': answer(yesNo),
  /** Q3.8 */ 'job-queue': answer(text),
  /** Q4.1 */ 'estimate-unit': answer(z.enum(['t-shirt', 'hours'])),
  /** Q4.2 */ 'promise-gap': answer(text),
  /** Q4.3 */ 'sprint-weeks': answer(z.int().min(1).max(3)),
  /** Q4.3 */ 'start-date': answer(Day),
  /** Q4.4 */ 'definition-of-done': answer(list),
  /** Q4.5 */ ci: answer(text),
  /** Q5.1 */ 'diagrams-ok': answer(yesNo),
  /** Q6.1 */ strategy: answer(text),
  /** Q6.1, `time to demo=30` */ 'criteria-weights': answer(list),
  /** Q6.2 */ out: answer(text),
  /** Q6.3: full writes one document per work package */ depth: answer(z.enum(['lite', 'full'])),
  /** Q7.1 */ 'code-policy': answer(z.enum(['contracts-only', 'none'])),
  /** Q7.2 */ 'unused-lines': answer(list),
  /** Q8.1 */ 'save-as-ready': answer(yesNo),
});
export type AnswerSet = z.infer<typeof AnswerSet>;
export type AnswerKey = keyof AnswerSet;

/** `.plan/<feature>/answers.yaml`. `words` are drafts of a language model that a person accepted, edited or refused, by slot. */
export const Answers = z.strictObject({ schemaVersion: z.literal(1), feature: Slug, answers: AnswerSet, words: z.record(z.string(), TakenWords).optional() });
export type Answers = z.infer<typeof Answers>;
