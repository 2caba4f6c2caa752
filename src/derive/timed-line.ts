import type { Judging } from '../model/judging.ts';
import type { SpecScenario } from '../model/spec.ts';
import { measuresOf, milliseconds, withoutMeasures } from './judgement/nfr/measure.ts';

/** A longer time is that of a job, whose criterion says more than a number. */
const longestMs = 10_000;
/** More words do more than to name what is timed. */
const most = 8;

/**
 * What a line of acceptance is that holds nothing but a time, "results returned in <2 seconds": a target of what the software does, or a
 * number of the product where a person needs that long ("checkout completable in <60 seconds"). Null where it proves something else.
 */
export function timedLine(scenario: Pick<SpecScenario, 'given' | 'when' | 'then' | 'text'>, { measures, timed }: Judging): 'software' | 'people' | null {
  if (scenario.given.length + scenario.when.length > 0) return null;
  const text = scenario.text.replace(/[.;]\s*$/u, '').trim();
  const [measure, another] = measuresOf(text, measures);
  if (measure === undefined || another !== undefined || measure.quantity !== 'time' || !measure.comparator.startsWith('<')) return null;
  const bare = withoutMeasures(text, measures);
  if (/[,;:]|\b(?:and|or|if|when|after|until|unless|not|no)\b/i.test(bare) || bare.split(/\s+/u).length > most) return null;
  if (new RegExp(timed.people, 'i').test(bare)) return 'people';
  return milliseconds(measure.value, measure.unit) <= longestMs && new RegExp(timed.software, 'i').test(bare) ? 'software' : null;
}
