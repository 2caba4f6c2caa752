import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

const maker = 'Keepers must be able to create a crate. Keepers can see all crates.';
const states = (text: string) => designOf([maker, text]).models.find((m) => m.id === 'Crate')?.states;

describe('states that a sentence lists', () => {
  it.each([
    ['A crate is packed, then checked, loaded and unloaded.', ['packed', 'checked', 'loaded', 'unloaded']],
    ['A crate goes from packed to checked to loaded.', ['packed', 'checked', 'loaded']],
    ['Crates pass through the states new, checked and loaded.', ['new', 'checked', 'loaded']],
    ['Crate states: new -> checked -> in transit -> arrived.', ['new', 'checked', 'in_transit', 'arrived']],
  ])('in order: %s', (text, values) => {
    const told = states(text);
    expect(told?.values).toEqual(values);
    expect(told?.moves.map((m) => [m.from, m.to])).toEqual(values.slice(1).map((to, i) => [values[i], to]));
  });

  it.each([
    ['A crate can be open, in repair or retired.', ['open', 'in_repair', 'retired']],
    ['The status of a crate is one of: open, in repair, retired.', ['open', 'in_repair', 'retired']],
    ['Every crate is either empty, full or lost.', ['empty', 'full', 'lost']],
    ['Crate: new, triaged, sealed, opened.', ['new', 'triaged', 'sealed', 'opened']],
    ['A crate has a status: new, sealed or opened.', ['new', 'sealed', 'opened']],
  ])('as a choice: %s', (text, values) => {
    expect(states(text)?.values).toEqual(values);
  });

  it('each has a call that leads to it, and one out of turn is refused', () => {
    const design = designOf([maker, 'A crate is packed, then checked, loaded and unloaded.']);
    expect(routeIds(design)).toEqual(expect.arrayContaining(['POST /v1/crates/{crate_id}/check', 'POST /v1/crates/{crate_id}/load', 'POST /v1/crates/{crate_id}/unload']));
    const own = design.criteria.filter((c) => c.requirement === 'FR-002');
    expect(own.map((c) => c.then)).toEqual(expect.arrayContaining(['`status` is `checked`, then `loaded`, then `unloaded`', '409 `ILLEGAL_TRANSITION` and `status` is still `packed`']));
    expect(design.fields.find((f) => f.id === 'Crate.status')).toMatchObject({ type: 'enum', values: ['packed', 'checked', 'loaded', 'unloaded'] });
  });

  it('people who work with the thing move it on, time does what no person does', () => {
    const design = designOf(['Guests can see all crates.', maker, 'A crate is packed, then sealed and expired.']);
    expect(design.routes.find((r) => r.id === 'POST /v1/crates/{crate_id}/seal')).toMatchObject({ auth: 'role', role: 'keeper' });
    expect(design.jobs.map((j) => j.id)).toContain('mark-crate-expired');
    expect(routeIds(design).filter((id) => id.includes('expire'))).toEqual([]);
  });

  it.each([
    ['Wardens set a pitch to reserved, on hold, or closed.', ['reserved', 'on_hold', 'closed']],
    ['Packers set a crate to weighed, sealed or in transit.', ['weighed', 'sealed', 'in_transit']],
  ])('a list of states that somebody sets: %s', (text, values) => {
    const d = designOf([text]);
    const model = d.models.find((m) => m.states !== null);
    expect([...(model?.states?.values ?? [])]).toEqual(expect.arrayContaining(values));
    expect(d.routes.filter((r) => r.method === 'POST' && r.path.includes('}/'))).toHaveLength(3);
  });

  it.each(['A photo can be cropped, rotated or shared.', 'Crates can be created, edited and deleted by keepers.'])('deeds are no states: %s', (text) => {
    expect(states(text) ?? null).toBeNull();
  });

  it('a move that another sentence asks for is made once', () => {
    const design = designOf([maker, 'Inspectors can check a crate.', 'A crate is packed, then checked and loaded.']);
    expect(design.routes.filter((r) => r.path.endsWith('/check')).map((r) => r.role)).toEqual(['inspector']);
  });
});
