import type { Finding } from '../../../model/finding.ts';
import type { SpecSource } from '../../../model/spec.ts';
import type { Words } from '../words.ts';
import { contradictoryDemands } from './demands.ts';
import { contradictoryNumbers } from './numbers.ts';
import { duplicateIds, placeholders } from './slots.ts';
import { vagueGoals, wording } from './wording.ts';

/** What an author would want to know about a spec, each with a proposed rewrite or a question, in line order. Wording counts where a backend has something to do. */
export function findingsOf(source: SpecSource, words: Words): Finding[] {
  const kept = source.requirements.filter(each => each.delta !== 'removed');
  return [...contradictoryDemands(kept.map(requirement => ({ source, requirement })), words, false), ...duplicateIds(source), ...placeholders(source), ...kept.filter(each => each.backend.is).flatMap(each => wording(source, each, words)), ...vagueGoals(source, words), ...contradictoryNumbers([source], words, false)].toSorted((a, b) => a.line - b.line);
}
