import type { Design, Job, Model, Route } from '../../model/plan/index.ts';
import type { TaskRules } from '../../model/task-rules.ts';
import { slugify } from '../../text/slug.ts';
import type { DeriveInput } from '../input.ts';
import { fill, words } from './names.ts';
import { capital } from '../../text/capital.ts';
import { isSmall } from './small.ts';

/** A package before its tasks are known. `place` is its position in the rules, by which packages of one phase are ordered. */
export interface Home {
  slug: string;
  key: string;
  title: string;
  phase: number;
  place: number;
  deliverable: string;
}

/** Packages named after what they deliver: each node of the design has one it belongs to, unless only what needs it decides. */
export interface Homes {
  all: ReadonlyMap<string, Home>;
  fixed(key: string): Home;
  route(route: Route): Home;
  job(job: Job): Home | null;
  model(model: Model): Home | null;
  /** The package that links accounts of a provider, when the plan has one. */
  connection(provider: string): Home | null;
  /** The package of calls that only the model of an AI job makes. */
  aiGateway(): Home;
}

/** A job nobody starts over a route belongs to the resource it works on; one that touches more models than this sweeps over all. */
const fewModels = 2;
const methodVerbs = [['POST', 'created'], ['GET', 'read'], ['PATCH', 'changed'], ['PUT', 'replaced'], ['DELETE', 'deleted']] as const;
const ingestWords = /^(import|sync|ingest|fetch|pull|upload)/;

export function createHomes(input: DeriveInput, design: Design, rules: TaskRules): Homes {
  const all = new Map<string, Home>();
  const models = new Map(design.models.map((model) => [model.id, model]));
  const jobs = new Map(design.jobs.map((job) => [job.id, job]));
  const routes = new Map(design.routes.map((route) => [route.id, route]));

  const small = isSmall(design);

  const take = (key: string, slots: Record<string, string> = {}): Home => {
    const named = rules.packages.find((one) => one.key === key);
    const at = rules.packages.findIndex((one) => one.key === (small ? (named?.small ?? key) : key));
    const rule = rules.packages[at];
    if (rule === undefined) throw new Error(`the task rules have no package "${key}"`);
    const slug = slugify(fill(rule.slug, slots));
    const home = all.get(slug) ?? { slug, key: rule.key, title: capital(fill(rule.title, slots)), phase: rule.phase, place: at * 1000 + all.size, deliverable: fill(rule.deliverable, slots) };
    all.set(slug, home);
    return home;
  };

  const segments = (route: Route): string[] => route.path.split('/').filter((part) => part !== '' && !/^v\d+$/.test(part));
  const isMe = (route: Route): boolean => segments(route)[0] === 'me';
  const isIngest = (job: Job | undefined): boolean => job !== undefined && !job.ai && ingestWords.test(job.id);
  const isAi = (route: Route): boolean => route.rate.class === 'ai' || (route.job !== null && jobs.get(route.job)?.ai === true);
  const resourceKey = (route: Route): string => route.resource ?? segments(route)[0] ?? 'start';
  const hasIngest = design.routes.some((route) => route.job !== null && isIngest(jobs.get(route.job)));
  const aiResources = new Set(design.routes.filter(isAi).map(resourceKey));
  const written = new Set(design.routes.filter((route) => route.method !== 'GET' && route.success !== 202 && !isMe(route)).map(resourceKey));
  const erases = design.routes.some((route) => isMe(route) && route.method === 'DELETE');
  const signIn = design.routes.some((route) => route.path.includes('passkey')) ? 'passkey-' : '';
  const signInSlots = { signIn, SignIn: signIn === '' ? '' : `${words(signIn)} ` };
  const namesOf = (key: string): Record<string, string> => {
    const model = models.get(key);
    const resource = slugify(model?.name ?? key);
    const resources = slugify(model?.store ?? key);
    const mine = design.routes.filter((route) => resourceKey(route) === key && route.success !== 202);
    const verbs = methodVerbs.filter(([method]) => mine.some((route) => route.method === method)).map(([, verb]) => verb).join(', ');
    return { resource: words(resource), Resource: capital(words(resource)), resources: words(resources), Resources: capital(words(resources)), verbs: verbs === '' ? 'kept' : verbs };
  };
  /** Without data coming in, what others refer to or what must be there is the core of phase 3; all is when nothing is. */
  const isCore = (key: string): boolean => {
    const mine = design.routes.filter((route) => resourceKey(route) === key).flatMap((route) => route.requirements);
    const must = design.requirements.some((requirement) => mine.includes(requirement.id) && requirement.priority === 'must');
    return must || design.relations.some((relation) => relation.from === key && relation.to !== key);
  };
  const anyCore = design.routes.some((route) => !isMe(route) && route.rate.class !== 'ops' && route.rate.class !== 'auth' && isCore(resourceKey(route)));
  const resourceHome = (key: string): Home => {
    const home = take('resource', namesOf(key));
    if (hasIngest || (anyCore && !isCore(key))) home.phase = 4;
    return home;
  };
  const provider = input.providers[0];
  const connection = (name: string): Home => {
    const title = input.providers.find((one) => one.id === name)?.name ?? capital(words(name));
    return take('connection', { provider: name, Provider: title });
  };

  const placed = new Map<string, Home>();
  const placedModels = new Map<string, Home | null>();
  const route = (one: Route): Home => {
    const home = placed.get(one.id) ?? placeOf(one);
    placed.set(one.id, home);
    return home;
  };
  const placeOf = (one: Route): Home => {
    const parts = segments(one);
    if (one.rate.class === 'ops') return take(one.ownErrors.length === 0 ? 'foundation' : 'api-conventions');
    if (parts[0] === 'jobs') return take('job-runner');
    if (one.auth === 'webhook') return take('events');
    if (isMe(one)) return one.method === 'GET' && parts.length === 1 ? take('sessions', signInSlots) : take('profile');
    if (parts[0] === 'connections') return one.rule.endsWith('R10') && erases ? take('profile') : connection(parts[1]?.startsWith('{') === false ? parts[1] : (provider?.id ?? 'provider'));
    // A link in a message acts on a row without a session; the row is what it is about.
    const onRows = one.resource !== null && one.resource !== 'User' && models.get(one.resource)?.kind === 'core';
    if ((one.rate.class === 'auth' && !onRows) || parts[0] === 'sessions') return take('sessions', signInSlots);
    if (isAi(one) || (aiResources.has(resourceKey(one)) && !written.has(resourceKey(one)))) {
      // What the model writes may be another thing than what asks for it: an answer to an inquiry.
      const product = design.jobs.find((each) => each.ai && each.id === one.job)?.writes.find((id) => models.get(id)?.kind === 'core') ?? resourceKey(one);
      return take('ai', { ...namesOf(resourceKey(one)), written: namesOf(product)['resources'] ?? '' });
    }
    const job = one.job === null ? undefined : jobs.get(one.job);
    if (isIngest(job)) {
      const name = words(parts.at(-1)?.replace(/s$/, '') ?? job?.id ?? 'import');
      return take('ingest', { ...namesOf(resourceKey(one)), name, Name: capital(name), start: one.id });
    }
    if (one.rule.endsWith('R7')) return take('summary', namesOf(resourceKey(one)));
    if (written.has(resourceKey(one)) || !hasIngest) return resourceHome(resourceKey(one));
    return take('read', namesOf(resourceKey(one)));
  };

  return {
    all,
    route,
    fixed: (key) => (key === 'sessions' ? take('sessions', signInSlots) : take(key)),
    connection: (name) => (design.routes.some((one) => segments(one)[0] === 'connections' && !one.rule.endsWith('R10')) ? connection(name) : null),
    aiGateway: () => take('ai-gateway'),
    job(job) {
      const starters = job.startedBy.map((id) => routes.get(id)).filter((one) => one !== undefined);
      // The mail of a sign-in is the first job that goes through the runner, and no reason to part the sessions in two.
      if (starters.length > 0 && starters.every((one) => one.rate.class === 'auth')) return take('job-runner');
      const [first] = starters.map(route).toSorted((a, b) => a.phase - b.phase || a.place - b.place);
      if (first !== undefined) return first;
      const touched = [...new Set([...job.writes, ...job.reads])].map((id) => models.get(id)).filter((model) => model !== undefined && model.kind !== 'supporting' && model.kind !== 'deferred' && model.id !== 'User');
      if (touched.length > fewModels || job.calls.some((id) => input.providers.some((one) => id.startsWith(`${one.gateway}.`)))) return null;
      return touched.map((model) => (model === undefined ? null : modelPlace(model))).filter((home) => home !== null).toSorted((a, b) => b.phase - a.phase || b.place - a.place)[0] ?? null;
    },
    model: modelPlace,
  };

  function modelPlace(model: Model): Home | null {
    const known = placedModels.get(model.id);
    if (known !== undefined) return known;
    const home = modelHome(model);
    placedModels.set(model.id, home);
    return home;
  }

  function modelHome(model: Model): Home | null {
    if (model.kind === 'supporting') {
      if (/session|challenge|passkey/i.test(model.id)) return take('sessions', signInSlots);
      return /^job|outbox/i.test(model.id) ? take('job-runner') : null;
    }
    const mine = design.routes.filter((one) => one.resource === model.id);
    const [first] = mine.map(route).toSorted((a, b) => a.phase - b.phase || a.place - b.place);
    if (first !== undefined) return first;
    return model.kind === 'core' && !design.methods.some((method) => method.reads.includes(model.id) || method.writes.includes(model.id)) ? resourceHome(model.id) : null;
  }
}
