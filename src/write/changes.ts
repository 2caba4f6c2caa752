import { counted } from '../text/count.ts';
import type { Base } from './base.ts';
import { mergeBranches } from './branches.ts';
import { conflictMarker, mergeDocument } from './merge.ts';
import { bothSides, rebuiltBase } from './rebase.ts';
import { applyTicks, boxesOf, clearPackages, clearTicks, ticksOf, tickPackages } from './ticks.ts';

/** What a run would do to one document. `kept`: a person's file that cannot be merged, left alone; `replace`: one that a person gave up. `base`: what its next merge starts from. */
export type Change = { path: string; kind: 'create' | 'update' | 'merge' | 'conflict' | 'replace' | 'delete' | 'kept' | 'same'; before: string | null; after: string | null; conflicts: number; note: string | null; base: string | null };

/** What a person decides about documents without a known earlier render: theirs stand as they are, or the plan's replace them. */
export type Adopt = 'yours' | 'plan';

const plain = (text: string): string => clearPackages(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));

/**
 * Compares fresh render, merge base and disk. `current` holds what stands on disk (absent keys: no file); `base` is null when there is none.
 * A human edit survives: it is merged with the fresh render on the stored base. Where a git merge mixed the base, it is rebuilt from the lines
 * the tool is known to have written. Without any base, an edited document is left alone and named, unless `adopt` says whose it is.
 * `packages` (tasks by package id) ticks the computed boxes.
 */
export function planChanges(fresh: ReadonlyMap<string, string>, base: Base | null, current: ReadonlyMap<string, string>, packages: ReadonlyMap<string, readonly string[]> = new Map(), adopt: Adopt | null = null): Change[] {
  const changes: Change[] = [];
  for (const [path, text] of fresh) changes.push(changeOf(path, text, base, current.get(path) ?? null, adopt));
  for (const [path, { text: based, exact, lines }] of base ?? []) {
    const before = current.get(path);
    if (fresh.has(path) || before === undefined) continue;
    const untouched = exact ? plain(before) === based : bothSides(before).split('\n').every(line => lines.has(line));
    changes.push(
      untouched
        ? { path, kind: 'delete', before, after: null, conflicts: 0, note: 'the plan no longer has it', base: null }
        : { path, kind: 'kept', before, after: before, conflicts: 0, note: 'the plan no longer has it, but it was changed by hand', base: null },
    );
  }
  return withPackageBoxes(withMovedTicks(changes), packages).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function changeOf(path: string, text: string, base: Base | null, before: string | null, adopt: Adopt | null): Change {
  const stored = base?.get(path) ?? null;
  const change = (kind: Change['kind'], after: string, note: string | null = null, conflicts = 0): Change => ({ path, kind, before, after, conflicts, note, base: text });
  if (before === null) return change('create', text);
  if (plain(before) === text) return change('same', before);
  const branches = stored === null || stored.renders.length < 2 ? null : mergeBranches(before, stored.renders, text);
  if (branches !== null) return change(branches.text === before ? 'same' : 'merge', branches.text);
  if (stored?.exact !== false && conflictMarker.test(before)) return change('conflict', mergeDocument(before, stored?.text ?? text, text).text, 'an earlier conflict is still marked in it', 1);
  if (stored === null && adopt === 'yours') return change('same', before, 'yours as it stands; merged from now on');
  if (stored === null && adopt === 'plan') return change('replace', applyTicks(text, ticksOf(before)));
  if (stored === null) return { ...change('kept', before, 'it differs from the plan and no earlier render of it is known. plan render --adopt yours keeps it and merges from now on, --adopt plan takes the generated one'), base: null };
  if (stored.exact && plain(before) === stored.text) return change('update', text);
  const joined = stored.exact ? before : bothSides(before);
  const merged = mergeDocument(joined, stored.exact ? stored.text : rebuiltBase(clearTicks(plain(joined), ticksOf(joined)), text, stored.lines), text);
  if (merged.conflicts > 0) return change('conflict', merged.text, `${counted(merged.conflicts, 'conflict is', 'conflicts are')} marked in it`, merged.conflicts);
  return change(merged.text === before ? 'same' : 'merge', merged.text);
}

/** A task that stands in another document than before takes its tick along. Where its box stood already, what the person left there counts. */
function withMovedTicks(changes: readonly Change[]): Change[] {
  const ticked = new Set(changes.flatMap(change => [...ticksOf(change.before ?? '')]));
  return changes.map(change => {
    if (ticked.size === 0 || change.after === null || change.kind === 'kept') return change;
    const own = boxesOf(change.before ?? '');
    const after = applyTicks(change.after, new Set([...ticked].filter(id => !own.has(id))));
    return after === change.after ? change : { ...change, after, kind: change.kind === 'same' ? 'update' : change.kind };
  });
}

/** A package's box in the execution plan is ticked when all boxes of its tasks are: computed after the merge, over all documents. */
function withPackageBoxes(changes: readonly Change[], packages: ReadonlyMap<string, readonly string[]>): Change[] {
  if (packages.size === 0) return [...changes];
  const ticked = new Set(changes.flatMap(change => [...ticksOf(change.after ?? '')]));
  return changes.map(change => {
    if (change.after === null || change.kind === 'kept') return change;
    const after = tickPackages(change.after, packages, ticked);
    if (after === change.after) return change;
    return { ...change, after, kind: change.kind === 'same' && after !== change.before ? 'update' : after === change.before ? 'same' : change.kind };
  });
}
