import type { Package, Plan } from '../../model/plan/index.ts';
import { isOperations, laterWork } from '../lookup.ts';
import { count, hours, number, percent, threePoint } from '../numbers.ts';
import { linkTo, packageLink } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, codes, plainIds, prose, row, sentence, uncapital } from '../text.ts';
import { capital } from '../../text/capital.ts';

export function wbsView(page: Page): View {
  const { plan } = page.site;
  const sum = total(plan.packages);
  return {
    scope: scope(plan),
    phases: plan.phases.map(phase => {
      const gate = plan.gates.find(candidate => candidate.id === phase.gate);
      return row({ id: phase.id, title: prose(phase.title), gate: phase.gate, leaves: number(phase.leaves), pert: hours(phase.pert), exit: gate === undefined ? '' : gate.exit.map(prose).join('; '), evidence: gate === undefined ? '' : prose(gate.evidence), decides: gate === undefined ? '' : prose(gate.decides) });
    }),
    calendar: linkTo(page, 'Timeline Summary', 'execution_plan', 'timeline-summary'),
    dependencies: dependencies(page),
    packages: plan.packages.map(pack => row({ id: pack.id, phase: pack.phase, leaves: `${pack.leaves.total} = ${pack.leaves.xs}/${pack.leaves.s}/${pack.leaves.m}`, hours: threePoint(pack.hours), pert: hours(pack.pert), after: plainIds(pack.after), critical: pack.critical ? 'yes' : '-', deliverable: prose(pack.deliverable) })),
    sum: `Sum of ${count(plan.packages.length, 'package')}: ${sum.leaves} leaves, ${sum.hours} h, PERT ${hours(plan.schedule.bottomUpHours)} h.`,
    leafCount: plan.leafCount.map(line => prose(line.text)),
    hours: hoursLines(page),
    dictionary: dictionary(page),
    sprint: sprint(plan),
    parts: plan.sprint.parts.map(part => row({ text: prose(part.text), leaves: number(part.leaves), hours: hours(part.hours) })),
    sprintSum: row({ leaves: number(plan.sprint.tasks.length), hours: hours(plan.sprint.plannedHours) }),
    done: plan.sprint.definitionOfDone.map(prose),
    missing: plan.sprint.missing.map(line => sentence(capital(prose(line)))),
    tests: tests(plan),
    stages: stages(page),
  };
}

function scope(plan: Plan): string[] {
  const lines = plan.workflows.filter(workflow => workflow.primary).map(workflow => `${code(workflow.id)}: ${count(workflow.routes.length, 'route')}, ${count(plan.criteria.filter(criterion => criterion.workflow === workflow.id || (criterion.workflow === null && workflow.requirements.includes(criterion.requirement))).length, 'criterion', 'criteria')}`);
  const operations = plan.routes.filter(isOperations).map(route => route.id);
  if (operations.length > 0) lines.push(`Operations: ${codes(operations)}`);
  const out = plan.requirements.filter(requirement => requirement.rejected !== null || requirement.deferred !== null).map(requirement => requirement.id);
  const later = laterWork(plan).map(item => uncapital(prose(item.what)));
  if (out.length + later.length > 0) lines.push(`Out: ${[codes(out, ''), later.join(', ')].filter(part => part !== '').join('; later: ')}`);
  return lines;
}

function dependencies(page: Page): string[] {
  const { plan } = page.site;
  const { schedule } = plan;
  const chain = schedule.criticalPath.filter(id => plan.packages.some(pack => pack.id === id));
  const packages = chain.length > 0 ? chain : [...new Set(schedule.criticalPath.flatMap(id => plan.tasks.filter(task => task.id === id).map(task => task.package)))];
  const lines = [`Longest chain by means: ${chain.length > 0 ? '' : `${count(schedule.criticalPath.length, 'task')} of `}${codes(packages, 'none')} = ${number(schedule.criticalHours, 1)} h.`];
  const share = schedule.people === 0 ? 0 : schedule.totalHours / schedule.people;
  if (schedule.resourceBound) lines.push(`People are the limit, not the chain: ${number(schedule.totalHours, 1)} h shared by ${number(schedule.people)} people is ${number(share, 1)} h each.`);
  if (schedule.nearCritical.length > 0) lines.push(`Near-critical: ${schedule.nearCritical.map(near => `${code(near.id)} ${number(near.floatHours, 1)} h float`).join(', ')}.`);
  for (const decision of plan.decisions.filter(candidate => candidate.open)) {
    const waiting = plan.packages.filter(pack => pack.waitsFor?.decision === decision.id).map(pack => pack.id);
    if (waiting.length > 0) lines.push(`${code(decision.id)} before ${codes(waiting)}.`);
  }
  const waves = schedule.waves.map((wave, index) => `${index + 1}: ${codes(wave)}`);
  if (waves.length > 1) lines.push(`Waves of packages that can run side by side: ${waves.join('; ')}.`);
  return lines;
}

function total(packages: readonly Package[]): { leaves: string; hours: string } {
  const sum = (of: (pack: Package) => number): number => packages.reduce((all, pack) => all + of(pack), 0);
  return {
    leaves: `${number(sum(pack => pack.leaves.total))} = ${sum(pack => pack.leaves.xs)}/${sum(pack => pack.leaves.s)}/${sum(pack => pack.leaves.m)}`,
    hours: threePoint({ o: sum(pack => pack.hours.o), m: sum(pack => pack.hours.m), p: sum(pack => pack.hours.p) }),
  };
}

/** Who owns the packages, and where the rest of an entry stands: the package plans hold scope, criteria and tasks. */
function dictionary(page: Page): string {
  const { plan } = page.site;
  const owners = new Map<string, string[]>();
  for (const pack of plan.packages) owners.set(pack.owner, [...(owners.get(pack.owner) ?? []), pack.id]);
  const [usual, ...others] = [...owners].sort((a, b) => b[1].length - a[1].length);
  if (usual === undefined) return 'None: no package.';
  const first = plan.packages.find(pack => pack.acceptedBy.length > 0);
  const where = first === undefined ? '' : `; scope, accepting criteria and tasks of a package stand in its plan, such as ${packageLink(page, first.id)}`;
  return `Owner: ${prose(usual[0])}${others.map(([owner, ids]) => `, ${prose(owner)} of ${codes(ids)}`).join('')}${where}.`;
}

/** Where a bottom-up sum and the hours from outside are too far apart, and where a package is too thin to be one. */
const gapShare = 0.25;
const thinHours = 8;

function hoursLines(page: Page): string[] {
  const { plan } = page.site;
  const { schedule } = plan;
  const pool = schedule.totalHours - schedule.bottomUpHours;
  const lines = [`Undiscovered work: ${percent(schedule.poolShare)} pool = ${number(pool, 1)} h; ${number(schedule.bottomUpHours, 1)} + ${number(pool, 1)} = ${number(schedule.totalHours, 1)} h.`];
  const top = plan.packages.reduce((sum, pack) => sum + (pack.topDownHours ?? 0), 0);
  if (top > 0) {
    const gap = Math.abs(top - schedule.totalHours) / top;
    lines[0] += ` Top-down check: ${number(top, 1)} h; difference ${percent(gap)}, ${gap > gapShare ? 'above' : 'under'} the ${percent(gapShare)} finding line.`;
  }
  const off = plan.packages.flatMap(pack => {
    const share = pack.topDownHours === null || pack.topDownHours === 0 ? 0 : (pack.pert - pack.topDownHours) / pack.topDownHours;
    return Math.abs(share) > gapShare ? [{ pack, share }] : [];
  }).sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
  if (off.length > 0) lines.push(`${count(off.length, 'package lies', 'packages lie')} over ${percent(gapShare)} from ${off.length === 1 ? 'its' : 'their'} top-down hours: ${off.slice(0, 6).map(({ pack, share }) => `${code(pack.id)} ${number(pack.pert, 1)} against ${number(pack.topDownHours ?? 0, 1)} h (${share > 0 ? '+' : '-'}${percent(Math.abs(share))})`).join(', ')}${off.length > 6 ? ` and ${off.length - 6} more` : ''}.`);
  const thin = plan.packages.filter(pack => pack.pert < thinHours && pack.phase !== 'PH-0');
  if (thin.length > 0) lines.push(`${count(thin.length, 'package stays', 'packages stay')} under ${thinHours} h, since nothing beside could take ${thin.length === 1 ? 'it' : 'them'}: ${thin.map(pack => `${code(pack.id)} ${number(pack.pert, 1)} h`).join(', ')}.`);
  if (schedule.promise !== null) {
    const { weeks, capacityHours } = schedule.promise;
    lines.push(`Capacity up to the promise: ${number(schedule.people)} people x ${number(schedule.hoursPerWeek)} h x ${number(schedule.focus)} x ${number(weeks, 1)} weeks = ${number(capacityHours, 1)} h; the gap stands in ${linkTo(page, 'Timeline Summary', 'execution_plan', 'timeline-summary')}.`);
  }
  return lines;
}

function sprint(plan: Plan): string {
  const { sprint: first, schedule } = plan;
  return `${/week/i.test(first.weeks) ? capital(first.weeks) : `Weeks ${first.weeks}`}. Capacity ${number(schedule.people)} x ${number(schedule.hoursPerWeek)} h x ${number(schedule.focus)}${schedule.capacityPerWeek === 0 ? '' : ` x ${number(first.capacityHours / schedule.capacityPerWeek, 1)} weeks`} = ${number(first.capacityHours, 1)} h; 85 % = ${number(first.limitHours, 1)} h; planned ${hours(first.plannedHours)} h in ${count(first.tasks.length, 'leaf', 'leaves')}.`;
}

const levels = {
  unit: ['one service with fixed clock and ids', 'pull request'],
  contract: ['answer against the OpenAPI schema', 'pull request'],
  api: ['route with the database in a container', 'main'],
  integration: ['repository, job or gateway with fixtures', 'main'],
  e2e: ['one primary workflow', 'main'],
  race: ['parallel callers, repeated', 'main'],
  security: ['routes x roles x foreign ids', 'main'],
  load: ['target at twice the peak', 'nightly'],
  privacy: ['rows left after erasure', 'nightly'],
} as const;

function tests(plan: Plan): Record<string, string>[] {
  return Object.entries(levels).flatMap(([level, [what, stage]]) => {
    const found = plan.tests.filter(test => test.level === level);
    return found.length === 0 ? [] : [row({ level, what, count: number(found.length), stage })];
  });
}

function stages(page: Page): string {
  const { profile } = page.site;
  const commands = ['types', 'lint', 'test'].flatMap(name => {
    const command = profile.commands[name];
    return command === undefined ? [] : [code(command)];
  });
  return `Gates: ${commands.length === 0 ? 'tests' : commands.join(', ')} on every pull request, under 10 min; all tests pass on main.`;
}

