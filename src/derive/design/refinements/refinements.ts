import type { Model, Field, Refinement, Route } from '../../../model/plan/index.ts';
import type { Source } from '../../../model/source.ts';
import { slugify } from '../../../text/slug.ts';
import type { DeriveInput } from '../../input.ts';
import { rule } from '../node.ts';
import { routeChanges } from './routes.ts';
import { statementChanges } from './statements.ts';

/** A line of a spec that the plan answers differently. `key` names it in the id; `rules` say by what. */
export interface Change {
  key: string;
  quote: string;
  change: string;
  reason: string;
  at: Source;
  rules: Source[];
}

/** What the spec asked for and how the design answers, read from one and written by the other. */
export interface Designed {
  routes: readonly Route[];
  models: readonly Model[];
  fields: readonly Field[];
}

/**
 * Each change of the spec with its reason (SEED-000-9): other addresses or answers of a route the spec names, words that do not fit the
 * stack, components that have ended, data that a provider's terms or a class keep out, demands without a measure. Only what the design
 * really answers differently is listed. In the order of the spec lines, ids unique.
 */
export function refinementsOf(input: DeriveInput, design: Designed, further: readonly Change[] = []): Refinement[] {
  const changes = [...routeChanges(input, design), ...statementChanges(input, design), ...further];
  const taken = new Map<string, number>();
  return changes.toSorted(byLine).map(({ key, quote, change, reason, at, rules }) => {
    const slug = slugify(key).split('-').slice(0, 5).join('-');
    const times = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, times);
    const id = times === 1 ? `REF-${slug}` : `REF-${slug}-${times}`;
    return { id, sources: [at, ...(rules.length === 0 ? [rule('refinement')] : rules)], origin: 'rule:refinement', confidence: 0.7, status: 'new', change, reason, quote };
  });
}

function byLine(a: Change, b: Change): number {
  if (a.at.kind !== 'spec' || b.at.kind !== 'spec') return 0;
  return a.at.path === b.at.path ? a.at.line - b.at.line : a.at.path < b.at.path ? -1 : 1;
}
