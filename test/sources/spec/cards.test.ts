import { describe, expect, test } from 'vitest';
import { rules, spec, steps } from './support.ts';

const told = (markdown: string): [number, number, string | null, string][] => spec(markdown).requirements.map(each => [each.line, each.endLine, each.id, each.text]);

const lending = '## Features\n\n### F2 — Lending\n- **Purpose:** Readers take a book home.\n- **Interaction:** Scan the card → scan the book → print a slip.\n- **Inputs:** Card number, copy number, due date.\n- **Processing:** Store the loan; refuse a card that has expired.\n- **Outputs:** Loan record.\n- **Dependencies:** F1 (accounts).\n- **Edge cases:** Expired card, damaged copy.\n- **Assumptions:** Every copy has a label.\n';

describe('a card of labelled lines below a heading', () => {
  test('describes the demands of a numbered list, and states none beside it', () => {
    const source = spec(`# Library\n\n${lending}\n## Functional Requirements\n\n- FR-1: Readers must borrow books.\n- FR-2: Readers must return books.\n- FR-3: Librarians must fine late returns.\n`);
    expect(source.requirements.map(each => [each.id, each.text])).toEqual([['FR-1', 'Readers must borrow books.'], ['FR-2', 'Readers must return books.'], ['FR-3', 'Librarians must fine late returns.']]);
    expect([source.edgeCases.map(each => each.text), source.assumptions.map(each => each.text)]).toEqual([['Expired card, damaged copy.'], ['Assumptions: Every copy has a label.']]);
    expect(source.facts).toEqual([]);
    expect(steps(source)).toEqual([[[], ['Scan the card', 'scan the book'], ['print a slip.']]]);
  });

  test('a flow that ends in a bare deed shows nothing that a scenario could', () => {
    expect(steps(spec(`# Library\n\n${lending.replace('print a slip.', 'confirm.')}`))).toEqual([]);
  });

  test('is one demand with its details where no list states any', () => {
    const source = spec(`# Library\n\n${lending}`);
    expect(told(`# Library\n\n${lending}`)).toEqual([[5, 10, 'F2', 'Lending: Readers take a book home. Store the loan; refuse a card that has expired.']]);
    expect(source.scenarios.map(each => [each.requirement, each.line])).toEqual([['F2', 7]]);
  });

  test('lines of their own below "Behaviour" are demands of its group, and so are rules', () => {
    const { requirements } = spec('# Library\n\n## Features\n\n### Lending\n\n**Description:** Readers take a book home.\n\n**Behaviour:**\n- Store the loan with its end.\n- Refuse a card that has expired.\n\n**Business rules:**\n- A reader has at most five loans.\n\n**Priority:** Should\n');
    expect(requirements.map(each => [each.line, each.group, each.priority, each.text])).toEqual([[10, 'Lending', 'should', 'Store the loan with its end.'], [11, 'Lending', 'should', 'Refuse a card that has expired.'], [14, 'Lending', 'should', 'A reader has at most five loans.']]);
  });

  test('"Description" and "Notes" alone make none, and stay what they were', () => {
    expect(told('# Library\n\n## Requirements\n\n### Lending\n- Description: readers take books home\n- Notes: a card is needed at the desk\n').map(([line]) => line)).toEqual([7]);
  });
});

const useCase = '**Actor:** Member\n**Goal:** Reserve a court for an hour\n**Preconditions:** The member is signed in\n\n**Main Flow:**\n1. Member picks a day.\n2. Member picks a slot.\n3. System stores the booking.\n\n**Alternative Flows:**\n- **Slot taken meanwhile:** the list is read again.\n- **No slot left:** an empty list.\n\n**Postconditions:** The slot is taken.\n';

describe('a use case', () => {
  test('is one demand, its flow a scenario and each alternative an edge case', () => {
    const source = spec(`# Courts\n\n## UC-01 — Book a court\n\n${useCase}`);
    expect(source.requirements.map(each => [each.id, each.text, each.line])).toEqual([['UC-01', 'Book a court: Reserve a court for an hour.', 3]]);
    expect(steps(source)).toEqual([[['The member is signed in'], ['Member picks a day.', 'Member picks a slot.', 'System stores the booking.'], ['The slot is taken.']]]);
    expect(source.edgeCases.map(each => [each.line, each.text])).toEqual([[15, 'Slot taken meanwhile: the list is read again.'], [16, 'No slot left: an empty list.']]);
  });

  test('takes the rank of the index above it, which states nothing else', () => {
    const markdown = `# Courts\n\n## Use Case Index\n\n| ID | Title | Actor | Priority |\n|---|---|---|---|\n| UC-01 | Book a court | Member | P2 |\n\n## UC-01 — Book a court\n\n${useCase}`;
    expect(spec(markdown).requirements.map(each => [each.line, each.priority])).toEqual([[9, 'should']]);
    expect(rules(markdown).filter(rule => rule.startsWith('spec/duplicate-id'))).toEqual([]);
  });

  test('may be a table of two columns, one after the other', () => {
    const source = spec('# Courts\n\n## Use cases\n\n| Field | Value |\n|---|---|\n| Use case ID | UC-01 |\n| Name | Book a court |\n| Actor | Member |\n| Description | Members reserve a court |\n| Main flow | 1. Member picks a slot. 2. System stores the booking. |\n| Alternative flows | Slot is taken |\n| Priority | High |\n\n| Use case ID | UC-02 |\n|---|---|\n| Name | Cancel a booking |\n| Description | Members free a slot |\n| Main flow | 1. Member opens it. 2. System deletes it. |\n');
    expect(source.requirements.map(each => [each.id, each.priority, each.text])).toEqual([['UC-01', 'must', 'Book a court: Members reserve a court.'], ['UC-02', null, 'Cancel a booking: Members free a slot.']]);
    expect(source.scenarios.map(each => [each.requirement, each.when.length])).toEqual([['UC-01', 1], ['UC-02', 1]]);
    expect(source.edgeCases.map(each => each.line)).toEqual([12]);
  });

  test('may be a document of its own, its labels headings', () => {
    const source = spec('# UC-03 Return a book\n\n## Brief description\nA reader brings a book back.\n\n## Actors\n- Librarian\n\n## Preconditions\n- The book is on loan.\n\n## Basic flow\n1. The librarian scans the book.\n2. The system closes the loan.\n\n## Alternative flows\n### A1 Book is damaged\nThe librarian records the damage.\n\n## Postconditions\nThe book can be lent again.\n');
    expect(source.requirements.map(each => [each.id, each.text])).toEqual([['UC-03', 'Return a book: A reader brings a book back.']]);
    expect(source.scenarios.map(each => [each.given, each.when.length, each.then])).toEqual([[['The book is on loan.'], 2, ['The book can be lent again.']]]);
    expect(source.edgeCases.map(each => each.text)).toEqual(['A1 Book is damaged: The librarian records the damage.']);
  });
});

test('cards stand below an item or a title on a line of its own as well', () => {
  expect(told('# Library\n\n## Features\n\n- **Lending**\n  - Description: Readers take a book home.\n  - Inputs: card number\n  - Edge cases: expired card\n- **Returns**\n  - Description: Readers bring it back.\n  - Outputs: receipt\n').map(([line, , , text]) => [line, text])).toEqual([[5, 'Lending: Readers take a book home.'], [9, 'Returns: Readers bring it back.']]);
  expect(told('# Library\n\n## Features\n\n**F1: Lending**\n- Purpose: Readers take a book home.\n- Inputs: card number\n\n**F2: Returns**\n- Purpose: Readers bring it back.\n- Outputs: receipt\n').map(([line, , id, text]) => [line, id, text])).toEqual([[5, 'F1', 'Lending: Readers take a book home.'], [9, 'F2', 'Returns: Readers bring it back.']]);
});

test.each([
  ['de', '### Platz buchen\n\n**Beschreibung**: Mitglieder buchen einen Platz.\n**Akteure**: Mitglied\n**Ablauf**:\n1. Tag wählen.\n2. Platz wählen.\n\n**Ausnahmen**:\n- Platz belegt.\n', 'Platz buchen: Mitglieder buchen einen Platz.'],
  ['es', '### Reservar pista\n\n- **Descripción:** Los socios reservan una pista.\n- **Actor principal:** Socio\n- **Flujo principal:**\n  1. Elige día.\n  2. Elige pista.\n- **Flujos alternativos:** Pista ocupada.\n', 'Reservar pista: Los socios reservan una pista.'],
  ['fr', '### Réserver un court\n\n- **Objectif :** Les membres réservent un court.\n- **Acteurs :** Membre\n- **Scénario nominal :**\n  1. Choisir un jour.\n  2. Choisir un court.\n- **Cas limites :** Court occupé.\n', 'Réserver un court: Les membres réservent un court.'],
  ['pt', '### Reservar quadra\n\n- **Descrição:** Sócios reservam uma quadra.\n- **Ator:** Sócio\n- **Fluxo principal:**\n  1. Escolhe o dia.\n  2. Escolhe a quadra.\n- **Exceções:** Quadra ocupada.\n', 'Reservar quadra: Sócios reservam uma quadra.'],
  ['zh', '### 预订场地\n\n- **功能描述**：会员预订场地。\n- **前置条件**：会员已登录\n- **主流程**：\n  1. 选择日期\n  2. 选择时段\n- **异常流程**：时段已被占用\n', '预订场地: 会员预订场地。'],
  ['ja', '### コート予約\n\n- **概要**：会員がコートを予約する。\n- **アクター**：会員\n- **基本フロー**：\n  1. 日を選ぶ\n  2. コートを選ぶ\n- **例外処理**：予約済み\n', 'コート予約: 会員がコートを予約する。'],
  ['it', '### Prenotare un campo\n\n- **Descrizione:** I soci prenotano un campo.\n- **Attore:** Socio\n- **Flusso principale:**\n  1. Sceglie il giorno.\n  2. Sceglie il campo.\n- **Eccezioni:** Campo occupato.\n', 'Prenotare un campo: I soci prenotano un campo.'],
  ['ru', '### Бронирование корта\n\n- **Описание:** Участники бронируют корт.\n- **Актор:** Участник\n- **Основной поток:**\n  1. Выбирает день.\n  2. Выбирает корт.\n- **Исключения:** Корт занят.\n', 'Бронирование корта: Участники бронируют корт.'],
  ['ko', '### 코트 예약\n\n- **설명:** 회원이 코트를 예약한다.\n- **액터:** 회원\n- **기본 흐름:**\n  1. 날짜를 고른다.\n  2. 코트를 고른다.\n- **예외:** 이미 예약됨\n', '코트 예약: 회원이 코트를 예약한다.'],
] as const)('cards are read in every language: %s', (_, card, text) => {
  const source = spec(`# A\n\n## Features\n\n${card}`);
  expect([source.requirements.map(each => each.text), source.scenarios.length, source.edgeCases.length]).toEqual([[text], 1, 1]);
});

describe('a scope beside numbered demands', () => {
  const list = '## Functional Requirements\n\n- FR-1: Readers must borrow books.\n- FR-2: Readers must return books.\n- FR-3: Librarians must fine late returns.\n';
  test('sums them up', () => {
    expect(told(`# Library\n\n## Scope\n\n**Included:**\n- Lending and returns\n- Fines for late returns\n\n${list}`).map(([, , id]) => id)).toEqual(['FR-1', 'FR-2', 'FR-3']);
  });
  test('stays where it says more than they do, where its title says "features", and without numbers', () => {
    expect(told(`# Library\n\n## Scope\n\n- Lending\n- Returns\n- Fines\n- Reservations\n\n${list}`).length).toBe(7);
    expect(told(`# Library\n\n## MVP features\n\n- Lending\n- Returns\n\n${list}`).length).toBe(5);
    expect(told('# Library\n\n## Scope\n\n- Lending\n- Returns\n').length).toBe(2);
  });
});

test('a row that names a group of numbers is none of its demands', () => {
  expect(told('# Library\n\n## Functional Requirements\n\n- **FR-1.1**: The system shall lend books.\n- **FR-1.2**: The system shall take them back.\n\n## Verification Matrix\n\n| Requirement ID | Description | Verified By |\n|---|---|---|\n| FR-1 | Lending | Unit test |\n').map(([, , id]) => id)).toEqual(['FR-1.1', 'FR-1.2']);
});

test('a line about the width of screens asks nothing of a backend', () => {
  const [line] = spec('# Library\n\n## Non-Functional Requirements\n\n- **Responsiveness:** UI usable on desktop and mobile screen widths.\n- **Security:** Passwords are hashed.\n').requirements;
  expect(line?.backend.is).toBe(false);
});
