import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { designOf, routeIds } from './fixtures.ts';

const jobs = (d: Design) => d.jobs.map((j) => j.id);
const negatives = (d: Design, id: string) => d.criteria.filter((c) => c.requirement === id && c.negative).map((c) => `${c.when} ${c.then}`).join('\n');

describe('what the system turns away', () => {
  it.each([
    ['The system must reject a rental when the bike is already out.', 'POST /v1/rentals'],
    ['The rental SHALL be rejected with a conflict when the bike is already out.', 'POST /v1/rentals'],
    ['The system shall deny a rental if the member has two bikes out.', 'POST /v1/rentals'],
  ])('is an error of the call that asks, no run of the clock: %s', (text, id) => {
    const design = designOf(['Members must be able to rent a bike.', 'Staff must be able to add bikes.', text]);
    expect(jobs(design).filter((j) => j.includes('reject') || j.includes('den'))).toEqual([]);
    expect(routeIds(design).filter((r) => /reject|deny/.test(r))).toEqual([]);
    expect(design.routes.find((r) => r.id === id)?.requirements).toContain('FR-003');
    expect(negatives(design, 'FR-003')).toMatch(/4(?:09|22)/);
  });

  it('what a person rejects stays a move, and so does what the clock rejects', () => {
    const design = designOf(['Members must be able to submit a claim.', 'Assessors must be able to reject a claim.', 'Claims without an answer must be rejected after 30 days.']);
    expect(routeIds(design)).toContain('POST /v1/claims/{claim_id}/reject');
    expect(jobs(design)).toContain('mark-claim-rejected');
  });
});

describe('rows that follow from a move of another row', () => {
  it.each([
    'The system must create a stock entry only after the delivery note is approved.',
    'The system must create a stock entry after delivery note approval.',
    'The system must create a reversal entry when an approved delivery note is cancelled.',
  ])('are made by that call, by no call of their own: %s', (text) => {
    const design = designOf(['Clerks must be able to create a delivery note.', 'Managers must be able to approve or cancel a delivery note.', text]);
    expect(routeIds(design).filter((id) => id.startsWith('POST') && id.includes('entr'))).toEqual([]);
    const by = design.routes.filter((r) => r.requirements.includes('FR-003')).map((r) => r.id);
    expect(by.join(' ')).toMatch(/delivery-notes\/\{delivery_note_id\}\/(?:approve|cancel)/);
  });
});

describe('what is generated or streamed without a text model', () => {
  it.each([
    ['The system must generate stock reports filtered by date and category.', 'report'],
    ['Managers must be able to generate a report of sales per month.', 'report'],
    ['The system shall stream recorded videos to members.', 'video'],
    ['The system must generate an invoice when an order is placed.', 'invoice'],
  ])('calls none: %s', (text) => {
    const design = designOf(['Members must be able to place an order.', 'Staff must be able to upload videos.', text]);
    expect(design.services.map((s) => s.id).filter((id) => id.includes('Llm'))).toEqual([]);
    expect(design.jobs.flatMap((j) => j.calls).filter((c) => c.startsWith('LlmGateway'))).toEqual([]);
    expect(jobs(design).filter((j) => j.startsWith('generate-') || j.startsWith('stream-'))).toEqual([]);
  });

  it('a spec that speaks of one still gets it', () => {
    const design = designOf(['Members must be able to write a journal entry.', 'The system must generate a weekly letter from the journal with an LLM.']);
    expect(design.jobs.flatMap((j) => j.calls)).toContain('LlmGateway.complete');
  });
});
