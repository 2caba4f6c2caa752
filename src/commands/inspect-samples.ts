import { trackedFiles } from '../io/git-disk.ts';
import { trackedFindings, trackedRule } from '../sources/samples/tracked.ts';
import { clean } from '../text/clean.ts';
import { wrap } from '../text/wrap.ts';
import { UserError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { SampleFacts, SampleField, SampleModel } from '../model/samples.ts';
import { pickFormat, type Context } from './context.ts';
import { expand } from './paths.ts';
import { readSamples } from './read-samples.ts';
import { cut, cutFront, findingsByRule, many, textTable } from './table.ts';

/** `plan inspect samples [paths...]`: models and fields, never a value. Exit 0 also with findings, 2 when nothing could be read. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  const format = pickFormat(context.format, ['pretty', 'json']);
  const paths = args.length > 0 ? await expand(context, args) : await context.disk.glob(context.config.samples ?? ['requirements/strava-data/**/*.{json,ndjson,yaml,yml}'], 'links');
  if (paths.length === 0) throw new UserError('No sample found', 'Put JSON or NDJSON below requirements/strava-data/, or name a file: plan inspect samples FILE');
  const { facts, findings: read } = await readSamples(context, paths);
  const level = context.config.rules?.[trackedRule];
  const findings = level === 'off' ? read : [...read, ...trackedFindings(facts.files, await trackedFiles(context.disk.root), level === 'info' ? 'info' : 'warning')];
  const readable = facts.files.some(file => file.records > 0 || file.empty || file.contract || file.models.length > 0);
  if (format === 'json') context.io.stdout.write(`${JSON.stringify({ schemaVersion: 1, models: facts.models, findings }, null, 2)}\n`);
  else {
    for (const model of facts.models) context.io.stdout.write(`${printModel(model, context.io.stdout.columns)}\n`);
    for (const finding of findings) context.io.stdout.write(`${clean(finding.file ?? '')}:${finding.line}:${finding.column} ${finding.severity} ${clean(finding.message)} [${finding.rule}]\n  ${clean(finding.help)}\n`);
    context.io.stdout.write(`${inShort(facts, findings, context.io.stdout.columns)}\n`);
  }
  return readable || findings.every(finding => finding.severity !== 'error') ? 0 : 2;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** On a narrow screen one column says how many records hold a value, long paths keep their end. */
function printModel(model: SampleModel, width: number): string {
  const narrow = width < 110;
  const rows = model.fields.map(field => [
    narrow ? cutFront(field.path, width - 61) : clean(field.path),
    narrow ? cut(typesOf(field), 10) : typesOf(field),
    ...(narrow ? [percent(field.presence * (1 - field.nulls))] : [percent(field.presence), percent(field.nulls)]),
    narrow ? cut(field.unit ?? field.format ?? '-', 10) : (field.unit ?? field.format ?? '-'),
    field.class,
    field.disposition,
    field.catalogue === null ? `${Math.round(field.confidence * 100)} % sure` : 'catalogue',
  ]);
  const header = ['Field', 'Types', ...(narrow ? ['Filled'] : ['Present', 'Null']), 'Unit', 'Class', 'Keep', 'Known by'];
  const variants = model.variants.map(variant => `${variant.by}=${clean(variant.value)}: ${variant.records}`).join(', ');
  return [wrap(`${clean(model.name)}  ${model.kind}, ${many(model.records, 'record') ?? 'no record'} in ${many(model.files.length, 'file') ?? 'no file'}${variants === '' ? '' : `; ${variants}`}`, width), textTable(header, rows, width), ''].join('\n');
}

const typesOf = (field: SampleField): string => field.types.filter(type => type !== 'null').join('|') || 'null';

/** The last lines, which a terminal shows: what each model was made of, how sure it is, what is sensitive and what was not understood. */
function inShort(facts: SampleFacts, findings: readonly Finding[], width: number): string {
  const lines = facts.models.map(model => {
    const known = model.fields.filter(field => field.catalogue !== null).length;
    const unsure = model.fields.filter(field => field.catalogue === null && field.confidence < 1).length;
    return `  ${clean(model.name)}: ${many(model.records, 'record') ?? 'no record, declared only'}, ${many(model.fields.length, 'field') ?? 'no field'}${known === 0 ? '' : `, ${known} by the catalogue`}${unsure === 0 ? '' : `, ${unsure} from few records`}`;
  });
  const sensitive = (['secret', 'location', 'health', 'pii'] as const).flatMap(kind => {
    const files = facts.files.filter(file => file.sensitive.includes(kind)).length;
    return files === 0 ? [] : [`${kind} in ${many(files, 'file') ?? ''}`];
  });
  const contracts = facts.files.filter(file => file.contract).map(file => file.path);
  const unread = facts.files.filter(file => file.models.length === 0 && !file.empty && !file.contract).map(file => file.path);
  return [
    'In short',
    ...lines,
    ...(sensitive.length === 0 ? [] : [`  sensitive: ${sensitive.join(', ')}; no value leaves memory`]),
    ...(contracts.length === 0 ? [] : [`  declared contract, compared: ${contracts.map(clean).join(', ')}`]),
    ...(unread.length === 0 ? [] : [`  not understood: ${unread.join(', ')}`]),
    `  ${findingsByRule(findings)}`,
  ].map(line => wrap(line, width)).join('\n');
}
