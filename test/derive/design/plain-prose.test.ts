import { describe, expect, it } from 'vitest';
import { designOf, routeIds } from './fixtures.ts';
import type { Design } from '../../../src/model/plan/index.ts';

const route = (d: Design, id: string) => d.routes.find((r) => r.id === id);
const fields = (d: Design, model: string) => d.fields.filter((f) => f.model === model).map((f) => f.name);

describe('sentences as people write them, without a form', () => {
  it.each([
    ['Guests can browse the list of concerts without an account.', 'GET /v1/concerts'],
    ['Visitors can search concerts without signing in.', 'GET /v1/concerts'],
    ['The list of concerts is public: guests see concerts without logging in.', 'GET /v1/concerts'],
  ])('asks for no session: %s', (text, id) => {
    const design = designOf(['Organisers must be able to create a concert.', text]);
    expect(route(design, id)?.auth).toBe('public');
    expect(route(design, 'POST /v1/concerts')?.auth).toBe('role');
  });

  it.each([
    ['Staff at the desk register a parcel with a photo.', 'POST /v1/parcels', 'staff'],
    ['A nurse in the ward records a reading.', 'POST /v1/readings', 'nurse'],
    ['Anyone can report a leak with a description.', 'POST /v1/leaks', 'user'],
  ])('who acts is told apart from where: %s', (text, id, actor) => {
    const design = designOf([text]);
    expect(routeIds(design)).toContain(id);
    expect(design.requirements[0]?.readings[0]?.actor).toBe(actor);
  });

  it('a state in two words', () => {
    const design = designOf(['Staff must be able to add a parcel.', 'The clerk marks a parcel as handed over.']);
    expect(routeIds(design)).toContain('POST /v1/parcels/{parcel_id}/mark-handed-over');
    expect(design.models.find((m) => m.id === 'Parcel')?.states?.values).toContain('handed_over');
  });

  it('the verb keeps its person when its particle stands behind the object', () => {
    const design = designOf(['Players must be able to book a court.', 'On the day an organiser checks players in with a code.']);
    expect(routeIds(design)).toContain('POST /v1/bookings/{booking_id}/check-in');
  });

  it('a limit per thing is one of the rows that are made, not of the thing', () => {
    const design = designOf(['Organisers must be able to create an event.', 'Visitors must be able to register a device. A visitor may register at most 2 devices per event.']);
    expect(route(design, 'POST /v1/devices')?.errors).toContain('DEVICE_LIMIT_REACHED');
    expect(route(design, 'POST /v1/events')?.errors).not.toContain('EVENT_LIMIT_REACHED');
  });

  it.each(['Photos are deleted 30 days after the event.', 'A photo is removed 2 weeks after it was taken.', 'Photos are erased after 12 months.', 'Photos are deleted six months after they were taken.'])('the clock removes what nobody asks to remove: %s', (text) => {
    const design = designOf(['Visitors must be able to register a device.', text]);
    expect(design.jobs.map((j) => j.id)).toContain('delete-expired-photos');
    expect(routeIds(design).filter((id) => id.startsWith('DELETE'))).toEqual([]);
  });

  it('cancelling without an object cancels what the same people make, not the thing its time is counted from', () => {
    const design = designOf(['Organisers must be able to create an event with a date.', 'Visitors must be able to register a device for an event.', 'Visitors can cancel up to 24 hours before the event.']);
    expect(routeIds(design)).toContain('POST /v1/devices/{device_id}/cancel');
    expect(routeIds(design)).not.toContain('POST /v1/events/{event_id}/cancel');
  });

  it.each([
    ['An organiser must be able to create an event with a date, a place, opening hours and a number of benches per skill.', 'Event', ['date', 'place', 'opening_hours', 'number_of_benches_per_skill']],
    ['Visitors must be able to register a device for an event: what it is, brand, fault in their own words, and the skill they think it needs.', 'Device', ['brand', 'fault', 'skill']],
    ['The fixer must be able to record the outcome: cause, what was done, minutes spent, weight of the device in grams.', 'Outcome', ['cause', 'minutes_spent', 'weight_g']],
  ])('names what a row holds: %s', (text, model, names) => {
    expect(fields(designOf([text, 'Visitors can see all events, devices and outcomes.']), model)).toEqual(expect.arrayContaining(names));
  });
});

describe('what a sentence counts on or leaves out', () => {
  it.each([
    ['Organisers must be able to create an event.', 'An organiser cannot publish an event before every skill has a fixer.', 'POST /v1/events/{event_id}/publish'],
    ['Authors must be able to create an article.', 'An editor must not approve an article until two reviewers have read it.', 'POST /v1/articles/{article_id}/approve'],
  ])('who may not do it before something else may do it then: %s %s', (first, second, id) => {
    const design = designOf([first, second]);
    expect(routeIds(design)).toContain(id);
    expect(design.criteria.some((c) => c.requirement === 'FR-002' && c.negative && c.when.includes(id))).toBe(true);
  });

  it('a plain ban makes nothing', () => {
    expect(routeIds(designOf(['Authors must be able to create an article.', 'An editor must not approve an article.']))).not.toContain('POST /v1/articles/{article_id}/approve');
  });

  it('a sentence that nothing is read from is listed, beside one that is', () => {
    const design = designOf(['Visitors must be able to register a device. A visitor who stayed away twice within a year cannot take part for 3 months.', 'Visitors must be able to see their devices.']);
    expect(design.unused.map((u) => u.text)).toEqual(['A visitor who stayed away twice within a year cannot take part for 3 months']);
  });
});

describe('another system that a sentence names', () => {
  const first = 'Visitors must be able to register a device.';

  it('is asked within the call where nothing of it is kept', () => {
    const design = designOf([first, 'Visitors can look up a spare at PartsHub by model number.']);
    expect(route(design, 'GET /v1/parts-hub/spares')).toMatchObject({ auth: 'session', errors: expect.arrayContaining(['PARTS_HUB_UNAVAILABLE']) });
    expect(design.methods.find((m) => m.id === 'DeviceService.findPartsHubSpares')?.calls).toEqual(['PartsHubGateway.lookUpSpare']);
    expect(design.models.map((m) => m.id)).not.toContain('Spare');
  });

  it('gets what the software sends, instead of a person by e-mail', () => {
    const design = designOf([first, 'When a device is registered, the system sends the device to QuickBooks.']);
    expect(design.jobs.flatMap((j) => j.calls)).toEqual(['QuickBooksGateway.sendDevice']);
    expect(design.jobs.map((j) => j.id)).toEqual(['send-device-to-quick-books']);
    expect(design.services.map((s) => s.id)).not.toContain('EmailGateway');
  });

  it('is called for each sentence that names it, and leaves people told who are told elsewhere', () => {
    const design = designOf([first, 'Visitors can look up a spare at PartsHub.', 'When a device is registered, the system notifies the visitor by e-mail.', 'When a device is registered, the system sends the device to PartsHub.']);
    expect(design.jobs.map((j) => [j.requirements, j.calls])).toEqual(expect.arrayContaining([[['FR-003'], ['EmailGateway.sendMessage']], [['FR-004'], ['PartsHubGateway.sendDevice']]]));
    expect(design.methods.map((m) => m.id)).toEqual(expect.arrayContaining(['PartsHubGateway.lookUpSpare', 'PartsHubGateway.sendDevice', 'EmailGateway.sendMessage']));
  });

  it('a sender of mail that is named is the sender of mail', () => {
    const design = designOf([first, 'When a device is registered, the system sends an e-mail to the visitor via SendGrid.']);
    expect(design.services.filter((s) => s.kind === 'gateway').map((s) => s.id)).toEqual(['EmailGateway']);
  });

  it.each(['Visitors can sign in with WebAuthn.', 'Visitors can list their devices in GraphQL.'])('is no protocol: %s', (text) => {
    expect(designOf([first, text]).services.filter((s) => /WebAuthn|GraphQL/.test(s.id))).toEqual([]);
  });
});

describe('files among the parts of what people make', () => {
  it.each(['Visitors must be able to register a device: brand, fault and up to 3 photos.', 'Visitors must be able to register a device with a brand, a fault and up to 3 photos.'])('are uploaded for it: %s', (text) => {
    const design = designOf([text]);
    expect(route(design, 'POST /v1/photos')).toMatchObject({ errors: expect.arrayContaining(['UNSUPPORTED_FILE', 'PHOTO_LIMIT_REACHED']) });
    expect(fields(design, 'Photo')).toContain('device_id');
    expect(fields(design, 'Device')).toEqual(expect.arrayContaining(['brand', 'fault']));
    expect(design.criteria.map((c) => `${c.given} | ${c.then}`)).toContain('3 rows of one device | 409 `PHOTO_LIMIT_REACHED` and still 3 rows');
  });
});

describe('verbs of plain prose', () => {
  it.each([
    ['The conductor plans a rehearsal with a start, an end and a room.', 'POST /v1/rehearsals'],
    ['Coaches schedule a training.', 'POST /v1/trainings'],
    ['Singers say yes, no or maybe for a concert.', 'POST /v1/rsvps'],
    ['After a concert the recording is uploaded.', 'POST /v1/recordings'],
  ])('%s', (text, id) => {
    const design = designOf(['Singers can see all concerts, rehearsals and trainings.', 'Coaches can see all concerts. Conductors can add a piece.', text]);
    expect(routeIds(design)).toContain(id);
    expect(routeIds(design).filter((each) => /plan|schedule|yes|maybe/.test(each))).toEqual([]);
  });

  it('whoever applies leaves an application, which the person named behind the comma decides', () => {
    const design = designOf(['Singers can see all pieces. Conductors can add a piece. Leaders can list pieces.', 'New singers apply with name, e-mail and voice; the leader invites them to an audition, and the conductor accepts or declines them.']);
    expect(fields(design, 'Application')).toEqual(expect.arrayContaining(['name', 'email', 'voice', 'status']));
    expect(routeIds(design)).toContain('POST /v1/applications/{application_id}/decline');
    expect(design.requirements[1]?.readings.find((x) => x.verb === 'decline')?.actor).toBe('conductor');
  });

  it('the day before something is a time, not the end of the sentence', () => {
    const design = designOf(['Conductors can add a rehearsal. Singers can see rehearsals.', 'The day before each rehearsal the system reminds every singer by push message.']);
    expect(design.jobs.find((j) => j.requirements.includes('FR-002'))?.calls).toEqual(['PushGateway.sendPush']);
  });
});

describe('deeds of customers', () => {
  it('who picks something to book it chooses it', () => {
    const ids = routeIds(designOf(['A traveller picks a crossing and books a seat.']));
    expect(ids.some((id) => id.startsWith('GET /v1/crossings'))).toBe(true);
    expect(ids.filter((id) => id.includes('pick'))).toEqual([]);
  });

  it('a deed that stands as the subject is done to what people made', () => {
    const design = designOf(['Travellers can book a seat.', 'Cancelling refunds 80 percent of the price.']);
    expect(routeIds(design)).toContain('POST /v1/bookings/{booking_id}/cancel');
    expect(design.jobs.find((j) => j.requirements.includes('FR-002'))?.calls.some((c) => c.startsWith('PaymentGateway.'))).toBe(true);
  });
});

describe('a bound that was read', () => {
  it.each([
    'Nobody can hold more than 2 future bookings.', 'Bookings must be made at least 24 hours in advance.', 'A booking cannot be cancelled less than 24 hours before it starts.', 'If a booking is cancelled less than 4 hours before it starts, the guest pays half the price.',
    'Bookings are deleted after 12 months.', 'A booking must be confirmed within 2 days after it was made.',
  ])('is no sentence without use: %s', (text) => {
    expect(designOf([`Members must be able to book a court and cancel a booking. ${text}`, 'Members must be able to confirm a booking.']).unused.filter((u) => u.result === 'unused').map((u) => u.text)).toEqual([]);
  });
});

describe('what is told of a thing when time has passed', () => {
  const first = 'The bursar can issue a bill to a pupil with an amount.';
  it.each(['Bills unpaid after 20 days get a reminder.', 'A bill that is not paid after two weeks gets a reminder.'])('the clock sends it: %s', (text) => {
    const job = designOf([first, text]).jobs.find((j) => j.requirements.includes('FR-002'));
    expect(job?.startedBy.join()).toMatch(/^clock/);
  });
});
