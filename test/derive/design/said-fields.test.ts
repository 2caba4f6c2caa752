import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const fieldOf = (d: Design, id: string) => d.fields.find((f) => f.id === id);
const names = (d: Design, model: string): string[] => d.fields.filter((f) => f.model === model).map((f) => f.name);
const sent = (d: Design, route: string): string[] => d.routes.find((r) => r.id === route)?.request.filter((f) => f.in === 'body').map((f) => f.name) ?? [];
const asked = (d: Design, route: string, name: string) => d.routes.find((r) => r.id === route)?.request.find((f) => f.name === name);

describe('what a sentence says of a field', () => {
  it.each([
    ['Tenants must be able to report a defect of a flat with a description of up to 500 characters and one photo of at most 5 MB.', 'at most 500 characters'],
    ['Tenants must be able to report a defect with a title and a description (max. 1,200 characters).', 'at most 1200 characters'],
    ['Tenants must be able to report a defect with a short description limited to 300 characters and a title.', 'at most 300 characters'],
    ['Tenants must be able to report a defect. The description of a defect must not be longer than 280 characters.', 'at most 280 characters'],
    ['Tenants must be able to report a defect with a detailed description between 20 and 800 characters and an optional photo.', '20-800 characters'],
  ])('bounds its text: %s', (text, constraint) => {
    const d = designOf([text], '\n## Key Entities\n\n- **Defect**: flat, description, photo, title\n');
    expect(fieldOf(d, 'Defect.description')?.constraint).toBe(constraint);
    expect(names(d, 'Defect').filter((n) => /description|photo/.test(n)).toSorted()).toEqual(['description', expect.stringMatching(/^photo(?:_id)?$/)]);
  });

  it('leaves its adjectives out of the name, and makes it nullable where it is optional', () => {
    const d = designOf(['Gardeners must be able to record a harvest with a crop, a brief note and an optional remark.', 'Gardeners must be able to list their harvests.']);
    expect(names(d, 'Harvest')).toEqual(expect.arrayContaining(['crop', 'note', 'remark']));
    expect(names(d, 'Harvest').filter((n) => /brief|optional/.test(n))).toEqual([]);
    expect(fieldOf(d, 'Harvest.remark')?.nullable).toBe(true);
  });

  it('makes what an entity lists nullable, whichever sentence calls it optional', () => {
    const rest = '\n## Key Entities\n\n- **Defect**: description, photo, severity\n';
    const d = designOf(['Tenants must be able to report a defect with a description and one photo.', 'A photo is optional for a defect.'], rest);
    const told = designOf(['Tenants must be able to report a defect with a description and optionally a photo.'], rest);
    for (const each of [d, told]) expect(each.fields.find((f) => f.model === 'Defect' && f.name.startsWith('photo'))?.nullable).toBe(true);
    expect(fieldOf(told, 'Defect.description')?.nullable).toBe(false);
    expect(fieldOf(told, 'Defect.severity')?.nullable).toBe(false);
  });

  it('keeps words that tell two fields apart', () => {
    const d = designOf(['Curators must be able to create an exhibit with a name, a short name and a long title.', 'Curators can list exhibits.'], '\n## Key Entities\n\n- **Exhibit**: name, short name, new price, old price\n');
    expect(names(d, 'Exhibit')).toEqual(expect.arrayContaining(['name', 'short_name', 'new_price', 'old_price']));
  });
});

describe('who made a row', () => {
  const entities = (lines: string): string => `\n## Key Entities\n\n${lines}\n`;

  it('is the caller, under whatever name its entity lists them', () => {
    const d = designOf(['Residents must be able to report a fault of a lift.', 'Residents must be able to see their faults.'], entities('- **Fault**: lift, reporter, description\n- **Lift**: number, street'));
    expect(names(d, 'Fault')).toContain('user_id');
    expect(names(d, 'Fault').filter((n) => n.startsWith('reporter'))).toEqual([]);
    expect(sent(d, 'POST /v1/faults')).not.toContain('reporter');
  });

  it.each([
    ['Members', 'member', 'Member', 'reserve a boat', 'reservation'],
    ['Students', 'student', 'Student', 'book a room', 'booking'],
    ['Residents', 'resident', 'Resident', 'book a machine', 'booking'],
  ])('is their own account where people who act are an entity too: %s', (who, one, name, act, row) => {
    const thing = act.split(' ').at(-1) ?? '';
    const d = designOf([`${who} must be able to ${act}.`, `${who} must be able to cancel their own ${row}s.`], entities(`- **${row[0]?.toUpperCase()}${row.slice(1)}**: ${one}, ${thing}, start\n- **${thing[0]?.toUpperCase()}${thing.slice(1)}**: name, number\n- **${name}**: name, e-mail, flat number, move-out date`));
    const path = `POST /v1/${row}s`;
    expect(sent(d, path)).not.toContain(`${one}_id`);
    expect(sent(d, path)).not.toContain(one);
    const model = d.routes.find((r) => r.id === path)?.resource ?? '';
    expect(names(d, model).filter((n) => n === 'user_id' || n === `${one}_id` || n === one)).toEqual(['user_id']);
    expect(d.openQuestions.map((q) => q.text)).not.toContain(`Who creates each ${one}? No requirement says.`);
  });

  it('is named by staff who write it for others', () => {
    const d = designOf(['Receptionists must be able to book an appointment for a patient.', 'Patients must be able to see their own appointments.'], entities('- **Appointment**: patient, start, reason\n- **Patient**: name, insurance number'));
    expect(sent(d, 'POST /v1/appointments')).toContain('patient_id');
  });

  it('of a row for staff to read is shown to them', () => {
    const d = designOf(['Residents must be able to book a sauna.', 'Caretakers must be able to list all bookings.'], entities('- **Booking**: resident, sauna, start\n- **Sauna**: name, floor\n- **Resident**: name, flat number'));
    expect(d.routes.find((r) => r.id === 'GET /v1/bookings')?.response.map((f) => f.name)).toContain('user_id');
    expect(asked(d, 'POST /v1/bookings', 'user_id')).toBeUndefined();
  });
});

describe('many of another thing among the attributes', () => {
  it.each([
    ['House', 'address, time zone, its machines', 'Machine', 'kind, number', 'manage houses and machines', 'house_id'],
    ['Depot', 'name, its trucks', 'Truck', 'plate, load', 'manage depots and trucks', 'depot_id'],
    ['Museum', 'city, rooms', 'Room', 'floor, size', 'manage museums and rooms', 'museum_id'],
    ['Course', 'title, list of lessons', 'Lesson', 'topic, length', 'create courses and lessons', 'course_id'],
  ])('are the other side of a relation: %s: %s', (one, attributes, other, own, deed, column) => {
    const d = designOf([`Administrators must be able to ${deed}.`], `\n## Key Entities\n\n- **${one}**: ${attributes}\n- **${other}**: ${own}\n`);
    expect(names(d, one).filter((n) => n.includes(`${other.toLowerCase()}s`))).toEqual([]);
    expect(fieldOf(d, `${other}.${column}`)).toMatchObject({ type: 'Ksuid', key: 'reference', nullable: false });
    expect(d.relations.map((r) => r.id).some((id) => id.includes(`${one} -> ${other}`))).toBe(true);
  });

  it('that name each other are a list of ids', () => {
    const d = designOf(['Administrators must be able to manage bands and concerts.'], '\n## Key Entities\n\n- **Band**: name, concerts\n- **Concert**: place, bands\n');
    expect([...names(d, 'Band'), ...names(d, 'Concert')].filter((n) => n === 'concert_ids' || n === 'band_ids')).toHaveLength(1);
    expect([...names(d, 'Band'), ...names(d, 'Concert')].filter((n) => n === 'concerts' || n === 'bands')).toEqual([]);
  });

  it('are values where nothing else of the spec is one', () => {
    const d = designOf(['Administrators must be able to manage houses.'], '\n## Key Entities\n\n- **House**: address, tags, opening hours\n');
    expect(names(d, 'House')).toEqual(expect.arrayContaining(['tags', 'opening_hours']));
  });
});

describe('a row that ties a person to a thing', () => {
  it.each([
    [['Administrators MUST be able to manage houses and caretaker assignments.', 'Caretakers MUST be able to fix faults of the houses they are assigned to.', 'Residents can report a fault.'], 'POST /v1/caretaker-assignments', ['caretaker_user_id', 'house_id']],
    [['Principals must be able to create courses and teacher allocations.', 'Each teacher is allocated to one or more courses.', 'Teachers can grade essays.'], 'POST /v1/teacher-allocations', ['teacher_user_id', 'course_id']],
    [['Clerks must be able to manage clubs.', 'Clerks must be able to add and remove assignments of trainers to clubs.', 'Trainers can see the bookings of their clubs.'], 'POST /v1/trainer-assignments', ['trainer_user_id', 'club_id']],
    [['Registrars must be able to manage student enrolments and modules.', 'Students can see the modules they are enrolled in.'], 'POST /v1/student-enrolments', ['student_user_id', 'module_id']],
  ])('holds both, once: %s', (lines, route, columns) => {
    const d = designOf(lines);
    const model = d.routes.find((r) => r.id === route)?.resource ?? '';
    expect(sent(d, route)).toEqual(columns);
    expect(d.indexes.find((i) => i.model === model && i.kind === 'unique')?.fields.map((f) => f.name)).toEqual(columns);
    expect(d.routes.find((r) => r.id === route)?.errors).toContain('CONFLICT_DUPLICATE');
    expect(d.criteria.map((c) => `${c.when} | ${c.then}`).join('\n')).toMatch(new RegExp(`\`${route}\` gets the same .* again \\| 409 \`CONFLICT_DUPLICATE\``));
    expect(names(d, model)).not.toContain('name');
  });

  it('is tied to the person at least', () => {
    const d = designOf(['Managers must be able to create, list and delete courier assignments.', 'Couriers can see their tours.']);
    expect(sent(d, 'POST /v1/courier-assignments')).toEqual(['courier_user_id']);
  });

  it('is what its entity says where the spec describes it', () => {
    const d = designOf(['Teachers must be able to create assignments for students.'], '\n## Key Entities\n\n- **Assignment**: title, due date\n');
    expect(names(d, 'Assignment')).toEqual(expect.arrayContaining(['title', 'due_date']));
    expect(d.models.map((m) => m.id)).not.toContain('StudentAssignment');
  });
});
