import type { Plan } from '../../model/plan/index.ts';
import type { Judge } from './claim.ts';
import { stemsOf } from './statements.ts';

const route = /`?\b(GET|POST|PUT|PATCH|DELETE) (\/[\w{}/.:-]*[\w}])`?/;
const answers = /\b(?:answers?|returns?|responds?|replies|gives?|sends?)(?: with| back)?(?: an?| the)?(?: status| HTTP)?(?: code)? ([1-5]\d\d)\b/i;
const stated = /\b(?:HTTP|status(?: code)?) ([1-5]\d\d)\b/i;
export const denied = /\b(?:not|cannot|never|no longer|only)\b|n't\b/i;
const subject = /^(?:The |Each |Every |All |Any |An? )?([A-Za-z]+?)s? (?:may|can|are|is|also|have|has|[a-z]+)\b/;

/** A sentence about a declared route that says another contract than the plan's. */
export const contracts: Judge = ({ text, digits }, { plan, words }) => {
  const named = route.exec(text);
  const found = named === null ? undefined : plan.routes.find(each => each.id === `${named[1]} ${named[2]}`);
  if (found === undefined) return paged(digits, plan);
  if (found.idempotencyKey && words.says('unkeyed').test(text)) return `The plan asks for an Idempotency-Key on "${found.id}".`;
  if (found.pagination !== null && words.says('unpaged').test(text)) return `The plan answers "${found.id}" page by page, at most ${found.pagination.limitMax} rows.`;
  if (found.auth !== 'public' && found.auth !== 'webhook' && words.says('anybody').test(text)) return `The plan asks for ${found.role === null ? 'a session' : `the role ${found.role}`} on "${found.id}".`;
  if (found.role !== null && words.says('allowed').test(text) && !denied.test(text)) {
    const others = new Set(plan.routes.flatMap(each => (each.role === null || each.role === found.role ? [] : each.role.split(/[,/ ]+/))));
    const other = [...others].find(role => role !== '' && !(found.role ?? '').split(/[,/ ]+/).includes(role) && new RegExp(`\\b${role.replaceAll('_', '[ -]')}s?\\b`, 'i').test(text));
    if (other !== undefined) return `The plan gives "${found.id}" to the role ${found.role}, not to ${other}.`;
  }
  const actor = found.role === null || denied.test(text) ? undefined : (subject.exec(text)?.[1] ?? '').toLowerCase();
  if (actor !== undefined && actor !== '' && !stemsOf((found.role ?? '').replaceAll('_', ' ')).includes(stemsOf(actor)[0] ?? actor) && plan.requirements.some(each => each.readings.some(reading => reading.actor?.toLowerCase() === actor))) return `The plan gives "${found.id}" to the role ${found.role}, not to ${actor}.`;
  const status = Number((answers.exec(digits) ?? stated.exec(digits))?.[1] ?? 0);
  const known = new Set([found.success, ...found.errors.map(id => plan.errors.find(each => each.id === id)?.status ?? 0)]);
  return status === 0 || known.has(status) ? null : `The plan knows no answer ${status} of "${found.id}"; it answers ${found.success}.`;
};

const page = /(?<![\w.-])(\d{2,6}) (?:rows|items|entries|results|records|elements)\b[^.]{0,12}\b(?:a|per|each|every|in one|one) (?:page|call|request|answer|response)\b|\bpages? (?:of|holds?|has|have|contains?)(?: up to| at most)? (\d{2,6})\b/i;

/** "Lists return up to 500 rows a page": more than any list of the plan does. */
function paged(digits: string, plan: Plan): string | null {
  const match = page.exec(digits);
  const limits = plan.routes.flatMap(each => (each.pagination === null ? [] : [each.pagination.limitMax, each.pagination.limitDefault]));
  const most = Math.max(0, ...limits);
  const said = Number(match?.[1] ?? match?.[2] ?? 0);
  return match === null || most === 0 || limits.includes(said) || denied.test(digits) ? null : `A page of the plan holds at most ${most} rows, not ${said}.`;
}
