import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { designOf, inputOf, routeIds, specOf } from './fixtures.ts';
import type { Design } from '../../../src/model/plan/index.ts';

const served = (d: Design, requirement: string): string[] => d.routes.filter((r) => r.requirements.includes(requirement)).map((r) => r.id);
const criteria = (story: string, ...lines: string[]): Design => deriveDesign(inputOf([specOf('specs/demo.md', `# Requirements Document\n\n## Glossary\n\n- **Electric_Van**: A van with a battery\n- **Diesel_Van**: A van with a tank\n\n## Requirements\n\n### Requirement 1: Depots\n\n**User Story:** ${story}\n\n#### Acceptance Criteria\n\n${lines.map((l, i) => `${i + 1}. ${l}`).join('\n')}\n`)]));

describe('what a product has for its rows is what people do with them', () => {
  it.each([
    ['The system shall provide search and filter functionality for crates by label or colour code.', 'GET /v1/crates'],
    ['The system shall offer bulk export capabilities for crates.', 'POST /v1/crate-exports'],
    ['The system shall provide a multi-step wizard for creating new pallets.', 'POST /v1/pallets'],
    ['The system must have a dialog for editing a crate.', 'PATCH /v1/crates/{crate_id}'],
  ])('%s', (text, route) => {
    const design = designOf(['Members must be able to add a crate with a label.', text]);
    expect(served(design, 'FR-002')).toContain(route);
    expect(design.requirements.find((r) => r.id === 'FR-002')?.question).toBeNull();
  });
});

describe('another name for the same thing', () => {
  it('is that thing where it is only looked at', () => {
    const design = designOf(['Clerks can edit an order and delete an order.', 'The system shall display all factory orders in a sortable, paginated grid.']);
    expect(served(design, 'FR-002')).toEqual(['GET /v1/orders']);
  });

  it('stays another thing where people make both', () => {
    const ids = routeIds(designOf(['Clerks can create an order and delete an order.', 'Clerks can create a work order.', 'Clerks can see all work orders.']));
    expect(ids).toEqual(expect.arrayContaining(['POST /v1/orders', 'POST /v1/work-orders', 'GET /v1/work-orders']));
  });
});

describe('criteria below a story', () => {
  it('are told by its role, though it is called a system administrator', () => {
    const design = criteria('As a system administrator, I want to manage depots, so that vans know where to go.', 'WHEN creating a new depot, THE System SHALL validate the depot type exists', 'THE System SHALL support deletion of depots only when no vans are assigned to them');
    expect(design.routes.find((r) => r.id === 'POST /v1/depots')?.role).toBe('system administrator');
    expect(routeIds(design)).toContain('DELETE /v1/depots/{depot_id}');
  });

  it('kinds of a thing are rows of their own, and no kind is deleted by deleting a thing', () => {
    const design = criteria('As a fleet manager, I want to manage van types, so that vans can be told apart.', 'WHEN creating a new electric van, THE System SHALL record its plate', 'THE System SHALL support creation, modification, and deletion of electric van types', 'THE System SHALL support creation of diesel van types', 'THE System SHALL prevent deletion of van types that are assigned to a van');
    expect(routeIds(design)).toEqual(expect.arrayContaining(['POST /v1/electric-van-types', 'DELETE /v1/electric-van-types/{electric_van_type_id}', 'POST /v1/diesel-van-types']));
    const own = design.criteria.filter((c) => c.when.includes('DELETE /v1/electric-van-types') && c.negative);
    expect(own.map((c) => c.then).join()).toContain('409 `ELECTRIC_VAN_TYPE_DELETE_REFUSED`');
  });

  it('what changes at once is no job', () => {
    const design = criteria('As a fleet manager, I want to move vans, so that depots are full.', 'WHEN creating a new van, THE System SHALL record its plate', 'WHEN a van is changed, THE System SHALL reflect the change immediately in all queries');
    expect(design.jobs.map((j) => j.id).filter((id) => id.includes('reflect'))).toEqual([]);
  });

  it('how it is run is no row', () => {
    const design = criteria('As a DevOps engineer, I want everything in Terraform, so that environments are reproducible.', 'WHEN creating a new van, THE System SHALL record its plate', 'WHEN deploying infrastructure, THE System SHALL create all necessary cloud resources including subnets', 'THE System SHALL include Terraform configurations for all parts');
    expect(design.models.map((m) => m.id).filter((id) => /Resource|Configuration|Terraform/.test(id))).toEqual([]);
    expect(design.requirements.filter((r) => r.kind === 'non-functional')).toHaveLength(2);
  });
});

describe('a word that mostly means nothing', () => {
  it('names rows where people search for them', () => {
    const design = designOf(['The system shall provide search functionality for parts by label.', 'The system shall keep parts in bins.', 'Owners can invite users and remove users.']);
    expect(served(design, 'FR-001')).toEqual(['GET /v1/parts']);
  });

  it('money that a remark names moves nothing of another thing', () => {
    const design = designOf(['Owners can invite a colleague.', 'Owners can add a shelf.', 'The system shall maintain a list of things that cannot be delivered, requiring customer refunds or resolution.']);
    expect(design.jobs.map((j) => j.id).filter((id) => id.startsWith('refund'))).toEqual([]);
  });

  it('a remark that only denies names no call', () => {
    const design = designOf(['Patients must be able to book a bed.', 'The system shall go on (not crash/block booking) if the model call fails, and shall record the failure.']);
    expect(served(design, 'FR-002')).toEqual([]);
  });
});
