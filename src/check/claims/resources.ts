import type { Plan, Route } from '../../model/plan/index.ts';
import type { Judge } from './claim.ts';
import { denied } from './contracts.ts';

/** What people do to a resource, by the method that does it. */
const verbs: { method: Route['method']; words: RegExp }[] = [
  { method: 'GET', words: /\b(?:reads?|sees?|opens?|views?|lists?|looks? at|browses?|searche?s?)\b/i },
  { method: 'POST', words: /\b(?:writes?|creates?|adds?|posts?|starts?|requests?|submits?)\b/i },
  { method: 'PATCH', words: /\b(?:changes?|edits?|updates?|corrects?|modif(?:y|ies))\b/i },
  { method: 'DELETE', words: /\b(?:deletes?|removes?|erases?)\b/i },
];
const actor = /^(?:The |Each |Every |All |Any |An? )?([A-Za-z]+?)s? (?:may|can|are allowed to|is allowed to|also|too)\b/;
const route = /\b(?:GET|POST|PUT|PATCH|DELETE) \//;

/** A sentence about what a route is for, named by its noun alone: "reminders come without pages", "a receptionist may read visit notes". */
export const resources: Judge = ({ text }, { plan, words }) => {
  if (route.test(text) || words.supposes.test(text.replace(words.says('unkeyed'), '').replace(words.says('unpaged'), '')) || words.aside.test(text)) return null;
  const about = routesAbout(text, plan);
  if (about.length === 0) return null;
  const list = words.says('unpaged').test(text) ? about.find(each => each.pagination !== null) : undefined;
  if (list?.pagination !== undefined && list.pagination !== null) return `The plan answers "${list.id}" page by page, at most ${list.pagination.limitMax} rows.`;
  const keyed = words.says('unkeyed').test(text) ? about.find(each => each.idempotencyKey) : undefined;
  if (keyed !== undefined) return `The plan asks for an Idempotency-Key on "${keyed.id}".`;
  return denied.test(text) ? null : access(text, about, plan);
};

/** Who may do it, where the plan gives it to other roles alone. */
function access(text: string, about: readonly Route[], plan: Plan): string | null {
  const said = (actor.exec(text)?.[1] ?? '').toLowerCase();
  const roles = new Set(plan.routes.flatMap(each => rolesOf(each)));
  const known = roles.has(said) || plan.requirements.some(each => each.readings.some(reading => reading.actor?.toLowerCase() === said));
  const done = verbs.filter(each => each.words.test(text)).map(each => each.method);
  if (said === '' || !known) return null;
  const meant = about.filter(each => done.includes(each.method));
  const [first] = meant;
  return first === undefined || meant.some(each => each.role === null || rolesOf(each).includes(said)) ? null : `The plan gives "${first.id}" to the role ${first.role ?? ''}, not to ${said}.`;
}

const rolesOf = ({ role }: Route): string[] => (role === null ? [] : role.split(/[,/ ]+/).map(each => each.toLowerCase()));

/** Routes whose noun a sentence says, those of the longest noun alone: "appointment exports" is more than "appointments". */
function routesAbout(text: string, plan: Plan): Route[] {
  const said = new Set((text.toLowerCase().match(/[a-z]{3,}/g) ?? []).map(singular));
  const nouns = plan.routes.map(each => ({ each, noun: nounOf(each) }));
  const first = new Set(nouns.filter(({ noun }) => noun.length === 1).map(({ noun }) => noun[0]));
  const found = nouns.filter(({ noun }) => noun.length > 0 && (noun.every(word => said.has(word)) || (noun.length > 1 && first.has(noun[0]) && said.has(noun.at(-1) ?? ''))));
  const longest = Math.max(0, ...found.map(({ noun }) => noun.length));
  return found.filter(({ noun }) => noun.length === longest).map(({ each }) => each);
}

/** The words of the resource that a path ends in: `/v1/visit-notes/{id}` is about a visit note. */
function nounOf({ path }: Route): string[] {
  const parts = path.split('/').filter(part => part !== '' && !/^v\d+$/.test(part));
  const last = parts.at(-1) ?? '';
  const part = last.startsWith('{') ? parts.at(-2) ?? '' : last;
  return parts.length > 2 || (parts.length === 2 && !last.startsWith('{')) ? [] : part.split('-').map(singular);
}

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/(?<=\w{3})s$/, '');
