import { describe, expect, it } from 'vitest';
import { createSampleReader } from '../../../src/sources/samples/read.ts';
import { field, model, read } from './support.ts';

const rows = Array.from({ length: 900 }, (_, id) => ({ id, sku: `item "${id}" },{ [`, total: id / 4, lines: [{ count: id % 7 }, { count: 1 }], ...(id % 3 === 0 ? { note: null } : {}), pad: 'x'.repeat(1500) }));
const list = rows.map((row) => JSON.stringify(row));
/** One of the big texts with its list written compactly, one item a line, or indented. */
const styles: Record<string, (items: readonly string[]) => string> = { compact: (items) => items.join(','), lines: (items) => `\n${items.join(',\n')}\n` };
const envelopes: Record<string, (items: string) => string> = {
  'a page': (items) => `{"orders":[${items}],"page":1,"has_more":false}`,
  'a page that begins with its numbers': (items) => `{\n"page": 1, "total": 900,\n"orders": [${items}]\n}`,
  'a page inside an object': (items) => `{"status":"ok","data":{"orders":[${items}],"total":2}}`,
  'embedded resources': (items) => `{"_links":{"self":{"href":"/orders"}},"shippedToday":2,"_embedded":{"orders":[${items}]},"count":4}`,
  'a page after an empty list': (items) => `{"errors":[],"orders":[${items}],"included":[{"a":1}]}`,
};

/** What is said of the model, without the places it was seen at. */
function said(facts: Parameters<typeof model>[0], name: string): unknown {
  const { records, fields } = model(facts, name);
  return { records, fields: fields.map((one) => ({ ...one, evidence: null })) };
}

describe('a large envelope', () => {
  for (const [name, write] of Object.entries(envelopes)) {
    for (const [style, join] of Object.entries(styles)) {
      it(`${name} says what a list and a small page say (${style})`, async () => {
        const { facts, findings } = await read({ 'a.json': write(join(list)) }, { size: 65_536 });
        expect(findings).toEqual([]);
        expect(said(facts, 'order')).toEqual(said((await read({ 'orders.json': `[${list.join(',')}]` }, { size: 65_536 })).facts, 'order'));
        const small = await read({ 'a.json': write(join(list.slice(0, 2))) });
        expect(facts.models.map((one) => one.name)).toEqual(small.facts.models.map((one) => one.name));
        expect(said(facts, 'order-page')).toEqual(said(small.facts, 'order-page'));
        expect(field(facts, 'order', 'note').evidence).toEqual(field(small.facts, 'order', 'note').evidence);
      });
    }
  }

  it('edges hold their nodes', async () => {
    const edges = list.map((row, at) => `{"cursor":"c${at}","node":${row}}`);
    const { facts, findings } = await read({ 'a.json': `{"data":{"orders":{"edges":[${edges.join(',')}],"pageInfo":{"hasNextPage":false}}},"extensions":{"cost":1}}` }, { size: 65_536 });
    expect(findings).toEqual([]);
    expect(model(facts, 'order').records).toBe(900);
    expect(field(facts, 'order', 'total').evidence).toEqual([{ file: 'a.json', pointer: '/data/orders/edges/0/node/total' }]);
  });

  it('an object that is a record stays one, however long its lists are', async () => {
    const { facts } = await read({ 'activity.json': `{"id":7,"title":"x","points":[${list.join(',')}]}` }, { size: 65_536 });
    expect(model(facts, 'activity').records).toBe(1);
    expect(field(facts, 'activity', 'points').items).toEqual({ min: 900, max: 900 });
  });

  it('names keys that stand twice, a damaged end and a missing end where they are', async () => {
    const twice = [...list];
    twice[800] = '{"id":1,"sku":"a","sku":"b"}';
    const found = async (text: string): Promise<string[]> => (await read({ 'a.json': text }, { size: 65_536 })).findings.map((one) => `${one.rule}:${one.line}`);
    expect(await found(`{"orders":[\n${twice.join(',\n')}],\n"page":1}`)).toEqual(['samples/duplicate-key:802']);
    expect(await found(`{"orders":[\n${list.join(',\n')}],\n"page":1,\nnext:2}`)).toEqual(['samples/invalid-json:903']);
    expect(await found(`{"orders":[\n${list.join(',\n')}`)).toEqual(['samples/truncated:901']);
    expect(await found(`{"orders":[\n${list.join(',\n')}],\n"page":1`)).toEqual(['samples/truncated:901']);
  });

  it('is read beyond 64 MB', async () => {
    const part = Buffer.from(`${list.join(',\n')},\n`);
    const copies = Math.ceil(70e6 / part.length);
    function* chunks(): Generator<Uint8Array> {
      yield Buffer.from('{"data":[\n');
      for (let at = 0; at < copies; at++) yield part;
      yield Buffer.from(`${list[0] ?? ''}],"next":null}`);
    }
    const reader = createSampleReader([]);
    await reader.file('orders.json', chunks());
    const { facts, findings } = reader.finish();
    expect(findings).toEqual([]);
    expect(model(facts, 'order').records).toBe(copies * rows.length + 1);
  });
});
