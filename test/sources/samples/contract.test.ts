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
      ['samples/declared-not-seen', '`parent`'], ['samples/declared-not-seen', '`customer`'], ['samples/declared-type', '`total`'], ['samples/undeclared-field', '`coupon`'],
    ]);
    expect(findings.map((one) => one.severity)).toEqual(['info', 'warning', 'warning', 'warning']);
    expect(findings[0]?.message).toContain('/components/schemas/Order');
  });

  it('agrees silently with samples that keep it', async () => {
    const { findings } = await read({ 'openapi.json': openapi, 'orders.json': JSON.stringify([{ id: 1, total: '2', state: 'x', customer: { email: null }, parent: null }]) });
    expect(findings.filter((one) => one.severity !== 'info')).toEqual([]);
  });

  it.each([
    ['openapi.yaml', 'openapi: 3.0.3\npaths: {}\ncomponents:\n  schemas:\n    Pet:\n      type: object\n      properties:\n        id: {type: integer}\n        name: {type: string}\n        status: {type: string, enum: [free, sold]}\n'],
    ['swagger.yml', "swagger: '2.0'\npaths: {}\ndefinitions:\n  Pet: {type: object, properties: {id: {type: integer}, name: {type: string}, status: {type: string, enum: [free, sold]}}}\n"],
  ])('written as YAML is read as well: %s', async (path, text) => {
    const { facts, findings } = await read({ [path]: text, 'pets.json': '[{"id":"1","name":"a","status":"free"},{"id":"2","name":"b","status":"zqlost"}]' });
    expect(facts.files).toMatchObject([{ path, contract: true, records: 0 }, { path: 'pets.json', contract: false }].toSorted((a, b) => (a.path < b.path ? -1 : 1)));
    expect(findings.map((one) => [one.rule, /: (.*) \(/.exec(one.message)?.[1]])).toEqual([['samples/declared-type', '`id`'], ['samples/declared-values', '`status`']]);
    expect(JSON.stringify({ facts, findings })).not.toContain('zqlost');
  });

  it.each([
    ['no-contract', 'replicas: 2\n'], ['invalid-yaml', 'a: [1\n'], ['invalid-yaml', `a: &a [x, x]\n${Array.from({ length: 12 }, (_, at) => `b${at}: &b${at} [${Array.from({ length: 9 }, () => (at === 0 ? '*a' : `*b${at - 1}`)).join(', ')}]`).join('\n')}\n`],
    ['too-large', `a: ${'x'.repeat(4 * 1024 * 1024)}\n`],
  ])('YAML that is no contract ends in a finding: %s', async (rule, text) => {
    const { facts, findings } = await read({ 'values.yaml': text, 'a.json': '{"id":1}' });
    expect(findings.map((one) => one.rule)).toEqual([`samples/${rule}`]);
    expect(facts.models.map((one) => one.name)).toEqual(['a']);
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
