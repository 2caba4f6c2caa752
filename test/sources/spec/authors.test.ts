import { describe, expect, test } from 'vitest';
import { spec } from './support.ts';

describe('an issue written in a form', () => {
  const source = spec(`**Is your feature request related to a problem? Please describe.**
When an endpoint is down we lose events.

**Describe the solution you'd like**
We should retry failed deliveries:

1. Retry up to 8 times with exponential backoff
2. Keep the payload of each delivery for 14 days

**Describe alternatives you've considered**
A dead letter queue. Too much work.

### Acceptance criteria

- [ ] A delivery that got a 410 is not sent again

### Tasks

- [ ] migration for deliveries
- [ ] docs
`);

  test('the wish is what its own question asks for, boxes of its task list are none', () => {
    expect(source.requirements.map(each => [each.line, each.priority])).toEqual([[5, 'should'], [7, null], [8, null]]);
    expect(source.scenarios.map(each => each.line)).toEqual([15]);
  });

  test('the problem, the alternatives and the tasks are said to be left over', () => {
    expect(source.unread.map(each => each.line)).toEqual([2, 11, 19, 20]);
  });

  test('a list of boxes alone is what is wanted', () => {
    expect(spec('# Todo\n\n## Tasks\n\n- [ ] Guests vote\n- [ ] Hosts close a vote\n').requirements).toHaveLength(2);
  });
});

describe('a German requirements document', () => {
  const source = spec(`# Lastenheft: Werkstatt

## 1 Zielbestimmung

Die Werkstatt soll Termine planen.

### 1.1 Musskriterien

- /LF10/ Der Kunde muss einen Termin anfragen können.

### 1.2 Wunschkriterien

- /LF40/ Freie Termine anderer Filialen zeigen.

## 2 Produktdaten

- /LD10/ Kunde: Name, Telefonnummer

## 3 Produktleistungen

- /LL10/ Die Tagesansicht muss innerhalb von 2 Sekunden erscheinen.
`);

  test('numbers its functions, data and limits between slashes', () => {
    expect(source.requirements.map(each => [each.id, each.kind, each.priority])).toEqual([['LF10', 'functional', 'must'], ['LF40', 'functional', 'could'], ['LL10', 'non-functional', 'must']]);
    expect(source.entities.map(each => [each.name, each.attributes])).toEqual([['Kunde', ['Name', 'Telefonnummer']]]);
    expect(source.facts.map(each => [each.kind, each.text])).toEqual([['goal', 'Die Werkstatt soll Termine planen.']]);
  });
});

describe('requirements with ids and columns of their own', () => {
  test('an id in brackets is no slot of a template', () => {
    const source = spec('# SRS\n\n## Requirements\n\n**[NFR-PERF-01]** Ingest shall accept 200 readings per second below 150 ms.\n\n- [REQ-1.2.3] The monitor shall store a reading.\n');
    expect(source.placeholders).toEqual([]);
    expect(source.requirements.map(each => [each.id, each.kind])).toEqual([['NFR-PERF-01', 'non-functional'], ['REQ-1.2.3', 'functional']]);
  });

  test('a column of acceptance criteria gives scenarios, one a line', () => {
    const source = spec('# SRS\n\n| Req ID | Title | Description | Priority | Acceptance Criteria |\n| --- | --- | --- | --- | --- |\n| REQ-1 | Audit | The monitor shall log every call. | High | Given an alarm, when it is closed, then a log entry exists.<br>The entry names the user. |\n');
    expect(source.requirements.map(each => [each.id, each.text, each.priority])).toEqual([['REQ-1', 'The monitor shall log every call.', 'must']]);
    expect(source.scenarios.map(each => [each.requirement, each.then, each.line])).toEqual([['REQ-1', ['a log entry exists.'], 5], ['REQ-1', ['The entry names the user.'], 5]]);
  });
});

describe('a text document with numbered, underlined headings', () => {
  const source = spec(`RFC 0031: Meter readings by post
================================

1. Summary
----------

Customers send readings on a postcard.

2. Terms
--------

Reading: the number on a meter at a day.
Batch: the cards scanned in one go.

3. Requirements
---------------

3.1. Scanning

The scanner MUST store an image of each card.
A card that cannot be read MUST be put into a queue.

4. Non-goals
------------

* Smart meters

5. Open issues
==============

* Do we keep the images after billing?
`);

  test('each heading rules what stands below it', () => {
    expect(source.requirements.map(each => [each.line, each.group])).toEqual([[20, 'Scanning'], [21, 'Scanning']]);
    expect(source.entities.filter(each => each.implied !== true).map(each => [each.name, each.line])).toEqual([['Reading', 12], ['Batch', 13]]);
    expect(source.outOfScope.map(each => each.line)).toEqual([26]);
    expect(source.openQuestions.map(each => each.line)).toEqual([31]);
  });

  test('a numbered list and a rule elsewhere stay what they are', () => {
    const list = spec('# Todo\n\n## Requirements\n\n1. Guests vote\n2. Hosts close a vote\n\n---\n\n1.1. Guests see the result\n');
    expect(list.requirements.map(each => each.line)).toEqual([5, 6, 10]);
  });
});

describe('a Chinese document numbered in Chinese', () => {
  const source = spec(`# 社区医院挂号系统需求文档

## 二、功能需求

| 编号 | 需求描述 | 优先级 |
|------|----------|--------|
| F-01 | 患者可以按科室查看七天内的号源 | 高 |
| F-04 | 支持家属代挂 | 低 |

## 三、非功能需求

1. 高峰期每秒处理 300 次请求

## （四）数据实体

- 患者：姓名、身份证号、手机号

## 第五章 不做的内容

- 在线问诊

## 六、我们如何衡量成功？

- 平均等待时间从120分钟降到30分钟

## 七、挂号问题

- 爽约三次如何处理？
`);

  test('its headings announce what those of other languages do', () => {
    expect(source.requirements.map(each => [each.id, each.kind, each.priority])).toEqual([['F-01', 'functional', 'must'], ['F-04', 'functional', 'could'], [null, 'non-functional', null]]);
    expect(source.entities.map(each => [each.name, each.attributes])).toEqual([['患者', ['姓名', '身份证号', '手机号']]]);
    expect(source.outOfScope.map(each => each.line)).toEqual([20]);
    expect(source.metrics.map(each => each.line)).toEqual([24]);
    expect(source.openQuestions.map(each => each.line)).toEqual([28]);
  });
});

describe('a form of questions', () => {
  const source = spec(`# Intake form: choir app

**2. What must singers be able to do?** (tick all)

- [x] say whether they come to a rehearsal
- [ ] upload recordings

**5. Anything that is explicitly not wanted?**

No chat, no ticket sales.

**6. How do we know it works?**

At least 80 % of the singers answer before each rehearsal.
`);

  test('what is ticked is wanted, the question is no demand', () => {
    expect(source.requirements.map(each => each.line)).toEqual([5]);
    expect(source.outOfScope.map(each => each.line)).toEqual([10]);
    expect(source.metrics.map(each => each.line)).toEqual([14]);
  });
});

test.each([
  ['¿Cómo sabremos que funciona?', 'La espera media baja de 18 a 12 meses'],
  ['Woran erkennen wir den Erfolg?', 'Die Wartezeit sinkt von 18 auf 12 Monate'],
  ['成功をどう測るか', '待ち時間が18分から12分になる'],
])('a heading that asks how success is measured announces metrics: %s', (heading, line) => {
  expect(spec(`# X\n\n## ${heading}\n\n- ${line}\n`).metrics.map(each => each.text)).toEqual([line]);
});

test.each([['Goals and metrics', 'Metric', 'Today', 'Target'], ['Ziele und Kennzahlen', 'Kennzahl', 'Heute', 'Ziel']])('a table of metrics below "%s" holds metrics', (heading, ...columns) => {
  expect(spec(`# X\n\n## ${heading}\n\n| ${columns.join(' | ')} |\n|---|---|---|\n| Loans a month | 40 | 200 |\n`).metrics.map(each => each.text)).toEqual(['Loans a month: 40; 200']);
});
