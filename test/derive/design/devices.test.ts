import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf } from './fixtures.ts';

const of = (d: Design, id: string): string[] => [...d.routes, ...d.jobs].filter((x) => x.requirements.includes(id)).map((x) => x.id);
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
