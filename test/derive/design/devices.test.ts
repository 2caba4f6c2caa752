import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const of = (d: Design, id: string): string[] => [...d.routes, ...d.jobs].filter((x) => x.requirements.includes(id)).map((x) => x.id);
const proofs = (d: Design, id: string): string => d.criteria.filter((c) => c.requirement === id).map((c) => `${c.given} | ${c.when} | ${c.then}`).join('\n');
const fieldsOf = (d: Design, model: string): string[] => d.fields.filter((f) => f.model === model).map((f) => f.name);

describe('a device that calls the service', () => {
  const park = designOf([
    'A charge point MUST send a pulse every 30 seconds with its temperature, voltage and firmware version.',
    'A charge point MUST fetch the tariffs of its site and report the status of each socket.',
    'Technicians MUST be able to add a socket and take a socket out of use.',
    'WHEN a weather station delivers a measurement, THE SYSTEM SHALL store the station code, start of the hour, wind speed and rainfall.',
    'The service MUST mark a socket as silent when two pulses are missing, and as dead after an hour.',
    'When a socket is dead, its bookings MUST be assigned to another socket.',
    'Drivers MUST be able to add a booking.',
  ]);

  it('stores what it sends, lists what it fetches, changes what it reports the state of, each with a key', () => {
    expect(of(park, 'FR-001')).toEqual(['POST /v1/pulses']);
    expect(of(park, 'FR-002')).toEqual(expect.arrayContaining(['GET /v1/tariffs', 'PATCH /v1/sockets/{socket_id}']));
    expect(park.routes.filter((r) => ['POST /v1/pulses', 'GET /v1/tariffs', 'POST /v1/measurements'].includes(r.id)).map((r) => r.auth)).toEqual(['service', 'service', 'service']);
    expect(park.fields.find((f) => f.model === 'User' && f.name === 'role')?.values ?? []).not.toContain('charge_point');
  });

  it('a thing is stored with what the sentence lists, and the list makes no things of its own', () => {
    expect(of(park, 'FR-004')).toEqual(['POST /v1/measurements']);
    expect(fieldsOf(park, 'Measurement')).toEqual(expect.arrayContaining(['station_code', 'start_of_the_hour', 'wind_speed', 'rainfall']));
  });

  it('two moves of one sentence are two runs, and what follows a move starts behind its run', () => {
    expect(of(park, 'FR-005')).toEqual(['mark-socket-dead', 'mark-socket-silent']);
    expect(park.jobs.find((j) => j.requirements.includes('FR-006'))?.startedBy).toEqual(['job mark-socket-dead']);
  });

  it('what a person owns or does is no matter of the device', () => {
    const owners = designOf(['A device owner MUST be able to register a device.', 'Agents MUST be able to send a reply to a ticket.']);
    expect(owners.routes.find((r) => r.id === 'POST /v1/devices')?.auth).not.toBe('service');
    expect(owners.routes.find((r) => r.id === 'POST /v1/replies')?.auth).not.toBe('service');
  });
});

describe('what devices and other systems signal', () => {
  const base = ['Residents must be able to book a washer.', 'Admins must be able to manage washers and machines.'];

  it.each([
    ["System MUST receive start and stop signals from the machines' controllers.", 'POST /v1/machine-signals', ['start', 'stop']],
    ['The system must receive start and stop signals from washer controllers [NEEDS CLARIFICATION: over which protocol?]', 'POST /v1/washer-signals', ['start', 'stop']],
    ['System MUST accept door open and door closed events from the locker hardware.', 'POST /v1/locker-events', ['door_open', 'door_closed']],
    ['System MUST process delivered and bounced callbacks from the e-mail service.', 'POST /v1/email-service-callbacks', ['delivered', 'bounced']],
    ['The backend must receive alarm, reset and fill messages from the boilers.', 'POST /v1/boiler-messages', ['alarm', 'reset', 'fill']],
    ['Chargers send plugged and unplugged events to the system.', 'POST /v1/charger-events', ['plugged', 'unplugged']],
  ])('is one call with its kind, by a key: %s', (text, route, kinds) => {
    const d = designOf([...base, text]);
    expect(of(d, 'FR-003')).toEqual([route]);
    expect(d.routes.find((r) => r.id === route)).toMatchObject({ auth: 'service', role: null });
    const model = d.routes.find((r) => r.id === route)?.resource ?? '';
    expect(d.fields.find((f) => f.id === `${model}.kind`)).toMatchObject({ type: 'enum', values: kinds });
    expect(fieldsOf(d, model)).toContain('occurred_at');
    expect(fieldsOf(d, model)).not.toContain('user_id');
    expect(d.models.find((m) => m.id === model)?.states).toBeNull();
    expect(d.fields.find((f) => f.model === 'User' && f.name === 'role')?.values ?? []).not.toContain('controller');
  });

  it('names the thing that it is about', () => {
    const d = designOf([...base, "System MUST receive start and stop signals from the machines' controllers."], '\n## Key Entities\n\n- **Machine**: number, floor\n');
    expect(proofs(d, 'FR-003')).toContain('a controller with its key and a valid body');
    expect(d.fields.find((f) => f.id === 'MachineSignal.machine_id')).toMatchObject({ key: 'reference', nullable: false });
  });

  it('of one kind is called so', () => {
    expect(of(designOf([...base, 'The system receives heartbeat messages from the gateways.']), 'FR-003')).toEqual(['POST /v1/heartbeat-messages']);
  });

  it.each(['Support agents must receive messages from customers.', 'Residents receive a message from the caretaker.', 'Caretakers can send open and closed messages to residents.'])('is nothing that people write: %s', (text) => {
    expect(designOf([...base, text]).routes.filter((r) => r.auth === 'service' && r.requirements.includes('FR-003'))).toEqual([]);
  });
});
