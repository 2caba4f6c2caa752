import { describe, expect, test } from 'vitest';
import { compareSpecToSamples } from '../../src/sources/agree.ts';
import { createSampleReader } from '../../src/sources/samples/read.ts';
import type { SampleFacts } from '../../src/model/samples.ts';
import { knowledge } from '../support/knowledge.ts';
import { spec } from './spec/support.ts';

const { providers } = knowledge();

async function samples(records: unknown[]): Promise<SampleFacts> {
  const reader = createSampleReader(providers);
  await reader.file('activities.json', [new TextEncoder().encode(JSON.stringify(records))]);
  return reader.finish().facts;
}

const activity = { id: 12345678901, resource_state: 2, athlete: { id: 1 }, name: 'x', distance: 5000.5, moving_time: 1500, elapsed_time: 1600, sport_type: 'Run', type: 'Run', start_date: '2026-01-01T10:00:00Z' };
const written = (text: string): ReturnType<typeof spec> => spec(`# S\n\n## Key Entities\n${text}\n`);

describe('spec against samples', () => {
  test('a unit that differs is told with both places', async () => {
    const found = compareSpecToSamples([written('- **Activity**: with id, distance_km, moving time')], await samples([activity]), providers);
    expect(found).toMatchObject([{ rule: 'agree/unit-differs', severity: 'warning', line: 4, file: 'specs/feature/spec.md' }]);
    expect(found[0]?.message).toContain('activities.json#/0/distance');
  });

  test('a field that the source has and no sample shows is a warning, an unknown one a question', async () => {
    const found = compareSpecToSamples([written('- **Activity**: with distance, average heartrate, mood')], await samples([activity]), providers);
    expect(found.map(each => [each.rule, each.severity])).toEqual([['agree/field-not-in-samples', 'warning'], ['agree/field-not-in-samples', 'info']]);
    expect(found[1]?.message).toContain('mood');
  });

  test('a sport and a record kind that the spec names and no sample has', async () => {
    const text = spec('# S\n\n## Requirements\n- The system must list swims and runs\n- The system must show the gear of an athlete\n');
    const rules = compareSpecToSamples([text], await samples([activity]), providers).map(each => [each.rule, each.line]);
    expect(rules).toContainEqual(['agree/case-not-in-samples', 4]);
    expect(rules).toContainEqual(['agree/kind-not-in-samples', 5]);
  });

  test('a spec that agrees, and no samples, give no finding', async () => {
    expect(compareSpecToSamples([written('- **Activity**: with distance and moving time')], await samples([activity]), providers)).toEqual([]);
    expect(compareSpecToSamples([written('- **Activity**: with mood')], { models: [], files: [] }, providers)).toEqual([]);
  });

  test('short units and currencies of an unknown source differ, too, and a name that is near is told', async () => {
    const order = { id: 1, order_number: 'A-1', weight_g: 1200, total_cents: 990, status: 'open' };
    const reader = createSampleReader(providers);
    await reader.file('orders.json', [new TextEncoder().encode(JSON.stringify([order, { ...order, id: 2 }]))]);
    const { facts } = reader.finish();
    const told = (entity: string): string[] => compareSpecToSamples([written(`- **Order**: ${entity}`)], facts, providers).map(each => `${each.rule}:${each.line} ${each.message}`);
    expect(told('order number, weight_kg, total_eur')).toEqual([
      'agree/unit-differs:4 The spec says weight_kg (kg), the samples send weight_g in g (orders.json#/0/weight_g)',
      'agree/unit-differs:4 The spec says total_eur (EUR), the samples send total_cents in cent (orders.json#/0/total_cents)',
    ]);
    expect(told('order no, status')).toEqual(['agree/field-not-in-samples:4 Order has order_no (order_number?) in the spec, and order (orders.json) has no field of that name']);
    expect(told('status (open, paid, cancelled)')).toEqual([]);
    expect(told('weight_g, total_cents')).toEqual([]);
  });

  test('a unit said in words differs from the one that is sent', async () => {
    const text = spec('# S\n\n## Requirements\n- The system must show the distance of an activity in miles\n- The system must show the distance in metres\n- Guests must see prices in miles of a programme\n');
    expect(compareSpecToSamples([text], await samples([activity]), providers).map(each => [each.rule, each.line, each.message])).toEqual([['agree/unit-differs', 4, 'The spec asks for distance in miles, the samples send it in m (activities.json#/0/distance)']]);
  });

  test('entities that no sample holds are one question, unless the samples are about something else', async () => {
    const found = compareSpecToSamples([written('- **Activity**: with distance\n- **Trophy**: with colour, won at\n- **Club night**: with place, start\n- **Rank**: computed on the fly')], await samples([activity]), providers).filter(each => each.rule === 'agree/entity-not-in-samples');
    expect(found.map(each => [each.line, each.severity, each.message])).toEqual([[5, 'info', 'Trophy, Club night stand in the spec, and none of the samples (activity (activities.json)) holds them']]);
    expect(compareSpecToSamples([written('- **Trophy**: with colour, won at')], await samples([activity]), providers)).toEqual([]);
  });
});
