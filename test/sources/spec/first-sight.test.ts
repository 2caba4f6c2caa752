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

test('policies and rules state facts, each of which is a demand, in bullets and in prose', () => {
  expect(told('# Kennel\n\nA web service for a kennel.\n\n## Policies\n\n- A stay lasts one night at least.\n- Owners pay weekly.\n\n## Cancellation policy\n\nA stay cancelled late costs half. Refunds take a week.\n')).toEqual(['A stay lasts one night at least.', 'Owners pay weekly.', 'A stay cancelled late costs half.', 'Refunds take a week.']);
  expect(told('# Restaurante\n\n## Políticas\n\n- Una reserva dura 90 minutos.\n\n## Política de cancelación\n\n- Se cancela gratis hasta dos horas antes.\n\n## Normas\n\nLos grupos pagan un depósito.\n')).toHaveLength(3);
  expect(told('# Hundehotel\n\n## Regelungen\n\n- Ein Aufenthalt dauert eine Nacht.\n\n## Stornobedingungen\n\n- Späte Absagen kosten die Hälfte.\n')).toHaveLength(2);
  expect(told('# 健身房\n\n## 规则\n\n一次预约持续 60 分钟。会员按月付费。\n\n## 取消政策\n\n- 开始前 24 小时内取消不退款\n')).toEqual(['一次预约持续 60 分钟。', '会员按月付费。', '开始前 24 小时内取消不退款']);
  expect(told('# ジム\n\n## ルール\n\n予約は60分間続く。会員は月ごとに支払う。\n\n## キャンセルポリシー\n\n- 開始24時間前以降の取消は返金しない\n')).toHaveLength(3);
});

test('a heading that names a deed with a policy keeps its group, and an entity may be called so', () => {
  const source = spec('# Insurance\n\n## Requirements\n\n### Renew policy\n\n- Brokers must renew a policy\n\n### Key Entities\n\n- **Policy**: What is insured, with number, holder, end\n');
  expect([source.requirements.map(each => each.group), source.entities.map(each => each.name)]).toEqual([['Renew policy'], ['Policy']]);
});

test('a constraint that speaks of what the demands speak of binds the product, one of the project does not', () => {
  const source = spec('# Courts\n\n## Features\n\n- Members book a court for an hour\n- Members cancel a booking\n\n## Constraints\n\n- A member has at most two open bookings.\n- Courts open at 07:00 and close at 22:00.\n- Two developers, six weeks.\n- PostgreSQL 16 on one host.\n- We demo 2 bookings in May.\n- The rules of the league apply wherever a court is shown.\n');
  expect(source.requirements.map(each => each.text)).toEqual(['Members book a court for an hour', 'Members cancel a booking', 'A member has at most two open bookings.', 'Courts open at 07:00 and close at 22:00.']);
  expect(told('# 体育馆\n\n## 功能需求\n\n- 会员可以预约场地\n\n## 约束\n\n- 一个预约持续 60 分钟\n- 两名开发人员\n')).toEqual(['会员可以预约场地', '一个预约持续 60 分钟']);
});

test('a row of short cells below rules is told whole', () => {
  expect(told('# Kennel\n\n## Pricing rules\n\n| Dog | Price |\n|---|---|\n| small | 20 EUR |\n| large | 30 EUR |\n')).toEqual(['small: 20 EUR', 'large: 30 EUR']);
});
