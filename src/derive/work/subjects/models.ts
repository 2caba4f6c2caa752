import type { Model } from '../../../model/plan/index.ts';
import { plural, words } from '../names.ts';
import { capital } from '../../../text/capital.ts';
import { subjectKey, type Subject } from '../subject.ts';
import { macroOf, mainRequirement, modelKeys, policyDecisions, riskKeys, type SubjectContext } from './context.ts';

const personal = new Set(['pii', 'health', 'location', 'secret', 'social']);

/** Core, embedded and supporting models, parents before children. */
export function modelSubjects(context: SubjectContext): Subject[] {
  const { design, homes } = context;
  const parents = parentsOf(context);
  const erasing = [...new Set(design.routes.filter((route) => route.path.endsWith('/me') && route.method === 'DELETE').flatMap((route) => route.requirements))].filter((id) => context.live.has(id)).slice(0, 2);
  return inParentOrder(design.models, parents).flatMap((model): Subject[] => {
    const kind = macroOf(model.kind);
    if (kind === null) return [];
    const fields = design.fields.filter((field) => field.model === model.id);
    const rules = fields.filter((field) => field.constraint !== null || field.values !== null).length;
    const indexes = design.indexes.filter((index) => index.model === model.id);
    const stored = model.embeddedIn ?? model.id;
    const methods = design.methods.filter((method) => method.reads.includes(model.id) || method.writes.includes(model.id)).length;
    const flags = new Set<string>();
    if (rules > 0) flags.add('rules');
    if (indexes.length > 0) flags.add('indexes');
    if (model.kind === 'embedded') flags.add('embedded');
    if (model.ownerScoped || fields.some((field) => personal.has(field.class))) flags.add('personal');
    const outside = fields.some((field) => field.key === 'external' || field.disposition === 'cache' || field.sources.some((source) => source.kind === 'provider'));
    return [{
      kind,
      id: model.id,
      slots: {
        model: model.name, noun: capital(words(model.name)), store: model.store, storeFile: design.models.find((one) => one.id === stored)?.store ?? model.store, file: model.name,
        ruleCount: String(rules), indexCount: plural(indexes.length, 'index', 'indexes'), indexPlans: indexes.length === 1 ? '1 plan uses an index scan' : `${indexes.length} plans use an index scan`,
        methodCount: String(Math.max(3, Math.min(12, methods + 2))),
      },
      lists: { indexIds: indexes.map((index) => index.id), main: mainRequirement(context, model.requirements), erasing },
      flags,
      related: {
        parents: (parents.get(model.id) ?? []).map((id) => subjectKey('model', id)),
        decisions: outside && kind === 'model' ? policyDecisions(context) : [],
        spikes: outside && kind === 'model' && model.name !== 'User' ? riskKeys(context, 'samples') : [],
      },
      serves: [model.id],
      sources: model.sources,
      confidence: model.confidence,
      home: homes.model(model)?.slug ?? null,
    }];
  });
}

/** Core parents of each model without cycles: an edge that would close one is left out. */
function parentsOf(context: SubjectContext): Map<string, string[]> {
  const { design } = context;
  const parents = new Map<string, string[]>(design.models.map((model) => [model.id, []]));
  const above = (child: string, wanted: string): boolean => child === wanted || (parents.get(child) ?? []).some((parent) => above(parent, wanted));
  const add = (child: string, parent: string): void => {
    const list = parents.get(child);
    if (list === undefined || !parents.has(parent) || list.includes(parent) || above(parent, child)) return;
    list.push(parent);
  };
  for (const model of design.models) if (model.embeddedIn !== null) add(model.id, model.embeddedIn);
  for (const relation of design.relations) {
    if (relation.cardinality !== 'many-to-many' && modelKeys(context, [relation.from], 'model').length > 0) add(relation.to, relation.from);
  }
  return parents;
}

function inParentOrder(models: readonly Model[], parents: ReadonlyMap<string, readonly string[]>): Model[] {
  const byId = new Map(models.map((model) => [model.id, model]));
  const out = new Map<string, Model>();
  const visit = (id: string): void => {
    const model = byId.get(id);
    if (model === undefined || out.has(id)) return;
    for (const parent of parents.get(id) ?? []) visit(parent);
    out.set(id, model);
  };
  for (const model of models) visit(model.id);
  return [...out.values()];
}
