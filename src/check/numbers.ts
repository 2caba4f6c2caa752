/** A target as printed: `p95 <= 250 ms`. `value` is null when there is no comparison with a number. */
export type Target = { comparator: string; value: number; unit: string };

/** First comparison with a number in the text, or null. */
export function targetIn(text: string): Target | null {
  const match = /(<=|>=|<|>|=|≤|≥)\s*(\d[\d,]*(?:\.\d+)?)\s*(%|[A-Za-z/]+)?/.exec(text);
  if (match === null) return null;
  const comparator = match[1] === '≤' ? '<=' : match[1] === '≥' ? '>=' : match[1] ?? '';
  return { comparator, value: Number((match[2] ?? '').replaceAll(',', '')), unit: match[3] ?? '' };
}

export const sameTarget = (a: Target, b: Target): boolean => a.comparator === b.comparator && a.value === b.value && a.unit === b.unit;
export const printTarget = (target: Target): string => `${target.comparator} ${target.value}${target.unit === '' ? '' : ` ${target.unit}`}`;
