import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { traceOf } from '../../../src/derive/trace.ts';
import { designCase, inputOf, routeIds, specOf } from './fixtures.ts';

const food = `# Food delivery

## User Stories

### US-1 Decide on orders (P1)
As a restaurant owner, I want to accept or reject an order, so that the kitchen is not overloaded.

**Acceptance Scenarios**:
1. **Given** an accepted order, **When** the owner delays it by 10 minutes, **Then** the customer is told.

### US-2 Order food (P1)
As a customer, I want to place an order, so that food comes to my door.

### US-3 Deliver (P2)
As a courier, I want to see the orders that are ready near me.

### US-4 Feel good (P2)
As a customer, I want to enjoy my evening.

## Functional Requirements

- **FR-001**: Customers MUST be able to place an order with one or more dishes.
- **FR-002**: Couriers MUST be able to mark an order as delivered.
- **FR-003**: The system MUST cancel orders that nobody accepted within 10 minutes.

## Key Entities

- **Order**: status, total price, delivery address
`;

describe('stories beside requirements', () => {
  const d = deriveDesign(inputOf([specOf('specs/food.md', food)]));
  const of = (id: string): string[] => d.routes.filter((r) => r.requirements.includes(id)).map((r) => r.id);

  it('make the routes of the acts that no requirement asks for, traced to the story', () => {
    expect(of('US-1')).toEqual(['POST /v1/orders/{order_id}/accept', 'POST /v1/orders/{order_id}/reject']);
    expect(of('US-3')).toEqual(['GET /v1/orders']);
    expect(d.routes.find((r) => r.id === 'POST /v1/orders/{order_id}/accept')?.role).toBe('restaurant owner');
    const trace = traceOf({ feature: 'food', ...d, nfrs: [], tasks: [], tests: [] });
    expect(trace.requirements.find((r) => r.id === 'US-1')?.source).toEqual({ path: 'specs/food.md', line: 5 });
  });

  it('make the routes of the acts of their scenarios, with the story in the source', () => {
    const delay = d.requirements.find((r) => r.text.startsWith('When the owner delays the order'));
    expect(of(delay?.id ?? '')).toEqual(['POST /v1/orders/{order_id}/delay']);
    expect(delay?.sources[0]).toMatchObject({ id: 'US-1', line: 9 });
  });

  it('that say a requirement once more add nothing', () => {
    expect(d.requirements.map((r) => r.id)).not.toContain('US-2');
    expect(d.unused.map((u) => u.line)).not.toContain(11);
  });

  it('without an act are listed with the reason', () => {
    expect(d.unused.find((u) => u.line === 17)).toMatchObject({ result: 'unused', reason: expect.stringContaining('no act of a caller') });
  });

  it('never change the ids of the requirements', () => {
    const ids = (text: string): string[] => deriveDesign(inputOf([specOf('specs/food.md', text)])).requirements.map((r) => r.id).filter((id) => id.startsWith('FR-') || /^REQ-.{4}$/.test(id));
    const unnamed = food.replace(/\*\*FR-00\d\*\*: /g, '');
    expect(ids(unnamed)).toEqual(ids(unnamed.replace(/## User Stories[\s\S]*(?=## Functional)/, '')));
  });

  it('leave a spec that says everything in its requirements as it is', () => {
    expect(designCase('stravaai').requirements.every((r) => r.id.startsWith('FR-') || r.id.startsWith('NFR-') || /^REQ-.{4}$/.test(r.id))).toBe(true);
  });

  it('that only manage something which their own criteria never mention again are listed, not planned', () => {
    const clinic = designCase('clinic');
    expect(routeIds(clinic).filter((r) => r.includes('/clinicians'))).toEqual([]);
    expect(clinic.unused.find((u) => u.line === 95)).toMatchObject({ result: 'unused', reason: expect.stringContaining('"manage clinicians": none of its criteria says how') });
    expect(clinic.openQuestions.map((q) => q.id)).toContain('Q-writer-clinician');
  });
});

describe('a spec of scenarios alone', () => {
  it('takes "it" as what its Given names, and an outcome as no second request', () => {
    const d = deriveDesign(inputOf([specOf('specs/loans.md', `# Loans

\`\`\`gherkin
Feature: Loans

  Scenario: Borrow
    Given a member with 2 loans
    When the member borrows a copy
    Then a loan is created that is due in 28 days

  Scenario: Renew
    Given a loan that nobody else has reserved
    When the member renews it
    Then the due date moves by 28 days

  Scenario: Fine
    Given a loan that is 3 days overdue
    When the nightly job runs
    Then a fine is added to the account
\`\`\`
`)]));
    expect(routeIds(d).filter((r) => r.startsWith('POST /v1/'))).toEqual(['POST /v1/loans', 'POST /v1/loans/{loan_id}/renew', 'POST /v1/loans/{loan_id}/return']);
    expect(d.jobs.map((j) => `${j.id}: ${j.schedule ?? ''}`)).toEqual(['add-fines: each night']);
  });
});
