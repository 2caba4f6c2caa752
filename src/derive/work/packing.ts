import type { TaskRules } from '../../model/task-rules.ts';
import { slugify } from '../../text/slug.ts';
import { pertMean } from './estimate.ts';
import type { Home } from './homes.ts';
import type { Leaf } from './leaves.ts';

/** Where each leaf ended up. Packages stand in order of phase and place, and no leaf waits for one of a later package. */
export interface Packing {
  homes: Home[];
  homeOf: ReadonlyMap<string, Home>;
}

/** Which package each unit is in so far. A unit is never cut. */
interface Table {
  leaves: readonly Leaf[];
  units: ReadonlyMap<string, readonly Leaf[]>;
  unitOf: ReadonlyMap<string, string>;
  at: Map<string, Home>;
  /** Units that belong to the last package that needs them. */
  late: ReadonlySet<string>;
  rules: TaskRules;
}

/**
 * Puts every unit into its package, moves shared units to the first package that needs them, merges what is too small and splits what is
 * too large (8 to 80 h a package).
 */
export function pack(leaves: readonly Leaf[], homes: ReadonlyMap<string, Home>, homeOfFixed: (leaf: Leaf) => Home, rules: TaskRules): Packing {
  const table = layOut(leaves, homes, homeOfFixed, rules);
  const shared = [...homes.values()].find((home) => home.key === 'api-conventions');
  pull(table);
  settleRest(table, shared);
  pull(table);
  share(table, shared);
  pull(table);
  mergePhases(table);
  while (mergeSmallest(table)) continue;
  for (const home of ordered(table)) split(table, home);
  pull(table);
  return { homes: ordered(table), homeOf: new Map(leaves.flatMap((leaf) => { const home = table.at.get(leaf.unit); return home === undefined ? [] : [[leaf.key, home] as const]; })) };
}

/** Units at the packages of what they build; what has none waits. */
function layOut(leaves: readonly Leaf[], homes: ReadonlyMap<string, Home>, homeOfFixed: (leaf: Leaf) => Home, rules: TaskRules): Table {
  const units = new Map<string, Leaf[]>();
  for (const leaf of leaves) units.set(leaf.unit, [...(units.get(leaf.unit) ?? []), leaf]);
  const at = new Map<string, Home>();
  const late = new Set<string>();
  for (const [unit, [first]] of units) {
    if (first === undefined) continue;
    const own = unit.startsWith('fixed:') ? homeOfFixed(first) : homes.get(first.subject.home ?? '');
    if (own !== undefined) at.set(unit, own);
    else if (first.subject.home === 'latest') late.add(unit);
  }
  return { leaves, units, unitOf: new Map(leaves.map((leaf) => [leaf.key, leaf.unit])), at, late, rules };
}

const before = (a: Home, b: Home): boolean => a.phase < b.phase || (a.phase === b.phase && a.place < b.place);

/** From this phase on packages harden and hand off: they look back at everything, and what only they name is not theirs. */
const lookingBack = 6;

/** Moves what a leaf waits for into its package, until no leaf waits for one of a later package. */
function pull({ leaves, unitOf, at, late }: Table): void {
  for (let moved = true; moved; ) {
    moved = false;
    for (const leaf of leaves) {
      const mine = at.get(leaf.unit);
      if (mine === undefined) continue;
      for (const key of leaf.after) {
        const unit = unitOf.get(key) ?? '';
        const theirs = at.get(unit);
        if (theirs === undefined ? mine.phase >= lookingBack || late.has(unit) : !before(mine, theirs)) continue;
        at.set(unit, mine);
        moved = true;
      }
    }
  }
}

/** What nothing pulled: what follows from a node goes where the last thing it needs is, the rest to what all share. */
function settleRest({ units, unitOf, at, late }: Table, shared: Home | undefined): void {
  for (const [unit, own] of units) {
    if (at.has(unit)) continue;
    const needs = own.flatMap((leaf) => leaf.after.map((key) => at.get(unitOf.get(key) ?? ''))).filter((home) => home !== undefined);
    const latest = needs.reduce<Home | undefined>((best, home) => (best === undefined || before(best, home) ? home : best), undefined);
    const follows = late.has(unit) || ['metric:', 'call:', 'model:'].some((kind) => unit.startsWith(kind));
    const home = (follows ? latest : undefined) ?? shared;
    if (home !== undefined) at.set(unit, home);
  }
}

/** What two packages use belongs to neither: an error or store is there before the first route, an outside call with the jobs. */
function share({ leaves, units, unitOf, at }: Table, shared: Home | undefined): void {
  const users = new Map<string, Set<Home>>();
  for (const leaf of leaves) {
    const home = at.get(leaf.unit);
    if (home === undefined || home.phase >= lookingBack) continue;
    for (const key of leaf.after) {
      const unit = unitOf.get(key) ?? '';
      const subject = units.get(unit)?.[0]?.subject;
      const floating = subject?.home === null && !subject.flags.has('provider');
      if (unit.startsWith('error:') || (floating && (unit.startsWith('supporting:') || unit.startsWith('call:')))) users.set(unit, (users.get(unit) ?? new Set()).add(home));
    }
  }
  const runner = [...at.values()].find((home) => home.key === 'job-runner');
  for (const [unit, homes] of users) {
    const target = unit.startsWith('call:') ? runner : shared;
    if (homes.size > 1 && target !== undefined && [...homes].every((home) => before(target, home))) at.set(unit, target);
  }
}

const ordered = ({ at }: Table): Home[] => [...new Set(at.values())].toSorted((a, b) => a.phase - b.phase || a.place - b.place || (a.slug < b.slug ? -1 : 1));

const hoursOf = (own: readonly Leaf[], rules: TaskRules): number => own.reduce((sum, leaf) => sum + pertMean(rules.sizes[leaf.size]), 0);

const leavesIn = ({ leaves, at }: Table, home: Home): Leaf[] => leaves.filter((leaf) => at.get(leaf.unit) === home);

function move({ at }: Table, from: Home, to: Home): void {
  for (const [unit, home] of at) if (home === from) at.set(unit, to);
}

/** Phases whose packages are small together become the one package that the rules name. */
function mergePhases(table: Table): void {
  const { merged, limits } = table.rules;
  for (const rule of merged) {
    const mine = ordered(table).filter((home) => home.phase === rule.phase);
    const [first] = mine;
    const hours = mine.reduce((sum, home) => sum + hoursOf(leavesIn(table, home), table.rules), 0);
    if (first === undefined || mine.length < 2 || hours > limits.mergeBelowHours) continue;
    const one: Home = { ...first, slug: rule.slug, title: rule.title, deliverable: rule.deliverable };
    for (const home of mine) move(table, home, one);
  }
}

/** Joins the first package that is too small to the one beside it, of its own phase where there is one. False when none is. */
function mergeSmallest(table: Table): boolean {
  const all = ordered(table);
  for (const [index, home] of all.entries()) {
    if (home.phase === 0 || hoursOf(leavesIn(table, home), table.rules) >= table.rules.limits.minHours) continue;
    const beside = [all[index - 1], all[index + 1]].filter((one) => one !== undefined && one.phase > 0 && one.phase < lookingBack === home.phase < lookingBack);
    const target = beside.find((one) => one?.phase === home.phase) ?? beside.find((one) => one !== undefined && one.phase > 1) ?? beside[0];
    if (target === undefined) continue;
    const joint: Home = { ...target, deliverable: target.key === 'foundation' ? target.deliverable : `${target.deliverable}; ${home.deliverable}` };
    move(table, home, joint);
    move(table, target, joint);
    return true;
  }
  return false;
}

/** Cuts a package that is too large at part boundaries into pieces of about equal hours; pieces after the first are named after what leads them. */
function split(table: Table, home: Home): void {
  const { at, rules } = table;
  const mine = leavesIn(table, home);
  const total = hoursOf(mine, rules);
  const pieces = Math.ceil(total / rules.limits.maxHours);
  if (pieces < 2) return;
  const fair = total / pieces;
  const cut: Leaf[][] = [[]];
  let sum = 0;
  for (const unit of new Set(inWorkOrder(mine).map((leaf) => leaf.unit))) {
    const own = mine.filter((leaf) => leaf.unit === unit);
    const weight = hoursOf(own, rules);
    if (sum > 0 && sum + weight / 2 > fair * cut.length && cut.length < pieces) cut.push([]);
    sum += weight;
    cut.at(-1)?.push(...own);
  }
  const used = new Set([home.slug]);
  for (const [piece, own] of cut.slice(1).entries()) {
    const word = pieceWord(own, rules);
    const base = home.slug.split('-').includes(word) ? home.slug : `${home.slug}-${word}`;
    let slug = base;
    for (let count = 2; used.has(slug); count++) slug = `${base}-${count}`;
    used.add(slug);
    const part: Home = { ...home, slug, title: `${home.title}, ${base === home.slug ? `part ${piece + 2}` : word.replaceAll('-', ' ')}`, place: home.place + (piece + 1) / 100 };
    for (const leaf of own) at.set(leaf.unit, part);
  }
}

/** What most hours of a piece go into. */
function pieceWord(own: readonly Leaf[], rules: TaskRules): string {
  const byWord = new Map<string, number>();
  for (const leaf of own) {
    const word = leaf.macro === 'route' ? (leaf.subject.id.startsWith('GET') ? 'reading' : 'changes') : (pieceNames[leaf.macro] ?? slugify(leaf.part));
    byWord.set(word, (byWord.get(word) ?? 0) + pertMean(rules.sizes[leaf.size]));
  }
  return [...byWord].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'rest';
}

const pieceNames: Readonly<Record<string, string>> = { model: 'storage', supporting: 'storage', call: 'calls', job: 'jobs', error: 'errors', metric: 'figures', nfr: 'gates', risk: 'proofs' };

/** Units so that what others wait for comes first; within that, as they stand. */
function inWorkOrder(leaves: readonly Leaf[]): Leaf[] {
  const mine = new Map(leaves.map((leaf) => [leaf.key, leaf]));
  const depth = new Map<string, number>();
  const deep = (leaf: Leaf): number => {
    const known = depth.get(leaf.key);
    if (known !== undefined) return known;
    depth.set(leaf.key, 0);
    const value = Math.max(0, ...leaf.after.map((key) => mine.get(key)).filter((one) => one !== undefined).map((one) => deep(one) + 1));
    depth.set(leaf.key, value);
    return value;
  };
  const first = new Map<string, number>();
  for (const leaf of leaves) first.set(leaf.unit, Math.max(first.get(leaf.unit) ?? 0, deep(leaf)));
  return leaves.toSorted((a, b) => (first.get(a.unit) ?? 0) - (first.get(b.unit) ?? 0));
}
