import type { Finding } from '../../model/finding.ts';
import type { SpecRequirement, SpecSource } from '../../model/spec.ts';

/** What an author would want to know about a spec, each with what would be right. */
export function findingsOf(source: SpecSource): Finding[] {
  return [...duplicateIds(source), ...placeholders(source)];
}

function at(source: SpecSource, where: { line: number; endLine: number }): Pick<Finding, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'> {
  return { file: source.path, line: where.line, column: 1, endLine: where.endLine, endColumn: 1 };
}

function duplicateIds(source: SpecSource): Finding[] {
  const first = new Map<string, SpecRequirement>();
  const found: Finding[] = [];
  for (const each of source.requirements) {
    if (each.id === null) continue;
    const known = first.get(each.id);
    if (known === undefined) first.set(each.id, each);
    else found.push({ rule: 'spec/duplicate-id', severity: 'warning', message: `${each.id} names two requirements, lines ${known.line} and ${each.line}`, ...at(source, each), help: `Give the second one an id of its own, such as ${each.id}a.` });
  }
  return found;
}

function placeholders(source: SpecSource): Finding[] {
  return source.placeholders.map(each => ({ rule: 'spec/placeholder', severity: 'warning', message: `${each.text} is a template slot nobody filled`, ...at(source, each), help: 'Fill it in, or take the line out.' }));
}
