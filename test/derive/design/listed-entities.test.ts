import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { designOf, inputOf, routeIds, specOf } from './fixtures.ts';

const listed = '\n### Key Entities\n\n- **Bunk Trade Offer**: Represents one camper\'s wish (the sender) to trade bunks with another camper (the receiver). Attributes: sender, receiver, status (open, accepted, declined), date created, date decided, optional remark\n- **Camp Bunk** *(existing entity, referenced here)*: Holds the hut and the place of a camper.\n';
const offers = (...lines: string[]) => deriveDesign(inputOf([specOf('specs/demo.md', `# Demo\n\n## Requirements\n\n${lines.map((l, i) => `- **FR-00${i + 1}**: ${l}`).join('\n')}\n${listed}`)]));

describe('an entity of the list', () => {
  it('is meant by its last words, and holds what follows "Attributes:"', () => {
    const design = offers('The system MUST allow campers to send a trade offer to another camper.', 'The system MUST allow the receiver of an open offer to accept it or decline it.', 'The system MUST allow campers to view their offers.');
    expect(routeIds(design)).toEqual(expect.arrayContaining(['POST /v1/bunk-trade-offers', 'POST /v1/bunk-trade-offers/{bunk_trade_offer_id}/accept', 'POST /v1/bunk-trade-offers/{bunk_trade_offer_id}/decline', 'GET /v1/bunk-trade-offers']));
    expect(routeIds(design).filter((id) => /\/(?:offers|trade-offers|receivers|senders)\b/.test(id))).toEqual([]);
    const fields = design.fields.filter((f) => f.model === 'BunkTradeOffer').map((f) => f.name);
    expect(fields).toEqual(expect.arrayContaining(['status', 'decided_at', 'remark']));
    expect(design.fields.map((f) => f.name).filter((n) => /existing_entity|referenced_here|another_camper/.test(n))).toEqual([]);
  });

  it('is stored, though a value of it is derived', () => {
    const entity = '\n### Key Entities\n\n- **Sail**: One of the fleet, with a number, a size and a maker. Its wear grade is derived, not stored.\n- **Wear Grade**: A value computed from the hours of a sail.\n';
    const design = deriveDesign(inputOf([specOf('specs/demo.md', `# Demo\n\n## Requirements\n\n- **FR-001**: The system MUST allow members to view the sails.\n- **FR-002**: The system MUST allow admins to add a sail.\n${entity}`)]));
    expect(routeIds(design)).toEqual(expect.arrayContaining(['GET /v1/sails', 'POST /v1/sails']));
    expect(design.models.map((m) => m.id)).not.toContain('WearGrade');
  });
});

describe('who is let do something', () => {
  it.each([
    'The system MUST allow a signed-in, verified member to send a postcard.',
    'The system MUST allow members, once verified, to send a postcard.',
  ])('may be described behind a comma: %s', (text) => {
    const design = designOf([text, 'Members can see their postcards and delete a postcard.']);
    expect(routeIds(design)).toContain('POST /v1/postcards');
    expect(design.jobs.filter((j) => j.id.startsWith('notify'))).toEqual([]);
  });

  it('acts on the thing by which they are named', () => {
    const ids = routeIds(designOf(['Members must be able to write a pledge.', 'The system must allow the reader of a pledge to accept it or decline it.']));
    expect(ids).toEqual(expect.arrayContaining(['POST /v1/pledges/{pledge_id}/accept', 'POST /v1/pledges/{pledge_id}/decline']));
  });

  it('explains by hand, not by a text model', () => {
    const design = designOf(['Members must be able to write a pledge.', 'Members must be able to decline a pledge and explain the decline with a comment.']);
    expect(design.jobs.flatMap((j) => j.calls).filter((c) => c.startsWith('LlmGateway'))).toEqual([]);
    expect(routeIds(design).filter((id) => id.includes('explanation'))).toEqual([]);
  });
});

describe('where something is shown', () => {
  it('is no part of what is shown', () => {
    const design = designOf(['Members must be able to write a pledge.', 'The system MUST allow a member to view, on a separate screen, the pledges they made.', 'The system MUST display, on the homepage, every open pledge.']);
    expect(design.routes.find((r) => r.id === 'GET /v1/pledges')?.requirements).toEqual(expect.arrayContaining(['FR-002', 'FR-003']));
  });
});

it('"marked as a swap in progress" names the state, not the word in front of it', () => {
  const ids = routeIds(designOf(['Members must be able to write a pledge.', 'Clerks must be able to mark a pledge as a case in progress.']));
  expect(ids.filter((id) => id.includes('case'))).toEqual([]);
});
