import { oneThing, plural, words } from '../names.ts';
import { capital } from '../../../text/capital.ts';
import { subjectKey, type Subject } from '../subject.ts';
import { errorKeys, mainRequirement, modelKeys, neededModels, policyDecisions, reached, riskKeys, storeKeys, type SubjectContext } from './context.ts';

/** Outside calls: the gateway methods that leave the process. */
export function callSubjects(context: SubjectContext): Subject[] {
  const { design, homes } = context;
  const aiOnly = new Set(design.jobs.filter((job) => job.ai).flatMap((job) => job.calls));
  for (const job of design.jobs.filter((one) => !one.ai)) for (const id of job.calls) aiOnly.delete(id);
  const firstOf = new Set<string>();
  return design.methods.flatMap((method): Subject[] => {
    if (method.call === null) return [];
    const provider = context.input.providers.find((one) => one.gateway === method.service);
    const gateway = method.service.replace(/Gateway$/, '');
    const { call, throws } = method;
    const needs = provider?.calls.find((one) => one.name === method.name)?.needs;
    const linking = provider !== undefined && (needs === 'connect' || needs === 'refresh') ? homes.connection(provider.id) : null;
    const first = !firstOf.has(method.service);
    firstOf.add(method.service);
    const flags = new Set<string>([call.retry]);
    if (call.quota) flags.add('quota');
    if (provider !== undefined) flags.add('provider');
    const callers = [...design.jobs.filter((job) => job.calls.includes(method.id)), ...design.routes.filter((route) => reached(context, [route.handledBy]).includes(method))].flatMap((node) => node.requirements);
    return [{
      kind: 'call',
      id: method.id,
      slots: {
        call: method.id, file: gateway, fixture: `${gateway} ${method.name}`, case: method.name, purpose: capital(oneThing(method.purpose)),
        timeout: seconds(call.timeoutMs), timeoutProof: throws[0] === undefined ? `a timeout after ${seconds(call.timeoutMs)} of fake clock` : `\`${throws.find((id) => /UNAVAILABLE|TIMEOUT/.test(id)) ?? throws[0]}\` after ${seconds(call.timeoutMs)} of fake clock`,
        failureCount: plural(Math.max(1, throws.length), 'failure'), failureProof: throws.length === 0 ? '1 typed error' : `${throws.length} passed`,
      },
      lists: { main: mainRequirement(context, callers.length > 0 ? callers : method.requirements), errorIds: throws },
      flags,
      related: {
        errors: errorKeys(context, throws),
        decisions: aiOnly.has(method.id) || provider !== undefined ? policyDecisions(context) : [],
        spikes: first && provider !== undefined ? riskKeys(context, 'cap') : aiOnly.has(method.id) ? riskKeys(context, 'spike').filter((key) => !riskKeys(context, 'cap').includes(key)) : [],
        models: modelKeys(context, [...method.reads, ...method.writes], 'model'),
      },
      serves: [method.id],
      sources: method.sources,
      confidence: method.confidence,
      home: aiOnly.has(method.id) ? homes.aiGateway().slug : (linking?.slug ?? null),
    }];
  });
}

export function jobSubjects(context: SubjectContext): Subject[] {
  const { design, homes } = context;
  return design.jobs.map((job): Subject => {
    const methods = reached(context, job.calls);
    const touched = [...new Set([...job.reads, ...job.writes])];
    const starters = job.startedBy.filter((id) => design.routes.some((route) => route.id === id));
    const requirements = job.requirements.filter((id) => context.live.has(id));
    const home = homes.job(job) ?? (job.ai ? homes.aiGateway() : homes.fixed(design.routes.some((route) => route.auth === 'webhook') ? 'events' : 'job-runner'));
    return {
      kind: 'job',
      id: job.id,
      slots: { job: job.id, file: job.id, purpose: capital(oneThing(job.purpose)), attempts: String(job.attempts) },
      lists: { requirements },
      flags: new Set(starters.length > 0 || job.schedule === null ? ['enqueued'] : ['scheduled']),
      related: {
        models: neededModels(context, touched, home, null),
        supports: [...new Set([...modelKeys(context, touched, 'supporting'), ...storeKeys(context, /^job/i)])],
        calls: methods.filter((method) => method.call !== null).map((method) => subjectKey('call', method.id)),
        errors: errorKeys(context, job.throws),
        decisions: job.ai || methods.some((method) => context.input.providers.some((provider) => provider.gateway === method.service)) ? policyDecisions(context) : [],
      },
      serves: [job.id],
      sources: job.sources,
      confidence: job.confidence,
      home: home.slug,
    };
  });
}

export function errorSubjects(context: SubjectContext): Subject[] {
  return context.design.errors.map((error): Subject => ({
    kind: 'error',
    id: error.id,
    slots: { error: error.id, case: words(error.id), proof: error.status === null ? 'a typed error with its cause' : `a ${error.status} body with this code` },
    lists: {},
    flags: new Set(),
    related: {},
    serves: [error.id],
    sources: error.sources,
    confidence: error.confidence,
    home: null,
  }));
}

export function metricSubjects(context: SubjectContext): Subject[] {
  const { design } = context;
  return design.metrics.map((metric): Subject => {
    const requirements = metric.requirements.filter((id) => context.live.has(id));
    const served = design.routes.filter((route) => route.requirements.some((id) => metric.requirements.includes(id))).flatMap((route) => (route.resource === null ? [] : [route.resource]));
    const read = [...(design.services.find((service) => service.id === metric.service)?.reads ?? []), ...served];
    return {
      kind: 'metric',
      id: metric.id,
      slots: { metric: metric.id, file: metric.id.replace(/^MET-/, '') },
      lists: { requirements },
      flags: new Set(),
      related: { models: modelKeys(context, read, 'model') },
      serves: [metric.id],
      sources: metric.sources,
      confidence: metric.confidence,
      home: null,
    };
  });
}

function seconds(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}

