import type { Judge } from './claim.ts';


/** A product for a part of the stack that nothing in the plan's documents names. */
export const technology: Judge = ({ text }, { text: told, words }) => {
  if (words.supposes.test(text) || words.says('otherStack').test(text) || words.aside.test(text)) return null;
  for (const { role, pattern } of words.products) {
    for (const match of text.matchAll(pattern)) {
      const name = match[0];
      if (/\b(?:no|without|zero)\s+$/i.test(text.slice(0, match.index))) continue;
      if (!new RegExp(`(?<![\\w])${words.aliases.get(name) ?? name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w])`, name.length > 4 ? 'i' : '').test(told)) return `The plan names no ${name} (${role}).`;
    }
  }
  return null;
};
