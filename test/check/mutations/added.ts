import { expect } from 'vitest';
import { lineAt, textOf } from './mutate.ts';
import type { Generated } from './documents.ts';

/** Lines put under the first line that matches, with what a finding must say of them; null where nothing may be said. */
export type Added = { under: [path: RegExp, line: RegExp]; lines: string; says: string | null };

/** Puts all of them into the documents at once, each below its line, and tells where each stands then. */
export function addAll(made: Generated, all: readonly Added[]): { texts: Map<string, string>; at: (added: Added) => { file: string; line: number } } {
  const texts = new Map<string, string>();
  const files = new Map<Added, string>();
  for (const added of all) {
    const [path, line] = added.under;
    const file = [...made.documents.keys()].find(key => path.test(key) && line.test(textOf(made, key)));
    if (file === undefined) throw new Error(`no document ${path.source} holds ${line.source}`);
    const text = texts.get(file) ?? textOf(made, file);
    const match = line.exec(text);
    if (match === null) throw new Error(`${file} holds nothing like ${line.source}`);
    const end = text.indexOf('\n', match.index + match[0].length);
    texts.set(file, `${text.slice(0, end + 1)}${added.lines}\n${text.slice(end + 1)}`);
    files.set(added, file);
  }
  return { texts, at: added => {
    const file = files.get(added) ?? '';
    const text = texts.get(file) ?? '';
    return { file, line: lineAt(text, text.indexOf(`\n${added.lines.trimStart()}`) + 1) };
  } };
}

/** What was found at each of them. */
export function expectSaid(all: readonly Added[], at: (added: Added) => { file: string; line: number }, found: readonly { rule: string; file: string | null; line: number; message: string }[]): void {
  const said = all.map(added => {
    const place = at(added);
    return [added.lines.trim(), found.filter(each => each.file === place.file && each.line >= place.line && each.line < place.line + added.lines.trim().split('\n').length).map(each => each.message).join(' | ')];
  });
  expect(said).toEqual(all.map(added => [added.lines.trim(), added.says === null ? '' : expect.stringContaining(added.says)]));
}

const pack = (name: string): RegExp => new RegExp(`/\\d-${name}/plan\\.md$`);
const deliverable = /^- Deliverable of[^\n]*/m;
const add = /\/add\.md$/;
const prd = /\/prd\.md$/;
const charter = /\/project_charter\.md$/;
const handoff = /frontend-handoff\.md$/;
const workflows = /_workflows\.md$/;
const risks = /\/risks\.md$/;
const legend = /^Legend:/m;

/** For the clinic: sentences that say something else than its plan. */
export const wrongInClinic: Added[] = [
  { under: [workflows, legend], lines: 'Reminders go out 24 hours before the appointment.\n', says: '48 hours away' },
  { under: [add, /^- Session token 15 min/m], lines: '- A session stays valid for 60 days.', says: 'no 60 days of sessions' },
  { under: [add, /^\| `reminders\(created_at-id\)`/m], lines: '| `reminders(channel+sent_at)` | monthly report |', says: 'so nothing needs the index' },
  { under: [pack('slots'), deliverable], lines: '- Deleting a slot cascades to its appointments in the database.', says: 'no deletion cascades' },
  { under: [add, /^## API endpoints/m], lines: '\nThe pharmacy system is one more client of this API.', says: 'pharmacy' },
  { under: [handoff, /^- Mock server/m], lines: '- Staging login: admin / password: Sommer2026!xY', says: 'looks like a password' },
  { under: [pack('reminders'), deliverable], lines: '- Reminders come in one list, without pages.', says: 'page by page' },
  { under: [pack('opening-hours'), deliverable], lines: '- The calendar follows without noticeable delay.', says: 'gives no number' },
  { under: [handoff, /^## Limits/m], lines: '\nAn export stays available for 30 days.', says: 'an export of a month' },
  { under: [/\/wbs\.md$/, /^## Dependencies/m], lines: '- `WP-slots` belongs to `PH-2`.', says: 'stands in PH-3' },
  { under: [pack('visit-notes'), deliverable], lines: '- A receptionist may read visit notes.', says: 'to the role clinician, not to receptionist' },
  { under: [add, /^## Authentication/m], lines: '\nPatients sign in with a password.', says: 'no passwords' },
  { under: [pack('appointments-changes'), deliverable], lines: '- A cancelled appointment can be confirmed again.', says: 'no move of Appointment from cancelled to confirmed' },
  { under: [prd, /^## Data models/m], lines: '\nInsurance claim is a sixth model of the service.', says: 'no sixth model' },
  { under: [/clinic-bookings\/plan\.md$/, /^## Introduction/m], lines: '\nThe first clinic opens its portal on 2027-06-01.', says: 'promise of the plan is 2027-04-26' },
  { under: [/\/wbs\.md$/, /^- Longest chain/m], lines: '- The work takes 12 packages.', says: 'has 17 packages' },
];

/** For the clinic: what agrees with its plan or says nothing of it. */
export const rightInClinic: Added[] = [
  { under: [pack('reminders'), deliverable], lines: '- Reminders go out 48 hours before the appointment.', says: null },
  { under: [handoff, /^## Sign-in sequence/m], lines: '\nPatients get a link by e-mail; staff use a passkey.', says: null },
  { under: [charter, /^## Constraints/m], lines: '\nHosting costs 80 USD a month of the 250 USD that are there.', says: null },
  { under: [pack('appointments-changes'), deliverable], lines: '- A requested appointment can be cancelled.', says: null },
  { under: [pack('visit-notes'), deliverable], lines: '- A clinician may read visit notes.', says: null },
  { under: [pack('visit-notes'), /^- Waits for/m], lines: '- A receptionist may not read visit notes.', says: null },
  { under: [handoff, /^## Limits/m], lines: '\nAn export stays available for a week.', says: null },
  { under: [add, /^## Authentication/m], lines: '\nNobody has a password.', says: null },
  { under: [add, /^- Session token 15 min/m], lines: '- A session ends after 30 days at the latest.', says: null },
  { under: [workflows, legend], lines: 'The drawings were walked through with a receptionist.\n', says: null },
  { under: [/\/wbs\.md$/, /^## Dependencies/m], lines: '- `WP-slots` belongs to `PH-3`.', says: null },
  { under: [pack('slots'), /^ {6}hours: [^\n]*/m], lines: '      note: Anna has a draft of this on her branch', says: null },
  { under: [risks, /^## Register/m], lines: '\nThe letter says which password rules the portal of the hospital has: 8 letters at least.', says: null },
];

/** For StravaAI. */
export const wrongInStrava: Added[] = [
  { under: [workflows, legend], lines: 'Insights appear instantly.\n', says: 'gives no number' },
  { under: [add, /^## Performance\/scalability/m], lines: '\nUploaded files may be up to 100 MB.', says: '25 MB' },
  { under: [pack('activity-sync'), deliverable], lines: '- A sync may be posted without a key.', says: 'asks for an Idempotency-Key on "POST /v1/activity-syncs"' },
  { under: [handoff, /^## Limits/m], lines: '\nA summary is back within 7 seconds.', says: 'response times' },
  { under: [risks, /^## Register/m], lines: '\nThere are 100 dollars a month for everything.', says: 'budget of the plan is 300' },
  { under: [/\/wbs\.md$/, /^MVP DRAFT/m], lines: 'MVP READY', says: 'says that it is a draft' },
  { under: [pack('insights'), /^- Waits for/m], lines: '- Prompts are written before the policy decision.', says: 'DEC-provider-policy' },
];

export const rightInStrava: Added[] = [
  { under: [prd, /^### Criteria: `WF-ingest`/m], lines: '\nUploads of FIT, GPX and TCX files are limited to 25 MB each.', says: null },
  { under: [pack('privacy-controls'), /^## Strategy/m], lines: '- Rows from Strava are gone after 7 days.', says: null },
  { under: [pack('activity-sync'), /^ {6}hours: [^\n]*/m], lines: '      note: pair on this one', says: null },
  { under: [workflows, legend], lines: 'Colours are left to the theme of the viewer.\n', says: null },
  { under: [prd, /^## Data models/m], lines: '\nExample: an athlete runs 10 km on Tuesday and 5 km on Friday.', says: null },
];
