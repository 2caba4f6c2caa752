import { coreModels, gateways, neededBy, openDecisions, outsideCalls, planned } from '../lookup.ts';
import { opening } from '../draft.ts';
import { count, number, percent } from '../numbers.ts';
import { fileLink, linkTo, trace } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { stackOf } from '../../knowledge/stack.ts';
import { clause } from '../../text/clause.ts';
import { code, codes, prose, quoted, row, sentence, sentenceList } from '../text.ts';
import { capital } from '../../text/capital.ts';

export function charterView(page: Page): View {
  const { plan } = page.site;
  return {
    // A brief charter names its risks once, under their own heading.
    summary: summary(page).slice(0, page.site.depth === 'brief' ? 3 : 5),
    objectives: plan.objectives.map(objective => `**${objective.id}** ${sentence(prose(objective.text))} ${trace(page, objective)}`),
    metrics: plan.nfrs.filter(nfr => nfr.top).slice(0, 3).map(nfr => {
      const asked = nfr.asked === null ? '' : `; the source asks ${prose(nfr.asked.text)}`;
      const subject = nfr.class === 'as the requirement says' ? nfr.metric : nfr.class;
      const load = nfr.load === 'as in use' ? '' : ` ${prose(nfr.load)},`;
      return `${code(`${nfr.id}: ${nfr.target}`)} for ${prose(subject)},${load} ${prose(nfr.window)}${asked}.`;
    }),
    objectivesEnd: enough(plan.objectives.length),
    metricsEnd: enough(plan.nfrs.filter(nfr => nfr.top).length),
    stack: stack(page),
    constraints: constraints(page),
    // Five bullets are the limit of a charter section (SEED-002-3); what is more still has to be declared once.
    moreConstraints: plan.constraints.slice(5).map(constraint => row({ id: constraint.id, text: prose(constraint.text), trace: trace(page, constraint) })),
    risks: [...plan.risks].sort((a, b) => Number(b.first ?? false) - Number(a.first ?? false) || b.score - a.score).slice(0, 3).map(risk => {
      const task = risk.task === null ? '' : ` (${code(risk.task)})`;
      return `${code(risk.id)} (score ${risk.score}) ${prose(risk.title)}: ${prose(risk.mitigation).replace(/\.$/, '')}${task}.`;
    }),
    risksEnd: enough(plan.risks.length, 'no rule finds a further risk in this plan'),
    milestones: plan.gates.map(gate => row({ id: gate.id, title: prose(gate.title), outcome: prose(gate.outcome), decides: `${prose(gate.decides)}${gate.asked === undefined ? '' : `; asked for ${gate.asked}`}` })),
    milestoneLink: linkTo(page, 'Timeline Summary', 'execution_plan', 'timeline-summary'),
    nextActions: nextActions(page),
  };
}

/** The sections of objectives, metrics and risks hold three (SEED-002-22); a plan of less says that it has no more, and invents none. */
const enough = (held: number, none = 'the plan serves no further requirement and sets no further target'): string | null => (held === 0 || held >= 3 ? null : `None: ${none}.`);

/** The plan's own constraints; a small feature has the house rules beside them, since the section holds at least three (SEED-002-3). */
function constraints(page: Page): string[] {
  const { plan, houseRules } = page.site;
  const own = plan.constraints.slice(0, 5).map(constraint => `**${constraint.id}** ${sentence(prose(constraint.text))} ${trace(page, constraint)}`);
  const house = ['ksuid', 'throw', 'no-any'].flatMap(id => houseRules.rules.filter(rule => rule.id === id)).map(rule => `House rule ${code(rule.id)}: ${sentence(prose(rule.text))} <- ${houseRules.id}`);
  return [...own, ...house.slice(0, Math.max(0, 3 - own.length))];
}

function summary(page: Page): string[] {
  const { plan } = page.site;
  const work = planned(plan);
  const of = (priority: string): number => work.filter(requirement => requirement.priority === priority).length;
  const asked = (['must', 'should', 'could'] as const).filter(priority => of(priority) > 0).map(priority => `${of(priority)} ${capital(priority)}`);
  const spec = plan.specs.map(source => fileLink(page, source.path));
  const lines = [
    `${count(plan.routes.length, 'route')}, ${count(coreModels(plan).length, 'model')}, ${count(plan.jobs.length, 'job')} and ${count(outsideCalls(plan).length, 'outside call')} answer ${sentenceList(asked)} ${work.length === 1 ? 'requirement' : 'requirements'} of ${sentenceList(spec)}.`,
    `Callers: ${sentenceList(plan.consumers.map(consumer => `${prose(consumer.name)} (${code(consumer.id)})`))}.`,
  ];
  const words = opening(page);
  // The section holds at most five bullets (SEED-002-3), so what was said shares one and moves the callers up.
  if (words !== null) lines.splice(0, 2, words, lines.join(' '));
  const { schedule } = plan;
  if (schedule.promise !== null) {
    const { gapHours, capacityHours } = schedule.promise;
    const gap = plan.decisions.find(decision => decision.id === 'DEC-promise-gap');
    lines.push(
      gapHours > 0
        ? `The promise does not hold: ${number(schedule.totalHours, 1)} h of work stand against ${number(capacityHours, 1)} h of capacity${gap === undefined ? '' : ` (${code(gap.id)})`}.`
        : `The promise holds by means: ${number(schedule.totalHours, 1)} h of work, ${number(capacityHours, 1)} h of capacity.`,
    );
  } else {
    lines.push(`${count(plan.tasks.length, 'leaf task')} in ${count(plan.packages.length, 'package')} take ${number(schedule.totalHours, 1)} h, ${percent(schedule.poolShare)} of the bottom-up sum added for undiscovered work.`);
  }
  const first = plan.decisions.find(decision => decision.open && decision.blocking && decision.id !== 'DEC-promise-gap') ?? null;
  const worst = [...plan.risks].sort((a, b) => b.score - a.score)[0];
  if (worst !== undefined) lines.push(`Largest risk: ${prose(worst.title)} (${code(worst.id)}, score ${worst.score}). ${trace(page, worst)}`);
  if (first !== null && first.default !== null) lines.push(`Planned until ${code(first.id)} is answered: ${sentence(prose(optionText(page, first.default)))}`);
  return lines.slice(0, 5);
}

/** Texts of the options a default such as "A + C" names, or the default itself. */
function optionText(page: Page, fallback: string): string {
  const decision = page.site.plan.decisions.find(candidate => candidate.default === fallback && candidate.open && candidate.blocking);
  const keys = fallback.split(/\s*\+\s*/);
  const texts = keys.map(key => decision?.options.find(option => option.key === key)?.text);
  return texts.every(text => text !== undefined) ? keys.map((key, index) => `${key} ${texts[index] ?? ''}`).join('; ') : fallback;
}

function stack(page: Page): string[] {
  const { plan, profile } = page.site;
  const queued = plan.jobs.length >= profile.queue.jobTypesFrom;
  const decided = (id: string): string => (plan.decisions.some(decision => decision.id === id) ? ` (${code(id)})` : '');
  const lines = [`${sentence(`${sentenceList(stackOf(profile, plan.jobs.length))}${decided('DEC-architecture')}`)} <- profile:${profile.id}`];
  const outside = gateways(plan).map(gateway => `${code(gateway)} makes ${count(outsideCalls(plan).filter(call => call.service === gateway).length, 'call')}`);
  if (outside.length === 0 && plan.jobs.length === 0) lines.push('No outside system is called, no background job runs, so there is no queue.');
  else lines.push(outside.length === 0 ? 'No outside system is called.' : `${capital(sentenceList(outside))}.`);
  if (outside.length > 0 || plan.jobs.length > 0) lines.push(
    plan.jobs.length === 0
      ? 'No background job, so no queue.'
      : `${capital(queued ? profile.queue.name : profile.queue.below)} runs ${count(plan.jobs.length, 'job type')}; the threshold for ${profile.queue.name} is ${profile.queue.jobTypesFrom}${decided('DEC-job-queue')}.`,
  );
  lines.push(`KSUID keys; ${profile.foreignKeys === 'none' ? '0 database foreign keys' : 'database foreign keys to users only'}; typed errors thrown to one edge mapper. <- house-rules`);
  return lines;
}

/** The question itself where it is short, else its first clause. */
function shortQuestion(text: string): string {
  const asked = /[^.?!]*\?/.exec(text)?.[0].trim() ?? '';
  return asked !== '' && asked.length <= 110 ? asked : clause(text, 90);
}

function nextActions(page: Page): string[] {
  const { plan } = page.site;
  const lines = openDecisions(plan)
    .sort((a, b) => Number(b.blocking) - Number(a.blocking))
    .slice(0, 3)
    .map(decision => `${capital(decision.owner)} answers ${code(decision.id)} before ${code(neededBy(plan, decision.needed))}${decision.task === null ? '' : ` (${code(decision.task)})`}.`);
  for (const question of plan.openQuestions) {
    if (lines.length >= 4) break;
    lines.push(`${capital(question.owner)} answers ${code(question.id)} (${quoted(shortQuestion(question.text))}) before ${code(neededBy(plan, question.needed))}.`);
  }
  const [first] = plan.packages;
  if (first !== undefined) {
    const starters = plan.tasks.filter(task => task.package === first.id && task.after.length === 0).slice(0, 3);
    if (starters.length > 0) lines.push(`${capital(first.owner)} starts ${code(first.id)} with ${codes(starters.map(task => task.id))}.`);
  }
  if (!plan.schedule.calibrated) lines.push('Product owner confirms capacity and pace (`people`, `pace`); until then the forecast stays one range.');
  const [gate] = plan.gates;
  if (lines.length < 3 && gate !== undefined) lines.push(`${capital(gate.decides)} passes ${code(gate.id)}: ${gate.exit.map(prose).join('; ')}.`);
  return lines.slice(0, 5);
}

