import type { Severity } from '../model/finding.ts';
import { UserError } from '../model/errors.ts';
import { families, ruleSets } from './rule.ts';
import type { Rule, RuleSet } from './rule.ts';

/** Rule id or family -> level, and the set; null means the default of the document's kind. */
export type Settings = { rules: Readonly<Record<string, 'off' | 'warn' | Severity>>; ruleSet: RuleSet | null };

/** Rules of the set, plus those that the settings turn on by name, minus those turned off. */
export function activeRules(rules: readonly Rule[], settings: Settings, fallback: RuleSet): Rule[] {
  const level = ruleSets.indexOf(settings.ruleSet ?? fallback);
  return rules.filter(rule => {
    const named = levelOf(rule, settings);
    if (named === 'off') return false;
    return settings.rules[rule.id] !== undefined || ruleSets.indexOf(rule.set) <= level;
  });
}

/** The severity a rule has here: as the settings say, else its own. */
export function severityOf(rule: Rule, settings: Settings): Severity {
  const level = levelOf(rule, settings);
  if (level === undefined || level === 'off') return rule.severity;
  return level === 'warn' ? 'warning' : level;
}

function levelOf(rule: Rule, settings: Settings): 'off' | 'warn' | Severity | undefined {
  return settings.rules[rule.id] ?? settings.rules[rule.id.split('/')[0] ?? ''];
}

/** Throws UserError for a rule or family that does not exist, naming the nearest ones. */
export function assertKnownRules(rules: readonly Rule[], names: Iterable<string>): void {
  const known = new Set<string>([...rules.map(rule => rule.id), ...families]);
  for (const name of names) {
    if (known.has(name)) continue;
    const tail = name.split('/').at(-1) ?? name;
    const near = rules.filter(rule => rule.id.includes(tail) || rule.id.startsWith(`${name.split('/')[0]}/`)).slice(0, 5).map(rule => rule.id);
    throw new UserError(`There is no rule "${name}".`, near.length > 0 ? `Close to it: ${near.join(', ')}.` : `Rules are listed in docs/reference/rules.md.`);
  }
}
