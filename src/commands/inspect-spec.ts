import { clean } from '../text/clean.ts';
import { wrap } from '../text/wrap.ts';
import { UserError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { SpecSource } from '../model/spec.ts';
import { compareSpecs } from '../sources/spec/compare.ts';
import { pickFormat, type Context } from './context.ts';
import { readSpecs } from './gather.ts';
import { expand } from './paths.ts';
import { cut, findingsByRule, many, textTable } from './table.ts';

/** `plan inspect spec [paths...]`: what was read, as a table or JSON. Exit 0 also with findings, 2 when nothing could be read. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  const format = pickFormat(context.format, ['pretty', 'json']);
  const paths = args.length > 0 ? await expand(context, args, '{md,markdown,txt,rst}') : await context.disk.glob(['specs/**/*.md', 'docs/planning/**/*.md']);
  if (paths.length === 0) throw new UserError('No spec found', 'Write specs/<feature>/spec.md, or name a file: plan inspect spec FILE');
  const { sources, findings } = await readSpecs(context, paths);
  const all = [...findings, ...compareSpecs(sources, (await context.knowledge()).languages)];
  if (format === 'json') {
    context.io.stdout.write(`${JSON.stringify({ schemaVersion: 1, sources, findings: all }, null, 2)}\n`);
    return 0;
  }
  for (const source of sources) context.io.stdout.write(`${printSource(source, context.io.stdout.columns)}\n`);
  for (const finding of all) context.io.stdout.write(`${clean(finding.file ?? '')}:${finding.line}:${finding.column} ${finding.severity} ${clean(finding.message)} [${finding.rule}]\n  ${clean(finding.help)}\n`);
  context.io.stdout.write(`${inShort(sources, all, context.io.stdout.columns)}\n`);
  return 0;
}

/** The last lines, which a terminal shows: what each file gave, what was not understood in it, and findings by rule. */
function inShort(sources: readonly SpecSource[], findings: readonly Finding[], width: number): string {
  const lines = sources.map(source => {
    const counts = [many(source.requirements.length, 'requirement'), many(source.stories.length, 'story', 'stories'), many(source.scenarios.length, 'scenario'), many(source.entities.length, 'entity', 'entities'), many(source.metrics.length, 'metric')].filter(each => each !== null);
    const idle = source.requirements.filter(each => !each.backend.is).length;
    const rest = [many(source.unread.length, 'line'), many(source.openQuestions.length, 'open question'), many(source.placeholders.length, 'unfilled slot')];
    const lacking = [idle === 0 ? null : `${idle} of them no backend work`, rest[0] === null || rest[0] === undefined ? null : `${rest[0]} not understood`, rest[1], rest[2]].filter(each => each !== null);
    return `  ${source.path} (${source.dialect}, ${source.language}): ${counts.length === 0 ? 'nothing' : counts.join(', ')}; ${lacking.length === 0 ? 'every line understood' : lacking.join(', ')}`;
  });
  return ['In short', ...lines, `  ${findingsByRule(findings)}`].map(line => wrap(line, width)).join('\n');
}

function printSource(source: SpecSource, width: number): string {
  const counts = [
    many(source.requirements.length, 'requirement') ?? 'no requirement', many(source.stories.length, 'story', 'stories'), many(source.scenarios.length, 'scenario'), many(source.entities.length, 'entity', 'entities'), many(source.metrics.length, 'metric'),
    many(source.edgeCases.length, 'edge case'), many(source.assumptions.length, 'assumption'), many(source.outOfScope.length, 'line out of scope', 'lines out of scope'),
    many(source.openQuestions.length, 'open question'), many(source.unread.length, 'line not understood', 'lines not understood'),
  ].filter(each => each !== null);
  const idle = source.requirements.filter(each => !each.backend.is).map(each => `  ${each.line}: ${cut(each.backend.reason, width - 8)}`);
  const rows = source.requirements.map(each => [`${each.line}`, each.id ?? '-', each.priority ?? '-', each.kind === 'functional' ? 'F' : 'NF', clean(each.text)]);
  const parts = [`${source.path}  "${cut(source.title, 60)}"  ${source.dialect}, ${source.language}`, wrap(counts.join(', '), width)];
  if (rows.length > 0) parts.push('', textTable(['Line', 'Id', 'Priority', 'Kind', 'Requirement'], rows, width));
  if (source.entities.length > 0) parts.push('', textTable(['Line', 'Entity', 'Stored', 'Attributes'], source.entities.map(each => [`${each.line}`, each.implied === true ? `${clean(each.name)} (implied)` : clean(each.name), each.persisted === null ? '?' : each.persisted ? 'yes' : 'no', each.attributes.map(clean).join(', ')]), width));
  if (idle.length > 0) parts.push('', 'No backend work', ...idle);
  for (const [title, lines] of [['Open questions', source.openQuestions], ['Not understood', source.unread]] as const) {
    if (lines.length > 0) parts.push('', title, ...lines.map(each => `  ${each.line}: ${cut(each.text, width - 8)}`));
  }
  return `${parts.join('\n')}\n`;
}
