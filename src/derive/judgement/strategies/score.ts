import type { Answers } from '../../../model/answers.ts';
import type { Strategies } from '../../../model/knowledge.ts';
import type { StrategyOption } from '../../../model/plan/index.ts';
import { print, round } from '../../../text/number.ts';

export type Weights = { criterion: string; weight: number }[];

/** Usual weights with those of the answer `criteria-weights` (`time to demo=40`) in their place, scaled so that they sum to 100. */
export function weightsOf(usual: Strategies['criteria'], answers: Answers): Weights {
  const given = new Map<string, number>();
  for (const entry of answers.answers['criteria-weights']?.value ?? []) {
    const match = /^(.+?)\s*=\s*([\d.]+)$/.exec(entry.trim());
    if (match?.[1] !== undefined) given.set(match[1].toLowerCase(), Number(match[2]));
  }
  const raw = usual.map(({ name, weight }) => ({ criterion: name, weight: given.get(name) ?? weight }));
  const sum = raw.reduce((total, one) => total + one.weight, 0);
  if (sum === 0) return usual.map(({ name, weight }) => ({ criterion: name, weight }));
  return raw.map((one) => ({ ...one, weight: round((one.weight * 100) / sum) }));
}

export type Candidate = { title: string; approach: string; pros: string[]; cons: string[]; technologyStack: string | null; scores: Record<string, number> };

/** Options with weighted totals; the highest is recommended, at a tie the first. Scores are clamped to 1..5. */
export function scored(candidates: Candidate[], weights: Weights): StrategyOption[] {
  const options = candidates.map((candidate) => {
    const scores = weights.map(({ criterion, weight }) => ({ criterion, weight, score: Math.min(5, Math.max(1, Math.round(candidate.scores[criterion] ?? 3))) }));
    const total = round(scores.reduce((sum, one) => sum + one.weight * one.score, 0) / 100);
    return { ...candidate, scores, total };
  });
  const best = Math.max(...options.map((option) => option.total));
  const winner = options.findIndex((option) => option.total === best);
  return options.map((option, index) => ({ title: option.title, approach: option.approach, pros: option.pros, cons: option.cons, recommended: index === winner, technologyStack: index === winner ? option.technologyStack : null, scores: option.scores, total: option.total }));
}

/**
 * Weight in percent that one criterion must exceed for `other` to beat `best`, the remaining weights keeping their proportions;
 * null when no weight up to 100 does it.
 */
export function flipWeight(best: StrategyOption, other: StrategyOption, criterion: string): number | null {
  const part = (option: StrategyOption) => {
    const own = option.scores.find((score) => score.criterion === criterion);
    const rest = option.scores.filter((score) => score.criterion !== criterion);
    const weight = rest.reduce((sum, score) => sum + score.weight, 0);
    return { own: own?.score ?? 0, rest: weight === 0 ? 0 : rest.reduce((sum, score) => sum + score.weight * score.score, 0) / weight };
  };
  const a = part(best);
  const b = part(other);
  const gain = b.own - a.own;
  const lead = a.rest - b.rest;
  if (gain <= 0) return null;
  if (lead <= 0) return 0;
  return round((lead / (lead + gain)) * 100, 1);
}

const never = 'wins under no single weight';

/** One sentence: for each loser the criterion and weight at which it would win, or that none does. */
export function sensitivityOf(options: StrategyOption[]): string | null {
  const best = options.find((option) => option.recommended);
  if (best === undefined || options.length < 2) return null;
  const parts = options.filter((option) => option !== best).map((option) => {
    const number = options.indexOf(option) + 1;
    const flips = option.scores.flatMap((score) => {
      const weight = flipWeight(best, option, score.criterion);
      return weight === null ? [] : [{ criterion: score.criterion, weight, today: score.weight }];
    }).toSorted((a, b) => a.weight - a.today - (b.weight - b.today));
    const [nearest] = flips;
    return nearest === undefined ? `Strategy ${number} ${never}` : `Strategy ${number} wins only if ${nearest.criterion} weighs more than ${print(nearest.weight, 1)} (today ${print(nearest.today)})`;
  });
  if (parts.length > 1 && parts.every((part) => part.endsWith(never))) return 'No single weight lets another strategy win.';
  return `${parts.join('; ')}.`;
}
