import type { Overrule } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import type { DatedFact, Knowledge, Provider, ProviderField } from '../model/knowledge.ts';
import { nearest } from '../text/nearest.ts';

const rowKeys = ['name', 'type', 'unit', 'nullable', 'class', 'disposition'] as const;
const factKeys = ['text', 'ends', 'replacement', 'values', 'perDay', 'per15Min', 'allowed'] as const;

/**
 * Knowledge as corrected by the settings of a project. A corrected row or fact stands as read by the user: it is stated, not reported, and
 * carries `overruled: <reason>`, which documents print. Throws UserError when the target is unknown, when keys do not belong to it, or when
 * nothing rests on the number given.
 */
export function overrule(knowledge: Knowledge, overrules: readonly Overrule[]): Knowledge {
  return overrules.reduce(applyOne, knowledge);
}

function applyOne(knowledge: Knowledge, change: Overrule): Knowledge {
  if (change.at !== undefined && change.fact === undefined) {
    refuseKeys(change, change.at, factKeys, rowKeys);
    return overruleRow(knowledge, change, change.at);
  }
  if (change.fact !== undefined && change.at === undefined) {
    refuseKeys(change, change.fact, rowKeys, factKeys);
    return overruleFact(knowledge, change, change.fact);
  }
  throw new UserError('plan.config.yaml: an overrule needs "at" (a catalogue row) or "fact" (a dated fact), one of them', 'Such as { at: strava#activity.distance, unit: km, reason: ... }.');
}

function refuseKeys(change: Overrule, target: string, wrong: readonly (keyof Overrule)[], right: readonly (keyof Overrule)[]): void {
  const [key] = wrong.filter(each => change[each] !== undefined);
  if (key !== undefined) throw new UserError(`plan.config.yaml: "${key}" cannot be overruled at ${target}`, `What can be: ${right.join(', ')}.`);
  if (right.every(each => change[each] === undefined)) throw new UserError(`plan.config.yaml: the overrule of ${target} changes nothing`, `Give at least one of: ${right.join(', ')}.`);
}

const because = (reason: string): string => `overruled: ${reason}`;

function overruleRow(knowledge: Knowledge, change: Overrule, at: string): Knowledge {
  const names = knowledge.providers.flatMap(provider => provider.models.flatMap(model => model.fields.map(field => `${provider.id}#${model.name}.${field.path}`)));
  if (!names.includes(at)) throw unknown('catalogue row', at, names);
  const { name, type, unit, nullable, class: kind, disposition } = change;
  const field = (row: ProviderField): ProviderField => {
    const { fact, ...rest } = row;
    void fact;
    return {
      ...rest,
      ...(name === undefined ? {} : { name }),
      ...(type === undefined ? {} : { type }),
      ...(unit === undefined ? {} : { unit }),
      ...(nullable === undefined ? {} : { nullable }),
      ...(kind === undefined ? {} : { class: kind }),
      ...(disposition === undefined ? {} : { disposition }),
      note: because(change.reason),
    };
  };
  return {
    ...knowledge,
    providers: knowledge.providers.map(provider => ({ ...provider, models: provider.models.map(model => ({ ...model, fields: model.fields.map(row => (`${provider.id}#${model.name}.${row.path}` === at ? field(row) : row)) })) })),
  };
}

function overruleFact(knowledge: Knowledge, change: Overrule, id: string): Knowledge {
  const all = [...knowledge.facts, ...knowledge.providers.flatMap(provider => provider.facts)];
  if (!all.some(fact => fact.id === id)) throw unknown('dated fact', id, all.map(fact => fact.id));
  const { text, ends, replacement } = change;
  const fact = (one: DatedFact): DatedFact =>
    one.id !== id ? one : { ...one, text: text ?? one.text, grade: 'read', source: because(change.reason), ...(ends === undefined ? {} : { ends }), ...(replacement === undefined ? {} : { replacement }) };
  const providers = knowledge.providers.map(provider => numbersOf({ ...provider, facts: provider.facts.map(fact) }, change, id));
  refuseIdle(knowledge.providers, change, id);
  return { ...knowledge, facts: knowledge.facts.map(fact), providers };
}

/** Caps, quotas, policy clauses and the AI rule that rest on the fact. */
function numbersOf(provider: Provider, change: Overrule, id: string): Provider {
  const { text, values, perDay, per15Min, allowed } = change;
  return {
    ...provider,
    caps: provider.caps.map(cap => (cap.fact === id && values !== undefined ? { ...cap, values, what: `${cap.what} (${because(change.reason)})` } : cap)),
    quotas: provider.quotas.map(quota => (quota.fact === id && (perDay !== undefined || per15Min !== undefined) ? { ...quota, what: `${quota.what} (${because(change.reason)})`, perDay: perDay ?? quota.perDay, per15Min: per15Min ?? quota.per15Min } : quota)),
    policy: provider.policy.map(clause => (clause.fact === id && text !== undefined ? { ...clause, text: `${text} (${because(change.reason)})` } : clause)),
    ai: provider.ai.fact === id ? { ...provider.ai, allowed: allowed ?? provider.ai.allowed, why: text === undefined ? provider.ai.why : `${text} (${because(change.reason)})` } : provider.ai,
  };
}

function refuseIdle(providers: readonly Provider[], change: Overrule, id: string): void {
  const rests = { values: providers.some(each => each.caps.some(cap => cap.fact === id)), perDay: providers.some(each => each.quotas.some(quota => quota.fact === id)), allowed: providers.some(each => each.ai.fact === id) };
  const idle = change.values !== undefined && !rests.values ? 'values' : (change.perDay !== undefined || change.per15Min !== undefined) && !rests.perDay ? 'perDay' : change.allowed !== undefined && !rests.allowed ? 'allowed' : null;
  if (idle !== null) throw new UserError(`plan.config.yaml: no number of the plan rests on the fact ${id}, so "${idle}" changes nothing`, 'Overrule its text, or name the fact that the number rests on.');
}

function unknown(what: string, name: string, known: readonly string[]): UserError {
  const near = nearest(name, known);
  const tail = name.split(/[#.]/).at(-1) ?? name;
  const like = known.filter(each => each.endsWith(`.${tail}`)).slice(0, 3);
  return new UserError(`plan.config.yaml: there is no ${what} "${name}"`, near !== null ? `Did you mean "${near}"?` : like.length > 0 ? `Close to it: ${like.join(', ')}.` : `Such as ${known[0] ?? 'none'}.`);
}
