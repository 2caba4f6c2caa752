import { describe, expect, it } from 'vitest';
import { deriveJudgement } from '../../../src/derive/judgement/judgement.ts';
import { Judgement } from '../../../src/model/plan/index.ts';
import { answered, design, emptyDesign, input } from './fixture.ts';

describe('deriveJudgement', () => {
  it('is valid for a full design, an empty one and every profile', () => {
    for (const profile of ['fastapi-mongodb', 'fastapi-supabase', 'typescript']) {
      expect(() => Judgement.parse(deriveJudgement(input({ profile }), design()))).not.toThrow();
      expect(() => Judgement.parse(deriveJudgement(input({ profile }), emptyDesign))).not.toThrow();
    }
  });

  it('gives the same bytes for the same inputs', () => {
    expect(JSON.stringify(deriveJudgement(input(), design()))).toBe(JSON.stringify(deriveJudgement(input(), design())));
  });

  it('states exactly three objectives (SEED-002-22), whatever the priorities', () => {
    for (const priority of ['must', 'should', 'could'] as const) {
      const one = design();
      const { objectives } = deriveJudgement(input(), { ...one, requirements: one.requirements.map((each) => ({ ...each, priority })) });
      expect(objectives).toHaveLength(3);
      expect(new Set(objectives.map((each) => each.id)).size).toBe(3);
    }
  });

  it('states an objective by the good outcome its author told, first those whose title stands alone', () => {
    const one = design();
    const [first] = one.requirements;
    if (first === undefined) throw new Error('the fixture has no requirement');
    const { objectives } = deriveJudgement(input(), one);
    expect(objectives.map(({ text }) => text)).toContain(`${first.title}. Given a free book, when \`POST /v1/loans\` is called, then 201 and one loan row (\`FR-001/AC-1\`).`);
    const dangling = deriveJudgement(input(), { ...one, requirements: [{ ...first, id: 'FR-000', title: 'Set its state' }, ...one.requirements], routes: one.routes.map((route) => ({ ...route, requirements: [...route.requirements, 'FR-000'] })) });
    expect(dangling.objectives[0]?.text.startsWith(first.title)).toBe(true);
  });

  it('closes a decision only by an answer or a rule that names itself', () => {
    const judgement = deriveJudgement(input({ answers: { 'sign-in': answered('email-link') } }), design());
    const identity = judgement.decisions.find((decision) => decision.id === 'DEC-identity');
    expect(identity).toMatchObject({ open: false, answer: 'e-mail link', decidedBy: 'pm', confidence: 1 });
    for (const decision of judgement.decisions) if (!decision.open) expect(decision.decidedBy).not.toBeNull();
  });

  it('tells the web team each state with the routes it comes from', () => {
    const one = design();
    const states = deriveJudgement(input(), { ...one, routes: one.routes.map((each) => (each.path.endsWith('/return') ? { ...each, errors: [...each.errors, 'ILLEGAL_TRANSITION'] } : each)) }).screenStates;
    expect(states.find((state) => state.signal.startsWith('`ILLEGAL_TRANSITION`'))?.signal).toBe('`ILLEGAL_TRANSITION` of `POST /v1/loans/{loan_id}/return`');
    expect(states.some((state) => state.signal.includes('/v1/sessions'))).toBe(false);
  });
});
