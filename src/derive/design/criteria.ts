import type { ApiError, Criterion, Field, Job, Model, Requirement, Route } from '../../model/plan/index.ts';
import type { SpecScenario, SpecSource } from '../../model/spec.ts';
import { answerPairs } from '../answer-lines.ts';
import type { Context } from './context.ts';
import { effectsOf } from './effects.ts';
import { limitCode } from './errors/raise.ts';
import { rule } from './node.ts';
import { readsJob } from './platform.ts';
import { windowCases } from './window-criteria.ts';
import { bag, cosine, holds, jaccard, kebab, plural, spaced } from './words.ts';

type Draft = Omit<Criterion, 'id'>;
type Text = Pick<Draft, 'given' | 'when' | 'then'>;

/** What a criterion may speak of. */
export interface Subjects {
  routes: readonly Route[];
  jobs: readonly Job[];
  errors: readonly ApiError[];
  models: readonly Model[];
  fields: readonly Field[];
}

// oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
const gwt = (given: string, when: string, then: string): Text => ({ given, when, then });

const observable = /`[^`]+`|\b[1-5]\d\d\b/;

const live = (r: Requirement): boolean => r.rejected === null && r.deferred === null && r.kind === 'functional';

/** "Strava reports it": the provider acts, so the requirement that takes its events is proved. */
function byProvider(ctx: Context, s: SpecScenario, r: Requirement): boolean {
  const acts = s.when.join(' ').replace(/^(?:when|and)\s+/i, '').toLowerCase();
  return ctx.input.providers.some((p) => acts.startsWith(`${p.name.toLowerCase()} `) && !/\b(?:consent|callback|back|sign)/.test(acts)) && /\b(?:webhooks?|events?)\b/i.test(r.text);
}

/**
 * The requirement a scenario proves: the one that holds it, the one it names, else the one most like it and its story. A scenario of a
 * requirement that is not served by routes or jobs (a target, a rejected or waiting one) proves no other.
 */
function home(ctx: Context, s: SpecScenario, spec: SpecSource): Requirement | undefined {
  const able = ctx.requirements.filter(live);
  const said = ctx.requirements.find((r) => r.sources.some((x) => x.kind === 'spec' && x.path === spec.path && x.line === s.line)) ?? ctx.requirements.find((r) => s.requirement !== null && (r.id === s.requirement || r.text === s.requirement));
  if (said !== undefined && !live(said)) return undefined;
  const own =
    able.find((r) => r.sources.some((x) => x.kind === 'spec' && x.path === spec.path && x.line <= s.line && s.line <= x.endLine)) ??
    able.find((r) => s.requirement !== null && (r.id === s.requirement || r.text === s.requirement)) ??
    able.find((r) => s.story !== null && r.id === s.story);
  if (own !== undefined) return own;
  const story = spec.stories.find((x) => x.id === s.story || x.title === s.story);
  const words = bag([...s.given, ...s.when, ...s.then, s.text].join(' '));
  const told = story === undefined ? new Set<string>() : bag(`${story.title} ${story.want ?? ''}`);
  const asked = bag(s.when.join(' '));
  const verbs = (r: Requirement) => bag(r.readings.map((x) => x.verb ?? '').join(' '));
  return able.map((r) => ({ r, score: cosine(words, bag(r.text)) + 0.6 * cosine(told, bag(`${r.text} ${r.group ?? ''}`)) + ([...verbs(r)].some((v) => asked.has(v)) ? 0.12 : 0) + (byProvider(ctx, s, r) ? 0.6 : 0) })).toSorted((a, b) => b.score - a.score)[0]?.r;
}

/** True when the outcome is a bad end: words say so, or a status does. */
const endsBadly = (ctx: Context, outcome: string): boolean => /\b[45]\d\d\b/.test(outcome) || ctx.cases(outcome, 'refused');

/** The error of a route that its words come closest to; null when none shares a word. */
function errorFor(ctx: Context, text: string, route: Route, errors: readonly ApiError[]): ApiError | null {
  return errorMatch(ctx, text, route, errors).error;
}

function errorMatch({ cases }: Context, text: string, route: Route, errors: readonly ApiError[]): { error: ApiError | null; score: number } {
  const status = /\b([45]\d\d)\b/.exec(text)?.[1];
  const mine = errors.filter((e) => route.errors.includes(e.id) && e.status !== null && e.id !== 'INTERNAL');
  if (status !== undefined) {
    const error = mine.find((e) => e.status === Number(status)) ?? null;
    return { error, score: error === null ? 0 : 1 };
  }
  const own = bag(route.resource ?? '');
  const words = new Set([...bag(text)].filter((w) => !own.has(w)));
  const scored = mine.map((e) => ({ e, score: jaccard(words, bag(`${e.id.replaceAll('_', ' ')} ${e.title}`)) + (e.id === 'RATE_LIMITED' && !cases(text, 'rates') ? -1 : 0) + (cases(text, 'conflicts') && e.status === 409 && !e.id.startsWith('IDEMPOTENCY') ? 0.08 : 0) + (cases(text, 'invalid') && e.id === 'VALIDATION_FAILED' ? 0.06 : 0) + (/\b\d+\b/.test(text) && e.id.endsWith('_LIMIT_REACHED') ? 0.15 : 0) + (cases(text, 'states') && e.id === 'ILLEGAL_TRANSITION' ? 0.08 : 0) }));
  const [best] = scored.toSorted((a, b) => b.score - a.score);
  return best !== undefined && best.score > 0.05 ? { error: best.e, score: best.score } : { error: null, score: 0 };
}

/** The route of a requirement that a text is most about; the job reader only when nothing else is there. */
function routeFor(ctx: Context, text: string, r: Requirement, routes: readonly Route[], acts = ''): Route | undefined {
  const mine = routes.filter((x) => x.requirements.includes(r.id));
  const main = mine.filter((x) => !readsJob(x) && !(x.auth === 'webhook' && x.method === 'GET' && !/\b(?:verif\w*|challenge|subscri\w*)\b/i.test(text)));
  const words = bag(text);
  const reading = ctx.cases(text, 'reads');
  return (main.length > 0 ? main : mine).map((x) => ({ x, score: jaccard(words, bag(`${x.purpose} ${x.path}`)) + (reading && x.method === 'GET' ? 0.05 : 0) + (ctx.cases(acts, 'writes') && x.method !== 'GET' ? 0.2 : 0) })).toSorted((a, b) => b.score - a.score)[0]?.x;
}

/** The author's outcome with what a test can see: status and code of the route, or the end of the job. */
function observed(ctx: Context, then: string, whole: string, acts: string, negative: boolean, r: Requirement, subjects: Subjects): string {
  if (observable.test(then)) return then;
  const able = subjects.routes.filter((x) => x.requirements.includes(r.id) && !readsJob(x));
  const [refusing] = negative ? able.map((x) => ({ x, score: errorMatch(ctx, whole, x, subjects.errors).score })).filter((m) => m.score > 0.1).toSorted((a, b) => b.score - a.score) : [];
  const route = refusing?.x ?? routeFor(ctx, whole, r, subjects.routes, acts);
  const worker = subjects.jobs.find((j) => j.requirements.includes(r.id) && j.calls.length > 0);
  if (worker !== undefined && ctx.cases(whole, 'down')) return `${then} (job \`${worker.id}\` ends \`failed\`)`;
  const late = ctx.cases(whole, 'late') ? subjects.jobs.find((j) => j.requirements.includes(r.id)) : undefined;
  if (late !== undefined) return `${then} (job \`${late.id}\` ends \`succeeded\`)`;
  if (route !== undefined) {
    const fallback = subjects.errors.find((e) => route.ownErrors.includes(e.id) && (e.id === 'VALIDATION_FAILED' || e.id === 'NOT_FOUND') && e.status !== null) ?? null;
    const error = negative ? (errorFor(ctx, whole, route, subjects.errors) ?? (ctx.cases(then, 'refuses') ? fallback : null)) : null;
    return error === null ? `${then} (\`${route.id}\`: ${route.success})` : `${then} (\`${route.id}\`: ${error.status} \`${error.id}\`)`;
  }
  const job = subjects.jobs.find((j) => j.requirements.includes(r.id));
  return job === undefined ? then : `${then} (job \`${job.id}\` ends \`${negative ? 'failed' : 'succeeded'}\`)`;
}

/** The move of the state table that a route makes. */
function moveOf(route: Route, model: Model | undefined): { from: string; to: string; by: string } | undefined {
  const last = route.path.split('/').at(-1)?.replace(/-by-link$/, '') ?? '';
  return model?.states?.moves.find((m) => kebab(m.by) === last);
}

/** The state that a route leads to, as `field` and value; null when it moves nothing. */
function stateOf(route: Route, model: Model | undefined): string | null {
  const states = model?.states ?? null;
  if (states === null) return null;
  const to = route.rule === 'rule:R8' ? moveOf(route, model)?.to : route.rule === 'rule:R3' ? states.values[0] : undefined;
  return to === undefined ? null : `\`${states.field}\` is \`${to}\``;
}

/**
 * What a test sees after a call that went well: status, state, page, headers, and the rows written beside the own one. `own` when some of it
 * comes from the requirement and not from the route alone.
 */
function succeeded(ctx: Context, r: Requirement, route: Route, subjects: Subjects): { text: string; own: boolean } {
  const model = subjects.models.find((m) => m.id === route.resource);
  const noun = model === undefined ? 'row' : spaced(model.id);
  const state = stateOf(route, model);
  const told = subjects.fields.filter((f) => f.model === model?.id && f.values !== null).flatMap((f) => (f.values ?? []).filter((v) => holds(r.text, `${v.replaceAll('_', ' ')} ${noun}`) || holds(r.text, `${v.replaceAll('_', ' ')} ${plural(noun, ctx.lexicon)}`)).map((v) => `\`${f.name}\` \`${v}\``));
  const named = subjects.fields.filter((f) => f.model === model?.id && f.key === 'none' && !['created_at', 'updated_at', 'version', model?.states?.field ?? ''].includes(f.name) && holds(r.text, spaced(f.name.replace(/_(?:at|id|min|m|s|kg)$/, '')))).map((f) => `\`${f.name}\``).slice(0, 4);
  const beside = effectsOf(ctx, r.text, route.resource).filter((e) => subjects.models.some((m) => m.id === e.resource)).map((e) => `the \`${e.resource}\` row is written with it`);
  const parts: string[] = [];
  if (route.pagination !== null) parts.push(`${route.success} and \`data\` holds ${told.length > 0 ? `only ${plural(noun, ctx.lexicon)} with ${told.join(' or ')}` : `one \`${route.responseType?.replace(/^Page<(.+)>$/, '$1') ?? 'row'}\` for each ${noun} the caller may see`}`);
  else if (route.job !== null && route.method !== 'GET') parts.push(`${route.success}, and the job of type \`${route.job}\` ends \`succeeded\``);
  else if (route.success === 204) parts.push(`204${state === null ? '' : `, ${state}`}${route.method === 'DELETE' ? ' and the next read answers 404 `NOT_FOUND`' : ''}`);
  else if (route.success === 201) parts.push(`201 with ${route.successHeaders.some((h) => h.startsWith('Location')) ? '`Location`' : 'a new row'}${state === null ? '' : `, ${state}`}`);
  else if (state !== null) parts.push(`${route.success} and ${state}`);
  else if (route.preconditions === 'if-match') parts.push(`${route.success} and \`version\` grows by 1`);
  else parts.push(`${route.success} ${route.responseType === null ? 'without a body' : `with \`${route.responseType}\``}`);
  const onlyRole = route.auth === 'role' && /\bonly\b/i.test(r.text);
  if (onlyRole) parts.push('every other role gets 403 `FORBIDDEN_ROLE`');
  const holding = named.length > 0 && route.job === null && route.success !== 204;
  if (holding) parts.push(`the answer holds ${named.join(', ')}`);
  return { text: [...parts, ...beside].join('; '), own: (state !== null && route.rule === 'rule:R8') || told.length > 0 || onlyRole || holding || beside.length > 0 };
}

/** The end of a job as a test sees it: its state, the state it sets, the outside calls it makes; where such a call goes wrong, their number is the subject. */
function ran(ctx: Context, job: Job, negative: boolean, subjects: Subjects, whole = ''): string {
  const model = subjects.models.find((m) => job.writes.includes(m.id) && m.states !== null);
  const to = model?.states?.values.find((v) => job.id === `mark-${kebab(spaced(model.id))}-${kebab(v)}`);
  const calls = negative || ctx.cases(whole, 'troubled') ? [] : job.calls.filter((c) => !c.endsWith('.refreshToken')).slice(0, 2).map((c) => `1 call of \`${c}\``);
  return [`job \`${job.id}\` ends \`${negative ? 'failed' : 'succeeded'}\``, ...(to === undefined ? [] : [`\`${model?.states?.field ?? 'status'}\` is \`${to}\``]), ...calls].join(', ');
}

/** Does a scenario only say its requirement once more (an EARS sentence): then the proof has to say what a test calls and sees. */
const repeats = (r: Requirement, when: string, outcome: string): boolean => [when, outcome].every((part) => r.text.replace(/\s+/g, ' ').toLowerCase().includes(part.replace(/\s+/g, ' ').toLowerCase().slice(0, 60)));

/** `THE SYSTEM SHALL list` -> `the system shall list`: the author's words without the shouting. */
const quiet = (text: string): string => text.replace(/^The (?=\p{L}.*\b(?:shall|SHALL|must|MUST|should|SHOULD)\b)/u, 'the ').replace(/\bTHE SYSTEM SHALL\b/g, 'the system shall').replace(/\bSHALL\b/g, 'shall').replace(/\bMUST\b/g, 'must');

/** What has to be there before a case without a Given of its own: the state it names, the row of the path, the person who acts. */
function setting(ctx: Context, r: Requirement, text: string, actor: string | null, subjects: Subjects): string {
  const route = routeFor(ctx, text, r, subjects.routes);
  const job = subjects.jobs.find((j) => j.requirements.includes(r.id));
  const model = subjects.models.find((m) => m.id === route?.resource || (route === undefined && job?.reads.includes(m.id) === true));
  const noun = model === undefined ? 'row' : spaced(model.id);
  const several = ctx.lexicon.people.find((p) => holds(text, `two ${p}s`));
  if (several !== undefined) return `two signed-in ${several}s`;
  const states = model?.states ?? null;
  const end = states?.values.find((v) => !states.moves.some((m) => m.from === v));
  if (end !== undefined && /\b(?:not allowed|illegal|not legal|forbidden)\b/i.test(text)) return `1 ${noun} in state ${end}`;
  const state = states?.values.find((v) => holds(text.replace(/[-_]/g, ' '), `${v.replaceAll('_', ' ')} ${noun}`));
  if (route?.auth === 'public' && r.rejected === null && route.path.endsWith('-by-link') && /\blink/i.test(text)) return `1 ${noun} and its unused link, nobody signed in`;
  if (state !== undefined) return `1 ${noun} in state ${state}`;
  if (actor !== null) return `a signed-in ${actor}`;
  if (route === undefined) return job === undefined ? 'a valid request' : job.startedBy.some((by) => by.startsWith('clock')) ? `1 ${noun} that is due` : `1 queued job of type \`${job.id}\``;
  return route.path.includes('_id}') ? `1 ${noun} of the caller` : route.role === null ? 'a valid request' : `a signed-in ${route.role.split(', ')[0] ?? 'user'}`;
}

function fromSpec(ctx: Context, subjects: Subjects): Draft[] {
  return ctx.input.facts.specs.flatMap((spec) =>
    spec.scenarios.flatMap((s): Draft[] => {
      const r = home(ctx, s, spec);
      if (r === undefined) return [];
      const clean = (parts: readonly string[]) => parts.map((p) => p.replace(/^\s*(?:given|when|then|and)\s+/i, '')).join(', and ').replace(/[.;]\s*$/, '');
      const outcome = clean(s.then) || s.text;
      const negative = endsBadly(ctx, outcome);
      const then = observed(ctx, outcome, `${clean(s.given)} ${clean(s.when)} ${outcome}`, clean(s.when), negative, r, subjects);
      const actor = r.readings.map((x) => x.actor).find((a) => a !== null && a !== 'system');
      const when = clean(s.when);
      if (s.given.length === 0 && repeats(r, when, outcome)) {
        const text = concrete(ctx, r, { when, outcome: quiet(outcome), negative }, subjects);
        const from = text?.given ?? setting(ctx, r, `${when} ${s.text}`, actor ?? null, subjects);
        if (text !== null) return [{ sources: [{ kind: 'spec', path: spec.path, line: s.line, endLine: s.endLine, id: null }], origin: 'spec', confidence: 1, status: 'new', requirement: r.id, ...gwt(from, text.when, text.then), negative: text.negative, fromSpec: true, workflow: r.workflow }];
      }
      const given = clean(s.given) || setting(ctx, r, `${clean(s.when)} ${s.text}`, actor ?? null, subjects);
      return [{ sources: [{ kind: 'spec', path: spec.path, line: s.line, endLine: s.endLine, id: null }], origin: 'spec', confidence: 1, status: 'new', requirement: r.id, ...gwt(given, clean(s.when) || `\`${routeFor(ctx, r.text, r, subjects.routes)?.id ?? subjects.jobs.find((j) => j.requirements.includes(r.id))?.id ?? 'the case'}\` runs`, quiet(then)), negative, fromSpec: true, workflow: r.workflow }];
    }),
  );
}

/** How a test sees what a requirement asks of the whole service: logs, secrets, bad bodies. */
const concernProof = (ctx: Context, r: Requirement) => ctx.lexicon.concerns.find((c) => c.proof !== undefined && c.words.some((w) => holds(r.text, w)) && (c.proof.only ?? [r.text]).some((w) => holds(r.text, w)))?.proof;

/** Given null: the setting of the case is told by its words. */
type Proof = Pick<Draft, 'when' | 'then' | 'negative'> & { given: string | null };

/**
 * The call and what it answers, for a sentence that states both in its own words: where status, state and fields do not tell it from its
 * neighbours, the author's outcome stands before them. Null when nothing serves the requirement.
 */
function concrete(ctx: Context, r: Requirement, said: { when: string; outcome: string; negative: boolean }, subjects: Subjects): Proof | null {
  const { when, negative } = said;
  const whole = `${when} ${said.outcome}`;
  const late = ctx.cases(whole, 'late');
  const job = subjects.jobs.find((j) => j.requirements.includes(r.id));
  const able = subjects.routes.filter((x) => x.requirements.includes(r.id) && !readsJob(x));
  const [refusing] = negative ? able.map((x) => ({ x, score: errorMatch(ctx, whole, x, subjects.errors).score })).filter((m) => m.score > 0.1).toSorted((a, b) => b.score - a.score) : [];
  const route = late ? undefined : (refusing?.x ?? routeFor(ctx, whole, r, subjects.routes, when));
  const moment = when === '' ? '' : `${when}: `;
  const proof = when === '' ? concernProof(ctx, r) : undefined;
  if (route === undefined) {
    if (job === undefined) return null;
    const end = ran(ctx, job, negative && !late, subjects, whole);
    // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
    return { given: null, when: `${moment}\`${job.id}\` runs`, then: end.includes('` is `') ? end : `${said.outcome}; ${end}`, negative: negative && !late };
  }
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
  if (proof !== undefined) return { given: proof.given, when: proof.when.replace('{route}', route.id), then: proof.outcome, negative: false };
  const fallback = subjects.errors.find((e) => route.ownErrors.includes(e.id) && (e.id === 'VALIDATION_FAILED' || e.id === 'NOT_FOUND') && e.status !== null) ?? null;
  const error = negative ? (errorFor(ctx, whole, route, subjects.errors) ?? (ctx.cases(whole, 'refuses') ? fallback : null)) : null;
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
  if (error !== null) return { given: null, when: `${moment}\`${route.id}\` is called`, then: `${error.status} \`${error.id}\` and 0 rows change`, negative: true };
  const beside = job !== undefined && route.job === null ? `; ${ran(ctx, job, false, subjects, whole)}` : '';
  const seen = succeeded(ctx, r, route, subjects);
  // oxlint-disable-next-line unicorn/no-thenable -- Given/When/Then
  return { given: null, when: `${moment}\`${route.id}\` is called`, then: `${seen.own ? '' : `${said.outcome}; `}${seen.text}${beside}`, negative: false };
}

function ofRoute(route: Route, subjects: Subjects): Text {
  const call = `\`${route.id}\``;
  if (route.pagination !== null) return gwt('60 rows of the caller', `${call} is read with \`limit=25\` to the end`, 'pages hold 25, 25 and 10 rows and 0 ids repeat');
  if (route.job === 'erase-user') return gwt('a user with 1 row in each store of own rows', `the job of ${call} ends \`succeeded\``, `0 rows with that \`user_id\` are left and 1 audit event \`user.erased\` is`);
  if (route.job !== null && route.method !== 'GET') return gwt('a valid request', `${call} returns ${route.success}`, `the job of type \`${route.job}\` ends \`succeeded\`, and the same Idempotency-Key starts 0 further jobs`);
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
function madeBy(ctx: Context, r: Requirement, route: Route, subjects: Subjects): Text | null {
  const actor = r.readings.find((x) => x.operation === 'create' && x.actor !== null && x.actor !== 'system')?.actor;
  if (route.success !== 201 || route.rule !== 'rule:R3' || actor === undefined || actor === null || route.idempotencyKey === false) return null;
  return gwt(`a signed-in ${actor} and a valid body`, `\`${route.id}\` gets it twice with one Idempotency-Key`, `${succeeded(ctx, r, route, subjects).text}; the second answer is the first, and 1 row is there`);
}

/** A requirement that constrains a route of others: its own condition, and its own words as the outcome. */
function ofConstraint(ctx: Context, r: Requirement, route: Route, subjects: Subjects): { text: Text; negative: boolean } {
  const condition = /\b(?:when|if|after|while|before)\s+([^,.;]+)/i.exec(r.text)?.[1] ?? 'a valid request';
  const negative = /\b(?:refuse|reject|prevent|not|deny|block|limit)\w*\b/i.test(r.text);
  const error = negative ? errorFor(ctx, r.text, route, subjects.errors) : null;
  const proof = concernProof(ctx, r);
  if (proof !== undefined && error === null) return { text: gwt(proof.given, proof.when.replace('{route}', route.id), proof.outcome), negative: false };
  if (error !== null) return { text: gwt(condition.trim(), `\`${route.id}\` is called`, `${error.status} \`${error.id}\` and 0 rows change`), negative: true };
  return { text: gwt(condition === 'a valid request' ? `a valid request as \`${r.id}\` describes it` : condition.trim(), `\`${route.id}\` is called`, succeeded(ctx, r, route, subjects).text), negative: false };
}

/** Known negatives: limits and illegal moves. */
function edgeDrafts(ctx: Context, subjects: Subjects): { requirement: string; text: Text }[] {
  const out: { requirement: string; text: Text }[] = [];
  for (const [resource, limit] of ctx.limits) {
    const route = subjects.routes.find((r) => r.resource === resource && r.errors.includes(limitCode(resource)));
    const owner = limit.requirement?.id ?? route?.requirements[0];
    const noun = ctx.resources.get(resource)?.noun ?? 'row';
    const counted = limit.which === null ? 'rows' : `${limit.which} ${limit.most === 1 ? noun : plural(noun, ctx.lexicon)}`;
    if (route !== undefined && owner !== undefined) out.push({ requirement: owner, text: gwt(`${limit.most} ${counted} of one ${limit.per}`, `\`${route.id}\` is called`, `409 \`${limitCode(resource)}\` and still ${limit.most} ${counted}`) });
  }
  for (const [name, scopes] of ctx.scopes) {
    const noun = ctx.resources.get(name)?.noun ?? name;
    for (const scope of scopes) {
      const route = subjects.routes.find((x) => x.resource === name && x.requirements.includes(scope.requirement.id) && (x.auth === 'role' || scope.kind === 'tenant') && x.success < 300 && x.job === null && !x.path.endsWith('/summary') && (x.pagination !== null || x.path.includes('_id}')));
      if (route === undefined) continue;
      const given = scope.kind === 'tenant' ? `1 ${noun} of another ${scope.of}` : `1 ${noun} of another ${route.role?.split(', ')[0] ?? 'user'}${scope.of === noun ? '' : `'s ${scope.of}`}`;
      out.push({ requirement: scope.requirement.id, text: gwt(given, `\`${route.id}\` is called`, route.pagination === null ? '404 `NOT_FOUND` and 0 rows change' : `${route.success} and \`data\` does not hold it`) });
    }
  }
  for (const m of subjects.models) {
    const end = m.states?.values.find((v) => !m.states?.moves.some((x) => x.from === v));
    const route = subjects.routes.find((r) => r.resource === m.id && r.errors.includes('ILLEGAL_TRANSITION') && m.states?.moves.every((x) => x.from !== end));
    const owner = route?.requirements[0];
    if (end !== undefined && route !== undefined && owner !== undefined) out.push({ requirement: owner, text: gwt(`a row in state \`${end}\``, `\`${route.id}\` is called`, `409 \`ILLEGAL_TRANSITION\` and the state is still \`${end}\``) });
  }
  return out;
}

/** What brings an error about, where its title is no condition. */
const causes: Readonly<Record<string, string>> = {
  MALFORMED_REQUEST: 'a body that is no JSON',
  VALIDATION_FAILED: 'a body without its first required field',
  NOT_FOUND: 'the id of a row that is absent or of another owner',
  CONFLICT_DUPLICATE: 'a row that exists already',
  FORBIDDEN_ROLE: 'a caller without the role',
  CONNECTION_REVOKED: 'a connection that was revoked',
};

/** The same of a route that reads, which has no body. */
const readingCauses: Readonly<Record<string, string>> = { MALFORMED_REQUEST: 'a cursor that no page gave', VALIDATION_FAILED: '`limit=0` in the query' };

function negativeOf(route: Route, errors: readonly ApiError[]): Text | null {
  const code = route.ownErrors.find((e) => !['VALIDATION_FAILED', 'MALFORMED_REQUEST'].includes(e)) ?? route.ownErrors[0];
  const error = errors.find((e) => e.id === code);
  if (error === undefined || error.status === null) return null;
  const reads = route.method === 'GET';
  return gwt((reads ? readingCauses[error.id] : undefined) ?? causes[error.id] ?? `a case of "${error.title}"`, `\`${route.id}\` is called`, `${error.status} \`${error.id}\` and 0 rows ${reads ? 'come back' : 'change'}`);
}

/** `FR-003: Given ..., When ..., Then ...` as a person answered it; what has no observable end is left to the rules. */
function answeredCriteria(ctx: Context): Draft[] {
  return answerPairs(ctx.input.answers.answers.criteria?.value, ':').flatMap(([id, text]): Draft[] => {
    const r = ctx.requirements.find((each) => each.id === id && live(each));
    const parts = /^(?:given\s+)?(.*?)[,;]?\s+when\s+(.*?)[,;]?\s+then\s+(.*?)\.?$/is.exec(text);
    if (r === undefined || parts === null) return [];
    const [, given = '', when = '', then = ''] = parts;
    return [{ sources: [{ kind: 'answer', question: 'criteria' }, ...r.sources], origin: 'answer', confidence: 1, status: 'new', requirement: r.id, ...gwt(given.trim(), when.trim(), then.trim()), negative: endsBadly(ctx, then), fromSpec: true, workflow: r.workflow }];
  });
}

/** Spec scenarios first, each at its requirement; then rule-made ones until every live must and should has one and every workflow a negative. */
export function createCriteria(ctx: Context, subjects: Subjects): Criterion[] {
  const { routes, jobs } = subjects;
  const drafts = [...fromSpec(ctx, subjects), ...answeredCriteria(ctx)];
  const used = new Set<string>();
  const add = (r: Requirement, text: Text, negative: boolean) => {
    const key = `${text.given}|${text.when}|${text.then}`;
    if (used.has(key)) return false;
    used.add(key);
    drafts.push({ sources: [...r.sources, rule('criterion')], origin: 'rule:criterion', confidence: 0.7, status: 'new', requirement: r.id, ...text, negative, fromSpec: false, workflow: r.workflow });
    return true;
  };
  for (const edge of windowCases(ctx, subjects)) {
    const r = ctx.requirements.find((x) => x.id === edge.requirement);
    if (r !== undefined && live(r)) add(r, gwt(edge.given, edge.when, edge.outcome), edge.negative);
  }
  for (const r of ctx.requirements) {
    if (!live(r) || drafts.some((d) => d.requirement === r.id)) continue;
    const renewal = /\btokens?\b/i.test(r.text) ? jobs.flatMap((x) => (x.requirements.includes(r.id) ? x.calls : [])).find((c) => c.endsWith('.refreshToken')) : undefined;
    if (renewal !== undefined && add(r, gwt('a token with < 300 s left and 20 parallel callers', 'each asks `ConnectionService.freshToken` for it', `exactly 1 call of \`${renewal}\` and 1 token version for all 20`), false)) continue;
    const route = routeFor(ctx, r.text, r, routes);
    const job = jobs.find((x) => x.requirements.includes(r.id));
    if (route !== undefined) {
      if (/\b(?:refuse|reject|prevent|must not|shall not)\b/i.test(r.text) || !add(r, madeBy(ctx, r, route, subjects) ?? ofRoute(route, subjects), false)) {
        const metric = route.path.endsWith('/summary') ? [...ctx.blueprint.metrics.values()].find((m) => m.requirements.has(r.id)) : undefined;
        if (metric !== undefined && add(r, gwt('rows in 2 consecutive buckets and 1 empty one', `\`${route.id}\` is called`, `200, and \`${metric.id}\` of each bucket is ${metric.formula}`), false)) continue;
        const own = ofConstraint(ctx, r, route, subjects);
        // The same proof may stand for a neighbour already; then it is told from what this requirement adds to it.
        if (!add(r, own.text, own.negative)) add(r, { ...own.text, given: `${own.text.given}, as \`${r.id}\` describes it` }, own.negative);
      }
    } else if (job !== undefined && job.calls.some((c) => c.startsWith('PaymentGateway.')) && add(r, gwt(`1 due ${spaced(ctx.blueprint.jobs.get(job.id)?.resource ?? 'row')} and 1 that is not due`, `\`${job.id}\` runs twice`, `${ran(ctx, job, false, subjects)} in all, for the due one`), false)) {
      continue;
    } else if (job !== undefined && !add(r, gwt('the same payload twice', `\`${job.id}\` runs for both`, 'the second run changes 0 rows and both jobs end `succeeded`'), false)) {
      add(r, gwt(`a due case of \`${r.id}\``, `\`${job.id}\` runs`, ran(ctx, job, false, subjects, r.text)), false);
    }
  }
  // What follows an act is proved by the act: the job that it starts, the state it leads to, the call it makes.
  for (const r of ctx.requirements) {
    if (!live(r) || drafts.some((d) => d.requirement === r.id && d.fromSpec)) continue;
    for (const job of jobs.filter((j) => j.requirements.includes(r.id) && j.calls.length > 0 && j.startedBy.some((by) => /^(?:POST|PATCH|DELETE) /.test(by))).slice(0, 1)) {
      const start = job.startedBy.find((by) => routes.some((x) => x.id === by && x.requirements.includes(r.id))) ?? job.startedBy.find((by) => /^(?:POST|PATCH|DELETE) /.test(by)) ?? '';
      if (routes.some((x) => x.id === start && x.job === job.id)) continue;
      const model = subjects.models.find((m) => m.id === (ctx.blueprint.jobs.get(job.id)?.resource ?? ''));
      const noun = model === undefined ? 'row' : spaced(model.id);
      const move = model?.states?.moves.find((m) => m.by === job.id.split('-')[0]);
      add(r, gwt(`1 ${noun}${move === undefined ? '' : ` in state \`${move.from}\``}`, `\`${start}\` returns 2xx`, `${ran(ctx, job, false, subjects)}${move === undefined ? '' : `, \`${model?.states?.field ?? 'status'}\` is \`${move.to}\``}; the same event twice makes 0 further calls`), false);
    }
  }
  for (const edge of edgeDrafts(ctx, subjects)) {
    const r = ctx.requirements.find((x) => x.id === edge.requirement);
    if (r !== undefined) add(r, edge.text, true);
  }
  for (const workflow of new Set(routes.map((r) => r.workflow).filter((w) => w !== null))) {
    if (drafts.some((d) => d.workflow === workflow && d.negative)) continue;
    for (const route of routes.filter((r) => r.workflow === workflow)) {
      const text = negativeOf(route, subjects.errors);
      const able = ctx.requirements.filter((x) => live(x) && route.requirements.includes(x.id));
      const r = able.find((x) => x.workflow === workflow) ?? able[0];
      if (text !== null && r !== undefined && add({ ...r, workflow }, text, true)) break;
    }
  }
  return ctx.requirements.flatMap((r) => drafts.filter((d) => d.requirement === r.id).map((d, i): Criterion => ({ id: `${r.id}/AC-${i + 1}`, ...d })));
}
