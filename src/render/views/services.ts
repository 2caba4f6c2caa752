import type { Method, Plan, Service } from '../../model/plan/index.ts';
import { codes, prose } from '../text.ts';
import { capital } from '../../text/capital.ts';
import type { View } from '../templates.ts';

/** Widest line that holds several steps of one method. */
const width = 260;

const keyed = new Set(['IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_MISMATCH']);
const rerun = /; a second run with the same dedupe key \([^)]*\) changes nothing/;

/** What many methods do alike, said once above all services; the methods then leave it out. */
export function sharedSteps(plan: Plan): string[] {
  return [
    ...(plan.methods.some(method => method.throws.some(id => keyed.has(id))) ? [`Behind an \`Idempotency-Key\` the key is claimed before the first write; throws ${codes([...keyed])}.`] : []),
    ...(plan.methods.some(method => method.steps.some(step => rerun.test(step.text))) ? ['A second run of a job with the same dedupe key changes nothing.'] : []),
  ];
}

/** One service: what it touches, then each method with its steps in order (SEED-003-8). */
export function serviceBlock(plan: Plan, service: Service, usual: UsualChecks): View {
  const reads = service.reads.filter(id => !service.writes.includes(id));
  const parts = [
    ...(reads.length > 0 ? [`reads ${codes(reads)}`] : []),
    ...(service.writes.length > 0 ? [`writes ${codes(service.writes)}`] : []),
    ...(service.uses.length > 0 ? [`uses ${codes(service.uses)}`] : []),
  ];
  return {
    line: `\`${service.id}\`: ${parts.length === 0 ? 'touches no row' : parts.join('; ')}.`,
    methods: plan.methods.filter(method => method.service === service.id).map(method => ({ line: methodLine(method), steps: packed(steps(method, usual)) })),
  };
}

function methodLine(method: Method): string {
  const signature = `(${method.params.map(param => `${param.name}: ${param.type}`).join(', ')}) -> ${method.returns}`;
  // A gateway method is declared with its limits in the table of outside calls.
  return `${method.call === null ? `**${method.id}**` : `\`${method.id}\``} \`${signature.replaceAll('`', "'")}\``;
}

/** Authorisation by context type, such as SessionContext, where at least three methods do the same: said once above all services. */
export type UsualChecks = ReadonlyMap<string, string>;

/** Checks so common that the documents say them once. */
export function usualChecks(plan: Plan): UsualChecks {
  const counts = new Map<string, number>();
  for (const method of plan.methods) for (const step of method.steps) if (step.kind === 'authorise' && step.throws.length === 0) counts.set(keyOf(method, step.text), (counts.get(keyOf(method, step.text)) ?? 0) + 1);
  const usual = new Map<string, string>();
  for (const [key, times] of [...counts].sort(([, a], [, b]) => b - a)) {
    const [context = '', text = ''] = key.split('\n');
    if (times >= 3 && !usual.has(context)) usual.set(context, text);
  }
  return usual;
}

function keyOf(method: Method, text: string): string {
  return `${method.params[0]?.type ?? ''}\n${text}`;
}

/** Steps in order, several short ones on one line. */
function packed(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (const line of lines) {
    const before = out.at(-1);
    if (before !== undefined && before.length + line.length < width) out[out.length - 1] = `${before}. ${line}`;
    else out.push(line);
  }
  return out;
}

function steps(method: Method, usual: UsualChecks): string[] {
  const thrown = new Set<string>(keyed);
  const said = method.steps.map(step => step.text).join(' ');
  const lines = method.steps.filter(step => (step.kind !== 'return' || step.text !== method.returns) && !(step.kind === 'authorise' && step.throws.length === 0 && usual.get(method.params[0]?.type ?? '') === step.text)).map(step => {
    for (const id of step.throws) thrown.add(id);
    const tx = step.kind === 'write' && method.tx !== 'none' && !/^tx\b|transaction/.test(step.text) ? `tx ${method.tx === 'outbox' ? 'single + outbox' : 'single'}: ` : '';
    const own = step.throws.filter(id => !keyed.has(id));
    if (step.kind === 'invariant' && own.length === 0 && step.throws.length > 0) return '';
    const text = `${tx}${prose(step.text.replace(rerun, '').replace('the key is new or answered, ', '')).replace(/\.$/, '')}`;
    return `${capital(step.kind)}${text === '' ? '' : `: ${text}`}${own.length === 0 ? '' : `; throws ${codes(own)}`}`;
  }).filter(line => line !== '');
  const rest = method.throws.filter(id => !thrown.has(id));
  if (rest.length > 0) lines.push(`Throws ${codes(rest)}`);
  const emits = method.emits.filter(id => !said.includes(id));
  if (emits.length > 0) lines.push(`Emit: ${codes(emits)}`);
  if (method.audit !== null && !said.includes(method.audit)) lines.push(`Audit: ${prose(method.audit)}`);
  return lines;
}
