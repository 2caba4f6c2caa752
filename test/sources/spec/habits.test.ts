import { describe, expect, test } from 'vitest';
import { spec, steps } from './support.ts';

const told = (markdown: string): [number, string][] => spec(markdown).requirements.map(each => [each.line, each.text]);

describe('marks of a text processor', () => {
  test('bullets, letters and numbers without a list of Markdown are one demand each', () => {
    expect(told('# A\n\n## Requirements\n\n• Guests can vote\n• Hosts can close a vote\n  before it ends\n\na) votes per day\nb) votes per guest\n')).toEqual([
      [5, 'Guests can vote'], [6, 'Hosts can close a vote before it ends'], [9, 'votes per day'], [10, 'votes per guest'],
    ]);
    const { requirements } = spec('# A\n\n## Requirements\n\n2.1 when a guest votes, the system shall store it\n2.2 the system shall count the votes\n');
    expect(requirements.map(each => [each.id, each.line])).toEqual([['2.1', 5], ['2.2', 6]]);
  });

  test('of the boxes of a form only the ticked ones were chosen, of a list of boxes all', () => {
    expect(told('# A\n\n## Requirements\n\n( ) Guests vote by mail\n(x) Guests vote in the app\n')).toEqual([[6, 'Guests vote in the app']]);
    expect(told('# A\n\n## Requirements\n\n☐ Guests vote by mail\n☑ Guests vote in the app\n')).toEqual([[6, 'Guests vote in the app']]);
    expect(told('# A\n\n## Requirements\n\n- [ ] Guests vote by mail\n- [x] Guests vote in the app\n')).toHaveLength(2);
  });

  test('what is struck through was taken back', () => {
    expect(told('# A\n\n## Requirements\n\n- ~~**FR-1**: Guests must vote by mail~~\n- **FR-2**: Guests must vote ~~twice~~ once\n\n### ~~Mail~~\n\n- Mails must be sent\n').map(([line]) => line)).toEqual([6]);
  });

  test('a heading keeps no anchor and no bare number', () => {
    const source = spec('# A\n\n## 1 Introduction\n\nA poll.\n\n## 2 Requirements {#2-requirements}\n\n### Voting {#voting}\n\n- Guests must vote\n\n## 3 Out of scope\n\n- Mail\n');
    expect(source.requirements.map(each => [each.group, each.text])).toEqual([['Voting', 'Guests must vote']]);
    expect(source.outOfScope.map(each => each.line)).toEqual([15]);
  });
});

describe('headings that people write', () => {
  test('a section of ranks is one of demands, whatever it is called', () => {
    const source = spec('# A\n\n## What we do first\n\n### Must have\n\n| # | What | Why |\n|---|---|---|\n| M1 | A guest votes once a day | fairness |\n\n### Could have\n\n- C1 Guests see the result\n');
    expect(source.requirements.map(each => [each.id, each.priority, each.line])).toEqual([['M1', 'must', 9], [null, 'could', 13]]);
  });

  test.each([
    ['edgeCases', 'Things that go wrong'], ['edgeCases', 'Was schiefgehen kann'], ['edgeCases', 'Qué puede salir mal'],
    ['assumptions', 'What we assume'], ['assumptions', 'Wovon wir ausgehen'], ['assumptions', 'Lo que damos por hecho'],
    ['outOfScope', 'What is not needed?'], ['outOfScope', 'Ideas parking lot'], ['openQuestions', '❓ Open'], ['answeredQuestions', 'Decided'], ['metrics', 'Metrics of success'],
  ] as const)('%s stand below "%s"', (kind, heading) => {
    expect(spec(`# A\n\n## Requirements\n\n- Guests must vote\n\n## ${heading}\n\n- Votes by mail\n`)[kind].map(each => each.line)).toEqual([9]);
  });

  test('"How good it has to be" asks for qualities, and so does a plain id below "Quality"', () => {
    expect(spec('# A\n\n## How good it has to be\n\n- works on a phone of 2018\n').requirements.map(each => each.kind)).toEqual(['non-functional']);
    expect(spec('# A\n\n## Quality\n\n- **REQ-20**: Votes must be stored for 5 years\n- **FR-2**: Votes must be counted\n').requirements.map(each => each.kind)).toEqual(['non-functional', 'functional']);
  });

  test('a form of questions: the answer to what is needed is a demand, one to any other question an answer', () => {
    const source = spec('# A\n\n### 1. Does it need sign in?\n\nYes. Singers sign in with a link sent by e-mail.\n\n### 2. How many singers?\n\n- ( ) fewer than 50\n- (x) 50 to 200\n\n### 3. Where is it used?\n\nIn the parish hall.\n');
    expect(source.requirements.map(each => [each.line, each.text])).toEqual([[5, 'Singers sign in with a link sent by e-mail.']]);
    expect(source.answeredQuestions.map(each => each.text)).toEqual(['How many singers? -- 50 to 200', 'Where is it used? -- In the parish hall.']);
  });
});

test('Gherkin: a background comes first in each scenario, an outline is one, rows of examples are none', () => {
  const source = spec('# A\n\n```gherkin\nFeature: Pay\n\n  Background:\n    Given a card of 50 EUR\n\n  Scenario: Part\n    When 20 EUR are paid\n    Then 30 EUR are left\n\n  Scenario Outline: Refused\n    Given the card is <state>\n    When 10 EUR are paid\n    Then it is refused\n\n    Examples:\n      | state   |\n      | expired |\n```\n');
  expect(source.scenarios.map(each => each.text)).toEqual(['Part', 'Refused']);
  expect(steps(source)).toEqual([
    [['a card of 50 EUR'], ['20 EUR are paid'], ['30 EUR are left']],
    [['a card of 50 EUR', 'the card is <state>'], ['10 EUR are paid'], ['it is refused']],
  ]);
});

test('a scenario whose first word announces assumptions elsewhere', () => {
  expect(steps(spec('# 会館\n\n## 受け入れ基準\n\n- 前提：枠が予約済みである　もし：別の団体が予約する　ならば：予約は拒否される\n'))).toEqual([[['枠が予約済みである'], ['別の団体が予約する'], ['予約は拒否される']]]);
});

test('a marked question among assumptions is a question alone', () => {
  const source = spec('# A\n\n## Assumptions\n\n- [NEEDS CLARIFICATION: are visitors in scope?]\n- Guests have an account\n');
  expect(source.openQuestions.map(each => each.text)).toEqual(['are visitors in scope?']);
  expect(source.assumptions.map(each => each.line)).toEqual([6]);
});

test.each([
  ['Requirements', 'The service shall process 50 door events per second.'], ['Requisitos', 'El servicio debe procesar 50 eventos por segundo.'],
  ['Anforderungen', 'Der Dienst muss 50 Ereignisse pro Sekunde verarbeiten.'], ['需求', '系统必须每秒处理50个事件。'], ['要件', 'システムは毎秒50件のイベントを処理すること。'],
])('a load in a second is a quality: %s', (heading, line) => {
  expect(spec(`# A\n\n## ${heading}\n\n- ${line}\n`).requirements.map(each => each.kind)).toEqual(['non-functional']);
});

test('a story that starts from a situation has no role', () => {
  expect(spec('# A\n\n## Jobs to be done\n\n**When** I lost my umbrella, **I want to** report it, **so I can** go on with my day.\n').stories).toMatchObject([{ role: null, want: 'report it', benefit: 'I can go on with my day', line: 5 }]);
});

test('a row that is struck through was taken back, and the family of an id may follow the project', () => {
  const source = spec('# A\n\n## Requirements\n\n| Id | Statement | Note |\n|---|---|---|\n| GHC-FUN-010 | The backend shall accept a reading. | x |\n| GHC-NFR-020 | Readings shall be kept for 2 years. | |\n| ~~GHC-FUN-050~~ | ~~The backend shall ask the weather service.~~ | |\n');
  expect(source.requirements.map(each => [each.id, each.kind])).toEqual([['GHC-FUN-010', 'functional'], ['GHC-NFR-020', 'non-functional']]);
});

test('headings in capitals with a number, in a text without marks', () => {
  const source = spec('PODCASTS\n========\n\n1. OVERVIEW\n\nA transcript of an episode.\n\n2. WHAT IT MUST DO\n\n2.1 The service must accept audio.\n2.2 The service must find speakers.\n\n3. HOW WELL\n\n3.1 At most 5 % of words are wrong.\n3.2 The text is there within 10 minutes.\n\n4. OUT OF SCOPE\n\n4.1 Translation\n4.2 Captions\n');
  expect(source.requirements.map(each => [each.id, each.kind])).toEqual([['2.1', 'functional'], ['2.2', 'functional'], ['3.1', 'non-functional'], ['3.2', 'non-functional']]);
  expect(source.outOfScope.map(each => each.line)).toEqual([20, 21]);
});

test('a label below a heading of qualities names the quality', () => {
  expect(spec('# A\n\n## Non-functional\n\nPerformance: a report is saved in under a second.\nPrivacy: names are deleted after 30 days.\n').requirements.map(each => [each.line, each.kind])).toEqual([[5, 'non-functional'], [6, 'non-functional']]);
});

test('columns that no list knows: a quality keeps its level, of other cells the longest is what is asked for', () => {
  const source = spec('# A\n\n## Requirements\n\n| Nr | Topic | Wish |\n|---|---|---|\n| W1 | Voting | Guests vote once a day in the app |\n\n## Service levels\n\n| Quality | Level | Measured how |\n|---|---|---|\n| Votes | p95 under 800 ms | load test |\n');
  expect(source.requirements.map(each => [each.line, each.kind, each.text])).toEqual([[7, 'functional', 'Guests vote once a day in the app'], [13, 'non-functional', 'Votes: p95 under 800 ms, load test']]);
});

test.each([
  ['**Priority**: P1\n', 'P1'],
  ['**Priority**: P1', 'P1'],
  ['Priority: low', 'low'],
  ['**Estimate**: 5 points\n\n**Priority**: P1', 'P1'],
  ['**Priorität:** hoch', 'hoch'],
  ['- **Priority**: P1\n', 'P1'],
])('a priority before the sentence of its story is no story: %s', (line, priority) => {
  const { stories, requirements } = spec(`# Library\n\n## User stories\n\n### User Story 1 - Borrow a book\n\n${line}\nAs a member, I want to borrow a book so that I can read it.\n`);
  expect(stories.map(story => [story.id, story.title, story.want, story.priority])).toEqual([['US1', 'Borrow a book', 'borrow a book', priority]]);
  expect(requirements).toEqual([]);
});

test('a story over several lines without marks is one story', () => {
  const { stories } = spec('# Library\n\n## User stories\n\n### User Story 1 - Borrow a book\n\n**As a** member\n**I want** to borrow a book\n**So that** I can read it\n');
  expect(stories.map(story => [story.id, story.role, story.want, story.benefit])).toEqual([['US1', 'member', 'borrow a book', 'I can read it']]);
});
