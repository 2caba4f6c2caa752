import type { Risk } from '../../../model/plan/index.ts';
import type { Source } from '../../../model/source.ts';
import { made } from '../ground.ts';

export type RiskDraft = Pick<Risk, 'title' | 'probability' | 'impact' | 'trigger' | 'mitigation' | 'contingency'> & Partial<Pick<Risk, 'owner' | 'review' | 'delayDays' | 'detail'>> & { id: string; rule: string; sources?: Source[]; confidence?: number };

/** A risk with its score; probability and impact are clamped to 1..5. */
export function risk(draft: RiskDraft): Risk {
  const { id, rule, sources = [], confidence = 0.7, ...parts } = draft;
  const clamp = (value: number) => Math.min(5, Math.max(1, Math.round(value)));
  const probability = clamp(parts.probability);
  const impact = clamp(parts.impact);
  return { ...made(id, rule, sources, confidence), owner: 'engineer', review: 'GATE-1', delayDays: null, detail: [], task: null, ...parts, probability, impact, score: probability * impact };
}
