import { describe, expect, it } from 'vitest';
import { readSentence } from '../../../src/derive/design/reading/reading.ts';
import { knowledge } from '../../support/knowledge.ts';

const known = ['appointment', 'waiting list', 'visit note', 'slot', 'activity', 'milestone'];
const read = (text: string): string[] => readSentence(text, knowledge().lexicon, known).map((r) => `${r.actor ?? '-'} ${r.operation} ${r.noun ?? '-'}`);

describe('readSentence', () => {
  it.each([
    ['Patients MUST be able to list their appointments, filtered by date.', ['patient list appointment', 'patient search -']],
    ['Users can create, change, and delete a milestone.', ['user create milestone', 'user update milestone', 'user delete milestone']],
    ['The system SHALL allow patients to create, update, list, and cancel appointments.', ['patient create appointment', 'patient update appointment', 'patient list appointment', 'patient transition appointment']],
    ['Users can change or delete a milestone.', ['user update milestone', 'user delete milestone']],
    ['System MUST let patients manage visit notes.', ['patient create visit note', 'patient list visit note', 'patient update visit note', 'patient delete visit note']],
    ['A patient lists the appointments of a week', ['patient list appointment']],
    ['Students see the appointments of a week', ['student list appointment']],
    ['Doctors sign a visit note with a code, place, start time and comment', ['doctor transition visit note']],
    ['As a patient I see my appointments', ['patient list appointment']],
    ['WHEN a patient books a slot THE SYSTEM SHALL send a message', ['patient create slot', 'system event message']],
    ['When a patient moves an appointment, then the slot is released', ['patient update appointment']],
    ['At 02:00 every night appointments older than 3 years are deleted', ['system delete appointment']],
    ['The system must compute the balance from the slots and confirmed appointments.', ['system derive balance']],
    ['Appointments are cancelled after 30 minutes.', ['system transition appointment']],
    ['Appointments that are not confirmed within 30 minutes are cancelled.', ['system transition appointment']],
    ['The list of appointments is shown to the doctor.', ['- list appointment']],
    ['Appointments can be cancelled up to 2 hours before.', ['- transition appointment']],
    ['After 72 hours the slot is marked overdue and the patient is told to call.', ['system transition slot', 'system event patient']],
    ['Patients get a text message with a code that is valid for 72 hours.', ['system event message']],
    ['Every evening at 20:00 doctors receive the list of the next slots.', ['system event slot']],
    ['Patients open the locker with a code', ['patient transition locker']],
    ['Patients open a visit note', ['patient list visit note']],
    ['The doctor marks an appointment ready', ['doctor transition appointment']],
    ['Every change of a slot is logged with the reason.', ['- none change']],
    ['Booking - A patient sees the slots. The desk gets new appointments at once and marks them ready.', ['patient list slot', '- transition appointment']],
    ['Patients may leave a comment', ['patient create comment']],
    ['WHEN a sensor sends a comment THEN the system SHALL store it', ['sensor create comment']],
    ['WHEN a patient opens the page of slots THEN the system SHALL return the slots of a day', ['patient list slot']],
    ['A reminder goes out the day before a slot', ['system event reminder']],
    ['Register new agent with metadata', ['- create agent']],
    ['Agent Registration: Register new agent with metadata', ['- create agent']],
    ['Patients MUST be able to start a sync of their activities.', ['patient job activity']],
    ['Patients MUST be able to send an appointment.', ['patient create appointment']],
    ['Staff can delete a lost item.', ['staff delete item']],
    ['Staff can laminate a visit note twice.', ['staff transition visit note']],
    ['Staff must be able to register a new item by its ISBN.', ['staff create item']],
    ['The system must comply with the law.', []],
    ['Users must stay within the limit.', []],
    ['El socio debe poder ver las salas libres de un día.', ['socio list sala']],
    ['The system shall let a fleet manager register an activity with a name.', ['manager create activity']],
    ['Patients sign up with email and add their slots: date, kind and start.', ['patient auth -', 'patient create slot']],
    ['Doctors and patients send messages in a visit note; messages can carry attachments.', ['patient create message', 'system none attachment']],
    ['Slots without a confirmation for 3 days are closed automatically.', ['system transition slot']],
    ['When an appointment is closed, the patient rates it as good or bad.', ['patient create appointment']],
    ['Patients can book a spot in a class', ['patient create class']],
    ['El cliente puede reservar una plaza en un taller', ['cliente create taller']],
    ['Doctors can see who is coming and check patients in', ['doctor list -', 'doctor transition patient']],
    ['El bibliotecario debe poder cancelar una reserva indicando el motivo.', ['bibliotecario transition reserva']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('takes the request from the condition and the state from the answer', () => {
    expect(read('WHEN a receptionist checks a patient in, THE SYSTEM SHALL set a confirmed appointment to checked-in and record the time.')).toEqual(['receptionist transition appointment']);
    expect(read('WHEN a patient books a free slot, THE SYSTEM SHALL create an appointment in the state requested.')).toEqual(['patient create appointment']);
    expect(read('WHEN a patient joins the waiting list of a clinician, THE SYSTEM SHALL store the wished days.')).toEqual(['patient create waiting list']);
  });

  it('reads both actors of one request', () => {
    expect(read('WHEN a patient or a receptionist cancels an appointment, THE SYSTEM SHALL set its state to cancelled.').toSorted()).toEqual(['patient transition appointment', 'receptionist transition appointment']);
  });

  it('takes an unwanted case as a constraint, not as a request', () => {
    expect(read('IF two patients book the same slot, THEN THE SYSTEM SHALL accept the first appointment and refuse the second.').every((r) => r.includes(' none '))).toBe(true);
  });

  it('takes what the system does by itself as its own act', () => {
    expect(read('System MUST store the slots of each day.')).toEqual(['system create slot']);
    expect(read('Appointments MUST be deleted after 90 days.')).toEqual(['system delete appointment']);
  });

  it('marks what must not happen', () => {
    expect(readSentence('Patients MUST NOT change an appointment.', knowledge().lexicon, known)[0]?.negated).toBe(true);
  });

  it('finds verb and object of a Japanese sentence', () => {
    expect(read('システムは、ドキュメントを検索すること')).toEqual(['- search ドキュメント']);
  });
});
