import type { DatedFact, Profile } from '../model/knowledge.ts';

/** What takes the place of a component that ends: its successor where the stack of the plan uses that, else what the stack has in its role. */
export function replacementIn(profile: Profile, fact: DatedFact): string | null {
  const { replacement, role } = fact;
  if (replacement === undefined) return null;
  if (role === undefined || profile.components.some((component) => replacement.startsWith(component.name))) return replacement;
  const own = profile.components.find((component) => component.role === role) ?? profile.components.find((component) => role.startsWith(component.role));
  return own === undefined ? replacement : `${own.name} ${own.version}`;
}
