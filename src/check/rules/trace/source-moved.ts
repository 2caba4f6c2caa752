import { at, defineRule } from '../../rule.ts';
import type { Block, Inline } from '../../../model/document.ts';
import type { Plan } from '../../../model/plan/index.ts';

export default defineRule({
  id: 'trace/source-moved',
  about: 'A trace that leads to the wrong line of the spec proves nothing: the reader finds another sentence there, or none.',
  fix: 'Run plan render, which takes the line from the spec as it stands.',
  bad: '<- [FR-007](spec.md#L42), while FR-007 stands on line 45',
  good: '<- [FR-007](spec.md#L45)',
  severity: 'warning',
  set: 'recommended',
  *group(group) {
    if (group.plan === null) return;
    const places = new Map<string, Place[]>();
    for (const place of sourcesIn(group.plan)) if (place.id !== null) places.set(place.id, [...(places.get(place.id) ?? []), place]);
    for (const sheet of group.sheets) {
      const declared = new Map(sheet.declarations.map(declaration => [declaration.line, declaration.id]));
      for (const inline of tracesOf(sheet.document.blocks)) {
        const target = /^(.*?)#L(\d+)(?:-L\d+)?$/.exec(inline.url ?? '');
        // In the row that declares a requirement the link shows the place (`spec.md:42`), elsewhere the id.
        const id = /^[\w.-]+:\d+$/.test(inline.text.trim()) ? declared.get(inline.span.start.line) : inline.text.trim();
        const known = target === null || id === undefined ? undefined : places.get(id);
        if (target === null || known === undefined) continue;
        const file = (target[1] ?? '').split('/').at(-1) ?? '';
        const line = Number(target[2]);
        const there = known.filter(place => place.path.split('/').at(-1) === file);
        const [first] = there;
        if (first === undefined || there.some(place => line >= place.line && line <= place.endLine)) continue;
        // Other nodes may cite more lines under this id; only the requirement's own place is where its link should lead.
        const homes = (group.plan.requirements.find(each => each.id === id)?.sources ?? []).flatMap(source => (source.kind === 'spec' && source.path === first.path ? [source] : []));
        const home = homes.length === 1 ? homes[0] : undefined;
        const { start, end } = inline.span;
        const raw = sheet.document.text.slice(start.offset, end.offset);
        const to = home ?? first;
        const span = to.endLine > to.line && /#L\d+-L\d+/.test(raw) ? `#L${to.line}-L${to.endLine}` : `#L${to.line}`;
        // The link and the place it shows are both written by the tool; the words around them are not touched.
        const mended = raw.replace(/^\[([\w.-]+):\d+\]/, `[$1:${to.line}]`).replace(/#L\d+(?:-L\d+)?\)$/, `${span})`);
        yield at(sheet, inline.span, `"${id}" stands on line ${first.line} of ${first.path}, not on line ${line}.`, home !== undefined && mended !== raw ? { fix: { start: start.offset, end: end.offset, text: mended } } : {});
      }
    }
  },
});

type Place = { id: string | null; path: string; line: number; endLine: number };

/** Every place of a spec that any node of the graph comes from. */
function* sourcesIn(plan: Plan): Generator<Place> {
  for (const nodes of Object.values(plan)) {
    if (!Array.isArray(nodes)) continue;
    for (const node of nodes) {
      if (typeof node !== 'object' || !('sources' in node)) continue;
      for (const source of node.sources) if (source.kind === 'spec') yield source;
    }
  }
  for (const { id, sources } of plan.requirements) for (const source of sources) if (source.kind === 'spec') yield { ...source, id };
}

function* tracesOf(blocks: readonly Block[]): Generator<Inline> {
  for (const block of blocks) {
    const lists = block.type === 'table' ? block.rows.flatMap(row => row.cells).map(cell => cell.inlines) : 'inlines' in block ? [block.inlines] : [];
    for (const inlines of lists) for (const inline of inlines) if (inline.kind === 'link') yield inline;
  }
}
