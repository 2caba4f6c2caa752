import { editsOf } from './edits.ts';
import type { Edits } from './edits.ts';
import type { Group, Run } from './run.ts';
import type { Sheet } from './sheet.ts';

const cache = new WeakMap<Sheet, { rendered: string; edits: Edits | null }>();

/** The last pure render of a document, or the fresh one where none is kept; null when neither is known. */
export const renderOf = (run: Run, path: string): string | null => run.base?.get(path) ?? run.expected?.get(path) ?? null;

/** Documents of a feature that people edited, with what they changed; `edits` is null when too much is different. */
export function* editedIn(group: Group, run: Run): Generator<{ sheet: Sheet; edits: Edits | null }> {
  if (group.feature === null) return;
  for (const sheet of group.sheets) {
    const rendered = renderOf(run, sheet.document.path);
    if (rendered === null || rendered === sheet.document.text) continue;
    let known = cache.get(sheet);
    if (known === undefined || known.rendered !== rendered) {
      known = { rendered, edits: editsOf(rendered, sheet.lines.join('\n')) };
      cache.set(sheet, known);
    }
    yield { sheet, edits: known.edits };
  }
}
