import type { Judging, TargetCase } from '../../../model/judging.ts';
import type { Requirement } from '../../../model/plan/index.ts';
import { slugify } from '../../../text/slug.ts';
import { clause } from '../../../text/clause.ts';
import { shorten } from '../numbers.ts';
import { print } from '../../../text/number.ts';
import { measuresOf, milliseconds, withoutMeasures, type Measure } from './measure.ts';
import type { Reading } from './reading.ts';

/** What a reading needs of a requirement, or of a sentence that a person answered. */
type Sentence = Pick<Requirement, 'id' | 'title' | 'text'>;

/** Whether a measured sentence is a case of a target. */
function fits(one: TargetCase, text: string, measure: Measure): boolean {
  const ms = milliseconds(measure.value, measure.unit);
  return one.quantity === measure.quantity
    && (one.words === undefined || new RegExp(one.words, 'i').test(text))
    && measure.value >= (one.min ?? -Infinity) && measure.value <= (one.max ?? Infinity)
    && ms >= (one.minMs ?? -Infinity) && ms <= (one.maxMs ?? Infinity);
}

/**
 * Readings of a measured requirement, one per number. A rate or a number of users that only follows a target ("250 ms at 20 rps") is its
 * load, and a time behind that its window. Empty when the sentence holds no number with a unit.
 */
export function measuredReadings(requirement: Sentence, load: string, judging: Judging): Reading[] {
  const readings: Reading[] = [];
  const measures = targetsOf(requirement.text, judging);
  measures.forEach((measure, index) => {
    const before = measures[index - 1];
    const reading = readings.at(-1);
    const joined = before !== undefined && reading !== undefined && /^[\s,;:(]*(?:(?:at|under|with|for|over|during|in)\s+)?(?:an?\s+(?:load|rate)\s+of\s+)?$/i.test(requirement.text.slice(before.to, measure.from));
    if (joined && (measure.quantity === 'rate' || measure.quantity === 'users') && before.quantity !== measure.quantity) reading.load = `${print(measure.value)} ${measure.unit}`;
    else if (joined && measure.quantity === 'time' && (before.quantity === 'rate' || before.quantity === 'users')) reading.window = `${print(measure.value)} ${measure.unit}`;
    else {
      const made = readingOf(requirement, measure, load, judging);
      if (!readings.some((known) => known.slug === made.slug)) readings.push(made);
    }
  });
  return readings.length > 0 ? readings : countReadings(requirement, judging);
}

/** The measured numbers; of a row "metric: <= target" only those of the target, since a number in the name of a metric is no target. */
function targetsOf(text: string, judging: Judging): Measure[] {
  const target = /[:：]\s*(?:[<>=≤≥]|\d)/.exec(text);
  const measures = measuresOf(text, judging.measures);
  const behind = target === null ? [] : measures.filter((measure) => measure.from > target.index);
  return behind.length > 0 ? behind : measures;
}

function readingOf(requirement: Sentence, measure: Measure, load: string, judging: Judging): Reading {
  const shape = judging.targets.find((target) => target.any.some((one) => fits(one, requirement.text, measure)));
  const { slug, read } = shape === undefined ? ownShape(requirement, measure.quantity, judging) : { slug: shape.slug, read: shape.read };
  const statistic = measure.quantity === 'time' && read.area === 'performance' ? (measure.statistic ?? read.statistic) : read.statistic;
  return { ...read, slug, statistic, comparator: shape?.comparator ?? measure.comparator, value: measure.value, unit: measure.unit, load: read.area === 'performance' || read.area === 'capacity' ? load : 'as in use' };
}

/** "Double bookings: 0, 50 parallel bookings": a count without a unit is the target, what follows it the load. */
function countReadings(requirement: Sentence, judging: Judging): Reading[] {
  const match = /^(.{3,80}?)[:：]\s*(<=|>=|<|>|=|≤|≥)?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})\+?(?:\s*,\s+([^,]+))?(?=(?:\s+[\w+-]+){0,3}(?:,|\.?$))/.exec(requirement.text);
  if (match === null) return [];
  const { slug, read } = ownShape({ ...requirement, title: match[1] ?? requirement.title }, 'count', judging);
  const sign = match[2] === '≤' ? '<=' : match[2] === '≥' ? '>=' : match[2];
  const comparator = sign === '<=' || sign === '>=' || sign === '<' || sign === '>' ? sign : sign === '=' || Number(match[3]) === 0 ? '=' : '>=';
  return [{ ...read, slug, metric: match[1] ?? read.metric, comparator, value: Number((match[3] ?? '0').replaceAll(',', '')), unit: '', load: match[4]?.trim().includes(' ') === true ? match[4].trim() : 'as in use' }];
}

function ownShape(requirement: Sentence, quantity: Measure['quantity'], judging: Judging): { slug: string; read: Judging['targets'][number]['read'] } {
  const named = requirement.title.replace(/\s*[:：]\s*(?:[<>≤≥]=?|=)?\s*[\d.,]+\s*%?.*$/, '');
  // A number before the colon belongs to the name: "sent within 5 minutes: >= 99 %".
  const bare = named === requirement.title ? withoutMeasures(named, judging.measures) || named : named;
  const words = slugify(shorten(bare, 40)).split('-').filter((word) => word.length > 2).slice(0, 4).join('-');
  const statistic = quantity === 'time' || quantity === 'days' ? 'max' : quantity === 'share' ? 'share' : 'count';
  return { slug: words === '' ? slugify(requirement.id) : words, read: { metric: clause(bare, 80), statistic, class: 'as the requirement says', area: 'quality', window: 'each release', measuredBy: 'acceptance test' } };
}

/** The measurable reading proposed for a requirement without a number: by its subject, else its own acceptance check. */
export function vagueReading(requirement: Requirement, load: string, judging: Judging): Reading {
  const hit = judging.readings.find((entry) => new RegExp(entry.words, 'i').test(requirement.text));
  if (hit !== undefined) return { ...hit.read, load: hit.read.area === 'performance' || hit.read.area === 'capacity' ? load : 'as in use' };
  return { slug: ownShape(requirement, 'count', judging).slug, metric: `failed checks of "${clause(requirement.title, 80)}"`, statistic: 'count', comparator: '=', value: 0, unit: 'checks', load: 'as in use', window: 'each release', class: 'as the requirement says', measuredBy: 'acceptance test', area: 'quality' };
}

/** A time of one named operation beside the general one: its own target, so that neither number hides the other. */
export function ownTarget(requirement: Sentence, reading: Reading, judging: Judging): Reading {
  const { slug, read } = ownShape(requirement, 'time', judging);
  return { ...reading, slug: `${slug}-${reading.statistic}`, metric: read.metric, class: 'as the requirement says' };
}
