import type { OpenQuestion, Requirement } from '../../model/plan/index.ts';
import type { JobDraft, RouteDraft } from './blueprint.ts';
import { isUnknownBan } from './rules/prohibitions.ts';
import { mentions } from './context.ts';
import type { Context } from './context.ts';
import { nearestResource, isSpecial } from './routes/derived.ts';
import type { Resource } from './resources.ts';
import { namesDeed, namesVerb, nounsOf, verbsOf } from './triggers.ts';
import { refusedRoutes } from './rules/refusals.ts';
import { numberingOf } from './rules/numbering.ts';
import { uniqueIn } from './rules/uniques.ts';
import { isRetrieval } from './routes/resources.ts';
import { statedEntity } from './vocabulary.ts';
import { domainFields } from './models/fields.ts';
import { aboutField } from './models/said-bounds.ts';
import { withoutDenials } from './reading/asides.ts';
import { sentencesOf } from './reading/counts.ts';
import { caseless, escapeRegExp } from '../../text/regex.ts';
import { bag, holds, jaccard, kebab, pascal, singular, snake, plural } from './reading/words.ts';
import { idOf } from './blueprint.ts';

/** Rules of a whole class of routes: naming three of them would leave the others out. */
const whole = new Set(['transitions', 'audited']);

function byConcern(ctx: Context, attach: string): { routes: RouteDraft[]; jobs: JobDraft[] } {
  const routes = [...ctx.blueprint.routes.values()];
  const jobs = [...ctx.blueprint.jobs.values()];
  const inner = routes.filter((r) => r.stage < 9);
  switch (attach) {
    case 'ops': return { routes: routes.filter((r) => r.action === 'metrics' || r.action === 'ready' || r.action === 'health').slice(-1), jobs: [] };
    case 'session': {
      const own = routes.filter((r) => r.action === 'sign-in' || r.action === 'refresh');
      return { routes: own.length > 0 || ctx.identity.signIn !== 'api-key' ? own : inner.filter((r) => r.stage === 3), jobs: [] };
    }
    case 'streams': {
      const own = inner.filter((r) => r.action === 'stream');
      return { routes: own.length > 0 ? own : inner.filter((r) => r.action === 'start-ai'), jobs: [] };
    }
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

interface Performers {
  routes: RouteDraft[];
  jobs: JobDraft[];
}

/** Resources that a requirement is about: those of its readings, else those its sentence names. */
function about(ctx: Context, r: Requirement): Resource[] {
  const read = r.readings.flatMap((x) => ctx.resources.get(x.resource ?? '') ?? []).filter((x) => !isSpecial(ctx, x.name));
  const named = [...ctx.resources.values()].filter((x) => !isSpecial(ctx, x.name) && !ctx.lexicon.people.includes(x.noun) && nounsOf(ctx, x).some((n) => holds(r.text, n)));
  const acting = new Set(r.readings.map((x) => x.actor));
  return [...new Set([...read, ...named.filter((x) => !acting.has(x.noun))])].filter((x) => x.name !== 'AuditEvent');
}

/** The routes and jobs that do the requirement's verb to its noun: nothing else answers it. */
function performers(ctx: Context, r: Requirement): Performers {
  const { blueprint: b } = ctx;
  const own = about(ctx, r);
  // "refuse the move" behind a requirement that moves an appointment: its group tells what is moved.
  const beside = own.length > 0 || r.group === null ? [] : [...ctx.resources.values()].filter((x) => !isSpecial(ctx, x.name) && x.uses.some((u) => u.requirement.group === r.group));
  const names = new Set([...own, ...beside].map((x) => x.name));
  const routes = [...b.routes.values()].filter((x) => x.stage === 3 && names.has(x.resource ?? '') && verbsOf(ctx, x).some((v) => { const resource = ctx.resources.get(x.resource ?? ''); return resource !== undefined && nounsOf(ctx, resource).every((n) => namesDeed(ctx, r.text, v, n)); }));
  const jobs = [...b.jobs.values()].filter((j) => names.has(j.resource ?? '') && namesVerb(ctx, r.text, j.id.split('-')[0] ?? ''));
  return { routes, jobs };
}

/** A rule about a thing holds for whoever writes it, or reads it when the rule speaks of reading. */
function ruled(ctx: Context, r: Requirement): Performers {
  const names = new Set(about(ctx, r).map((x) => x.name));
  const mine = [...ctx.blueprint.routes.values()].filter((x) => x.stage === 3 && names.has(x.resource ?? ''));
  if (names.size === 0 || !ctx.cases(r.text, 'rules')) return { routes: [], jobs: [] };
  const counted = /\b(?:more than|at most|up to|no more than|maximum of)\s+(?:\d+|one|two|three|four|five|ten)\b|\balready (?:taken|booked|used|reserved|exists?|in use|registered)\b|\bduplicate/i.test(r.text) ? mine.filter((x) => x.action === 'create' || x.action === 'upload' || x.action === 'start-ai') : [];
  if (counted.length > 0) return { routes: counted, jobs: [] };
  const reads = mine.filter((x) => x.method === 'GET');
  if (ctx.cases(r.text, 'shows') && reads.length > 0) return { routes: reads.slice(0, 3), jobs: [] };
  const writes = mine.filter((x) => x.method !== 'GET');
  return { routes: writes.slice(0, 4), jobs: writes.length > 0 ? [] : [...ctx.blueprint.jobs.values()].filter((j) => names.has(j.resource ?? '')).slice(0, 2) };
}

/** Concerns with routes of their own, which say more than a verb they share with others. */
const early = new Set(['status', 'ops', 'tokens', 'session', 'streams', 'external']);

/** Concerns of rows rather than of the whole service: they hold for the resource that the sentence names, or for nothing. */
const ofRows = new Set(['writes', 'reads', 'uploads']);

/** "The purpose must be between 20 and 1,000 characters long": what writes the rows whose field the sentence is about. */
function writersOfField(ctx: Context, r: Requirement): RouteDraft[] {
  const names = sentencesOf(r.text).filter((sentence) => /\d|\b(?:unique|optional|required|mandatory)\b/i.test(sentence)).flatMap((sentence) => aboutField(sentence) ?? []);
  if (names.length === 0 || names.some((name) => ctx.resources.has(pascal(singular(name, ctx.lexicon))))) return [];
  const holders = [...ctx.resources.values()].filter((x) => x.stored && !isSpecial(ctx, x.name) && domainFields(ctx, x).fields.some((f) => names.some((name) => f.key !== 'reference' && (f.name === snake(name) || f.name.startsWith(`${snake(name)}_`)))));
  const own = holders.length > 1 ? holders.filter((x) => nounsOf(ctx, x).some((n) => holds(r.text, n)) || x.uses.some((u) => u.requirement.group !== null && u.requirement.group === r.group)) : holders;
  return own.length !== 1 ? [] : [...ctx.blueprint.routes.values()].filter((x) => x.resource === own[0]?.name && (x.action === 'create' || x.action === 'update' || x.action === 'upload'));
}

/** "View my bookings" asks to see them; "the calendar view" is drawn. */
const asksFor = (text: string, word: string, lexicon: Context['lexicon']): boolean => lexicon.verbs[word] !== undefined && caseless(`(?:^|[:;.,]\\s*|\\b(?:can|to|may|must|and|or)\\s+)${escapeRegExp(word)}\\s+(?:my|all|an?|the|their|its|own|his|her|every|each|any)(?!\\p{L})`).test(text);

/**
 * Requirements that made no route of their own. A constraint goes to the routes that do its verb to its noun, to the class of routes its
 * concern names, or to the writers of the rows it rules. What only a screen does is rejected with the reason. A sentence that none of these
 * answers stays open: it hangs nowhere, and a question asks what the backend does for it.
 */
export function attachRest(ctx: Context): OpenQuestion[] {
  const { blueprint: b, lexicon } = ctx;
  const served = new Set([...b.routes.values(), ...b.jobs.values()].flatMap((x) => [...x.requirements]));
  const questions: OpenQuestion[] = [];
  for (const r of ctx.active) {
    if (served.has(r.id)) continue;
    const give = (to: Performers): boolean => {
      for (const x of [...to.routes, ...to.jobs]) x.requirements.add(r.id);
      return to.routes.length + to.jobs.length > 0;
    };
    // What a deed leaves alone hangs on the deed, or nowhere: the call that would change it is another one.
    if (r.readings.length === 0 && ctx.invariants.some((x) => x.requirement === r)) {
      questions.push(meaningOf(r));
      continue;
    }
    // "Limit each skipper to 2 reservations": the call that makes one too many refuses it.
    const counted = [...ctx.limits].filter(([, limit]) => limit.requirement === r);
    if (counted.length > 0 && give({ routes: [...b.routes.values()].filter((x) => counted.some(([name, limit]) => name === x.resource && (limit.verb === null ? x.action === 'create' || x.action === 'upload' : x.verb === limit.verb))), jobs: [] })) continue;
    // "give each application a file number": the call that makes the row, or moves it, gives it.
    const numbers = numberingOf(ctx, r);
    for (const told of numbers) ctx.resources.get(told.resource)?.computed.push({ noun: told.name, requirement: r });
    if (numbers.length > 0 && give({ routes: [...b.routes.values()].filter((x) => numbers.some((told) => told.resource === x.resource && (told.verb === null ? x.action === 'create' || x.action === 'upload' : x.verb === told.verb))), jobs: [] })) continue;
    // A value that is computed where no call makes the row: by the run that does.
    const figures = ctx.computations.filter((c) => c.requirement === r).map((c) => c.resource);
    if (figures.length > 0 && give({ routes: [], jobs: [...b.jobs.values()].filter((j) => j.kind === 'process' && figures.includes(j.resource ?? '') && !j.id.startsWith('delete-') && !j.id.startsWith('mark-')).slice(0, 1) })) continue;
    const keepsake = ctx.keepsakes.some((each) => each.requirement === r);
    if (keepsake && give({ routes: [...b.routes.values()].filter((x) => x.action === 'delete-me'), jobs: [...b.jobs.values()].filter((j) => j.id === 'erase-user') })) continue;
    const taken = ctx.overlaps.find((overlap) => overlap.requirement === r);
    if (taken !== undefined && give({ routes: [...b.routes.values()].filter((x) => x.resource === taken.resource && (taken.verb === null ? x.action === 'create' : x.verb === taken.verb)), jobs: [] })) continue;
    // "The plate must be unique": the call that makes the second one is refused.
    const moved = ctx.refusals.filter((x) => x.requirement === r && x.verb !== null).flatMap((x) => refusedRoutes(ctx, x)).filter((x) => x.action === 'transition');
    if (moved.length > 0 && give({ routes: [...new Set(moved)], jobs: [] })) continue;
    const once = sentencesOf(r.text).some((sentence) => uniqueIn(sentence) !== null) ? [...ctx.contested].filter(([, by]) => by === r).map(([name]) => name) : [];
    if (once.length > 0 && give({ routes: [...b.routes.values()].filter((x) => once.includes(x.resource ?? '') && (x.action === 'create' || x.action === 'update')), jobs: [] })) continue;
    // "must reject a rental when the bike is out": the call that rents answers so.
    const refused = ctx.refusals.filter((x) => x.requirement === r).flatMap((x) => refusedRoutes(ctx, x));
    if (refused.length > 0 && give({ routes: [...new Set(refused)], jobs: [] })) continue;
    if (r.readings.every((x) => x.operation === 'none') && give({ routes: writersOfField(ctx, r), jobs: [] })) continue;
    // What a sentence forbids is the deed's call to refuse; a deed that no call does is asked for.
    if (isUnknownBan(ctx, r)) {
      questions.push(meaningOf(r));
      continue;
    }
    const model = isRetrieval(ctx, r) ? [...b.jobs.values()].find((j) => j.kind === 'ai') : undefined;
    if (model !== undefined) {
      model.requirements.add(r.id);
      continue;
    }
    const stated = statedEntity(r.text);
    const holder = stated === null ? undefined : ctx.resources.get(pascal(singular(stated.noun, lexicon)));
    if (holder !== undefined && give({ routes: [...b.routes.values()].filter((x) => x.resource === holder.name && (['create', 'update', 'upload'].includes(x.action) || (x.method === 'GET' && x.stage === 3 && r.readings.some((x) => x.operation === 'list')))), jobs: [] })) continue;
    // Nobody writes the row by a call: the run that makes it holds what it holds, else whoever shows it.
    if (holder !== undefined && give({ routes: [], jobs: [...b.jobs.values()].filter((j) => j.resource === holder.name && j.kind === 'process').slice(0, 1) })) continue;
    if (holder !== undefined && give({ routes: [...b.routes.values()].filter((x) => x.resource === holder.name && x.method === 'GET').slice(0, 1), jobs: [] })) continue;
    const screen = lexicon.frontend.find((w) => holds(r.text, w) && !asksFor(r.text, w, lexicon)) ?? (/^(?:link|navigate|jump|go|redirect|scroll)s?\s/i.test(r.text) ? lexicon.frontend.find((w) => holds(r.text, plural(w, lexicon))) : undefined);
    const asked = r.readings.some((x) => x.actor !== null && x.actor !== 'system' && x.operation !== 'none' && x.noun !== null && !x.negated);
    // "A reader with unpaid fines cannot borrow": the call that borrows refuses it.
    const barred = r.readings.filter((x) => x.negated && x.verb !== null && x.actor !== null && x.actor !== 'system').map((x) => x.verb ?? '');
    if (barred.length > 0 && give({ routes: [...b.routes.values()].filter((x) => x.stage === 3 && x.method !== 'GET' && verbsOf(ctx, x).some((v) => barred.includes(v)) && (about(ctx, r).length === 0 || about(ctx, r).some((a) => a.name === x.resource) || x.action === 'create')).slice(0, 2), jobs: [] })) continue;
    const claimed = withoutDenials(r.text, lexicon);
    const plainly = claimed === r.text ? r : { ...r, text: claimed };
    const concern = lexicon.concerns.find((c) => !(['every', 'jobs', 'external'].includes(c.attach) && asked) && c.words.some((w) => holds(claimed, w)) && hasAny(byConcern(ctx, c.attach)) && (!ofRows.has(c.attach) || c.id === 'input' || about(ctx, plainly).length > 0));
    // What somebody sets up is no picture, whatever else of the sentence is.
    const sets = r.readings.some((x) => ['create', 'update', 'delete'].includes(x.operation) && !x.negated && x.actor !== null && x.actor !== 'system' && x.noun !== null && !lexicon.frontend.includes(x.noun.split(' ').at(-1) ?? ''));
    if (concern === undefined && screen !== undefined && !sets && !r.readings.some((x) => x.resource !== null && x.operation !== 'list')) {
      r.rejected = `frontend only: "${screen}" is drawn by the client, no data of its own is asked`;
      continue;
    }
    // What is kept of a provider's rows is kept by the jobs that fetch them.
    const fetched = ctx.provider !== null && mentions(r, ctx.provider.name);
    const writers = r.readings.some((x) => x.actor === 'system' && x.operation === 'create') ? [...b.jobs.values()].filter((j) => j.resource !== null && about(ctx, r).some((x) => x.name === j.resource) && (j.kind === 'sync' || (!fetched && (j.kind === 'import' || j.kind === 'ai')))) : [];
    if (writers.length > 0) {
      for (const j of writers) j.requirements.add(r.id);
      continue;
    }
    const resource = nearestResource(ctx, r);
    if (concern !== undefined && whole.has(concern.attach)) {
      const found = byConcern(ctx, concern.attach);
      const mine = found.routes.filter((x) => resource !== null && x.resource === resource.name);
      // "log every read of a questionnaire" is said of those rows alone.
      const watched = concern.attach === 'audited' && resource !== null && /\b(?:every|each|any|all|who)\s+(?:read|reads|view|views|access|accessed|viewed|look|change|changes|changed|edit|edits|update|updates|deletion|deletions)(?:\s+(?:or|and|to|of)\s+(?:read|view|access|change|edit|update|delete)\w*)?\s+(?:of|to|at|an?|the)\s/i.test(r.text) && nounsOf(ctx, resource).some((n) => holds(r.text, n));
      const moved = (concern.attach === 'transitions' || watched) && mine.length > 0 ? mine : found.routes;
      for (const x of moved) x.requirements.add(r.id);
      if (concern.attach === 'audited') ctx.auditedReads = true;
      continue;
    }
    const direct = concern !== undefined && early.has(concern.attach) ? byConcern(ctx, concern.attach) : null;
    if (direct !== null && give({ routes: closest(ctx, r, direct.routes, (x) => x.requirements, (x) => `${x.purpose} ${x.path}`), jobs: closest(ctx, r, direct.jobs, (x) => x.requirements, (x) => x.purpose) })) continue;
    const doing = performers(ctx, plainly);
    if (give({ routes: closest(ctx, r, doing.routes, (x) => x.requirements, (x) => `${x.purpose} ${x.path}`), jobs: closest(ctx, r, doing.jobs, (x) => x.requirements, (x) => x.purpose) })) continue;
    if (concern !== undefined) {
      const found = byConcern(ctx, concern.attach);
      const mine = found.routes.filter((x) => resource !== null && x.resource === resource.name && resource.name !== 'AuditEvent');
      const routes = closest(ctx, r, mine.length > 0 ? mine : ofRows.has(concern.attach) && concern.id !== 'input' ? [] : found.routes, (x) => x.requirements, (x) => `${x.purpose} ${x.path}`);
      if (give({ routes, jobs: closest(ctx, r, found.jobs, (x) => x.requirements, (x) => x.purpose) })) continue;
    }
    // "Filter by stock" below "Recommendations": the list of what its neighbours are about.
    const narrows = r.group !== null && ctx.active.some((q) => q.group !== r.group) && r.readings.some((x) => x.operation === 'search' || (lexicon.manage.includes(x.verb ?? '') && /quer(?:y|ies)$|filter$|search(?:es)?$/.test(x.noun ?? '')));
    const beside = narrows ? ctx.active.filter((q) => q.group === r.group && q !== r).map((q) => q.id) : [];
    if (beside.length > 0 && give({ routes: [...b.routes.values()].filter((x) => x.action === 'list' && beside.some((id) => x.requirements.has(id))).slice(0, 1), jobs: [] })) continue;
    // What is deleted of nothing that the plan keeps is a person's to say.
    const erased = r.readings.some((x) => x.actor === 'system' && x.operation === 'delete' && x.resource === null && !x.negated) && r.readings.every((x) => x.resource === null);
    if (!erased && give(ruled(ctx, plainly))) continue;
    questions.push(meaningOf(r));
  }
  return questions;
}

/** No invented answer: what the sentence asks for is a person's to say, and until then the requirement waits. */
function meaningOf(r: Requirement): OpenQuestion {
  const id = `Q-meaning-${kebab(r.id)}`;
  r.confidence = Math.min(r.confidence, 0.3);
  r.deferred = `\`${id}\` asks what the backend does for it`;
  r.question = id;
  return { id, sources: r.sources, origin: 'rule:unread-sentence', confidence: 0.3, status: 'new', text: `What does the backend do for ${r.id}: "${r.title}"? No route or job was derived from it, so it is not covered.`, owner: 'Product owner', needed: 'GATE-0', assumed: null };
}

const hasAny = (x: { routes: readonly unknown[]; jobs: readonly unknown[] }): boolean => x.routes.length > 0 || x.jobs.length > 0;
export { idOf };
