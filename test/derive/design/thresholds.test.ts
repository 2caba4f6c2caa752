import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';
import type { Design } from '../../../src/model/plan/index.ts';

const proofs = (d: Design, requirement: string) => d.criteria.filter((c) => c.requirement === requirement).map((c) => `${c.given} | ${c.when} | ${c.then}`).join('\n');

describe('a value that crosses a bound', () => {
  const barn = 'Farmers must be able to add a silo with a name and a fill level. Farmers can see all silos.';

  it.each([
    ['When the fill level of a silo drops below 20 percent, the farmer is notified.', /`fill_level` 20 \| `PATCH .*` sets `fill_level` to 19 \| job `alert-silo-fill-level` ends `succeeded`, 1 call/, /`fill_level` 21 \| .* to 20 \| 0 runs/],
    ['If the fill level exceeds 95 percent, the system sends an SMS to the farmer.', /`fill_level` 95 \| .* to 96 \| .* 1 call of `SmsGateway/, /`fill_level` 94 \| .* to 95 \| 0 runs/],
    ['As soon as the fill level reaches 50 the farmer must be alerted.', /`fill_level` 49 \| .* to 50 \| job/, /`fill_level` 48 \| .* to 49 \| 0 runs/],
  ])('tells people once, on the right side: %s', (text, across, on) => {
    const design = designOf([barn, text]);
    expect(proofs(design, 'FR-002')).toMatch(across);
    expect(proofs(design, 'FR-002')).toMatch(on);
    expect(design.fields.find((f) => f.id === 'Silo.fill_level')?.type).toBe('int');
  });

  it('whose value nobody says is asked', () => {
    const design = designOf([barn, 'When the humidity of a cellar rises above 60 %, the farmer gets an SMS.']);
    expect(design.openQuestions.map((q) => q.id)).toContain('Q-meaning-fr-002');
    expect(design.jobs).toEqual([]);
  });

  it('what a device measures is known by its unit', () => {
    const design = designOf(['Sensors can report a temperature of a tank.', 'If a tank is warmer than 6 degrees, the farmer gets an SMS.']);
    expect(proofs(design, 'FR-002')).toContain('`value` 7');
    expect(routeIds(design).filter((id) => id.startsWith('PATCH /v1/temp'))).toEqual([]);
  });

  it('what needs an approval is approved by whoever the sentence names', () => {
    const design = designOf(['Clerks must be able to create a refund with an amount.', 'Refunds over 200 EUR need approval by a supervisor.']);
    expect(design.routes.find((r) => r.path.endsWith('/approve'))?.role).toBe('supervisor');
  });
});

describe('too many events', () => {
  const base = ['Players must be able to book a court and cancel a booking.', 'Stewards can mark a booking as missed.'];

  it.each([
    ['More than 2 missed bookings in 60 days blocks the player.', 'block-players', '2 missed bookings of one player within 60 days'],
    ['A player with more than four missed bookings within a season is suspended.', 'suspend-players', '4 missed bookings'],
    ['A player who cancels 3 times in a week is blocked.', 'block-players', '2 cancels of one player within 1 week'],
    ['If a player has 5 missed bookings in 30 days, the account is locked.', 'lock-players', '4 missed bookings of one player within 30 days'],
  ])('have a consequence for the account: %s', (text, job, given) => {
    const design = designOf([...base, text.replace(' within a season', '')]);
    expect(design.jobs.map((j) => j.id)).toContain(job);
    expect(proofs(design, 'FR-003')).toContain(given);
    expect(design.models.find((m) => m.id === 'User')?.states?.values).toContain({ 'block-players': 'blocked', 'suspend-players': 'suspended', 'lock-players': 'locked' }[job]);
    expect(design.routes.filter((r) => r.requirements.includes('FR-003') && r.path.endsWith('/me'))).toEqual([]);
  });

  it('or bar an act', () => {
    const design = designOf([...base, 'Players with more than two missed bookings in a month cannot book.']);
    expect(proofs(design, 'FR-003')).toMatch(/3 missed bookings of one player within 1 month \| `POST \/v1\/bookings` is called \| 409/);
    expect(proofs(design, 'FR-003')).toContain('2 missed bookings of one player within 1 month | `POST /v1/bookings` is called | 201');
  });
});

describe('how many rows', () => {
  it.each([
    ['A reader may borrow at most 4 games at a time.', '4 borrowed loans of one owner'],
    ['A reader can borrow up to 2 games per week.', '2 rows of one owner and week'],
    ['One loan per reader at a time.', '1 borrowed loan of one owner'],
    ['Readers borrow no more than three games a month.', '3 rows of one owner and month'],
  ])('a deed leaves, though the sentence counts its things: %s', (text, given) => {
    const design = designOf(['Readers must be able to borrow a game and return it.', text]);
    expect(design.criteria.map((c) => `${c.given} | ${c.then}`).join('\n')).toContain(`${given} | 409 \`LOAN_LIMIT_REACHED\``);
  });
});

describe('figures in groups', () => {
  const base = ['Drivers must be able to log a trip with a distance.', 'Clerks must be able to add a depot.'];

  it.each([
    ['Dispatchers see the number of trips per depot and month.', 'month', 'depot'],
    ['Dispatchers can view the total distance of trips by depot per week.', 'week', 'depot'],
    ['Dispatchers get an overview of trips per day and per depot.', 'day', 'depot'],
  ])('%s', (text, bucket, group) => {
    const design = designOf([...base, text]);
    const route = design.routes.find((r) => r.id === 'GET /v1/trips/summary');
    expect(route).toMatchObject({ auth: 'role', role: 'dispatcher' });
    expect(route?.request.find((f) => f.name === 'group_by')?.constraint).toBe(group);
    expect(proofs(design, 'FR-003')).toContain(`bucket=${bucket}&group_by=${group}`);
    expect(design.fields.map((f) => f.id)).toContain('Trip.depot_id');
  });

  it.each([
    ['The transport company MUST be able to view usage per depot and month and export it as CSV.', 'month', 'transport company'],
    ['Dispatchers can see the mileage per depot and week and download it as CSV.', 'week', 'dispatcher'],
    ['Dispatchers see per depot and month how many hours each van was driven and how many accidents occurred, and can download it as CSV.', 'month', 'dispatcher'],
    ['Dispatchers can download the attendance by depot and quarter as a CSV file.', 'quarter', 'dispatcher'],
    ['Dispatchers can see for each depot and year how often trips were late and save that as CSV.', 'year', 'dispatcher'],
  ])('are one report, also as a file: %s', (text, bucket, role) => {
    const design = designOf([...base, text]);
    const mine = design.routes.filter((r) => r.requirements.includes('FR-003'));
    expect(mine.map((r) => r.id)).toEqual(['GET /v1/trips/summary']);
    expect(mine[0]).toMatchObject({ role });
    expect(mine[0]?.request.find((f) => f.name === 'group_by')?.constraint).toContain('depot');
    expect(mine[0]?.request.find((f) => f.name === 'depot_id')).toMatchObject({ required: false });
    expect(mine[0]?.request.find((f) => f.name === 'format')?.constraint).toBe('json, csv');
    expect(mine[0]?.request.find((f) => f.name === 'bucket')?.constraint).toContain(bucket);
    expect(proofs(design, 'FR-003')).toContain(`bucket=${bucket}&group_by=depot`);
    expect(proofs(design, 'FR-003')).toMatch(/format=csv.*text\/csv/);
    expect(design.models.map((m) => m.id).filter((id) => /Usage|Mileage|Attendance|Hour|Accident/.test(id))).toEqual([]);
    expect(design.jobs.filter((j) => j.requirements.includes('FR-003'))).toEqual([]);
  });

  it('hold the figures that any sentence about them names', () => {
    const design = designOf([...base, 'The transport company MUST be able to view usage per depot and month.', 'Dispatchers see per depot and month how many hours each van was driven and how many accidents occurred.']);
    expect(design.routes.find((r) => r.id === 'GET /v1/trips/summary')?.response.map((f) => f.name)).toEqual(expect.arrayContaining(['usage', 'hours', 'accidents']));
  });

  it('are grouped by what a row refers to, though its thing lies further away', () => {
    const rest = '\n## Key Entities\n\n- **Depot**: address\n- **Van**: plate, depot\n- **Trip**: van, start, distance\n';
    const design = designOf([...base, 'Clerks must be able to add a van.', 'Dispatchers can view usage per depot and month.'], rest);
    expect(design.fields.map((f) => f.id)).not.toContain('Trip.depot_id');
    expect(design.routes.find((r) => r.id === 'GET /v1/trips/summary')?.request.find((f) => f.name === 'depot_id')?.constraint).toBe('`depot_id` of the van');
  });

  it('leave the export of rows what it is', () => {
    const design = designOf([...base, 'Dispatchers can export all trips of a month as CSV.']);
    expect(routeIds(design)).toContain('POST /v1/trip-exports');
  });

  it.each(['Drivers get a message per e-mail.', 'Dispatchers see all trips of a driver.'])('is no report: %s', (text) => {
    expect(routeIds(designOf([...base, text])).filter((id) => id.endsWith('/summary'))).toEqual([]);
  });
});

describe('a ban for a time', () => {
  const base = ['Residents must be able to book a washer and cancel a booking.', 'Caretakers can mark a booking as no-show.'];

  it.each([
    ['System MUST block a resident from booking for 14 days after 3 no-shows within 30 days.', 'RESIDENT_BLOCKED', 3, ' within 30 days', '14 days'],
    ['After 3 no-shows within 30 days a resident is blocked from booking for 14 days.', 'RESIDENT_BLOCKED', 3, ' within 30 days', '14 days'],
    ['Residents with three or more no-shows within 30 days are suspended from booking for two weeks.', 'RESIDENT_SUSPENDED', 3, ' within 30 days', '2 weeks'],
    ['When a resident has more than 2 no-shows in a month, the system should bar them from making new bookings for a month.', 'RESIDENT_BARRED', 3, ' within 1 month', '1 month'],
    ['If a resident collects 4 no-shows within 60 days, they cannot book for 7 days.', 'RESIDENT_BLOCKED', 4, ' within 60 days', '7 days'],
    ['Residents must not be able to book for 10 days after their second no-show.', 'RESIDENT_BLOCKED', 2, '', '10 days'],
  ])('refuses the act on one side, lets it through on the other and afterwards: %s', (text, code, count, span, lasts) => {
    const design = designOf([...base, text]);
    const told = proofs(design, 'FR-003');
    expect(told).toContain(`${count} no-shows of one resident${span}, the last less than ${lasts} ago | \`POST /v1/bookings\` is called | 409 \`${code}\` and 0 rows change`);
    expect(told).toContain(`${count - 1} no-show${count === 2 ? '' : 's'} of one resident${span} | \`POST /v1/bookings\` is called | 201`);
    expect(told).toContain(`${count} no-shows of one resident${span}, the last ${lasts} ago | \`POST /v1/bookings\` is called | 201`);
    expect(design.jobs.filter((j) => j.requirements.includes('FR-003'))).toEqual([]);
    expect(design.routes.find((r) => r.id === 'POST /v1/bookings')?.errors).toContain(code);
    expect(design.errors.find((e) => e.id === code)?.userMessage).toContain(lasts);
  });

  it.each([
    ['The system must suspend members for a week after two late returns in 90 days.', 'suspend-members', 'suspended', '1 week'],
    ['Members are blocked for 30 days after 3 late returns.', 'block-members', 'blocked', '30 days'],
    ['Ban a member for 6 months after the third late return.', 'ban-members', 'banned', '6 months'],
  ])('of an account ends: %s', (text, job, state, lasts) => {
    const design = designOf(['Members must be able to borrow tools and return them.', 'Clerks can mark a loan as late return.', text]);
    expect(design.jobs.map((j) => j.id)).toEqual(expect.arrayContaining([job, `un${job}`]));
    expect(design.models.find((m) => m.id === 'User')?.states?.moves.map((m) => `${m.from} ${m.to}`)).toEqual(expect.arrayContaining([`active ${state}`, `${state} active`]));
    expect(proofs(design, 'FR-003')).toContain(`a member \`${state}\` for ${lasts} | \`un${job}\` runs | \`status\` of the member is \`active\``);
  });

  it.each([
    'After 5 failed sign-in attempts, lock the account for 30 minutes.',
    'System MUST lock an account for 30 minutes after 5 failed login attempts within 15 minutes.',
    'Accounts must be locked for 30 minutes after five failed log-ins.',
  ])('locks whoever signs in wrongly too often: %s', (text) => {
    const design = designOf(['Users must be able to sign in with e-mail and password.', 'Users must be able to create notes.', text]);
    expect(design.jobs.find((j) => j.id === 'lock-users')?.startedBy).toEqual(['POST /v1/sessions']);
    expect(design.jobs.map((j) => j.id)).toContain('unlock-users');
    expect(proofs(design, 'FR-003')).toContain('`POST /v1/sessions` gets the right proof | 401 `UNAUTHENTICATED`');
  });

  it.each(['Close a ticket after 3 reminders.', 'Lock the door after 30 minutes.', 'Block a slot for 15 minutes after 2 residents ask for it.', 'Archive a booking 14 days after it ended.'])('is none where no person is meant: %s', (text) => {
    expect(designOf([...base, text]).jobs.map((j) => j.id).filter((id) => /^(?:un)?(?:block|lock|close|archive)-(?:residents|users)/.test(id))).toEqual([]);
  });
});
