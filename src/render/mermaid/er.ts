import type { Plan, Relation } from '../../model/plan/index.ts';
import { label } from './label.ts';

const marks: Readonly<Record<Relation['cardinality'], string>> = {
  'one-to-one': '||--||',
  'one-to-maybe-one': '||--o|',
  'one-to-many': '||--o{',
  'many-to-many': '}o--o{',
};

/** Core and embedded models with their relations; each edge says by what field and what enforces it. */
export function erDiagram(plan: Plan): string[] {
  const names = new Set(plan.models.filter(model => model.kind === 'core' || model.kind === 'embedded').map(model => model.id));
  const relations = plan.relations.filter(relation => names.has(relation.from) && names.has(relation.to));
  const related = new Set(relations.flatMap(relation => [relation.from, relation.to]));
  return [
    'erDiagram',
    ...[...names].filter(name => !related.has(name)).map(name => `  ${entity(name)}`),
    ...relations.map(relation => `  ${entity(relation.from)} ${marks[relation.cardinality]} ${entity(relation.to)} : ${label(relation.enforcedBy === 'embedded' ? 'embedded' : `${relation.via}, ${relation.enforcedBy}`)}`),
  ];
}

function entity(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_-]*$/.test(name) ? name : label(name);
}
