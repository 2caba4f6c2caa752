import type { StrategyLine, StrategyTemplate } from '../../../model/knowledge.ts';
import type { Candidate } from './score.ts';

/** Numbers and names of a plan that strategy texts and scores read. */
export type Values = Readonly<Record<string, string | number>>;

/** `{slot}` replaced by its value; throws on a slot nobody fills, so that no brace reaches a document. */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`strategies.yaml: no value for {${name}}`);
    return String(value);
  });
}

function holds(when: string | undefined, values: Values): boolean {
  if (when === undefined) return true;
  const negated = when.startsWith('!');
  const value = values[negated ? when.slice(1) : when];
  const truth = value !== undefined && value !== 0 && value !== '';
  return negated ? !truth : truth;
}

/** A template with its texts filled, lines without ground dropped, scores less what the plan's numbers take away. */
export function candidateOf(template: StrategyTemplate, values: Values, stack: string): Candidate {
  const lines = (list: StrategyLine[]) => list.filter((line) => holds(line.when, values)).map((line) => fill(line.text, values));
  const number = (name: string) => Number(values[name] ?? 0);
  return {
    title: fill(template.title, values),
    approach: fill(template.approach, values),
    pros: lines(template.pros),
    cons: lines(template.cons),
    technologyStack: template.stack === true ? stack : null,
    scores: Object.fromEntries(Object.entries(template.scores).map(([criterion, score]) => [criterion, score.base - (score.less ?? []).reduce((sum, name) => sum + number(name), 0)])),
  };
}
