import type { Figures } from '../model/plan/index.ts';
import type { Feed, Role } from './question.ts';

/** What an option would change against the draft: the numbers a person decides by, then how many risks come; without a number the first rule, risk or decision that comes or goes, in words, since an option is one line. Empty when none of it changes. */
export function effectBetween(draft: Figures, other: Figures, role: Role | null = null): string {
  const parts: string[] = [];
  const delta = (now: number, then: number, one: string, many = `${one}s`): void => {
    const change = Math.round((then - now) * 10) / 10;
    if (change !== 0) parts.push(`${change > 0 ? '+' : ''}${change} ${Math.abs(change) === 1 ? one : many}`);
  };
  const [before, after] = [Object.keys(draft.tasks), Object.keys(other.tasks)];
  delta(draft.requirements, other.requirements, 'requirement');
  delta(draft.routes, other.routes, role === 'pm' ? 'thing the app can ask for' : 'route', role === 'pm' ? 'things the app can ask for' : 'routes');
  delta(before.length, after.length, 'task');
  delta(Math.round(draft.hours), Math.round(other.hours), 'h', 'h');
  if (draft.weeksP80 !== null && other.weeksP80 !== null) delta(draft.weeksP80, other.weeksP80, role === 'pm' ? 'week' : 'week P80', role === 'pm' ? 'weeks' : 'weeks P80');
  delta(draft.cost, other.cost, 'USD a month', 'USD a month');
  delta(draft.blockers, other.blockers, 'blocker');
  const otherwise = before.length === after.length ? before.filter(id => draft.tasks[id] !== other.tasks[id]).length : 0;
  if (otherwise > 0) parts.push(`${otherwise} ${otherwise === 1 ? 'task' : 'tasks'} done otherwise`);
  const known = new Set(draft.risks.map(gist));
  const risks = other.risks.filter(each => !known.has(gist(each))).length;
  if (parts.length > 0) return [...parts, ...(risks === 0 ? [] : [`${risks} new ${risks === 1 ? 'risk' : 'risks'}`])].join(', ');
  const words = (['rules', 'risks', 'watched', 'decided'] as const).flatMap(kind => {
    // The same statement with another number is neither new nor gone.
    const [here, there] = [new Set(draft[kind].map(gist)), new Set(other[kind].map(gist))];
    return [
      ...other[kind].filter(each => !here.has(gist(each))).map(each => `${come[kind]}: ${short(each)}`),
      ...draft[kind].filter(each => !there.has(gist(each)) && kind !== 'decided').map(each => `${gone[kind]}: ${short(each)}`),
    ];
  });
  return words[0] ?? '';
}

const come = { rules: 'adds the rule', risks: 'adds the risk', watched: 'to watch', decided: 'decides' } as const;
const gone = { rules: 'without the rule', risks: 'without the risk', watched: 'no longer to watch', decided: 'no longer decided' } as const;

const gist = (text: string): string => short(text).replace(/\d+/g, '0');

/** The first statement of a sentence, in at most so many characters. */
function short(text: string): string {
  const first = (/^[^:;]+/.exec(text)?.[0] ?? text).trim();
  return first.length <= 70 ? first : `${first.slice(0, 67).replace(/\s+\S*$/, '')}...`;
}

const documents: Readonly<Record<Feed, string>> = { charter: 'the charter', prd: 'the PRD', add: 'the architecture', wbs: 'the WBS', workflows: 'the workflows', execution: 'the execution plan' };

/** What an option without a computed effect is for: `changes no number; goes into the charter and the WBS`. */
export function feedsInWords(feeds: readonly Feed[]): string {
  const names = feeds.map(feed => documents[feed]);
  return `changes no number; goes into ${names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`}`;
}
