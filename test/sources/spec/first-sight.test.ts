import { expect, test } from 'vitest';
import { spec } from './support.ts';

const told = (markdown: string): string[] => spec(markdown).requirements.map(each => each.text);

test('a numbered title in bold over bullets or a table is a group, no demand', () => {
  const source = spec('# SRS\n\n### 3. Specific Requirements\n\n#### 3.2 Functional Requirements\n\n**3.2.1 Voucher Module**\n*   **FR-VM-1:** The system shall print vouchers.\n\n**3.2.2 Reporting Module**\n\n| ID | Requirement |\n|---|---|\n| FR-R-1 | The system shall list vouchers |\n\n**3.2.3 Vouchers shall expire after a year**\n');
  expect(source.requirements.map(each => each.text)).toEqual(['The system shall print vouchers.', 'The system shall list vouchers', 'Vouchers shall expire after a year']);
});

test('a table of signatures demands nothing', () => {
  expect(told('# SRS\n\n## Requirements\n\n- The system shall print vouchers\n\n---\n**Document Approval:**\n\n| Role | Name | Signature | Date |\n|---|---|---|---|\n| **Sponsor** | | | |\n| **Technical Lead** | | | |\n')).toEqual(['The system shall print vouchers']);
});

test('definitions, acronyms and abbreviations are a glossary', () => {
  expect(spec('# SRS\n\n## Definitions, Acronyms, and Abbreviations\n\n| Term | Definition |\n|---|---|\n| **Voucher** | A card that entitles to a treatment |\n| **VSP** | Verified Service Provider |\n\n## Requirements\n\n- The system shall print a voucher\n').entities.map(each => each.name)).toEqual(['Voucher']);
});

test('a story in bold is one, and of bullets below a named use case each is a demand when one of them is', () => {
  const source = spec('# Epics and Use Cases\n\n### Epic 1: Donations\n\n**As a member of a club, I need a quick way to submit my receipts so that taxes are claimed.**\n\n*   **Use Case 1.1: Submission**\n    *   The member can photograph a receipt.\n    *   The member does not need to add up sums.\n    *   Once a receipt is in, the treasurer receives a notification.\n*   **Use Case 1.2: Payment**\n    *   Upon approval, the treasurer can pay by transfer.\n    *   The system will store the confirmation.\n');
  expect(source.stories.map(each => each.role)).toEqual(['member of a club']);
  expect(source.requirements.map(each => [each.group, each.text.slice(0, 20)])).toEqual([['Use Case 1.1: Submission', 'The member can photo'], ['Use Case 1.1: Submission', 'The member does not '], ['Use Case 1.1: Submission', 'Once a receipt is in'], ['Use Case 1.2: Payment', 'Upon approval, the t'], ['Use Case 1.2: Payment', 'The system will stor']]);
});

test('what a roadmap lists of its phases is no demand beside demands, and a measure of a goal is a metric', () => {
  const source = spec('# PRD\n\n## Goals\n\n### Goal 1: No double bookings\n**Success Metric**: <1% conflicts after 30 days  \n**Measurement**: conflicts by bookings\n\n## Functional Requirements\n\n- Members must book a room\n- Members must cancel a booking\n\n## Implementation Phases\n\n### Phase 2: Enhanced\n\n**Core Features**:\n- Advanced search\n- Recurring bookings\n\n**Week 1: Booking Data Model**\n- Schema design\n');
  expect([source.requirements.length, source.entities.filter(each => each.implied !== true), source.metrics.map(each => each.line)]).toEqual([2, [], [6]]);
  expect(told('# PRD\n\n## Roadmap\n\n### Phase 1\n\n**Core Features**:\n- Members book a room\n- Members cancel a booking\n')).toHaveLength(2);
});

test('responsibilities of a module are what it does, those of people are not', () => {
  expect(told('# Módulos\n\n## Módulo 1: Inventario\n\n### Responsabilidades\n- Mantener el stock por bodega\n- Alertar cuando el stock baje\n\n### Reglas de negocio\n1. El stock nunca puede quedar negativo\n')).toHaveLength(3);
  expect(told('# Modules\n\n## Inventory\n\n### Responsibilities\n- Keep the stock of each depot\n- Warn when stock is low\n')).toHaveLength(2);
  expect(told('# PRD\n\n## Requirements\n\n- Members must book a room\n\n## Stakeholders\n\n### Product owner\n\n#### Responsibilities\n- Decides what is built\n\n## Roles and Responsibilities\n\n- Product owner: decides what is built\n\n## Team Responsibilities\n\n- Ana writes the tests\n')).toEqual(['Members must book a room']);
});

test('boxes below a scope of implementation are tasks, and a text with some kana is Japanese', () => {
  const source = spec('# Unit 4: 管理者機能\n\n## 実装スコープ\n\n### Backend\n\n- [ ] AttendanceRequest Entity\n- [ ] AdminController\n\n### テスト\n\n- [ ] LeaveService.approve の検証\n\n## ビジネスルール\n\n- 管理者は自部門の社員の操作のみ可能\n- 既に承認/却下済みの申請は再操作不可\n');
  expect([source.language, source.requirements.map(each => each.line)]).toEqual(['ja', [16, 17]]);
});
