import { describe, expect, it } from 'vitest';
import { scheduleOf } from '../../../src/derive/design/reading/schedule.ts';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const of = (d: Design, id: string): string[] => [...d.routes, ...d.jobs].filter((x) => x.requirements.includes(id)).map((x) => x.id);
const jobOf = (d: Design, id: string) => d.jobs.find((j) => j.requirements.includes(id));

describe('a clock in a sentence', () => {
  it.each([
    ['On the third working day of every month at 05:00 the payroll is computed', 'on third working day of every month at 05:00'],
    ['At the end of each quarter the fees are billed', 'at the end of each quarter'],
    ['Members are billed once a year', 'each year'],
    ['On Fridays the list goes out', 'each Friday'],
    ['On Friday the driver sees the tour', null],
  ])('%s', (text, when) => {
    expect(scheduleOf(text)).toBe(when);
  });
});

describe('what the software does by itself', () => {
  it('by the clock is a run, with a verb that no list knows too', () => {
    const rota = designOf(['Volunteers MUST be able to add a shift and swap a shift.', 'Each Saturday at 20:00 the system shuffles the shifts: it looks at who did what last week.']);
    expect(jobOf(rota, 'FR-002')).toMatchObject({ id: 'shuffle-shifts', schedule: 'each Saturday at 20:00' });
  });

  it('computes by the clock the rows that people approve later, and no report', () => {
    const payroll = designOf(['On the third day of every month at 05:00 the system MUST compute the payslip of each employee.', 'The accountant MUST be able to approve a payslip.', 'Each night the system MUST compute the revenue of the day.']);
    expect(jobOf(payroll, 'FR-001')).toMatchObject({ id: 'compute-payslips', schedule: 'on third day of every month at 05:00' });
    expect(of(payroll, 'FR-001').some((id) => id.endsWith('/summary'))).toBe(false);
  });

  it('hands out rows that wait, though no sentence says when', () => {
    const print = designOf(['Customers MUST be able to submit a print order.', 'Technicians MUST be able to add a printer.', 'The scheduler MUST assign each print order to a free printer.']);
    expect(jobOf(print, 'FR-003')).toMatchObject({ schedule: 'every minute' });
  });
});

describe('verbs that only look like others', () => {
  it('a particle makes another verb of one that leaves a row', () => {
    const d = designOf(['Stewards MUST be able to add a race.', 'Stewards MUST be able to call off a race.']);
    expect(of(d, 'FR-002')).toEqual(['GET /v1/races', 'POST /v1/races/{race_id}/call-off']);
    expect(d.models.find((m) => m.id === 'Race')?.states?.values).toContain('called_off');
  });

  it('having is no move in the third person either', () => {
    const d = designOf(['A tutor MUST register with a letter and gets a pupil number and their own shelf.']);
    expect(d.routes.some((r) => r.path.includes('/get'))).toBe(false);
  });

  it('who maintains things keeps them, software that maintains something does not', () => {
    expect(of(designOf(['The curator maintains the exhibits with room, height and weight.']), 'FR-001')).toEqual(['POST /v1/exhibits', 'GET /v1/exhibits', 'PATCH /v1/exhibits/{exhibit_id}', 'DELETE /v1/exhibits/{exhibit_id}']);
    const quality = designOf(['Guides MUST be able to add a tour.', 'The system MUST maintain tours in good order.']);
    expect(of(quality, 'FR-002').some((id) => id.startsWith('DELETE'))).toBe(false);
  });

  it('a noun of a verb and its particle names a row', () => {
    expect(of(designOf(['Nurses MUST be able to add a hand-over.']), 'FR-001')).toEqual(['POST /v1/hand-overs']);
  });

  it('who holds a thing leaves a hold; beside another act it is an effect', () => {
    expect(of(designOf(['Guests MUST be able to hold up to 4 cabins for 10 minutes.']), 'FR-001')[0]).toBe('POST /v1/holds');
    expect(of(designOf(['Guests MUST be able to book a cabin.', 'WHEN a guest books a cabin, the system MUST create a booking and hold the cabin.']), 'FR-002').some((id) => id.includes('/holds'))).toBe(false);
  });

  it('a report that people release is a row; one that only shows numbers is computed', () => {
    const d = designOf(['The vet MUST be able to release a report.', 'Owners MUST be able to see the reports of their own animals.']);
    expect(of(d, 'FR-001')).toContain('POST /v1/reports/{report_id}/release');
    expect(of(d, 'FR-002')).toEqual(['GET /v1/reports']);
    expect(of(designOf(['Owners MUST be able to add an animal.', 'Vets MUST see a report of animals per month.']), 'FR-002')).toEqual(['GET /v1/animals/summary']);
  });

  it('who is warned or informed gets a message', () => {
    const d = designOf(['Wardens MUST be able to add a hut.', 'WHEN a hut has no reading for 6 hours, the system MUST warn the warden by e-mail.']);
    expect(jobOf(d, 'FR-002')).toMatchObject({ id: 'notify-about-hut', schedule: 'every 15 min', calls: ['EmailGateway.sendMessage'] });
  });
});

describe('what a thing holds', () => {
  it('is a list of its fields, though one of them is long', () => {
    const d = designOf(['The auditor MUST be able to approve a payslip.', 'A payslip SHALL hold the hours worked on the site, the hours worked at home and the amount due.']);
    expect(d.fields.filter((f) => f.model === 'Payslip').map((f) => f.name)).toEqual(expect.arrayContaining(['hours_worked_on_site', 'hours_worked_at_home', 'amount_due']));
    expect(of(designOf(['Clerks MUST be able to register a shop with its address and number of tills.']), 'FR-001')).toEqual(['POST /v1/shops']);
    expect(designOf(['Clerks MUST be able to register a shop with its district and number of tills.']).fields.filter((f) => f.model === 'Shop').map((f) => f.name)).toContain('district');
  });
});
