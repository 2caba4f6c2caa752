import type { Criterion, Design, Nfr } from '../../model/plan/index.ts';
import { rule } from './ground.ts';

/** Criteria of the non-functional requirements: their load, their measurement, their target. One for each target of a live requirement. */
export function targetCriteria(design: Design, nfrs: readonly Nfr[]): Criterion[] {
  return design.requirements.flatMap((requirement) => {
    if (requirement.kind !== 'non-functional' || requirement.rejected !== null) return [];
    const before = design.criteria.filter((criterion) => criterion.requirement === requirement.id).length;
    return nfrs.filter((nfr) => nfr.requirements.includes(requirement.id)).map((nfr, index): Criterion => ({
      id: `${requirement.id}/AC-${before + index + 1}`,
      sources: [...requirement.sources, rule('nfr-criterion')],
      origin: 'rule:nfr-criterion',
      confidence: nfr.confidence,
      status: 'new',
      requirement: requirement.id,
      given: nfr.load === 'as in use' ? `the plan's release on staging` : nfr.load,
      when: `the ${nfr.measuredBy} covers ${nfr.class}, ${nfr.window}`,
      // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then is the field's standard name
      then: `${nfr.metric}: \`${nfr.id}: ${nfr.target}\``,
      negative: false,
      fromSpec: false,
      workflow: null,
    }));
  });
}
