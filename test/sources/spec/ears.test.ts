import { describe, expect, test } from 'vitest';
import { spec, steps } from './support.ts';

const ward = `# Requirements

### Requirement 1: Day list

**User Story:** As a nurse, I want to see today's bookings, so that I can prepare rooms.

#### Acceptance Criteria

1. WHEN a nurse opens the day THE SYSTEM SHALL list all bookings of the day, sorted by time
2. IF the list cannot be read, THEN THE SYSTEM SHALL answer 503
3. WHILE a booking is being changed, THE Booking Service SHALL lock it
4. THE SYSTEM SHALL keep an audit log
5. when a booking is older than 10 years, the archive service shall delete it

### Requirement 2: Performance
**Objective:** As a doctor, I want a quick list

#### Acceptance Criteria
2.1 The Booking Service shall answer list requests within 300 ms
`;

describe('an EARS spec', () => {
  const source = spec(ward);

  test('has one requirement and one scenario per criterion, in the group of its heading', () => {
    expect(source.dialect).toBe('ears');
    expect(source.requirements.map(each => [each.id, each.group, each.kind, each.line])).toEqual([
      [null, 'Day list', 'functional', 9],
      [null, 'Day list', 'functional', 10],
      [null, 'Day list', 'functional', 11],
      [null, 'Day list', 'functional', 12],
      [null, 'Day list', 'functional', 13],
      ['2.1', 'Performance', 'non-functional', 19],
    ]);
    expect(source.scenarios).toHaveLength(6);
  });

  test('splits trigger and response, whatever the keyword and its case', () => {
    expect(source.scenarios.map(each => [each.when[0] ?? null, each.then[0]])).toEqual([
      ['a nurse opens the day', 'THE SYSTEM SHALL list all bookings of the day, sorted by time'],
      ['the list cannot be read', 'THE SYSTEM SHALL answer 503'],
      ['a booking is being changed', 'THE Booking Service SHALL lock it'],
      [null, 'THE SYSTEM SHALL keep an audit log'],
      ['a booking is older than 10 years', 'the archive service shall delete it'],
      [null, 'The Booking Service shall answer list requests within 300 ms'],
    ]);
  });

  test('keeps the stories out of the requirements', () => {
    expect(source.stories.map(each => each.role)).toEqual(['nurse', 'doctor']);
  });

  test('reads criteria below numbered bold titles, indented or not', () => {
    const bold = spec(`# R

## Requirements

1. **Connect**
    - **User Story**: As a user, I want to connect so that I see my data.
    - **Acceptance Criteria**:
        - WHEN the user connects, THEN the system SHALL store the token.

2. **Units**
- **User Story**: As a user, I want to choose units.
- **Acceptance Criteria**:
    - WHEN the user toggles units, THEN the system SHALL convert distances.
`);
    expect(bold.requirements.map(each => [each.group, each.line])).toEqual([['Connect', 8], ['Units', 13]]);
    expect(bold.stories.map(each => each.title)).toEqual(['Connect', 'Units']);
  });

  test('needs no English below a requirement heading: structure says what a criterion is', () => {
    const english = spec('# R\n\n### Requirement 1: Search\n**Objective:** As a clerk, I want to search, so that I find files\n\n#### Acceptance Criteria\n1. When a term is sent, the API shall return files\n2. The API shall log each search\n');
    const japanese = spec('# R\n\n### Requirement 1: 検索\n**Objective:** As a 担当者, I want 検索, so that 見つかる\n\n#### Acceptance Criteria\n1. 語句を受信した時、APIはファイルを返すこと\n2. APIは検索を記録すること\n');
    const counts = (source: typeof english): number[] => [source.requirements.length, source.scenarios.length, source.stories.length];
    expect(counts(japanese)).toEqual(counts(english));
    expect(japanese.language).toBe('ja');
    expect(steps(japanese)[0]).toEqual([[], ['語句を受信した時'], ['APIはファイルを返すこと']]);
    const korean = spec('# R\n\n### Requirement 1: 검색\n\n#### Acceptance Criteria\n1. 사용자가 검색하면 시스템은 결과를 돌려준다\n');
    expect(korean.requirements).toHaveLength(1);
  });
});
