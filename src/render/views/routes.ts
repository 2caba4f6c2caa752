import type * as z from 'zod';
import type { ContractField, Plan, Route } from '../../model/plan/index.ts';
import { fenced, sortWords } from '../text.ts';

/** One route as seed 003 lays it out: method and path, purpose, authentication, request, response, errors (SEED-003-8). */
export function routeBlock(plan: Plan, route: Route): string[] {
  // What the whole service has to do hangs on many routes; the table of routes and the trace name every one of them.
  const shown = route.requirements.length > 5 ? [...route.requirements.slice(0, 4), `${route.requirements.length - 4} more`] : route.requirements;
  const needs = route.requirements.length === 0 ? route.rule : shown.join(', ');
  const auth = route.role === null ? route.auth : `${route.auth} ${route.role}`;
  // The session may have ended by then; what renews it is a cookie of its own.
  const by = route.path.endsWith('/sessions/refresh') ? ', by its refresh cookie' : '';
  const paging = route.pagination === null ? '' : `; sorted by ${sortWords(route.pagination.sort)}`;
  return [
    route.id,
    `- Purpose: ${route.purpose.replace(/\.$/, '')} (${needs})`,
    `- Authentication: ${auth}${by}; rate class ${route.rate.class} ${route.rate.limit}`.trimEnd(),
    `- Request: ${requestText(route)}${paging}`,
    `- Response: ${route.success} ${responseText(plan, route)}${route.successHeaders.length === 0 ? '' : `; ${route.successHeaders.join(', ')}`}`.trimEnd(),
    `- Errors: ${errorText(plan, route)}`,
  ].map(fenced);
}

/** The same on one line of a list, as a brief plan has it; the bold start declares the route. */
export function routeItem(plan: Plan, route: Route): string {
  const [id = '', ...parts] = routeBlock(plan, route);
  const marked = parts.map(part => {
    const [, name = '', text = ''] = /^- (\w+): (.*)$/s.exec(part) ?? [];
    return `${name}: \`${text.replaceAll('`', "'")}\``;
  });
  return `**${id}** ${marked.join(' · ')}`;
}

/** A body with a file in it is sent as parts, not as JSON. */
export function isMultipart(route: Route): boolean {
  return route.request.some(field => field.in === 'body' && field.type === 'bytes');
}

/** The parts of such a body, each with its kind: `file` (one file), `clinic_id` (text). */
export function partsText(route: Route): string {
  return route.request.filter(field => field.in === 'body').map(field => `\`${field.name}\` (${field.type === 'bytes' ? 'one file with its name and type' : field.type}${field.required ? '' : ', optional'})`).join(', ');
}

/** `Page<ItemView>` -> `ItemView`: a page holds what one row answers. */
const bareType = (route: Route): string | null => route.responseType?.replace(/^Page<(.+)>$/, '$1') ?? null;

function requestText(route: Route): string {
  const by = (place: ContractField['in']): ContractField[] => route.request.filter(field => field.in === place);
  const parts: string[] = [];
  const path = by('path');
  const query = by('query');
  const body = by('body');
  const headers = by('header').map(field => field.name);
  if (route.idempotencyKey && !headers.includes('Idempotency-Key')) headers.push('Idempotency-Key');
  if (route.preconditions === 'if-match' && !headers.includes('If-Match')) headers.push('If-Match');
  if (path.length > 0) parts.push(`path ${fields(path)}`);
  if (query.length > 0) parts.push(`query ${fields(query)}`);
  if (body.length > 0) parts.push(`${isMultipart(route) ? 'multipart/form-data ' : ''}${route.requestType === null ? '' : `${route.requestType} `}${fields(body)}`);
  if (headers.length > 0) parts.push(`header ${headers.join(', ')}`);
  return parts.length === 0 ? 'none' : parts.join('; ');
}

function responseText(plan: Plan, route: Route): string {
  if (route.response.length === 0) return route.responseType ?? 'no body';
  const first = plan.routes.find(other => other.response.length > 0 && bareType(other) === bareType(route));
  if (first !== undefined && first.id !== route.id && route.response.length > 2 && fields(first.response) === fields(route.response)) return `${route.responseType ?? ''} as of ${first.id}`;
  return `${route.responseType === null ? '' : `${route.responseType} `}${fields(route.response)}`;
}

/** `{ id: Ksuid, name?: text or null, <= 80 }`: a question mark marks what may be absent. */
function fields(list: readonly ContractField[]): string {
  const texts = list.map(field => {
    const unit = field.unit === null ? '' : ` ${field.unit}`;
    const rule = field.constraint === null || field.constraint === '' ? '' : ` (${field.constraint})`;
    return `${field.name}${field.required ? '' : '?'}: ${field.type}${unit}${field.nullable ? ' or null' : ''}${rule}`;
  });
  return `{ ${texts.join(', ')} }`;
}

/** `400 MALFORMED_REQUEST; 401 UNAUTHENTICATED, SESSION_EXPIRED`, by status. */
function errorText(plan: Plan, route: Route): string {
  const byStatus = new Map<number, string[]>();
  for (const id of route.errors) {
    const status = plan.errors.find(error => error.id === id)?.status ?? null;
    if (status !== null) byStatus.set(status, [...(byStatus.get(status) ?? []), id]);
  }
  const parts = [...byStatus].sort(([a], [b]) => a - b).map(([status, ids]) => `${status} ${ids.join(', ')}`);
  return parts.length === 0 ? 'none' : parts.join('; ');
}

/** Examples a reader needs once: the first route that takes a body, the first list, and an error body. All values are synthetic. */
export function routeExamples(plan: Plan): { title: string; json: string[] }[] {
  const chosen = [
    plan.routes.find(route => route.job !== null && route.example.response !== null),
    plan.routes.find(route => route.example.request !== null && route.example.response !== null && !isMultipart(route)),
    plan.routes.find(route => route.pagination !== null && route.example.response !== null),
  ];
  const examples: { title: string; json: string[] }[] = [];
  for (const route of new Set(chosen)) {
    if (route === undefined) continue;
    if (route.example.request !== null && route.job === null) examples.push({ title: `Request of \`${route.id}\` (synthetic):`, json: jsonLines(route.example.request) });
    examples.push({ title: `Response ${route.success} of \`${route.id}\` (synthetic):`, json: jsonLines(route.example.response) });
  }
  const error = plan.errors.find(candidate => candidate.status !== null && plan.routes.some(route => route.ownErrors.includes(candidate.id))) ?? plan.errors.find(candidate => candidate.status !== null);
  if (error !== undefined) {
    const body = { type: `/problems/${error.id.toLowerCase().replaceAll('_', '-')}`, title: error.title, status: error.status, code: error.id, detail: error.userMessage, instance: 'req-1', errors: [] };
    examples.push({ title: 'Error body (RFC 9457, application/problem+json, synthetic):', json: jsonLines(body) });
  }
  return examples;
}

const width = 130;

/** JSON in few lines: what fits stays on one, short members share a line. */
export function jsonLines(value: z.core.util.JSONType): string[] {
  return pack(value, '').map(line => line.replaceAll('`', "'"));
}

function pack(value: z.core.util.JSONType, indent: string): string[] {
  const flat = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (value === null || typeof value !== 'object' || indent.length + flat.length <= width) return [indent + flat];
  const inner = `${indent}  `;
  const list = Array.isArray(value);
  const members = list ? value.map(item => ({ key: '', item })) : Object.entries(value).map(([key, item]) => ({ key: `${JSON.stringify(key)}: `, item }));
  const lines: string[] = [];
  for (const [index, { key, item }] of members.entries()) {
    const [first = '', ...rest] = pack(item, inner);
    const comma = index < members.length - 1 ? ',' : '';
    const own = [inner + key + first.slice(inner.length), ...rest];
    own.push(`${own.pop() ?? ''}${comma}`);
    const before = lines.at(-1);
    const [only = ''] = own;
    if (own.length === 1 && before !== undefined && !/[[{]$/.test(before) && before.length + only.trim().length < width) lines.splice(-1, 1, `${before} ${only.trim()}`);
    else lines.push(...own);
  }
  return [`${indent}${list ? '[' : '{'}`, ...lines, `${indent}${list ? ']' : '}'}`];
}
