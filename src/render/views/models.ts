import type { Field, Model } from '../../model/plan/index.ts';
import { trace } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, prose, quoted, row, sentence } from '../text.ts';

/** One model with its fields, as seed 003 lays it out: name (kind), then `field: type (constraints)` (SEED-003-8). */
export function modelBlock(page: Page, model: Model): View {
  const { plan, profile } = page.site;
  const fields = plan.fields.filter(field => field.model === model.id);
  const noun = model.kind === 'embedded' ? `embedded in ${code(model.embeddedIn ?? '')}` : (profile.terms['modelNoun'] ?? 'model');
  return {
    id: code(model.id),
    line: `${code(model.id)} (${noun}, ${code(model.store)}): ${prose(model.purpose).replace(/\.$/, '')}; kept ${prose(model.retention).replace(/^kept /, '')}.`,
    trace: trace(page, model),
    fields: fields.map(field => fieldLine(page, field, model)),
    plain: `${fields.map(field => fieldText(page, field)).join('; ')}.`,
    states: model.states === null ? null : `States of ${code(`${model.id}.${model.states.field}`)}: ${model.states.moves.map(move => `${prose(move.from)} -> ${prose(move.to)} (${prose(move.by)})`).join('; ')}.`,
    dropped: dropped(model),
  };
}

/** Whether a spec or sample asks for a model, so that its fields are the product's; the rest is machinery such as the outbox. */
export function isOfTheProduct(model: Model): boolean {
  return model.kind !== 'supporting' || model.requirements.length > 0 || model.sources.some(source => source.kind === 'spec' || source.kind === 'sample');
}

/** A supporting model in one table row; the fields of one that a requirement asks for stand below the table. */
export function supportingRow(page: Page, model: Model): Record<string, string> {
  const fields = page.site.plan.fields.filter(field => field.model === model.id);
  return row({
    id: model.id,
    holds: `${code(model.store)}: ${prose(model.purpose).replace(/\.$/, '')}; kept ${prose(model.retention).replace(/^kept /, '')}`,
    fields: isOfTheProduct(model) ? 'below' : fields.map(field => fieldText(page, field)).join('; '),
    trace: trace(page, model),
  });
}

/** `expires_at: datetime UTC (ttl)`. */
function fieldText(page: Page, field: Field): string {
  const rules = [field.key === 'primary' ? 'primary key' : '', field.constraint ?? '', field.class === 'secret' ? 'class secret' : '', field.disposition === 'encrypt' ? 'encrypt' : ''].filter(rule => rule !== '');
  return prose(`${field.name}: ${typeName(page, field.type)}${field.nullable ? ' or null' : ''}${rules.length === 0 ? '' : ` (${rules.join(', ')})`}`);
}

function fieldLine(page: Page, field: Field, model: Model): string {
  const rules = [
    field.key === 'primary' ? 'primary key' : field.key === 'reference' ? 'reference' : field.key === 'external' ? 'external id' : '',
    field.unit ?? '',
    field.constraint === null ? '' : field.constraint,
    field.values === null ? '' : `one of ${field.values.join(', ')}`,
    field.class === 'none' ? '' : `class ${field.class}`,
    field.disposition === 'store' ? '' : field.disposition,
    field.note ?? '',
  ].filter(rule => rule !== '');
  const text = `${typeName(page, field.type)}${field.nullable ? ' or null' : ''}${rules.length === 0 ? '' : ` (${rules.join('; ')})`}`;
  return `**${field.id}**: ${prose(text)} ${trace(page, field, model)}`;
}

/** The profile's word for a neutral type; `list<int>` goes through the profile's own list word with its slot `{of}`. */
function typeName(page: Page, neutral: string): string {
  const { types } = page.site.profile;
  const list = /^list<(.+)>$/.exec(neutral)?.[1];
  if (list === undefined) return types[neutral] ?? neutral;
  const inner = types[list] ?? list;
  return (types['list'] ?? 'list[{of}]').replace('{of}', () => inner);
}

/** Fields that are not stored, grouped by reason: `start_latlng, end_latlng (location), device_name (pii): no requirement needs them`. */
export function dropped(model: Model): string[] {
  const reasons = new Map<string, Map<string, string[]>>();
  for (const field of model.dropped) {
    const classes = reasons.get(field.reason) ?? new Map<string, string[]>();
    classes.set(field.class, [...(classes.get(field.class) ?? []), field.path]);
    reasons.set(field.reason, classes);
  }
  return [...reasons].map(([reason, classes]) => `${[...classes].map(([name, paths]) => `${paths.map(quoted).join(', ')} (${name})`).join('; ')}: ${sentence(prose(reason))}`);
}
