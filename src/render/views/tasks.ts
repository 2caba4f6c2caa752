import { tasksOf } from '../lookup.ts';
import { count, hours } from '../numbers.ts';
import { linkTo, packageLink } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, plainIds, prose, row } from '../text.ts';
import { taskBox } from './work-package.ts';

export function tasksView(page: Page): View {
  const { plan, depth } = page.site;
  const lite = depth !== 'full';
  return {
    lead: `${count(plan.tasks.length, 'leaf', 'leaves')}, ${hours(plan.schedule.bottomUpHours)} h in ${count(plan.packages.length, 'package')} (${linkTo(page, 'estimates', 'wbs', 'estimates')}).`,
    where: lite ? 'Hours are optimistic/likely/pessimistic.' : 'A box, its command and its hours stand in the plan of the package.',
    phases: plan.phases.map(phase => ({
      heading: `Phase ${phase.number}: ${prose(phase.title)}`,
      rows: lite ? [] : plan.tasks.filter(task => task.phase === phase.id).map(task => row({ task: task.id, title: prose(task.title), package: packageLink(page, task.package), size: task.size, after: plainIds(task.after), for: plainIds(task.for.length === 0 ? [task.package] : task.for) })),
      packages: lite ? plan.packages.filter(pack => pack.phase === phase.id).map(pack => ({ heading: `Package ${code(pack.id)}: ${hours(pack.pert)} h`, tasks: tasksOf(plan, pack.id).map(taskBox) })) : [],
    })),
  };
}
