import type { OpenQuestion, Requirement } from '../../model/plan/index.ts';
import type { JobDraft, RouteDraft } from './blueprint.ts';
import type { Context } from './context.ts';
import { nearestResource } from './routes/derived.ts';
import { isRetrieval } from './routes/resources.ts';
import { bag, holds, jaccard, kebab } from './words.ts';

/** Rules of a whole class of routes: naming three of them would leave the others out. */
const whole = new Set(['transitions', 'audited']);

const idOf = (r: RouteDraft): string => `${r.method} ${r.path}`;

function byConcern(ctx: Context, attach: string): { routes: RouteDraft[]; jobs: JobDraft[] } {
  const routes = [...ctx.blueprint.routes.values()];
  const jobs = [...ctx.blueprint.jobs.values()];
  const inner = routes.filter((r) => r.stage < 9);
  switch (attach) {
    case 'ops': return { routes: routes.filter((r) => r.action === 'metrics' || r.action === 'ready' || r.action === 'health').slice(-1), jobs: [] };
    case 'session': return { routes: routes.filter((r) => r.action === 'sign-in' || r.action === 'refresh'), jobs: [] };
    case 'writes': return { routes: inner.filter((r) => r.method !== 'GET' && r.stage === 3), jobs: [] };
    case 'reads': return { routes: inner.filter((r) => r.method === 'GET' && r.stage === 3), jobs: [] };
    case 'tokens': return { routes: inner.filter((r) => r.action === 'callback'), jobs: jobs.filter((j) => j.kind === 'sync' || j.kind === 'apply-event') };
    case 'external': return { routes: inner.filter((r) => r.action === 'callback'), jobs: jobs.filter((j) => j.calls.size > 0) };
    case 'status': return { routes: routes.filter((r) => r.action === 'get-job'), jobs: [] };
    case 'transitions': return { routes: inner.filter((r) => r.action === 'transition' || r.action === 'link-transition'), jobs: [] };
    case 'audited': return { routes: inner.filter((r) => r.stage === 3 && r.action !== 'summary'), jobs: [] };
    case 'jobs': return { routes: [], jobs };
    case 'uploads': return { routes: inner.filter((r) => r.action === 'upload' || r.verb === 'import'), jobs: [] };
    default: return { routes: inner.filter((r) => r.stage === 3), jobs: [] };
  }
}

/** Keeps what shares most with the requirement: its own group first, then word overlap; at most three. */
function closest<T>(ctx: Context, requirement: Requirement, of: readonly T[], requirements: (x: T) => ReadonlySet<string>, text: (x: T) => string): T[] {
  const words = bag(requirement.text);
  const group = new Set(ctx.requirements.filter((r) => r.group !== null && r.group === requirement.group).map((r) => r.id));
  const scored = of.map((x) => ({ x, score: ([...requirements(x)].some((id) => group.has(id)) ? 1 : 0) + jaccard(words, bag(text(x))) }));
  const best = Math.max(...scored.map((s) => s.score));
  return scored.filter((s) => s.score >= best - 0.02).slice(0, 3).map((s) => s.x);
}

/**
 * Requirements that made no route of their own: a constraint goes to what it constrains (concern words of the lexicon, then group, then
 * the nearest resource). What only a screen does is rejected with the reason. Afterwards every active requirement is served or rejected.
 * A sentence that was not understood goes to its neighbour too, and a question asks what it means.
 */
export function attachRest(ctx: Context): OpenQuestion[] {
  const { blueprint: b, lexicon } = ctx;
  const served = new Set([...b.routes.values(), ...b.jobs.values()].flatMap((x) => [...x.requirements]));
  const questions: OpenQuestion[] = [];
  for (const r of ctx.active) {
    if (served.has(r.id)) continue;
    const model = isRetrieval(ctx, r) ? [...b.jobs.values()].find((j) => j.kind === 'ai') : undefined;
    if (model !== undefined) {
      model.requirements.add(r.id);
      continue;
    }
    const screen = lexicon.frontend.find((w) => holds(r.text, w));
    const concern = lexicon.concerns.find((c) => c.words.some((w) => holds(r.text, w)) && hasAny(byConcern(ctx, c.attach)));
    if (concern === undefined && screen !== undefined && !r.readings.some((x) => x.resource !== null && x.operation !== 'list')) {
      r.rejected = `frontend only: "${screen}" is drawn by the client, no data of its own is asked`;
      continue;
    }
    const writers = r.readings.some((x) => x.actor === 'system' && x.operation === 'create') ? [...b.jobs.values()].filter((j) => j.resource !== null && j.resource === nearestResource(ctx, r)?.name && (j.kind === 'sync' || j.kind === 'import' || j.kind === 'ai')) : [];
    if (writers.length > 0) {
      for (const j of writers) j.requirements.add(r.id);
      continue;
    }
    const found = concern === undefined ? { routes: [...b.routes.values()].filter((x) => x.stage < 7), jobs: [] } : byConcern(ctx, concern.attach);
    const resource = nearestResource(ctx, r);
    const mine = found.routes.filter((x) => resource !== null && x.resource === resource.name);
    if (concern !== undefined && whole.has(concern.attach)) {
      const moved = concern.attach === 'transitions' && mine.length > 0 ? mine : found.routes;
      for (const x of moved) x.requirements.add(r.id);
      if (concern.attach === 'audited') ctx.auditedReads = true;
      continue;
    }
    const routes = closest(ctx, r, mine.length > 0 ? mine : found.routes, (x) => x.requirements, (x) => `${x.purpose} ${x.path}`);
    const jobs = closest(ctx, r, found.jobs, (x) => x.requirements, (x) => x.purpose);
    for (const x of routes) x.requirements.add(r.id);
    for (const x of jobs) x.requirements.add(r.id);
    const counted = [...routes.map(idOf), ...jobs.map((x) => x.id)];
    if (concern === undefined && counted.length > 0 && r.kind === 'functional' && r.readings.every((x) => x.operation !== 'none' && x.noun === null || x.resource === 'User')) questions.push(meaningOf(r, counted));
    if (routes.length === 0 && jobs.length === 0) r.rejected = 'no data is written, read, computed or sent: nothing for a backend to do';
  }
  return questions;
}

/** No invented answer: what the sentence asks for is a person's to say. */
function meaningOf(r: Requirement, counted: readonly string[]): OpenQuestion {
  r.confidence = Math.min(r.confidence, 0.3);
  return { id: `Q-meaning-${kebab(r.id)}`, sources: r.sources, origin: 'rule:unread-sentence', confidence: 0.3, status: 'new', text: `What does the backend do for ${r.id}: "${r.title}"? Its verb and object were not understood; until then it counts to ${counted.map((id) => `\`${id}\``).join(', ')}.`, owner: 'Product owner', needed: 'GATE-1', assumed: null };
}

const hasAny = (x: { routes: readonly unknown[]; jobs: readonly unknown[] }): boolean => x.routes.length > 0 || x.jobs.length > 0;
export { idOf };
