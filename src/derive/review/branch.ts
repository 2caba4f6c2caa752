import type { BranchTrigger, Uncertainty } from '../../model/plan/index.ts';
import { groundOf } from '../judgement/ground.ts';
import { list, some } from '../judgement/numbers.ts';
import { print } from '../../text/number.ts';
import type { DeriveInput } from '../input.ts';
import type { Graph } from './graph.ts';

/** Triggers of SEED-002-21 that fired, each with its numbers and the detailed command it points to. */
export function branchTriggersOf(input: DeriveInput, graph: Graph, uncertainty: Uncertainty[]): BranchTrigger[] {
  const triggers: BranchTrigger[] = [];
  const high = uncertainty.filter((one) => one.fullFlow !== null);
  const commands = new Map<string, Uncertainty[]>();
  for (const one of high) if (one.fullFlow !== null) commands.set(one.fullFlow, [...(commands.get(one.fullFlow) ?? []), one]);
  for (const [command, areas] of [...commands].toSorted((a, b) => (a[0] < b[0] ? -1 : 1))) triggers.push({ trigger: 'uncertainty over 20 %', reason: list(areas.map((one) => `${one.area} ${one.percent} %`)), command });
  const open = graph.risks.filter((risk) => risk.score >= 15 && risk.task === null);
  if (open.length > 0) triggers.push({ trigger: 'critical risk without a mitigation task', reason: `${some(open.map((risk) => risk.id))}: score >= 15 and no task`, command: 'PREDEV01' });
  const ground = groundOf(input, graph);
  if (ground.hipaa.value !== 'no') triggers.push({ trigger: 'HIPAA needs a security analysis', reason: `HIPAA is ${ground.hipaa.value} (${ground.hipaa.from})`, command: 'PREDEV01' });
  if (input.answers.answers['single-service']?.value === false) triggers.push({ trigger: 'more than one backend service', reason: 'question `single-service` answered no', command: 'PREDEV03' });
  const systems = [...new Set(graph.methods.flatMap((method) => (method.call === null ? [] : [method.call.system])))];
  if (systems.length >= 3) triggers.push({ trigger: '3 or more outside systems', reason: `${systems.length}: ${list(systems)}`, command: 'PREDEV03' });
  const peak = graph.arithmetic.find((one) => one.id === 'CALC-peak');
  if (peak !== undefined && peak.value > 50) triggers.push({ trigger: 'peak over 50 requests per second', reason: `${print(peak.value)} rps`, command: 'PREDEV03' });
  return triggers;
}
