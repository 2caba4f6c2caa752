import type { Reading, Requirement } from '../../../model/plan/index.ts';
import type { SpecSource } from '../../../model/spec.ts';
import type { Cases } from '../reading/cases.ts';
import { conditionReadings } from '../reading/conditions.ts';
import { meant } from '../reading/meanings.ts';
import type { Vocabulary } from '../vocabulary.ts';

const deeds = new Set<Reading['operation']>(['create', 'update', 'delete', 'transition', 'upload']);

/**
 * "A shift SHALL have an area", and below it "WHEN a coordinator creates a shift": who does it stands in the scenario alone, so the requirement asks for
 * it. Only what ends well counts, what people do to a thing that the spec speaks of, and what no sentence asks for anyway.
 */
export function settleScenarioDeeds(specs: readonly SpecSource[], requirements: readonly Requirement[], vocabulary: Vocabulary, cases: Cases): void {
  const { lexicon } = vocabulary;
  const open = requirements.filter((r) => r.rejected === null && r.kind === 'functional');
  const known = (noun: string): boolean => vocabulary.entities.has(noun) || open.some((r) => r.readings.some((x) => x.noun === noun && x.actor !== null && x.actor !== 'system' && !x.negated));
  const asked = (x: Reading): boolean => open.some((r) => r.readings.some((y) => y.noun === x.noun && !y.negated && (y.verb === x.verb || (y.operation === x.operation && x.operation !== 'transition'))));
  // An EARS sentence is its own scenario.
  for (const spec of specs.filter((each) => each.dialect !== 'ears')) {
    for (const s of spec.scenarios) {
      const headed = open.filter((r) => s.requirement !== null && [r.group, r.id, r.text].includes(s.requirement) && r.sources.some((from) => from.kind === 'spec' && from.path === spec.path && from.line <= s.line));
      const inside = headed.length === 1 ? headed[0] : undefined;
      const outcome = s.then.join(' ');
      if (inside === undefined || s.when.length === 0 || /\b[45]\d\d\b/u.test(outcome) || cases(outcome, 'refused')) continue;
      const when = (s.when[0] ?? '').replace(/^\s*(?:when|and)\s+/i, '').replace(/[*`]/gu, '').replace(/\b(the|an?)\s+(?:other|same|second|first|signed-in|registered)\s+/gi, '$1 ').replace(/\banother\s+/gi, 'a ');
      const told = conditionReadings(when, lexicon, vocabulary.known).readings.map((x) => meant(x, lexicon)).filter((x) => deeds.has(x.operation) && x.actor !== null && x.actor !== 'system' && x.noun !== null && (lexicon.acts[x.verb ?? ''] === undefined || lexicon.acts[x.verb ?? '']?.makes.includes(x.noun) === true) && !lexicon.people.includes(x.noun) && vocabulary.meaning(x.noun).kind === 'resource' && known(x.noun) && !asked(x));
      inside.readings = [...inside.readings, ...told];
    }
  }
}
