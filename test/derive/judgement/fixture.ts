import type { Design, Method, Requirement, Route, Work } from '../../../src/model/plan/index.ts';
import type { DeriveInput } from '../../../src/derive/input.ts';
import type { AnswerSet } from '../../../src/model/answers.ts';
import type { SpecFact, SpecSource } from '../../../src/model/spec.ts';
import { knowledge } from '../../support/knowledge.ts';

/** A lending library: nouns of no provider, one outside shop, one report job, one webhook, one state machine. */

const node = (id: string, confidence = 0.7) => ({ id, sources: [{ kind: 'spec' as const, path: 'specs/loans/spec.md', line: 10, endLine: 10, id }], origin: 'spec' as const, confidence, status: 'new' as const });

export function requirement(id: string, text: string, parts: Partial<Requirement> = {}): Requirement {
  return { ...node(id, 0.9), text, title: text, kind: 'functional', priority: 'must', priorityFrom: 'label', group: null, workflow: null, readings: [], rejected: null, deferred: null, question: null, ...parts };
}

export function route(method: Route['method'], path: string, parts: Partial<Route> = {}): Route {
  return {
    ...node(`${method} ${path}`), method, path, purpose: 'serve it', rule: 'rule:R1', resource: 'Loan', service: 'LoanService', handledBy: 'LoanService.handle', auth: 'session', role: null,
    rate: { class: method === 'GET' ? 'read' : 'write', limit: '30/min', lowered: null }, idempotencyKey: method === 'POST', preconditions: 'none', pagination: null,
    requestType: method === 'GET' ? null : 'LoanCreate', request: [], responseType: 'Loan', response: [], success: method === 'POST' ? 201 : 200, successHeaders: [],
    errors: ['UNAUTHENTICATED', 'VALIDATION_FAILED', 'RATE_LIMITED', 'INTERNAL'], ownErrors: [], outcomes: [{ outcome: 'no session', errors: ['UNAUTHENTICATED'], waived: null }],
    example: { request: null, response: { id: 'x' } }, job: null, requirements: ['FR-001'], workflow: null, screen: null, ...parts,
  };
}

function method(id: string, parts: Partial<Method> = {}): Method {
  const [service = 'LoanService', name = 'handle'] = id.split('.');
  return { ...node(id), service, name, params: [], returns: 'Loan', purpose: 'do it', throws: [], reads: ['Loan'], writes: [], emits: [], audit: null, tx: 'none', steps: [], calls: [], call: null, requirements: [], ...parts };
}

const apiError = (id: string, status: number | null, title: string, callerAction: string) => ({ ...node(id), status, title, userMessage: title, callerAction, showAs: 'toast', retry: 'no', owner: 'LoanService.handle', log: 'info' as const, alert: false, detail: title });

export function design(parts: Partial<Design> = {}): Design {
  return {
    requirements: [
      requirement('FR-001', 'A member borrows a book', { workflow: 'WF-use' }),
      requirement('FR-002', 'A member signs in', { workflow: 'WF-sign-in' }),
      requirement('FR-003', 'A librarian gets a report', { workflow: 'WF-events', priority: 'should' }),
      requirement('NFR-001', 'The API MUST answer 95% of requests within 400 ms', { kind: 'non-functional' }),
      requirement('NFR-002', 'The system MUST be available 99.9% of the time', { kind: 'non-functional' }),
      requirement('NFR-003', 'Member data MUST be kept private', { kind: 'non-functional' }),
    ],
    criteria: [
      // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then is the field's standard name
      { ...node('FR-001/AC-1'), requirement: 'FR-001', given: 'a free book', when: '`POST /v1/loans` is called', then: '201 and one loan row', negative: false, fromSpec: true, workflow: 'WF-use' },
      // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then is the field's standard name
      { ...node('FR-001/AC-2'), requirement: 'FR-001', given: 'a lent book', when: '`POST /v1/loans` is called', then: '409 `BOOK_LENT`', negative: true, fromSpec: false, workflow: 'WF-use' },
    ],
    consumers: [{ ...node('CON-web'), name: 'web app', pattern: 'SPA', needs: 'all' }],
    routes: [
      route('POST', '/v1/sessions', { rate: { class: 'auth', limit: '10/min', lowered: null }, auth: 'public', handledBy: 'SessionService.signIn', service: 'SessionService', resource: null, workflow: 'WF-sign-in', requirements: ['FR-002'] }),
      route('POST', '/v1/sessions/refresh', { errors: ['UNAUTHENTICATED', 'SESSION_EXPIRED', 'VALIDATION_FAILED', 'RATE_LIMITED', 'INTERNAL'], rate: { class: 'auth', limit: '10/min', lowered: null }, handledBy: 'SessionService.refresh', service: 'SessionService', workflow: 'WF-sign-in', requirements: ['FR-002'] }),
      route('GET', '/v1/loans', { pagination: { sort: 'created_at desc', filters: [], limitDefault: 25, limitMax: 100 }, handledBy: 'LoanService.listLoans', workflow: 'WF-use' }),
      route('POST', '/v1/loans', { handledBy: 'LoanService.createLoan', ownErrors: ['BOOK_LENT'], errors: ['UNAUTHENTICATED', 'VALIDATION_FAILED', 'NOT_FOUND', 'BOOK_LENT', 'RATE_LIMITED', 'INTERNAL'], workflow: 'WF-use', request: [{ name: 'book_id', type: 'Ksuid', required: true, nullable: false, unit: null, constraint: null, in: 'body', example: 'x' }] }),
      route('POST', '/v1/loans/{loan_id}/return', { rule: 'rule:R8', handledBy: 'LoanService.returnLoan', success: 200, ownErrors: ['ILLEGAL_TRANSITION'], workflow: 'WF-use' }),
      route('POST', '/v1/reports', { rule: 'rule:R6', handledBy: 'ReportService.requestReport', service: 'ReportService', success: 202, job: 'build-report', workflow: 'WF-events', requirements: ['FR-003'] }),
      route('POST', '/v1/webhooks/shop', { rule: 'rule:R11', auth: 'webhook', handledBy: 'ShopEventService.receive', service: 'ShopEventService', success: 200, workflow: 'WF-events', requirements: ['FR-003'], ownErrors: ['WEBHOOK_UNVERIFIED'], errors: ['WEBHOOK_UNVERIFIED', 'INTERNAL'] }),
      route('GET', '/healthz', { rule: 'rule:R12', handledBy: 'HealthService.live', service: 'HealthService', requirements: [], rate: { class: 'ops', limit: 'none', lowered: null }, auth: 'public', workflow: null }),
    ],
    services: ['SessionService', 'LoanService', 'ReportService', 'ShopEventService', 'HealthService', 'ShopGateway'].map((id) => ({ ...node(id), kind: id.endsWith('Gateway') ? ('gateway' as const) : ('service' as const), responsibility: 'one aggregate', reads: ['Loan'], writes: ['Loan'], uses: [], requirements: [] })),
    methods: [
      method('SessionService.signIn', { writes: ['Session'], audit: 'session.created', tx: 'single' }),
      method('SessionService.refresh', { writes: ['Session'], audit: 'session.rotated', tx: 'single' }),
      method('LoanService.listLoans'),
      method('HealthService.live', { reads: [] }),
      method('LoanService.createLoan', { writes: ['Loan'], audit: 'loan.created', tx: 'outbox', throws: ['BOOK_LENT'], steps: [{ kind: 'invariant', text: 'a book is lent once', throws: ['BOOK_LENT'] }] }),
      method('LoanService.returnLoan', { writes: ['Loan'], audit: 'loan.returned', tx: 'single', throws: ['ILLEGAL_TRANSITION'] }),
      method('ReportService.requestReport', { writes: ['Job'], audit: 'report.requested', tx: 'outbox' }),
      method('ShopEventService.receive', { writes: ['Job'], audit: 'shop_event.received', tx: 'outbox' }),
      method('ShopGateway.getPrice', { throws: ['SHOP_UNAVAILABLE'], reads: [], call: { system: 'Shop', timeoutMs: 3000, retry: 'bounded', retryText: 'by the job runner', quota: false } }),
    ],
    jobs: [{ ...node('build-report'), purpose: 'build it', service: 'ReportService', startedBy: ['POST /v1/reports'], schedule: null, reads: ['Loan'], writes: ['Report'], calls: ['ShopGateway.getPrice'], throws: ['SHOP_UNAVAILABLE'], emits: ['report.built'], dedupeKey: 'user and month', attempts: 5, ai: false, requirements: ['FR-003'] }],
    events: [{ ...node('report.built'), emittedBy: ['build-report'], consumedBy: [], payload: ['id'] }],
    metrics: [],
    models: ['Loan', 'Session', 'Report', 'Job'].map((id) => ({ ...node(id), name: id, kind: id === 'Job' ? ('supporting' as const) : ('core' as const), store: `${id.toLowerCase()}s`, purpose: 'rows', embeddedIn: null, keyAttributes: ['id'], retention: '2 years', ownerScoped: true, deferred: null, states: null, dropped: [], requirements: ['FR-001'] })),
    fields: ['Loan', 'Session', 'Report', 'Job'].flatMap((model) => [['id', 'Ksuid', 'primary'], ['state', 'enum', 'none']].map(([name = '', type = '', key]) => ({ ...node(`${model}.${name}`), model, name, type, unit: null, nullable: false, constraint: null, values: null, class: 'none' as const, disposition: 'store' as const, retention: '2 years', key: key === 'primary' ? ('primary' as const) : ('none' as const), note: null }))),
    relations: [],
    indexes: [{ ...node('loans(user_id+id)'), model: 'Loan', fields: [{ name: 'user_id', direction: 'asc' }], kind: 'plain', neededBy: ['GET /v1/loans'] }],
    errors: [
      apiError('UNAUTHENTICATED', 401, 'No valid session', 'sign in'), apiError('SESSION_EXPIRED', 401, 'Session ended', 'renew, then sign in'), apiError('VALIDATION_FAILED', 422, 'Body not valid', 'fix the fields'), apiError('NOT_FOUND', 404, 'Not found', 'nothing'),
      apiError('RATE_LIMITED', 429, 'Too many requests', 'wait'), apiError('INTERNAL', 500, 'Internal error', 'report it'), apiError('BOOK_LENT', 409, 'The "book"; is lent #1', 'pick another'), apiError('ILLEGAL_TRANSITION', 409, 'Move not legal', 'read again'),
      apiError('WEBHOOK_UNVERIFIED', 403, 'Sender unknown', 'operator checks'), apiError('SHOP_UNAVAILABLE', null, 'Shop does not answer', 'job runner tries again'),
    ],
    refinements: [],
    unused: [],
    openQuestions: [],
    ...parts,
  };
}

export const emptyDesign: Design = { requirements: [], criteria: [], consumers: [], routes: [], services: [], methods: [], jobs: [], events: [], metrics: [], models: [], fields: [], relations: [], indexes: [], errors: [], refinements: [], unused: [], openQuestions: [] };

export function spec(facts: SpecFact[] = []): SpecSource {
  return { path: 'specs/loans/spec.md', dialect: 'prose', title: 'Loans', language: 'en', requirements: [], stories: [], scenarios: [], entities: [], openQuestions: [], answeredQuestions: [], metrics: [], edgeCases: [], assumptions: [], outOfScope: [], facts, placeholders: [], unread: [] };
}

export function input(parts: { answers?: AnswerSet; facts?: SpecFact[]; profile?: string; providers?: string[] } = {}): DeriveInput {
  const known = knowledge();
  const profile = known.profiles.find((one) => one.id === (parts.profile ?? 'fastapi-mongodb'));
  if (profile === undefined) throw new Error('no such profile');
  return {
    facts: { feature: 'loans', specs: [spec(parts.facts)], samples: { models: [], files: [] }, existing: { statements: [], routes: [], models: [], missingSections: [] }, repo: { stackHints: [] }, findings: [] },
    answers: { schemaVersion: 1, feature: 'loans', answers: parts.answers ?? {} },
    knowledge: known,
    profile,
    providers: known.providers.filter((one) => (parts.providers ?? []).includes(one.id)),
    at: { plan: '3MMf8oHiS0idqRaigtYxGUA4M77', asOf: '2026-11-20' },
  };
}

export const answered = <T>(value: T) => ({ value, state: 'answered' as const, by: 'pm', at: '2026-11-20', owner: null, due: null, evidence: null });
export const assumed = <T>(value: T) => ({ ...answered(value), state: 'default' as const, by: null });

export function work(parts: Partial<Work> = {}): Work {
  return {
    phases: [{ ...node('PH-0'), number: 0, title: 'Decisions', gate: 'GATE-0', leaves: 1, pert: 1 }, { ...node('PH-1'), number: 1, title: 'Build', gate: 'GATE-1', leaves: 1, pert: 1 }],
    gates: [{ ...node('GATE-0'), phase: 'PH-0', title: 'Decisions', outcome: 'decided', entry: 'none', exit: ['decided'], evidence: 'file', decides: 'product owner', deliverables: [] }, { ...node('GATE-1'), phase: 'PH-1', title: 'Build', outcome: 'built', entry: 'GATE-0', exit: ['green'], evidence: 'file', decides: 'engineer', deliverables: [] }],
    packages: [], tasks: [], tests: [], leafCount: [],
    sprint: { weeks: '1-2', capacityHours: 40, limitHours: 34, plannedHours: 30, tasks: [], parts: [], definitionOfDone: [], missing: [] },
    cuts: [],
    schedule: { calibrated: false, start: '2026-11-23', runs: 1000, seed: 1, people: 1, hoursPerWeek: 30, focus: 0.7, capacityPerWeek: 21, bottomUpHours: 100, poolShare: 0.15, totalHours: 115, sigma: 0.25, promise: null, weeks: { p50: 6, p80: 7, p95: 8, low: 5, high: 9 }, finish: { p50: '2027-01-04', p80: '2027-01-11', p95: '2027-01-18' }, phases: [], packages: [], criticalPath: [], criticalHours: 0, resourceBound: false, nearCritical: [], waves: [], drivers: [], histogram: [], options: [], due: [], screens: [], assumptions: [] },
    ...parts,
  };
}
