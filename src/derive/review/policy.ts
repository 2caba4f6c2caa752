import type { Design, Judgement, Work } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';
import { print, round } from '../../text/number.ts';

/** Hours that each option of DEC-provider-policy takes out of the plan: packages of the AI jobs, packages of the provider's own calls. */
export function priced(input: DeriveInput, design: Design, judgement: Judgement, work: Work): Judgement {
  const options = new Map(input.providers.flatMap((provider) => provider.policyOptions.map((option) => [option.key, option] as const)));
  const hours = (ids: Set<string>) => round(work.tasks.filter((task) => task.for.some((id) => ids.has(id))).reduce((sum, task) => sum + task.pert, 0));
  const aiJobs = design.jobs.filter((job) => job.ai);
  const ai = hours(new Set([...aiJobs.map((job) => job.id), ...aiJobs.flatMap((job) => job.calls), ...design.routes.filter((route) => route.job !== null && aiJobs.some((job) => job.id === route.job)).map((route) => route.id)]));
  const gateways = new Set(input.providers.map((provider) => provider.gateway));
  const sync = hours(new Set(design.methods.filter((method) => gateways.has(method.service) && method.call !== null).map((method) => method.id)));
  return {
    ...judgement,
    decisions: judgement.decisions.map((decision) => (decision.id !== 'DEC-provider-policy' ? decision : {
      ...decision,
      options: decision.options.map((one) => {
        const rule = options.get(one.key);
        const saved = (rule?.dropsAi === true ? ai : 0) + (rule?.dropsSync === true ? sync : 0);
        return saved > 0 ? { ...one, cost: `-${print(round(saved))} h` } : one;
      }),
    })),
  };
}
