import type { ExistingPlan } from '../../model/facts.ts';
import type { Finding } from '../../model/finding.ts';
import type { SpecSource } from '../../model/spec.ts';

/** Numbers and days of a statement, without the words around them. */
const numbersOf = (text: string): string[] => (text.match(/\d{4}-\d{2}-\d{2}|\d+(?:[.,]\d+)*/g) ?? []).map(number => number.replaceAll(',', ''));

/** What a spec and an earlier core document both say of budget, team and promised day, with no number in common. The plan follows the spec until a person chooses. */
export function contradictedFacts(specs: readonly SpecSource[], existing: ExistingPlan): Finding[] {
  return (['budget', 'team', 'deadline'] as const).flatMap(kind => {
    const [said] = specs.flatMap(spec => spec.facts.filter(fact => fact.kind === kind).map(fact => ({ ...fact, path: spec.path })));
    const before = existing.statements.find(statement => statement.kind === kind);
    if (said === undefined || before === undefined) return [];
    const [now, then] = [numbersOf(said.text), numbersOf(before.text)];
    if (now.length === 0 || then.length === 0 || now.some(number => then.includes(number))) return [];
    return [{
      rule: 'spec/contradictory-numbers', severity: 'warning',
      message: `${said.path}:${said.line} and the earlier ${before.path}:${before.line} give different numbers for the ${kind}`,
      file: said.path, line: said.line, column: 1, endLine: said.endLine, endColumn: 1, help: `Which holds: "${said.text}" or "${before.text}"?`,
    }];
  });
}
