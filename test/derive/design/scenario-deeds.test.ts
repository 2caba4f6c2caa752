import { describe, expect, it } from 'vitest';
import { deriveDesign } from '../../../src/derive/design/design.ts';
import type { Design } from '../../../src/model/plan/index.ts';
import { inputOf, routeIds, specOf } from './fixtures.ts';

const change = (body: string): Design => deriveDesign(inputOf([specOf('openspec/changes/add-berths/specs/berths/spec.md', `# Berths\n\n## ADDED Requirements\n\n${body}`)]));

describe('who does it stands in the scenario alone', () => {
  const d = change(`### Requirement: Berth\nA berth SHALL have a pier, a number and a length.\n\n#### Scenario: Clerk adds a berth\n- **WHEN** a clerk creates a berth with pier "A" and number 7\n- **THEN** the berth is stored\n\n### Requirement: Swap\nSkippers SHALL be able to offer a berth to another skipper. An offer that is not answered within 3 days lapses.\n\n#### Scenario: Swapped\n- **WHEN** the other skipper accepts the offer\n- **THEN** the berth belongs to the other skipper\n`);
  const of = (id: string): string[] => d.criteria.filter((c) => c.requirement === id).map((c) => c.then);

  it('its deed is what the requirement above it asks for', () => {
    const [berth, swap] = d.requirements;
    expect(d.requirements).toHaveLength(2);
    expect(d.routes.find((r) => r.id === 'POST /v1/berths')).toMatchObject({ role: 'clerk', requirements: [berth?.id] });
    expect(of(berth?.id ?? '').join()).toContain('`POST /v1/berths`: 201');
    expect(of(swap?.id ?? '').join()).toContain('`POST /v1/offers/{offer_id}/accept`: 200');
  });

  it('who accepts an offer answers it', () => {
    expect(routeIds(d)).not.toContain('POST /v1/offers/{offer_id}/answer');
  });
});

describe('a state that somebody reports', () => {
  it('is a move, not a report', () => {
    const ids = routeIds(change('### Requirement: Broken berths\nSkippers SHALL be able to report a berth as broken. Skippers can see all berths.\n'));
    expect(ids).toContain('POST /v1/berths/{berth_id}/mark-broken');
  });
});
