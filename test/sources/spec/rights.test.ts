import { expect, test } from 'vitest';
import { spec } from './support.ts';

const told = (markdown: string): string[] => spec(markdown).requirements.map(each => each.text);

test('a table of roles whose cells say what they may do states one demand a cell', () => {
  const table = '| Role | May | May not |\n|---|---|---|\n| Skipper | book a boat, cancel | lend it |\n| Warden | close the harbour; fine a skipper | - |\n| Visitor | nothing | |\n';
  const demands = ['Skipper can book a boat, cancel', 'Skipper may not lend it', 'Warden can close the harbour', 'Warden can fine a skipper'];
  expect(told(`# Harbour\n\n## Roles\n\n${table}`)).toEqual(demands);
  expect(told(`# Harbour\n\n## Who does what\n\n${table}`)).toEqual(demands);
  expect(told('# Puerto\n\n## Roles\n\n| Rol | Permisos |\n|---|---|\n| Capitán | reservar un barco |\n')).toEqual(['Capitán: reservar un barco']);
  expect(told('# 港\n\n## 役割\n\n| 役割 | できること |\n|---|---|\n| 船長 | 船を予約する |\n')).toEqual(['船長: 船を予約する']);
});

test('beside demands enough such a table only sums them up', () => {
  const demands = ['book a boat', 'lend a boat', 'sign in', 'pay a fee', 'see the tide'].map(each => `- Members must ${each}\n`).join('');
  expect(told(`# Harbour\n\n## Roles\n\n| Role | May |\n|---|---|\n| Skipper | book a boat |\n\n## Requirements\n\n${demands}`)).toHaveLength(5);
});

test('a matrix of marks says who may do what', () => {
  expect(told('# Harbour\n\n## Permissions\n\n| Action | Skipper | Warden | Board |\n|---|:-:|:-:|:-:|\n| Book a boat | ✓ | | ✓ |\n| Close the harbour | ✗ | ✓ | ✗ |\n| Burn the harbour | ✗ | ✗ | ✗ |\n')).toEqual(['Book a boat: Skipper, Board', 'Close the harbour: Warden']);
});

test('a table of roles and duties stays one of people', () => {
  const source = spec('# Harbour\n\n## Roles\n\n| Role | Responsibilities |\n|---|---|\n| Skipper | Boats and crews |\n');
  expect([source.requirements, source.facts.map(each => each.text)]).toEqual([[], ['Skipper: Boats and crews']]);
});

const long = ['Members must book a boat', 'Members must sign in', 'The system must remind members of the tide', 'Wardens must be able to edit bookings', 'The system must not show fines to visitors', 'The harbour must keep a log'].map(each => `- ${each}.\n`).join('');

test('a right counts in a long document where no other demand says it, and never twice', () => {
  const table = '| Role | May | May not |\n|---|---|---|\n| Skipper | reserve boats; lend a boat | edit bookings |\n| Warden | update a booking; fine a skipper; manage everything | - |\n';
  const stories = '## User Stories\n\n- As a skipper, I want to lend my boat to a friend so that it is used\n\n';
  expect(told(`# Harbour\n\n## Roles\n\n${table}\n## Requirements\n\n${long}`).slice(0, 3)).toEqual(['Skipper can lend a boat', 'Skipper may not edit bookings', 'Warden can fine a skipper']);
  expect(told(`# Harbour\n\n## Roles\n\n${table}\n${stories}## Requirements\n\n${long}`).slice(0, 2)).toEqual(['Skipper may not edit bookings', 'Warden can fine a skipper']);
});

test('of a cell with several deeds only those count that no demand says', () => {
  const table = '| Role | May do |\n|---|---|\n| Skipper | reserve, moor and lend own boats, sign in |\n| Warden | see and edit all bookings of the own harbour, fine skippers |\n| Clerk | sign in, manage bookings, full access, see own calendar, export data |\n';
  expect(told(`# Harbour\n\n## Roles\n\n${table}\n## Requirements\n\n${long}`).filter(each => !long.includes(each))).toEqual(['Skipper can moor own boats, lend own boats', 'Warden can see all bookings of the own harbour, fine skippers']);
  expect(told(`# Harbour\n\n## Roles\n\n${table}`)).toEqual(['Skipper can reserve, moor and lend own boats, sign in', 'Warden can see and edit all bookings of the own harbour, fine skippers', 'Clerk can sign in, manage bookings, full access, see own calendar, export data']);
});

test('a matrix tells its rights once, whatever its heading, and drops those that a demand says', () => {
  const matrix = '| Action | Guest | Member | Admin |\n|---|:-:|:-:|:-:|\n| View boats | ✅ Yes | ✅ | ✅ |\n| Book a boat | ❌ No | ✅ | ✅ (on behalf) |\n| Edit bookings | — | Own only | All |\n| Delete members | ❌ login required | ❌ | ✅* |\n';
  const demanded = ['View boats: Guest, Member, Admin', 'Delete members: Admin'];
  for (const heading of ['Permission Matrix', 'User Roles & Permissions', 'Role-Based Access Control', 'Access Matrix', 'Users']) {
    expect(told(`# Harbour\n\n## ${heading}\n\n${matrix}\n## Requirements\n\n${long}`).filter(each => !long.includes(each)), heading).toEqual(demanded);
    expect(told(`# Harbour\n\n## ${heading}\n\n${matrix}`), heading).toEqual(['View boats: Guest, Member, Admin', 'Book a boat: Member, Admin (on behalf)', 'Edit bookings: Member (Own only), Admin (All)', 'Delete members: Admin']);
  }
});

test('a matrix with roles down the side and deeds across the top', () => {
  expect(told('# Harbour\n\n## Permissions\n\n| Role | Create booking | Delete booking | View log |\n|---|---|---|---|\n| Admin | ✓ | ✓ | ✓ |\n| Member | ✓ | ✗ | ✗ |\n')).toEqual(['Create booking: Admin, Member', 'Delete booking: Admin', 'View log: Admin']);
});

test('rights in Spanish, German, Chinese and Japanese beside demands', () => {
  const beside = (title: string, table: string, heading: string, lines: readonly string[]): string[] => told(`# X\n\n## ${title}\n\n${table}\n## ${heading}\n\n${lines.map(each => `- ${each}\n`).join('')}`).filter(each => !lines.includes(each));
  expect(beside('Roles', '| Rol | Puede |\n|---|---|\n| Capitán | reservar barcos; anular una multa |\n', 'Requisitos', ['El socio debe reservar un barco', 'El socio debe iniciar sesión', 'El sistema debe avisar de la marea', 'El sistema debe guardar un registro', 'El socio debe pagar una cuota'])).toEqual(['Capitán puede anular una multa']);
  expect(beside('Berechtigungen', '| Aktion | Mitglied | Vorstand |\n|---|---|---|\n| Boot buchen | ja | ja |\n| Strafe stornieren | nein | ja |\n', 'Anforderungen', ['Das Mitglied muss ein Boot buchen können', 'Das System muss die Flut melden', 'Das Mitglied muss sich anmelden', 'Das System muss Daten sichern', 'Das Mitglied muss zahlen'])).toEqual(['Strafe stornieren: Vorstand']);
  expect(beside('角色', '| 角色 | 权限 |\n|---|---|\n| 船长 | 预订船只；取消罚款 |\n', '功能需求', ['系统必须允许会员预订船只', '系统必须发送提醒', '系统必须记录日志', '系统必须支持登录', '系统必须显示潮汐'])).toEqual(['船长: 取消罚款']);
  expect(beside('役割', '| 役割 | できること |\n|---|---|\n| 船長 | 船を予約する；罰金を取り消す |\n', '機能要件', ['システムは船の予約を受け付けなければならない', 'システムは潮を表示しなければならない', 'システムは記録を保存しなければならない', '会員はログインしなければならない', '会員は会費を支払わなければならない'])).toEqual(['船長: 罰金を取り消す']);
});
