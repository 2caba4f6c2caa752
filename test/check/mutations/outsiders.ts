import { insertAfter, lineAt, swap, swapIn, textOf } from './mutate.ts';
import type { Mutation } from './mutate.ts';

/**
 * Defects of the same kinds as somebody who never saw the lists before would put them: in the documents of another product (a clinic, without
 * samples, on another stack), in other words, with other ids and numbers.
 */
const core = 'ai_docs/context/core_docs/clinic-bookings';
const prd = `${core}/prd.md`;
const add = `${core}/add.md`;
const charter = `${core}/project_charter.md`;
const wbs = `${core}/wbs.md`;
const folder = 'docs/execution/clinic-bookings';
const plan = `${folder}/plan.md`;
const handoff = `${folder}/frontend-handoff.md`;
const traceability = `${folder}/traceability.md`;
const risks = `${folder}/risks.md`;
const decisions = `${folder}/decisions.md`;
const tasks = `${folder}/tasks.md`;
const workflows = 'ai_docs/context/workflows/clinic-bookings_workflows.md';
const runner = `${folder}/2-job-runner/plan.md`;
const packages = /docs\/execution\/clinic-bookings\/\d-[^/]+\/plan\.md$/;
const fence = (lang: string, code: string): string => `\n\`\`\`${lang}\n${code}\n\`\`\`\n`;

export const outsiders: Mutation[] = [
  // Criteria and requirements
  { name: 'the second criterion of double bookings goes', make: swap(prd, /- \*\*REQ-y3kh\/AC-2\*\*[^\n]*\n/, '') },
  { name: 'a row names a criterion less', make: swap(prd, /(\| REQ-z27n \|[^\n]*REQ-z27n\/AC-1), REQ-z27n\/AC-2/, (_, head) => head ?? '') },
  { name: 'a requirement row is deleted', make: swap(prd, /\| REQ-bm1m \|[^\n]*\n/, '') },
  { name: 'a criterion says that it is good', make: swap(prd, /(- \*\*REQ-m98k\/AC-1\*\*)[^\n]*/, (_, head) => `${head ?? ''} Reading a note should be good.`) },
  { name: 'a Must is answered by nothing', make: swap(prd, /(\| REQ-zvka \| Must \|[^|]*\| )GET \/v1\/slots/, (_, head) => `${head ?? ''}-`) },
  // Routes
  { name: 'a route of the PRD alone, in code', make: insertAfter(prd, /Routes in the order a user meets them:/, '- Later: `GET /v1/clinicians`.') },
  { name: 'a route is renamed in the table of the ADD', make: swap(add, /(\| `)GET \/v1\/reminders(` \|)/, (_, head, tail) => `${head ?? ''}GET /v1/notices${tail ?? ''}`) },
  { name: 'a route is renamed in the blueprint', make: swap(add, /\nGET \/v1\/slots\n/, '\nGET /v1/free-slots\n') },
  { name: 'a route loses its errors', make: swap(add, /(\nPOST \/v1\/visit-notes\n(?:- (?!Errors)[^\n]*\n)*)- Errors:[^\n]*\n/, (_, head) => head ?? '') },
  { name: 'a route loses its authentication', make: swap(add, /(\nGET \/v1\/me\n(?:- (?!Auth)[^\n]*\n)*)- Authentication:[^\n]*\n/, (_, head) => head ?? '') },
  { name: 'a task for a route that nobody declares', make: swapIn(packages, /(· for: )GET \/v1\/slots/, (_, head) => `${head ?? ''}GET /v1/slot-search`) },
  { name: 'a screen calls an unknown route', make: swap(handoff, /(\| Slots \| )GET \/v1\/slots/, (_, head) => `${head ?? ''}GET /v1/openings`) },
  // Models and fields
  { name: 'a model has another name in the PRD', make: swap(prd, /\| VisitNote \| /, '| Consultation | ') },
  { name: 'a model has another name in the blueprint', make: swap(add, /\n`Appointment` \(/, '\n`Booking` (') },
  { name: 'a table of the data diagram has another name', make: swap(add, /(\n {2}\w+ \|\|--o\{ )Appointment\b/, (_, head) => `${head ?? ''}Booking`) },
  { name: 'a key becomes a guid', make: swap(add, /(\*\*VisitNote\.id\*\*: )\w+/, (_, head) => `${head ?? ''}GUID`) },
  { name: 'a key becomes a serial', make: swap(add, /(\*\*Slot\.id\*\*: )\w+/, (_, head) => `${head ?? ''}serial`) },
  { name: 'a reference to slots in the database', make: swap(add, /(\*\*Appointment\.slot_id\*\*: [\w ]+ \()/, (_, head) => `${head ?? ''}foreign key to slots.id; `) },
  { name: 'a field of another type', make: swap(add, /(\*\*Slot\.length_min\*\*: )\w+/, (_, head) => `${head ?? ''}str`) },
  { name: 'a field that nobody planned', make: insertAfter(add, /- \*\*Appointment\.id\*\*/, '- **Appointment.mood**: str or null <- rule:R1') },
  // Numbers
  { name: 'another share of reminders in the charter', make: swap(charter, /(NFR-reminders-sent-within-minutes: share >= )99/, (_, head) => `${head ?? ''}95`) },
  { name: 'another recovery point in the PRD', make: swap(prd, /(\| NFR-recovery-point \|[^|]*\| max <= )1 h/, (_, head) => `${head ?? ''}4 h`) },
  { name: 'another time of the database in the risks of the plan', make: swap(plan, /NFR-db-p95: p95 <= 100 ms/, 'NFR-db-p95: p95 <= 1000 ms') },
  { name: 'a target without a number', make: swap(prd, /(\| NFR-double-bookings \|[^|]*\| )count = 0/, (_, head) => `${head ?? ''}as few as possible`) },
  { name: 'a budget of 60 dollars', make: swap(charter, /Budget 250 USD/, 'Budget 60 USD') },
  { name: 'a sum of packages that does not hold', make: swap(wbs, /(\| WP-job-runner \|[^\n]*\| )(\d+)(\.\d\d \|)/, (_, head, hours, tail) => `${head ?? ''}${Number(hours) + 10}${tail ?? ''}`) },
  { name: 'more leaves than there are', make: swap(wbs, /(Sum of \d+ packages: )(\d+)/, (_, head, leaves) => `${head ?? ''}${Number(leaves) + 38}`) },
  { name: 'a sprint above its capacity', make: swap(wbs, /planned \d+\.\d+ h in/, 'planned 99.50 h in') },
  // Tasks
  { name: 'four tasks wait in a ring', make: swap(runner, /(\*\*T-y1b3\*\*[^\n]*\n[^\n]*\n[^\n]*after: )T-yd3n/, (_, head) => `${head ?? ''}T-84rz`) },
  { name: 'a task of two days', make: swap(runner, /(\*\*T-70vv\*\*[^\n]*\n[^\n]*\n {6}hours: )[\d./]+/, (_, head) => `${head ?? ''}6/16/30`) },
  { name: 'hours that fall', make: swap(runner, /(\*\*T-k2fc\*\*[^\n]*\n[^\n]*\n {6}hours: )[\d./]+/, (_, head) => `${head ?? ''}5/2/1`) },
  { name: 'a task that nothing verifies', make: swap(runner, /(\*\*T-dzr3\*\*[^\n]*\n) {6}verify:[^\n]*\n/, (_, head) => head ?? '') },
  { name: 'a task that waits for an unknown one', make: swap(runner, /after: T-dzr3/, 'after: T-9999') },
  { name: 'a task of no table', make: swap(tasks, /\| \[?T-4nzn[^\n]*\n/, '') },
  { name: 'a task with no box', make: swap(runner, /- \[ \] \*\*T-1kmx\*\*[^\n]*\n[^\n]*\n[^\n]*\n/, '') },
  { name: 'a box that is ticked over an open package', make: swap(plan, /- \[ \] \[WP-job-runner\]/, '- [x] [WP-job-runner]') },
  { name: 'a task before its phase', make: swap(runner, /(\*\*T-84rz\*\*[^\n]*\n[^\n]*\n[^\n]*after: )T-y1b3/, (_, head) => `${head ?? ''}T-yc4y`) },
  { name: 'a task twice', make: made => {
    const text = textOf(made, runner);
    const box = /- \[ \] \*\*T-84rz\*\*[^\n]*\n[^\n]*\n[^\n]*\n/.exec(text);
    if (box === null) throw new Error('no box');
    const at = box.index + box[0].length;
    return { texts: new Map([[runner, text.slice(0, at) + box[0] + text.slice(at)]]), at: [{ file: runner, line: lineAt(text, at) }] };
  } },
  // Structure
  { name: 'a section of the ADD goes', make: swap(add, /\n## Database schema[^\n]*\n[^]*?(?=\n## )/, '') },
  { name: 'sections of the charter change places', make: swap(charter, /(## Constraints\n[^]*?)(## Top risks[^\n]*\n[^]*?)(?=## Implementation)/, (_, first, second) => `${second ?? ''}${first ?? ''}`) },
  { name: 'a section without a word', make: swap(wbs, /(## Dependencies\n)[^]*?(?=\n## )/, (_, head) => head ?? '') },
  { name: 'a third objective and a fourth', make: swap(charter, /(- \*\*OBJ-report[^\n]*\n)/, (_, line) => `${line ?? ''}${(line ?? '').replace('OBJ-report-its', 'OBJ-tell-its')}`) },
  { name: 'a consumer too many', make: insertAfter(prd, /\| CON-monitor \|[^\n]*/, '| CON-kiosk | Kiosk | SPA | mock server | <- rule:consumers |') },
  { name: 'READY over two open decisions', make: swap(wbs, /MVP DRAFT - \d+ open/, 'MVP READY') },
  { name: 'another count of open decisions', make: swap(charter, /MVP DRAFT - 2 open/, 'MVP DRAFT - 1 open') },
  { name: 'a slot of a template', make: insertAfter(charter, /## Constraints/, '- Owner: [TEAM NAME]') },
  { name: 'marks of a merge', make: insertAfter(decisions, /^# [^\n]*/m, '\n<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs\n') },
  { name: 'a link to a heading that went', make: swap(prd, /#timeline-summary\)/, '#calendar)') },
  // Code and data
  { name: 'a policy in SQL', make: insertAfter(add, /## Database schema[^\n]*/, fence('', "CREATE POLICY own ON appointments USING (patient_id = auth.uid());")) },
  { name: 'a Python class with a method', make: insertAfter(plan, /## Strategy/, fence('py', 'class SlotService:\n    def free(self, day):\n        return [slot for slot in self.slots if slot.day == day]')) },
  { name: 'a key of a payment service', make: insertAfter(risks, /^# [^\n]*/m, `\nUse ${['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc9f8e7d6c'].join('_')} until then.\n`) },
  { name: 'the place of a clinic', make: insertAfter(add, /- \*\*Slot\.id\*\*/, '- **Slot.place**: float pair (such as 52.520008, 13.404954) <- rule:R1') },
  // Diagrams
  { name: 'a class called end', make: swap(workflows, /(\n {2}n1\[)/, '\n  end --> n1\n  n1[') },
  { name: 'a quotation mark left open', make: swap(workflows, /(\n {2}n1\["[^"\n]*)"\]/, (_, head) => `${head ?? ''}]`) },
  { name: 'a length that the schedule does not have', make: swap(plan, /(:crit, p3, after p2, )\d+d/, (_, head) => `${head ?? ''}14d`) },
  { name: 'a phase left out of the chart', make: swap(plan, / {2}section PH-6\n[^\n]*\n/, '') },
  { name: 'a promise that lasts a week', make: swap(plan, /(Promise :milestone, crit, m1, [\d-]+, )0d/, (_, head) => `${head ?? ''}7d`) },
  // References
  { name: 'a test of an unknown criterion', make: swap(traceability, /REQ-hs7z\/AC-2/, 'REQ-hs7z/AC-9') },
  { name: 'a risk that the register does not have', make: swap(plan, /`RISK-two-auth-sources`/, '`RISK-two-auth-stores`') },
  { name: 'an error outside the catalogue', make: swap(add, /(\| `GET \/readyz` \|[^\n]*)NOT_READY/, (_, head) => `${head ?? ''}WARMING_UP`) },
  { name: 'an index for a route that went', make: swap(add, /(\| `[a-z_]+\([^`]*\)`[^|]* \| )[A-Z]+ \/v1\/[^|]*/, (_, head) => `${head ?? ''}GET /v1/statistics `) },
  // Wording and stack
  { name: 'a list that is quick', make: insertAfter(prd, /## Primary workflows[^\n]*/, 'The front desk finds a free slot quickly.') },
  { name: 'an old Python', make: swap(charter, /Python 3\.13/, 'Python 3.8') },
  { name: 'a list without pages', make: swap(add, /(\nGET \/v1\/reminders\n(?:- (?!Request)[^\n]*\n)*- Request: )[^\n]*/, (_, head) => `${head ?? ''}query { state?: enum }`) },
  // Models, their tables and keys where no declaration stands
  { name: 'a service writes a model of another name', make: swap(add, /(`WaitingListEntryService`: writes `)WaitingListEntry/, (_, head) => `${head ?? ''}QueueEntry`) },
  { name: 'the fields of a model of another name', make: swap(add, /Fields of `OpeningHour`/, 'Fields of `BusinessHour`') },
  { name: 'one field of another model', make: swap(add, /\*\*Reminder\.due_at\*\*/, '**Notice.due_at**') },
  { name: 'a relation to a model of another name', make: swap(prd, /(\| Reminder \|[^|]*\| )Appointment 1/, (_, head) => `${head ?? ''}Booking 1`) },
  { name: 'a package that holds another model', make: swapIn(packages, /- In: `Slot`/, '- In: `TimeSlot`') },
  { name: 'a table of another name behind its service', make: swap(add, /(\| VisitNoteService \|[^|]*\| `)visit_notes/, (_, head) => `${head ?? ''}notes`) },
  { name: 'a table of another name in the list', make: swap(add, /(core tables:[^\n]*`)reminders`/, (_, head) => `${head ?? ''}notices\``) },
  { name: 'a uuid among the fields in a cell', make: swap(add, /(\| Patient \|[^|]*\| id: )Ksuid/, (_, head) => `${head ?? ''}uuid`) },
  { name: 'a counter among the fields in a cell', make: swap(add, /(\| Session \|[^|]*\| id: )Ksuid/, (_, head) => `${head ?? ''}bigint`) },
  { name: 'a sentence that makes every key a uuid', make: swap(add, /- Primary key `id` is a KSUID[^\n]*/, '- Primary key `id` is a UUID v4 in every table.') },
  { name: 'a rule that allows one more foreign key', make: swap(add, /database foreign keys: to users only/, 'database foreign keys: to users and slots') },
  // Order, cost, checks and what must not be written
  { name: 'gates in another order', make: swap(charter, /(\| GATE-1 \|[^\n]*\n)(\| GATE-2 \|[^\n]*\n)/, (_, first, second) => `${second ?? ''}${first ?? ''}`) },
  { name: 'phases in another order', make: swap(wbs, /(\| PH-2 \|[^\n]*\n)(\| PH-3 \|[^\n]*\n)/, (_, first, second) => `${second ?? ''}${first ?? ''}`) },
  { name: 'a package before the phase it waits for', make: swap(wbs, /(\| WP-visit-notes \| PH-)3/, (_, head) => `${head ?? ''}1`) },
  { name: 'a monthly cost above the budget', make: swap(add, /= 80\.00 of 250 USD, headroom 170\.00/, '= 380.00 of 250 USD, headroom -130.00') },
  { name: 'a monthly cost that is no sum', make: swap(add, /40\.00 host = 80\.00/, '340.00 host = 80.00') },
  { name: 'a lower budget in the cost control', make: swap(plan, /(Cost Control[^\n]* 80\.00 of )250/, (_, head) => `${head ?? ''}75`) },
  { name: 'a check of no command', make: swap(runner, /(\*\*T-dzr3\*\*[^\n]*\n {6}verify: )`[^`]*`/, (_, head) => `${head ?? ''}\`\``) },
  { name: 'a criterion about a job that nobody runs', make: swap(prd, /job `rebuild-slots` ends/, 'job `recreate-slots` ends') },
  { name: 'two recommended strategies', make: swapIn(packages, /(### Strategy 3: [^\n]*)/, (_, head) => `${head ?? ''} (RECOMMENDED)`) },
  { name: 'no recommended strategy', make: swapIn(packages, /(### Strategy 1: [^\n]*) \(RECOMMENDED\)/, (_, head) => head ?? '') },
  { name: 'a key of a create in its contract alone', make: swap(add, /(\| `POST \/v1\/visit-notes` \|[^|]*\|[^|]*\|[^|]*\| )yes/, (_, head) => `${head ?? ''}-`) },
  { name: 'a key of a create in the table alone', make: swap(add, /(\nPOST \/v1\/visit-notes\n(?:- (?!Request)[^\n]*\n)*- Request: [^\n]*?); header Idempotency-Key[^\n]*/, (_, head) => head ?? '') },
  { name: 'a service key of the database', make: insertAfter(charter, /## Technology stack[^\n]*/, `- SERVICE_ROLE=${['sb', 'secret', 'N7UND0UgjKTVK-Uodkm0Hg'].join('_')}`) },
  { name: 'a password in the address of the database', make: insertAfter(plan, /## Strategy/, 'DATABASE_URL=postgres://app:Xk29vLq8pT@db.clinic.internal:5432/app') },
  { name: 'a row of another model in a criterion', make: swap(prd, /the `Slot` row is written/, 'the `TimeSlot` row is written') },
  { name: 'a check whose result is left out', make: swap(runner, /(\*\*T-dzr3\*\*[^\n]*\n {6}verify: `[^`\n]*`) => [^\n]*/, (_, head) => `${head ?? ''} =>`) },
  { name: 'a method with its brace on the next line', make: insertAfter(plan, /## Strategy/, fence('', 'public async Task<Slot> Get(string id)\n{\n    return await repo.Get(id);\n}')) },
  { name: 'a method that ends in end', make: insertAfter(plan, /## Strategy/, fence('', 'def free(day)\n  slots.select { |s| s.day == day }\nend')) },
  { name: 'a function of the shell', make: insertAfter(plan, /## Strategy/, fence('sh', 'deploy() {\n  docker compose up -d\n}')) },
  { name: 'a password of a setting', make: insertAfter(charter, /## Constraints/, '- DB_PASSWORD=Tr0ub4dor3xKcd99') },
  { name: 'a token of a registry', make: insertAfter(charter, /## Constraints/, `- ${['npm', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_')}`) },
  { name: 'a token of a forge', make: insertAfter(charter, /## Constraints/, `- CI uses ${['glpat', 'aB3dE5gH7jK9mN1pQ2rS'].join('-')}`) },
  { name: 'a key of a mail service', make: insertAfter(charter, /## Constraints/, `- Mail key ${['SG', 'aB3dE5gH7jK9mN1pQ2rS4t', 'uV6wX8yZ0aB2cD4eF6gH8iJ0'].join('.')}`) },
  { name: 'a place in words', make: insertAfter(risks, /## Register/, 'The clinic lies at latitude 52.5200, longitude 13.4050.') },
  // Sentences that somebody adds
  { name: 'a sentence that promises another day', make: insertAfter(charter, /Calendar of the gates/, '\nPatients can book from 12 December 2026 on, when the portal is released.') },
  { name: 'a sentence with another number of routes', make: insertAfter(plan, /Options and consequences/, '\nAltogether the backend has fifty-two routes.') },
  { name: 'a place by its quarters', make: insertAfter(prd, /Peak load/, '\nThe clinic stands at N 52.52001, E 13.40495.') },
  { name: 'a sentence with another share of time', make: insertAfter(charter, /Calendar of the gates/, '\nThe portal is up 97 % of the month.') },
  { name: 'a sentence with another database', make: insertAfter(add, /Layers: route/, '\nNotes of a visit are kept in DynamoDB.') },
  { name: 'a sentence with a lower budget', make: insertAfter(charter, /CST-team/, '\nThe board caps hosting at 70 USD a month.') },
  { name: 'a sentence that lets everybody read', make: insertAfter(add, /- Every route: `INTERNAL`/, '- `GET /v1/slots` can be read by anybody without a session.') },
  { name: 'a sentence that gives a route to another role', make: insertAfter(add, /- Every route: `INTERNAL`/, '- A receptionist can open a note with `GET /v1/visit-notes/{visit_note_id}`, too.') },
  { name: 'a sentence with another answer of the portal', make: insertAfter(prd, /Peak load/, '\nNine of ten patients, and 95 of 100 at the busiest hour, get an answer within four seconds.') },
  { name: 'a sentence that keeps events for a week', make: insertAfter(add, /Layers: route/, '\nAudit events are purged after a week.') },
  { name: 'a sentence that takes in what is left out', make: insertAfter(prd, /- Operations, outside/, '\nInvoices are included in this release.') },
  { name: 'a sentence that says the plan is ready', make: insertAfter(wbs, /Options and consequences/, '\nThe backend is now ready to ship.') },
  { name: 'an export that may run twice', make: swap(add, /(\| `POST \/v1\/appointment-exports` \|[^|]*\|[^|]*\|[^|]*\| )yes/, (_, head) => `${head ?? ''}-`) },
];
