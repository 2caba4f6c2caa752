import { describe, expect, it } from 'vitest';
import { model, read } from './support.ts';

const order = {
  type: 'object', required: ['id', 'total', 'customer'],
  properties: { id: { type: 'integer' }, total: { type: 'string' }, customer: { $ref: '#/components/schemas/Customer' }, state: { type: 'string' }, parent: { $ref: '#/components/schemas/Order' } },
};
const customer = { allOf: [{ type: 'object', required: ['email'], properties: { email: { type: 'string', nullable: true } } }] };
const openapi = JSON.stringify({
  openapi: '3.1.0', components: { schemas: { Order: order, Customer: customer } },
  paths: { '/orders': { get: { responses: { 200: { content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Order' } } } } } } } }, '/carts/{id}': { get: { responses: { 200: { content: { 'application/json': { schema: { properties: { id: { type: 'string' }, items: { type: 'array', items: { type: 'string' } } } } } } } } } } },
});

describe('an OpenAPI file among the samples', () => {
  it('is compared with what was seen', async () => {
    const { facts, findings } = await read({ 'openapi.json': openapi, 'orders.json': JSON.stringify([{ id: 1, total: 2, state: 'x', coupon: { code: 'x' } }]) });
    expect(facts.models.map((one) => one.name)).toEqual(['order']);
    expect(findings.map((one) => [one.rule, /: (.*) \(/.exec(one.message)?.[1]])).toEqual([
      ['samples/declared-not-seen', '`customer`'], ['samples/declared-type', '`total`'], ['samples/undeclared-field', '`coupon`'],
    ]);
    expect(findings[0]?.message).toContain('/components/schemas/Order');
  });

  it('agrees silently with samples that keep it', async () => {
    const { findings } = await read({ 'openapi.json': openapi, 'orders.json': JSON.stringify([{ id: 1, total: '2', state: 'x', customer: { email: null } }]) });
    expect(findings).toEqual([]);
  });

  it('gives the models when nothing was seen', async () => {
    const { facts } = await read({ 'openapi.json': openapi });
    expect(facts.models.map((one) => [one.name, one.records])).toEqual([['order', 0], ['customer', 0], ['cart', 0]]);
    expect(model(facts, 'cart').fields.map((one) => one.path)).toEqual(['id', 'items', 'items[]']);
    expect(model(facts, 'customer').fields).toMatchObject([{ path: 'email', types: ['null', 'string'], class: 'pii' }]);
  });

  it('says when its schemas stand elsewhere', async () => {
    const swagger = JSON.stringify({ swagger: '2.0', paths: { '/a': { get: { responses: { 200: { schema: { $ref: 'https://example.com/a.json#/A' } } } } } } });
    expect((await read({ 'swagger.json': swagger, 'a.json': '{"id":1}' })).findings.map((one) => one.rule)).toEqual(['samples/contract-elsewhere']);
  });
});
