import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

const asked = (lines: readonly string[]) => designOf(lines).openQuestions.map((q) => q.text).join('\n');

describe('a move that a condition counts on and nobody asks for', () => {
  it.each([
    [['Customers must be able to place an order.', 'When an order is shipped, the customer is notified by e-mail.'], 'POST /v1/orders/{order_id}/ship', 'ships an order'],
    [['Guests must be able to book a room.', 'If a booking is cancelled, the guest gets an e-mail.'], 'POST /v1/bookings/{booking_id}/cancel', 'cancels a booking'],
    [['Members must be able to submit a claim.', 'Once a claim has been approved, the system must send the member a letter by e-mail.'], 'POST /v1/claims/{claim_id}/approve', 'approves a claim'],
  ])('%j', (lines, route, who) => {
    expect(routeIds(designOf(lines))).toContain(route);
    expect(asked(lines)).toContain(`Who ${who}? No requirement says.`);
  });

  it('belongs to a role where the spec has one, and to the owner where it takes something back', () => {
    const design = designOf(['Customers must be able to place an order.', 'Clerks must be able to list all orders.', 'When an order is shipped, the customer is notified by e-mail.', 'When an order is cancelled, the customer is notified by e-mail.']);
    const route = (id: string) => design.routes.find((r) => r.id === id);
    expect(route('POST /v1/orders/{order_id}/ship')).toMatchObject({ auth: 'role', role: 'clerk' });
    expect(route('POST /v1/orders/{order_id}/cancel')).toMatchObject({ auth: 'session' });
  });

  it.each([
    [['Customers must be able to place an order.', 'Clerks must be able to ship an order.', 'When an order is shipped, the customer is notified by e-mail.'], 'ships'],
    [['Customers must be able to place an order.', 'When an order is older than 3 days, the customer is notified by e-mail.'], 'Who '],
    [['Customers must be able to place an order.', 'When an order is confirmed by Stripe, the customer is notified by e-mail.'], 'confirms'],
    [['Customers must be able to place an order.', 'Orders are cancelled by the system after 3 days without payment.', 'When an order is cancelled, the customer is notified by e-mail.'], 'cancels'],
  ])('is not asked for where somebody does it, or no person can: %j', (lines, who) => {
    expect(asked(lines).split('\n').filter((q) => q.startsWith('Who ') && !q.startsWith('Who creates')).join()).not.toContain(who);
  });
});
