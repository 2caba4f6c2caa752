import { describe, expect, test } from 'vitest';
import { spec } from './support.ts';

const implied = (markdown: string): [string, number, boolean | null, string[]][] => spec(markdown).entities.filter(each => each.implied === true).map(each => [each.name, each.line, each.persisted, each.attributes]);

const library = `# Requirements

## Requirements

### Requirement 1: Reserve

**User Story:** As a member, I want to reserve a tool, so that it is there.

#### Acceptance Criteria

1. when a member requests a tool, the system shall create a reservation with the status open
2. the system shall cancel a reservation that was not collected
3. when a volunteer scans a lent tool, the desk shall close the loan and record the condition of the tool
4. when a loan is closed late, the desk shall book a late fee of 2 EUR
5. while a late fee is unpaid, the system shall reject new reservations
6. the system shall display an error message when the page is opened
7. when a user opens the history, the system shall display a list of all gap periods (days without a loan), showing the start date, end date, and duration of each gap
8. the system shall store a meter reading from each tool, with hours, temperature and battery level
9. the system shall return the tool list within 2 seconds
`;

describe('entities no section names', () => {
  test('are the nouns demands make, keep or compute, each with its line, marked, in singular', () => {
    expect(implied(library)).toEqual([
      ['Tool', 7, true, []],
      ['Reservation', 11, true, []],
      ['Loan', 13, true, []],
      ['Late fee', 14, true, []],
      ['Gap period', 17, false, ['start date', 'end date', 'duration']],
      ['Meter reading', 18, true, ['hours', 'temperature', 'battery level']],
    ]);
  });

  test('are none where the author lists entities, or where no backend has work', () => {
    expect(implied(`${library}\n## Key Entities\n\n- **Tool**: name, state\n`)).toEqual([]);
    expect(implied('# CLI\n\n## Requirements\n\n- The command SHALL create a config file in the working directory.\n- The command SHALL print the config file to stdout with the --show flag.\n')).toEqual([]);
  });

  test('stand beside the things of a glossary, whose components and abbreviations are none', () => {
    const glossed = spec(`# Requirements\n\n## Glossary\n\n- **Tool**: A thing that can be lent\n- **Loan_Desk**: The component that hands out tools\n- **mTLS**: Mutual TLS\n\n## Requirements\n\n1. The Loan_Desk shall open a loan for a member\n2. The Loan_Desk shall close a loan with mTLS\n3. The Loan_Desk shall update a tool\n`);
    expect(glossed.entities.map(each => [each.name, each.implied ?? false])).toEqual([['Tool', false], ['Loan', true]]);
  });

  test('a person with an account counts when the document speaks of signing in', () => {
    const text = (line: string): string => `# R\n\n## User Stories\n\nAs a member, I want to see my plan so that I know it.\n\n## Requirements\n\n- A member must ${line}.\n- A member must archive a plan.\n- A member must delete a plan.\n`;
    expect(implied(text('sign in')).map(([name]) => name)).toEqual(['Member', 'Plan']);
    expect(implied(text('wait')).map(([name]) => name)).toEqual(['Plan']);
  });

  test('in Japanese, by the mark of the object', () => {
    expect(implied('# 要件\n\n## 要件\n\n- 管理者は蔵書を登録しなければならない。\n- 管理者は蔵書を削除しなければならない。\n- システムは情報を保存しなければならない。\n')).toEqual([['蔵書', 5, true, []]]);
  });

  test.each<[string, string, string[], [string, number, string[]][]]>([
    ['Spanish', 'Requisitos', [
      'CUANDO un vecino solicita una parcela libre, EL SISTEMA DEBE crear una solicitud con fecha, motivo y prioridad', 'EL SISTEMA DEBE guardar cada solicitud durante dos años en la base de datos', 'si el técnico rechaza la solicitud, entonces el servicio debe enviar un aviso al vecino',
      'el sistema debe mostrar un mensaje de error', 'el vecino puede cancelar sus reservas', 'el sistema debe conservar los datos del vecino',
    ], [['Parcela', 5, []], ['Solicitud', 5, ['fecha', 'motivo', 'prioridad']], ['Reserva', 9, []]]],
    ['German', 'Anforderungen', [
      'WENN eine Kundin eine Bestellung abschickt, MUSS DAS SYSTEM die Bestellung in der Datenbank speichern', 'das System muss Bestellungen nach 30 Tagen löschen', 'FALLS eine Bestellung nicht abgeholt wird, MUSS DAS SYSTEM einen Gutschein für die Kundin ausstellen',
      'der Dienst speichert die Lieferadressen der Kundin', 'eine Rechnung wird nach der Abholung erstellt', 'das System muss eine Fehlermeldung anzeigen',
    ], [['Bestellung', 5, []], ['Gutschein', 7, []], ['Lieferadresse', 8, []], ['Rechnung', 9, []]]],
    ['Chinese', '需求', [
      '当患者支付成功时，系统必须创建挂号单，并锁定号源', '患者可以取消挂号单', '系统必须保存患者的身份证号到数据库', '医生可以添加一条停诊记录。', '系统应当记录日志', '如果号源不足，系统必须拒绝预约请求',
    ], [['挂号单', 5, []], ['号源', 5, []], ['停诊记录', 8, []]]],
  ])('in %s, where the language has them', (_, heading, lines, want) => {
    expect(implied(`# ${heading}\n\n## ${heading}\n\n${lines.map((line, at) => `${at + 1}. ${line}`).join('\n')}\n`).map(([name, line, , attributes]) => [name, line, attributes])).toEqual(want);
  });
});

test('an order is a record where it is counted, an order of things is none', () => {
  const named = (lines: string): string[] => spec(`# Shop\n\n## Requirements\n\n${lines}`).entities.map(each => each.name);
  expect(named('- The system must create an order from a cart\n- The system must cancel an order on request\n')).toContain('Order');
  expect(named('- Users must be able to change the order of their lists\n- The system must store the order of columns\n')).not.toContain('Order');
});

test('what the scenarios of an OpenSpec document say is created is a record', () => {
  const source = spec('# order Specification\n\n## Requirements\n\n### Requirement: Cancellation\n\nThe system SHALL let a customer cancel.\n\n#### Scenario: Confirmed\n\n- **WHEN** a confirmed order is cancelled\n- **THEN** a refund is created with amount and reason\n\n### Requirement: Catalog\n\nThe system SHALL allow the Seller to publish a product with name, description and price.\n\n#### Scenario: Published\n\n- **WHEN** the Seller publishes it\n- **THEN** the catalog shows it\n');
  expect(source.entities.map(each => [each.name, each.attributes])).toEqual(expect.arrayContaining([['Refund', ['amount', 'reason']], ['Product', ['name', 'description', 'price']]]));
});

test('Chinese nouns that several demands name are records, and words of time are none', () => {
  const source = spec('# 图书馆\n\n## 功能需求\n\n- 读者可以预约图书，预约成功后发送通知\n- 管理员可以新增图书、修改图书\n- 读者可以提交罚款申诉\n- 管理员审核罚款申诉\n- 系统应当生成逾期罚款\n- 读者可以查看罚款\n- 一次预约持续 60 分钟\n- 管理员创建读者证\n- 读者证由管理员注销\n- 系统必须记录操作日志\n');
  expect(source.entities.map(each => each.name)).toEqual(['图书', '罚款申诉', '罚款', '读者证']);
});

test('a word behind a Spanish verb that says how is no record', () => {
  expect(spec('# Restaurante\n\n## Normas\n\nLas reservas se cancelan gratis hasta dos horas antes. Los grupos pagan un depósito.\n').entities.map(each => each.name)).not.toContain('Grati');
});
