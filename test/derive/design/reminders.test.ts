import { describe, expect, it } from 'vitest';
import { designOf } from './fixtures.ts';

const told = (lines: readonly string[], entities: string, id: string): string => {
  const c = designOf(lines, entities).criteria.find((each) => each.requirement === id);
  return `${c?.given} | ${c?.when} | ${c?.then}`;
};
const loans = '\n### Key Entities\n\n- **Tool**: name\n- **Loan**: tool, member, due date\n';
const visits = '\n### Key Entities\n\n- **Visit**: customer, start, end, address\n';

describe('a message that the clock sends', () => {
  it.each([
    ['System MUST send a reminder e-mail two days before a loan is due.', '`due_date` in 2 days and 1 with it in 3 days'],
    ['The system shall e-mail the member 1 week after the due date of a loan that is not returned.', '`due_date` 7 days ago and 1 with it 6 days ago'],
  ])('%s', (line, given) => {
    const text = told(['Members MUST be able to borrow a tool for 14 days.', 'Keepers MUST be able to mark a loan as returned.', line], loans, 'FR-003');
    expect(text).toContain(given);
    expect(text).toMatch(/runs twice \| 1 call of `EmailGateway\.sendMessage` in all, for the first$/);
  });

  it('is a text message too', () => {
    expect(told(['Members MUST be able to borrow a tool for 14 days.', 'System MUST text the member one day before the loan is due.'], loans, 'FR-002')).toMatch(/`due_date` in 1 day and 1 with it in 2 days \| `notify-about-loan` runs twice/);
  });

  it('counts from the start of what takes place', () => {
    expect(told(['Customers MUST be able to book a visit.', 'System MUST e-mail customers 24 hours before the visit.'], visits, 'FR-002')).toMatch(/`start\w*` in 24 hours and 1 with it in 25 hours \| `[\w-]+` runs twice \| 1 call of `EmailGateway/);
  });

  it('that two times name keeps what the second run shows', () => {
    expect(told(['Customers MUST be able to book a visit.', 'System MUST e-mail customers 3 days before and 1 day before the visit.'], visits, 'FR-002')).not.toContain('in 4 days');
  });
});
