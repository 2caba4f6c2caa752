import type { Design, Judgement, Method, Model } from '../../../model/plan/index.ts';
import type { TaskRules } from '../../../model/task-rules.ts';
import type { DeriveInput } from '../../input.ts';
import type { Home, Homes } from '../homes.ts';
import { subjectKey } from '../subject.ts';

/** What every subject builder reads. */
export interface SubjectContext {
  input: DeriveInput;
  design: Design;
  judgement: Judgement;
  rules: TaskRules;
  homes: Homes;
  methods: ReadonlyMap<string, Method>;
  /** Requirements that get tasks: neither rejected nor deferred. */
  live: ReadonlySet<string>;
}

/** Everything a method reaches through the methods it calls, itself included. */
export function reached(context: SubjectContext, start: readonly string[]): Method[] {
  const seen = new Map<string, Method>();
  const open = [...start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const method = context.methods.get(id);
    if (method === undefined || seen.has(id)) continue;
    seen.set(id, method);
    open.push(...method.calls);
  }
  return [...seen.values()];
}

/** Keys of the models among `ids`, by the macro that makes their leaves. */
export function modelKeys(context: SubjectContext, ids: Iterable<string>, kind: 'model' | 'supporting'): string[] {
  const wanted = new Set(ids);
  return context.design.models.filter((model) => wanted.has(model.id) && macroOf(model.kind) === kind).map((model) => subjectKey(kind, model.id));
}

/**
 * Models a route or job waits for: its own resource, and those that are there before its package. What sweeps over everything (erasure, nightly
 * checks) does not wait for resources that come later; each brings its own erase leaf.
 */
export function neededModels(context: SubjectContext, ids: Iterable<string>, home: Home, resource: string | null): string[] {
  const later = (model: Model): boolean => {
    const other = context.homes.model(model);
    return other !== null && (other.phase > home.phase || (other.phase === home.phase && other.place > home.place));
  };
  const late = new Set(context.design.models.filter((model) => model.id !== resource && later(model)).map((model) => model.id));
  return modelKeys(context, [...ids].filter((id) => !late.has(id)), 'model');
}

/** Macro of a model's kind; deferred models have no leaves. */
export function macroOf(kind: 'core' | 'supporting' | 'embedded' | 'deferred'): 'model' | 'supporting' | null {
  return kind === 'deferred' ? null : kind === 'supporting' ? 'supporting' : 'model';
}

export function errorKeys(context: SubjectContext, ids: Iterable<string>): string[] {
  return [...new Set(ids)].filter((id) => context.design.errors.some((error) => error.id === id)).map((id) => subjectKey('error', id));
}

/** `supporting:X` of the supporting stores whose id matches. */
export function storeKeys(context: SubjectContext, pattern: RegExp): string[] {
  return context.design.models.filter((model) => model.kind === 'supporting' && pattern.test(model.id)).map((model) => subjectKey('supporting', model.id));
}

/** Open decisions that provider data or AI waits for. */
export function policyDecisions(context: SubjectContext): string[] {
  return context.judgement.decisions.filter((decision) => decision.open && decision.id === 'DEC-provider-policy').map((decision) => subjectKey('decision', decision.id));
}

/** Risks whose leaf carries the flag. */
export function riskKeys(context: SubjectContext, flag: string): string[] {
  return context.judgement.risks.filter((risk) => riskKind(context, risk.id)?.flags.includes(flag)).map((risk) => subjectKey('risk', risk.id));
}

/** The first kind of the rules that fits the risk and this plan. */
export function riskKind(context: SubjectContext, id: string): TaskRules['riskKinds'][number] | undefined {
  const has = { provider: context.input.providers.length > 0, calls: context.design.methods.some((method) => method.call !== null) };
  return context.rules.riskKinds.find((kind) => kind.words.some((word) => id.toLowerCase().includes(word)) && (kind.needs === undefined || has[kind.needs]));
}

/** The requirement that says most about a node: of those it serves, the one that the fewest routes and jobs share. */
export function mainRequirement(context: SubjectContext, ids: readonly string[]): string[] {
  const shares = (id: string): number => [...context.design.routes, ...context.design.jobs].filter((node) => node.requirements.includes(id)).length;
  const live = ids.filter((id) => context.live.has(id));
  const [first] = live.map((id) => ({ id, count: shares(id) })).toSorted((a, b) => (a.count || Infinity) - (b.count || Infinity));
  return first === undefined ? [] : [first.id];
}
