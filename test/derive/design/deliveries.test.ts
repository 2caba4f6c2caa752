import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

const base = 'Packers must be able to create a pallet and seal a pallet.';
const outgoing = [
  'When a pallet is sealed, we call the URL of the haulier.',
  'The haulier\'s endpoint is called when a pallet is sealed.',
  'When a pallet is sealed, the system must post an event to a webhook of the haulier.',
  'Hauliers get a signed webhook for every sealed pallet.',
  'As soon as a pallet is sealed, a webhook is fired.',
  'Signed webhook to the haulier whenever a pallet is sealed.',
];

describe('calls to the URL of somebody else', () => {
  it.each(outgoing)('go out, signed and tried again: %s', (text) => {
    const design = designOf(['Hauliers can see all pallets.', base, text]);
    const job = design.jobs.find((j) => j.id === 'deliver-pallet-event');
    expect(job).toMatchObject({ calls: ['WebhookGateway.postEvent'], startedBy: ['POST /v1/pallets/{pallet_id}/seal'] });
    expect(routeIds(design).filter((id) => id.includes('/webhooks/'))).toEqual([]);
    expect(design.models.map((m) => m.id)).not.toContain('WebhookEvent');
    const told = design.criteria.filter((c) => c.requirement === 'FR-003').map((c) => `${c.given} | ${c.then}`).join('\n');
    expect(told).toContain('HMAC-SHA256');
    expect(told).toMatch(/never answers \| 5 calls/);
    expect(design.fields.find((f) => f.id === 'WebhookEndpoint.signing_secret')?.class).toBe('secret');
  });

  it('where to is said by whoever is called, and how often by the spec', () => {
    const design = designOf([base, 'Hauliers can register a callback URL.', 'A webhook is sent when a pallet is sealed. Failed calls are retried 7 times.']);
    expect(routeIds(design)).toEqual(expect.arrayContaining(['POST /v1/webhook-endpoints', 'GET /v1/webhook-endpoints', 'DELETE /v1/webhook-endpoints/{webhook_endpoint_id}']));
    expect(design.requirements[1]?.readings.every((x) => x.actor === 'haulier')).toBe(true);
    expect(design.criteria.map((c) => c.then).join()).toContain('8 calls within');
  });

  it.each(['The haulier calls our webhook when a pallet arrives.', 'We receive webhooks from the haulier.', 'Mailgun sends us a webhook when a mail bounces.'])('events that come in stay calls of others: %s', (text) => {
    const design = designOf([base, text]);
    expect(routeIds(design)).toContain('POST /v1/webhooks/events');
    expect(design.jobs.filter((j) => j.id.startsWith('deliver-') || j.id.startsWith('notify-'))).toEqual([]);
  });

  it.each(['Packers can see the URL of a pallet.', 'A pallet has a label and a tracking URL.'])('a URL is no endpoint: %s', (text) => {
    expect(designOf([base, text]).models.map((m) => m.id)).not.toContain('WebhookEndpoint');
  });
});
