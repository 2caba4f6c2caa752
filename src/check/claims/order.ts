import type { Plan } from '../../model/plan/index.ts';
import { supposes, type Judge } from './claim.ts';

const id = '`?((?:WP|GATE|PH)-[a-z0-9]+(?:-[a-z0-9]+)*)`?';
const waits = new RegExp(String.raw`(?:${id}[^.]*?)?\b(?:waits? for|depends? on|(?:starts?|comes?|follows?|is done|is built|runs?|needed|possible) (?:only )?after|needs|builds on|requires)\b[^.]{0,40}?${id}`, 'i');
const precedes = new RegExp(String.raw`${id}[^.]*?\b(?:before|precedes|ahead of|earlier than)\b[^.]{0,40}?${id}`, 'i');

/** "WP-x waits for WP-y", "GATE-3 comes before GATE-1": another order of the work than the plan's. */
export const order: Judge = ({ sheet, text }, { plan }) => {
  if (supposes.test(text)) return null;
  const first = precedes.exec(text);
  const later = waits.exec(text);
  const folder = plan.packages.find(each => sheet.document.path.endsWith(`-${each.slug}/plan.md`))?.id;
  const pair = first !== null ? [first[2], first[1]] : later !== null ? [later[1] ?? folder, later[2]] : [];
  const [waiting, awaited] = pair;
  if (waiting === undefined || awaited === undefined) return null;
  const [a, b] = [rankOf(plan, waiting), rankOf(plan, awaited)];
  const unknown = [waiting, awaited].find((each, at) => !each.startsWith('WP-') && [a, b][at] === null);
  if (unknown !== undefined) return `The plan has no ${unknown}.`;
  if (a !== null && b !== null) return a <= b ? `In the plan ${awaited} does not come before ${waiting}.` : null;
  const known = plan.packages.some(each => each.id === awaited) && plan.packages.some(each => each.id === waiting);
  return known && waiting !== awaited && !before(plan, waiting).has(awaited) ? `In the plan ${waiting} does not wait for ${awaited}.` : null;
};

/** Place of a gate or phase among its kind. */
function rankOf(plan: Plan, id: string): number | null {
  const phase = plan.phases.findIndex(each => each.id === id);
  if (phase >= 0) return phase;
  const gate = plan.gates.findIndex(each => each.id === id);
  return gate < 0 ? null : gate;
}

/** Every package that a package waits for, over any number of steps. */
function before(plan: Plan, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const each of plan.packages.find(item => item.id === next)?.after ?? []) {
      if (found.has(each)) continue;
      found.add(each);
      open.push(each);
    }
  }
  return found;
}
