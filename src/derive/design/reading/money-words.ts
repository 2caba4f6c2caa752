import type { Lexicon } from '../../../model/knowledge.ts';
import { anyOf, caseless } from '../../../text/regex.ts';
import { holds } from './words.ts';

export type MoneyMove = Lexicon['money'][number];

/** Ways in which a sentence moves money: it refunds, pays out, charges. A word that means other things too needs one of money beside it. */
export function moneyMoves(text: string, lexicon: Lexicon): MoneyMove[] {
  const found = lexicon.money.filter((m) => m.words.some((w) => holds(text, w)) && (!m.context || /\b(?:is|are|be)\s+(?:charged|debited|billed)\s+(?:once|each|every|monthly|weekly|yearly|daily|quarterly|at the end of|on the)\b/i.test(text) || lexicon.moneyWords.some((w) => holds(text, w)) || /[€$£]\s?\d|\d\s?(?:EUR|USD|GBP|CHF|cents?)\b/u.test(text)));
  return found.filter((m) => !found.some((other) => other !== m && other.instead?.includes(m.id) === true));
}

/** "cancels, the guest is refunded": what follows an act of a person as its consequence, however the sentence starts. */
export const follows = (text: string, lexicon: Lexicon): boolean => moneyMoves(text, lexicon).length > 0 || caseless(`^(?:is|are|be)\\s+(?:${anyOf(lexicon.consequences)})\\b`).test(text);
