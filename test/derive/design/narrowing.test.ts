import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf, routeIds } from './fixtures.ts';

const list = (d: Design, path: string) => d.routes.find((r) => r.id === `GET ${path}`);

describe('what a list is narrowed by', () => {
  it.each([
    'Boats MUST be filterable by harbour, length and hull number.',
    'The list can be filtered by harbour, length and hull number.',
    'They can search by hull number or length, and filter by harbour.',
  ])('reaches its route, with or without a noun: %s', (text) => {
    const d = designOf(['Skippers register a boat with a harbour, a length in metres and a hull number.', 'Clerks can see all boats.', text]);
    expect(list(d, '/v1/boats')?.pagination?.filters).toEqual(expect.arrayContaining(['harbour', 'length_m', 'hull_number']));
    expect(list(d, '/v1/boats')?.requirements).toContain('FR-003');
    expect(routeIds(d).filter((id) => /filterable|lists/.test(id))).toEqual([]);
  });

  it('a value of the thing that a row refers to, of its time and of nobody else', () => {
    const d = designOf(['Breeders add a dog with a breed and a name.', 'Judges can record a verdict with a dog, a date and a mark.', 'Judges can list verdicts, filtered by breed, ring and date, sorted by mark, highest first.']);
    const route = list(d, '/v1/verdicts');
    expect(route?.request.find((f) => f.name === 'ring')).toMatchObject({ in: 'query', required: false });
    expect(route?.pagination).toMatchObject({ sort: '-mark' });
    expect(route?.pagination?.filters).toEqual(expect.arrayContaining(['breed', 'ring', 'from', 'to']));
  });

  it('the page holds what a sentence allows, which bounds nobody who owns', () => {
    const d = designOf(['Clerks can create a permit and list permits.', 'The system MUST return at most 40 permits per page.']);
    expect(list(d, '/v1/permits')?.pagination).toMatchObject({ limitDefault: 25, limitMax: 40 });
    expect(d.errors.map((e) => e.id)).not.toContain('PERMIT_LIMIT_REACHED');
  });

  it('names behind "by" are values, though a verb is spelt alike', () => {
    const d = designOf(['Tutors register with a rate and a subject.', 'Pupils can search tutors by subject, level and rate.']);
    expect(d.requirements[1]?.readings.map((x) => x.verb)).toEqual(['search']);
  });
});

describe('a value that somebody changes', () => {
  it.each([
    ['Clerks can update the colour and the harbour of a boat.', 'Boat', ['colour', 'harbour']],
    ['A clerk can correct the hull number or the home port of a boat.', 'Boat', ['hull_number', 'home_port']],
  ])('is one of the thing behind "of": %s', (text, model, names) => {
    const d = designOf(['Skippers register a boat with a length and a hull number.', text]);
    expect(routeIds(d)).toContain('PATCH /v1/boats/{boat_id}');
    expect(routeIds(d).filter((id) => /harbours|colours|numbers|years/.test(id))).toEqual([]);
    expect(d.fields.filter((f) => f.model === model).map((f) => f.name)).toEqual(expect.arrayContaining(names));
  });

  it('a thing that people make stays one of its own', () => {
    const ids = routeIds(designOf(['Planners create a stop with a name. Planners create a route with a title.', 'Planners can change a stop of a route.']));
    expect(ids).toContain('PATCH /v1/stops/{stop_id}');
  });
});
