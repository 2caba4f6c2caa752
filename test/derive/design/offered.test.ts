import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/model/plan/index.ts';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import { designOf, inputOf, routeIds, specOf } from './fixtures.ts';

const served = (d: Design, requirement: string): string[] => d.routes.filter((r) => r.requirements.includes(requirement)).map((r) => r.id);

describe('what a screen offers is what people do by it', () => {
  it.each([
    ['The system must provide a defect submission form requiring a title, building selection and detailed description.', 'POST /v1/defects'],
    ['The system must provide a text interface for wardens to append notes.', 'POST /v1/notes'],
    ['The platform shall offer an action button to cancel a shift.', 'POST /v1/shifts/{shift_id}/cancel'],
    ['The warden dashboard must display a queue of defects assigned specifically to the building.', 'GET /v1/defects'],
    ['The warden dashboard must display KPI metrics, including open defects and average repair time.', 'GET /v1/defects/summary'],
    ['The system must provide a central defect table supporting text search, filtering by building and state, with column sorting and pagination.', 'GET /v1/defects'],
    ['The system must render a chronological timeline view for each defect, displaying notes.', 'GET /v1/defects/{defect_id}'],
    ['The system must support optional photo uploads for evidence (maximum 5MB).', 'POST /v1/photos'],
    ['The system must prompt the tenant for an optional 1 to 5 star rating upon closure.', 'POST /v1/ratings'],
    ['The system must provide administrative interfaces to manage lookup tables (Buildings and Trades).', 'POST /v1/trades'],
  ])('%s', (text, route) => {
    const d = designOf(['Tenants can report a defect with a title and a building.', 'Planners can create shifts with a start.', text]);
    expect(served(d, 'FR-003')).toContain(route);
  });

  it('names the parts of the thing that its form asks for', () => {
    const d = designOf(['The system must provide a defect submission form requiring a title, trade selection, location details (building, floor) and detailed description.']);
    expect(d.fields.filter((f) => f.model === 'Defect').map((f) => f.name)).toEqual(expect.arrayContaining(['title', 'trade', 'location', 'description']));
  });

  it('is said of the people whose part of the product it stands under', () => {
    const d = deriveDesign(inputOf([specOf('specs/demo.md', '# Demo\n\n## Functional Requirements\n\n### 4.1 Inspector Module\n- The system must provide a finding submission form requiring a title and a grade.\n- Inspectors can see findings.\n')]));
    expect(d.criteria.map((c) => c.given)).toContain('a signed-in inspector and a valid body');
  });

  it('values go up and down with the thing that has them', () => {
    const d = designOf(['Tenants can report a defect with a title.', 'Admins can override and raise or lower the urgency grade of any defect.']);
    expect(served(d, 'FR-002')).toContain('PATCH /v1/defects/{defect_id}');
    expect(routeIds(d).filter((r) => r.includes('grade'))).toEqual([]);
    expect(d.fields.filter((f) => f.model === 'Defect').map((f) => f.name).filter((n) => /raise|lower|and_/u.test(n))).toEqual([]);
  });
});
