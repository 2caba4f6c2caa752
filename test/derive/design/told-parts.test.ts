import { describe, expect, it } from 'vitest';
import type { Design, Field } from '../../../src/model/plan/index.ts';
import { designOf, routeIds } from './fixtures.ts';

const own = (d: Design, model: string): Field[] => d.fields.filter((f) => f.model === model);
const field = (d: Design, model: string, name: string): Field | undefined => own(d, model).find((f) => f.name === name);
const names = (d: Design, model: string): string[] => own(d, model).map((f) => f.name);

describe('parts of a thing as a sentence tells them', () => {
  it('names in brackets that close with "other" are kinds, and the fields stand behind them', () => {
    const d = designOf(['Guests report hazards (ice, wire, dog, other) with a note of up to 1,200 characters and up to 4 pictures.']);
    expect(field(d, 'Hazard', 'kind')).toMatchObject({ type: 'enum', values: ['ice', 'wire', 'dog', 'other'] });
    expect(field(d, 'Hazard', 'note')).toMatchObject({ type: 'text', constraint: 'at most 1200 characters' });
    expect(names(d, 'Hazard')).not.toEqual(expect.arrayContaining(['ice']));
    expect(d.criteria.map((c) => `${c.given} | ${c.then}`)).toContain('4 rows of one hazard | 409 `PICTURE_LIMIT_REACHED` and still 4 rows');
  });

  it('a number has the bounds that the sentence gives it', () => {
    const d = designOf(['Referees record a match with a mark from 0 to 20, a fairness between 1 and 6 and a remark of at most 300 characters.']);
    expect([field(d, 'Match', 'mark'), field(d, 'Match', 'fairness')]).toMatchObject([{ type: 'int', constraint: '0 to 20' }, { type: 'int', constraint: '1 to 6' }]);
    expect(field(d, 'Match', 'remark')?.constraint).toBe('at most 300 characters');
  });

  it('what stands behind a colon at the end are values of the last part, and a unit goes into the name', () => {
    const d = designOf(['Wardens MUST be able to list pitches.', 'A pitch has a number, a length in metres, an area in square metres and a condition: dry, wet, or flooded.']);
    expect(field(d, 'Pitch', 'condition')).toMatchObject({ type: 'enum', values: ['dry', 'wet', 'flooded'] });
    expect(names(d, 'Pitch')).toEqual(expect.arrayContaining(['number', 'length_m', 'area_m2']));
  });

  it('a file belongs to the thing it is attached to', () => {
    const d = designOf(['Drivers open a claim.', 'Drivers attach up to 5 photos to a claim.']);
    expect(names(d, 'Photo')).toContain('claim_id');
  });
});

describe('a verb that says little', () => {
  it.each([
    ['Lodgers can give notice until 15 May.', 'POST /v1/notices'],
    ['Guests can make a complaint.', 'POST /v1/complaints'],
    ['Surveyors take a reading of each meter.', 'POST /v1/readings'],
    ['Residents lodge an objection.', 'POST /v1/objections'],
  ])('makes what its noun names: %s', (text, route) => {
    const ids = routeIds(designOf([text]));
    expect(ids).toContain(route);
    expect(ids.filter((id) => /\/(?:give|make|take|lodge)$/.test(id))).toEqual([]);
  });

  it('a person who answers or suggests is no language model', () => {
    const d = designOf(['Guests can make a complaint.', 'Staff can answer a complaint.', 'Members can suggest an outing with a title and a date.']);
    expect(d.jobs.filter((j) => j.ai)).toEqual([]);
    expect(routeIds(d)).toEqual(expect.arrayContaining(['POST /v1/complaints/{complaint_id}/answer', 'POST /v1/outings']));
    expect(designOf(['Users send a message.', 'The assistant answers each message.']).jobs.some((j) => j.ai)).toBe(true);
  });
});

describe('attributes that lines below an entity tell', () => {
  const entity = '\n### Key Entities\n\n- **Lesson**: One hour of teaching\n  - Attributes: id (UUID), title (string, required, max 80 characters), note (optional), level (basic/advanced), seats (integer, 1-12), factor (decimal), open (boolean)\n  - Relationships: belongs to one School\n- **School**: A house of lessons\n  - Attributes: school_id (UUID), name (text, 3 to 60 characters), motto (string)\n';
  const design = designOf(['Tutors must be able to create a lesson.', 'Tutors must be able to create a school.'], entity);

  it('keep kind, bounds, values and what may be missing', () => {
    const fields = Object.fromEntries(own(design, 'Lesson').map((f) => [f.name, [f.type, f.constraint, f.nullable]]));
    expect(fields).toMatchObject({ title: ['text', 'at most 80 characters', false], seats: ['int', '1 to 12', false], factor: ['double', null, false], open: ['bool', null, false] });
    expect(field(design, 'Lesson', 'level')).toMatchObject({ type: 'enum', values: ['basic', 'advanced'] });
    expect([field(design, 'Lesson', 'note')?.nullable, field(design, 'Lesson', 'school_id')?.key]).toEqual([true, 'reference']);
    expect(field(design, 'School', 'name')?.constraint).toBe('3-60 characters');
    expect(names(design, 'School')).not.toContain('school');
  });
});
