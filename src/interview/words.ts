import type { Plan } from '../model/plan/index.ts';
import type { Role } from './question.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The likely end of the work in months: "between March and May 2027", never a percentile. */
export function likelyEnd(plan: Plan): string {
  const month = (day: string): string => months[Number(day.slice(5, 7)) - 1] ?? '';
  const { p50, p95 } = plan.schedule.finish;
  if (p50.slice(0, 7) === p95.slice(0, 7)) return `in ${month(p50)} ${p50.slice(0, 4)}`;
  const first = p50.slice(0, 4) === p95.slice(0, 4) ? month(p50) : `${month(p50)} ${p50.slice(0, 4)}`;
  return `between ${first} and ${month(p95)} ${p95.slice(0, 4)}`;
}

const productTerms: readonly (readonly [RegExp, string])[] = [
  [/\bthe P80 date\b/g, 'a date that holds in 4 cases of 5'],
  [/\bP50\b/g, 'even odds'],
  [/\bP80\b/g, '4 in 5 odds'],
  [/\bP95\b/g, '19 in 20 odds'],
  [/\bNFRs\b/g, 'targets'],
  [/\bNFR\b(?!-)/g, 'target'],
  [/\bp(?:50|95|99)\b/g, 'all but the slowest'],
  [/\bleaf tasks?\b|\bleaves\b/g, 'tasks'],
];

/** A text in product words for a product manager; an engineer gets it as it is. */
export function inWordsOf(role: Role | null | undefined, text: string): string {
  return role === 'pm' ? productTerms.reduce((said, [term, plain]) => said.replace(term, plain), text) : text;
}
