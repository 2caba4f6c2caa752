import { mergeDocument } from './merge.ts';

/** What a run would do to one document. `kept`: a person's file that cannot be merged, left alone. */
export type Change = { path: string; kind: 'create' | 'update' | 'merge' | 'conflict' | 'delete' | 'kept' | 'same'; before: string | null; after: string | null; conflicts: number; note: string | null };

/**
 * Compares fresh render, merge base and disk. `current` holds what stands on disk (absent keys: no file); `base` is null when damaged or absent.
 * A human edit survives: it is merged with the fresh render on the stored base; without a base, an edited document is left alone and named.
 */
export function planChanges(fresh: ReadonlyMap<string, string>, base: ReadonlyMap<string, string> | null, current: ReadonlyMap<string, string>, same: (a: string, b: string) => boolean = (a, b) => a === b): Change[] {
  const changes: Change[] = [];
  for (const [path, text] of fresh) {
    const before = current.get(path) ?? null;
    const based = base?.get(path) ?? null;
    if (before === null) changes.push({ path, kind: 'create', before, after: text, conflicts: 0, note: null });
    else if (same(before, text)) changes.push({ path, kind: 'same', before, after: before, conflicts: 0, note: null });
    else if (based === null) changes.push({ path, kind: 'kept', before, after: before, conflicts: 0, note: 'it was written or changed by hand and no earlier render of it is known; move it away to get the generated one' });
    else if (same(before, based)) changes.push({ path, kind: 'update', before, after: text, conflicts: 0, note: null });
    else {
      const merged = mergeDocument(before, based, text);
      const kind = merged.conflicts > 0 ? 'conflict' : merged.text === before ? 'same' : 'merge';
      changes.push({ path, kind, before, after: merged.text, conflicts: merged.conflicts, note: merged.conflicts > 0 ? `${merged.conflicts} conflict(s) are marked in it` : null });
    }
  }
  for (const [path, based] of base ?? []) {
    const before = current.get(path);
    if (fresh.has(path) || before === undefined) continue;
    changes.push(
      same(before, based)
        ? { path, kind: 'delete', before, after: null, conflicts: 0, note: 'the plan no longer has it' }
        : { path, kind: 'kept', before, after: before, conflicts: 0, note: 'the plan no longer has it, but it was changed by hand' },
    );
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}
