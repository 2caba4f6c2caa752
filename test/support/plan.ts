import { Plan } from '../../src/model/plan/index.ts';
import type { Source } from '../../src/model/source.ts';

const specPath = 'specs/clinic/spec.md';

/** A node's common part, traced to one line of the fixture's spec. */
function base<Id extends string>(id: Id, line: number | null = 10, requirement: string | null = null) {
  const sources: Source[] = line === null ? [] : [{ kind: 'spec', path: specPath, line, endLine: line, id: requirement }];
  const origin: 'spec' | 'rule:R1' = line === null ? 'rule:R1' : 'spec';
  return { id, sources, origin, confidence: 0.9, status: 'new' as const };
}

const error = (id: string, status: number | null, owner: string) => ({
  ...base(id, null), status, title: id.toLowerCase().replaceAll('_', ' '), userMessage: `Something about ${id.toLowerCase().replaceAll('_', ' ')}.`, callerAction: 'send it again', showAs: 'toast', retry: 'no', owner, log: 'info' as const, alert: false, detail: 'none',
});

type RouteShape = { id: string; service: string; handledBy: string; requirements: string[]; own?: string[]; job?: string; list?: boolean; body?: boolean; auth?: 'public' | 'session' | 'webhook'; rate?: 'read' | 'write' | 'job' | 'ops' | 'webhook' };

function route({ id, service, handledBy, requirements, own = [], job, list = false, body = false, auth = 'session', rate = 'read' }: RouteShape) {
  const [method = '', path = ''] = id.split(' ');
  const shared = ['INTERNAL', ...(auth === 'session' ? ['UNAUTHENTICATED'] : [])];
  return {
    ...base(id, 12, requirements[0] ?? null), method, path, purpose: `serve ${path}`, rule: 'R1', resource: null, service, handledBy, auth, role: null,
    rate: { class: rate, limit: rate === 'ops' ? 'unlimited' : '120/min', lowered: rate === 'job' ? 'lowered from 6/h to 6/day by the quota check' : null }, idempotencyKey: method === 'POST' && auth === 'session', preconditions: 'none',
    pagination: list ? { sort: 'started_at descending', filters: ['status'], limitDefault: 25, limitMax: 100 } : null,
    requestType: body ? 'BookingRequest' : null,
    request: body ? [{ name: 'slot_id', type: 'Ksuid', required: true, nullable: false, unit: null, constraint: 'exists', in: 'body', example: '3MMf8rcah5jxEV9FEzLN3wzyOvl' }, { name: 'note', type: 'text', required: false, nullable: true, unit: null, constraint: '<= 200', in: 'body', example: null }] : [],
    responseType: 'BookingView', response: [{ name: 'id', type: 'Ksuid', required: true, nullable: false, unit: null, constraint: null, in: 'body', example: '3MMf8rcah5jxEV9FEzLN3wzyOvl' }],
    success: method === 'POST' ? (job === undefined ? 201 : 202) : 200, successHeaders: method === 'POST' ? ['Location'] : [],
    errors: [...shared, ...own], ownErrors: own, outcomes: [{ outcome: 'conflict', errors: [], waived: 'no unique field' }],
    example: { request: body ? { slot_id: '3MMf8rcah5jxEV9FEzLN3wzyOvl' } : null, response: { data: { id: '3MMf8rcah5jxEV9FEzLN3wzyOvl' } } },
    job: job ?? null, requirements, workflow: 'WF-book', screen: 'Bookings',
  };
}

const field = (model: string, name: string, type: string, extra: object = {}) => ({
  ...base(`${model}.${name}`, null), model, name, type, unit: null, nullable: false, constraint: null, values: null, class: 'none', disposition: 'store', retention: 'with its row', key: name === 'id' ? 'primary' : 'none', note: null, ...extra,
});

const model = (id: string, kind: string, store: string, extra: object = {}) => ({
  ...base(id, 20), name: id, kind, store, purpose: `holds one ${id.toLowerCase()}`, embeddedIn: null, keyAttributes: ['id'], retention: 'until the account is erased', ownerScoped: true, deferred: null, states: null, dropped: [], requirements: ['FR-001'], ...extra,
});

const method = (id: string, extra: object = {}) => {
  const [service = '', name = ''] = id.split('.');
  return { ...base(id, null), service, name, params: [{ name: 'ctx', type: 'SessionContext' }], returns: 'BookingView', purpose: 'book a slot', throws: [], reads: ['Slot'], writes: ['Booking'], emits: [], audit: 'booking.created', tx: 'outbox', steps: [{ kind: 'authorise', text: 'the session owns the row', throws: [] }, { kind: 'write', text: 'booking row', throws: ['SLOT_TAKEN'] }], calls: [], call: null, requirements: ['FR-001'], ...extra };
};

const task = (id: string, pack: string, phase: string, part: string, after: string[], serves: string[]) => ({
  ...base(id, null), key: `${pack}/${id}`, title: `Define the \`Booking\` step ${id.slice(2)}`, artefact: 'Dockerfile', verify: { command: 'uv run pytest tests/models -k booking', expect: '3 passed' }, size: 'XS', hours: { o: 0.5, m: 1, p: 2 }, pert: 1.0833, after, for: serves, phase, package: pack, part, macro: 'model.type', role: 'backend engineer',
});

const pack = (id: string, phase: string, slug: string, after: string[], includes: string[]) => ({
  ...base(id, 12, 'FR-001'), title: slug.replaceAll('-', ' '), phase, slug, deliverable: `one working ${slug}`, includes, excludes: [], acceptedBy: ['FR-001/AC-1'], after, facts: ['a slot ends after 30 min'], surprises: [], waitsFor: null, leaves: { xs: 2, s: 0, m: 0, total: 2 }, hours: { o: 1, m: 2, p: 4 }, pert: 2.1667, topDownHours: 4, critical: true, floatHours: 0, owner: 'backend engineer',
});

const flow = {
  direction: 'TD',
  nodes: [
    { id: 'a1', label: 'POST /v1/bookings', shape: 'step', refs: ['POST /v1/bookings'] },
    { id: 'end', label: 'session; "owner" #1', shape: 'sec', refs: [] },
    { id: 'a3', label: 'slot free?', shape: 'decision', refs: [] },
    { id: 'a4', label: '409 SLOT_TAKEN: choose another', shape: 'err', refs: ['SLOT_TAKEN'] },
    { id: 'a5', label: 'tx: bookings', shape: 'store', refs: ['Booking'] },
    { id: 'a6', label: 'audit booking.created', shape: 'audit', refs: [] },
    { id: 'a7', label: 'send-reminder', shape: 'async', refs: ['send-reminder'] },
    { id: 'a8', label: 'Mail provider', shape: 'ext', refs: [] },
  ],
  edges: [
    { from: 'a1', to: 'end', label: null, dashed: false },
    { from: 'end', to: 'a3', label: null, dashed: false },
    { from: 'a3', to: 'a4', label: 'no', dashed: false },
    { from: 'a3', to: 'a5', label: 'yes', dashed: false },
    { from: 'a5', to: 'a6', label: null, dashed: false },
    { from: 'a6', to: 'a7', label: null, dashed: true },
    { from: 'a7', to: 'a8', label: null, dashed: false },
  ],
};

const workflow = (id: string, kind: string, primary: boolean, extra: object = {}) => ({
  ...base(id, 8), title: `${kind.replaceAll('-', ' ')} of bookings`, primary, kind, description: 'A patient books one slot.', requirements: ['FR-001'], routes: [], flow, absent: null,
  decisions: [{ question: 'slot free?', branches: ['yes', 'no'], why: 'one booking per slot', recovery: '`SLOT_TAKEN` -> choose another' }],
  budgets: [{ of: 'POST /v1/bookings', nfr: 'NFR-quick-p95', hops: [{ name: 'proxy', ms: 10 }, { name: 'tx', ms: 100 }], totalMs: 110, limitMs: 250 }],
  bottleneck: '1 database connection pool of 20', ...extra,
});

const nfr = (id: string, top: boolean) => ({
  ...base(id, 30), metric: 'response time', statistic: 'p95', comparator: '<=', value: 250, unit: 'ms', load: '5 rps', window: '10 min', class: 'short operation', measuredBy: 'k6 script', target: 'p95 <= 250 ms', asked: null, area: 'performance', top, requirements: ['NFR-1'],
});

const requirement = (id: string, line: number, extra: object = {}) => ({
  ...base(id, line), text: `A patient books slot ${id}`, title: `A patient books slot ${id}`, kind: 'functional', priority: 'must', priorityFrom: 'its label', group: null, workflow: 'WF-book', readings: [], rejected: null, deferred: null, question: null, ...extra,
});

const decision = (id: string, open: boolean, extra: object = {}) => ({
  ...base(id, null), question: 'Which mail provider?', asks: 'Q1.13', owner: 'product owner', needed: 'GATE-0', options: [{ key: 'A', text: 'own host', effect: '1 more service', cost: '0 USD', reversible: 'yes' }, { key: 'B', text: 'service', effect: '1 gateway', cost: '10 USD', reversible: 'yes' }],
  recommended: 'B', recommendation: 'fewer parts', default: 'B', open, blocking: false, answer: open ? null : 'B', reason: 'mail must leave the house', decidedBy: null, decidedAt: null, facts: [], task: null, touches: [], ...extra,
});

const risk = (id: string, probability: number, impact: number) => ({
  ...base(id, null), title: `risk of ${id.slice(5)}`, probability, impact, score: probability * impact, trigger: '1 failed send', mitigation: 'a spike first', task: 'T-0001', contingency: 'phone calls', owner: 'engineer', review: '`GATE-1`', delayDays: null, detail: ['Control: one proof.'],
});

/** A compact, valid plan of an invented clinic: 6 routes, 3 models, 2 jobs, 3 workflows. `calibrated` switches the forecast. */
export function clinicPlan(options: { calibrated?: boolean; title?: string; ready?: boolean } = {}): Plan {
  const calibrated = options.calibrated ?? true;
  return Plan.parse({
    schemaVersion: 1, plan: '3MMf8oHiS0idqRaigtYxGUA4M77', feature: 'clinic', title: options.title ?? 'Clinic bookings', asOf: '2026-11-20', profile: 'fastapi-mongodb', factsEdition: '2026-11', answered: [],
    specs: [{ path: specPath, title: 'Clinic bookings', dialect: 'spec-kit', sections: [{ title: 'Clinic', anchor: 'clinic', line: 1 }, { title: 'Requirements', anchor: 'requirements', line: 5 }] }], sampleFiles: [],
    requirements: [requirement('FR-001', 10), requirement('FR-002', 11, { priority: 'should' }), requirement('FR-003', 12, { priority: 'could', deferred: 'waits for a second clinic', workflow: null }), requirement('NFR-1', 30, { kind: 'non-functional', workflow: null })],
    criteria: [
      // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
      { ...base('FR-001/AC-1', 14, 'FR-001'), requirement: 'FR-001', given: 'a free slot', when: '`POST /v1/bookings` is called', then: '201 and 1 `Booking` row', negative: false, fromSpec: false, workflow: 'WF-book' },
      // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
      { ...base('FR-002/AC-1', 15, 'FR-002'), requirement: 'FR-002', given: 'a taken slot', when: 'it is booked again', then: 'status 409 is shown', negative: true, fromSpec: true, workflow: 'WF-book' },
    ],
    consumers: [{ ...base('CON-web-app'), name: 'Clinic web app', pattern: 'SPA, cookie session', needs: 'OpenAPI file' }],
    routes: [
      route({ id: 'POST /v1/bookings', service: 'BookingService', handledBy: 'BookingService.createBooking', requirements: ['FR-001'], own: ['SLOT_TAKEN'], body: true, rate: 'write' }),
      route({ id: 'GET /v1/bookings', service: 'BookingService', handledBy: 'BookingService.listBookings', requirements: ['FR-001'], list: true }),
      route({ id: 'GET /v1/bookings/{booking_id}', service: 'BookingService', handledBy: 'BookingService.listBookings', requirements: ['FR-002'] }),
      route({ id: 'POST /v1/reminders', service: 'BookingService', handledBy: 'BookingService.createBooking', requirements: ['FR-002'], job: 'send-reminder', rate: 'job' }),
      route({ id: 'POST /v1/webhooks/mail', service: 'BookingService', handledBy: 'BookingService.createBooking', requirements: [], auth: 'webhook', rate: 'webhook' }),
      route({ id: 'GET /healthz', service: 'HealthService', handledBy: 'HealthService.live', requirements: [], auth: 'public', rate: 'ops' }),
    ],
    services: [
      { ...base('BookingService', 12, 'FR-001'), kind: 'service', responsibility: 'bookings and slots', reads: ['Slot'], writes: ['Booking'], uses: ['MailGateway'], requirements: ['FR-001'] },
      { ...base('HealthService', null), kind: 'service', responsibility: 'probes', reads: [], writes: [], uses: [], requirements: [] },
      { ...base('MailGateway', null), kind: 'gateway', responsibility: 'mail', reads: [], writes: [], uses: [], requirements: [] },
    ],
    methods: [
      method('BookingService.createBooking', { throws: ['SLOT_TAKEN'], calls: ['MailGateway.send'], emits: ['booking.created'] }),
      method('BookingService.listBookings', { writes: [], tx: 'none', audit: null }),
      method('HealthService.live', { reads: [], writes: [], tx: 'none', audit: null, steps: [] }),
      method('MailGateway.send', { call: { system: 'mail', timeoutMs: 3000, retry: 'bounded', retryText: 'by the job runner', quota: false }, writes: [], reads: [], steps: [] }),
    ],
    jobs: ['send-reminder', 'nightly-sweep'].map(id => ({ ...base(id, null), purpose: 'remind a patient', service: 'BookingService', startedBy: id === 'send-reminder' ? ['POST /v1/reminders'] : ['clock, each night'], schedule: null, reads: ['Booking'], writes: [], calls: ['MailGateway.send'], throws: [], emits: [], dedupeKey: 'booking_id', attempts: 5, ai: false, requirements: ['FR-002'] })),
    events: [{ ...base('booking.created', null), emittedBy: ['BookingService.createBooking'], consumedBy: ['send-reminder'], payload: ['booking_id'] }],
    metrics: [{ ...base('MET-load', null), text: 'bookings per day', unit: '1/d', formula: 'count / days', service: 'BookingService', requirements: ['FR-002'] }],
    models: [
      model('User', 'core', 'users'),
      model('Slot', 'core', 'slots', { dropped: [{ path: 'room.gps', class: 'location', reason: 'no requirement needs it' }, { path: 'raw|data', class: 'none', reason: 'not named' }] }),
      model('Booking', 'core', 'bookings', { states: { field: 'status', values: ['open', 'cancelled'], moves: [{ from: 'open', to: 'cancelled', by: 'patient' }] } }),
      model('OutboxEvent', 'supporting', 'outbox_events'),
    ],
    fields: [field('User', 'id', 'Ksuid'), field('Slot', 'id', 'Ksuid'), field('Slot', 'length_min', 'int', { unit: 'min', constraint: '> 0' }), field('Booking', 'id', 'Ksuid'), field('Booking', 'status', 'enum', { values: ['open', 'cancelled'] }), field('Booking', 'tags', 'list<text>', { nullable: true }), field('OutboxEvent', 'id', 'Ksuid')],
    relations: [{ ...base('User-Booking', null), from: 'User', to: 'Booking', cardinality: 'one-to-many', via: 'user_id', enforcedBy: 'service' }, { ...base('Slot-Booking', null), from: 'Slot', to: 'Booking', cardinality: 'one-to-maybe-one', via: 'slot_id', enforcedBy: 'service + sweeper' }],
    indexes: [{ ...base('bookings(user_id-created_at-id)', null), model: 'Booking', fields: [{ name: 'user_id', direction: 'asc' }], kind: 'plain', neededBy: ['GET /v1/bookings'] }],
    errors: [error('UNAUTHENTICATED', 401, 'HealthService'), error('SLOT_TAKEN', 409, 'BookingService'), error('INTERNAL', 500, 'HealthService'), error('MAIL_GONE', null, 'BookingService')],
    refinements: [{ ...base('REF-no-email', 40), change: 'mail by gateway', reason: '1 place for limits', quote: 'send | mail' }],
    unused: [{ path: specPath, line: 50, text: 'dark | mode', result: 'rejected', reason: 'a screen decides it' }],
    openQuestions: [{ ...base('Q-holidays', 60), text: 'Which holidays?', owner: 'product owner', needed: 'GATE-0', assumed: 'none' }],
    workflows: [
      workflow('WF-book', 'authentication', true, { routes: ['POST /v1/bookings'] }), workflow('WF-data', 'data-processing', true), workflow('WF-events', 'event-handling', true),
      workflow('WF-auth-detail', 'auth-detail', false), workflow('WF-data-flow', 'data-flow', false), workflow('WF-error-flow', 'error-flow', false), workflow('WF-integration-flow', 'integration-flow', false, { flow: null, absent: 'no outside system is called' }),
    ],
    nfrs: [nfr('NFR-quick-p95', true), nfr('NFR-db-p95', false)],
    arithmetic: [{ id: 'load', title: 'peak load', lines: ['100 users x 2'], result: '2 rps', value: 2, unit: 'rps' }, { id: 'cost', title: 'monthly cost', lines: ['40 host', '10 mail'], result: '50 of 100 USD', value: 50, unit: 'USD' }],
    objectives: [{ ...base('OBJ-own'), text: 'One patient reads own rows only (`NFR-quick-p95`)' }],
    constraints: [{ ...base('CST-budget'), text: 'Budget 100 USD a month' }],
    decisions: [decision('DEC-mail', true, { blocking: true, task: 'T-0001' }), decision('DEC-host', false)],
    risks: [risk('RISK-mail', 3, 4), risk('RISK-token-loss', 2, 3)],
    watch: [{ subject: 'Bus factor', trigger: '1 person absent > 5 days', firstStep: 'pair' }],
    strategies: [{ scope: 'plan', options: ['monolith', 'services'].map((title, index) => ({ title, approach: 'one image', pros: ['1 deploy'], cons: ['1 host'], recommended: index === 0, technologyStack: index === 0 ? 'FastAPI' : null, scores: [{ criterion: 'cost', weight: 100, score: 5 - index }], total: 5 - index })), recommendation: 'Strategy 1 with 5.00', sensitivity: 'No weight changes it', settledBy: null, refused: null }, { scope: 'WP-bookings', options: [], recommendation: '', sensitivity: null, settledBy: 'DEC-host is answered', refused: 'a second host' }],
    later: [{ what: 'second host', trigger: 'two missed targets', source: null }],
    screens: [{ name: 'Bookings', routes: ['POST /v1/bookings', 'GET /v1/bookings'], gate: 'GATE-1' }],
    screenStates: [{ state: 'no bookings', signal: '`GET /v1/bookings` `data` empty' }],
    phases: [{ ...base('PH-0', null), number: 0, title: 'Decisions', gate: 'GATE-0', leaves: 2, pert: 2.1667 }, { ...base('PH-1', null), number: 1, title: 'Bookings', gate: 'GATE-1', leaves: 2, pert: 2.1667 }],
    gates: ['0', '1'].map(number => ({ ...base(`GATE-${number}`, null), phase: `PH-${number}`, title: number === '0' ? 'Decisions' : 'Bookings', outcome: 'it works', entry: 'none', exit: ['CI green'], evidence: 'CI run', decides: 'engineer', deliverables: ['`GET /healthz`'] })),
    packages: [pack('WP-decisions', 'PH-0', 'decisions', [], ['DEC-mail']), pack('WP-bookings', 'PH-1', 'bookings', ['WP-decisions'], ['POST /v1/bookings', 'Booking', 'NFR-quick-p95'])],
    tasks: [task('T-0001', 'WP-decisions', 'PH-0', 'Decide', [], ['DEC-mail']), task('T-0002', 'WP-decisions', 'PH-0', 'Decide', ['T-0001'], ['RISK-mail']), task('T-0003', 'WP-bookings', 'PH-1', 'Model', ['T-0001'], ['Booking', 'FR-001']), task('T-0004', 'WP-bookings', 'PH-1', 'Route', ['T-0003'], ['POST /v1/bookings', 'FR-002'])],
    tests: [{ ...base('TEST-aaaa', null), proves: 'FR-001/AC-1', level: 'api', task: 'T-0004' }],
    leafCount: [{ text: 'routes 6 x 8 = 48, less 44 skipped = 4', count: 4 }],
    sprint: { weeks: 'weeks 1 and 2', capacityHours: 112, limitHours: 95.2, plannedHours: 4.33, tasks: ['T-0001', 'T-0002'], parts: [{ text: 'all of `WP-decisions`', leaves: 2, hours: 2.17 }], definitionOfDone: ['merged'], missing: [] },
    cuts: [{ ...base('CUT-reminders', null), drops: ['FR-002'], packages: ['WP-bookings'], leaves: 2, hours: 2.1667, points: 2, savedDaysP80: 1, text: 'no reminder is sent' }],
    schedule: {
      calibrated, start: '2026-11-23', runs: 10000, seed: 1, people: 2, hoursPerWeek: 40, focus: 0.7, capacityPerWeek: 56, bottomUpHours: 4.3333, poolShare: 0.15, totalHours: 4.9833, sigma: 0.25,
      promise: { date: '2026-12-25', weeks: 5, capacityHours: 280, gapHours: -275, source: 'line 5 of the spec' }, weeks: { p50: 1, p80: 1.4, p95: 2, low: 1, high: 3 }, finish: { p50: '2026-11-30', p80: '2026-12-02', p95: '2026-12-04' },
      phases: [{ id: 'PH-0', startP50: '2026-11-23', endP50: '2026-11-25', endP80: '2026-11-26', criticality: 1 }, { id: 'PH-1', startP50: '2026-11-25', endP50: '2026-11-30', endP80: '2026-12-02', criticality: 1 }],
      packages: [{ id: 'WP-bookings', startP50: '2026-11-25', endP50: '2026-11-30', endP80: '2026-12-02', criticality: 1 }], criticalPath: ['WP-decisions', 'WP-bookings'], criticalHours: 4.3, resourceBound: false, nearCritical: [], waves: [['WP-decisions'], ['WP-bookings']], drivers: [{ id: 'WP-bookings', correlation: 0.8 }], histogram: [],
      options: [{ key: 'A', text: 'keep scope', p50: '1 week', p80: '1.4 weeks', effect: 'none' }], due: [{ id: 'DEC-mail', date: '2026-11-26', why: 'P80 of `GATE-0`' }], screens: [{ name: 'Bookings', mock: '2026-11-26', stagingP50: '2026-11-30', stagingP80: '2026-12-02' }], assumptions: ['No public holidays'],
    },
    uncertainty: [{ area: 'API', nodes: '6 x 0.7', mean: 0.7, percent: 30, fullFlow: 'PREDEV03' }], branchTriggers: [{ trigger: 'uncertainty above 20 %', reason: 'API 30 %', command: 'PREDEV03' }],
    exitCriteria: [{ id: 'a', text: 'four documents', met: true, detail: 'written' }], checklist: [{ id: '1', text: 'all requirements addressed', met: true, detail: '4 of 4' }],
    score: { parts: [], total: 0, max: 70, caps: [] }, ready: options.ready ?? false,
  });
}
