import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designCase, designOf, inputOf, specOf } from './fixtures.ts';
import { deriveDesign } from '../../../src/derive/design/design.ts';

const own = (d: Design, model: string): string[] => d.fields.filter((f) => f.model === model && !['id', 'user_id', 'created_at', 'updated_at', 'version'].includes(f.name)).map((f) => f.name);

describe('a thing that people act on', () => {
  const design = designOf(['Members must be able to book a court.', 'A member can invite up to 3 other players to a booking; invited players accept or decline.', 'Staff must be able to close a court.', 'The treasurer must be able to export the charges of a month as CSV.']);

  it('is tied to what its row belongs to, though the act does not say the name of the row', () => {
    expect(own(design, 'Invitation')).toContain('booking_id');
  });

  it('has a name where only its state is spoken of and nobody makes it', () => {
    expect(own(design, 'Court')).toContain('name');
  });

  it('has kinds where its brackets say or', () => {
    const boxes = designOf(['Customers must be able to subscribe to a box (small, medium or large).']);
    expect(boxes.fields.find((f) => f.id === 'Box.kind')).toMatchObject({ type: 'enum', values: ['small', 'medium', 'large'] });
    expect(own(boxes, 'Box')).toEqual(['kind']);
    const entries = designOf(['Users must be able to create and list delivery entries.', 'Users must be able to sort deliveries (small, medium or large).', 'Users must be able to create deliveries.']);
    expect(entries.fields.find((f) => f.id === 'Delivery.kind')?.values).toEqual(['small', 'medium', 'large']);
  });

  it('holds an amount where it is money', () => {
    expect(own(design, 'Charge')).toEqual(expect.arrayContaining(['amount', 'currency', 'status']));
  });
});

describe('fields of things no entity describes', () => {
  it('come from the notes of a requirement table', () => {
    const spec = specOf('specs/demo.md', '# Demo\n\n## Functional Requirements\n\n| ID | Requirement | Notes |\n| --- | --- | --- |\n| FR-1.1 | Users can create boats | Length, hull colour, draught |\n| FR-1.2 | Users can list boats | Bottom-right button |\n');
    const design = deriveDesign(inputOf([spec]));
    expect(own(design, 'Boat')).toEqual(['length', 'hull_colour', 'draught']);
    expect(design.requirements.map((r) => r.text)).not.toContain('Users can list boats (bottom-right button)');
  });

  it('come from a list behind the thing, also one in the plural and words no list knows; what sorts is no field', () => {
    const design = designOf(['Owners manage dishes with name, price, allergens and photo', 'Guests must be able to list dishes by colour and price']);
    expect(own(design, 'Dish')).toEqual(['name', 'price', 'allergens', 'photo']);
    // What people create with fields that are listed is no unknown word.
    expect(design.openQuestions.map((q) => q.id)).not.toContain('Q-noun-dish');
  });

  it('are the usual ones of their kind, said to be assumed and asked for', () => {
    const design = designOf(['Users must be able to create and list albums']);
    expect(own(design, 'Album')).toEqual(['title', 'description', 'event_date', 'position']);
    expect(design.fields.find((f) => f.id === 'Album.title')).toMatchObject({ confidence: 0.5, origin: 'rule:assumed-field' });
    // One question a thing: what it is, its fields, who creates it.
    const asked = design.openQuestions.filter((q) => q.id.endsWith('-album'));
    expect(asked.map((q) => q.id)).toEqual(['Q-noun-album']);
    expect(asked[0]?.text).toContain('which fields does it have');
  });

  it('hold a time when a sentence says that the thing expires', () => {
    expect(own(designOf(['Users must be able to create and list vouchers', 'Users must be able to set a voucher expiry']), 'Voucher')).toContain('expires_at');
  });

  it('are bounded by a limit of characters that their group states', () => {
    const design = designOf(['Users must be able to create and list inquiries', 'The system must support inquiries with a 280 char limit']);
    expect(design.fields.find((f) => f.id === 'Inquiry.text')?.constraint).toBe('at most 280 characters');
  });

  it('of a thing are no data of a person', () => {
    const spec = specOf('specs/demo.md', '# Demo\n\n## Requirements\n\n- **FR-001**: Users must be able to create and list trees\n\n## Key Entities\n\n- **Tree**: age, height, species\n');
    expect(deriveDesign(inputOf([spec])).fields.find((f) => f.id === 'Tree.age')).toMatchObject({ class: 'none', constraint: null });
  });
});

describe('reference data', () => {
  it('that the system stores for all is written by an admin and belongs to nobody', () => {
    const design = designOf(['The system must store harbours', 'Users must be able to list harbours']);
    expect(design.routes.find((r) => r.id === 'POST /v1/harbours')).toMatchObject({ auth: 'role', role: 'admin' });
    expect(design.models.find((m) => m.id === 'Harbour')?.ownerScoped).toBe(false);
  });
});

describe('earlier versions', () => {
  it('are rows of their own, numbered once per thing', () => {
    const design = designCase('clinic');
    expect(own(design, 'VisitNote')).toContain('revision');
    expect(design.indexes.map((i) => i.id)).toContain('visit_notes(appointment_id+revision) unique');
    expect(design.routes.find((r) => r.id === 'POST /v1/visit-notes')?.request.map((f) => f.name)).not.toContain('revision');
  });
});

describe('retention', () => {
  it('is never a promise that no route keeps', () => {
    for (const m of designCase('clinic').models.filter((x) => x.kind === 'core' && x.retention.includes('owner deletes'))) expect(designCase('clinic').routes.some((r) => r.method === 'DELETE' && r.resource === m.id)).toBe(true);
  });
});

describe('fields told in a sentence', () => {
  it('are those of the list behind the thing, known words or not', () => {
    const d = designOf(['Organisers MUST be able to create an event with a title, place, start time and capacity.', 'Organisers MUST be able to create a trip for one of their groups with a title and a meeting point.']);
    const names = (m: string) => d.fields.filter((f) => f.model === m).map((f) => f.name);
    expect(names('Event')).toEqual(expect.arrayContaining(['title', 'place', 'start_time', 'capacity']));
    expect(names('Trip')).toEqual(expect.arrayContaining(['title', 'meeting_point']));
    expect(names('Event')).not.toContain('name');
  });

  it('are yes or no where the word says so', () => {
    expect(designCase('stravaai').fields.find((f) => f.model === 'Insight' && f.name.startsWith('helpful'))).toMatchObject({ name: 'helpful', type: 'bool' });
  });

  it('are those behind a colon, of what a device sends, of what a thing has, and the things it is tied to', () => {
    const pets = designOf(['Owners MUST be able to add their pets: name, species, breed, date of birth and special needs.', 'Owners MUST be able to request a stay for a pet with a sitter from a start date to an end date.', 'Owners MUST be able to search sitters by city.']);
    expect(own(pets, 'Pet')).toEqual(['name', 'species', 'breed', 'date_of_birth', 'special_needs']);
    expect(own(pets, 'Stay')).toEqual(expect.arrayContaining(['pet_id', 'sitter_id', 'start_date', 'end_date']));
    const fleet = designOf(['When a device sends a position report, the system shall store latitude, longitude, speed, heading and odometer reading with its timestamp.', 'The system shall accept a position report from a device every 10 seconds.', 'Managers MUST be able to register a device.']);
    expect(fleet.routes.filter((r) => r.requirements.includes('FR-001')).map((r) => r.id)).toEqual(['POST /v1/position-reports']);
    expect(own(fleet, 'PositionReport')).toEqual(expect.arrayContaining(['latitude', 'longitude', 'speed', 'heading', 'odometer_reading', 'timestamp', 'device_id']));
    const desk = designOf(['Customers MUST be able to start a conversation.', 'A conversation has a subject, a status (open, pending, closed), a priority and an assigned agent.']);
    expect(own(designOf(['Users MUST be able to create an album with a creation date.', 'Users MUST be able to list albums.']), 'Album')).toContain('title');
    expect(own(desk, 'Conversation')).toEqual(expect.arrayContaining(['subject', 'status', 'priority', 'assigned_agent']));
  });
});
