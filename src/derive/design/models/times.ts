import type { Field } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import type { Resource } from '../resources.ts';
import { lengthOf, windowText } from '../rules/windows.ts';
import { field } from './field.ts';
import { domainFields, type FieldSet } from './fields.ts';

/** Names of the time at which a thing takes place; when it was made, sent or runs out is another. */
const starting = /^(?:starts?|begins?|beginning|departs?|departure|scheduled|pick_?up|check_?in|arriv|event|kick_?off|takes_place|slot|opens|held)(?:_|$)|^(?:date|time|day|when|from|start_date|start_time)$|_(?:start|date)$/;

/** Times at which something is over. */
const ending = /^(?:due|ends?|end|expir|until|return|last|close|deadline|valid_until|valid_to)(?:[a-z]*)(?:_|$)/;

export const isStart = (field: Pick<Field, 'name' | 'type'>): boolean => ['timestamp', 'local-timestamp', 'date'].includes(field.type) && starting.test(field.name) && !ending.test(field.name);

/** The fields of a resource with the times that its lines in time need. */
export function withTimes(ctx: Context, resource: Resource, set: FieldSet): FieldSet {
  if (set.provider) return set;
  const times = [...timesOf(ctx, resource, set.fields), ...countedFrom(ctx, resource, set.fields)];
  return { ...set, fields: [...set.fields.map((f) => times.find((t) => t.name === f.name) ?? f), ...times.filter((t) => !set.fields.some((f) => f.name === t.name))] };
}

/** The start that lines in time are about, where neither the thing nor what it refers to has one, and the end that its length gives. A line for its creation bounds the start. */
function timesOf(ctx: Context, resource: Resource, known: readonly Field[]): Field[] {
  const windows = ctx.windows.filter((w) => w.starts === resource.name && w.since === undefined);
  const length = ctx.computations.some((c) => c.resource === resource.name && c.term === true) ? null : lengthOf(ctx, resource);
  if (windows.length === 0 && length === null) return [];
  const by = [...windows.map((w) => w.requirement.id), ...(length === null ? [] : [length.requirement.id])];
  const bounds = windows.filter((w) => w.resource === resource.name && w.verb === null && w.outcome === null).map(windowText);
  const own = known.find(isStart);
  const elsewhere = own === undefined && known.some((f) => f.key === 'reference' && startsItself(ctx, f.name.replace(/_id$/, '').replaceAll('_', ' ')));
  if (elsewhere) return [];
  const start = own ?? field(ctx, resource.name, 'starts_at', { type: 'timestamp' }, 'time-window', by);
  const out = own === undefined || bounds.length > 0 ? [{ ...start, constraint: [start.constraint, ...bounds].filter((text) => text !== null).join(', ') || null }] : [];
  if (length === null || known.some((f) => /^(?:ends?|until|duration|finish|to)(?:_|$)/.test(f.name))) return out;
  return [...out, field(ctx, resource.name, 'ends_at', { type: 'timestamp', constraint: `${length.span} after \`${start.name}\`` }, 'time-window', [length.requirement.id])];
}

/** The times that deadlines count from: `sent_at` of a bill that may be disputed for 14 days. */
function countedFrom(ctx: Context, resource: Resource, known: readonly Field[]): Field[] {
  const names = new Map(ctx.windows.flatMap((w) => (w.since?.of === resource.name && w.since.field !== 'created_at' && !known.some((f) => f.name === w.since?.field) ? [[w.since.field, w.requirement.id] as const] : [])));
  return [...names].map(([name, by]) => field(ctx, resource.name, name, { type: 'timestamp', nullable: true, note: 'set by the server when it happens' }, 'time-window', [by]));
}

/** "slot": whether the spec gives that thing a start of its own. */
function startsItself(ctx: Context, noun: string): boolean {
  const other = [...ctx.resources.values()].find((r) => r.noun === noun);
  return other !== undefined && domainFields(ctx, other).fields.some(isStart);
}
