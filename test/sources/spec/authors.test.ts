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
