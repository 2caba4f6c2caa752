import type { ApiError, Plan, Route } from '../../model/plan/index.ts';
import { isOperations } from '../lookup.ts';
import { count } from '../numbers.ts';
import { linkTo } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, codes, numbered, plainIds, prose, row, sentence, sentenceList, sortWords } from '../text.ts';
import { capital } from '../../text/capital.ts';
import { isMultipart, jsonLines, partsText } from './routes.ts';

export function frontendHandoffView(page: Page): View {
  const { plan } = page.site;
  return {
    contract: contract(page),
    signIn: numbered(signIn(plan)),
    dates: plan.schedule.calibrated ? `Dates of each screen: ${linkTo(page, 'Timeline Summary', 'execution_plan', 'timeline-summary')}.` : 'A gate has a date as soon as capacity and pace are confirmed.',
    screens: plan.screens.map(screen => row({ screen: prose(screen.name), routes: plainIds(screen.routes), gate: code(screen.gate) })),
    noScreen: noScreen(plan),
    examples: examples(plan),
    paging: paging(plan),
    errors: errorRows(plan),
    states: plan.screenStates.map(state => row({ state: prose(state.state), signal: prose(state.signal) })),
    limits: limits(page),
  };
}

function contract(page: Page): string[] {
  const { plan, profile } = page.site;
  const file = profile.terms['apiFile'] ?? 'openapi.json';
  const publish = plan.tasks.filter(task => task.artefact.includes(file));
  const first = publish[0];
  const last = publish.at(-1);
  const webs = plan.consumers.filter(consumer => /\bSPA\b/.test(consumer.pattern));
  const mock = profile.commands['mock'];
  return [
    `OpenAPI file ${code(file)}${first === undefined ? '' : `, first published by ${code(first.id)}`}${last !== undefined && last !== first ? `; version 1.0 by ${code(last.id)}` : ''}.`,
    'A breaking change means a new base path `/v2` and 30 days of overlap.',
    ...(mock === undefined ? [] : [`Mock server ${code(mock)} serves the examples of ${code((profile.paths['example'] ?? 'docs/api/examples/').replace(/\{name\}.*$/, ''))}.`]),
    `Change log ${code(profile.paths['apiChangelog'] ?? 'docs/api/CHANGELOG.md')}; contact: backend engineer on duty.`,
    `CORS: exactly ${count(Math.max(1, webs.length), 'origin')} per environment, credentials allowed${webs.length === 0 ? '' : `; the owner of ${sentenceList(webs.map(web => code(web.id)))} names ${webs.length === 1 ? 'it' : 'each'} before Sprint 1 ends`}.`,
  ];
}

function signIn(plan: Plan): string[] {
  const session = plan.routes.filter(route => route.rate.class === 'auth' || /\/sessions\b/.test(route.path));
  if (session.length === 0) return [];
  // A link in a message acts without a session and gives none: it is no step of signing in.
  const open = session.filter(route => route.auth === 'public' && !route.path.endsWith('-by-link')).map(route => route.id);
  const refresh = session.find(route => /refresh/.test(route.path));
  const lines: string[] = [];
  const enter = open.at(-1);
  const ways = open.slice(0, -1);
  if (enter !== undefined) lines.push(`${ways.length === 0 ? '' : `${ways.map(code).join(' or ')}${ways.length > 1 ? ', by the way a person signs in' : ''}, then `}${code(enter)}; the answer sets the session cookie, which scripts cannot read.`);
  if (refresh !== undefined) lines.push(`On 401 call ${code(refresh.id)} once, repeat the request once, then go to sign-in. One refresh at a time per browser.`);
  const files = plan.routes.filter(isMultipart).map(route => route.id);
  lines.push(`Each unsafe request sends \`Origin\` (the browser does) and \`Content-Type: application/json\`${files.length === 0 ? '' : `, ${codes(files)} \`multipart/form-data\``}.`);
  const keyed = plan.routes.filter(route => route.idempotencyKey).map(route => route.id);
  if (keyed.length > 0) lines.push(`A fresh \`Idempotency-Key\` per user action on ${codes(keyed)}; the same key again repeats the stored answer.`);
  const consent = plan.routes.filter(route => route.auth === 'session + state' || route.path.endsWith('/authorizations')).map(route => route.id);
  if (consent.length > 0) lines.push(`Provider consent is a full-page navigation, not a fetch: ${codes(consent)}.`);
  return lines;
}

function noScreen(plan: Plan): string | null {
  const shown = new Set(plan.screens.flatMap(screen => screen.routes));
  const rest = plan.routes.filter(route => !shown.has(route.id));
  if (rest.length === 0) return null;
  const hooks = rest.filter(route => route.auth === 'webhook' || route.rate.class === 'webhook').map(route => route.id);
  const operations = rest.filter(isOperations).map(route => route.id);
  const others = rest.filter(route => !hooks.includes(route.id) && !operations.includes(route.id)).map(route => route.id);
  const parts = [
    ...(hooks.length > 0 ? [`${codes(hooks)} (the provider calls them)`] : []),
    ...(operations.length > 0 ? [`${codes(operations)} (operator)`] : []),
    ...(others.length > 0 ? [`${codes(others)} (no screen named in the spec)`] : []),
  ];
  return `No screen: ${parts.join(', ')}.`;
}

/** One example per route that a screen calls and that has a body; a body that was shown is named, not shown again. */
function examples(plan: Plan): View[] {
  const shown = new Set(plan.screens.flatMap(screen => screen.routes));
  const routes = plan.routes.filter(route => (shown.size === 0 || shown.has(route.id)) && route.example.response !== null && !isOperations(route));
  const seen = new Map<string, string>();
  return routes.map(route => {
    const parts = isMultipart(route);
    const request = parts ? null : route.example.request;
    const response = route.example.response;
    const inner = dataOf(response);
    const [item] = Array.isArray(inner) ? inner : [];
    // Jobs answer alike; their type is the only difference.
    const typed = inner !== null && typeof inner === 'object' && !Array.isArray(inner) && route.job !== null ? JSON.stringify({ ...inner, type: 'any' }) : '';
    const known = seen.get(typed) ?? seen.get(JSON.stringify(inner));
    const ofType = known !== undefined && seen.get(JSON.stringify(inner)) === undefined ? ` with \`type\` ${code(route.job ?? '')}` : '';
    if (typed !== '' && !seen.has(typed)) seen.set(typed, route.id);
    const knownItem = item === undefined ? undefined : seen.get(JSON.stringify(item));
    if (known === undefined) seen.set(JSON.stringify(inner), route.id);
    if (item !== undefined && knownItem === undefined) seen.set(JSON.stringify(item), route.id);
    const answer = known !== undefined ? `, answer as of ${code(known)}${ofType}` : knownItem !== undefined ? `, \`data\` is a list of what ${code(knownItem)} answers, \`page\` beside it` : '';
    const json = [...(request === null ? [] : jsonLines(request)), ...(answer === '' && response !== null ? jsonLines(response) : [])];
    const inline = json.length === 1 && !(json[0] ?? '').includes('`');
    const body = inline ? ` ${code((json[0] ?? '').trim())}` : '';
    return { title: `${code(route.id)} -> ${route.success}${parts ? `, request \`multipart/form-data\` with the part ${partsText(route)}${answer === '' ? ', then the answer' : ''}` : ''}${request === null ? '' : answer === '' ? ', request then answer' : ', request'}${answer}${json.length === 0 ? '' : ':'}${body}`, json: inline ? [] : json };
  });
}

/** The `data` member of an answer, or the answer itself. */
function dataOf(response: Route['example']['response']): Route['example']['response'] {
  return response !== null && typeof response === 'object' && !Array.isArray(response) ? (response['data'] ?? response) : response;
}

function paging(plan: Plan): string[] {
  const lists = plan.routes.filter(route => route.pagination !== null);
  const lines: string[] = [];
  const [first] = lists;
  if (first?.pagination !== undefined && first.pagination !== null) lines.push(`Lists (${codes(lists.map(route => route.id))}): \`limit\` 1-${first.pagination.limitMax}, default ${first.pagination.limitDefault}; \`cursor\` is opaque; stop at \`has_more\` false.`);
  for (const list of lists) {
    if (list.pagination === null) continue;
    const filters = list.pagination.filters.length === 0 ? 'no filter' : `filters ${list.pagination.filters.map(code).join(', ')}`;
    lines.push(`${code(list.id)}: sorted by ${prose(sortWords(list.pagination.sort))}; ${filters}.`);
  }
  const units = [...new Set(plan.fields.flatMap(field => (field.unit === null ? [] : [field.unit])))].sort();
  lines.push(`Values carry the unit in their name${units.length === 0 ? '' : ` (${units.map(prose).join(', ')})`}; times are UTC ISO-8601, ids are opaque KSUID strings.`);
  const values = plan.fields.filter(field => field.values !== null && field.values.length > 0);
  const exposed = values.filter(field => plan.models.some(model => model.id === field.model && (model.kind === 'core' || model.kind === 'embedded')));
  for (const field of exposed.slice(0, 8)) lines.push(`${code(field.id)}: ${(field.values ?? []).map(prose).join(', ')}.`);
  return lines;
}

/** Errors with the same message and place stand in one row. */
function errorRows(plan: Plan): Record<string, string>[] {
  const groups = new Map<string, { ids: string[]; error: ApiError }>();
  for (const error of plan.errors) {
    if (error.status === null) continue;
    const key = `${error.userMessage}\n${error.showAs}`;
    const group = groups.get(key) ?? { ids: [], error };
    group.ids.push(error.id);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ ids, error }) => row({ errors: plainIds(ids), message: sentence(prose(error.userMessage)), show: prose(error.showAs), retry: prose(error.retry) }));
}

function limits(page: Page): string[] {
  const { plan, providers } = page.site;
  const lowered = plan.routes.filter(route => route.rate.lowered !== null || route.rate.class === 'job' || route.rate.class === 'ai');
  return [
    `Rate classes: ${linkTo(page, 'API endpoints', 'add', 'api-endpoints')}${lowered.length === 0 ? '' : `; ${lowered.map(route => `${code(route.id)} ${prose(route.rate.limit)}`).join(', ')} per user`}.`,
    ...providers.flatMap(provider => provider.brand.map(rule => `${prose(provider.name)}: ${sentence(prose(rule))} <- provider:${provider.id}`)),
    ...(plan.consumers.length === 0 ? [] : [`${capital(count(plan.errors.length, 'error code'))} in the catalogue: ${linkTo(page, 'Error Handling', 'add', 'error-handling')}.`]),
  ];
}
