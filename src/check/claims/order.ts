import type { Plan } from '../../model/plan/index.ts';
import type { Judge } from './claim.ts';

const id = '`?((?:WP|GATE|PH)-[a-z0-9]+(?:-[a-z0-9]+)*)`?';
const waits = new RegExp(String.raw`(?:${id}[^.]*?)?\b(?:waits? for|depends? on|(?:starts?|comes?|follows?|is done|is built|runs?|needed|possible) (?:only )?after|needs|builds on|requires)\b[^.]{0,40}?${id}`, 'i');
const precedes = new RegExp(String.raw`${id}[^.]*?\b(?:before|precedes|ahead of|earlier than)\b[^.]{0,40}?${id}`, 'i');

const belongs = new RegExp(String.raw`${id} (?:belongs to|(?:is|was) (?:a )?part of|(?:is |was )?(?:moved |planned |placed |scheduled )?(?:stands|sits|lies|falls|moves|is|planned|moved|placed|scheduled|built|done)? ?(?:in|into|to|for)) (?:phase )?${id}`, 'i');

/** "WP-x waits for WP-y", "GATE-3 comes before GATE-1": another order of the work than the plan's. */
export const order: Judge = ({ sheet, text }, { plan, words }) => {
  if (words.supposes.test(text)) return null;
  const first = precedes.exec(text);
  const later = waits.exec(text);
  const folder = plan.packages.find(each => sheet.document.path.endsWith(`-${each.slug}/plan.md`))?.id;
  const [, part = '', place = ''] = belongs.exec(text) ?? [];
  const owner = plan.packages.find(each => each.id === part);
  if (owner !== undefined && place.startsWith('PH-') && owner.phase !== place) return `In the plan ${part} stands in ${owner.phase}, not in ${place}.`;
  const pair = first !== null ? [first[2], first[1]] : later !== null ? [later[1] ?? folder, later[2]] : [];
  const [waiting, awaited] = pair;
  if (waiting === undefined || awaited === undefined) return byName(plan, text);
  const [a, b] = [rankOf(plan, waiting), rankOf(plan, awaited)];
  const unknown = [waiting, awaited].find((each, at) => !each.startsWith('WP-') && [a, b][at] === null);
  if (unknown !== undefined) return `The plan has no ${unknown}.`;
  if (a !== null && b !== null) return a <= b ? `In the plan ${awaited} does not come before ${waiting}.` : null;
  const known = plan.packages.some(each => each.id === awaited) && plan.packages.some(each => each.id === waiting);
  return known && waiting !== awaited && !before(plan, waiting).has(awaited) ? `In the plan ${waiting} does not wait for ${awaited}.` : null;
};

const built = /^(.{3,80}?)\b(?:is|are|gets?|will be|must be|have to be|can be)?\s*(?:built|made|done|finished|started|implemented|developed|coded|written|planned|scheduled|starts?|comes?|begins?|goes live|go live)\b[^.\d]{0,20}?\b(before|after|ahead of)\b (.{3,80})$/i;

/** "Insights are built before the connection": two packages by their names, in an order that what they wait for rules out. */
function byName(plan: Plan, text: string): string | null {
  const [, left = '', word = '', right = ''] = built.exec(text.replaceAll('`', '')) ?? [];
  const sides = [packageOf(plan, left), packageOf(plan, right)];
  const [first, second] = word.toLowerCase() === 'after' ? sides.toReversed() : sides;
  if (first === undefined || first === null || second === undefined || second === null) return null;
  if (before(plan, first).has(second)) return `In the plan ${first} waits for ${second}.`;
  const [a, b] = [first, second].map(each => plan.packages.find(item => item.id === each)?.phase ?? '');
  return (rankOf(plan, a ?? '') ?? 0) > (rankOf(plan, b ?? '') ?? 0) ? `In the plan ${first} stands in ${a}, ${second} in ${b} before it.` : null;
}

/** The one package whose name a part of a sentence says. */
function packageOf(plan: Plan, said: string): string | null {
  const words = new Set((said.toLowerCase().match(/[a-z]{3,}/g) ?? []).map(stem));
  const found = plan.packages.filter(each => each.slug.split('-').every(part => words.has(stem(part))));
  // "Activity sync" is more than "activity".
  const longest = Math.max(0, ...found.map(each => each.slug.split('-').length));
  const named = found.filter(each => each.slug.split('-').length === longest);
  return named.length === 1 ? named[0]?.id ?? null : null;
}

const stem = (word: string): string => word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');

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
