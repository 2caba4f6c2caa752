import type { Plan } from '../model/plan/index.ts';
import type { Priority } from '../model/spec.ts';

/** One requirement with everything that answers and proves it; the published shape of `plan trace --format json`. */
export type TracedRequirement = {
  id: string;
  text: string;
  source: { path: string; line: number } | null;
  priority: Priority;
  routes: string[];
  jobs: string[];
  nfrs: string[];
  services: string[];
  models: string[];
  errors: string[];
  criteria: string[];
  tasks: string[];
  tests: string[];
  rejected: string | null;
  /** The question that has to be answered before anything covers it; a must that waits says so as its reason in `rejected` too. */
  open: string | null;
};

/**
 * Shares 0..1, null when there is no requirement of that priority; rejected ones stand on neither side. `open` counts those that wait for an
 * answer, which nothing covers: they stand on neither side either, and are told beside the shares.
 */
export type Coverage = { must: number | null; should: number | null; could: number | null; all: number | null; open: number };
export type Trace = { schemaVersion: 1; feature: string; requirements: TracedRequirement[]; coverage: Coverage; unused: { path: string; line: number; text: string }[] };

type Graph = Pick<Plan, 'feature' | 'requirements' | 'routes' | 'jobs' | 'nfrs' | 'services' | 'methods' | 'models' | 'criteria' | 'tasks' | 'tests' | 'unused'>;

/** Follows every requirement through the graph: what answers it, what that needs, what proves it. */
export function traceOf(plan: Graph): Trace {
  const requirements = plan.requirements.map((requirement) => follow(plan, requirement));
  const share = (wanted: Priority[]) => {
    const counted = requirements.filter((one) => one.rejected === null && one.open === null && wanted.includes(one.priority));
    return counted.length === 0 ? null : counted.filter(isCovered).length / counted.length;
  };
  return {
    schemaVersion: 1,
    feature: plan.feature,
    requirements,
    coverage: { must: share(['must']), should: share(['should']), could: share(['could']), all: share(['must', 'should', 'could']), open: requirements.filter((one) => one.open !== null).length },
    unused: plan.unused.map(({ path, line, text }) => ({ path, line, text })),
  };
}

/** Reaches a route, job or NFR, a criterion and a task (rubric O1). */
export function isCovered(one: TracedRequirement): boolean {
  return one.routes.length + one.jobs.length + one.nfrs.length > 0 && one.criteria.length > 0 && one.tasks.length > 0;
}

function follow(plan: Graph, requirement: Plan['requirements'][number]): TracedRequirement {
  const { id } = requirement;
  const of = <T extends { id: string; requirements: string[] }>(nodes: T[]) => nodes.filter((node) => node.requirements.includes(id));
  const routes = of(plan.routes);
  const jobs = of(plan.jobs);
  const nfrs = of(plan.nfrs);
  const handlers = new Set(routes.map((route) => route.handledBy));
  const methods = plan.methods.filter((method) => handlers.has(method.id) || method.requirements.includes(id));
  const called = new Set([...methods.flatMap((method) => method.calls), ...jobs.flatMap((job) => job.calls)]);
  const gateways = plan.methods.filter((method) => called.has(method.id)).map((method) => method.service);
  const services = unique([...routes.map((route) => route.service), ...jobs.map((job) => job.service), ...of(plan.services).map((service) => service.id), ...gateways]);
  const models = unique([...methods.flatMap((method) => [...method.reads, ...method.writes]), ...jobs.flatMap((job) => [...job.reads, ...job.writes]), ...routes.flatMap((route) => (route.resource === null ? [] : [route.resource])), ...of(plan.models).map((model) => model.id)]).filter((model) => plan.models.some((one) => one.id === model));
  const errors = unique([...routes.flatMap((route) => route.ownErrors), ...jobs.flatMap((job) => job.throws)]);
  const criteria = plan.criteria.filter((criterion) => criterion.requirement === id).map((criterion) => criterion.id);
  const reached = new Set([id, ...routes.map((route) => route.id), ...jobs.map((job) => job.id), ...nfrs.map((nfr) => nfr.id), ...criteria]);
  const tasks = plan.tasks.filter((task) => task.for.some((target) => reached.has(target))).map((task) => task.id);
  const proved = new Set([...criteria, ...nfrs.map((nfr) => nfr.id)]);
  const tests = plan.tests.filter((test) => proved.has(test.proves)).map((test) => test.id);
  const spec = requirement.sources.find((source) => source.kind === 'spec');
  return {
    id,
    text: requirement.text,
    source: spec === undefined ? null : { path: spec.path, line: spec.line },
    priority: requirement.priority,
    routes: routes.map((route) => route.id),
    jobs: jobs.map((job) => job.id),
    nfrs: nfrs.map((nfr) => nfr.id),
    services,
    models,
    errors,
    criteria,
    tasks,
    tests,
    rejected: requirement.rejected ?? (requirement.question !== null && requirement.priority === 'must' ? `waits for an answer: ${requirement.deferred ?? requirement.question}` : null),
    open: requirement.question,
  };
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}
