import { describe, expect, test } from 'vitest';
import { field, model, read, type Files } from './support.ts';

const names = async (files: Files): Promise<string[]> => (await read(files)).facts.models.map((one) => `${one.name} ${one.kind} ${one.records}`);
const json = (value: unknown): string => JSON.stringify(value);

const issue = (at: number) => ({ id: at, number: at, title: 't', state: 'open', user: { login: `dev${at}`, id: at }, labels: [{ id: 1, name: 'bug', color: 'ff0000' }], body: 'b' });

describe('pages of other APIs', () => {
  test('a search page of records that a list holds too', async () => {
    expect(await names({ 'issues.json': json([issue(1), issue(2)]), 'search_issues.json': json({ total_count: 1, incomplete_results: false, items: [issue(3)] }) })).toEqual(['issue resource 3', 'search-issue-page value 1']);
  });

  test('a list beside a count and an object about the whole', async () => {
    expect(await names({ 'forecast.json': json({ cod: '200', cnt: 2, list: [{ dt: 1, temp: 2 }, { dt: 2, temp: 3 }], city: { id: 1, name: 'x' } }) })).toEqual(['forecast value 2', 'forecast-page value 1']);
  });

  test('a record with items of its own is none', async () => {
    expect(await names({ 'order.json': json({ customer: 'x', total: 3, items: [{ sku: 'a', quantity: 1 }] }) })).toEqual(['order value 1']);
  });

  test('resources that come along with others (JSON:API)', async () => {
    const resource = (type: string, id: string, attributes: object) => ({ type, id, attributes });
    const { facts } = await read({ 'articles.json': json({ data: [resource('articles', '1', { title: 't' }), resource('articles', '2', { title: 'u' })], included: [resource('people', '9', { lastName: 'G' })] }) });
    expect(facts.models.flatMap((one) => one.fields.map((each) => each.path))).toContain('attributes.lastName');
    expect(facts.models.find((one) => one.name.endsWith('-page'))?.fields ?? []).toEqual([]);
  });

  test('an order with its customer embedded is an order (HAL)', async () => {
    const order = (total: number) => ({ _links: { self: { href: '/o' } }, total, currency: 'USD', status: 'shipped' });
    expect(await names({ 'orders.json': json({ _links: {}, _embedded: { orders: [order(1), order(2)] } }), 'order_1.json': json({ ...order(3), _embedded: { customer: { name: 'A', email: 'a@example.com' } } }) })).toEqual(['order value 3', 'order-page value 1']);
  });

  test('annotations are keys, not data (OData)', async () => {
    const { facts } = await read({ 'People.json': json({ '@odata.context': 'https://x.example.com/$metadata#People', '@odata.count': 1, value: [{ '@odata.etag': 'W/1', UserName: 'r', 'Photo@odata.mediaReadLink': 'https://x.example.com/p' }] }) });
    expect(model(facts, 'people').fields.map((one) => one.path)).toEqual([String.raw`@odata\.etag`, String.raw`Photo@odata\.mediaReadLink`, 'UserName']);
  });

  test('features of a collection take the name under which most came, and lists of positions are no mixture (GeoJSON)', async () => {
    const feature = (geometry: object) => ({ type: 'Feature', id: 'a', geometry, properties: { kind: 'stop', name: 'n' } });
    const point = feature({ type: 'Point', coordinates: [102.5, 0.5] });
    const { facts, findings } = await read({ 'one.json': json(point), 'stops.json': json({ type: 'FeatureCollection', features: [point, feature({ type: 'LineString', coordinates: [[102.1, 0.1], [103.2, 1.2]] })] }) });
    expect(facts.models.map((one) => one.name)).toContain('stop');
    expect(findings).toEqual([]);
  });

  test.each([
    ['error404.json', { message: 'Not Found', documentation_url: 'https://x.example.com' }], ['401.json', { cod: 401, message: 'Invalid key' }],
    ['fault.json', { data: null, errors: [{ message: 'no', path: ['a'] }] }],
  ])('a fault body: %s', async (path, body) => {
    expect((await read({ [path]: json(body) })).facts.models.map((one) => one.kind)).toEqual(['fault']);
  });
});

describe('variants', () => {
  test('the discriminator that splits counts, not the first that is there', async () => {
    const method = (type: 'card' | 'sepa_debit') => ({ id: 'pm_1', object: 'payment_method', type, [type]: { last4: '4242' } });
    const { facts } = await read({ 'payment_methods.json': json({ object: 'list', has_more: false, data: [method('card'), method('sepa_debit'), method('sepa_debit')] }) });
    expect(model(facts, 'payment-method').variants).toEqual([{ by: 'type', value: 'card', records: 1 }, { by: 'type', value: 'sepa_debit', records: 2 }]);
  });

  test('events whose bodies differ are variants, their values unprinted', async () => {
    const events = [{ event: 'user.created', data: { user_id: 1, email: 'x@example.com' } }, { event: 'order.shipped', data: { order_id: 2, carrier: 'c' } }, { event: 'order.shipped', data: { order_id: 3, carrier: 'd' } }];
    const { facts } = await read({ 'hooks.ndjson': events.map(json).join('\n') });
    expect(model(facts, 'hook').variants.map((one) => [one.by, one.records])).toEqual([['event', 2], ['event', 1]]);
    expect(json(facts)).not.toContain('shipped');
  });

  test('records that differ in nothing stay one', async () => {
    const { facts } = await read({ 'pets.json': json([{ id: 1, type: 'dog', object: 'pet', name: 'a' }, { id: 2, type: 'cat', object: 'pet', name: 'b' }]) });
    expect(model(facts, 'pet').variants).toEqual([]);
  });
});

describe('fields', () => {
  test('a plain key of another model refers to it', async () => {
    const { facts } = await read({ 'customers.json': json([{ id: 'cus_1a', name: 'P', email: 'p@example.com' }]), 'invoices.json': json([{ id: 'in_1', customer: 'cus_1a', amount: 3 }, { id: 'in_2', customer: 'cus_2b', amount: 4 }]) });
    expect(field(facts, 'invoice', 'customer')).toMatchObject({ reference: 'customer', class: 'id', disposition: 'store' });
  });

  test('whole numbers named after a start, an end or a sunrise are times', async () => {
    const { facts } = await read({ 'days.json': json([{ id: 1, period_start: 1_680_644_467, sunrise: 1_661_834_187, seats_from: 3 }]) });
    expect(facts.models[0]?.fields.filter((one) => one.format === 'epoch').map((one) => one.path)).toEqual(['period_start', 'sunrise']);
  });

  test('a thing has a name and a weight, a person has more', async () => {
    const { facts } = await read({
      'products.json': json([{ id: 1, name: 'Bike', description: 'd', price: '3.00', sku: 's', weight: 3.5, position: 2 }]),
      'members.json': json([{ id: 1, name: 'Ann', phone: '1', weight: 60.5, position: [47.1, 8.2] }]),
      'issues.json': json([issue(1)]),
    });
    const classes = (name: string, ...paths: string[]): string[] => paths.map((path) => field(facts, name, path).class);
    expect(classes('product', 'name', 'description', 'weight', 'position')).toEqual(['none', 'none', 'none', 'none']);
    expect(classes('member', 'name', 'weight', 'position')).toEqual(['pii', 'health', 'location']);
    expect(classes('issue', 'labels[].name', 'user.login')).toEqual(['none', 'pii']);
  });

  test('hashes of passwords and numbers of accounts are sensitive, a temperature that feels like another is not social', async () => {
    const { facts } = await read({ 'users.json': json([{ id: 1, password_hash: '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy', note: '$argon2id$v=19$m=65536', iban: 'DE02', last4: '4242', cvc: '123', feels_like: 3.5 }]) });
    expect(facts.models[0]?.fields.map((one) => [one.path, one.class])).toEqual([['cvc', 'secret'], ['feels_like', 'none'], ['iban', 'pii'], ['id', 'id'], ['last4', 'pii'], ['note', 'secret'], ['password_hash', 'secret']]);
  });
});
