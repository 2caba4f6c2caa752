import type { Finding } from '../../../model/finding.ts';
import type { SpecSource } from '../../../model/spec.ts';
import type { Words } from '../words.ts';
import { contradictoryNumbers } from './numbers.ts';
import { duplicateIds, placeholders } from './slots.ts';
import { vagueGoals, wording } from './wording.ts';

/** What an author would want to know about a spec, each with a proposed rewrite or a question, in line order. */
export function findingsOf(source: SpecSource, words: Words): Finding[] {
  return [...duplicateIds(source), ...placeholders(source), ...source.requirements.filter(each => each.delta !== 'removed').flatMap(each => wording(source, each, words)), ...vagueGoals(source, words), ...contradictoryNumbers(source, words)].toSorted((a, b) => a.line - b.line);
}
