import { citedStatement } from '../../../knowledge/wording.ts';
import type { DeriveInput } from '../../input.ts';
import { replacementIn } from '../../replacement.ts';
import { casesOf } from '../reading/cases.ts';
import { rule } from '../node.ts';
import { holds } from '../reading/words.ts';
import type { Change, Designed } from './refinements.ts';
import { clauseOf, longWindows, type Statement } from './windows.ts';

const day = 86_400_000;
/** A component that ends within a year and a half of the plan cannot carry the product through its first year. */
const horizonDays = 548;
const wholeResponse = /\b(?:complete|full|raw|entire|whole)\b[^.]{0,40}\b(?:response|payload|object|answer)s?\b/i;
const unmeasured = /\b(?:in |near )?real[- ]time\b/i;
const amount = /\d+(?:\.\d+)?\s*(?:ms|s|seconds?|minutes?|min)\b/i;

/** Changes of what the spec says in words: stack, ended components, provider data, demands without a measure. */
export function statementChanges(input: DeriveInput, design: Designed): Change[] {
  const statements = statementsOf(input);
  return [...unfit(input, statements), ...ended(input, statements), ...wholeResponses(input, statements), ...longWindows(input, design, statements), ...neverReturned(input, statements), ...realTime(design, statements)];
}

function statementsOf(input: DeriveInput): Statement[] {
  return input.facts.specs.flatMap((spec) => {
    const at = (line: number, endLine: number, id: string | null): Statement['at'] => ({ kind: 'spec', path: spec.path, line, endLine, id });
    return [
      ...spec.requirements.map((item) => ({ text: item.text, at: at(item.line, item.endLine, item.id) })),
      ...spec.facts.filter((item) => item.kind !== 'route').map((item) => ({ text: item.text, at: at(item.line, item.endLine, null) })),
      ...spec.assumptions.map((item) => ({ text: item.text, at: at(item.line, item.endLine, null) })),
      ...spec.entities.filter((item) => item.implied !== true).map((item) => ({ text: `${item.name}: ${item.description}`, at: at(item.line, item.endLine, null) })),
    ];
  });
}

/** Words the profile refuses, each where it first stands. */
function unfit(input: DeriveInput, statements: readonly Statement[]): Change[] {
  return input.profile.refuses.flatMap((refusal) => {
    for (const statement of statements) {
      const word = refusal.words.find((each) => holds(statement.text, each));
      if (word !== undefined) return [{ key: word, quote: word, change: refusal.instead, reason: refusal.reason, at: statement.at, rules: [{ kind: 'profile', id: input.profile.id }] }];
    }
    return [];
  });
}

/** Components with an end date inside the horizon, each where it first stands. Wording follows the grade of the fact. */
function ended(input: DeriveInput, statements: readonly Statement[]): Change[] {
  const until = new Date(Date.parse(input.at.asOf) + horizonDays * day).toISOString().slice(0, 10);
  return input.knowledge.facts.flatMap((fact) => {
    const { component, ends } = fact;
    const replacement = replacementIn(input.profile, fact);
    if (component === undefined || ends === undefined || replacement === null || ends > until) return [];
    const first = statements.find((statement) => holds(statement.text, component));
    return first === undefined ? [] : [{ key: component, quote: component, change: replacement, reason: citedStatement(fact), at: first.at, rules: [rule('fact-ends')] }];
  });
}

/** A provider that limits caching keeps nobody's whole response. */
function wholeResponses(input: DeriveInput, statements: readonly Statement[]): Change[] {
  const provider = input.providers.find((each) => each.cacheDays !== null);
  const cases = casesOf(input.knowledge.languages);
  const statement = statements.find(({ text }) => wholeResponse.test(text) && cases(text, 'stores'));
  if (provider === undefined || provider.cacheDays === null || statement === undefined) return [];
  const clause = clauseOf(provider, /cach|stor/i);
  return [{
    key: 'whole response', quote: wholeResponse.exec(statement.text)?.[0] ?? statement.text, change: `named fields only; rows of ${provider.name} expire after ${provider.cacheDays} days`,
    reason: clause ?? `${provider.name} limits how long its data is kept`, at: statement.at, rules: [{ kind: 'provider', id: provider.id }],
  }];
}

/** Something the spec expects from a provider that a dated fact says it does not return. */
function neverReturned(input: DeriveInput, statements: readonly Statement[]): Change[] {
  return input.providers.flatMap((provider) =>
    provider.facts.filter((fact) => /\bnot returned\b/i.test(fact.text)).flatMap((fact) => {
      const what = /\b(e-?mail)\b/i.exec(fact.text)?.[1];
      const statement = what === undefined ? undefined : statements.find(({ text }) => /\be-?mail\b/i.test(text) && holds(text, provider.name));
      return statement === undefined ? [] : [{ key: `${provider.id} e-mail`, quote: /[^.,;:(]*\be-?mail\b[^.,;:)]*/i.exec(statement.text)?.[0]?.trim() ?? 'e-mail', change: 'asked from the person when a requirement needs it', reason: citedStatement(fact), at: statement.at, rules: [{ kind: 'provider', id: provider.id }] }];
    }),
  );
}

/** "Real time" without a number becomes what the caller can see: computed on each read. */
function realTime(design: Designed, statements: readonly Statement[]): Change[] {
  return statements.flatMap((statement) => {
    const { id } = statement.at;
    if (id === null || !unmeasured.test(statement.text) || amount.test(statement.text)) return [];
    const read = design.routes.find((route) => route.method === 'GET' && route.requirements.includes(id));
    return read === undefined ? [] : [{ key: `${id} real time`, quote: unmeasured.exec(statement.text)?.[0]?.trim() ?? 'real time', change: `computed on each \`${read.id}\` from the rows stored by then`, reason: 'the words carry no number; the response time target of the route is the measure', at: statement.at, rules: [rule('vague-word')] }];
  });
}
