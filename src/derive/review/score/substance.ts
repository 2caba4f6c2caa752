import type { Criterion, Nfr, Route, Strategy, Task } from '../../../model/plan/index.ts';
import { bag } from '../../design/reading/words.ts';
import type { TracedRequirement } from '../../trace.ts';
import type { Graph } from '../graph.ts';

/** Words that say what is served without naming anything of it; a requirement is not about its own verb of obligation. */
const plumbing = new Set(['id', 'user_id', 'created_at', 'updated_at', 'version', 'provider', 'external_id', 'source_expires_at']);

/** Fields that every row has. */
export const isPlumbing = (name: string): boolean => plumbing.has(name);

/**
 * Whether what answers a requirement is about it: at least one word of its sentence is a word of a route, job, target, error or field it
 * reaches. What was hung on its neighbour shares none. A sentence in another script cannot be compared and counts.
 */
export function isAboutIt(one: TracedRequirement, graph: Graph): boolean {
  if (one.nfrs.length > 0 || !/^[\p{Script=Latin}\p{Script=Common}]*$/u.test(one.text)) return true;
  const words = [...bag(one.text)].filter((word) => /^[a-z]/.test(word));
  if (words.length === 0) return true;
  const routes = graph.routes.filter((route) => one.routes.includes(route.id));
  const jobs = graph.jobs.filter((job) => one.jobs.includes(job.id));
  const said = bag([
    ...routes.flatMap((route) => [route.id, route.purpose, route.handledBy, route.auth, ...route.request.map((field) => field.name), ...route.response.map((field) => field.name)]),
    ...jobs.flatMap((job) => [job.id, job.purpose, ...job.calls]),
    ...graph.errors.filter((error) => one.errors.includes(error.id)).flatMap((error) => [error.id, error.title]),
    ...graph.metrics.filter((metric) => metric.requirements.includes(one.id)).flatMap((metric) => [metric.id, metric.text]),
    ...one.models,
  ].map((text) => text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ')).join(' '));
  return words.some((word) => said.has(word));
}

/** What is left of a sentence without ids, codes and numbers: two criteria alike but for those prove the same thing. */
function skeleton(text: string): string {
  return text.toLowerCase().replaceAll(/`[^`]*`|'[^']*'|\d+/g, '').replaceAll(/[^\p{L}]+/gu, ' ').trim();
}

/** Share of the criteria that say something no other says, ids and numbers aside; up to two of one form are usual. */
export function distinctShare(criteria: readonly Criterion[]): number {
  if (criteria.length === 0) return 0;
  const forms = new Map<string, number>();
  for (const one of criteria) {
    const key = skeleton(`${one.given} ${one.when} ${one.then}`);
    forms.set(key, (forms.get(key) ?? 0) + 1);
  }
  return [...forms.values()].reduce((sum, count) => sum + Math.min(2, count), 0) / criteria.length;
}

const usualEnd = /\s*\((?:job )?`[^`]+`(?:: [123]\d\d| ends '?succeeded'?)\)\s*\.?$/;

/**
 * Whether the outcome is the requirement said again with a status behind it: a test of that cannot fail but by the status. An outcome with a
 * number, a code or a state of its own is more than that.
 */
export function isRestated(criterion: Criterion, text: string): boolean {
  const outcome = criterion.then.replace(usualEnd, '');
  if (outcome === criterion.then || /`[^`]+`|\d/.test(outcome.replace(/\b(?:UTF-8|TLS \d(?:\.\d)?|HTTP\/\d)\b/g, ''))) return false;
  const words = bag(outcome);
  const asked = bag(text);
  return words.size > 0 && [...words].filter((word) => asked.has(word)).length / words.size >= 0.8;
}

/** A target that names no quantity of its own: the checks of one requirement counted. */
export function isPlaceholderTarget(nfr: Nfr): boolean {
  return nfr.asked?.text === 'no number' && nfr.unit === 'checks';
}

/** A task whose proof looks at a file instead of at what it does, or at nothing but an exit code of a command it shares with others. */
export function isWeakProof(task: Task): boolean {
  return /^(?:test -|grep |ls )/.test(task.verify.command);
}

/** A route whose answer holds nothing but what every row has. */
export function answersNothing(route: Route): boolean {
  return route.method === 'GET' && route.success === 200 && route.response.length > 0 && route.response.every((field) => isPlumbing(field.name));
}

/**
 * Share of the package strategies that are a choice or an answer of their own: three or more scored ways with a sensitivity, or two lines that
 * no other package has in the same words.
 */
export function ownStrategies(strategies: readonly Strategy[]): number {
  const packages = strategies.filter((one) => one.scope !== 'plan');
  if (packages.length === 0) return 0;
  const texts = packages.map((one) => skeleton(`${one.settledBy ?? ''} ${one.refused ?? ''}`));
  const own = packages.filter((one, at) => (one.options.length >= 3 && one.sensitivity !== null) || (one.options.length === 0 && one.settledBy !== null && one.refused !== null && texts.filter((text) => text === texts[at]).length <= 2));
  return own.length / packages.length;
}
