import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';

const entities = (...lines: string[]) => `\n### Key Entities\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
const moves = (lines: readonly string[], rest: string, of: string) => designOf(lines, rest).models.find((m) => m.id === of)?.states?.moves.map((m) => `${m.from} -> ${m.to}`).toSorted();

describe('states that an entity lists', () => {
  it('what is called off was neither over nor missed', () => {
    const lines = ['Skippers MUST be able to reserve a berth.', 'Skippers MUST be able to cancel a reservation.'];
    expect(moves(lines, entities('**Reservation**: skipper, berth, status (reserved, arrived, done, cancelled, no-show)'), 'Reservation')).toEqual(['arrived -> cancelled', 'reserved -> cancelled']);
  });

  it('what is refused waited for the same answer, and nothing goes on from there', () => {
    const lines = ['Tenants MUST be able to report a defect of a boiler.', 'Janitors MUST be able to confirm, reject and repair defects.'];
    expect(moves(lines, entities('**Defect**: boiler, description, status (reported, confirmed, rejected, repaired)'), 'Defect')).toEqual(['confirmed -> repaired', 'reported -> confirmed', 'reported -> rejected']);
  });

  it('"marked as repaired" is what "repair" does: one call', () => {
    const ids = routeIds(designOf(['Tenants MUST be able to report a defect of a boiler.', 'Janitors MUST be able to repair defects.', 'The janitor marks the defect as repaired.'], entities('**Defect**: boiler, description, status (reported, repaired)')));
    expect(ids.filter((id) => id.startsWith('POST /v1/defects/'))).toEqual(['POST /v1/defects/{defect_id}/repair']);
  });

  it('a message about what a thing became follows the call that changes it, not the one that makes it', () => {
    const design = designOf(['Admins MUST be able to create and change boilers.', 'The system MUST notify tenants by e-mail when a boiler goes out of order.'], entities('**Boiler**: room, status (in service, out of order)'));
    expect(design.jobs.find((j) => j.id.startsWith('notify'))?.startedBy).toEqual(['PATCH /v1/boilers/{boiler_id}']);
  });
});

describe('limits told of a person', () => {
  it.each(['System MUST limit each skipper to 3 upcoming reservations.', 'Each skipper is limited to 3 upcoming reservations.', 'The system must restrict skippers to at most 3 upcoming reservations each.'])('%s', (line) => {
    const design = designOf(['Skippers MUST be able to reserve a berth.', line], entities('**Berth**: number', '**Reservation**: skipper, berth, status (reserved, done)'));
    expect(design.routes.find((r) => r.id === 'POST /v1/reservations')?.errors).toContain('RESERVATION_LIMIT_REACHED');
    expect(design.criteria.some((c) => c.requirement === 'FR-002' && c.given.includes('3') && c.then.includes('RESERVATION_LIMIT_REACHED'))).toBe(true);
  });
});

describe('scenarios of a story go to the call that they make', () => {
  const story = `\n## User Stories\n\n### User Story 1 - Give back (Priority: P1)\n\nA skipper gives up a berth so that others get it.\n\n**Acceptance Scenarios**:\n\n1. **Given** an upcoming reservation of a free berth, **When** the skipper cancels it, **Then** the berth is free again\n`;

  it('by the verb of its deed, though another requirement shares more words', () => {
    const design = designOf(['Skippers MUST be able to reserve a free berth, so that the berth is theirs.', 'Skippers MUST be able to cancel their reservations.'], story);
    expect(design.criteria.filter((c) => c.given.startsWith('an upcoming')).map((c) => [c.requirement, c.then])).toEqual([['FR-002', expect.stringContaining('POST /v1/reservations/{reservation_id}/cancel')]]);
  });
});

describe('one thing that two people want at one time', () => {
  it.each(['System MUST prevent two reservations of the same berth for overlapping times.', 'The same berth must not be reserved twice for overlapping times.', 'Reservations of one berth must never overlap.'])('is refused by its times: %s', (line) => {
    const design = designOf(['Skippers MUST be able to reserve a berth from a start to an end.', line], entities('**Berth**: number, length', '**Reservation**: skipper, berth, start, end, status (reserved, done, cancelled)'));
    expect(design.routes.find((r) => r.id === 'POST /v1/reservations')?.errors).toContain('RESERVATION_OVERLAPS');
    expect(design.indexes.map((i) => i.id).filter((id) => id.startsWith('reservations(') && id.includes('unique'))).toEqual([]);
  });
});

describe('listed states that no call leads to', () => {
  const berths = entities('**Berth**: number', '**Reservation**: skipper, berth, status (reserved, moored, left, cancelled, no-show)');
  const lines = ['Skippers MUST be able to reserve a berth.', 'Skippers MUST be able to cancel a reservation.', 'The system MUST release a reservation automatically when the skipper did not moor within 2 hours and record a no-show.'];

  it('are those of a job that names them, or one question', () => {
    const design = designOf(lines, berths);
    expect(design.models.find((m) => m.id === 'Reservation')?.states?.moves).toContainEqual({ from: 'reserved', to: 'no_show', by: 'release' });
    expect(design.openQuestions.filter((q) => q.id === 'Q-moves-reservation').map((q) => q.text)).toEqual(['What sets a reservation to "moored" or "left"? No requirement says.']);
  });
});

describe('times that lie in a row of their own', () => {
  const slots = entities('**Berth**: number', '**Slot**: start and end on one berth', '**Reservation**: skipper, berth, slot, status (reserved, done, cancelled)');
  const lines = ['Skippers MUST be able to reserve a free slot.', 'System MUST limit each skipper to 2 upcoming reservations.', 'System MUST prevent two reservations of the same berth for overlapping times.', 'Skippers MUST be able to cancel their reservations.'];
  const story = `\n## User Stories\n\n### User Story 1 - Reserve (Priority: P1)\n\nA skipper reserves a slot.\n\n**Acceptance Scenarios**:\n\n1. **Given** a slot that somebody else has just reserved, **When** the skipper reserves the same slot, **Then** the system refuses and proposes the next free slot\n2. **Given** a skipper with two upcoming reservations, **When** they reserve a third, **Then** the system refuses with an explanation\n`;
  const design = designOf(lines, `${slots}${story}`);

  it('two callers fight for the slot', () => {
    expect(design.indexes.map((i) => i.id).filter((id) => id.startsWith('reservations(') && id.includes('unique'))).toEqual(['reservations(slot_id) unique']);
  });

  it('each refusal has the code of its own rule', () => {
    const answers = design.criteria.flatMap((c) => (c.negative ? [[c.given, /409 `(\w+)`|422 `(\w+)`/.exec(c.then)?.slice(1).find((x) => x !== undefined)]] : []));
    expect(answers).toContainEqual(['a slot that somebody else has just reserved', 'CONFLICT_DUPLICATE']);
    expect(answers).toContainEqual(['a skipper with two upcoming reservations', 'RESERVATION_LIMIT_REACHED']);
    expect(design.criteria.filter((c) => c.requirement === 'FR-003').map((c) => c.then).join(' ')).not.toContain('LIMIT_REACHED');
  });

  it('one of two who want it at once gets it', () => {
    expect(design.criteria.find((c) => c.requirement === 'FR-003')).toMatchObject({ negative: true, given: '1 slot and 2 callers who want it' });
  });

  it('a limit belongs to the call that makes the row', () => {
    expect(design.routes.filter((r) => r.requirements.includes('FR-002')).map((r) => r.id)).toEqual(['POST /v1/reservations']);
  });
});

describe('what the clock does is proved on both sides of its line', () => {
  const kept = entities('**Berth**: number', '**Reservation**: skipper, berth, stay, status (reserved, left, no-show)');

  it('rows that are deleted', () => {
    const design = designOf(['Skippers MUST be able to reserve a berth.', 'System MUST delete reservations twelve months after the stay.'], kept);
    expect(design.criteria.find((c) => c.requirement === 'FR-002')?.given).toBe('2 reservation rows, the one 12 months and 1 day after the stay, the other 12 months less 1 day after the stay');
    expect(design.criteria.find((c) => c.requirement === 'FR-002')?.then).toBe('the first is gone, the second is there, and the second run changes 0 rows');
    expect(design.criteria.find((c) => c.requirement === 'FR-001')?.then).not.toContain('Berth');
  });

  it('rows that it moves', () => {
    const design = designOf(['Skippers MUST be able to reserve a berth.', 'The system MUST release a reservation automatically when the skipper did not moor within 2 hours and record a no-show.'], kept);
    expect(design.criteria.find((c) => c.requirement === 'FR-002')).toMatchObject({ given: '2 reservation rows in state `reserved`, 1 after 2 hours and 1 minute and 1 after 2 hours less 1 minute', when: '`release-reservations` runs twice' });
  });
});

it('a state in two words is a value, a unit in brackets is none', () => {
  const design = designOf(['Admins MUST be able to create and change boilers.'], entities('**Boiler**: room, pressure (in bar), status (in service, out of order)'));
  expect(design.fields.find((f) => f.id === 'Boiler.status')).toMatchObject({ type: 'enum', values: ['in_service', 'out_of_order'] });
  expect(design.fields.find((f) => f.id.startsWith('Boiler.pressure'))?.values).toBeNull();
});
