import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { designOf, inputOf, routeIds, specOf } from './fixtures.ts';
import type { Design } from '../../../src/model/plan/index.ts';

const fields = (d: Design, model: string): string[] => d.fields.filter((f) => f.model === model).map((f) => f.name);
const served = (d: Design, requirement: string): string[] => d.routes.filter((r) => r.requirements.includes(requirement)).map((r) => r.id);
const proofs = (d: Design, requirement: string): string => d.criteria.filter((c) => c.requirement === requirement).map((c) => `${c.given} | ${c.when} | ${c.then}`).join('\n');

describe('what a sentence says that a thing holds', () => {
  it.each([
    ['The system MUST store and return, for each boat, the following detail fields in addition to the name: hull number, length of keel, and colour.', ['hull_number', 'colour']],
    ['The system must keep the following details for every boat: hull number and colour.', ['hull_number', 'colour']],
    ['The system must record for each boat these data: hull number, sail area and colour.', ['hull_number', 'sail_area', 'colour']],
  ])('%s', (text, names) => {
    const design = designOf(['Skippers must be able to add a boat.', 'Skippers can see all boats.', text]);
    expect(fields(design, 'Boat')).toEqual(expect.arrayContaining(names));
    expect(design.requirements.find((r) => r.id === 'FR-003')?.rejected).toBeNull();
  });

  it('what a call is given', () => {
    const design = designOf(['Skippers must be able to add a boat.', 'Members must be able to rent a boat by providing a **due-back date** and a deposit code.']);
    expect(fields(design, 'Rental')).toEqual(expect.arrayContaining(['due_back_date', 'deposit_code']));
  });

  it('fields that are set when the thing is made are set by making it', () => {
    const design = designOf(['The system MUST allow harbour masters to set and change all detail fields when creating or updating a boat.']);
    expect(served(design, 'FR-001')).toEqual(expect.arrayContaining(['POST /v1/boats', 'PATCH /v1/boats/{boat_id}']));
  });
});

it('whoever rents a thing makes no such thing', () => {
  const spec = '# Demo\n\n### User Story 1 - Fleet (Priority: P1)\n\nAn administrator creates and edits boats with a hull number.\n\n### User Story 2 - Rent (Priority: P1)\n\nA member rents a boat.\n\n## Requirements\n\n- **FR-001**: Members must be able to rent a boat.\n- **FR-002**: Members can see boats.\n';
  expect(routeIds(deriveDesign(inputOf([specOf('specs/demo.md', spec)])))).toContain('POST /v1/boats');
});

describe('software that calls', () => {
  it('asks for no row; another origin is let in or not', () => {
    const design = designOf(['Members must be able to add a boat.', 'The system MUST allow a browser-based web app served from a configured, allowed origin to call the API and load boat photos.']);
    expect(routeIds(design).filter((id) => id.includes('photos') || id.includes('apis'))).toEqual([]);
    expect(proofs(design, 'FR-002')).toContain('Access-Control-Allow-Origin');
  });

  it('another owner is no other origin', () => {
    const text = '# Demo\n\n## Requirements\n\n- **FR-001**: Members must be able to rent a boat.\n- **FR-002**: Members can return a boat.\n\n## Acceptance Criteria\n\n### Scenario: return\n- **Given** a signed-in member\n- **When** they attempt to return a boat that is not theirs\n- **Then** it is rejected as forbidden\n';
    const all = deriveDesign(inputOf([specOf('specs/demo.md', text)])).criteria.map((c) => c.then).join('\n');
    expect(all).toContain('404 `NOT_FOUND`');
    expect(all).not.toContain('FORBIDDEN_ORIGIN');
  });
});

it('settings of an environment are no call', () => {
  const design = designOf(['Members must be able to add a boat.', 'The public base address must be configurable per environment.']);
  expect(proofs(design, 'FR-002')).toContain('two environments whose settings differ');
});

it('a value that another sentence computes is read with its thing', () => {
  const design = designOf(['Members must be able to add a boat with a filling date.', 'Members can see boats.', 'The wear grade of a boat is derived from the filling date.', 'The system MUST compute the wear grade at read time, with no explicit action required.']);
  expect(served(design, 'FR-004')).toEqual(['GET /v1/boats']);
  expect(routeIds(design).filter((id) => id.endsWith('/summary'))).toEqual([]);
});
