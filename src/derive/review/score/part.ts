import type { ScorePart } from '../../../model/plan/index.ts';
import { round } from '../../../text/number.ts';

/** A part of the rubric from a share 0..1; a share that is no number counts as 0. */
export function part(code: string, title: string, max: number, share: number, detail: string): ScorePart {
  const safe = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
  return { code, title, points: round(max * safe), max, detail };
}

/** Share of the items that pass; 0 when there are none, because nothing proves nothing. */
export function shareOf<T>(items: readonly T[], pass: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(pass).length / items.length;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
