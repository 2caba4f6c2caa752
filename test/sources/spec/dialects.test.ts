import { describe, expect, test } from 'vitest';
import { spec } from './support.ts';

describe('documents in Korean, Italian and Russian', () => {
  test.each([
    ['ko', '# 도서관 요구사항\n\n## 목적\n\n책을 빌려주는 서비스이다.\n\n## 기능 요구사항\n\n- 회원은 책을 대출할 수 있어야 한다.\n- 연체된 회원은 대출할 수 없어야 한다.\n- 관리자는 책을 등록할 수 있다.\n\n## 비기능 요구사항\n\n- 목록 조회는 1초 이내에 응답해야 한다.\n\n## 제외 범위\n\n- 전자책\n\n## 미결 사항\n\n- 연체료는 얼마인가?\n', ['must', 'must', null, 'must']],
    ['it', '# Requisiti della biblioteca\n\n## Obiettivi\n\nUn servizio per prestare libri.\n\n## Requisiti funzionali\n\n- Il socio deve poter prendere in prestito un libro.\n- Il sistema dovrà rifiutare chi è in ritardo.\n- Il bibliotecario può registrare libri.\n\n## Requisiti non funzionali\n\n- La ricerca deve rispondere entro 1 secondo.\n\n## Fuori ambito\n\n- Libri elettronici\n\n## Domande aperte\n\n- Quanto costa il ritardo?\n', ['must', 'must', null, 'must']],
    ['ru', '# Техническое задание: библиотека\n\n## Цели\n\nСервис выдачи книг.\n\n## Функциональные требования\n\n- Читатель должен иметь возможность взять книгу.\n- Система должна отказывать должникам.\n- Библиотекарь может добавлять книги.\n\n## Нефункциональные требования\n\n- Поиск должен отвечать не более чем за 1 секунду.\n\n## Не входит в MVP\n\n- Электронные книги\n\n## Открытые вопросы\n\n- Сколько стоит просрочка?\n', ['must', 'must', null, 'must']],
  ])('%s', (language, markdown, priorities) => {
    const source = spec(markdown);
    expect(source.language).toBe(language);
    expect(source.requirements.map(each => each.kind)).toEqual(['functional', 'functional', 'functional', 'non-functional']);
    expect(source.requirements.map(each => each.priority)).toEqual(priorities);
    expect([source.outOfScope.length, source.openQuestions.length, source.facts.map(each => each.kind)]).toEqual([1, 1, ['goal']]);
  });

  test('stories of each', () => {
    const want = (text: string): (string | null)[] => spec(`# A\n\n${text}\n`).stories.flatMap(each => [each.role, each.want, each.benefit]);
    expect(want('Come socio, voglio prenotare un libro in modo da trovarlo pronto.')).toEqual(['socio', 'prenotare un libro', 'trovarlo pronto']);
    expect(want('Как читатель, я хочу забронировать книгу, чтобы забрать её позже.')).toEqual(['читатель', 'забронировать книгу', 'забрать её позже']);
    expect(want('회원으로서, 나는 책을 예약하고 싶다.')).toEqual(['회원', '책을 예약하', null]);
  });

  test('a table is named by what stands beside the word for it', () => {
    expect(spec('# Библиотека\n\n## Модель данных\n\n### Таблица `Book`\n\n| Поле | Тип | Описание |\n|---|---|---|\n| `id` | int | Идентификатор |\n| `title` | str | Название |\n').entities.map(each => each.name)).toEqual(['Book']);
  });
});

test('phases of a roadmap state no demands, whatever they are called', () => {
  const source = spec('# Tennis\n\n## Features\n\n- Players must find a court.\n\n## Development Phases\n\n### Phase 2: Social Features\n\n- Direct messages\n- Notification system\n');
  expect([source.requirements.length, source.facts.map(each => each.kind)]).toEqual([1, ['milestone', 'milestone']]);
});

test('"engineering requirements" among qualities are qualities', () => {
  expect(spec('# 视频\n\n## 非功能需求\n\n### 工程要求\n\n- 配置项不硬编码在业务代码中。\n- 日志包含时间和级别。\n').requirements.map(each => each.kind)).toEqual(['non-functional', 'non-functional']);
});

test('a sentence that explains its words of demand is none', () => {
  expect(spec('# A\n\n## Requirements\n\nThe terms **shall**, **should**, and **may** indicate required, recommended and allowed behaviour.\n\n- The system shall lend books.\n').requirements.map(each => each.line)).toEqual([7]);
});

test('the rank of something left out is not left out', () => {
  expect(spec('# A\n\n## Out of scope\n\n### Export\n\nExports as PDF.\n\n**Priority**: P2\n').outOfScope.map(each => each.text)).toEqual(['Exports as PDF.']);
});

test.each([
  ['Casos de uso de usuarios (módulo simplificado)', '- Dar de alta a un usuario'], ['功能设计', '- 保存历史最好成绩'], ['Besoins fonctionnels', '- Inscription des membres'],
])('a heading announces demands: %s', (heading, line) => {
  expect(spec(`# A\n\n## ${heading}\n\n${line}\n`).requirements.map(each => each.line)).toEqual([5]);
});

describe('a scope beside headings with numbers', () => {
  const demands = '# Requerimientos funcionales\n\n## RF-01 - Libros\n\nEl sistema deberá permitir registrar libros.\n\n## RF-02 - Socios\n\nEl sistema deberá permitir registrar socios.\n\n## RF-03 - Multas\n\nEl sistema deberá calcular multas.\n';
  test('sums them up; what comes later stays out', () => {
    const source = spec(`# Requerimientos del sistema\n\n## Alcance de la primera versión\n\n- Libros\n- Socios\n\n${demands}\n# Requerimientos futuros\n\nFuera del alcance de la primera versión se consideran posibles mejoras:\n\n- reportes avanzados\n- roles específicos\n`);
    expect(source.requirements.map(each => each.id)).toEqual(['RF-01', 'RF-02', 'RF-03']);
    expect(source.outOfScope.map(each => each.text)).toEqual(['reportes avanzados', 'roles específicos']);
  });
});

test.each([
  ['## Elicitazione dei requisiti\n\nAbbiamo parlato con sei persone.\n\n## Requisiti funzionali\n\n- Il sistema deve prestare libri.\n', 7],
  ['## Requirements gathering\n\nWe talked to six librarians.\n\n## Functional requirements\n\n- The system must lend books.\n', 7],
  ['## Levantamiento de requisitos\n\nHablamos con seis personas.\n\n## Requisitos funcionales\n\n- El sistema debe prestar libros.\n', 7],
])('how demands were found is none of them', (text, line) => {
  expect(spec(`# A\n\n${text}`).requirements.map(each => each.line)).toEqual([line + 2]);
});

test('bullets in Korean that end in a deed are demands beside others', () => {
  const { requirements } = spec('# 공연\n\n## 기능 요구사항\n\n- 회원은 좌석을 예약할 수 있어야 한다.\n\n## API 상세\n\n- 좌석을 조회하는 API를 작성합니다.\n- 결제가 끝나면 좌석을 배정합니다.\n- 예약된 좌석은 다른 회원이 예약할 수 없어야 합니다.\n');
  expect(requirements.map(each => each.line)).toEqual([5, 9, 10, 11]);
});

test('the status of a demand and when it is built are no part of what it says', () => {
  expect(spec('# A\n\n## Requisitos funcionais\n\n### RF-001 — Entrar\n\nO sistema deve autenticar usuários.\n\n**Situação:** implementado na Sprint 4.\n').requirements.map(each => [each.endLine, each.text])).toEqual([[7, 'O sistema deve autenticar usuários.']]);
  expect(spec('# A\n\n## Exigences fonctionnelles\n\n| Code | Exigence | Jalon |\n|---|---|---|\n| F-01 | Créer un groupe | J1 |\n').requirements.map(each => each.text)).toEqual(['Créer un groupe']);
});

test('a data dictionary names records with their fields', () => {
  expect(spec('# A\n\n## Data dictionary\n\n| Entity | Key fields |\n|---|---|\n| **Member** | `id`, `name` |\n').entities.map(each => [each.name, each.attributes])).toEqual([['Member', ['id', 'name']]]);
});

test('a quote about a numbered demand repeats no number', () => {
  expect(spec('# A\n\n## Requirements\n\n- FR-1: Members must book courts.\n\n> **FR-1 — note.** A booking must never be rewritten.\n').requirements.map(each => each.id)).toEqual(['FR-1', null]);
});

test('"I am able to" tells a story', () => {
  expect(spec('# A\n\n## Use cases\n\n* As a user I am able to shorten a link.\n').stories.map(each => [each.role, each.want])).toEqual([['user', 'shorten a link']]);
});

test('a numbered title right above a table is the heading of its rows', () => {
  const { requirements } = spec('1. Actors\n\nTwo people use it:\n\nCustomer\nMechanic\n\n2. Customer use cases\n| ID | Use case | Description |\n| --- | --- | --- |\n| CUS-01 | Add vehicle | Register a vehicle |\n\n3. Mechanic use cases\n| ID | Use case | Description |\n| --- | --- | --- |\n| MEC-01 | Start work | Start a work order |\n');
  expect(requirements.map(each => [each.line, each.id, each.group, each.text])).toEqual([[11, 'CUS-01', 'Customer use cases', 'Register a vehicle'], [16, 'MEC-01', 'Mechanic use cases', 'Start a work order']]);
});

test('a paragraph among demands that opens with a bold name says what holds of it', () => {
  const { requirements } = spec('# A\n\n## Functional requirements\n\n### Stages\n\n**Unlocking:** the next stage opens at 80 % of the one before.\n\nThe counts never change with the filter.\n\n**Note:** see the wiki.\n');
  expect(requirements.map(each => each.line)).toEqual([7, 9]);
});
