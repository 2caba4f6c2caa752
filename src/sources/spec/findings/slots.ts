import type { Finding } from '../../../model/finding.ts';
import type { SpecRequirement, SpecSource } from '../../../model/spec.ts';
import { at } from './at.ts';

/** `spec/duplicate-id`: one id for two requirements. */
export function duplicateIds(source: SpecSource): Finding[] {
  const first = new Map<string, SpecRequirement>();
  const found: Finding[] = [];
  for (const each of source.requirements) {
    if (each.id === null) continue;
    const known = first.get(each.id);
    if (known === undefined) first.set(each.id, each);
    else found.push(at(source, each, { rule: 'spec/duplicate-id', severity: 'warning', message: `${each.id} names two requirements, lines ${known.line} and ${each.line}`, help: `Give the second one an id of its own, such as ${each.id}a.` }));
  }
  return found;
}

const shown = 5;

/** `spec/placeholder`: template slots nobody filled, one finding for the document when there are many. */
export function placeholders(source: SpecSource): Finding[] {
  const [first] = source.placeholders;
  if (first === undefined) return [];
  const help = 'Fill the slots in, or take their lines out.';
  if (source.placeholders.length <= shown) {
    return source.placeholders.map(each => at(source, each, { rule: 'spec/placeholder', severity: 'warning', message: `${each.text} is a template slot nobody filled`, help }));
  }
  const names = [...new Set(source.placeholders.map(each => each.text))].slice(0, shown).join(', ');
  return [at(source, first, { rule: 'spec/placeholder', severity: 'warning', message: `${source.placeholders.length} template slots are not filled, such as ${names}`, help })];
}
