import type { Finding } from '../../../model/finding.ts';
import type { SpecSource } from '../../../model/spec.ts';

export interface Place {
  line: number;
  endLine: number;
}

/** A finding about lines of the source; columns are those of whole lines. */
export function at(source: SpecSource, place: Place, finding: Pick<Finding, 'rule' | 'severity' | 'message' | 'help'>): Finding {
  return { ...finding, file: source.path, line: place.line, column: 1, endLine: place.endLine, endColumn: 1 };
}

const longest = 80;

/** What a finding calls a requirement: its id, or its first words. */
export function nameOf(requirement: { id: string | null; text: string }): string {
  if (requirement.id !== null) return requirement.id;
  const words = requirement.text.split(' ').slice(0, 8).join(' ').slice(0, longest);
  return `"${words}${words.length < requirement.text.length ? ' ...' : ''}"`;
}
