import { describe, expect, test } from 'vitest';
import { spec, steps } from './support.ts';

const texts = (lines: { text: string }[]): string[] => lines.map(each => each.text);

describe('a prose spec', () => {
  test('beside a demand, what somebody can do is one more, each on its own lines', () => {
    const source = spec(`# Bike rental

Riders MUST be able to rent a bike and return it.
Staff can mark a bike as broken,
with a reason. This can take a while.
Riders can see their past rentals.

- Riders may rate a rental
- Cannot be undone

## Background

Owners can be hard to reach.
`);
    expect(source.requirements.map(each => [each.text, each.line, each.endLine])).toEqual([
      ['Riders MUST be able to rent a bike and return it.', 3, 3],
      ['Staff can mark a bike as broken, with a reason. This can take a while.', 4, 5],
      ['Riders can see their past rentals.', 6, 6],
      ['Riders may rate a rental', 8, 8],
    ]);
    expect(texts(source.unread)).toEqual(['Cannot be undone', 'Owners can be hard to reach.']);
  });

  test.each([
    ['Das System muss Buchungen speichern. Gäste können ein Zimmer stornieren.', 2],
    ['El sistema debe guardar las reservas. Los huéspedes pueden cancelar una reserva.', 2],
    ['システムは予約を保存しなければならない。利用者は予約を取り消すことができる。', 2],
    ['系统必须保存预订。用户可以取消预订。', 2],
  ])('the same in other languages: %s', (text, count) => {
    expect(spec(`# A\n\n${text}\n`).requirements).toHaveLength(count);
  });

  test.each([
    ['What it must do', 'Not now'],
    ['What the app should do', 'Not in the first version'],
    ['What users can do', 'What it will not do'],
    ['What we need', "What we don't build"],
    ['Was die App können soll', 'Was sie nicht kann'],
    ['Qué debe hacer', 'Lo que no hace'],
    ['できること', 'やらないこと'],
    ['系统要做什么', '暂不考虑'],
  ])('a heading that says it in a sentence announces demands or what is out: %s', (asked, out) => {
    const source = spec(`# Parcel lockers\n\nNeighbourhood lockers where couriers drop parcels.\n\n## ${asked}\n\n- Couriers scan a parcel\n- Residents open a locker\n\n## ${out}\n\n- Payments\n`);
    expect(texts(source.requirements.filter(each => each.priority !== 'wont'))).toEqual(['Couriers scan a parcel', 'Residents open a locker']);
    expect([...texts(source.outOfScope), ...texts(source.requirements.filter(each => each.priority === 'wont'))]).toContain('Payments');
    expect(texts(source.facts.filter(each => each.kind === 'goal'))).toEqual(['Neighbourhood lockers where couriers drop parcels.']);
  });

  test('a lead above bullets is what the product is for, though no heading announces them; alone it is the demand', () => {
    expect(texts(spec('# Lockers\n\nLockers where couriers drop parcels.\n\n- Couriers scan a parcel\n- Residents open a locker\n').requirements)).toEqual(['Couriers scan a parcel', 'Residents open a locker']);
    expect(texts(spec('# Lockers\n\nCouriers drop parcels into lockers.\n').requirements)).toEqual(['Couriers drop parcels into lockers.']);
  });

  test('a limit with its number is a demand in a section that no word list knows, and every line below a heading of quality', () => {
    const source = spec('# Lockers\n\n## What it must do\n\n- Couriers scan a parcel\n\n## In winter\n\n- Opening a locker takes at most 2 seconds\n- It is cold\n\n## Numbers\n\n50 sites, 40 lockers each. The logo is blue.\n');
    expect(source.requirements.map(each => [each.text, each.kind])).toEqual([
      ['Couriers scan a parcel', 'functional'], ['Opening a locker takes at most 2 seconds', 'non-functional'], ['50 sites, 40 lockers each. The logo is blue.', 'non-functional'],
    ]);
    expect(texts(source.unread)).toEqual(['It is cold']);
  });

  test('takes priorities from headings, tags, cells and fields', () => {
    const source = spec(`# Rental

## Features

### Must have
- Staff can register a rental

### 2.1 Reminders (P1)
- Send a reminder SMS (Priority: low)
- Send a thank-you mail

### Won't have
- Online payment

## Requirements
| ID | Requirement | Priority |
|----|-------------|----------|
| FR-1.1 | Store the due date | High |
| FR-1.2 | Print labels | could |

**REQ-010** Members get a bill.
Priority: Medium
`);
    expect(source.requirements.map(each => [each.id, each.text, each.priority, each.group])).toEqual([
      [null, 'Staff can register a rental', 'must', null],
      [null, 'Send a reminder SMS', 'could', 'Reminders'],
      [null, 'Send a thank-you mail', 'must', 'Reminders'],
      ['FR-1.1', 'Store the due date', 'must', null],
      ['FR-1.2', 'Print labels', 'could', null],
      ['REQ-010', 'Members get a bill.', 'should', null],
    ]);
    expect(texts(source.outOfScope)).toEqual(['Online payment']);
  });

  test('reads requirement, quality and story tables by what their columns say', () => {
    const source = spec(`# Lunch

## Functional Requirements
| ID | Title | Description | Phase |
|----|-------|-------------|-------|
| FR-VO-1 | Vote | Keep one vote per guest | 1 |

## Non-Functional Requirements
| Metric | Requirement |
|--------|-------------|
| Latency | < 300 ms at p95 |

## User Stories
| As a | I want to | So that |
|------|-----------|---------|
| guest | vote | my taste counts |
`);
    expect(source.requirements).toMatchObject([
      { id: 'FR-VO-1', text: 'Vote: Keep one vote per guest', kind: 'functional', line: 6, endLine: 6 },
      { id: null, text: 'Latency: < 300 ms at p95', kind: 'non-functional', line: 11 },
    ]);
    expect(source.stories).toMatchObject([{ role: 'guest', want: 'vote', benefit: 'my taste counts' }]);
  });

  test('tells open from settled questions in lists, tables and questionnaires', () => {
    const source = spec(`# Q

## Open Questions
1. Who pays?
2. Which city? → Berlin

| Question | Status | Resolution |
|----------|--------|------------|
| Which bank? | Resolved | Any |
| Which tax? | Open | Ask legal |

## Setup

**Which roles exist?**
- [x] Staff
- [x] Owner
- [ ] Customer

**Do we need branches?**
- [ ] Yes
- [ ] No
`);
    expect(texts(source.openQuestions)).toEqual(['Who pays?', 'Which tax? -- Ask legal', 'Do we need branches?']);
    expect(texts(source.answeredQuestions)).toEqual(['Which city? → Berlin', 'Which bank? -- Any', 'Which roles exist? -- Staff; Owner']);
    expect(source.requirements).toEqual([]);
  });

  test('keeps an id that is a heading, its body as text and its criteria as scenarios', () => {
    const source = spec(`# R

## Requirements

### FR-9 Damage report
Staff record damage with a photo.

- up to 5 photos

**Acceptance criteria:**
- Given a damaged ski, when it is returned, then it is blocked
`);
    expect(source.requirements).toMatchObject([{ id: 'FR-9', text: 'Damage report: Staff record damage with a photo. up to 5 photos', line: 5, endLine: 8 }]);
    expect(steps(source)).toEqual([[['a damaged ski'], ['it is returned'], ['it is blocked']]]);
    expect(source.scenarios[0]?.requirement).toBe('FR-9');
  });

  test('puts a story or a scenario over several lines or items together', () => {
    const source = spec(`# App

## User Stories

**As a** runner
**I want** to see my weekly distance
**So that** I keep going

### Look around
**As a** guest, **I want** to look around

Acceptance criteria:
- Given a guest
- When the guest opens the app
- Then a demo is shown
- And no account is made
- Given a member
- When they open it
- Then their runs are shown
`);
    expect(source.stories).toMatchObject([{ role: 'runner', want: 'see my weekly distance', benefit: 'I keep going', line: 5, endLine: 7 }, { title: 'Look around', role: 'guest' }]);
    expect(steps(source)).toEqual([
      [['a guest'], ['the guest opens the app'], ['a demo is shown', 'no account is made']],
      [['a member'], ['they open it'], ['their runs are shown']],
    ]);
    expect(source.requirements).toEqual([]);
  });

  test('takes a short noun with items below it as their group, and details with their demand', () => {
    const source = spec('# App\n\n## Features\n- User management\n  - Register with e-mail\n  - Sign in\n- Customers can extend a rental online\n  - only once\n');
    expect(source.requirements.map(each => [each.text, each.group, each.line, each.endLine])).toEqual([
      ['Register with e-mail', 'User management', 5, 5],
      ['Sign in', 'User management', 6, 6],
      ['Customers can extend a rental online: only once', null, 7, 8],
    ]);
  });

  test('is named by its product when the title says only what kind of document it is', () => {
    expect(spec('# Product Requirements Document (PRD)\n\n**Project:** Stay rental\n**Prepared by:** A. Person\n\n## Features\n- Search\n')).toMatchObject({ title: 'Stay rental', facts: [] });
    expect(spec('# Requirements Document\n\n## Requirements\n- Search\n', '.kiro/specs/photo-albums/requirements.md').title).toBe('photo-albums');
    const titles = ['Stay rental – product brief', 'Stay rental - Requirements', 'Stay-over — PRD', 'Stay rental - by the sea'].map(title => spec(`# ${title}\n\n## Features\n- Search\n`).title);
    expect(titles).toEqual(['Stay rental', 'Stay rental', 'Stay-over', 'Stay rental - by the sea']);
  });

  test('gives facts of a plan: budget, team, deadline, stack, fields, routes, tasks', () => {
    const source = spec(`# Diary plan

## Technology Stack
- **Database**: PostgreSQL 17

## Executive Checklist

### Phase 1: Data Models
- [ ] Create the reading table
- [x] Add an index

## Details

#### Readings Collection
\`\`\`javascript
{
  "systolic": Number,   // mmHg
  "device": {
    "serial": String
  }
}
\`\`\`

\`\`\`
POST /v1/readings
    # Store a reading
\`\`\`

**Team Size**: 2 developers
**Total Estimated Time**: 5 weeks
**Budget**: 300 USD a month
`);
    const facts = (kind: string): string[] => source.facts.filter(each => each.kind === kind).map(each => each.text);
    expect(facts('stack')).toEqual(['Database: PostgreSQL 17']);
    expect(facts('field')).toEqual(['Reading.systolic: Number -- mmHg', 'Reading.device: Object', 'Reading.device.serial: String']);
    expect(facts('route')).toEqual(['POST /v1/readings -- Store a reading']);
    expect([facts('team'), facts('deadline'), facts('budget')]).toEqual([['Team Size: 2 developers'], ['Total Estimated Time: 5 weeks'], ['Budget: 300 USD a month']]);
    expect(source.requirements.map(each => [each.text, each.group])).toEqual([['Create the reading table', 'Phase 1: Data Models'], ['Add an index', 'Phase 1: Data Models']]);
    expect(source.entities).toMatchObject([{ name: 'Reading', attributes: ['systolic', 'device'], persisted: true }]);
  });

  test('reads Spanish, German and Chinese by word lists', () => {
    const es = spec('# Reservas\n\n## Requisitos funcionales\n- RF-01: El sistema debe permitir reservar.\n\n## Requisitos no funcionales\n- El sistema responde en menos de 300 ms.\n\n## Criterios de aceptación\n- Dado un hueco libre, cuando se reserva, entonces queda ocupado.\n\n## Preguntas abiertas\n- ¿Cuántos días?\n');
    expect(es.language).toBe('es');
    expect(es.requirements.map(each => [each.id, each.kind, each.priority])).toEqual([['RF-01', 'functional', 'must'], [null, 'non-functional', null]]);
    expect(steps(es)).toEqual([[['un hueco libre'], ['se reserva'], ['queda ocupado.']]]);
    expect(es.openQuestions).toHaveLength(1);
    const de = spec('# Termine\n\n## Funktionale Anforderungen\n- Das System muss Termine speichern.\n- Nutzer sollen eine Erinnerung bekommen.\n\n## User Stories\n- Als Patient möchte ich einen Termin buchen, damit ich nicht anrufen muss.\n');
    expect(de.language).toBe('de');
    expect(de.requirements.map(each => each.priority)).toEqual(['must', 'should']);
    expect(de.stories).toMatchObject([{ role: 'Patient', want: 'einen Termin buchen', benefit: 'ich nicht anrufen muss' }]);
    const zh = spec('# 门诊预约\n\n## 功能需求\n1. 系统必须允许患者预约。\n2. 系统应该发送提醒。\n\n## 用户故事\n- 作为患者，我想要在线预约，以便不用打电话。\n');
    expect(zh.language).toBe('zh');
    expect(zh.requirements.map(each => each.priority)).toEqual(['must', 'should']);
    expect(zh.stories).toMatchObject([{ role: '患者', want: '在线预约', benefit: '不用打电话' }]);
  });

  test('reads a text without structure, and lists what it did not use', () => {
    expect(texts(spec('Members borrow books.\n\nA fine is due after 14 days.\n').requirements)).toEqual(['Members borrow books.', 'A fine is due after 14 days.']);
    expect(texts(spec('# T\n\n## Background\nLong ago.\n\n## Requirements\n- Keep books\n').unread)).toEqual(['Long ago.']);
  });
});
