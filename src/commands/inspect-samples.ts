import { trackedFiles } from '../io/git-disk.ts';
import { trackedFindings, trackedRule } from '../sources/samples/tracked.ts';
import { clean } from '../text/clean.ts';
import { UserError } from '../model/errors.ts';
import type { SampleModel } from '../model/samples.ts';
import { pickFormat, type Context } from './context.ts';
import { expand, readSamples } from './gather.ts';
import { textTable } from './table.ts';

/** `plan inspect samples [paths...]`: models and fields, never a value. Exit 0 also with findings, 2 when nothing could be read. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  const format = pickFormat(context.format, ['pretty', 'json']);
  const paths = args.length > 0 ? await expand(context, args) : await context.disk.glob(context.config.samples ?? ['requirements/strava-data/**/*.{json,ndjson}']);
  if (paths.length === 0) throw new UserError('No sample found', 'Put JSON or NDJSON below requirements/strava-data/, or name a file: plan inspect samples FILE');
  const { facts, findings: read } = await readSamples(context, paths);
  const level = context.config.rules?.[trackedRule];
  const findings = level === 'off' ? read : [...read, ...trackedFindings(facts.files, await trackedFiles(context.disk.root), level === 'info' ? 'info' : 'warning')];
  const readable = facts.files.some(file => file.records > 0 || file.empty || file.models.length > 0);
  if (format === 'json') context.io.stdout.write(`${JSON.stringify({ schemaVersion: 1, models: facts.models, findings }, null, 2)}\n`);
  else {
    for (const model of facts.models) context.io.stdout.write(`${printModel(model, context.io.stdout.columns)}\n`);
    for (const finding of findings) context.io.stdout.write(`${finding.file ?? ''}:${finding.line}:${finding.column} ${finding.severity} ${clean(finding.message)} [${finding.rule}]\n  ${clean(finding.help)}\n`);
  }
  return readable || findings.every(finding => finding.severity !== 'error') ? 0 : 2;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function printModel(model: SampleModel, width: number): string {
  const rows = model.fields.map(field => [
    clean(field.path),
    field.types.filter(type => type !== 'null').join('|') || 'null',
    percent(field.presence),
    percent(field.nulls),
    field.unit ?? field.format ?? '-',
    field.class,
    field.disposition,
    field.catalogue === null ? `inferred, ${Math.round(field.confidence * 100)} % sure` : 'catalogue',
  ]);
  const variants = model.variants.map(variant => `${variant.by}=${clean(variant.value)}: ${variant.records}`).join(', ');
  return [`${clean(model.name)}  ${model.kind}, ${model.records} records in ${model.files.length} file(s)${variants === '' ? '' : `; ${variants}`}`, textTable(['Field', 'Types', 'Present', 'Null', 'Unit', 'Class', 'Keep', 'Known from'], rows, width), ''].join('\n');
}
