import { clean } from '../text/clean.ts';
import { rules } from '../check/rules/index.ts';
import { traceOf } from '../derive/trace.ts';
import { UserError } from '../model/errors.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Source } from '../model/source.ts';
import { nearest } from '../text/nearest.ts';
import { chooseFeature, pickFormat, type Context } from './context.ts';
import { featureOf } from './feature-of.ts';
import { derivedFromState } from './session.ts';

/** `plan explain ID`: a rule with its reason and example, `score` with its parts, or a plan node with its chain to the source line. */
export async function run(context: Context, args: readonly string[]): Promise<number> {
  const id = args[0] ?? '';
  const format = pickFormat(context.format, ['pretty', 'json']);
  const rule = rules.find(each => each.id === id);
  if (rule !== undefined) {
    context.io.stdout.write(format === 'json' ? `${JSON.stringify({ id: rule.id, about: rule.about, severity: rule.severity, set: rule.set, fix: rule.fix, bad: rule.bad, good: rule.good }, null, 2)}\n` : `${rule.id} (${rule.severity}, set ${rule.set})\n\n${rule.about}\nWhat to do: ${rule.fix}\n\nBreaks the rule:\n${indent(rule.bad)}\n\nHolds it:\n${indent(rule.good)}\n`);
    return 0;
  }
  const { plan } = await derivedFromState(context, id === 'score' ? await chooseFeature(context, args[1], 'plan explain score') : await featureOf(context, 'explain', id, args[1]));
  if (id === 'score') {
    if (format === 'json') context.io.stdout.write(`${JSON.stringify(plan.score, null, 2)}\n`);
    else context.io.stdout.write(`${plan.score.parts.map(part => `${part.code.padEnd(4)} ${part.points.toFixed(1).padStart(5)} of ${part.max}  ${part.title}: ${part.detail}`).join('\n')}\nsum ${plan.score.total.toFixed(1)} of ${plan.score.max}${plan.score.caps.length === 0 ? '' : `\ncapped: ${plan.score.caps.join('; ')}`}\n`);
    return 0;
  }
  const nodes = nodesOf(plan);
  const node = nodes.get(id);
  if (node === undefined) {
    const near = nearest(id, [...nodes.keys(), ...rules.map(each => each.id)]);
    throw new UserError(`Nothing is called "${id}"`, near === null ? 'Name a rule, "score", or an id from the documents.' : `Did you mean "${near}"?`);
  }
  if (format === 'json') context.io.stdout.write(`${JSON.stringify({ kind: node.kind, ...node.data }, null, 2)}\n`);
  else context.io.stdout.write(chain(plan, id, node));
  return 0;
}

const indent = (text: string): string => text.split('\n').map(line => `  ${line}`).join('\n');

type Node = { kind: string; data: { id: string; sources: Source[]; origin: string; confidence: number; text?: string; title?: string; purpose?: string; question?: string; requirements?: string[]; for?: string[]; requirement?: string } };

/** Every node of the graph by id, with its kind. */
function nodesOf(plan: Plan): Map<string, Node> {
  const kinds: [string, readonly Node['data'][]][] = [
    ['requirement', plan.requirements], ['criterion', plan.criteria], ['consumer', plan.consumers], ['route', plan.routes], ['service', plan.services], ['method', plan.methods], ['job', plan.jobs],
    ['event', plan.events], ['metric', plan.metrics], ['model', plan.models], ['field', plan.fields], ['index', plan.indexes], ['error', plan.errors], ['workflow', plan.workflows], ['nfr', plan.nfrs],
    ['constraint', plan.constraints], ['risk', plan.risks], ['decision', plan.decisions], ['question', plan.openQuestions], ['refinement', plan.refinements], ['phase', plan.phases], ['gate', plan.gates],
    ['package', plan.packages], ['task', plan.tasks], ['test', plan.tests], ['cut', plan.cuts],
  ];
  return new Map(kinds.flatMap(([kind, rows]) => rows.map(data => [data.id, { kind, data }] as const)));
}

function chain(plan: Plan, id: string, node: Node): string {
  const { data } = node;
  const lines = [`${id}  ${node.kind}, ${data.origin}, confidence ${data.confidence}`];
  const said = data.text ?? data.title ?? data.purpose ?? data.question;
  if (said !== undefined) lines.push(clean(said));
  for (const source of data.sources) lines.push(`  from ${place(source)}`);
  const wanted = new Set([...(data.requirements ?? []), ...(data.for ?? []), ...(data.requirement === undefined ? [] : [data.requirement]), id]);
  for (const row of traceOf(plan).requirements.filter(each => wanted.has(each.id))) {
    if (row.id !== id) lines.push(`  ${row.id} ${clean(row.text)} (${row.source === null ? 'by rule' : `${row.source.path}:${row.source.line}`})`);
    for (const [name, ids] of [['routes', row.routes], ['jobs', row.jobs], ['NFRs', row.nfrs], ['services', row.services], ['models', row.models], ['errors', row.errors], ['criteria', row.criteria], ['tasks', row.tasks], ['tests', row.tests]] as const) {
      if (ids.length > 0) lines.push(`    ${name}: ${ids.join(', ')}`);
    }
    if (row.rejected !== null) lines.push(`    rejected: ${clean(row.rejected)}`);
  }
  return `${lines.join('\n')}\n`;
}

function place(source: Source): string {
  switch (source.kind) {
    case 'spec':
      return `${source.path}:${source.line}`;
    case 'sample':
      return `${source.file}#${source.pointer}`;
    case 'answer':
      return `answer ${source.question}`;
    default:
      return `${source.kind}:${source.id}`;
  }
}
