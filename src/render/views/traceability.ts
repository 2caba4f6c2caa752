import type { NodeBase } from '../../model/source.ts';
import type { Plan, Requirement } from '../../model/plan/index.ts';
import { criteriaOf, nfrsOf, planned, routesAndJobs } from '../lookup.ts';
import { count, number } from '../numbers.ts';
import { sources, specLink } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { clip, code, codes, numbered, plainIds, prose, quoted, row, sentence } from '../text.ts';
import { capital } from '../../text/capital.ts';

const weights = { must: 3, should: 2, could: 1, wont: 0 } as const;

export function traceabilityView(page: Page): View {
  const { plan } = page.site;
  const unplanned = plan.requirements.filter(requirement => requirement.rejected !== null || requirement.deferred !== null);
  return {
    coverage: coverage(plan),
    requirements: plan.requirements.map(requirement => row(chainCells(page, requirement))),
    tests: plan.tests.map(test => row({ id: test.id, proves: test.proves, level: test.level, task: test.task ?? '' })),
    chain: numbered(chain(page)),
    backward: backward(plan),
    checklist: plan.checklist.map(check => `${check.met ? 'met' : 'not met'}: ${prose(check.text).replace(/\.$/, '')}; ${sentence(prose(check.detail))}`),
    exit: plan.exitCriteria.map(check => `${check.met ? 'met' : 'not met'}: ${prose(check.text).replace(/\.$/, '')}; ${sentence(prose(check.detail))}`),
    unused: [
      ...unplanned.map(requirement => row({ line: sources(page, requirement), text: `${code(requirement.id)} ${quoted(requirement.title)}`, result: requirement.rejected !== null ? 'rejected' : 'deferred', reason: prose(requirement.rejected ?? requirement.deferred ?? '') })),
      ...plan.unused.filter(line => !unplanned.some(requirement => at(requirement, line))).map(line => row({ line: specLink(page, line.path, line.line, line.line), text: quoted(clip(line.text, 120)), result: prose(line.result), reason: prose(line.reason) })),
    ],
  };
}

/** Whether a line of the spec is said already by the requirement that was read from it. */
function at(requirement: Requirement, line: { path: string; line: number }): boolean {
  return requirement.sources.some(source => source.kind === 'spec' && source.path === line.path && source.line <= line.line && line.line <= source.endLine);
}

/** Whether a requirement reaches an answer, a proof and a task (`formats.md`, Coverage). */
export function covered(plan: Plan, requirement: Requirement): boolean {
  const answers = [...routesAndJobs(plan, requirement.id), ...nfrsOf(plan, requirement.id)];
  return answers.length > 0 && criteriaOf(plan, requirement.id).length > 0 && tasksOf(plan, requirement).length > 0;
}

function coverage(plan: Plan): Record<string, string>[] {
  const work = planned(plan);
  const rows: Record<string, string>[] = [];
  let points = 0;
  let possible = 0;
  let done = 0;
  for (const priority of ['must', 'should', 'could'] as const) {
    const own = work.filter(requirement => requirement.priority === priority);
    if (own.length === 0) continue;
    const met = own.filter(requirement => covered(plan, requirement)).length;
    const weight = weights[priority];
    done += met;
    points += met * weight;
    possible += own.length * weight;
    rows.push(row({ priority: capital(priority), covered: `${met} / ${own.length}`, weight: String(weight), points: `${met * weight} / ${own.length * weight}` }));
  }
  if (possible > 0) rows.push(row({ priority: 'all', covered: `${done} / ${work.length}`, weight: '', points: `${points} / ${possible} = ${((points / possible) * 100).toFixed(1)} %` }));
  const open = plan.requirements.filter(requirement => requirement.question !== null);
  if (open.length > 0) rows.push(row({ priority: 'open', covered: `0 / ${open.length}`, weight: '', points: `not counted: ${open.length === 1 ? 'it waits' : 'each waits'} for an answer, ${open.map(requirement => code(requirement.question ?? '')).join(', ')}` }));
  return rows;
}

/** Tasks that name the requirement or one of its criteria, routes or jobs. */
function tasksOf(plan: Plan, requirement: Requirement): Plan['tasks'] {
  const named = new Set([requirement.id, ...criteriaOf(plan, requirement.id).map(criterion => criterion.id), ...routesAndJobs(plan, requirement.id), ...nfrsOf(plan, requirement.id)]);
  return plan.tasks.filter(task => task.for.some(id => named.has(id)));
}

function chainCells(page: Page, requirement: Requirement): Record<string, string> {
  const { plan } = page.site;
  const answers = routesAndJobs(plan, requirement.id);
  const routes = plan.routes.filter(route => answers.includes(route.id));
  const jobs = plan.jobs.filter(job => answers.includes(job.id));
  const methods = plan.methods.filter(method => method.requirements.includes(requirement.id) || routes.some(route => route.handledBy === method.id));
  const services = [...new Set([...routes.map(route => route.service), ...jobs.map(job => job.service), ...methods.map(method => method.service)])];
  const models = [...new Set([...methods.flatMap(method => [...method.reads, ...method.writes]), ...jobs.flatMap(job => [...job.reads, ...job.writes])])];
  const errors = [...new Set([...routes.flatMap(route => route.ownErrors), ...jobs.flatMap(job => job.throws)])];
  const criteria = criteriaOf(plan, requirement.id).map(criterion => criterion.id);
  const byPackage = new Map<string, number>();
  for (const task of tasksOf(plan, requirement)) byPackage.set(task.package, (byPackage.get(task.package) ?? 0) + 1);
  const none = requirement.rejected !== null ? 'rejected' : requirement.question !== null ? 'open' : requirement.deferred !== null ? 'deferred' : '-';
  return {
    requirement: code(requirement.id),
    source: sources(page, requirement),
    answers: plainIds([...answers, ...nfrsOf(plan, requirement.id)], none),
    services: plainIds(services),
    models: plainIds(models),
    errors: plainIds(errors),
    criteria: plainIds(criteria),
    tasks: [...byPackage].map(([pack, times]) => `${times} of ${pack}`).join(', '),
    tests: plainIds(plan.tests.filter(test => criteria.includes(test.proves)).map(test => test.id)),
  };
}

/** The most connected must requirement, followed from its line to its tests. */
function chain(page: Page): string[] {
  const { plan } = page.site;
  const [requirement] = [...planned(plan)].sort((a, b) => weights[b.priority] - weights[a.priority] || routesAndJobs(plan, b.id).length - routesAndJobs(plan, a.id).length);
  if (requirement === undefined) return [];
  const routes = plan.routes.filter(route => route.requirements.includes(requirement.id));
  const lines = [`${code(requirement.id)} stands in ${sources(page, requirement)}; priority ${capital(requirement.priority)} by ${prose(requirement.priorityFrom)}, confidence ${number(requirement.confidence, 1)}.`];
  const answers = routesAndJobs(plan, requirement.id);
  lines.push(answers.length === 0 ? `It is answered by ${codes(nfrsOf(plan, requirement.id), 'nothing')}.` : `It needs ${codes(answers)}${routes[0] === undefined ? '' : ` (${routes[0].rule.startsWith('rule:') ? routes[0].rule : `rule:${routes[0].rule}`})`}.`);
  const [route] = routes;
  const method = route === undefined ? undefined : plan.methods.find(candidate => candidate.id === route.handledBy);
  if (route !== undefined && method !== undefined) {
    lines.push(`${code(route.id)} is handled by ${code(method.id)}${method.calls.length === 0 ? '' : `, which calls ${codes(method.calls)}`}.`);
    const touched = [...new Set([...method.reads, ...method.writes])];
    if (touched.length > 0) lines.push(`It ${method.writes.length > 0 ? `writes ${codes(method.writes)}` : `reads ${codes(method.reads)}`}; indexes ${codes(plan.indexes.filter(index => touched.includes(index.model)).map(index => index.id), 'none')}.`);
    if (route.ownErrors.length > 0) lines.push(`It can end in ${codes(route.ownErrors)}.`);
  }
  for (const criterion of criteriaOf(plan, requirement.id)) {
    const tests = plan.tests.filter(test => test.proves === criterion.id);
    lines.push(`${code(criterion.id)} is proved by ${codes(tests.map(test => test.id), 'no test')}${tests.some(test => test.task !== null) ? ` from ${codes(tests.flatMap(test => (test.task === null ? [] : [test.task])))}` : ''}.`);
  }
  return lines;
}

function backward(plan: Plan): string[] {
  const nodes: Pick<NodeBase, 'id' | 'sources' | 'origin'>[] = [...plan.routes, ...plan.services, ...plan.jobs, ...plan.models, ...plan.errors, ...plan.nfrs, ...plan.risks, ...plan.decisions, ...plan.packages];
  const bare = nodes.filter(node => node.sources.length === 0 && !node.origin.startsWith('rule:'));
  const lines = [`Nodes without a source or rule: ${bare.length}${bare.length === 0 ? '' : ` (${codes(bare.map(node => node.id))})`}.`];
  const ruled = plan.routes.filter(route => route.requirements.length === 0);
  lines.push(ruled.length === 0 ? 'Every route answers a requirement.' : `Routes by rule only: ${ruled.map(route => `${code(route.id)} (${route.rule.startsWith('rule:') ? route.rule : `rule:${route.rule}`})`).join(', ')}.`);
  const targets = plan.nfrs.filter(nfr => nfr.origin.startsWith('rule:')).map(nfr => nfr.id);
  if (targets.length > 0) lines.push(`${count(targets.length, 'target')} by rule only: ${codes(targets)}.`);
  return lines;
}
