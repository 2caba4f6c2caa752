import type { Role } from './question.ts';

const productTerms: readonly (readonly [RegExp, string])[] = [
  [/\bthe P80 date\b/g, 'a date that holds in 4 cases of 5'],
  [/\bP50\b/g, 'even odds'],
  [/\bP80\b/g, '4 in 5 odds'],
  [/\bP95\b/g, '19 in 20 odds'],
  [/\bNFRs\b/g, 'targets'],
  [/\bNFR\b(?!-)/g, 'target'],
  [/\bp50\b/g, 'the median'],
  [/\bp95\b/g, 'all but the slowest 5 %'],
  [/\bp99\b/g, 'all but the slowest 1 %'],
  [/\bleaf tasks?\b|\bleaves\b/g, 'tasks'],
];

/** A text in product words for a product manager; an engineer gets it as it is. */
export function inWordsOf(role: Role | null | undefined, text: string): string {
  return role === 'pm' ? productTerms.reduce((said, [term, plain]) => said.replace(term, plain), text) : text;
}
