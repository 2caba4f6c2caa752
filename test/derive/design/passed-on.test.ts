import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

describe('what the software passes on to another system', () => {
  it.each(['The service MUST post each order to the warehouse API.', 'The system MUST push every order to our warehouse system.', 'The system shall send each order to the warehouse ERP.'])('%s', (line) => {
    const d = designOf(['Staff MUST be able to list orders by status.', line]);
    expect(routeIds(d)).not.toContain('POST /v1/orders');
    const [job, ...others] = d.jobs;
    expect([job?.id, others]).toEqual(['send-orders-warehouse', []]);
    expect(job?.calls).toEqual(['WarehouseGateway.sendOrder']);
    expect(d.criteria.find((c) => c.requirement === 'FR-002')?.then).toContain('1 call of `WarehouseGateway.sendOrder` in all');
  });

  it('what people post is a row', () => {
    expect(routeIds(designOf(['Members MUST be able to post a comment.']))).toContain('POST /v1/comments');
  });

  it('events of a webhook have one route', () => {
    expect(routeIds(designOf(['The service MUST receive order events by webhook from the shop.', 'Staff MUST be able to list orders.'])).filter((id) => id.startsWith('POST'))).toEqual(['POST /v1/webhooks/events']);
  });
});
