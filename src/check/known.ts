import { blueprintOf } from './blueprint.ts';
import { prefixOf } from './ids.ts';
import type { IdKind } from './ids.ts';
import type { Group } from './run.ts';

/** Ids that documents of the group declare in any way, with what tells whether an unknown id was meant to be one of them. */
export type Known = {
  ids: ReadonlySet<string>;
  /** First path segments of declared routes, such as `v1`. */
  bases: ReadonlySet<string>;
  /** Prefixes of declared author ids, such as `FR`. */
  prefixes: ReadonlySet<string>;
  kinds: ReadonlySet<IdKind>;
  models: ReadonlySet<string>;
};

/** What the documents of a group declare, read once a group. */
export function knownOf(group: Group): Known {
  return (group.worked.known ??= readKnown(group));
}

function readKnown(group: Group): Known {
  const ids = new Set(group.declared.keys());
  const blueprint = blueprintOf(group);
  for (const method of blueprint.methods) ids.add(method);
  const models = new Set<string>();
  for (const sheet of group.sheets) {
    for (const declaration of sheet.declarations) {
      if (declaration.how !== 'cell' || declaration.kind !== null || declaration.section === null) continue;
      if (/data models/i.test(declaration.section.heading.text)) models.add(declaration.id);
    }
  }
  for (const model of blueprint.models) models.add(model.name);
  for (const model of models) ids.add(model);
  // Without package plans the table of all leaves is where tasks stand.
  if (group.boxes.size === 0) for (const { reference } of group.references) if (reference.kind === 'task' && reference.column === 'task') ids.add(reference.id);
  const bases = new Set<string>();
  const prefixes = new Set<string>();
  const kinds = new Set<IdKind>();
  for (const { declaration } of group.declared.values()) {
    if (declaration.kind !== null) kinds.add(declaration.kind);
    if (declaration.kind === 'route') bases.add(firstSegment(declaration.id));
    if (declaration.kind === 'author') prefixes.add(prefixOf(declaration.id));
  }
  if (group.boxes.size > 0) kinds.add('task');
  for (const id of group.boxes.keys()) ids.add(id);
  return { ids, bases, prefixes, kinds, models };
}

export const firstSegment = (route: string): string => route.split('/')[1] ?? '';
