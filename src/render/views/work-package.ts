import type { Package, Plan, Task } from '../../model/plan/index.ts';
import { draftOf } from '../draft.ts';
import { tasksOf } from '../lookup.ts';
import { count, hours, threePoint } from '../numbers.ts';
import { trace } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, codes, oneLine, prose, sentence, sentenceList } from '../text.ts';
import { strategyView } from './strategy.ts';

export function workPackageView(page: Page): View {
  const { plan } = page.site;
  const pack = page.package;
  if (pack === null) throw new Error('a package plan needs a package');
  const tasks = tasksOf(plan, pack.id);
  const parts = partsOf(tasks);
  return {
    facts: introduction(page, pack),
    strategy: strategyView(plan.strategies.find(strategy => strategy.scope === pack.id), draftOf(page, `strategy/${pack.id}`)),
    surprises: pack.surprises.map(line => sentence(prose(line))),
    sums: `Hours are optimistic/likely/pessimistic, owner ${prose(pack.owner)}.`,
    parts: parts.map(part => ({ heading: `${partTitle(part.title)}: ${count(part.tasks.length, 'leaf', 'leaves')}, ${hours(part.pert)} h`, tasks: part.tasks.map(taskBox) })),
    done: done(plan, pack, tasks.length),
  };
}

function introduction(page: Page, pack: Package): string[] {
  const { leaves } = pack;
  const sizes = ([['XS', leaves.xs], ['S', leaves.s], ['M', leaves.m]] as const).filter(([, size]) => size > 0).map(([name, size]) => `${size} ${name}`);
  return [
    `Deliverable of ${code(pack.id)} in ${code(pack.phase)}: ${sentence(prose(pack.deliverable))} ${trace(page, pack)}`,
    ...(pack.includes.length > 0 ? [`In: ${codes(pack.includes)}.`] : []),
    ...(pack.excludes.length > 0 ? [`Out: ${[...new Set(pack.excludes.map(other => other.in))].map(home => `${codes(pack.excludes.filter(other => other.in === home).map(other => other.id))} (${code(home)})`).join('; ')}.`] : []),
    ...(pack.acceptedBy.length > 0 ? [`Accepted by ${codes(pack.acceptedBy)}.`] : []),
    ...(pack.facts.length > 0 ? [`Shaped by: ${sentence(pack.facts.map(prose).join('; '))}`] : []),
    pack.after.length === 0 ? 'Waits for no package.' : `Waits for ${sentenceList(pack.after.map(code))}.`,
    `Size: ${count(leaves.total, 'leaf', 'leaves')} = ${sizes.join(' + ')}; O/M/P ${threePoint(pack.hours)} h; PERT ${hours(pack.pert)} h.`,
  ];
}

/** A heading that starts with an id would declare it a second time (`formats.md`), so such a part is named after its tasks. */
function partTitle(title: string): string {
  // "`MET-pace` (`MET-pace`)" names one thing twice.
  const text = prose(title).replace(/^(`[^`]+`) \(\1\)$/, '$1');
  return /^`?(?:(?:GET|POST|PUT|PATCH|DELETE) \/|[A-Z]+-[a-z0-9]|[A-Z][A-Z0-9]*_|[A-Z]\w*(?:Service|Gateway)\b)/.test(text) ? `Tasks of ${text}` : text;
}

type Part = { title: string; tasks: Task[]; pert: number };

/** Tasks by part, parts in the order of their first task. */
export function partsOf(tasks: readonly Task[]): Part[] {
  const parts = new Map<string, Part>();
  for (const task of tasks) {
    const part = parts.get(task.part) ?? { title: task.part, tasks: [], pert: 0 };
    part.tasks.push(task);
    part.pert += task.pert;
    parts.set(task.part, part);
  }
  return [...parts.values()];
}

/** The box of one task, as `formats.md` fixes it: title, verify, hours with dependencies and what it serves. */
export function taskBox(task: Task): View {
  // What serves no node by itself serves its package.
  const purpose = task.for.length === 0 ? [task.package] : task.for;
  const after = task.after.length === 0 ? '' : ` · after: ${task.after.join(', ')}`;
  const serves = ` · for: ${purpose.map(oneLine).join(', ')}`;
  return {
    title: `**${task.id}** ${prose(task.title)}`,
    verify: `${code(task.verify.command)} => ${prose(task.verify.expect)}`,
    hours: `${threePoint(task.hours)}${after}${serves}`,
  };
}

function done(plan: Plan, pack: Package, boxes: number): string {
  const proved = pack.acceptedBy.some(id => plan.criteria.some(criterion => criterion.id === id));
  return `Done when ${boxes === 1 ? 'the box is ticked by its verify command' : 'all boxes are ticked by their verify commands'}${proved ? ' and its criteria are green on main' : ''}.`;
}
