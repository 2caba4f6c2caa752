import { assumed, byRule } from '../defaults.ts';
import type { Question, Situation } from '../question.ts';

/** Stored fields of a class that asks for a purpose: where somebody is, and how somebody is. */
const delicate = ({ plan }: Situation): string[] => plan.fields.filter(field => (field.class === 'location' || field.class === 'health') && field.disposition !== 'drop').map(field => field.id);

/** Fields that are sometimes null in the data and that an index or a computed number of the plan reads. */
function reliedOnNulls({ plan }: Situation): string[] {
  const read = [...plan.indexes.map(index => index.id), ...plan.metrics.map(metric => JSON.stringify(metric))].join('\n');
  return plan.fields.filter(field => field.nullable && field.disposition !== 'drop' && field.sources.some(source => source.kind === 'sample') && new RegExp(`\\b${field.name}\\b`).test(read)).map(field => field.id);
}

/** Fields of the samples by the form in which they write a moment, where there is more than one form. */
function dateForms({ facts }: Situation): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  for (const model of facts.samples.models) {
    for (const field of model.fields) {
      if (field.format === null || !/date|time|epoch/i.test(field.format)) continue;
      forms.set(field.format, [...(forms.get(field.format) ?? []), `${model.name}.${field.path}`]);
    }
  }
  return forms;
}

const conflictsOf = ({ plan }: Situation): Situation['plan']['decisions'] => plan.decisions.filter(each => each.asks === 'conflicts' && each.open).slice(0, 5);
const few = (ids: readonly string[]): string => `${ids.slice(0, 4).join(', ')}${ids.length > 4 ? ` and ${ids.length - 4} more` : ''}`;

/** Questions that the files themselves raise: they are asked only where the evidence is there (SEED-002-11, SEED-002-14). */
export const evidence: readonly Question[] = [
  {
    key: 'conflicts',
    catalogue: 'Q0.5',
    step: 'Bootstrap',
    core: false,
    roles: ['pm'],
    form: 'list',
    prompt: situation => `Which side holds? ${conflictsOf(situation).map(each => `${each.id}: ${each.options.map(option => `${option.key} ${option.text}`).join(' or ')}`).join('. ')}`,
    help: 'Two lines of your files cannot both hold. Write the decision and the option you keep, at most five; the others stay open.',
    example: 'DEC-conflict-fr-001-fr-002=A',
    why: 'The plan is derived from both until a person chooses.',
    feeds: ['charter', 'prd'],
    weight: () => 72,
    when: situation => conflictsOf(situation).length > 0,
    default: () => assumed([], 'both stay until somebody chooses'),
  },
  {
    key: 'field-purposes',
    catalogue: 'Q2.4',
    step: 'PRD',
    core: false,
    roles: ['pm', 'engineer'],
    form: 'list',
    prompt: situation => `What are these fields about place or health needed for? ${few(delicate(situation))}`,
    help: 'One sentence each; a field without a purpose should not be stored.',
    example: 'Activity.start_latlng: shows the start on the map of its owner',
    why: 'Privacy law asks for a purpose per field, and a place tells where somebody lives.',
    feeds: ['prd', 'add'],
    weight: () => 64,
    when: situation => delicate(situation).length > 0,
    default: () => assumed([], 'no purpose is stated anywhere'),
  },
  {
    key: 'null-fields',
    catalogue: 'Q2.4',
    step: 'PRD',
    core: false,
    roles: ['engineer'],
    form: 'list',
    prompt: situation => `The plan reads fields that are sometimes null in your samples: ${few(reliedOnNulls(situation))}. What then?`,
    help: 'Write field=skip (leave the row out), field=zero or field=refuse; leave it empty to leave such rows out.',
    example: 'Activity.average_heartrate=skip',
    why: 'A sum or a sort over null fields is wrong without a rule.',
    feeds: ['prd', 'add'],
    weight: () => 44,
    when: situation => reliedOnNulls(situation).length > 0,
    default: () => byRule([], 'rows without the value are left out'),
  },
  {
    key: 'date-formats',
    catalogue: 'Q2.4',
    step: 'PRD',
    core: false,
    roles: ['engineer'],
    form: 'one',
    prompt: situation => `Moments come in ${dateForms(situation).size} forms (${[...dateForms(situation)].map(([form, fields]) => `${form}: ${fields[0] ?? ''}`).join('; ')}). Which one is stored?`,
    help: 'All are converted once, at the door.',
    example: 'utc',
    why: 'Two forms side by side sort and compare wrongly.',
    feeds: ['add'],
    weight: () => 43,
    when: situation => dateForms(situation).size > 1,
    choices: () => [
      { value: 'utc', text: 'UTC timestamps everywhere' },
      { value: 'utc-and-local', text: 'UTC, and the local time beside it where the source gives one' },
    ],
    default: () => byRule('utc', 'house rule: one clock'),
  },
];
