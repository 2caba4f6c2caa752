import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SampleFacts } from '../../../src/model/samples.ts';
import { trackedFindings } from '../../../src/sources/samples/tracked.ts';
import { field, model, read, strava, type Files } from './support.ts';

const orders = [{ id: 1, total: 2.5, placed_at: '2026-01-02T03:04:05Z', lines: [{ sku: 'a', qty: 1 }] }, { id: 2, total: 3, placed_at: '2026-01-03T03:04:05Z', lines: [] }];
const json = JSON.stringify;
/** Written into the text as an integer. */
const above53 = '9007199254740993';

describe('what a file may hold', () => {
  it.each<[string, Files]>([
    ['a list', { 'orders.json': json(orders) }],
    ['lines', { 'orders.ndjson': orders.map((one) => json(one)).join('\n') }],
    ['lines in a .json file', { 'orders.json': orders.map((one) => json(one)).join('\n') }],
    ['single objects', { 'orders/1.json': json(orders[0]), 'orders/2.json': json(orders[1]) }],
    ['a page', { 'page-1.json': json({ orders, page: 1, has_more: false }) }],
    ['an unnamed page', { 'orders.json': json({ data: orders, next_cursor: null }) }],
    ['an object keyed by id', { 'orders.json': json({ 10001: orders[0], 10002: orders[1] }) }],
    ['an object around each record', { 'order-1.json': json({ data: orders[0], success: true }), 'order-2.json': json({ code: 0, msg: 'ok', data: orders[1] }) }],
    ['a named object around each record', { 'a.json': json({ order: orders[0] }), 'b.json': json({ order: orders[1] }) }],
    ['a page inside an object', { 'a.json': json({ data: { orders, total: 2 }, status: 'ok' }) }],
    ['a page with embedded resources', { 'a.json': json({ _links: { self: { href: '/orders' } }, shippedToday: 2, _embedded: { orders } }) }],
    ['edges and nodes', { 'a.json': json({ data: { orders: { edges: orders.map((node, at) => ({ cursor: `c${at}`, node })), pageInfo: { hasNextPage: false } } }, extensions: { cost: 1 } }) }],
    ['a collection that says so', { 'orders.json': json({ type: 'OrderCollection', features: orders }), 'orders-page2.json': json({ type: 'OrderCollection', features: [] }) }],
    ['a numbered page', { 'orders_page1.json': json(orders) }],
    ['a list after a byte order mark', { 'orders.json': `\uFEFF${json(orders)}` }],
  ])('%s', async (_, files) => {
    const { facts, findings } = await read(files);
    const order = model(facts, 'order');
    expect(order.records).toBe(2);
    expect(order.kind).toBe('resource');
    expect(order.fields.map((one) => one.path)).toEqual(['id', 'lines', 'lines[]', 'lines[].qty', 'lines[].sku', 'placed_at', 'total']);
    expect(field(facts, 'order', 'total')).toMatchObject({ types: ['number'], presence: 1, nulls: 0, min: 2.5, max: 3, class: 'none', disposition: 'store' });
    expect(field(facts, 'order', 'lines[].qty')).toMatchObject({ presence: 0.5, types: ['integer'] });
    expect(field(facts, 'order', 'lines').items).toEqual({ min: 0, max: 1 });
    expect(findings).toEqual([]);
  });

  it('keeps what stands around a page apart', async () => {
    const { facts } = await read({ 'p.json': json({ orders, page: 1, total: 2 }) });
    expect(model(facts, 'order-page').fields.map((one) => one.path)).toEqual(['page', 'total']);
  });

  it('an object around a record leaves pointers that lead to it', async () => {
    const { facts } = await read({ 'a.json': json({ data: { orders, total: 2 }, status: 'ok' }) });
    expect(field(facts, 'order', 'lines[].sku').evidence).toEqual([{ file: 'a.json', pointer: '/data/orders/0/lines/0/sku' }]);
    expect(model(facts, 'order-page').fields.map((one) => one.path)).toEqual(['data', 'data.total', 'status']);
  });

  it('resources of a JSON:API page are records', async () => {
    const data = ['1', '2'].map((id) => ({ type: 'articles', id, attributes: { title: 'x' }, relationships: { author: { data: { type: 'people', id: '9' } } } }));
    const { facts } = await read({ 'articles.json': json({ jsonapi: { version: '1.1' }, data, included: [{ type: 'people', id: '9', attributes: { age: 3 } }] }) });
    expect(model(facts, 'article').fields.map((one) => one.path)).toContain('attributes.title');
    expect(model(facts, 'article').records).toBe(2);
  });

  it.each([
    ['a record with an object in it', { total: 3, customer: { name: 'x', vip: true } }], ['rates by currency', { base: 'EUR', rates: { USD: 1.1, JPY: 160.5 } }],
    ['a record with one object and a number', { number: 5, address: { line: 'x', floor: 2 } }], ['a record with an id', { id: 1, order: { total: 1, lines: 2 } }], ['a typed record with a list', { type: 'order', lines: [{ sku: 'a' }] }],
  ])('%s stays whole', async (_, one) => {
    const { facts } = await read({ 'things.json': json(one) });
    expect(facts.models.map(({ name, records }) => [name, records])).toEqual([['thing', 1]]);
  });

  it.each([['no bytes', ''], ['white space', ' \n\n'], ['an empty list', '[]\n']])('%s is an empty response', async (_, text) => {
    const { facts, findings } = await read({ 'orders.json': text });
    expect(facts.files).toMatchObject([{ path: 'orders.json', records: 0, empty: true }]);
    expect(findings.map((one) => [one.rule, one.severity])).toEqual([['samples/empty', 'info']]);
  });

  it('values without an object are named', async () => {
    expect((await read({ 'n.json': '[1, "x", [2]]' })).findings.map((one) => one.rule)).toEqual(['samples/no-record']);
  });

  it('a fault body is no resource', async () => {
    const { facts } = await read({ 'e.json': json({ error: { code: 'x' }, message: 'no' }) });
    expect(facts.models.map((one) => one.kind)).toEqual(['fault']);
  });
});

describe('kinds across files', () => {
  it('one kind in two files is one model', async () => {
    const { facts } = await read({ 'orders_page_1.json': json([orders[0]]), 'get-order.json': json({ ...orders[1], note: 'x' }) });
    expect(model(facts, 'order').files).toEqual(['get-order.json', 'orders_page_1.json']);
  });

  it('two kinds in one folder are two models', async () => {
    const { facts } = await read({ 'orders.json': json(orders), 'customers.json': json([{ id: 1, order_id: 2, company: 'x' }]) });
    expect(facts.models.map((one) => one.name)).toEqual(['customer', 'order']);
    expect(field(facts, 'customer', 'order_id').reference).toBe('order');
  });

  it('splits variants by a discriminator that changes the keys', async () => {
    const { facts } = await read({ 'events.ndjson': ['order', 'order', 'refund'].map((type, at) => json({ event_time: at, type, [type]: { id: at } })).join('\n') });
    const event = model(facts, 'event');
    expect(event.variants).toEqual([{ by: 'type', value: 'order', records: 2 }, { by: 'type', value: 'refund', records: 1 }]);
    expect(field(facts, 'event', 'refund')).toMatchObject({ presence: 0.3333, variants: [{ value: 'refund', presence: 1 }] });
  });

  it('prints no discriminator value that is only a value', async () => {
    const { facts } = await read({ 'pets.json': json([{ type: 'rex', legs: 4 }, { type: 'tweety', wings: 2 }]) });
    expect(facts.models[0]?.variants.map((one) => one.value)).toEqual(['variant-1', 'variant-2']);
  });

  it('an enumeration that changes no key makes no variant', async () => {
    const { facts } = await read({ 'pets.json': json(Array.from({ length: 30 }, (_, at) => ({ type: at % 2 ? 'cat' : 'dog', legs: 4 }))) });
    expect(facts.models[0]?.variants).toEqual([]);
    expect(field(facts, 'pet', 'type').enumLike).toBe(true);
  });
});

describe('one field', () => {
  it.each<[string, unknown[], Partial<ReturnType<typeof field>>]>([
    ['created_local', ['2026-01-02T03:04:05Z'], { format: 'local-date-time' }],
    ['created', ['2026-01-02T03:04:05+02:00'], { format: 'date-time' }],
    ['starts', ['2026-01-02T03:04:05'], { format: 'local-date-time' }],
    ['expires_at', [1795000000], { format: 'epoch' }],
    ['at', [1795000000123, 1795000000456], { format: 'epoch-ms' }],
    ['link', ['https://example.com/a'], { format: 'uri' }],
    ['contact', ['someone@example.com'], { format: 'email', class: 'pii' }],
    ['spot', [[0.25, -30.5], []], { format: 'latlng', class: 'location', disposition: 'drop' }],
    ['shape', ['zipAlaxtDeFvDnBrBMqBtANeCnAhHyDyErJzCjH'], { format: 'polyline', class: 'location' }],
    ['amount', ['12.50', '-3'], { format: 'numeric' }],
    ['uid', ['00000000-0000-4000-8000-000000000000'], { format: 'uuid', class: 'id' }],
    ['ref', ['0ujsswThIGTUYm2K8FjOOfXtY1K'], { format: 'ksuid', class: 'id' }],
    ['note', ['fine', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.AAAAAAAA'], { class: 'secret', disposition: 'encrypt' }],
    ['session', ['0123456789abcdef0123456789abcdef'], { format: 'hex', class: 'secret' }],
    ['refreshToken', ['rrrr'], { class: 'secret' }],
    ['heart_rate', [140], { class: 'health', disposition: 'cache', min: null, max: null }],
    ['firstName', ['Test'], { class: 'pii' }],
    ['followers_count', [3], { class: 'social', disposition: 'drop' }],
    ['distance_km', [12.25, 3], { unit: 'km', min: 3, max: 13, types: ['number'] }],
    ['big', [above53], { types: ['integer'], bigInteger: true, format: 'int64' }],
    ['huge', [1e300], { bigInteger: false }],
    ['mixed', ['a', 1, null], { types: ['null', 'integer', 'string'], nulls: 0.3333 }],
    ['text', ['x'.repeat(123)], { maxLength: 130 }],
  ])('%s', async (key, values, want) => {
    // Written by hand: JSON.stringify would round an integer above 2^53.
    const text = `[${values.map((value) => `{"${key}":${value === above53 ? above53 : JSON.stringify(value)}}`).join(',')}]`;
    expect(field((await read({ 'things.json': text })).facts, 'thing', key)).toMatchObject(want);
  });

  it('a state beside a city is a place, elsewhere a status', async () => {
    const { facts } = await read({ 'shops.json': json([{ city: 'x', state: 'y' }]), 'jobs.json': json([{ id: 1, state: 'y' }]) });
    expect([field(facts, 'shop', 'state').class, field(facts, 'job', 'state').class]).toEqual(['location', 'none']);
  });

  it('a dot in a key is escaped, and a key that is data becomes *', async () => {
    const { facts } = await read({ 'rates.json': json([{ 'a.b': 1, by_day: { '2026-01-01': { n: 1 }, '2026-01-02': { n: 2 } }, by_user: { 'someone@example.com': 1 } }]) });
    expect(facts.models[0]?.fields.map((one) => one.path)).toEqual(['a\\.b', 'by_day', 'by_day.*', 'by_day.*.n', 'by_user', 'by_user.*']);
    expect(JSON.stringify(facts)).not.toContain('2026-01-0');
  });

  it('evidence points into the file', async () => {
    const { facts } = await read({ 'p.json': json({ orders, page: 1 }) });
    expect(field(facts, 'order', 'lines[].qty').evidence).toEqual([{ file: 'p.json', pointer: '/orders/0/lines/0/qty' }]);
  });
});

describe('the Strava samples of this repository', () => {
  let facts: SampleFacts;
  let rules: string[];
  beforeAll(async () => {
    const folder = new URL('../../../requirements/strava-data/', import.meta.url);
    const result = await read(Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))])), { providers: [strava] });
    facts = result.facts;
    rules = result.findings.filter((one) => one.severity !== 'info').map((one) => one.rule);
  });

  it('are all of known kinds', () => {
    expect(facts.models.map((one) => one.name)).toEqual(['activity', 'activity-zone', 'athlete', 'athlete-zones', 'fault', 'lap', 'stats', 'stream', 'token', 'webhook-event']);
    expect(facts.models.filter((one) => one.provider !== 'strava')).toEqual([]);
    expect(rules).toEqual([]);
  });

  it('split by resource_state, object_type and stream type', () => {
    expect(model(facts, 'activity').variants).toEqual([{ by: 'resource_state', value: '2', records: 64 }, { by: 'resource_state', value: '3', records: 3 }]);
    expect(model(facts, 'webhook-event').variants.map((one) => one.value)).toEqual(['activity', 'athlete']);
    expect(model(facts, 'stream').variants).toHaveLength(11);
    expect(field(facts, 'activity', 'laps')).toMatchObject({ variants: [{ value: '3', presence: 1 }], presence: 0.0448 });
  });

  it('take unit, class, disposition and values from the catalogue', () => {
    expect(field(facts, 'activity', 'distance')).toMatchObject({ unit: 'm', class: 'none', disposition: 'cache', catalogue: 'strava#activity.distance', confidence: 1 });
    expect(field(facts, 'activity', 'average_heartrate')).toMatchObject({ class: 'health', min: null, max: null, unit: 'bpm' });
    expect(field(facts, 'activity', 'map.summary_polyline')).toMatchObject({ class: 'location', disposition: 'drop' });
    expect(field(facts, 'activity', 'sport_type').values).toContain('Yoga');
    expect(field(facts, 'token', 'refresh_token')).toMatchObject({ class: 'secret', disposition: 'encrypt', format: null });
    expect(field(facts, 'activity', 'laps[].distance')).toMatchObject({ unit: 'm', disposition: 'drop', catalogue: 'strava#lap.distance' });
  });

  it('hold ids above 2^53 and empty coordinates', () => {
    expect(field(facts, 'activity', 'segment_efforts[].id').bigInteger).toBe(true);
    expect(field(facts, 'activity', 'start_latlng').items).toEqual({ min: 0, max: 2 });
  });

  it('are warned of when git tracks them, but for those without personal data', () => {
    const tracked = trackedFindings(facts.files, new Set(['token.json', 'athlete_stats.json']), 'warning');
    expect(tracked.map((one) => [one.file, one.severity])).toEqual([['token.json', 'warning']]);
  });
});

describe('the catalogue', () => {
  const activity = { id: 1, athlete: { id: 2, resource_state: 1 }, resource_state: 2, distance: 1.5, moving_time: 1, elapsed_time: 1, sport_type: 'Run', type: 'Run', start_date: '2026-01-01T00:00:00Z' };

  it('wins over the sample and says so', async () => {
    const { facts, findings } = await read({ 'a.json': json([{ ...activity, distance: 'far', sport_type: 'Quidditch', moving_time: null }]) }, { providers: [strava] });
    expect(field(facts, 'activity', 'distance')).toMatchObject({ unit: 'm', types: ['string'] });
    expect(findings.map((one) => one.rule)).toEqual(['samples/contradicts-catalogue', 'samples/contradicts-catalogue', 'samples/unlisted-value']);
    expect(findings.map((one) => one.message).join()).not.toMatch(/Quidditch|far\b/);
  });

  it('claims no token, person or fault of another API', async () => {
    const others = { 'token.json': json({ access_token: 'x', expires_at: 1 }), 'doctors.json': json([{ id: 1, firstname: 'x', lastname: 'y' }]), 'patients.json': json([{ id: 1, firstname: 'x', lastname: 'y', ward: 'z' }]), 'e.json': json({ message: 'x', errors: [] }), 'hooks.json': json({ id: 1, type: 'x', data: { a: 1 } }) };
    const alone = (await read(others, { providers: [strava] })).facts.models;
    expect(alone.map((one) => [one.name, one.provider, one.kind])).toEqual([['doctor', null, 'resource'], ['e', null, 'fault'], ['hook', null, 'resource'], ['patient', null, 'resource'], ['token', null, 'token']]);
    const beside = (await read({ ...others, 'x.json': json(activity) }, { providers: [strava] })).facts.models;
    expect(beside.filter((one) => one.provider === 'strava').map((one) => one.name)).toEqual(['activity', 'athlete', 'fault', 'token']);
  });

  it('recognises a record that misses part of the signature by its other keys', async () => {
    const { athlete: _, ...rest } = activity;
    expect((await read({ 'x.json': json(rest) }, { providers: [strava] })).facts.models.map((one) => one.name)).toEqual(['activity']);
  });
});
