import type { Facts } from '../../model/facts.ts';
import type { SpecSource } from '../../model/spec.ts';

/** One sentence of a spec with its place, whatever section it stood in. `kind` is the section's noun, such as `budget` or `requirement`. */
export type SpecStatement = { kind: string; text: string; path: string; line: number; endLine: number; id: string | null };

/** Every statement of every spec, in document order per kind, requirements first. */
export function specLines(facts: Facts): SpecStatement[] {
  return facts.specs.flatMap(linesOf);
}

function linesOf(source: SpecSource): SpecStatement[] {
  const at = (kind: string, item: { text: string; line: number; endLine: number }, id: string | null = null): SpecStatement => ({
    kind, text: item.text, path: source.path, line: item.line, endLine: item.endLine, id,
  });
  return [
    ...source.requirements.map((item) => at('requirement', item, item.id)),
    ...source.metrics.map((item) => at('metric', item, item.id)),
    ...source.facts.map((item) => at(item.kind, item)),
    ...source.assumptions.map((item) => at('assumption', item)),
    ...source.edgeCases.map((item) => at('edge case', item)),
    ...source.openQuestions.map((item) => at('open question', item)),
    ...source.outOfScope.map((item) => at('out of scope', item)),
    ...source.unread.map((item) => at('unread', item)),
  ];
}
