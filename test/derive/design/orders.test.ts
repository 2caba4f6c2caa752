import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

const lines = [
  'WHEN a planner submits a service request with garden, plants and wish THEN the system SHALL create it in status "new" and assign a request number.',
  'WHEN a planner assigns a request to a gardener for a time window THEN the system SHALL set the request to "planned".',
  'WHEN a gardener starts a request THEN the system SHALL record the start time and set the status to "in progress".',
  'WHEN a gardener completes a request THEN the system SHALL require a note.',
  'IF nobody is at home THEN the gardener SHALL be able to mark the request as "missed" with a reason.',
  'WHEN a gardener opens the day view THEN the system SHALL list their requests of the current day.',
  'THE system SHALL allow storekeepers to add parts with number, name, price and stock.',
  'WHEN a request is completed THEN the system SHALL create an invoice draft with its hours.',
  'WHEN a clerk approves an invoice THEN the system SHALL send it to the customer by e-mail.',
  'As a gardener, I want to see my requests of today and record what I did.',
];
const design = designOf(lines);
const moves = (id: string) => design.models.find((m) => m.id === id)?.states?.moves.map((m) => `${m.from} -> ${m.to} (${m.by})`);

describe('orders and requests', () => {
  it('are things by their whole name, and meant by their short one', () => {
    expect(design.models.map((m) => m.id)).toContain('ServiceRequest');
    expect(routeIds(design).filter((id) => /\/v1\/(?:requests|services|days|dids|times|statuses)/.test(id))).toEqual([]);
    expect(design.routes.find((r) => r.id === 'GET /v1/service-requests')?.requirements).toEqual(expect.arrayContaining(['FR-006']));
  });

  it('go from state to state by what people do to them', () => {
    expect(moves('ServiceRequest')).toEqual(['new -> planned (assign)', 'planned -> in_progress (start)', 'in_progress -> completed (complete)', 'new -> missed (mark missed)']);
    expect(design.routes.find((r) => r.id === 'POST /v1/service-requests/{service_request_id}/assign')).toMatchObject({ role: 'planner', requirements: expect.arrayContaining(['FR-002']) });
  });

  it('a draft of a thing is the thing', () => {
    expect(design.models.map((m) => m.id)).not.toContain('InvoiceDraft');
    expect(design.models.find((m) => m.id === 'Invoice')?.states?.values[0]).toBe('draft');
  });

  it('parts that are added with their fields are things', () => {
    expect(routeIds(design)).toContain('POST /v1/parts');
  });

  it.each([
    ['Clerks can cancel purchase orders.', 'POST /v1/purchase-orders/{purchase_order_id}/cancel'],
    ['Managers can approve leave requests.', 'POST /v1/leave-requests/{leave_request_id}/approve'],
    ['Fitters can create work orders.', 'POST /v1/work-orders'],
  ])('%s', (line, route) => {
    expect(routeIds(designOf([line]))).toContain(route);
  });

  it('an order of customers is an order', () => {
    expect(routeIds(designOf(['Cooks can see customer orders.', 'Customers can place an order.']))).toEqual(expect.arrayContaining(['GET /v1/orders', 'POST /v1/orders']));
  });

  it('of one person do not overlap: whoever assigns them is refused', () => {
    const d = designOf([...lines, 'THE system SHALL NOT allow two requests of the same gardener in overlapping time windows.']);
    expect(d.routes.filter((r) => r.errors.includes('SERVICE_REQUEST_OVERLAPS')).map((r) => r.id)).toEqual(['POST /v1/service-requests/{service_request_id}/assign']);
    const own = d.criteria.filter((c) => c.requirement === 'FR-011');
    expect(own.map((c) => [c.negative, c.then])).toEqual([[true, expect.stringContaining('409 `SERVICE_REQUEST_OVERLAPS`')]]);
  });

  it('of one person are counted where they are assigned', () => {
    const d = designOf([...lines, 'THE system SHALL limit each gardener to 8 requests per day.']);
    expect(d.routes.filter((r) => r.errors.includes('SERVICE_REQUEST_LIMIT_REACHED')).map((r) => r.id)).toEqual(['POST /v1/service-requests/{service_request_id}/assign']);
    expect(d.criteria.filter((c) => c.requirement === 'FR-011').map((c) => [c.given, c.then])).toEqual([['8 rows of one gardener and day', expect.stringContaining('409 `SERVICE_REQUEST_LIMIT_REACHED`')]]);
  });
});

it('"view my bookings" asks to see them and is drawn by nobody', () => {
  const design = designOf(['Guests can book a room.', 'Booking management: Requirements: View my current and upcoming bookings Modify booking details and times Cancel bookings with appropriate notice']);
  expect(design.requirements.find((r) => r.id === 'FR-002')?.rejected).toBeNull();
});
