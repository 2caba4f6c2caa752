import { describe, expect, it } from 'vitest';
import { checkDocuments } from '../support/check.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import type { Finding } from '../../src/model/finding.ts';
import { renderPlan } from '../../src/render/render.ts';
import { knowledge } from '../support/knowledge.ts';
import { clinicPlan } from '../support/plan.ts';

const plan = clinicPlan();
const rendered = renderPlan(plan, knowledge(), { depth: 'full' });
const documents = new Map([...rendered].map(([path, text]) => [path, parseMarkdown(path, text)]));

function check(path: string, text: string): Finding[] {
  const all = [...new Map([...documents, [path, parseMarkdown(path, text)]]).values()];
  return checkDocuments({ documents: all, today: '2026-11-21', catalogue: knowledge().catalogue, plans: new Map([['clinic', plan]]), expected: rendered, base: rendered });
}

const before = new Set([...documents.values()].slice(0, 1).flatMap(({ path, text }) => check(path, text)).map(({ rule, file, message }) => `${rule} ${file ?? ''} ${message}`));

/** What an edit of the first document whose path ends so brings up, with the line it stands on. */
function after(path: string, find: string | RegExp, by: string): { rule: string; message: string; text: string }[] {
  const [key = '', text = ''] = [...rendered].find(([each]) => each.endsWith(path)) ?? [];
  const changed = text.replace(find, by);
  expect(changed).not.toBe(text);
  const lines = changed.split('\n');
  return check(key, changed)
    .filter(({ rule, file, message }) => !before.has(`${rule} ${file ?? ''} ${message}`))
    .map(finding => ({ rule: finding.rule, message: finding.message, text: (lines[finding.line - 1] ?? '').slice(finding.column - 1, finding.endColumn - 1) }));
}

describe('a fact that a person changed in one document', () => {
  it.each([
    ['a status of a contract', 'frontend-handoff.md', '`POST /v1/bookings` -> 201', '`POST /v1/bookings` -> 404', '"201" here, this line "404"', '404'],
    ['a value of an example', 'frontend-handoff.md', '"slot_id": "3MMf8rc', '"slot_id": "3MMf8rd', 'The plan says', null],
    ['a key of an example', 'frontend-handoff.md', '{ "slot_id"', '{ "shoe_size"', '"slot_id" here, this line "shoe_size"', 'shoe_size'],
    ['a limit', 'frontend-handoff.md', '`limit` 1-100, default 25', '`limit` 1-100, default 50', '"25" here, this line "50"', '50'],
    ['a value of a field more', 'frontend-handoff.md', '`Booking.status`: open,', '`Booking.status`: open, lost,', 'The plan does not say "lost" here', 'lost'],
    ['the advice on an error', 'frontend-handoff.md', /(SLOT_TAKEN \|.*\| )no/, '$1yes', '"no" here, this line "yes"', null],
    ['who decides', 'risks.md', /phone calls \| engineer, /, 'phone calls | ', '"engineer" here; this line leaves it out', null],
    ['a score', 'risks.md', '3 x 4 = 12', '3 x 4 = 9', '"12" here, this line "9"', '9'],
    ['a trace', 'project_charter.md', ' <- house-rules-004', '', '"house-rules-004" here; this line leaves it out', null],
    ['a part of a target', 'prd.md', '5 rps, 10 min |', '10 min |', '"5 rps" here; this line leaves it out', null],
    ['a criterion that says less', 'prd.md', 'Then 201 and 1 `Booking` row.', 'Then 201.', '"and 1 Booking row" here; this line leaves it out', null],
    ['a criterion that says the opposite', 'prd.md', 'Given a free slot', 'Given a taken slot', '"free" here, this line "taken"', 'taken'],
    ['what a command proves', '1-bookings/plan.md', '=> 3 passed', '=> 1 passed', '"3" here, this line "1"', '1'],
    ['a default', 'risks.md', 'default B;', 'default C;', '"B" here, this line "C"', 'C'],
    ['a code in small letters', 'prd.md', '`Booking` row', '`booking` row', '"Booking" here, this line "booking"', 'booking'],
    ['an owner in a sentence', 'risks.md', '`DEC-mail` Which mail provider? Product owner', '`DEC-mail` Which mail provider? Nobody', 'The plan says', null],
    ['a word that turns a sentence', 'frontend-handoff.md', 'CORS: exactly 1 origin', 'CORS: at least 1 origin', 'The plan says "exactly" here', null],
    ['two cells that changed places', 'plan.md', '| cost (100) | 5 | 4 |', '| cost (100) | 4 | 5 |', 'The plan says "5 4" here', null],
    ['a unit', 'add.md', '(min; > 0)', '(h; > 0)', '"min" here, this line "h"', 'h'],
    ['a word for another one that is no fact of form', 'add.md', '| by the job runner |', '| 7 times |', '"by the job runner" here', null],
    ['the way round', 'frontend-handoff.md', 'A breaking change means a new base path `/v2` and 30 days', 'A new base path `/v2` means a breaking change and 30 days', 'The plan says', null],
    ['what became of a requirement', 'prd.md', 'Could 0 = 3; 1 requirement rejected', 'Could 0 = 3; 1 requirement planned', '"rejected" here', 'planned'],
    ['how many belong to one', 'add.md', '||--o{', '||--||', 'here, this line', null],
    ['a total', 'risks.md', 'sum of scores 18', 'sum of scores 20', '"18" here, this line "20"', '20'],
    ['a criterion turned round in many words', 'prd.md', 'Then 201 and 1 `Booking` row.', 'Then 201 and 1 `Booking` row is never written for anybody who waits for it.', 'does not say', null],
    ['an exception behind a point', 'plan.md', '- **Cons**: 1 host.', '- **Cons**: 1 host, except at night.', 'does not say "except at night"', null],
    ['real time in a row', 'prd.md', /(\| FR-001 \| Must \| [^|]*) \|/, '$1 in real time |', 'does not say "in real time"', null],
    ['another time in another unit', 'add.md', '| 3 s |', '| 3 minutes |', '"3 s" here, this line "3 minutes"', null],
  ])('%s is found where it stands', (_, path, find, by, message, text) => {
    const found = after(path, find, by);
    expect(found).toMatchObject([{ rule: 'generation/fact-disagrees', message: expect.stringContaining(message), ...(text === null ? {} : { text }) }]);
  });

  it('is missed where its line stood', () => {
    expect(after('frontend-handoff.md', /- CORS: .*\n/, '')).toMatchObject([{ rule: 'generation/fact-disagrees', message: expect.stringContaining('is gone: "- CORS: exactly 1 origin'), text: expect.stringContaining('Change log') }]);
    expect(after('frontend-handoff.md', /- Mock server.*\n- Change log.*\n/, '')).toMatchObject([{ message: expect.stringContaining('" and 1 more.') }]);
  });

  it('is found where it was a heading', () => {
    expect(after('1-bookings/plan.md', '## Strategy', '## Odds and ends')).toContainEqual({ rule: 'generation/fact-disagrees', message: 'The plan says "Strategy" here, this line "Odds and ends".', text: '## Odds and ends' });
  });

  it('is missed where it was the end of a code block', () => {
    expect(after('plan.md', /(README\.md\n)```\n/, '$1')).toContainEqual({ rule: 'generation/fact-disagrees', message: 'The plan has a line after this one that is gone: "```".', text: expect.stringContaining('README.md') });
  });

  it('has its own rule where it is the count of open decisions', () => {
    expect(after('risks.md', 'MVP DRAFT - 1 open', 'MVP DRAFT - 4 open').filter(({ rule }) => rule !== 'status/draft')).toMatchObject([{ rule: 'status/open-count', message: 'The status line counts 4 open, the plan 1.' }]);
  });

  it('is told by one rule only where another knows it better', () => {
    expect(after('1-bookings/plan.md', 'hours: 0.5/1/2', 'hours: 0.5/2/4').map(({ rule }) => rule)).not.toContain('generation/fact-disagrees');
  });

  it('of a document that says something else altogether is one finding', () => {
    const lines = Array.from({ length: 2_500 }, (_, index) => `Line ${index} of another document.`).join('\n\n');
    expect(after('risks.md', /## Register[^]*/, lines).filter(({ rule }) => rule === 'generation/fact-disagrees')).toMatchObject([{ message: expect.stringContaining('cannot be compared') }]);
  });
});

describe('headings that changed places', () => {
  it('are named where the order breaks', () => {
    const found = after('clinic/plan.md', /(### Strategy 1:[^]*?)(### Strategy 2:[^]*?)(?=\n\| Criterion|\n## )/, '$2\n$1').filter(({ rule }) => rule.startsWith('generation/'));
    expect(found).toMatchObject([{ message: expect.stringContaining('The plan has this heading after "Strategy 1'), text: expect.stringContaining('### Strategy 2') }]);
  });
});

describe('a name that a person brought into a sentence', () => {
  it.each([
    ['a service', 'The LedgerService keeps these rows.', 'No service of this plan is called "LedgerService"', 'LedgerService'],
    ['a route of another base', 'Callers use `GET /api/v3/ledgers` for this.', 'No route of this plan is called "GET /api/v3/ledgers"', 'GET /api/v3/ledgers'],
    ['a requirement', 'This answers FR-913.', 'No part of this plan is called "FR-913"', 'FR-913'],
    ['an error in a row', '| Code | Status |\n| --- | --- |\n| SEAT_TAKEN | 409 |', 'No error of this plan is called "SEAT_TAKEN"', 'SEAT_TAKEN'],
    ['an error', 'A second try answers 409 SEAT_TAKEN.', 'No error of this plan is called "SEAT_TAKEN"', 'SEAT_TAKEN'],
    ['a model', 'Each night the `Ledger` rows are counted.', 'No model of this plan is called "Ledger"', 'Ledger'],
  ])('%s is found when the plan has none', (_, sentence, message, text) => {
    expect(after('risks.md', '## Watch list', `${sentence}\n\n## Watch list`)).toMatchObject([{ rule: 'ids/unknown-name', message: `${message}.`, text }]);
  });

  it.each([
    ['a service of the plan', 'The BookingService keeps these rows.'],
    ['a route of the plan', 'Callers use `GET /v1/bookings` for this.'],
    ['what another system offers', "The provider's `GET /api/v3/athlete` answers in 2 s, as its LedgerService says."],
    ['a setting', 'The environment variable `LOG_LEVEL` is `debug` on staging.'],
  ])('%s may be named', (_, sentence) => {
    expect(after('risks.md', '## Watch list', `${sentence}\n\n## Watch list`)).toEqual([]);
  });
});

describe('an edit that leaves the facts as they are says nothing of the plan', () => {
  it.each([
    ['a ticked box', '1-bookings/plan.md', '- [ ] **T-0003**', '- [x] **T-0003**'],
    ['a note with a number of its own', 'plan.md', '## Strategy\n', '## Strategy\nWe asked 3 clinics on 2026-12-01.\n\n'],
    ['a sentence in other words', 'plan.md', 'One box a package, ticked when every task box in its plan is ticked.', 'There is a box for each package. Tick it once all tasks of its plan are done.'],
    ['a bullet in other words with the same facts', 'frontend-handoff.md', 'A breaking change means a new base path `/v2` and 30 days of overlap.', 'Whenever the contract breaks, the base path becomes `/v2` and both run for 30 days.'],
    ['a remark behind a bullet', 'risks.md', /(- `RISK-mail`: Control: one proof\.)/, '$1 Agreed with the team on 2026-12-01.'],
    ['a sentence without a fact that went', 'plan.md', /One box a package.*\n/, ''],
    ['a section of one\'s own', 'risks.md', /$/, '\n## Notes of the team\n\nWe meet each Tuesday at 10:00 in room 4.\n'],
    ['a sentence between two lines of one paragraph', 'frontend-handoff.md', 'A breaking change means a new base path `/v2` and 30 days of overlap.', 'A breaking change means a new base path `/v2`\n  and 30 days of overlap. Nobody has tried it.'],
    ['a sentence between two sentences of one bullet', 'risks.md', /(Score = probability[^.]*\.)/, '$1\nIt may rain.\n'],
    ['a comment', 'prd.md', '## Data models', '<!-- discussed with 2 people -->\n## Data models'],
    ['padded cells', 'risks.md', /\| RISK-mail \|/g, '| RISK-mail       |'],
    ['other bullets', 'project_charter.md', /^- /gm, '* '],
    ['empty lines behind headings', 'plan.md', /^(#+ .*)\n(?!\n)/gm, '$1\n\n'],
    ['a line broken in three', 'frontend-handoff.md', 'A breaking change means a new base path `/v2` and 30 days of overlap.', 'A breaking change means a new\n  base path `/v2` and\n  30 days of overlap.'],
    ['items of a list in another order', 'frontend-handoff.md', 'POST /v1/bookings, GET /v1/bookings |', 'GET /v1/bookings, POST /v1/bookings |'],
    ['what introduces a list, in other words', 'project_charter.md', 'Callers: ', 'It is called by: '],
    ['a note under a task', '1-bookings/plan.md', /( {6}hours: [^\n]*\n)/, '$1      note: pair on this one\n'],
    ['a comment behind a row', 'risks.md', /(\| RISK-mail [^\n]*)/, '$1 <!-- seen by the clinic -->'],
    ['rows in another order', 'risks.md', /(\| RISK-mail .*\n)(\| RISK-token-loss .*\n)/, '$2$1'],
    ['an example broken at other places', 'frontend-handoff.md', '{ "data": { "id": "3MMf8rcah5jxEV9FEzLN3wzyOvl" } }', '{\n  "data": {\n    "id": "3MMf8rcah5jxEV9FEzLN3wzyOvl"\n  }\n}'],
    ['a risk of one\'s own and what is said of it', 'risks.md', /(\| RISK-token-loss .*\n)/, '$1| RISK-flood | The cellar floods | 1 x 4 = 4 | 1 cm of water | move the host | T-0001 | phone calls | engineer, `GATE-1` | <- rule:team |\n\nRISK-flood is reviewed each autumn.\n'],
    ['emphasis', 'risks.md', '1 failed send', '**1 failed send**'],
    ['Windows line ends', 'risks.md', /\n/g, '\r\n'],
    ['a column of one\'s own', 'prd.md', /^(\| (?:Id \| Consumer|CON-).*|(?<=Consumer.*\n)\| ---.*)$/gm, '$1 --- |'],
    ['words that stand together or apart', 'risks.md', 'phone calls', 'phone-calls'],
    ['a thousand without its comma', 'plan.md', '10,000 runs', '10000 runs'],
    ['a sign for at most', 'project_charter.md', '`NFR-quick-p95: p95 <= 250 ms`', '`NFR-quick-p95: p95 ≤ 250 ms`'],
    ['keys of an example in another order', 'add.md', '"title": "slot taken", "status": 409', '"status": 409, "title": "slot taken"'],
    ['an example without blanks', 'frontend-handoff.md', '"id": "3MMf8rcah5jxEV9FEzLN3wzyOvl"', '"id":"3MMf8rcah5jxEV9FEzLN3wzyOvl"'],
    ['a sentence behind the values of a field', 'frontend-handoff.md', /^(- `Booking\.status`: .*)$/m, '$1 Nobody reopens one.'],
    ['a heading of a group of tasks', '0-decisions/plan.md', /^### Decide/m, '### Take decisions'],
    ['a small word more in a cell', 'risks.md', '| phone calls |', '| some phone calls |'],
    ['each for a', 'plan.md', 'ticked when every task box in its plan is ticked', 'ticked when each task box in its plan is ticked'],
    ['a link on a word', 'add.md', 'turns it into problem+json', 'turns it into [problem+json](https://www.rfc-editor.org/rfc/rfc9457)'],
    ['the words of a link', 'risks.md', '[Timeline Summary](plan.md#timeline-summary)', '[the timeline](plan.md#timeline-summary)'],
    ['a clause behind a sentence in the middle', 'plan.md', 'Check by division: 5 / 56 h per week = 0.1 weeks.', 'Check by division: 5 / 56 h per week = 0.1 weeks, less than a day.'],
    ['a second line in a cell', 'risks.md', '| phone calls |', '| phone calls<br>and a note at the door |'],
    ['the title of a chart', 'clinic/plan.md', /^( *title [^\n]*)$/m, '$1, drawn anew'],
    ['a unit in full', 'add.md', '| 3 s |', '| 3 seconds |'],
    ['a target in another unit', 'project_charter.md', '`NFR-quick-p95: p95 <= 250 ms`', '`NFR-quick-p95: p95 <= 0.25 s`'],
    ['a target of the table in another unit', 'prd.md', '| p95 <= 250 ms |', '| p95 <= 0.25 s |'],
    ['a budget in another unit', '_workflows.md', '= 110 of 250 ms', '= 110 of 0.25 s'],
    ['no blank before a unit', 'frontend-handoff.md', '30 days of overlap', '30days of overlap'],
    ['no blank before a percent sign', 'wbs.md', 'difference 38 %, above the 25 % finding line', 'difference 38%, above the 25% finding line'],
    ['a hyphen', 'project_charter.md', 'short operation', 'short-operation'],
    ['a criterion in other words', 'prd.md', 'Given a free slot, When `POST /v1/bookings` is called, Then 201', 'Given there is a slot left that is free, When some caller sends `POST /v1/bookings`, Then 201'],
    ['a number in letters', 'project_charter.md', ': 5 h of work', ': five hours of work'],
    ['what somebody crossed out and wrote again', 'frontend-handoff.md', 'and 30 days of overlap', '~~plus a month~~ and 30 days of overlap'],
    ['a criterion with another small word', 'prd.md', 'Given a free slot', 'Given the free slot'],
    ['who a person is', 'risks.md', '`DEC-mail` Which mail provider? Product owner', '`DEC-mail` Which mail provider? Anna Weber (product owner)'],
    ['a reason behind a point', 'plan.md', '- **Cons**: 1 host.', '- **Cons**: 1 host, which nobody minds in a pilot.'],
    ['a day on which something was decided', 'risks.md', '## Register\n', '## Register\nDecided by Anna Weber on 2026-12-01: option B, the demo slice.\n\n'],
    ['what was looked at and left', 'add.md', '## Performance/scalability\n', '## Performance/scalability\nWe looked at PostgreSQL 17 as well and kept MongoDB, because the team runs it already.\n\n'],
    ['a demo that is shown live', 'wbs.md', '## Dependencies\n', '## Dependencies\nThe demo is shown live and recorded.\n\n'],
    ['a TODO with an owner and a day', 'risks.md', '## Watch list', 'TODO (Anna, 2026-12-01): ask the lawyer.\n\n## Watch list'],
  ])('%s', (_, path, find, by) => {
    expect(after(path, find, by)).toEqual([]);
  });
});

describe('a component that will end', () => {
  const fact = { id: 'end', text: 'ends', source: 'vendor', read: '2026-11-01', grade: 'read' as const, maxAgeDays: 365, ends: '2027-06-01', replacement: 'a later one' };
  const facts = ['Python 3.13', 'Python 3.12'].map(component => ({ ...fact, component }));
  const path = [...rendered.keys()].find(each => each.endsWith('project_charter.md')) ?? '';
  const ended = (text: string): string[] => checkDocuments({ documents: [parseMarkdown(path, text)], today: '2026-11-21', catalogue: knowledge().catalogue, plans: new Map([['clinic', plan]]), expected: rendered, base: rendered, facts }).filter(({ rule }) => rule === 'architecture/component-ended').map(({ message }) => message);

  it('is news only where a person brought it in', () => {
    const text = rendered.get(path) ?? '';
    expect(text).toContain('Python 3.13');
    expect(ended(text)).toEqual([]);
    expect(ended(text.replace('Python 3.13', 'Python 3.12'))).toEqual(['Python 3.12 ends on 2027-06-01.']);
  });
});
