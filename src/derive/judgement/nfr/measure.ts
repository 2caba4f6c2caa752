import type { MeasureWords, Quantity } from '../../../model/judging.ts';
import type { Nfr } from '../../../model/plan/index.ts';
import { decimalOf } from '../../../text/decimal.ts';
import { oncePer } from '../../../text/once.ts';

/** A number of a sentence with its unit, comparator and statistic. `unit` is the printed one: ms, s, %, rps ... `from` and `to` are offsets in the text. */
export type Measure = {
  quantity: Quantity;
  value: number;
  unit: string;
  comparator: Nfr['comparator'];
  statistic: string | null;
  from: number;
  to: number;
};

/** The patterns of `judgement.yaml`, compiled once for all sentences of a run. */
type Patterns = {
  units: { pattern: RegExp; quantity: Quantity; unit: string; letters: boolean }[];
  number: RegExp;
  atMost: { before: RegExp; behind: RegExp };
  atLeast: { before: RegExp; behind: RegExp };
  below: RegExp;
  leads: RegExp;
  tails: RegExp;
  ofAll: RegExp;
  percentiles: RegExp[];
  percentileText: RegExp;
  statistics: { pattern: RegExp; statistic: string }[];
};

const patternsOf = oncePer((words: MeasureWords) => words, (words): Patterns => {
  const bound = ({ before, behind }: MeasureWords['atMost']) => ({ before: ahead(before, words.joints), behind: new RegExp(`^\\s*(?:${behind})`, 'i') });
  return {
    units: words.units.map(({ words: unitWords, quantity, unit, letters }) => ({ pattern: new RegExp(`^[\\s-]{0,2}(?:${unitWords})(?![A-Za-z])`, letters ? '' : 'i'), quantity, unit, letters })),
    number: new RegExp(`(?<![\\w.])([${words.currency.signs}])?\\s?(\\d{1,3}(?:\\.\\d{3})+,\\d{1,2}(?!\\d)|\\d[\\d,]*(?:\\.\\d+)?)\\s*(k\\b)?`, 'gi'),
    atMost: bound(words.atMost),
    atLeast: bound(words.atLeast),
    below: new RegExp(`(?:${words.below})\\s*$`, 'i'),
    leads: new RegExp(`\\s*(?:${words.leads})\\s*$`, 'i'),
    tails: new RegExp(`^\\s*(?:${words.tails})`, 'i'),
    ofAll: new RegExp(`^\\s*(?:${words.ofAll})`, 'i'),
    percentiles: words.percentiles.map((one) => new RegExp(one, 'i')),
    percentileText: new RegExp(words.percentileText, 'gi'),
    statistics: words.statistics.map((one) => ({ pattern: new RegExp(one.words, 'i'), statistic: one.statistic })),
  };
});

/** What stands right before a number: a bound ("at most", "within a"). */
const ahead = (bound: string, joints: string): RegExp => new RegExp(`(?:${bound})\\s*(?:(?:${joints})\\s+)?$`, 'i');

/** All measured numbers of a sentence, in order. A share that only says of how many requests (`95% of responses`) becomes the statistic of the time behind or before it. */
export function measuresOf(text: string, words: MeasureWords): Measure[] {
  const patterns = patternsOf(words);
  const found: Measure[] = [];
  let pending: string | null = null;
  for (const match of text.matchAll(patterns.number)) {
    const from = match.index;
    const after = from + match[0].length;
    const unit = unitAt(text, after, patterns) ?? (match[1] === undefined ? null : { quantity: 'money' as const, unit: words.currency.unit, to: after });
    if (unit === null) continue;
    const digits = decimalOf((match[2] ?? '0').replace(/,+$/, ''));
    const value = digits * (match[3] === undefined ? 1 : 1000);
    const rest = text.slice(unit.to, unit.to + 60);
    if (unit.quantity === 'share' && value >= 50 && patterns.ofAll.test(rest)) {
      const told = found.at(-1);
      if (/\d/.test(rest)) pending = `p${value}`;
      else if (told?.quantity === 'time' && told.statistic === null) told.statistic = `p${value}`;
      if (pending !== null || told?.quantity === 'time') continue;
    }
    const before = text.slice(Math.max(0, from - 40), from).trimEnd();
    const behind = rest.slice(0, 12);
    found.push({
      quantity: unit.quantity,
      value,
      unit: unit.unit,
      comparator: comparatorOf(unit.quantity, value, before, behind, patterns),
      statistic: pending ?? statisticOf(text, patterns),
      from,
      to: unit.to,
    });
    pending = null;
  }
  return found;
}

/** A sentence without its numbers and what leads up to them: "Complete retrieval within 2 seconds for p95" is "Complete retrieval". */
export function withoutMeasures(text: string, words: MeasureWords): string {
  const { atMost, atLeast, below, leads, tails, percentileText } = patternsOf(words);
  const bare = text.replace(percentileText, '');
  let rest = bare;
  for (const { from, to } of measuresOf(bare, words).toReversed()) {
    const before = rest.slice(0, from).replace(atMost.before, '').replace(atLeast.before, '').replace(below, '').replace(leads, '');
    rest = `${before} ${rest.slice(to).replace(tails, '')}`;
  }
  return rest.replace(/[([]\s*[)\]]/g, ' ').replace(/\s+/g, ' ').replace(/(?<=[^\p{ASCII}]) (?=[^\p{ASCII}])/gu, '').replace(/^[\s,;:、]+|[\s,;:、]+$/g, '');
}

function unitAt(text: string, offset: number, { units }: Patterns): { quantity: Quantity; unit: string; to: number } | null {
  const rest = text.slice(offset);
  for (const { pattern, quantity, unit, letters } of units) {
    const match = pattern.exec(rest);
    if (match !== null) return { quantity, unit: letters ? match[0].trim() : unit, to: offset + match[0].length };
  }
  return null;
}

function comparatorOf(quantity: Quantity, value: number, before: string, behind: string, { below, atMost, atLeast }: Patterns): Nfr['comparator'] {
  if (below.test(before)) return '<';
  if (atMost.before.test(before) || atMost.behind.test(behind)) return '<=';
  if (atLeast.before.test(before) || atLeast.behind.test(behind)) return '>=';
  if (quantity === 'share') return value >= 50 ? '>=' : '<=';
  return quantity === 'rate' || quantity === 'users' ? '>=' : '<=';
}

function statisticOf(text: string, { percentiles, statistics }: Patterns): string | null {
  for (const percentile of percentiles) {
    const value = percentile.exec(text)?.[1];
    if (value !== undefined) return `p${value}`;
  }
  return statistics.find((one) => one.pattern.test(text))?.statistic ?? null;
}

/** Milliseconds of a time measure. */
export function milliseconds(value: number, unit: string): number {
  const factor = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 }[unit];
  return value * (factor ?? 1);
}
