import type { Nfr } from '../../../model/plan/index.ts';
import { decimalOf } from '../../../text/decimal.ts';

export type Quantity = 'time' | 'share' | 'rate' | 'users' | 'size' | 'money' | 'days' | 'count';

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

/** Unit words in the languages specs come in, longest first per quantity. `scale` turns the value into the printed unit. */
const units: { words: string; quantity: Quantity; unit: string; scale?: number }[] = [
  { words: 'ms|msec|milliseconds?|millisecond|ミリ秒|毫秒|milisegundos?|millisecondes?|Millisekunden?', quantity: 'time', unit: 'ms' },
  { words: 'seconds?|secs?|s|秒以内|秒|segundos?|secondes?|Sekunden?', quantity: 'time', unit: 's' },
  { words: 'minutes?|mins?|分|minutos?|Minuten?', quantity: 'time', unit: 'min' },
  { words: 'hours?|hrs?|h|時間|小时|horas?|heures?|Stunden?', quantity: 'time', unit: 'h' },
  { words: 'days?|日間|日|天|días?|jours?|Tage?n?', quantity: 'days', unit: 'd' },
  { words: '%|％|percent|per cent|パーセント|por ciento', quantity: 'share', unit: '%' },
  { words: 'rps|req(?:uests?)?\\s*(?:/|per|a)\\s*s(?:ec(?:ond)?)?|qps|tps', quantity: 'rate', unit: 'rps' },
  { words: '(?:req(?:uests?)?|messages?|calls?|questions?|mensajes?|Nachrichten)\\s*(?:/|per|a|por|pro)\\s*min(?:ute|uto)?', quantity: 'rate', unit: 'requests/min' },
  { words: '(?:concurrent|simultaneous)\\s+[a-z]+', quantity: 'users', unit: 'users' },
  { words: '(?:concurrent\\s+|simultaneous\\s+|active\\s+)?(?:users?|sessions?|clients?|connections?)|ユーザー|用户|usuarios?', quantity: 'users', unit: 'users' },
  { words: 'GB|MB|KB|kB', quantity: 'size', unit: 'MB' },
  { words: 'USD|dollars?', quantity: 'money', unit: 'USD' },
];

const atMost = /(?:<=|≤|at most|within|under|below|less than|no more than|not exceed|up to|max(?:imum)?|以内|以下|未満|menos de|como máximo|不超过|小于|innerhalb|höchstens)\s*(?:of\s+|a\s+)?$/i;
const atLeast = /(?:>=|≥|at least|no less than|minimum|more than|over|exceeds?|以上|al menos|至少|mindestens)\s*(?:of\s+|a\s+)?$/i;
const lessStrict = /(?:<|less than|under|below|未満)\s*$/i;

/** All measured numbers of a sentence, in order. A share that only says of how many requests (`95% of responses`) becomes the statistic of the next one. */
export function measuresOf(text: string): Measure[] {
  const found: Measure[] = [];
  let pending: string | null = null;
  const pattern = /(?<![\w.])(\$|€)?\s?(\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d[\d,]*(?:\.\d+)?)\s*(k\b)?/gi;
  for (const match of text.matchAll(pattern)) {
    const from = match.index;
    const after = from + match[0].length;
    const unit = unitAt(text, after, match[1] !== undefined);
    if (unit === null) continue;
    const digits = decimalOf((match[2] ?? '0').replace(/,+$/, ''));
    const value = digits * (match[3] === undefined ? 1 : 1000);
    const rest = text.slice(unit.to, unit.to + 60);
    if (unit.quantity === 'share' && value >= 50 && /^\s*(?:of|の|de|der|的)\s*(?:all\s+|the\s+)?(?:\w+\s+)?(?:requests?|responses?|queries|calls?|cases|users?|time\b|リクエスト|応答|solicitudes|请求)/i.test(rest) && /\d/.test(rest)) {
      pending = `p${value}`;
      continue;
    }
    const before = text.slice(Math.max(0, from - 40), from).trimEnd();
    const behind = rest.slice(0, 12);
    found.push({
      quantity: unit.quantity,
      value,
      unit: unit.unit,
      comparator: comparatorOf(unit.quantity, value, before, behind),
      statistic: pending ?? statisticOf(text),
      from,
      to: unit.to,
    });
    pending = null;
  }
  return found;
}

/** A sentence without its numbers and what leads up to them: "Complete retrieval within 2 seconds for p95" is "Complete retrieval". */
export function withoutMeasures(text: string): string {
  const bare = text.replace(/p\d{2}パーセンタイルで/g, '');
  let rest = bare;
  for (const { from, to } of measuresOf(bare).toReversed()) {
    const before = rest.slice(0, from).replace(atMost, '').replace(atLeast, '').replace(/\s*(?:in|of|:|：|=|のうち)\s*$/i, '');
    rest = `${before} ${rest.slice(to).replace(/^\s*(?:以内|以下|未満|以上)?に?/, '')}`;
  }
  return rest
    .replace(/\s*\b(?:(?:for|at|as|in)\s+)?(?:the\s+)?(?:p\s?\d{2}(?:\.\d+)?|\d{2}(?:th)?[\s-]percentile)(?:\s+percentile)?\b/gi, '')
    .replace(/\s+/g, ' ').replace(/(?<=[^\p{ASCII}]) (?=[^\p{ASCII}])/gu, '').replace(/^[\s,;:、]+|[\s,;:、]+$/g, '');
}

function unitAt(text: string, offset: number, currency: boolean): { quantity: Quantity; unit: string; to: number } | null {
  const rest = text.slice(offset);
  for (const { words, quantity, unit } of units) {
    const match = new RegExp(`^[\\s-]{0,2}(?:${words})(?![A-Za-z])`, unit === 'MB' ? '' : 'i').exec(rest);
    if (match !== null) {
      const shown = quantity === 'size' ? match[0].trim() : unit;
      return { quantity, unit: shown, to: offset + match[0].length };
    }
  }
  return currency ? { quantity: 'money', unit: 'USD', to: offset } : null;
}

function comparatorOf(quantity: Quantity, value: number, before: string, behind: string): Nfr['comparator'] {
  if (lessStrict.test(before)) return '<';
  if (atMost.test(before) || /^\s*(?:以内|以下|or less|or fewer|max)/i.test(behind)) return '<=';
  if (atLeast.test(before) || /^\s*(?:以上|or more|or higher|\+)/i.test(behind)) return '>=';
  if (quantity === 'share') return value >= 50 ? '>=' : '<=';
  return quantity === 'rate' || quantity === 'users' ? '>=' : '<=';
}

function statisticOf(text: string): string | null {
  const percentile = /\bp\s?(\d{2}(?:\.\d+)?)\b/i.exec(text) ?? /\b(\d{2}(?:\.\d+)?)(?:th|st|nd|rd)?[\s-]percentile/i.exec(text);
  if (percentile !== null) return `p${percentile[1]}`;
  if (/\bmedian\b|中央値/i.test(text)) return 'p50';
  if (/\baverage\b|\bmean\b|平均|promedio/i.test(text)) return 'mean';
  return null;
}

/** Milliseconds of a time measure. */
export function milliseconds(value: number, unit: string): number {
  const factor = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 }[unit];
  return value * (factor ?? 1);
}
