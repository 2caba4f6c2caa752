import type { Requirement, Route } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { sentencesOf } from '../reading/counts.ts';
import { holds, snake, spaced } from '../reading/words.ts';
import { uniqueIn } from '../rules/uniques.ts';
import { refusalCode } from '../rules/refusals.ts';
import { gwt, type Draft, type Subjects, type Text } from './case.ts';
import { besideCase, countedCase } from './beside.ts';
import { changeCase } from './changes.ts';
import { narrowedCase } from './lists.ts';
import { errorFor, refusalOf, refusing, routeFor } from './matching.ts';
import { jobCase } from './jobs.ts';
import { moveOf, ran, succeeded } from './outcomes.ts';

/** How a test sees what a requirement asks of the whole service: logs, secrets, bad bodies. */
export const concernProof = (ctx: Context, r: Requirement) => ctx.lexicon.concerns.find((c) => c.proof !== undefined && c.words.some((w) => holds(r.text, w)) && (c.proof.only ?? [r.text]).some((w) => holds(r.text, w)))?.proof;

/** Given null: the setting of the case is told by its words. */
type Proof = Pick<Draft, 'when' | 'then' | 'negative'> & { given: string | null };

/**
 * The call and what it answers, for a sentence that states both in its own words: where status, state and fields do not tell it from its
 * neighbours, the author's outcome stands before them. Null when nothing serves the requirement.
 */
export function concrete(ctx: Context, r: Requirement, said: { when: string; outcome: string; negative: boolean }, subjects: Subjects): Proof | null {
  const { when, negative } = said;
  const whole = `${when} ${said.outcome}`;
  const late = ctx.cases(whole, 'late');
  const job = subjects.jobs.find((j) => j.requirements.includes(r.id));
  const route = late ? undefined : ((negative ? refusing(ctx, whole, r, subjects) : undefined) ?? routeFor(ctx, whole, r, subjects.routes, when));
  // "must validate that the hall exists": the call with another hall is refused.
  const checked = /\b(?:validate|verify|check|ensure)s?\s+(?:that\s+)?(?:the\s+|an?\s+)?(?:specified\s+|given\s+|named\s+)?(.{2,60}?)\s+(?:exists?|is unique|are unique)\b/i.exec(said.outcome);
  const target = checked === null || late ? undefined : subjects.routes.find((x) => x.requirements.includes(r.id) && x.method !== 'GET' && x.errors.includes('VALIDATION_FAILED'));
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
  if (checked !== null && target !== undefined) return { given: `a body whose ${checked[1] ?? ''} ${/unique/i.test(checked[0]) ? 'another row has already' : 'does not exist'}`, when: `\`${target.id}\` is called`, then: '422 `VALIDATION_FAILED` names it and 0 rows change', negative: true };
  const moment = when === '' ? '' : `${when}: `;
  const proof = when === '' ? concernProof(ctx, r) : undefined;
  if (route === undefined) {
    if (job === undefined) return null;
    const exact = negative || when !== '' && !job.startedBy.some((by) => by.startsWith('clock')) ? null : jobCase(ctx, r, job, subjects);
    // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
    if (exact !== null && job.startedBy.some((by) => by.startsWith('clock'))) return { given: exact.given, when: exact.when, then: exact.then, negative: false };
    const end = ran(ctx, job, negative && !late, subjects, whole);
    // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
    return { given: null, when: `${moment}\`${job.id}\` runs`, then: end.includes('` is `') ? end : `${said.outcome}; ${end}`, negative: negative && !late };
  }
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
  if (proof !== undefined) return { given: proof.given, when: proof.when.replace('{route}', route.id), then: proof.outcome, negative: false };
  // "must not accept a bag number twice"
  const value = sentencesOf(r.text).map(uniqueIn).find((x) => x !== null) ?? null;
  const once = value === null || !route.errors.includes('CONFLICT_DUPLICATE') ? undefined : subjects.fields.find((f) => f.model === route.resource && (f.name === snake(value) || f.name.startsWith(`${snake(value)}_`)));
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
  if (once !== undefined) return { given: `1 ${spaced(route.resource ?? 'row')} and a body with its \`${once.name}\``, when: `\`${route.id}\` is called`, then: `409 \`CONFLICT_DUPLICATE\` and still 1 row with it`, negative: true };
  const turned = ctx.refusals.find((x) => x.requirement === r && !x.invalid && x.why !== null);
  const own = negative && turned !== undefined ? subjects.errors.find((e) => e.id === refusalCode(turned) && route.errors.includes(e.id)) : undefined;
  const error = negative ? (own ?? refusalOf(ctx, whole, whole, route, subjects.errors)) : null;
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
  if (error !== null) return { given: null, when: `${moment}\`${route.id}\` is called`, then: `${error.status} \`${error.id}\` and 0 rows change`, negative: true };
  const exact = besideCase(ctx, r, route, subjects) ?? countedCase(ctx, r, route) ?? (job === undefined ? (narrowedCase(ctx, r, route, subjects) ?? changeCase(ctx, r, route, subjects)) : null);
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
  if (exact !== null) return { given: exact.given, when: `${moment}${exact.when}`, then: exact.then, negative: false };
  const beside = job !== undefined && route.job === null ? `; ${ran(ctx, job, false, subjects, whole)}` : '';
  const seen = succeeded(ctx, r, route, subjects);
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
  return { given: null, when: `${moment}\`${route.id}\` is called`, then: `${seen.own ? '' : `${said.outcome}; `}${seen.text}${beside}`, negative: false };
}

/** The proof of a route that nobody gave a scenario for: what its kind promises to each caller. */
export function ofRoute(route: Route, subjects: Subjects): Text {
  const call = `\`${route.id}\``;
  if (route.pagination !== null) return gwt('60 rows of the caller', `${call} is read with \`limit=25\` to the end`, 'pages hold 25, 25 and 10 rows and 0 ids repeat');
  if (route.job === 'erase-user') return gwt('a user with 1 row in each store of own rows', `the job of ${call} ends \`succeeded\``, `0 rows with that \`user_id\` are left and 1 audit event \`user.erased\` is`);
  if (route.job !== null && route.method !== 'GET') return gwt('a valid request', `${call} returns ${route.success}`, `job \`${route.job}\` ends \`succeeded\`, and the same Idempotency-Key starts 0 further jobs`);
  if (route.success === 201) return gwt('a valid body', `${call} gets it`, route.successHeaders.some((h) => h.startsWith('Location')) || route.responseType === null ? '201 and `Location` names the new row' : `201 with \`${route.responseType}\``);
  if (route.success === 204) return gwt('an own row', `${call} returns 204`, 'a second call answers 404 or 401 and 0 rows are left');
  if (route.path.endsWith('/summary')) return gwt('2 rows 2 min before and after local midnight', `${call} runs with \`bucket=day\``, 'they fall in 2 buckets');
  if (route.preconditions === 'if-match') return gwt('the current ETag', `${call} gets one changed field`, '200 and `version` grows by 1');
  if (route.rule === 'rule:R8') {
    const model = subjects.models.find((m) => m.id === route.resource);
    const move = moveOf(route, model);
    return move === undefined ? gwt('a row in a state the move starts from', `${call} is called`, '200, the new state and 1 audit event') : gwt(`a row in state \`${move.from}\``, `${call} is called`, `${route.success}, \`${model?.states?.field ?? 'status'}\` is \`${move.to}\` and 1 audit event`);
  }
  if (route.path.endsWith('_id}')) return gwt('an own row and a row of another user', `${call} reads both`, '200 with an ETag for the first, 404 `NOT_FOUND` for the second');
  if (route.path === '/readyz' || route.path === '/healthz') return gwt('the database is down', '`GET /healthz` and `GET /readyz` are polled', '200 from the first, 503 `NOT_READY` from the second within 1 s');
  return gwt('a valid request', `${call} is called`, `${route.success} ${route.responseType === null ? 'without a body' : `with \`${route.responseType}\``}`);
}

/** A row that a person makes, as a test sees it: who makes it, its first state and the fields that the sentence names; null where that says no more than the route. */
export function madeBy(ctx: Context, r: Requirement, route: Route, subjects: Subjects): Text | null {
  const actor = r.readings.find((x) => x.operation === 'create' && x.actor !== null && x.actor !== 'system')?.actor;
  if (route.success !== 201 || route.rule !== 'rule:R3' || actor === undefined || actor === null || route.idempotencyKey === false) return null;
  return gwt(`${route.auth === 'service' ? `a ${actor} with its key` : `a signed-in ${actor}`} and a valid body`, `\`${route.id}\` gets it twice with one Idempotency-Key`, `${succeeded(ctx, r, route, subjects).text}; the second answer is the first, and 1 row is there`);
}

/** A requirement that constrains a route of others: its own condition, and its own words as the outcome. */
export function ofConstraint(ctx: Context, r: Requirement, route: Route, subjects: Subjects): { text: Text; negative: boolean } {
  const condition = /\b(?:when|if|after|while|before)\s+([^,.;]+)/i.exec(r.text)?.[1] ?? ctx.refusals.find((x) => x.requirement === r)?.why ?? 'a valid request';
  const negative = ctx.cases(r.text, 'denies');
  const error = negative ? errorFor(ctx, r.text, route, subjects.errors) : null;
  const proof = concernProof(ctx, r);
  if (proof !== undefined && error === null) return { text: gwt(proof.given, proof.when.replace('{route}', route.id), proof.outcome), negative: false };
  if (error !== null) return { text: gwt(condition.trim(), `\`${route.id}\` is called`, `${error.status} \`${error.id}\` and 0 rows change`), negative: true };
  const exact = narrowedCase(ctx, r, route, subjects) ?? changeCase(ctx, r, route, subjects);
  if (exact !== null) return { text: exact, negative: false };
  return { text: gwt(condition === 'a valid request' ? `a valid request as \`${r.id}\` describes it` : condition.trim(), `\`${route.id}\` is called`, succeeded(ctx, r, route, subjects).text), negative: false };
}
