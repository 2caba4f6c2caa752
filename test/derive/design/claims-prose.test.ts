import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { designOf, inputOf, specOf } from './fixtures.ts';

const d = deriveDesign(inputOf([specOf('docs/planning/claims.md', `# Expense claims

## What it does

Claims

- An employee puts together a claim from one or more expenses. Each expense has a date, an amount, a currency, a category and a photo of the receipt.
- An expense of more than 25 euros without a receipt can't be submitted.
- A claim can be edited until it is submitted.
- Employees can take back a claim as long as nobody has decided on it.

Approval

- When a claim is submitted it goes to the team lead of the employee, who gets an email.
- The team lead approves the claim or returns it with a reason.
- If a team lead has not decided within 5 working days, the claim goes to the lead's deputy.
- Team leads can name a deputy for the time they are away.

Payment

- Once finance marks the run as paid, all its claims become paid and the employees are told.
- Finance can search all claims by state.
- An employee sees for each claim where it stands and when the money will come.

Policy

- The administrator defines categories, each with a monthly limit per employee. If an expense would exceed the limit it is flagged, and the team lead sees the flag.
`)]));

const of = (text: string): string => d.requirements.find((r) => r.text.includes(text))?.id ?? '';
const routes = (text: string): string[] => d.routes.filter((x) => x.requirements.includes(of(text))).map((x) => x.id);
const jobs = (text: string): string[] => d.jobs.filter((x) => x.requirements.includes(of(text))).map((x) => x.id);
const move = (by: string): string[] => (d.models.find((m) => m.id === 'Claim')?.states?.moves ?? []).filter((m) => m.by === by).map((m) => `${m.from} -> ${m.to}`);

describe('a plan in prose', () => {
  it('makes the parts that a sentence beside describes, each of its whole', () => {
    expect(routes('puts together')).toEqual(['POST /v1/claims', 'POST /v1/expenses']);
    expect(d.fields.filter((f) => f.model === 'Expense').map((f) => f.name)).toEqual(expect.arrayContaining(['claim_id', 'date', 'amount', 'currency']));
    expect(routes('25 euros')).toEqual(['POST /v1/expenses']);
  });

  it('hands in by a move what was drafted, and changes it until then', () => {
    expect(routes('edited until')).toEqual(['PATCH /v1/claims/{claim_id}', 'POST /v1/claims/{claim_id}/submit']);
    expect(d.criteria.some((c) => c.requirement === of('edited until') && c.negative && c.given.includes('`submitted`') && c.when.includes('PATCH /v1/claims/{claim_id}') && c.then.includes('ILLEGAL_TRANSITION'))).toBe(true);
    expect(d.jobs.find((j) => j.requirements.includes(of('gets an email')))?.startedBy).toContain('POST /v1/claims/{claim_id}/submit');
  });

  it('decides on what was handed in', () => {
    expect(move('submit')).toEqual(['draft -> submitted']);
    for (const by of ['approve', 'return', 'take back']) expect(move(by).map((m) => m.split(' ')[0])).toEqual(['submitted']);
  });

  it('passes on by the clock, marks what follows, and chooses a person by a row', () => {
    expect([routes('not decided'), jobs('not decided')]).toEqual([[], ['escalate-claims']]);
    expect(jobs('marks the run')).toContain('mark-claim-paid');
    expect(routes('name a deputy')).toEqual(['POST /v1/deputies']);
  });

  it('lists what somebody sees of each row, and keeps what somebody sets up', () => {
    expect(routes('sees for each')).toEqual(['GET /v1/claims']);
    expect(routes('defines categories')).toEqual(['POST /v1/categories']);
    expect(d.requirements.every((r) => r.rejected === null)).toBe(true);
  });

  it('takes a department for staff', () => {
    expect(d.routes.find((x) => x.path.endsWith('/mark-paid'))?.role).toBe('finance');
  });

  it('moves nothing by a word that asks', () => {
    const asked = designOf(['Members can book a court with a date.', 'Members can see for each booking what it costs.', 'Members can see what they booked.']);
    expect(asked.routes.every((x) => !/\/(?:what|where|how|when|again)$/.test(x.path))).toBe(true);
  });
});
