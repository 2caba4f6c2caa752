import type { Graph } from '../graph.ts';

/** Every node of the graph that carries sources, by kind. */
export function nodesOf(graph: Graph) {
  return [
    graph.requirements, graph.criteria, graph.consumers, graph.routes, graph.services, graph.methods, graph.jobs, graph.events, graph.metrics, graph.models, graph.fields, graph.relations, graph.indexes, graph.errors,
    graph.refinements, graph.openQuestions, graph.workflows, graph.nfrs, graph.objectives, graph.constraints, graph.decisions, graph.risks, graph.phases, graph.gates, graph.packages, graph.tasks, graph.tests, graph.cuts,
  ].flat();
}

/** Every id that something may refer to. Screens and arithmetic are named, not sourced. */
export function idsOf(graph: Graph): Set<string> {
  return new Set([...nodesOf(graph).map((node) => node.id), ...graph.arithmetic.map((line) => line.id)]);
}

/** References that name nothing, as `from -> to`. */
export function danglingOf(graph: Graph): string[] {
  const ids = idsOf(graph);
  const out: string[] = [];
  const check = (from: string, targets: (string | null)[]) => {
    for (const to of targets) if (to !== null && !ids.has(to)) out.push(`${from} -> ${to}`);
  };
  for (const one of graph.routes) check(one.id, [one.service, one.handledBy, one.resource, one.job, one.workflow, ...one.errors, ...one.ownErrors, ...one.requirements]);
  for (const one of graph.methods) check(one.id, [one.service, ...one.throws, ...one.reads, ...one.writes, ...one.calls, ...one.emits, ...one.requirements]);
  for (const one of graph.jobs) check(one.id, [one.service, ...one.reads, ...one.writes, ...one.calls, ...one.throws, ...one.emits, ...one.requirements]);
  for (const one of graph.services) check(one.id, [...one.reads, ...one.writes, ...one.requirements]);
  for (const one of graph.criteria) check(one.id, [one.requirement, one.workflow]);
  for (const one of graph.fields) check(one.id, [one.model]);
  for (const one of graph.relations) check(one.id, [one.from, one.to]);
  for (const one of graph.indexes) check(one.id, [one.model]);
  for (const one of graph.nfrs) check(one.id, one.requirements);
  for (const one of graph.workflows) check(one.id, [...one.requirements, ...one.routes, ...(one.flow?.nodes.flatMap((node) => node.refs) ?? [])]);
  for (const one of graph.tasks) check(one.id, [one.package, one.phase, ...one.after.filter((id) => id.startsWith('T-'))]);
  for (const one of graph.tests) check(one.id, [one.proves, one.task]);
  for (const one of graph.packages) check(one.id, [one.phase, ...one.after]);
  for (const one of [...graph.risks, ...graph.decisions]) check(one.id, [one.task]);
  return out;
}

/** Nodes nobody uses: errors nobody throws, stores nobody touches, services nobody calls. Middleware writes some supporting stores; a task stands for that. */
export function orphansOf(graph: Graph): string[] {
  const thrown = new Set([...graph.routes.flatMap((route) => route.errors), ...graph.methods.flatMap((method) => method.throws), ...graph.jobs.flatMap((job) => job.throws)]);
  const touched = new Set([...graph.methods.flatMap((method) => [...method.reads, ...method.writes]), ...graph.jobs.flatMap((job) => [...job.reads, ...job.writes]), ...graph.services.flatMap((service) => [...service.reads, ...service.writes])]);
  const tasked = new Set(graph.tasks.flatMap((task) => task.for));
  const methods = new Set(graph.methods.map((method) => method.service));
  return [
    ...graph.errors.filter((error) => !thrown.has(error.id)).map((error) => error.id),
    ...graph.models.filter((model) => (model.kind === 'core' || (model.kind === 'supporting' && !tasked.has(model.id))) && !touched.has(model.id)).map((model) => model.id),
    ...graph.services.filter((service) => !methods.has(service.id)).map((service) => service.id),
  ];
}

/** Ids that somebody asked for: product nodes with a requirement or a source outside the rules, and what hangs on them. */
export function askedIds(graph: Graph): Set<string> {
  const asked = new Set<string>();
  for (const one of graph.requirements) if (one.rejected === null) asked.add(one.id);
  for (const one of [...graph.routes, ...graph.jobs, ...graph.models, ...graph.methods, ...graph.nfrs, ...graph.metrics]) if (one.requirements.length > 0) asked.add(one.id);
  for (const one of graph.models) if (one.sources.some((source) => source.kind === 'spec' || source.kind === 'sample')) asked.add(one.id);
  for (const one of graph.criteria) if (asked.has(one.requirement)) asked.add(one.id);
  for (const route of graph.routes) if (asked.has(route.id)) for (const id of route.ownErrors) asked.add(id);
  for (const job of graph.jobs) if (asked.has(job.id)) for (const id of [...job.throws, ...job.calls]) asked.add(id);
  return asked;
}

/** Product nodes: what exists because somebody asked for it. A probe or a session route may stand on a rule alone. */
export function motivatedShare(graph: Graph): number {
  const own = [...graph.routes.filter((route) => route.rate.class !== 'ops' && route.rate.class !== 'auth'), ...graph.jobs, ...graph.models.filter((model) => model.kind === 'core')];
  const asked = own.filter((node) => node.requirements.length > 0 || node.sources.some((source) => source.kind === 'spec' || source.kind === 'sample' || source.kind === 'provider' || source.kind === 'answer'));
  return own.length === 0 ? 0 : asked.length / own.length;
}
