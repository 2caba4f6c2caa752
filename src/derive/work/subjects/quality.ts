import type { Nfr } from '../../../model/plan/index.ts';
import { subjectKey, type Subject } from '../subject.ts';
import { riskKeys, riskKind, type SubjectContext } from './context.ts';

/** How a target is proved: by load, by a test of its own, from a metric the code writes, or read off a log or report. */
export function proofOf(nfr: Nfr): 'load' | 'security' | 'acceptance' | 'metric' | 'report' {
  if (/load/i.test(nfr.measuredBy)) return 'load';
  if (/test/i.test(nfr.measuredBy)) return nfr.area === 'security' || nfr.area === 'privacy' ? 'security' : 'acceptance';
  return /metric|field/i.test(nfr.measuredBy) ? 'metric' : 'report';
}

export function nfrSubjects(context: SubjectContext): Subject[] {
  const { design, homes } = context;
  return context.judgement.nfrs.map((nfr): Subject => {
    const text = `${nfr.class} ${nfr.load} ${nfr.measuredBy}`;
    const shared = (ids: readonly string[]): boolean => ids.some((id) => nfr.requirements.includes(id));
    const routes = design.routes.filter((route) => text.includes(route.id) || shared(route.requirements));
    const jobs = design.jobs.filter((job) => text.includes(job.id) || shared(job.requirements));
    return {
      kind: 'nfr',
      id: nfr.id,
      slots: { nfr: nfr.id, target: nfr.target, file: nfr.id.replace(/^NFR-/, '') },
      lists: { requirements: nfr.requirements.filter((id) => context.live.has(id)) },
      flags: new Set([proofOf(nfr), ...(/driver|database/i.test(`${nfr.measuredBy} ${nfr.metric}`) ? ['database'] : []), ...(/\b(?:probe|backup) log\b/i.test(nfr.measuredBy) ? ['watched'] : [])]),
      related: { routes: routes.map((route) => subjectKey('route', route.id)), jobs: jobs.map((job) => subjectKey('job', job.id)) },
      serves: [nfr.id],
      sources: nfr.sources,
      confidence: nfr.confidence,
      home: homes.fixed('hardening-load').slug,
    };
  });
}

export function riskSubjects(context: SubjectContext): Subject[] {
  const { design, homes, judgement } = context;
  const calls = design.methods.filter((method) => method.call !== null);
  const renewing = calls.filter((method) => method.call?.retry === 'before-send');
  const gateways = new Set(context.input.providers.map((provider) => provider.gateway));
  const counted = calls.filter((method) => method.call?.quota === true && (gateways.size === 0 || gateways.has(method.service)));
  const policy = judgement.decisions.filter((decision) => decision.open && decision.id === 'DEC-provider-policy').map((decision) => subjectKey('decision', decision.id));
  /** Answered by a leaf every plan has, such as the restore drill. */
  const drilled = new Set(context.rules.fixed.filter((step) => step.when.every((flag) => flag === 'models')).flatMap((step) => step.for));
  return judgement.risks.map((risk): Subject => {
    const kind = riskKind(context, risk.id);
    const flags = kind?.flags ?? [];
    const proved = flags.includes('race') ? renewing : flags.includes('quota') ? counted : [];
    const personal = flags.includes('privacy') || flags.includes('held') ? design.models.filter((model) => model.kind === 'core').map((model) => subjectKey('model', model.id)) : [];
    const bodies = flags.includes('security') || flags.includes('tried') ? design.routes.filter((route) => route.request.some((field) => field.in === 'body')).map((route) => subjectKey('route', route.id)) : [];
    const ai = design.jobs.filter((job) => job.ai && (flags.includes('privacy') || flags.includes('security'))).map((job) => subjectKey('job', job.id));
    return {
      kind: 'risk',
      id: risk.id,
      slots: { risk: risk.id, file: risk.id.replace(/^RISK-/, ''), provider: context.input.providers[0]?.name ?? 'the provider' },
      lists: {},
      flags: new Set([...flags, ...(drilled.has(risk.id) ? ['drilled'] : [])]),
      related: {
        calls: proved.map((method) => subjectKey('call', method.id)),
        models: personal,
        routes: bodies,
        jobs: ai,
        decisions: kind?.home === 'decisions' ? [] : policy,
      },
      serves: [risk.id],
      sources: risk.sources,
      confidence: risk.confidence,
      home: kind?.home === 'latest' && proved.length > 0 ? 'latest' : homes.fixed(kind === undefined || kind.home === 'latest' ? 'deploy-and-release' : kind.home).slug,
    };
  });
}

/** Decisions that a person still has to take, each recorded by one leaf. */
export function decisionSubjects(context: SubjectContext): Subject[] {
  return context.judgement.decisions.filter((decision) => decision.open).map((decision): Subject => ({
    kind: 'decision',
    id: decision.id,
    slots: { decision: decision.id },
    lists: {},
    flags: new Set(),
    related: { spikes: decision.id === 'DEC-promise-gap' ? riskKeys(context, 'gap') : [] },
    serves: [decision.id],
    sources: decision.sources,
    confidence: decision.confidence,
    home: context.homes.fixed('decisions').slug,
  }));
}

/** Requirements that neither route, job, metric nor NFR serves: each gets one proof, so that none is lost. */
export function requirementSubjects(context: SubjectContext): Subject[] {
  const { design, judgement } = context;
  const served = new Set([
    ...design.routes.flatMap((route) => route.requirements), ...design.jobs.flatMap((job) => job.requirements),
    ...design.metrics.flatMap((metric) => metric.requirements), ...judgement.nfrs.flatMap((nfr) => nfr.requirements),
  ]);
  return design.requirements.filter((requirement) => context.live.has(requirement.id) && !served.has(requirement.id)).map((requirement): Subject => ({
    kind: 'requirement',
    id: requirement.id,
    slots: { requirement: requirement.id, file: requirement.id },
    lists: { requirements: [requirement.id] },
    flags: new Set(),
    related: {},
    serves: [requirement.id],
    sources: requirement.sources,
    confidence: requirement.confidence,
    home: context.homes.fixed('hardening-load').slug,
  }));
}
