import type { Criterion, Design, Nfr, Workflow } from '../../model/plan/index.ts';
import { rule } from './ground.ts';

/** Criteria of what has targets, by itself or by a line of its acceptance: their load, their measurement, their target. One for each target of a live requirement. */
function targetCriteria(design: Design, nfrs: readonly Nfr[]): Criterion[] {
  return design.requirements.flatMap((requirement) => {
    if (requirement.rejected !== null) return [];
    const before = design.criteria.filter((criterion) => criterion.requirement === requirement.id).length;
    return nfrs.filter((nfr) => nfr.requirements.includes(requirement.id)).map((nfr, index): Criterion => ({
      id: `${requirement.id}/AC-${before + index + 1}`,
      sources: [...requirement.sources, rule('nfr-criterion')],
      origin: 'rule:nfr-criterion',
      confidence: nfr.confidence,
      status: 'new',
      requirement: requirement.id,
      given: nfr.load === 'as in use' ? 'the staging release' : nfr.load.replace(/, (\d+ min)$/, ' for $1'),
      when: `the ${nfr.measuredBy} runs ${nfr.window}${nfr.class === 'as the requirement says' ? '' : ` over ${nfr.class.replace(/^(short|long) operation\b/, 'routes of class "$1 operation"').replace(/, cut off at .*$/, '')}`}`,
      // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then is the field's standard name
      then: `${nfr.metric} meets \`${nfr.id}: ${nfr.target}\``,
      negative: false,
      fromSpec: false,
      workflow: null,
    }));
  });
}

/**
 * Criteria of a primary workflow that no requirement of the spec speaks of, such as a sign-in the stack brings along: the refusal and, where
 * it writes, the effect. They hang on the first requirement whose routes need that workflow.
 */
function workflowCriteria(design: Design, workflows: readonly Workflow[]): Criterion[] {
  const numbers = new Map<string, number>();
  for (const criterion of design.criteria) numbers.set(criterion.requirement, (numbers.get(criterion.requirement) ?? 0) + 1);
  return workflows.filter((workflow) => workflow.primary).flatMap((workflow) => {
    const own = design.criteria.filter((criterion) => criterion.workflow === workflow.id || workflow.requirements.includes(criterion.requirement));
    const guarded = design.routes.find((route) => route.auth !== 'public' && route.requirements.length > 0 && (workflow.kind === 'authentication' || workflow.routes.includes(route.id)) && route.errors.includes('UNAUTHENTICATED'));
    const requirement = design.requirements.find((one) => guarded?.requirements.includes(one.id) === true && one.rejected === null);
    if (guarded === undefined || requirement === undefined || own.some((criterion) => criterion.negative)) return [];
    const number = (numbers.get(requirement.id) ?? 0) + 1;
    const enter = workflow.kind === 'authentication' && own.length === 0 ? design.routes.find((route) => route.id === 'POST /v1/sessions') : undefined;
    numbers.set(requirement.id, number + (enter === undefined ? 0 : 1));
    const entered = enter === undefined ? [] : [{
      id: `${requirement.id}/AC-${number + 1}`,
      sources: [...requirement.sources, rule('workflow-criterion')],
      origin: 'rule:workflow-criterion' as const,
      confidence: 0.7,
      status: 'new' as const,
      requirement: requirement.id,
      given: 'a person with a proof that is unused and in time',
      when: `\`${enter.id}\` gets it twice`,
      // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then is the field's standard name
      then: `${enter.success} with ${enter.successHeaders.some((header) => header.includes('__Host-refresh')) ? '2 cookies' : 'a session'} and 1 audit event \`session.started\`, then 401 \`UNAUTHENTICATED\``,
      negative: false,
      fromSpec: false,
      workflow: workflow.id,
    }];
    return [{
      id: `${requirement.id}/AC-${number}`,
      sources: [...requirement.sources, rule('workflow-criterion')],
      origin: 'rule:workflow-criterion' as const,
      confidence: 0.7,
      status: 'new' as const,
      requirement: requirement.id,
      given: 'a session cookie that has ended or was never given',
      when: `\`${guarded.id}\` is called with it`,
      // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then is the field's standard name
      then: '401 `UNAUTHENTICATED` and 0 rows are read or written',
      negative: true,
      fromSpec: false,
      workflow: workflow.id,
    }, ...entered];
  });
}

/** The design with the criteria that targets and workflows add. Ids go on behind the design's own. */
export function withJudgedCriteria(design: Design, judgement: { nfrs: Nfr[]; workflows: Workflow[] }): Design {
  const targets = { ...design, criteria: [...design.criteria, ...targetCriteria(design, judgement.nfrs)] };
  return { ...targets, criteria: [...targets.criteria, ...workflowCriteria(targets, judgement.workflows)] };
}
