import { describe, expect, test } from 'vitest';
import { spec, steps } from './support.ts';

const told = (markdown: string): string[] => spec(markdown).requirements.map(each => each.text);

describe('headings', () => {
  test('count without the accents that their author left out', () => {
    const source = spec('# Huerto\n\n## Descripcion general\n\nParcelas del barrio.\n\n## Requisitos\n\n- El vecino debera pagar la cuota\n\n## Criterios de aceptacion\n\n- Dado un vecino cuando paga entonces recibe un recibo\n\n## Metricas de exito\n\n- 40 parcelas en un mes\n\n## Suposiciones\n\n- Hay agua\n');
    expect([source.requirements, source.scenarios, source.metrics, source.assumptions].map(each => each.map(({ line }) => line))).toEqual([[9], [13], [17], [21]]);
    expect(source.requirements[0]?.priority).toBe('must');
  });

  test.each([
    ['## Recommended database schema', 'facts'], ['## Known edge cases', 'edgeCases'], ['## Errores posibles', 'edgeCases'], ['## Riesgos identificados', 'facts'], ['## Key challenges', 'facts'], ['## Modelo de datos relacionado', 'entities'], ['## 主要风险', 'facts'],
  ] as const)('%s is announced by what its describing words leave', (heading, kind) => {
    const source = spec(`# Boat club\n\n## Requirements\n\n- Members must book a boat\n\n${heading}\n\n- Boats\n`);
    expect(source.requirements.map(each => each.line)).toEqual([5]);
    if (kind === 'facts') expect(source.unread.map(each => each.line)).not.toContain(5);
    else expect(source[kind].map(each => each.line)).toEqual([9]);
  });

  test('a second line of the title bounds no section', () => {
    expect(told('# Boat club\n## Product requirements and design, version 2\n\nFor the board.\n\n### 1. Who pays\n\n- The city\n\n### 2. Success metrics\n\n- 40 boats\n\n### 3. Functional requirements\n\n- Members must book a boat\n')).toEqual(['Members must book a boat']);
  });
});

describe('what only points at a demand', () => {
  test('a table that traces ids states none', () => {
    const rows = '| Requirement | Priority | Design | Test |\n|---|---|---|---|\n| FR-001 | P0 | DES-014 | TC-1, TC-2 |\n| FR-002 | P1 | design.md#login | TC-3 |\n';
    expect(told(`# Boat club\n\n## Requirements\n\n- **FR-001**: Members must book a boat\n- **FR-002**: Members must sign in\n\n## Coverage\n\n${rows}`)).toHaveLength(2);
    expect(told(`# Boat club\n\n## Requirements\n\n- **FR-001**: Members must book a boat\n\n## Traceability\n\n| Id | Story |\n|---|---|\n| FR-001 | Booking of boats |\n`)).toHaveLength(1);
  });

  test('an example explains the demand before it', () => {
    expect(told('# Boat club\n\n## Requirements\n\nA search must find boats by name.\n\n*Example: a search for "swan" should find both swans.*\n\n- Members must book a boat\n- Example: boat 7 from ten to twelve\n')).toEqual(['A search must find boats by name.', 'Members must book a boat']);
  });
});

describe('Chinese in the letters of Taiwan and Hong Kong', () => {
  test('is read as in those of the mainland', () => {
    const source = spec('# 產品需求文件\n\n## 專案概述\n- **目標用戶**：需要記錄開支的學生。\n\n## 功能需求\n1. **新增支出**\n   - 作為 **學生**，我希望 **新增一筆支出**，以便 **知道錢花在哪裡**。\n\n## 範圍\n- **Must Have (必須有)**：\n  - 刪除支出紀錄。\n- **Nice to Have (加分項目)**：\n  - 匯出報表。\n\n## 驗收標準\n- 假設 有一筆支出，當 學生刪除，那麼 列表不再顯示\n\n## 非目標\n- 多人帳號\n');
    expect(source.stories.map(each => [each.role, each.want, each.benefit, each.line])).toEqual([['學生', '新增一筆支出', '知道錢花在哪裡', 8]]);
    expect(source.requirements.map(each => [each.line, each.priority])).toEqual([[12, 'must'], [14, 'could']]);
    expect(steps(source)).toEqual([[['有一筆支出'], ['學生刪除'], ['列表不再顯示']]]);
    expect([source.language, source.outOfScope.map(each => each.line)]).toEqual(['zh', [20]]);
  });
});

describe('below a heading of constraints', () => {
  test('what must be, what nobody may and what holds for all is demanded; money, dates and tools are not', () => {
    const source = spec('# Boat club\n\n## Constraints\n\n- Bookings must be deleted after 2 years\n- No photos of members\n- All times are stored in UTC\n- The budget of 900 EUR must not be exceeded\n- We must finish by May\n- No budget for licences\n- PostgreSQL and Python\n- Two boats and one hall\n');
    expect(source.requirements.map(each => [each.line, each.kind])).toEqual([[5, 'non-functional'], [6, 'non-functional'], [7, 'non-functional']]);
    expect(source.facts.filter(each => each.kind === 'constraint')).toHaveLength(8);
  });

  test.each([
    ['## Restricciones', '- Los datos deben guardarse en la UE', '- Ningún dato sale del puerto'], ['## 约束', '- 个人数据必须存放在国内', '- 禁止导出照片'], ['## 制約', '- 個人情報は国内に保存しなければならない', '- 写真は保存してはならない'], ['## Randbedingungen', '- Daten müssen in der EU liegen', '- Keine Fotos von Kindern'],
  ])('%s', (heading, first, second) => {
    expect(spec(`# A\n\n${heading}\n\n${first}\n${second}\n`).requirements.map(each => each.line)).toEqual([5, 6]);
  });
});

describe('lists of what is not', () => {
  test('bullets that only deny, below a heading that says nothing, are out of scope', () => {
    const source = spec('# Boat club\n\n## Features\n\n- Members can book a boat\n- No double bookings\n\n## Simplifications\n\n- No roles\n- No invoices\n- Without an app\n');
    expect([source.requirements, source.outOfScope].map(each => each.map(({ line }) => line))).toEqual([[5, 6], [10, 11, 12]]);
  });
});

describe('entities', () => {
  test('stand as bold labels over lists of their attributes', () => {
    const source = spec('# Boat club\n\n## Data\n\n**Boat**\n- name\n- seats: how many may row\n\n**Booking:**\n\n* from\n* until\n\n**Relationships:**\n- A booking has one boat and one member\n');
    expect(source.entities.map(each => [each.name, each.attributes, each.line])).toEqual([['Boat', ['name', 'seats'], 5], ['Booking', ['from', 'until'], 9]]);
  });
});

describe('what introduces', () => {
  test('an opening that names the product and what it is for is no demand', () => {
    const source = spec('# Harbour\n\nA backend for harbours: berths, boats and fees, which must end the paper lists.\n\n## Features\n\n- Skippers can book a berth\n');
    expect([source.requirements.map(each => each.line), source.facts.map(each => each.kind)]).toEqual([[7], ['goal']]);
  });

  test('numbers of the past are no demand', () => {
    expect(told('# Harbour\n\n## Numbers\n\nLast year 40 boats came in 30 weeks. The old list had 12 columns. A page is shown within 2 seconds.\n')).toEqual(['A page is shown within 2 seconds.']);
  });

  test('a sentence that ends in its modal word goes on in each bullet', () => {
    expect(told('# Harbour\n\nThe app must:\n\n- let skippers book a berth\n- show the tide\n')).toEqual(['The app must let skippers book a berth', 'The app must show the tide']);
  });

  test('titles at the head of paragraphs announce as headings do', () => {
    const source = spec('# Harbour\n\n**What it does.** Skippers book berths. A berth has a length.\n\n**Numbers.** We lend 300 berths a week. The office seats 60 people.\n\n**Later.** Maybe an app for phones.\n\n**Rules.** A skipper gets at most two berths.\n');
    expect(source.requirements.map(each => each.text)).toEqual(['Skippers book berths.', 'A berth has a length.', 'A skipper gets at most two berths.']);
    expect([source.outOfScope.map(each => each.text), source.facts]).toEqual([['Maybe an app for phones.'], []]);
  });
});

describe('ids of a family that no list knows', () => {
  const source = spec('# Ferry\n\n## 1. Scope\n\nA ferry across the bay. Key concepts:\n\n- **Deck** – where cars stand.\n\nThe first part looks at:\n\n- tides\n\n## 2. Roles and users\n\n### 2.1 Accounts\n\n**R1. Accounts**\n\n- **R1.1** The service shall store, for each skipper:\n  - a name,\n  - a licence.\n- **R1.2** The service should mail a receipt.\n\n### 2.2 Roles\n\n- **R2.1 Skipper**\n  - R2.1.1 Open and close a deck.\n  - R2.1.2 Cancel a crossing.\n\n## 3. Crossing entity\n\n- **R3.1** A crossing shall have a deck.\n');
  test('are demands wherever they stand, where several of them demand', () => {
    expect(source.requirements.map(each => [each.id, each.line])).toEqual([['R1.1', 19], ['R1.2', 22], ['R2.1.1', 27], ['R2.1.2', 28], ['R3.1', 32]]);
  });
  test('group what goes on with their number, and terms under a lead are none', () => {
    expect(source.requirements.map(each => each.group)).toContain('Skipper');
    expect(source.entities.filter(each => each.implied !== true).map(each => each.name)).toEqual(['Deck']);
  });
});

test.each([
  ['## Scope (not in v1)', 'outOfScope'], ['## 4. 范围界定（v1 不做）', 'outOfScope'], ['## Explicitly not implemented', 'outOfScope'], ['## 将来拡張（フェーズ2以降）', 'outOfScope'], ['## 非功能标准', 'requirements'], ['## 不変条件（業務ルール／破ると不具合）', 'requirements'], ['## Ties (business rules)', 'requirements'],
] as const)('%s says in words or in brackets what stands below it', (heading, kind) => {
  expect(spec(`# A\n\n${heading}\n\n- Ships of two owners\n`)[kind].map(each => each.line)).toEqual([5]);
});

test('a section below what is left out stays out, whatever its last word', () => {
  expect(spec('# A\n\n## Later\n\n### Map features\n\n- Show the bay on a map\n').outOfScope.map(each => each.line)).toEqual([7]);
  expect(spec('# 港\n\n## 将来拡張\n\n### 地図機能\n\n- 地図の表示\n').outOfScope.map(each => each.line)).toEqual([7]);
});

test('a compound of several words announces no part of it', () => {
  expect(told('# 港\n\n## 機能要件\n\n### スケジュール・予約管理\n\n- 予約の取消\n\n### データ取込\n\n- 潮位の取込\n')).toEqual(['予約の取消', '潮位の取込']);
  expect(told('# A\n\n## Requirements\n\n### Data and preprocessing\n\n- Import tide tables\n')).toEqual(['Import tide tables']);
});

test('an item over details keeps them, one over deeds groups them', () => {
  expect(told('# 港\n\n## 機能要件\n\n- 船の登録\n  - 名称、長さ、喫水\n  - 船主、電話番号\n- 船長向け\n  - 予約の作成\n  - 予約の取消\n')).toEqual(['船の登録: 名称、長さ、喫水; 船主、電話番号', '予約の作成', '予約の取消']);
});

test('a question whose remark says that it is settled is open no more', () => {
  const source = spec('# A\n\n## Open questions\n\n- Q1 (decided, see D6): import replaces\n- Q2: who pays the pilot?\n');
  expect([source.answeredQuestions, source.openQuestions].map(each => each.map(({ line }) => line))).toEqual([[5], [6]]);
});

test('a document that is one list is read by its items', () => {
  expect(told('# 港口改造\n\n- 背景\n  - 现在用纸记录潮位\n\n- 功能点\n  1) 潮位查询，按日\n  2) 泊位预约\n\n- 校验规则\n  - 长度单位为米\n')).toEqual(['潮位查询，按日', '泊位预约', '长度单位为米']);
});

test('a rank before a dash ranks what stands below it', () => {
  const { requirements } = spec('# A\n\n## Features\n\n### P0 — must be there on the day\n\n- Book a berth\n\n### P2 — the long vision\n\n- Pilots by drone\n');
  expect(requirements.map(each => [each.line, each.priority])).toEqual([[7, 'must'], [11, 'should']]);
});

test('a row of two cells whose first says what the second is', () => {
  const source = spec('# A\n\n## Scope\n\n| Category | Contents |\n|---|---|\n| In scope | Berths, tides |\n| Out of scope initially | Pilots; customs |\n');
  expect(source.outOfScope.map(each => each.line)).toEqual([8]);
  expect(source.requirements.map(each => each.line)).toEqual([7]);
});

test('a term in bold with a full stop is named by the bold words', () => {
  expect(spec('# A\n\n## Entities\n\n- **Berth.** A place where one boat lies. It has a length.\n').entities.map(each => [each.name, each.description])).toEqual([['Berth', 'A place where one boat lies. It has a length.']]);
});

test('the name of a pattern of sentences is no part of the sentence', () => {
  expect(told('# A\n\n## Requirements\n\n### REQ-7: Tides\n\n**Event-driven**\n\n> WHEN the tide turns, THE system SHALL tell the warden.\n')).toEqual(['WHEN the tide turns, THE system SHALL tell the warden.']);
});

test('the name of the file in front of the title is none of the product', () => {
  expect(spec('# MODULES.md - Boat club\n\n## Requirements\n\n- **FR-001**: Members MUST be able to create a boat.\n').title).toBe('Boat club');
});
