import type { Design } from '../../model/plan/index.ts';
import type { Context } from './context.ts';
import type { RouteDraft } from './blueprint.ts';
import { readsJob } from './platform.ts';

/** One of at most three primary workflows; `id` stands on requirements, routes and criteria. */
export interface PrimaryWorkflow {
  id: 'WF-connect' | 'WF-sign-in' | 'WF-ingest' | 'WF-use' | 'WF-events';
  title: string;
  kind: 'authentication' | 'data-processing' | 'event-handling';
}

const all: readonly PrimaryWorkflow[] = [
  { id: 'WF-connect', title: 'Authentication: sign in and connect', kind: 'authentication' },
  { id: 'WF-sign-in', title: 'Authentication: sign in', kind: 'authentication' },
  { id: 'WF-ingest', title: 'Data processing: take in and read data', kind: 'data-processing' },
  { id: 'WF-use', title: 'Data processing: write and read data', kind: 'data-processing' },
  { id: 'WF-events', title: 'Event handling: events, state changes and jobs', kind: 'event-handling' },
];

/** Workflow of a route: sign-in, profile and connections; webhooks, AI and notifications; everything else. Probes belong to none. */
export function workflowOf(route: RouteDraft, ctx: Context): PrimaryWorkflow['id'] | null {
  if (route.stage === 9) return null;
  if (route.stage <= 2) return ctx.connects.length > 0 ? 'WF-connect' : 'WF-sign-in';
  if (route.stage === 7 || route.rate === 'ai' || route.action === 'transition' || route.action === 'link-transition') return 'WF-events';
  const made = [...ctx.blueprint.jobs.values()].filter((j) => j.kind === 'ai');
  const events = route.resource !== null && made.some((j) => j.resource === route.resource || j.startedBy.has(`${route.method} ${route.path}`));
  if (events) return 'WF-events';
  return dataWorkflow(ctx);
}

/** The workflow of everything that is neither identity nor event. */
export function dataWorkflow(ctx: Context): PrimaryWorkflow['id'] {
  return [...ctx.blueprint.jobs.values()].some((j) => j.kind === 'sync' || j.kind === 'import') ? 'WF-ingest' : 'WF-use';
}

/** What a workflow is about in the feature's own nouns: the things its routes stand for, the most routes first. */
function titled(w: PrimaryWorkflow, design: Design): string {
  const [kind = w.title] = w.title.split(':');
  const mine = design.routes.filter((r) => r.workflow === w.id && !readsJob(r));
  if (w.kind === 'authentication') {
    const to = mine.map((r) => /^\/v1\/connections\/([a-z][a-z0-9-]*)/.exec(r.path)?.[1]).find((x) => x !== undefined);
    const name = to === undefined ? (w.id === 'WF-connect' ? 'and connect' : '') : `and connect ${to.slice(0, 1).toUpperCase()}${to.slice(1)}`;
    return `${kind}: sign in ${name}`.trim();
  }
  const counts = new Map<string, number>();
  for (const r of mine) {
    const noun = r.path.startsWith('/v1/webhooks/') ? 'provider events' : (r.screen ?? '').toLowerCase();
    if (noun !== '') counts.set(noun, (counts.get(noun) ?? 0) + 1);
  }
  const nouns = [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en')).slice(0, 3).map(([n]) => n);
  return nouns.length === 0 ? w.title : `${kind}: ${nouns.length === 1 ? nouns[0] : `${nouns.slice(0, -1).join(', ')} and ${nouns.at(-1)}`}`;
}

/** The primary workflows a design has, in their fixed order: three at most, fewer when the feature has fewer. */
export function primaryWorkflows(design: Design): PrimaryWorkflow[] {
  const used = new Set([...design.routes.map((r) => r.workflow), ...design.requirements.map((r) => r.workflow)]);
  return all.filter((w) => used.has(w.id)).map((w) => ({ ...w, title: titled(w, design) }));
}
