import { decimalOf } from '../../text/decimal.ts';
import { citedStatement } from '../../knowledge/wording.ts';
import type { Day, Id } from '../../model/ids.ts';
import type { Provider } from '../../model/knowledge.ts';
import type { Design, Job, Method, Route } from '../../model/plan/index.ts';
import type { Origin, Source } from '../../model/source.ts';
import { holds } from '../design/reading/words.ts';
import type { DeriveInput } from '../input.ts';
import { promisedDay, startDay } from '../promise.ts';
import { audienceOf } from './audience.ts';
import { specLines, type SpecStatement } from './spec-lines.ts';

/** One number the plan stands on, with where it was found. `assumed` is true when neither spec nor answer gave it. */
export type Given<T> = { value: T; sources: Source[]; assumed: boolean; from: string };

/** What the judgement stages read again and again, computed once from input and design. */
export type Ground = {
  input: DeriveInput;
  design: Design;
  statements: SpecStatement[];
  routes: ReadonlyMap<Id, Route>;
  methods: ReadonlyMap<Id, Method>;
  jobs: ReadonlyMap<Id, Job>;
  /** Gateway methods that leave the process. */
  outside: Method[];
  aiJobs: Job[];
  /** Providers whose policy forbids AI on their data. */
  banned: Provider[];
  hosting: Given<'single-host' | 'two-hosts' | 'paas' | 'cluster'>;
  budget: Given<number>;
  users: Given<number>;
  realUsers: Given<number>;
  people: Given<number>;
  hoursPerWeek: Given<number>;
  promise: Given<Day | null>;
  hipaa: Given<'yes' | 'no' | 'unsure'>;
  /** First statement of the spec that matches, or null. */
  said(pattern: Pick<RegExp, 'test'>): SpecStatement | null;
};

/** Tests for `word` as a whole word, without case: `Motor` is no part of `motorbike`. */
export function wholeWord(word: string): Pick<RegExp, 'test'> {
  return { test: (text) => holds(text, word) };
}

/** A spec source as a trace. */
export function traceOfStatement(statement: SpecStatement): Source {
  return { kind: 'spec', path: statement.path, line: statement.line, endLine: statement.endLine, id: statement.id };
}

/** A rule as a source. */
export function rule(id: string): Source {
  return { kind: 'rule', id };
}

/** Sentences of dated facts by id, worded by their grade, each with its source and the day it was read. At most `limit`. */
export function factTexts(ground: Ground, ids: string[], limit = 4): string[] {
  const all = [...ground.input.knowledge.facts, ...ground.input.providers.flatMap((provider) => provider.facts)];
  return [...new Set(ids)].flatMap((id) => all.filter((fact) => fact.id === id)).slice(0, limit).map((fact) => citedStatement(fact));
}

/** Node base of something made by a named rule; sources of the spec come first when there are any. */
export function made(id: Id, ruleId: string, sources: Source[] = [], confidence = 0.7): { id: Id; sources: Source[]; origin: Origin; confidence: number; status: 'new' } {
  return { id, sources: [...sources, rule(ruleId)], origin: `rule:${ruleId}`, confidence, status: 'new' };
}

/** The ground of the judgement stages, from input and design. */
export function groundOf(input: DeriveInput, design: Design): Ground {
  const statements = specLines(input.facts);
  const answers = input.answers.answers;
  const said = (pattern: RegExp) => statements.find((statement) => pattern.test(statement.text)) ?? null;
  const fact = (kind: string) => statements.filter((statement) => statement.kind === kind);

  const given = <T>(key: string, answer: { value: T; state: string } | undefined, spec: { value: T; statement: SpecStatement } | null, fallback: T, from: string): Given<T> => {
    if (answer?.state === 'answered') return { value: answer.value, sources: [{ kind: 'answer', question: key }], assumed: false, from: `answer \`${key}\`` };
    if (spec !== null) return { value: spec.value, sources: [traceOfStatement(spec.statement)], assumed: false, from: `line ${spec.statement.line}` };
    if (answer !== undefined) return { value: answer.value, sources: [{ kind: 'answer', question: key }], assumed: true, from: `question \`${key}\`, assumed` };
    return { value: fallback, sources: [rule(from)], assumed: true, from: `question \`${key}\`, assumed` };
  };

  const money = firstMatch(fact('budget'), /(?:\$|USD|US\$|€|EUR)\s*([\d,.]+)|([\d,.]+)\s*(?:\$|USD|dollars?|€|EUR)/i);
  const team = firstMatch(fact('team'), /(\d+)(?:\s*(?:-|–|to)\s*(\d+))?/);
  const promised = promisedDay(input.facts, startDay(answers, input.at.asOf, input.facts));
  const promising = promised === null ? undefined : statements.find((statement) => statement.path === promised.path && statement.line === promised.line && (statement.kind === 'deadline' || statement.kind === 'milestone'));
  const hipaaLine = said(/\bHIPAA\b|\bPHI\b/);

  return {
    input,
    design,
    statements,
    said,
    routes: new Map(design.routes.map((route) => [route.id, route])),
    methods: new Map(design.methods.map((method) => [method.id, method])),
    jobs: new Map(design.jobs.map((job) => [job.id, job])),
    outside: design.methods.filter((method) => method.call !== null),
    aiJobs: design.jobs.filter((job) => job.ai),
    banned: input.providers.filter((provider) => !provider.ai.allowed),
    hosting: given('hosting', answers.hosting, null, 'single-host', 'hosting-default'),
    budget: given('budget', answers.budget, money === null ? null : { value: amount(money.groups), statement: money.statement }, 300, 'budget-default'),
    users: given('users-12-months', answers['users-12-months'], audienceOf(statements, design.requirements, input.knowledge.lexicon), 1000, 'capacity-default'),
    realUsers: given('real-users', answers['real-users'], null, 10, 'capacity-default'),
    people: given('people', answers.people, team === null ? null : { value: Number(team.groups[1] ?? team.groups[0] ?? 1), statement: team.statement }, 1, 'team-default'),
    hoursPerWeek: given('hours-per-week', answers['hours-per-week'], null, 30, 'team-default'),
    promise: given<Day | null>('promised-date', answers['promised-date'], promised === null || promising === undefined ? null : { value: promised.date, statement: promising }, null, 'no-promise'),
    hipaa: given('hipaa', answers.hipaa, hipaaLine === null ? null : { value: 'unsure', statement: hipaaLine }, 'no', 'hipaa-default'),
  };
}

function firstMatch(statements: SpecStatement[], pattern: RegExp): { statement: SpecStatement; groups: (string | undefined)[] } | null {
  for (const statement of statements) {
    const match = pattern.exec(statement.text);
    if (match !== null) return { statement, groups: match.slice(1) };
  }
  return null;
}

function amount(groups: (string | undefined)[]): number {
  return decimalOf((groups.find((group) => group !== undefined) ?? '0').replace(/[.,]+$/, ''));
}
