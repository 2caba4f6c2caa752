import { describe, expect, it } from 'vitest';
import { designOf } from './fixtures.ts';

const entities = '\n### Key Entities\n\n- **Tool**: name, category\n- **Loan**: tool, member, due date, returned at\n';
const borrow = 'Members MUST be able to borrow an available tool for 14 days.';
const giveBack = 'Keepers MUST be able to mark a loan as returned.';

describe('what is lent for a time', () => {
  const d = designOf([borrow, 'System MUST refuse a fourth open loan of the same member.', giveBack], entities);
  const create = d.routes.find((r) => r.id === 'POST /v1/loans');

  it('is due that time after it is lent: computed by the server, never sent', () => {
    expect(d.fields.filter((f) => f.model === 'Loan').map((f) => f.name)).not.toContain('ends_at');
    const own = d.fields.find((f) => f.id === 'Loan.due_date');
    expect([own?.disposition, own?.note]).toEqual(['derive', 'computed: 14 days after it is made; never taken from the caller']);
    expect(create?.request.map((f) => f.name)).not.toContain('due_date');
    expect(d.criteria.find((c) => c.requirement === 'FR-001' && c.then.includes('`due_date` is 2030-01-29'))?.given).toContain('2030-01-15');
  });

  it('is taken until it is back, not from hour to hour', () => {
    expect(create?.errors).toContain('TOOL_TAKEN');
    expect(d.criteria.filter((c) => /10:30/.test(c.when))).toEqual([]);
  });

  it.each([
    ['System MUST refuse a fourth open loan of the same member.', 3, 'open'],
    ['The system shall reject a 6th loan of a member.', 5, null],
    ['A member MUST NOT be able to take a second active loan.', 1, 'active'],
  ])('%s', (line, most, which) => {
    const limited = designOf([borrow, line, giveBack], entities);
    expect(limited.errors.find((e) => e.id === 'LOAN_LIMIT_REACHED')?.detail).toBe(`at most ${most}${which === null ? '' : ` ${which}`} per owner`);
    const own = limited.criteria.find((c) => c.requirement === 'FR-002');
    expect(own?.negative).toBe(true);
    expect(own?.then).toContain('409 `LOAN_LIMIT_REACHED`');
  });

  it('a scenario of one too many answers with the limit, not with the error of a repeated key', () => {
    const told = designOf([borrow, 'System MUST refuse a fourth open loan of the same member.', giveBack], `${entities}\n## User Scenarios\n\n### User Story 1 - Borrow a tool (Priority: P1)\n\n1. **Given** a member has 3 open loans, **When** they borrow another, **Then** the request is refused.\n`);
    expect(told.criteria.find((c) => c.fromSpec)?.then).toContain('LOAN_LIMIT_REACHED');
  });

  it('a refusal without a rule of its own names no error of the middleware', () => {
    const told = designOf([borrow, giveBack], `${entities}\n## User Scenarios\n\n### User Story 1 - Borrow a tool (Priority: P1)\n\n1. **Given** a member who is blocked, **When** they borrow another, **Then** the request is refused.\n`);
    expect(told.criteria.find((c) => c.fromSpec)?.then).not.toContain('IDEMPOTENCY');
  });
});

it('the name of a tool is nobody\'s', () => {
  const d = designOf(['Staff MUST be able to add a tool.', borrow, giveBack], entities);
  expect(d.fields.find((f) => f.id === 'Tool.name')).toMatchObject({ class: 'none', constraint: '1-255 characters' });
});
