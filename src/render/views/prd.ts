import type { Requirement, Workflow } from '../../model/plan/index.ts';
import { clause } from '../../text/clause.ts';
import { arithmeticOf, coreModels, criteriaOf, idRange, isOperations, nfrsOf, planned, routesAndJobs, sumLine } from '../lookup.ts';
import { count, percent } from '../numbers.ts';
import { linkTo, trace } from '../page.ts';
import type { Page } from '../site.ts';
import type { View, ViewValue } from '../templates.ts';
import { cited, code, codes, plainIds, prose, quoted, row, sentence } from '../text.ts';
import { capital } from '../../text/capital.ts';
import { nfrRow } from './nfr.ts';

/** Words of headings, table heads and fixed sentences, which the view does not hold. */
const frameWords = 180;

/** With more requirements than this, deferred ones included, the PRD is short, so that no word too many turns every row at once. */
const mostInFull = 30;

/** Characters that the sentences of all requirements share in such a PRD; a row gets its part of it, 60 to 100. */
const titleRoom = 2700;

/** In full, unless that would break the document's word budget; then long sentences are cut at a clause and answers counted, and links lead to the rest. */
export function prdView(page: Page): View {
  if (page.site.plan.requirements.length > mostInFull) return prdOf(page, true);
  const full = prdOf(page, false);
  const limit = page.doc.maxWords;
  return limit === null || wordsOf(full) + frameWords <= limit ? full : prdOf(page, true);
}

function wordsOf(value: ViewValue): number {
  if (typeof value === 'string') return value.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
  if (value === null || typeof value !== 'object') return 0;
  return (Array.isArray(value) ? value : Object.values(value)).reduce((sum: number, item) => sum + wordsOf(item), 0);
}

function prdOf(page: Page, large: boolean): View {
  const { plan } = page.site;
  const primary = plan.workflows.filter(workflow => workflow.primary);
  const groups = groupsOf(page, primary);
  const operations = plan.routes.filter(isOperations).map(route => route.id);
  const work = new Set(planned(plan).map(requirement => requirement.id));
  const unasked = plan.routes.filter(route => !isOperations(route) && !route.requirements.some(id => work.has(id))).map(route => route.id);
  const rest = plan.nfrs.filter(nfr => !nfr.top).length;
  const load = arithmeticOf(plan, 'load', 'rps', 'capacity');
  const deferred = plan.models.filter(model => model.kind === 'deferred');
  return {
    consumers: plan.consumers.map(consumer => row({ id: consumer.id, name: prose(consumer.name), pattern: prose(consumer.pattern), needs: prose(consumer.needs), trace: trace(page, consumer) })),
    workflows: primary.map(workflow => row({ id: workflow.id, title: prose(workflow.title), requirements: idRange(plan, workflow.requirements), routes: String(workflow.routes.length) })),
    workflowRoutes: [
      ...primary.filter(workflow => workflow.routes.length > 0).map(workflow => `${code(workflow.id)}: ${codes(workflow.routes)}.`),
      ...(operations.length > 0 ? [`Operations, outside the three: ${codes(operations)}.`] : []),
    ],
    unasked: unasked.length === 0 ? null : `In no row below, by rule: ${codes(unasked)}.`,
    counts: countsLine(page),
    groups: groups.map(group => ({
      heading: group.title,
      requirements: group.requirements.map(requirement => row(requirementCells(page, requirement, large))),
    })),
    nfrs: plan.nfrs.filter(nfr => nfr.top).map(nfr => nfrRow(page, nfr)),
    nfrEnd: plan.nfrs.length === 0 || plan.nfrs.length >= 3 ? null : 'None: no further target is set, neither by the spec nor by a route.',
    nfrRest: rest === 0 ? null : `${rest} more: ${linkTo(page, 'Success Metrics', 'execution_plan', 'success-metrics')}.`,
    load: load === undefined ? null : sumLine(load),
    models: coreModels(plan).map(model => row({ id: model.id, attributes: model.keyAttributes.map(prose).join(', '), relations: relations(page, model.id) })),
    deferred: deferred.length === 0 ? null : `Deferred: ${deferred.map(model => `${quoted(model.name)} (${prose(model.deferred ?? 'no requirement names it')})`).join('; ')}.`,
    supporting: `Supporting ${page.site.profile.terms['store'] ?? 'store'}s: ${linkTo(page, 'database schema', 'add', 'database-schema')}.`,
    waiting: plan.requirements.filter(requirement => requirement.rejected !== null || requirement.deferred !== null).map(requirement => row({ id: requirement.id, priority: priorityName(requirement), text: quoted(requirement.title), result: requirement.rejected !== null ? 'rejected' : 'deferred', trace: trace(page, requirement) })),
    criteria: groups
      .map(group => ({ heading: `Criteria: ${group.short}`, items: group.requirements.flatMap(requirement => criteriaOf(plan, requirement.id)).map(criterion => {
        const given = criterion.fromSpec ? (text: string): string => cited(text, page.site.ids) : prose;
        return `**${criterion.id}** ${criterion.negative ? 'negative: ' : ''}Given ${given(criterion.given).replace(/^given /i, '')}, When ${given(criterion.when).replace(/^when /i, '')}, Then ${sentence(given(criterion.then).replace(/^then /i, ''))}`;
      }) }))
      .filter(group => group.items.length > 0),
  };
}

type Group = { title: string; short: string; requirements: Requirement[] };

function groupsOf(page: Page, primary: Workflow[]): Group[] {
  const { plan } = page.site;
  const work = planned(plan);
  const groups: Group[] = primary.map(workflow => ({
    title: `${prose(workflow.title)} (${code(workflow.id)})`,
    short: code(workflow.id),
    requirements: work.filter(requirement => requirement.workflow === workflow.id),
  }));
  const shown = new Set(primary.map(workflow => workflow.id));
  groups.push({ title: 'All workflows', short: 'all workflows', requirements: work.filter(requirement => requirement.workflow === null || !shown.has(requirement.workflow)) });
  return groups.filter(group => group.requirements.length > 0);
}

function requirementCells(page: Page, requirement: Requirement, large: boolean): Record<string, string> {
  const { plan } = page.site;
  const answers = [...routesAndJobs(plan, requirement.id), ...nfrsOf(plan, requirement.id)];
  // A target with all its parts is its own acceptance criterion.
  const proofs = criteriaOf(plan, requirement.id).map(criterion => criterion.id);
  return {
    id: requirement.id,
    priority: priorityName(requirement),
    text: quoted(large ? shortened(requirement.title, Math.max(60, Math.min(100, Math.round(titleRoom / plan.requirements.length)))) : requirement.title),
    answers: large && answers.length > 2 ? `${plainIds(answers.slice(0, 2))}, ${answers.length - 2} more` : plainIds(answers),
    criteria: plainIds(proofs.length > 0 ? proofs : nfrsOf(plan, requirement.id), 'none'),
    trace: trace(page, requirement),
  };
}

function priorityName(requirement: Requirement): string {
  return requirement.priority === 'wont' ? "Won't" : capital(requirement.priority);
}

function countsLine(page: Page): string {
  const work = planned(page.site.plan);
  const of = (priority: string): number => work.filter(requirement => requirement.priority === priority).length;
  const waiting = page.site.plan.requirements.length - work.length;
  const share = work.length === 0 ? 0 : of('must') / work.length;
  const above = share > 0.6 && work.length > 5 ? `, above the 60 % line: ${linkTo(page, 'the cuts', 'decisions', 'open-decisions')} show what could go` : '';
  return `Must ${of('must')}, Should ${of('should')}, Could ${of('could')} = ${work.length}${waiting > 0 ? `; ${count(waiting, 'requirement')} rejected or deferred (${linkTo(page, 'reasons', 'traceability', 'rejected-and-unused')})` : ''}. Must share ${of('must')} / ${work.length} = ${percent(share)}${above}.`;
}

function relations(page: Page, model: string): string {
  const words = { 'one-to-one': '1 to 1', 'one-to-maybe-one': '1 to 0..1', 'one-to-many': '1 to many', 'many-to-many': 'many to many' } as const;
  const found = page.site.plan.relations.filter(relation => relation.to === model && relation.from !== model);
  if (found.length > 0) return found.map(relation => `${relation.from} ${words[relation.cardinality]}, ${relation.enforcedBy}`).join('; ');
  const out = page.site.plan.relations.filter(relation => relation.from === model).length;
  return out > 0 ? `root of ${count(out, 'relation')}` : 'none';
}

/** A statement cut at a clause, marked where something was left out; its line in the spec holds the whole. */
function shortened(text: string, limit: number): string {
  const short = clause(text, limit);
  return short.length + 1 < text.trim().length ? `${short} ...` : short;
}
