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

/**
 * Puts every unit into its package, moves shared units to the first package that needs them, merges what is too small and splits what is
 * too large (8 to 80 h a package).
 */
export function pack(leaves: readonly Leaf[], homes: ReadonlyMap<string, Home>, homeOfFixed: (leaf: Leaf) => Home, rules: TaskRules): Packing {
  const units = new Map<string, Leaf[]>();
  for (const leaf of leaves) units.set(leaf.unit, [...(units.get(leaf.unit) ?? []), leaf]);
  const unitOf = new Map(leaves.map((leaf) => [leaf.key, leaf.unit]));
  const at = new Map<string, Home>();
  const late = new Set<string>();
  for (const [unit, [first]] of units) {
    if (first === undefined) continue;
    const own = unit.startsWith('fixed:') ? homeOfFixed(first) : homes.get(first.subject.home ?? '');
    if (own !== undefined) at.set(unit, own);
    else if (first.subject.home === 'latest') late.add(unit);
  }
  const before = (a: Home, b: Home): boolean => a.phase < b.phase || (a.phase === b.phase && a.place < b.place);

  /** Hardening and hand-off look back at everything: what only they name is not theirs. */
  const pull = (): void => {
    for (let moved = true; moved; ) {
      moved = false;
      for (const leaf of leaves) {
        const mine = at.get(leaf.unit);
        if (mine === undefined) continue;
        for (const key of leaf.after) {
          const unit = unitOf.get(key) ?? '';
          const theirs = at.get(unit);
          if (theirs === undefined ? mine.phase >= 6 || late.has(unit) : !before(mine, theirs)) continue;
          at.set(unit, mine);
          moved = true;
        }
      }
    }
  };
  pull();
  const shared = [...homes.values()].find((home) => home.key === 'api-conventions');
  for (const unit of units.keys()) {
    if (at.has(unit)) continue;
    const needs = (units.get(unit) ?? []).flatMap((leaf) => leaf.after.map((key) => at.get(unitOf.get(key) ?? ''))).filter((home) => home !== undefined);
    const latest = needs.reduce<Home | undefined>((best, home) => (best === undefined || before(best, home) ? home : best), undefined);
    const home = late.has(unit) || unit.startsWith('metric:') || unit.startsWith('call:') || unit.startsWith('model:') ? (latest ?? shared) : shared;
    if (home !== undefined) at.set(unit, home);
  }
  pull();
  share();
  pull();

  const hours = (home: Home): number => hoursOf(leaves.filter((leaf) => at.get(leaf.unit) === home));
  const ordered = (): Home[] => [...new Set(at.values())].toSorted((a, b) => a.phase - b.phase || a.place - b.place || (a.slug < b.slug ? -1 : 1));
  const move = (from: Home, to: Home): void => {
    for (const [unit, home] of at) if (home === from) at.set(unit, to);
  };

  for (const rule of rules.merged) {
    const mine = ordered().filter((home) => home.phase === rule.phase);
    const [first] = mine;
    if (first === undefined || mine.length < 2 || mine.reduce((sum, home) => sum + hours(home), 0) > rules.limits.mergeBelowHours) continue;
    const one: Home = { ...first, slug: rule.slug, title: rule.title, deliverable: rule.deliverable };
    for (const home of mine) move(home, one);
  }
  for (let merged = true; merged; ) {
    merged = false;
    const all = ordered();
    for (const [index, home] of all.entries()) {
      if (home.phase === 0 || hours(home) >= rules.limits.minHours) continue;
      const beside = [all[index - 1], all[index + 1]].filter((one) => one !== undefined && one.phase > 0 && one.phase < 6 === home.phase < 6);
      const target = beside.find((one) => one?.phase === home.phase) ?? beside.find((one) => one !== undefined && one.phase > 1) ?? beside[0];
      if (target === undefined) continue;
      const joint: Home = { ...target, title: target.title, deliverable: target.key === 'foundation' ? target.deliverable : `${target.deliverable}; ${home.deliverable}` };
      move(home, joint);
      move(target, joint);
      merged = true;
      break;
    }
  }
  for (const home of ordered()) split(home, leaves.filter((leaf) => at.get(leaf.unit) === home));
  pull();
  return { homes: ordered(), homeOf: new Map(leaves.flatMap((leaf) => [[leaf.key, at.get(leaf.unit)] as const]).flatMap(([key, home]) => (home === undefined ? [] : [[key, home] as const]))) };

  /** What two packages use belongs to neither: an error or store is there before the first route, an outside call with the jobs. */
  function share(): void {
    const users = new Map<string, Set<Home>>();
    for (const leaf of leaves) {
      const home = at.get(leaf.unit);
      if (home === undefined || home.phase >= 6) continue;
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

  /** Cuts at part boundaries into pieces of about equal hours; pieces after the first are named after what leads them. */
  function split(home: Home, mine: readonly Leaf[]): void {
    const total = hoursOf(mine);
    const pieces = Math.ceil(total / rules.limits.maxHours);
    if (pieces < 2) return;
    const share = total / pieces;
    const cut: Leaf[][] = [[]];
    let sum = 0;
    for (const unit of new Set(inWorkOrder(mine).map((leaf) => leaf.unit))) {
      const own = mine.filter((leaf) => leaf.unit === unit);
      const weight = hoursOf(own);
      if (sum > 0 && sum + weight / 2 > share * cut.length && cut.length < pieces) cut.push([]);
      sum += weight;
      cut.at(-1)?.push(...own);
    }
    const used = new Set([home.slug]);
    for (const [piece, own] of cut.slice(1).entries()) {
      const word = pieceWord(own);
      const base = home.slug.split('-').includes(word) ? home.slug : `${home.slug}-${word}`;
      let slug = base;
      for (let count = 2; used.has(slug); count++) slug = `${base}-${count}`;
      used.add(slug);
      const part: Home = { ...home, slug, title: `${home.title}, ${base === home.slug ? `part ${piece + 2}` : word.replaceAll('-', ' ')}`, place: home.place + (piece + 1) / 100 };
      for (const leaf of own) at.set(leaf.unit, part);
    }
  }

  function hoursOf(own: readonly Leaf[]): number {
    return own.reduce((sum, leaf) => sum + pertMean(rules.sizes[leaf.size]), 0);
  }

  /** What most hours of a piece go into. */
  function pieceWord(own: readonly Leaf[]): string {
    const byWord = new Map<string, number>();
    for (const leaf of own) {
      const word = leaf.macro === 'route' ? (leaf.subject.id.startsWith('GET') ? 'reading' : 'changes') : (pieceNames[leaf.macro] ?? slugify(leaf.part));
      byWord.set(word, (byWord.get(word) ?? 0) + pertMean(rules.sizes[leaf.size]));
    }
    return [...byWord].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'rest';
  }
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
