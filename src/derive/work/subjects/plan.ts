import { plural } from '../names.ts';
import { isSmall } from '../small.ts';
import { subjectKey, type Subject } from '../subject.ts';
import { proofOf } from './quality.ts';
import { errorKeys, storeKeys, type SubjectContext } from './context.ts';

/** The plan itself: what the fixed sets are filled and filtered by. */
export function planSubject(context: SubjectContext): Subject {
  const { design, judgement, input } = context;
  const { profile, providers } = input;
  const stored = new Set(design.models.filter((model) => model.kind !== 'deferred').map((model) => model.id));
  const fields = design.fields.filter((field) => stored.has(field.model) && field.disposition !== 'drop');
  const classes = new Set(fields.map((field) => field.class));
  const calls = design.methods.filter((method) => method.call !== null);
  const workflows = judgement.workflows.filter((workflow) => workflow.primary && workflow.absent === null);
  const queued = design.jobs.length >= profile.queue.jobTypesFrom;
  const broker = queued && /^[A-Z]/.test(profile.queue.needs) && profile.queue.needs !== profile.terms['database'];
  const decided = judgement.decisions.find((decision) => decision.id === 'DEC-job-queue')?.answer ?? null;
  const yes = (flag: string, holds: boolean): string[] => (holds ? [flag] : []);
  const flags = new Set([
    ...yes('founded', profile.foundation.length > 0),
    ...yes('small', isSmall(design)),
    ...yes('models', stored.size > 0),
    ...yes('jobs', design.jobs.length > 0),
    ...yes('broker', broker && (decided === null || decided.includes(profile.queue.name))),
    ...yes('keys', storeKeys(context, /idempotency/i).length > 0),
    ...yes('outbox', storeKeys(context, /outbox/i).length > 0),
    ...yes('audit', storeKeys(context, /audit/i).length > 0),
    ...yes('chain', judgement.decisions.some((decision) => decision.id === 'DEC-audit-chain' && decision.answer?.startsWith('hash chain') === true)),
    ...yes('calls', calls.length > 0),
    ...yes('provider', providers.length > 0 && calls.length > 0),
    ...yes('sessions', design.routes.some((route) => route.auth !== 'public' && route.auth !== 'webhook')),
    ...yes('bodies', design.routes.some((route) => route.request.some((field) => field.in === 'body'))),
    ...yes('web', design.consumers.length > 0 && design.routes.some((route) => route.rate.class !== 'ops')),
    ...yes('personal', fields.some((field) => field.class === 'pii' || field.class === 'health' || field.class === 'location') || design.models.some((model) => model.ownerScoped && model.kind === 'core')),
    ...yes('health', classes.has('health')),
    ...yes('location', design.fields.some((field) => field.class === 'location') || design.models.some((model) => model.dropped.some((one) => one.class === 'location'))),
    ...yes('secrets', fields.some((field) => field.disposition === 'encrypt')),
    ...yes('export', design.jobs.some((job) => job.id.startsWith('export'))),
    ...yes('orphans', design.relations.some((relation) => relation.enforcedBy === 'service + sweeper' || relation.enforcedBy === 'service') && design.models.filter((model) => model.kind === 'core').length > 1),
    ...yes('targets', judgement.nfrs.length > 0),
    ...yes('load', judgement.nfrs.some((nfr) => proofOf(nfr) === 'load')),
  ]);
  return {
    kind: 'plan',
    id: 'plan',
    slots: {
      ...profile.terms,
      queue: queued ? profile.queue.name : profile.queue.below.replaceAll('`', ''),
      queueNeeds: profile.queue.needs, coverage: String(profile.nfrDefaults['coverage-pct'] ?? 80),
      errorCount: String(design.errors.length), targetCount: plural(judgement.nfrs.length, 'target'), provider: providers[0]?.name ?? 'provider', workflowCount: String(Math.max(1, workflows.length)),
      types: profile.commands['types'] ?? '', compose: profile.commands['compose'] ?? '',
      decisions: plural(judgement.decisions.filter((decision) => decision.open).length, 'open decision'),
    },
    lists: { targetIds: judgement.nfrs.map((nfr) => nfr.id), errorIds: design.errors.map((error) => error.id), workflows: workflows.map((workflow) => workflow.id) },
    flags,
    related: {
      probes: design.routes.filter((route) => route.rate.class === 'ops' && route.ownErrors.length === 0).map((route) => subjectKey('route', route.id)), limits: errorKeys(context, ['RATE_LIMITED']),
      keys: storeKeys(context, /idempotency/i), audits: storeKeys(context, /audit/i), jobstores: storeKeys(context, /^job/i),
      outboxes: storeKeys(context, /outbox/i), sessionstores: [...storeKeys(context, /session/i), ...design.models.filter((model) => model.id === 'User' && model.kind === 'core').map((model) => subjectKey('model', model.id))],
    },
    serves: [],
    sources: [],
    confidence: 0.7,
    home: null,
  };
}
