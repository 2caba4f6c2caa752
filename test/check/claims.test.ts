import { describe, expect, it, test } from 'vitest';
import { inDigits, quantitiesIn } from '../../src/check/claims/figures.ts';
import { checkDocuments } from '../support/check.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { Plan } from '../../src/model/plan/index.ts';
import { renderPlan } from '../../src/render/render.ts';
import { knowledge } from '../support/knowledge.ts';
import { clinicPlan } from '../support/plan.ts';

const made = clinicPlan();
const plan = Plan.parse({
  ...made,
  routes: made.routes.map(each => (each.id === 'GET /v1/bookings/{booking_id}' ? { ...each, auth: 'role', role: 'nurse' } : each.id === 'GET /v1/bookings' ? { ...each, auth: 'role', role: 'receptionist' } : each)),
  models: made.models.map(each => (each.name === 'OutboxEvent' ? { ...each, retention: 'kept 7 days after relay' } : each)),
  requirements: [
    ...made.requirements,
    ...['An export of a month is prepared and kept for 7 days', 'The offer of a slot that is not accepted within 2 hours goes to the next patient', 'One reminder is sent when a visit is 48 hours away', 'At most 10 slots of a day can be reserved'].map((text, at) => ({ ...made.requirements[0], id: `FR-10${at}`, text })),
  ],
  jobs: made.jobs.map(each => (each.id === 'nightly-sweep' ? { ...each, schedule: 'each 24 h' } : each)),
  unused: [{ path: 'specs/clinic/spec.md', line: 60, text: 'Payments and invoices', result: 'later', reason: 'out of scope, as the spec says' }],
});
const rendered = renderPlan(plan, knowledge(), { depth: 'full' });
const prd = [...rendered.keys()].find(path => path.endsWith('/prd.md')) ?? '';

/** What the rule says of each sentence, added as a paragraph of its own. */
function said(sentences: readonly string[]): (string | null)[] {
  const text = (rendered.get(prd) ?? '').replace('## Data models', `${sentences.join('\n\n')}\n\n## Data models`);
  const documents = [...rendered].map(([path, was]) => parseMarkdown(path, path === prd ? text : was));
  const found = checkDocuments({ documents, today: '2026-11-21', catalogue: knowledge().catalogue, plans: new Map([['clinic', plan]]), expected: rendered, base: rendered }).filter(finding => finding.rule === 'generation/claim-disagrees');
  expect(found.every(finding => finding.file === prd)).toBe(true);
  const lines = text.split('\n');
  return sentences.map(sentence => found.find(finding => finding.line === lines.indexOf(sentence) + 1)?.message ?? null);
}

const wrong: [string, string][] = [
  ['The API offers nineteen endpoints.', 'has 6 endpoints'],
  ['A second consumer, the kiosk, calls the API as well.', 'no second consumer'],
  ['The clinic goes live on 3 May 2028.', 'promise of the plan is 2026-12-25'],
  ['Work kicks off on January 10th, 2028.', 'starts on 2026-11-23'],
  ['Seven developers build the backend.', 'counts with 2 people'],
  ['Hosting stays below 45 USD a month.', 'budget of the plan is 100'],
  ['Monthly costs must not exceed 30 USD.', 'budget of the plan is 100'],
  ['Rows are kept in Cassandra.', 'no Cassandra (database)'],
  ['The service is written in Rust.', 'no Rust (language)'],
  ['`POST /v1/bookings` takes no Idempotency-Key.', 'asks for an Idempotency-Key'],
  ['`GET /v1/bookings` returns the whole history in a single answer.', 'page by page'],
  ['`POST /v1/reminders` can be called by anybody without a session.', 'asks for a session'],
  ['Receptionists may read a booking with `GET /v1/bookings/{booking_id}`, too.', 'role nurse'],
  ['`POST /v1/bookings` answers with 418.', 'no answer 418'],
  ['Every row is identified by a UUID.', 'KSUID'],
  ['A foreign key points to `slots`.', 'users only'],
  ['It is worked out by `const first = (day) => { return day.slots; }`.', 'no code'],
  ['The day view is updated instantly.', 'no number'],
  ['Payment of the visit comes with this release.', 'leaves this out'],
  ['A karaoke booth is part of the MVP.', 'speaks of'],
  ['The MVP is ready for sign-off.', 'draft'],
  ['Mail is built right away, whatever the provider says.', 'DEC-mail'],
  ['A caller waits at most half a second at the 95th percentile.', 'no p95'],
  ['Outbox events are kept for ninety days.', 'keeps OutboxEvent otherwise'],
  ['One request in ten may take half a second at the database, and 95 of 100 are back after two seconds.', 'no p95'],
  ['Delivery: Q3 2028.', 'promise of the plan is 2026-12-25'],
  ['A single engineer implements the whole backend.', 'counts with 2 people'],
  ['Five applications consume the API.', 'has 1 applications'],
  ['Insights are written by Claude.', 'no Claude (language model)'],
  ['We can afford $500 a month for infrastructure.', 'knows no $500'],
  ['Reads are throttled at 900 calls a minute.', 'class read to 120/min'],
  ['The offer of a slot stands for six hours.', 'within 2 hours'],
  ['Exports are kept for a month.', 'kept for 7 days'],
  ['Reminders go out a week before the visit.', '48 hours away'],
  ['Up to 40 slots of a day can be reserved.', 'At most 10 slots'],
  ['The nightly sweep runs every hour.', 'each 24 h'],
  ['Besides these, an Invoice model is stored for each visit.', 'none of them is Invoice'],
  ['Room becomes a core table beside the others.', 'none of them is Room'],
  ['A table called `Ledger` is kept as well.', 'none of them is Ledger'],
  ['A native iOS app talks to these routes, too.', 'not with one more'],
  ['The insurer portal uses the same endpoints.', 'insurer'],
  ['The choice of the mail provider has been approved by the clinic.', 'DEC-mail is open'],
  ['The question of the mail provider is settled.', 'DEC-mail is open'],
  ['A free slot is shown as soon as it is there.', 'gives no number'],
  ['A cancelled visit shows up promptly.', 'gives no number'],
  ['Bookings wait behind GATE-1, for GATE-1 is passed before GATE-0.', 'GATE-1 does not come before GATE-0'],
  ['WP-decisions waits for WP-bookings.', 'does not wait for WP-bookings'],
  ['The index `slots(doctor-id)` helps reports.', 'no index'],
  ['Ids come from gen_random_uuid().', 'KSUID'],
  ['A foreign-key constraint ties each booking to its slot.', 'users only'],
  ['Each row references slots(id) on delete cascade.', 'users only'],
  ['`POST /v1/bookings` may be repeated, it needs no key.', 'Idempotency-Key'],
  ['`POST /v1/bookings` ignores the Idempotency-Key.', 'Idempotency-Key'],
  ['The backend is split into microservices.', 'no microservices'],
  ['Mail is handed to SendGrid.', 'no SendGrid (messages)'],
  ['The queue is replaced by Temporal.', 'no Temporal (queue)'],
  ['HTTP 418 is what `POST /v1/bookings` returns.', 'no answer 418'],
  ['The lab system is a client of this API.', 'not with one more'],
  ['A job is restarted up to nine times.', 'at most 5 attempts'],
  ['The mail provider has been waved through by the clinic.', 'DEC-mail is open'],
  ['An export is thrown away after one day.', 'kept for 7 days'],
  ['The offer of a slot can be accepted until 5 hours after it was made.', 'within 2 hours'],
  ['Coding began on 2 March 2028.', 'starts on 2026-11-23'],
  ['GATE-1 will be passed by 2 March 2031.', 'forecasts GATE-1'],
  ['The lab information system will poll the same endpoints every hour.', 'not with one more'],
  ['Errors of the mail provider are logged and ignored.', 'swallowed'],
  ['A failing job is swallowed silently so that the queue moves on.', 'swallowed'],
  ['A broken message is logged and the loop goes on.', 'swallowed'],
  ['The service is HIPAA compliant.', 'No document'],
  ['Lists return up to 500 rows a page.', 'at most 100 rows'],
  ['A fourth workflow covers coaching.', 'no fourth workflow'],
  ['A free slot is offered to the next patient immediately.', 'gives no number'],
  ['Bookings are implemented before the decisions are made.', 'WP-bookings waits for WP-decisions'],
  ['Slots get a UUIDv7 as their primary key.', 'KSUID'],
  ['Gear gets a collection of its own.', 'none of them is Gear'],
  ['Karaoke arrives in the first release.', 'speaks of'],
];

const right = [
  'The API offers six endpoints.', 'The clinic goes live on 25 December 2026.', 'Two developers build the backend.', 'Hosting stays below 100 USD a month.', 'The daily meeting takes 15 minutes.',
  'A pull request with more than 400 lines is split.', 'PostgreSQL was considered and rejected.', 'If the provider refuses, we would move to Kafka.', 'The web app is built by a team of three.', 'Patients were asked in March 2025.',
  '`POST /v1/bookings` answers 201 and takes an Idempotency-Key.', 'Receptionists read the list with `GET /v1/bookings`.', 'Outbox events are kept for seven days.', 'The request id is a UUID.', 'Keys are never plain integers.', 'A caller waits at most 250 ms at the 95th percentile.',
  'Mail waits for the answer of the provider.', 'The board sees the plan when it is ready to build.', 'Changes appear within 2 seconds.', 'Payments are not part of this release.', 'Database foreign keys point to users only.', 'Each gate ends with a demo of thirty minutes.', 'Delivery: Q4 2026.', "The provider's API answers in 9 s.",
  'We talked about Kafka and decided against it.', 'Last year the prototype ran on Heroku.', 'Support answers letters within two working days.', 'The kick-off meeting takes place on 8 January 2028 in room 4.', 'The offer of a slot stands for two hours.', 'One reminder goes out 48 hours before the visit.',
  'An export of a month is kept for seven days.', 'The current tool takes 20 seconds to open.', 'Nobody has approved a mail provider yet.', 'Who decides about the mail provider?', 'The mail provider is approved once the clinic has signed.', 'The web app uses these routes.', 'Booking is a core model, too.', 'WP-bookings waits for WP-decisions.',
  'Receptionists cannot read `GET /v1/bookings/{booking_id}`.', 'The web app is a client of this API.', 'An export is thrown away after seven days.',
  'A job is tried five times.', 'The job runs three times a week.',
  'Unknown fields of a request are ignored.', 'A duplicate event is dropped and answered with 200.', 'No error is swallowed.', 'Whether HIPAA applies is asked before the release.', 'A page holds at most 100 rows.', 'An error is logged and thrown again.',
  'Decisions are made before the bookings are implemented.', 'GATE-1 is shown to the board on 2 March 2031.', 'A visit gets a number of its own.', 'External systems keep their ids, which may be UUIDs.',
  'Local tests take 40 s on an old machine.', 'Postgres was the first idea of the team.', 'We saw 35 visits in one month at the clinic.',
  'The minutes are sent as soon as they are written.', 'The nightly sweep runs every day.', 'At most ten slots of a day can be reserved.', 'The old portal called another backend.', 'The index `bookings(user_id-created_at-id)` helps the list.', 'The workshop on 3 May 2028 is about the release.',
];

describe('a sentence that somebody added', () => {
  it('that says another number, date, product, contract or scope than the plan is named with what the plan says', () => {
    const messages = said(wrong.map(([sentence]) => sentence));
    expect(messages.map((message, at) => [wrong[at]?.[0], message])).toEqual(wrong.map(([sentence, part]) => [sentence, expect.stringContaining(part)]));
  });

  it('that agrees, denies, supposes or speaks of something else is left alone', () => {
    expect(said(right).map((message, at) => [right[at], message])).toEqual(right.map(sentence => [sentence, null]));
  });

  it('behind a line of the plan counts like one of its own', () => {
    const text = (rendered.get(prd) ?? '').replace(/(\n\| CON-[^\n]*\n)/, '$1\nPeople meet on Mondays.\n');
    const longer = text.replace('People meet on Mondays.', 'People meet on Mondays. Rows are kept in Cassandra.');
    const documents = [...rendered].map(([path, was]) => parseMarkdown(path, path === prd ? longer : was));
    const base = new Map(rendered).set(prd, text);
    const found = checkDocuments({ documents, today: '2026-11-21', catalogue: knowledge().catalogue, plans: new Map([['clinic', plan]]), expected: base, base }).filter(finding => finding.rule === 'generation/claim-disagrees');
    expect(found.map(finding => finding.line)).toEqual([longer.split('\n').indexOf('People meet on Mondays. Rows are kept in Cassandra.') + 1]);
  });
});

test('numbers in words', () => {
  expect(['half a second', 'a second and a half', 'two and a half hours', 'thirty-one routes', 'two thirds of the lines', 'a single developer', 'three nines', 'a dozen jobs', 'five hundred rows', 'kept for a year'].map(inDigits)).toEqual(['0.5 second', '1.5 second', '2.5 hours', '31 routes', '67 % of the lines', '1 developer', '99.9 %', '12 jobs', '500 rows', 'kept for 1 year']);
  expect(quantitiesIn('1,500 ms, 99.5 %, 600 calls a minute, 5 rps, 40 USD, 2 MB, 1 request in 20').map(each => [each.kind, each.value])).toEqual([['time', 1.5], ['share', 99.5], ['rate', 600], ['rate', 300], ['money', 40], ['size', 2], ['share', 5]]);
});
