import { clean } from '../text/clean.ts';
import { counted } from '../text/count.ts';
import type { Facts } from '../model/facts.ts';
import type { Plan } from '../model/plan/index.ts';
import { coreModels } from '../render/lookup.ts';
import { wrap } from '../text/wrap.ts';
import { cut } from './table.ts';

/** What was read, and at most five things worth knowing, most serious first. */
export function describeFacts(facts: Facts, plan: Plan, width: number): string {
  const sum = (count: (spec: Facts['specs'][number]) => number): number => facts.specs.reduce((total, spec) => total + count(spec), 0);
  const sensitive = facts.samples.files.filter(file => file.sensitive.some(each => each === 'secret' || each === 'location')).length;
  const lines = [
    `${plan.title}: read ${facts.specs.map(spec => spec.path).join(', ')}`,
    `  ${[counted(sum(spec => spec.requirements.length), 'requirement'), counted(sum(spec => spec.stories.length), 'story', 'stories'), counted(sum(spec => spec.scenarios.length), 'scenario'), counted(sum(spec => spec.entities.length), 'entity', 'entities'), counted(sum(spec => spec.openQuestions.length), 'open question')].join(', ')}`,
    facts.samples.files.length === 0
      ? '  no sample data found: fields come from the spec alone'
      : `  ${counted(facts.samples.files.length, 'sample file')}: ${facts.samples.models.map(model => `${clean(model.name)} (${model.records})`).join(', ')}${sensitive === 0 ? '' : `; ${sensitive} with secrets or locations, which never leave memory`}`,
    `Draft (${plan.profile}): ${counted(plan.routes.length, 'route')}, ${counted(coreModels(plan).length, 'model')}, ${counted(plan.errors.length, 'error')}, ${counted(plan.jobs.length, 'job')}, ${counted(plan.tasks.length, 'task')} in ${counted(plan.packages.length, 'package')}.`,
  ];
  const news = worthKnowing(facts, plan).slice(0, 5);
  if (news.length > 0) lines.push('Worth knowing:', ...news.map(text => `  - ${cut(text, 220)}`));
  return lines.map(line => wrap(`${/^ */.exec(line)?.[0] ?? ''}${clean(line)}`, Math.max(30, width))).join('\n');
}

function worthKnowing(facts: Facts, plan: Plan): string[] {
  const { schedule } = plan;
  const news: string[] = [];
  if (schedule.promise !== null && schedule.promise.gapHours > 0) news.push(`The promise of ${schedule.promise.date} leaves ${Math.round(schedule.promise.capacityHours)} h of capacity; the work is ${Math.round(schedule.totalHours)} h.`);
  for (const decision of plan.decisions.filter(each => each.open && each.blocking && each.id !== 'DEC-promise-gap')) news.push(`${decision.id}: ${decision.facts[0] ?? decision.question}`);
  const unread = plan.unused.filter(line => line.result === 'unused' && plan.requirements.some(each => each.rejected === null && each.sources.some(source => source.kind === 'spec' && source.path === line.path && source.line === line.line)));
  if (unread.length > 0) news.push(`${counted(unread.length, 'sentence')} of planned requirements ${unread.length === 1 ? 'is' : 'are'} in no route, job or test (traceability.md): line ${unread.map(line => line.line).join(', ')}: "${unread[0]?.text ?? ''}"`);
  const decided = new Set(plan.decisions.map(each => each.id.replace('DEC-', '')));
  for (const risk of [...plan.risks].sort((a, b) => b.score - a.score).filter(each => each.score >= 15 && !decided.has(each.id.replace('RISK-', '')))) news.push(`${risk.id} (${risk.score}): ${risk.title}`);
  const conflicts = facts.findings.filter(finding => /agree|contradict|conflict/.test(finding.rule));
  if (conflicts.length > 0) news.push(`${counted(conflicts.length, 'place')} where spec, samples or earlier documents disagree: ${conflicts[0]?.message ?? ''}`);
  const missing = facts.existing.missingSections;
  if (missing.length > 0) news.push(`${counted(missing.length, 'section')} missing in earlier core documents: ${missing.slice(0, 5).map(each => `${each.path} "${each.section}"`).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`);
  const bounds = facts.existing.statements.filter(each => /constraint/i.test(each.section) && each.kind === undefined);
  if (bounds.length > 0) news.push(`${counted(bounds.length, 'constraint')} in earlier core documents: ${bounds.slice(0, 3).map(each => `"${each.text}" (${each.path}:${each.line})`).join(', ')}${bounds.length > 3 ? ` and ${bounds.length - 3} more` : ''}`);
  const rejected = plan.requirements.filter(each => each.rejected !== null && !each.rejected.startsWith('`DEC-'));
  if (rejected.length > 0) news.push(`${rejected.length} requirement(s) are no backend work: ${rejected.map(each => each.id).slice(0, 6).join(', ')}`);
  return news;
}
