import { citedStatement } from '../../../knowledge/wording.ts';
import type { Provider } from '../../../model/knowledge.ts';
import type { Criterion, Refinement } from '../../../model/plan/index.ts';
import type { Source } from '../../../model/source.ts';
import { caseless, escapeRegExp } from '../../../text/regex.ts';
import type { DeriveInput } from '../../input.ts';
import type { Change, Designed } from './refinements.ts';

export interface Statement {
  text: string;
  at: Extract<Source, { kind: 'spec' }>;
}

const span = /\b(?:last|past|previous)\s+(\d+)\s+(days?|weeks?|months?)\b/i;
const lengths: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };

/** A window of the provider's rows that is longer than they may be kept is cut to what may be kept; older rows come from own files where the plan imports them. */
export function longWindows(input: DeriveInput, design: Designed, statements: readonly Statement[]): Change[] {
  const provider = input.providers.find((each) => each.cacheDays !== null);
  const imports = design.routes.some((route) => route.path.endsWith('-imports'));
  return statements.flatMap((statement) => {
    const match = span.exec(statement.text);
    const days = match === null ? 0 : Number(match[1]) * (lengths[(match[2] ?? '').toLowerCase().replace(/s$/, '')] ?? 1);
    if (provider === undefined || provider.cacheDays === null || statement.at.id === null || days <= provider.cacheDays || !/\b(?:import|sync|fetch|load|pull)\w*\b/i.test(statement.text)) return [];
    return [{
      key: `${statement.at.id} window`, quote: match?.[0] ?? '', change: `the last ${provider.cacheDays} days from ${provider.name}${imports ? '; older rows come from own files' : ''}`,
      reason: clauseOf(provider, /cach|stor/i) ?? `${provider.name} limits how long its data is kept`, at: statement.at, rules: [{ kind: 'provider', id: provider.id }],
    }];
  });
}

/**
 * A criterion that repeats a span which a refinement cuts is proved over the cut one and names it: `the last 7 days (REF-fr-013-window)`. The
 * author's own number would fail on a plan that is right.
 */
export function inCutWindows(criteria: readonly Criterion[], refinements: readonly Refinement[]): Criterion[] {
  const cuts = refinements.flatMap(({ id, quote, change, sources: [at] }) => {
    const [from, to] = [span.exec(quote)?.[0], span.exec(change)?.[0]];
    return from === undefined || to === undefined || at?.kind !== 'spec' ? [] : [{ id, requirement: at.id, to, asked: caseless(escapeRegExp(from)) }];
  });
  return criteria.map((criterion) => {
    const cut = cuts.find((each) => each.requirement === criterion.requirement);
    if (cut === undefined) return criterion;
    const within = (text: string): string => text.replace(cut.asked, `${cut.to} (\`${cut.id}\`)`);
    // oxlint-disable-next-line unicorn/no-thenable -- the published key of Given/When/Then
    return { ...criterion, given: within(criterion.given), when: within(criterion.when), then: within(criterion.then) };
  });
}

/** The provider's clause about keeping its data, with its source and date. */
export function clauseOf(provider: Provider, words: RegExp): string | null {
  const fact = provider.facts.find((each) => /cache/i.test(each.id)) ?? provider.facts.find((each) => words.test(each.text));
  return fact === undefined ? null : citedStatement(fact);
}
