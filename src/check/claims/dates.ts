import type { Plan } from '../../model/plan/index.ts';
import type { Judge } from './claim.ts';
import type { Words } from './words.ts';


/** `months` is how many months from that one on are meant. */
type Said = { year: number; month: number; day: number | null; text: string; months: number };

/** "Go-live is fixed for 30 June 2026": another day than the plan promises or starts on. */
export const dates: Judge = ({ text }, { plan, text: told, words }) => {
  if (words.supposes.test(text) || words.aside.test(text)) return null;
  for (const said of datesIn(text, words.months)) {
    if (words.settled.test(text.slice(0, text.indexOf(said.text)))) continue;
    const gate = passed.exec(text)?.[1];
    const wrong = gate === undefined ? null : forecast(plan, gate, said);
    if (wrong !== null) return wrong;
    const key = `${said.year}-${String(said.month).padStart(2, '0')}${said.day === null ? '' : `-${String(said.day).padStart(2, '0')}`}`;
    const start = words.says('begun').test(text);
    if (!start && !words.says('promised').test(text)) continue;
    const planned = start ? plan.schedule.start : (plan.schedule.promise?.date ?? null);
    if (planned === null || planned.startsWith(key) || within(said, planned)) continue;
    // A day that the plan knows for something else is no contradiction by itself.
    if (said.day !== null && !start && told.includes(key) && key !== plan.schedule.start) continue;
    return start ? `The plan starts on ${planned}, not on ${said.text}.` : `The promise of the plan is ${planned}, not ${said.text}.`;
  }
  return null;
};

const passed = /\b(GATE-\d+|PH-\d+)\b[^.]*\b(?:pass(?:ed|es)?|met|done|reached|closed|closes|ends?|ended|finished|complete[ds]?|over|behind us|due|through)\b/;

/** A day for a gate or phase that is neither forecast nor asked for. */
function forecast(plan: Plan, id: string, said: Said): string | null {
  const gate = plan.gates.find(each => each.id === id);
  const span = plan.schedule.phases.find(each => each.id === (gate?.phase ?? id));
  if (span === undefined || said.day === null) return null;
  const day = `${said.year}-${String(said.month).padStart(2, '0')}-${String(said.day).padStart(2, '0')}`;
  return day === gate?.asked || (day >= span.endP50 && day <= span.endP80) ? null : `The plan forecasts ${id} between ${span.endP50} and ${span.endP80}, not for ${said.text}.`;
}

/** A day of one of the months that are meant. */
const within = (said: Said, day: string): boolean => said.months > 1 && day.startsWith(`${said.year}-`) && Number(day.slice(5, 7)) >= said.month && Number(day.slice(5, 7)) < said.month + said.months;

/** A month by its name or its first three letters. */
function datesIn(text: string, languages: Words['months']): Said[] {
  const named = `(${languages.flat().map(each => `${each}|${each.slice(0, 3)}`).join('|')})`;
  const found: Said[] = [];
  const add = (year: string | undefined, month: number, day: string | undefined, said: string): void => {
    found.push({ year: Number(year), month, day: day === undefined ? null : Number(day), text: said, months: 1 });
  };
  const quarter = /\bQ([1-4])[ /-]?(20\d\d)\b/.exec(text);
  if (quarter !== null) found.push({ year: Number(quarter[2]), month: Number(quarter[1]) * 3 - 2, day: null, text: quarter[0], months: 3 });
  const monthOf = (name: string | undefined): number => Math.max(...languages.map(months => months.findIndex(each => each.startsWith((name ?? '').toLowerCase())))) + 1;
  for (const match of text.matchAll(/\b(20\d\d)-(\d\d)-(\d\d)\b/g)) add(match[1], Number(match[2]), match[3], match[0]);
  for (const match of text.matchAll(/\b(\d{1,2})\.(\d{1,2})\.(20\d\d)\b/g)) add(match[3], Number(match[2]), match[1], match[0]);
  for (const match of text.matchAll(new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ${named},? (20\d\d)\b`, 'gi'))) add(match[3], monthOf(match[2]), match[1], match[0]);
  for (const match of text.matchAll(new RegExp(String.raw`\b${named} (\d{1,2})(?:st|nd|rd|th)?,? (20\d\d)\b`, 'gi'))) add(match[3], monthOf(match[1]), match[2], match[0]);
  if (found.length === 0) for (const match of text.matchAll(new RegExp(String.raw`\b${named},? (20\d\d)\b`, 'gi'))) add(match[2], monthOf(match[1]), undefined, match[0]);
  return found;
}
