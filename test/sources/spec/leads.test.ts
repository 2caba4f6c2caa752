import { describe, expect, test } from 'vitest';
import { spec } from './support.ts';

const told = (markdown: string): [number, number, string][] => spec(markdown).requirements.map(each => [each.line, each.endLine, each.text]);

describe('a sentence above a list', () => {
  test('that leaves its deed to the list is ended by each item', () => {
    expect(told('# A\n\n## Courts\n\nThe system must allow members to:\n\n- Book a court\n- **Lists**: see who plays\n- Staff can close a court\n')).toEqual([
      [7, 7, 'The system must allow members to book a court'], [8, 8, 'Lists: see who plays'], [9, 9, 'Staff can close a court'],
    ]);
    expect(told('# A\n\n## Mitglieder\n\nMitglieder können:\n\n- Plätze buchen\n').map(each => each[2])).toEqual(['Mitglieder können plätze buchen']);
  });

  test('that says what a thing has keeps its list as parts', () => {
    expect(told('# A\n\n## Courts\n\nEach booking must have:\n\n- a date\n- a court\n')).toEqual([[5, 8, 'Each booking must have: a date; a court']]);
  });

  test.each([
    'This means the platform will not handle:', 'The first version does not include:', 'Future versions should consider checks of members, including:', 'Not included in this release:',
    'Das System wird nicht unterstützt:'.replace('wird nicht unterstützt', 'ist nicht vorgesehen für'), 'El sistema no incluye:', '本期不支持：', '本フェーズでは次を行わない：',
  ])('"%s" puts its list out of scope', lead => {
    const source = spec(`# A\n\n## Courts\n\n- Members must book a court\n\n## Notes\n\n${lead}\n\n- chat\n- mail\n`);
    expect(source.outOfScope.map(each => each.line)).toEqual([11, 12]);
    expect(source.requirements.map(each => each.line)).toEqual([5]);
  });

  test('bullets right below a story are its criteria', () => {
    const source = spec('# A\n\n## Joining\n\n> As Mara, I want to join a club so that I can play.\n\n- The name of the club is shown\n- A member joins at most three clubs\n');
    expect(source.stories.map(each => [each.role, each.line])).toEqual([['Mara', 5]]);
    expect(source.scenarios.map(each => [each.line, each.story])).toEqual([[7, 'join a club'], [8, 'join a club']]);
  });
});

describe('lines without marks', () => {
  test('demands with a trigger, each on its line, are one demand each', () => {
    expect(told('# A\n\n## Behaviour\n\nWhen it gets hot, the controller shall open\nthe vent.\nWhile a vent is open, the controller shall not run the fogger.\nThe controller shall keep a log.\n').map(each => each.slice(0, 2))).toEqual([[5, 6], [7, 7], [8, 8]]);
  });

  test('a text whose sections are named by lines of their own', () => {
    const source = spec('Court booking\n\nFeatures\n\nMembers book a court\nMembers cancel a booking\nStaff close a court for repairs\n\nNot included\n\nPayments\nChat\n\nOpen questions\n\nWho closes a court at night?\n');
    expect(source.title).toBe('Court booking');
    expect(source.requirements.map(each => each.line)).toEqual([5, 6, 7]);
    expect([source.outOfScope.map(each => each.line), source.openQuestions.map(each => each.line)]).toEqual([[11, 12], [16]]);
  });

  test('what somebody can do is a demand below any heading of a spec that demands', () => {
    expect(told('# A\n\n## Courts\n\n- Members must book a court\n\n## Editing\n\nA member can edit, share and delete a booking. This can be slow.\n').map(each => each[0])).toEqual([5, 9]);
  });
});

describe('headings', () => {
  test('the noun before "of" says what stands below it, and a section word below users is no person', () => {
    const source = spec('# A\n\n## 3. Requerimientos del usuario\n\nSe presentan a continuación.\n\n### 3.1 Requerimientos funcionales\n\n| ID | Requerimiento |\n|---|---|\n| RF-01 | El sistema deberá guardar cada reserva |\n');
    expect(source.requirements.map(each => [each.id, each.line])).toEqual([['RF-01', 11]]);
    expect(spec('# A\n\n## Users\n\n### Requirements\n\n- Members must book a court\n').requirements).toHaveLength(1);
  });

  test('constraints that are numbered are demanded', () => {
    const source = spec('# A\n\n## 制約\n\n### CR-01 監査\n\n- 予約は記録に残すこと\n\n### CR-02 権限\n\n- 会員は他人の予約を変更してはならない\n');
    expect(source.requirements.map(each => [each.line, each.priority])).toEqual([[7, 'must'], [11, 'must']]);
  });

  test('a remark in brackets puts a section out of scope', () => {
    expect(spec('# A\n\n## Requirements\n\n- Members must book a court\n\n## More features (future candidates)\n\n- Chat\n').outOfScope.map(each => each.line)).toEqual([9]);
  });

  test('sentences that only lead to the sections below are no demands', () => {
    expect(told('# A\n\n## Requirements\n\nThey were collected in March with the board.\n\n### Booking\n\n- Members must book a court\n').map(each => each[0])).toEqual([9]);
  });
});

test('what nobody confirmed is an open question', () => {
  const source = spec('# A\n\n## Requirements\n\n- Members must book a court\n- Sign-in with the club card (to be confirmed)\n- Migración de los socios (pendiente de confirmar)\n');
  expect([source.requirements.map(each => each.line), source.openQuestions.map(each => each.line)]).toEqual([[5], [6, 7]]);
});

test('criteria of no story are the demands where nothing else is', () => {
  const source = spec('# A\n\n## Acceptance Criteria\n\n1. A household has at most 40 permits a year.\n2. Given a permit, when it is cancelled, then it is given back.\n');
  expect(source.requirements.map(each => each.line)).toEqual([5]);
  expect(source.scenarios.map(each => each.line)).toEqual([5, 6]);
});

test('a map of stories: every cell is built in the release of its row', () => {
  const source = spec('# A\n\n| Activity | Find | Borrow |\n|---|---|---|\n| MVP | Search by name; show free days | Reserve a tool |\n| Release 2 | Save a search | |\n| Later | Hints | Delivery |\n');
  expect(source.requirements.map(each => [each.text, each.group, each.priority, each.line])).toEqual([
    ['Search by name', 'Find', 'must', 5], ['show free days', 'Find', 'must', 5], ['Reserve a tool', 'Borrow', 'must', 5], ['Save a search', 'Find', 'should', 6],
  ]);
  expect(source.outOfScope.map(each => each.text)).toEqual(['Hints', 'Delivery']);
});

test('the sentence that says how to read MUST is no demand', () => {
  expect(told('# A\n\n## Terms\n\nThe key words MUST and MAY are to be interpreted as described in RFC 2119.\n\n## Relay\n\nA relay MUST answer.\n').map(each => each[0])).toEqual([9]);
});

describe('habits of other authors', () => {
  test('headings that rank stuff rank demands, also where the blank behind their marks was forgotten', () => {
    const source = spec('# Wishlist for the shed\n\n##Necessary stuff\n* Doors must lock\n\n##Desirable stuff\n### The app\n* A map of all sheds\n* Saving of favourite sheds\n');
    expect(source.requirements.map(each => [each.line, each.priority])).toEqual([[4, 'must'], [8, 'could'], [9, 'could']]);
    expect(spec('# A\n\n```sh\n##No heading\n```\n\n## Requirements\n\n- Doors must lock\n').requirements.map(each => each.line)).toEqual([9]);
  });

  test('"Roles and Permissions" over sentences that demand names no persons', () => {
    const source = spec('# A\n\n## Roles and Permissions\n\nPermissions must be apart from names of roles.\n\nClubs may create own roles.\n\n## Users\n\n- **Member**: plays\n');
    expect(source.requirements.map(each => each.line)).toEqual([5, 7]);
    expect(source.facts.filter(each => each.kind === 'consumer').map(each => each.line)).toEqual([11]);
  });

  test('Spanish headings with their adjective behind, and what a machine needs', () => {
    const source = spec('# A\n\n## Funcionalidades principales\n\n- Registro de socios\n- Reserva de pistas\n\n## Requisitos de hardware\n\n- 4 GB de RAM\n');
    expect(source.requirements.map(each => each.line)).toEqual([5, 6]);
  });

  test('what nobody may do is one demand with its list', () => {
    expect(told('# A\n\n## Clubs\n\nNo club may read of another club:\n\n- members\n- courts\n')).toEqual([[5, 8, 'No club may read of another club: members; courts']]);
  });

  test('Roman numbers count titles that end in a point', () => {
    const source = spec('I. Datos.\n\nGrupo 5\n\nII. Funcionalidades a implementar.\n\nLa aplicación permitirá:\n\n1) Consultar los datos de un día.\n\n2) El usuario podrá registrarse.\n\nIII. Datos técnicos.\n\nUsaremos una biblioteca.\n');
    expect(source.requirements.map(each => each.line)).toEqual([9, 11]);
  });
});

describe('a lead below objectives', () => {
  test.each([
    ['# Pets\n\n## Main objectives\n\nThe system must allow staff to:\n\n1. Register owners.\n2. Book an appointment.\n\n## Project goals\n\n- Fewer phone calls.\n', ['The system must allow staff to register owners.', 'The system must allow staff to book an appointment.']],
    ['# Mascotas\n\n## Objetivos\n\nEl sistema debe permitir al personal:\n\n1. Registrar propietarios.\n2. Reservar una cita.\n', ['El sistema debe permitir al personal registrar propietarios.', 'El sistema debe permitir al personal reservar una cita.']],
    ['# Pets\n\n## Overview\n\nWe must reach by June:\n\n- Ten clinics.\n- Two cities.\n\n## Requirements\n\n- The system must list owners.\n', ['The system must list owners.']],
  ])('asks for its list where it says what the product must do: %j', (text, wanted) => {
    expect(spec(text).requirements.map(each => each.text)).toEqual(wanted);
  });
});

test('a verb alone leaves its object to the list, a condition what happens then', () => {
  const texts = spec('# A\n\n## Functional requirements\n\nThe system must guarantee:\n\n- hashed passwords\n- a backup each night\n\nIf a ticket is late:\n\n- notify the agent\n- pass it to the head of service\n').requirements.map(each => each.text);
  expect(texts).toEqual(['The system must guarantee hashed passwords', 'The system must guarantee a backup each night', 'If a ticket is late, notify the agent', 'If a ticket is late, pass it to the head of service']);
});

test('"MVP: …" in a roadmap says when something is built', () => {
  expect(spec('# A\n\n## Requirements\n\n- Members must book courts.\n\n## Roadmap\n\n1. **MVP:** booking, sign-in\n2. **v1:** payments\n').requirements.map(each => each.line)).toEqual([5]);
});
