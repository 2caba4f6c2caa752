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
