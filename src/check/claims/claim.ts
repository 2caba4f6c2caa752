import type { Plan } from '../../model/plan/index.ts';
import { behind, sentencesOf } from '../edits.ts';
import type { Changed, Line } from '../edits.ts';
import { editedIn, renderOf } from '../rendered.ts';
import type { Group, Run } from '../run.ts';
import type { Sheet } from '../sheet.ts';
import { inDigits } from './figures.ts';
import { wordsOf, type Words } from './words.ts';

/** A sentence that somebody added to a rendered document, as written and with its numbers in digits. */
export type Claim = { sheet: Sheet; line: number; text: string; digits: string };

/** What claims are judged by: the plan, and what its documents say as they were rendered, line by line. */
export type Told = { plan: Plan; lines: readonly string[]; text: string; words: Words };

/** Says what is wrong with a claim, or null. */
export type Judge = (claim: Claim, told: Told) => string | null;

/** Nobody writes a sentence longer than this; it is data. */
const longest = 1_000;
/** Letters of a sentence that tell the row it starts on. */
const start = 16;

/** The sentences that people added to the documents of a feature. */
export function* claimsOf(group: Group, run: Run): Generator<Claim> {
  for (const { sheet, edits } of editedIn(group, run)) {
    if (edits === null) continue;
    for (const line of edits.added) if (line.fence === null) yield* sentences(sheet, line, line.text);
    for (const change of edits.changed) if (change.after.fence === null) yield* extended(sheet, change);
  }
}

/** What was written behind a line of the plan that still stands. */
function* extended(sheet: Sheet, change: Changed): Generator<Claim> {
  const { before, after } = change;
  const under = behind(change);
  if (under !== null) {
    yield* sentences(sheet, under, under.text);
    return;
  }
  const known = new Set(sentencesOf(before.text));
  const now = sentencesOf(after.text);
  const fresh = now.filter(each => !known.has(each));
  // A clause behind a sentence that still stands is a sentence of its own.
  const told = fresh.flatMap(each => {
    const had = [...known].map(one => one.replace(/[.;]$/, '')).find(one => one !== '' && each.startsWith(one));
    const rest = had === undefined ? '' : (/^(?:[,;]| [–—-] | \()\s*(?:and )?(.+)$/s.exec(each.slice(had.length))?.[1] ?? '');
    return rest !== '' ? [rest] : fresh.length < now.length ? [each] : [];
  });
  if (told.length > 0) yield* sentences(sheet, after, told.join(' '));
}

function* sentences(sheet: Sheet, { number, rows }: Line, text: string): Generator<Claim> {
  if (/^\s*\|/.test(text)) return;
  for (const each of sentencesOf(text.replace(/^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/, '').replace(/\*\*|__/g, ''))) {
    if (each.length > longest) continue;
    const row = rows.findIndex(row => row.includes(each.slice(0, start)));
    yield { sheet, line: number + Math.max(0, row), text: each, digits: inDigits(each) };
  }
}

const known = new WeakMap<Group, Told>();

/** What the plan and its documents tell of a feature; made once, for the first claim. */
export function toldOf(group: Group, run: Run, plan: Plan): Told {
  const made = known.get(group);
  if (made !== undefined) return made;
  const text = group.sheets.map(sheet => renderOf(run, sheet.document.path) ?? '').join('\n');
  const told = { plan, text, lines: text.split('\n'), words: wordsOf(run.claims, run.products) };
  known.set(group, told);
  return told;
}

/** Names of the systems that the plan calls, one word each. */
export const systemsOf = (plan: Plan): string[] => [...new Set(plan.methods.flatMap(({ call }) => (call === null ? [] : [call.system.split(' ')[0] ?? ''])))].filter(each => /^\w{3,}$/.test(each));
