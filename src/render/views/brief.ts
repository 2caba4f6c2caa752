import { draftOf } from '../draft.ts';
import { covered } from './traceability.ts';
import { decisionLine } from '../top.ts';
import { count } from '../numbers.ts';
import { trace } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, codes, prose, quoted, sentence } from '../text.ts';
import { planned } from '../lookup.ts';

/** What the execution plan of a small feature says itself, because documents of its own for it would be longer than their content. */
export function alsoView(page: Page): View {
  const { plan } = page.site;
  return {
    size: `The plan is brief because ${count(plan.tasks.length, 'leaf', 'leaves')} need no plan per package; \`--depth full\` writes them.`,
    decisions: [
      ...plan.decisions.map(decision => `**${decision.id}** ${decision.open ? `${decisionLine(page, decision)} ${decision.options.map(option => `${option.key} ${prose(option.text)} (${prose(option.effect)})`).join('; ')}.` : `${sentence(prose(decision.question))} ${sentence(prose(decision.answer ?? decision.default ?? decision.recommended))}`} ${trace(page, decision)}`),
      ...plan.openQuestions.map(question => `**${question.id}** ${sentence(quoted(question.text))}${question.assumed === null ? '' : ` Assumed: ${sentence(prose(question.assumed))}`}${drafted(page, `question/${question.id}`)} ${trace(page, question)}`),
      ...plan.requirements.flatMap(requirement => (draftOf(page, `rewrite/${requirement.id}`) === null ? [] : [`Wording proposed for ${code(requirement.id)}:${drafted(page, `rewrite/${requirement.id}`)}`])),
      ...plan.refinements.map(refinement => `**${refinement.id}** ${quoted(refinement.quote)} becomes ${prose(refinement.change)}: ${sentence(prose(refinement.reason))} ${trace(page, refinement)}`),
      ...(plan.decisions.length + plan.openQuestions.length + plan.refinements.length === 0 ? ['None: no rule had to choose.'] : []),
    ],
    handoff: handoff(page),
    trace: traceLines(page),
    risks: [...plan.risks].sort((a, b) => b.score - a.score).map(risk => `**${risk.id}** ${prose(risk.title)} (${risk.probability} x ${risk.impact} = ${risk.score}). Trigger: ${sentence(prose(risk.trigger))} Mitigation: ${sentence(prose(risk.mitigation))} Contingency: ${sentence(prose(risk.contingency))}${risk.task === null ? '' : ` Task ${code(risk.task)}.`}${drafted(page, `risk/${risk.id}`)} ${trace(page, risk)}`),
  };
}

/** A taken draft within a line, before its trace. */
function drafted(page: Page, slot: string): string {
  const draft = draftOf(page, slot);
  return draft === null ? '' : ` ${draft}`;
}

function handoff(page: Page): string[] {
  const { plan, profile } = page.site;
  const file = profile.terms['apiFile'] ?? 'openapi.json';
  const publish = plan.tasks.find(task => task.artefact.includes(file));
  const shown = plan.errors.filter(error => error.userMessage !== '');
  return [
    `Contract ${code(file)}${publish === undefined ? '' : ` by ${code(publish.id)}`}; one origin, credentials allowed.`,
    ...plan.screens.map(screen => `${prose(screen.name)}: ${codes(screen.routes)}, real with ${code(screen.gate)}.`),
    ...plan.screenStates.map(state => `${prose(state.state)}: ${sentence(prose(state.signal))}`),
    ...(shown.length === 0 ? [] : [`Messages: ${shown.map(error => `${code(error.id)} "${prose(error.userMessage).replace(/\.$/, '')}" (${prose(error.showAs)})`).join(', ')}.`]),
  ];
}

function traceLines(page: Page): string[] {
  const { plan } = page.site;
  const work = planned(plan);
  const share = (priority: string): string => `${priority} ${work.filter(each => each.priority === priority && covered(plan, each)).length} of ${work.filter(each => each.priority === priority).length}`;
  const out = plan.requirements.filter(each => each.rejected !== null || each.deferred !== null);
  const unmet = [...plan.checklist, ...plan.exitCriteria].filter(each => !each.met);
  const areas = plan.uncertainty.filter(area => area.fullFlow !== null);
  return [
    `Requirements that reach an answer, a criterion and a task: ${['must', 'should', 'could'].map(share).join(', ')}.`,
    ...out.map(each => `${code(each.id)}: ${sentence(prose(each.rejected ?? each.deferred ?? ''))}`),
    `Quality checklist and exit criteria: ${unmet.length === 0 ? `all ${plan.checklist.length + plan.exitCriteria.length} met` : `not met: ${unmet.map(each => prose(each.text)).join('; ')}`}.`,
    ...(areas.length === 0 ? [] : [`Uncertainty over 20 %: ${areas.map(area => `${prose(area.area)} ${area.percent} %`).join(', ')}; ${codes([...new Set(areas.flatMap(area => (area.fullFlow === null ? [] : [area.fullFlow])))])}.`]),
    ...(plan.unused.length === 0 ? [] : [`Lines of the source not used: ${plan.unused.map(line => line.line).join(', ')}.`]),
  ];
}
