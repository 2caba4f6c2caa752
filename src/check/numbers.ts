/** A target as printed: `p95 <= 250 ms`. `value` is null when there is no comparison with a number. */
export type Target = { comparator: string; value: number; unit: string };

/** First comparison with a number in the text, or null. */
export function targetIn(text: string): Target | null {
  const match = /(<=|>=|<|>|=|≤|≥)\s*(\d[\d,]*(?:\.\d+)?)\s*(%|[A-Za-z/]+)?/.exec(text);
  if (match === null) return null;
  const comparator = match[1] === '≤' ? '<=' : match[1] === '≥' ? '>=' : match[1] ?? '';
  return { comparator, value: Number((match[2] ?? '').replaceAll(',', '')), unit: match[3] ?? '' };
}

/** Times in milliseconds. */
const times: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 };

/** The same amount, whatever unit of time it is said in. */
export function sameAmount(a: { value: number; unit: string }, b: { value: number; unit: string }): boolean {
  const [one, other] = [times[a.unit], times[b.unit]];
  return one === undefined || other === undefined ? a.value === b.value && a.unit === b.unit : Math.abs(a.value * one - b.value * other) < 1e-6;
}

export const sameTarget = (a: Target, b: Target): boolean => a.comparator === b.comparator && sameAmount(a, b);
export const printTarget = (target: Target): string => `${target.comparator} ${target.value}${target.unit === '' ? '' : ` ${target.unit}`}`;
