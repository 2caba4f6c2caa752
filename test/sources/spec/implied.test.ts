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
});
