import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { designOf, inputOf, routeIds, specOf } from './fixtures.ts';
import type { Design } from '../../../src/model/plan/index.ts';

const proofs = (d: Design, requirement: string): string => d.criteria.filter((c) => c.requirement === requirement).map((c) => `${c.given} | ${c.when} | ${c.then}`).join('\n');
const served = (d: Design, requirement: string): string[] => d.routes.filter((r) => r.requirements.includes(requirement)).map((r) => r.id);

describe('states in which alone something may be done', () => {
  it.each([
    ['Clerks must be able to edit parcels in packed or returned status.', 'a parcel whose status is neither `packed` nor `returned` | `PATCH /v1/parcels/{parcel_id}` is called | 409 `PARCEL_EDIT_REFUSED`'],
    ['Clerks must be able to delete parcels in Draft status only.', 'a parcel whose status is not `draft` | `DELETE /v1/parcels/{parcel_id}` is called | 409 `PARCEL_DELETE_REFUSED`'],
    ['Clerks can only delete a parcel while it is open.', 'a parcel whose status is not `open` | `DELETE /v1/parcels/{parcel_id}` is called | 409 `PARCEL_DELETE_REFUSED`'],
    ['Clerks can change a parcel with status "on hold".', 'a parcel whose status is not `on_hold` | `PATCH /v1/parcels/{parcel_id}` is called | 409 `PARCEL_CHANGE_REFUSED`'],
  ])('%s', (text, proof) => {
    const design = designOf(['Clerks must be able to create a parcel with a weight.', text]);
    expect(proofs(design, 'FR-002')).toContain(proof);
  });

  it('are values of the thing, and so is what brackets list', () => {
    const design = designOf(['Clerks must be able to create an order with a status (packed, returned, done).', 'Clerks can delete orders in packed status.']);
    expect(design.fields.find((f) => f.id === 'Order.status')?.values).toEqual(['packed', 'returned', 'done']);
    expect(design.fields.map((f) => f.id)).not.toContain('Order.total_amount');
    expect(design.fields.find((f) => f.id === 'Parcel.status')).toBeUndefined();
    expect(designOf(['Clerks must be able to create a parcel with a weight.', 'Clerks can delete parcels in draft or open status.']).fields.find((f) => f.id === 'Parcel.status')?.values).toEqual(['draft', 'open']);
  });
});

describe('what somebody tries', () => {
  const base = ['Members must be able to send an offer to another member.', 'Members can accept an offer.', 'Members can delete an offer.'];

  it.each([
    ['The system MUST reject any attempt by a member to send an offer to themselves.', 'POST /v1/offers', 'an offer to themselves'],
    ['The system must refuse every attempt to delete an offer that has an answer.', 'DELETE /v1/offers/{offer_id}', 'an offer that has an answer'],
    ['The system MUST prevent an offer from being accepted more than once.', 'POST /v1/offers/{offer_id}/accept', 'an offer would be accepted more than once'],
  ])('is turned away by the call that does it: %s', (text, route, given) => {
    const design = designOf([...base, text]);
    expect(served(design, 'FR-004')).toEqual([route]);
    expect(proofs(design, 'FR-004')).toMatch(new RegExp(`^${given}.* \\| \`${route.replace(/[{}/]/g, '\\$&')}\` is called \\| 409`));
    expect(design.jobs.filter((j) => j.requirements.includes('FR-004'))).toEqual([]);
    expect(routeIds(design).filter((id) => id.includes('attempt'))).toEqual([]);
  });

  it('twice is an illegal move', () => {
    expect(proofs(designOf([...base, 'The system MUST prevent an offer from being accepted more than once.']), 'FR-004')).toContain('409 `ILLEGAL_TRANSITION`');
  });

  it('says who tries it, and withdrawing before somebody answers is no answer', () => {
    const design = designOf([...base, 'The system MUST reject any attempt by a member who is suspended to send a new offer to anybody else.', 'Members can withdraw an offer they sent, at any time before the other member accepts it.']);
    expect(proofs(design, 'FR-004')).toContain('a member who is suspended | `POST /v1/offers`');
    expect(served(design, 'FR-005')).not.toContain('POST /v1/offers/{offer_id}/accept');
    expect(proofs(designOf([...base, 'The system MUST reject an offer sent to a member who no longer has a free berth.']), 'FR-004')).toContain('an offer sent to a member who no longer has a free berth | `POST /v1/offers` is called | 409');
  });

  it('what happened is no refusal', () => {
    const design = designOf([...base, 'Members can decline an offer.', 'When an offer is declined, the system must notify its sender that it was declined.']);
    expect(design.errors.map((e) => e.id).filter((id) => id.endsWith('_REFUSED'))).toEqual([]);
  });
});

it('deeds kept for some people are deeds of those people', () => {
  const design = designOf(['Keepers must be able to add a hive with a number.', 'Removing a hive, closing a hive and viewing the hives MUST all be restricted to keepers.']);
  expect(served(design, 'FR-002')).toEqual(expect.arrayContaining(['DELETE /v1/hives/{hive_id}', 'POST /v1/hives/{hive_id}/close', 'GET /v1/hives']));
  expect(design.routes.find((r) => r.id === 'DELETE /v1/hives/{hive_id}')?.role).toBe(design.routes.find((r) => r.id === 'POST /v1/hives')?.role);
  expect(served(designOf(['Members can write a note.', 'Deleting a note and viewing notes must be restricted to logged-in, registered users.']), 'FR-002')).toEqual(expect.arrayContaining(['DELETE /v1/notes/{note_id}', 'GET /v1/notes']));
});

describe('a sentence that names no thing of the product', () => {
  const base = ['Admins must be able to add a doctor.', 'Patients must be able to book an appointment with a doctor.', 'Doctors must be able to write a prescription.'];

  it.each(['The system must send reminder emails.', 'The system shall track catalogue drift.', 'The system shall continue normal operation (not crash or block) if the model call fails.'])('is asked about, not hung on another: %s', (text) => {
    const design = designOf([text, ...base]);
    expect(design.requirements.find((r) => r.id === 'FR-001')?.question).toBe('Q-meaning-fr-001');
    expect(served(design, 'FR-001')).toEqual([]);
  });

  it('speaks of the thing by another word', () => {
    const design = designOf([...base, 'When a doctor is ill on a date with existing bookings, the system must notify all patients.']);
    expect(design.jobs.filter((j) => j.requirements.includes('FR-004')).map((j) => j.id)).toEqual(['notify-about-appointment']);
  });
});

it('the profiles of people that are kept are those people', () => {
  const design = designOf(['Patients can search doctors by specialisation.', 'Admins must be able to create, edit and deactivate doctor profiles.', 'Admins can delete a doctor.']);
  expect(routeIds(design).filter((id) => id.includes('profile'))).toEqual([]);
  expect(routeIds(design)).toEqual(expect.arrayContaining(['POST /v1/doctors', 'PATCH /v1/doctors/{doctor_id}', 'POST /v1/doctors/{doctor_id}/deactivate']));
});

describe('a case told of a thing that somebody has', () => {
  const text = '# Demo\n\n## User Scenarios & Testing\n\n### User Story 1 - Offers (Priority: P1)\n\nA member answers an offer.\n\n**Acceptance Scenarios**:\n\n1. **Given** a member has received a pending offer, **When** they accept it, **Then** the offer is marked as a swap in progress for both.\n2. **Given** a member has sent a pending offer, **When** they withdraw it, **Then** it is withdrawn and the other member can no longer accept it.\n\n## Requirements\n\n- **FR-001**: Members must be able to send an offer to another member.\n- **FR-002**: Members must be able to accept an offer.\n- **FR-003**: Members must be able to withdraw an offer they sent.\n';
  const design = deriveDesign(inputOf([specOf('specs/demo.md', text)]));

  it('is about that thing: what follows is no move of its own', () => {
    expect(routeIds(design).filter((id) => id.includes('mark'))).toEqual([]);
  });

  it('is no bad end where the call goes well', () => {
    const own = design.criteria.filter((c) => c.requirement === 'FR-003' && c.fromSpec);
    expect(own.map((c) => c.negative)).toEqual([false]);
    expect(own[0]?.then).toContain('`POST /v1/offers/{offer_id}/withdraw`: 200');
  });
});

describe('what people decide and what the software turns away', () => {
  const base = ['Members must be able to submit a claim with an amount.'];

  it('a person who refuses a thing moves it', () => {
    const design = designOf([...base, 'Clerks can refuse a claim.']);
    expect(served(design, 'FR-002')).toContain('POST /v1/claims/{claim_id}/refuse');
    expect(proofs(design, 'FR-002')).toContain('`status` is `refused`');
  });

  it('a body without a field is refused as one', () => {
    const design = designOf([...base, 'The system refuses a claim without an amount.']);
    expect(proofs(design, 'FR-002')).toContain('a claim without an amount | `POST /v1/claims` is called | 422 `VALIDATION_FAILED`');
    expect(proofs(design, 'FR-002')).not.toContain('201');
  });

  it('a sealed thing that a job writes is proved by the job', () => {
    const design = designOf([...base, 'Each night the system issues an invoice for each claim.', 'An issued invoice can never be changed.']);
    expect(proofs(design, 'FR-003')).toContain('job `issue-invoices` runs once more');
    expect(proofs(design, 'FR-003')).not.toContain('/v1/invoices');
  });
});

describe('rows that stay when an account goes', () => {
  it.each(['When an account is deleted, the reviews are kept under a pseudonym.', 'Reviews stay, but without the name, when their writer deletes the account.', 'On deletion of an account its reviews must be anonymised.'])('%s', (text) => {
    const design = designOf(['Members must be able to write a review.', 'A member can delete their account.', text]);
    expect(proofs(design, 'FR-003')).toContain('the review is still there');
    expect(design.models.find((m) => m.id === 'Review')?.retention).toContain('pseudonym');
  });
});
