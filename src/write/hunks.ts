import { diffArrays } from 'diff';

/** Walks from one text to another: lines that stand in both, and between them each place where lines went and others came. */
export function walkHunks(from: readonly string[], to: readonly string[], on: { same: (lines: string[]) => void; changed: (gone: string[], come: string[]) => void }): void {
  let gone: string[] = [];
  let come: string[] = [];
  const settle = (): void => {
    if (gone.length > 0 || come.length > 0) on.changed(gone, come);
    gone = [];
    come = [];
  };
  for (const part of diffArrays([...from], [...to])) {
    if (part.removed) gone.push(...part.value);
    else if (part.added) come.push(...part.value);
    else {
      settle();
      on.same(part.value);
    }
  }
  settle();
}
