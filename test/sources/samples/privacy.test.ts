import fc from 'fast-check';
import { expect, it } from 'vitest';
import { read, strava } from './support.ts';

const canary = fc.stringMatching(/^zq[b-df-hj-np-t]{10}$/);
const leaf = fc.oneof(canary, canary.map((text) => `${text}@example.com`), canary.map((text) => `https://example.com/${text}`), fc.integer({ min: 1, max: 899_999 }).map((n) => Number(`7313${String(n).padStart(6, '0')}7313`)), fc.integer({ min: 10, max: 89 }).map((n) => n + 0.3300731), fc.boolean(), fc.constant(null));
const keys = fc.constantFrom('id', 'name', 'type', 'object_type', 'resource_state', 'kind', 'status', 'token', 'lat', 'sport_type', 'athlete', 'distance', 'moving_time', 'elapsed_time', 'message', 'errors', 'data', 'items', 'page');
const record = fc.letrec<{ any: unknown; record: unknown }>((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('any'), { maxLength: 3 }), tie('record')),
  record: fc.dictionary(fc.oneof({ weight: 9, arbitrary: keys }, canary.map((text) => `${text}@example.com`)), tie('any'), { maxKeys: 6 }),
})).record;

const leaked = /zq[b-df-hj-np-t]{10}|\d\.33007|7313\d{6}7313/;

it('no value of a sample is in facts, findings or errors', async () => {
  await fc.assert(fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 6 }), fc.constantFrom('', '}', ',{"a":', '\n{x'), async (records, tail) => {
    const files = { 'pets.json': JSON.stringify(records), 'pet.json': `${JSON.stringify(records[0])}${tail}`, 'more.ndjson': records.map((one) => `${JSON.stringify(one)}${tail}`).join('\n') };
    const { facts, findings } = await read(files, { providers: [strava] });
    expect(JSON.stringify({ facts, findings })).not.toMatch(leaked);
  }), { numRuns: 150, examples: [[[{ 'zqbjppbbbjbb@example.com': [{}] }], '']] });
});
