import type { Cut, Decision } from '../../model/plan/index.ts';
import { draftOf } from '../draft.ts';
import { neededBy } from '../lookup.ts';
import { hours, number } from '../numbers.ts';
import { linkTo, trace } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, codes, plainIds, prose, quoted, row, sentence } from '../text.ts';
import { capital } from '../../text/capital.ts';

export function decisionsView(page: Page): View {
  const { plan } = page.site;
  const open = plan.decisions.filter(decision => decision.open).sort((a, b) => Number(b.blocking) - Number(a.blocking));
  return {
    due: linkTo(page, 'Timeline Summary', 'execution_plan', 'timeline-summary'),
    open: open.map(decision => openView(page, decision)),
    cuts: plan.cuts.toSorted((a, b) => perPoint(b) - perPoint(a) || (a.id < b.id ? -1 : 1)).map(cut => row({ id: cut.id, drops: codes(cut.drops), packages: plainIds(cut.packages), size: `${number(cut.leaves)}, ${hours(cut.hours)}`, points: number(cut.points), trace: trace(page, cut) })),
    decided: plan.decisions.filter(decision => !decision.open).map(decision => row({ id: decision.id, question: prose(decision.question), answer: prose(decision.answer ?? decision.default ?? decision.recommended), reason: prose(decision.reason), by: prose(decision.decidedBy === null || decision.decidedBy.startsWith('rule') || decision.decidedAt === null ? (decision.decidedBy ?? 'rule') : `${decision.decidedBy}, ${decision.decidedAt}`), confidence: number(decision.confidence, 1), trace: trace(page, decision) })),
    answers: plan.answered.map(each => row({ key: code(each.key), value: quoted(each.value), by: prose(each.state === 'open' ? `open: ${each.owner ?? 'nobody'}${each.due === null ? '' : `, due ${each.due}`}` : `${each.by ?? 'a person'}${each.at === null ? '' : `, ${each.at}`}`) })),
    questions: plan.openQuestions.map(question => withDraft(draftOf(page, `question/${question.id}`), `**${question.id}** (${prose(question.owner)}, before ${code(neededBy(plan, question.needed))}) ${sentence(quoted(asked(question.text)))}${question.assumed === null ? '' : ` Assumed: ${sentence(prose(question.assumed))}`}`, trace(page, question))),
    wordings: plan.requirements.flatMap(requirement => {
      const draft = draftOf(page, `rewrite/${requirement.id}`);
      return draft === null ? [] : [`${code(requirement.id)} ${draft}`];
    }),
    refinements: plan.refinements.map(refinement => row({ id: refinement.id, quote: quoted(refinement.quote), change: prose(refinement.change), reason: prose(refinement.reason), trace: trace(page, refinement) })),
    uncertainty: plan.uncertainty.map(area => row({ area: prose(area.area), nodes: prose(area.nodes), mean: area.mean.toFixed(2), percent: `${area.percent} %`, over: area.fullFlow === null ? 'no' : `yes, ${prose(area.fullFlow)}` })),
    triggers: plan.branchTriggers.map(trigger => `${capital(prose(trigger.trigger))}: ${prose(trigger.reason).replace(/\.$/, '')}; ${code(trigger.command)}`),
  };
}

/** Hours per point lost: of the cut alone, so that its row stays where it is when other work changes. */
const perPoint = (cut: Cut): number => cut.hours / Math.max(1, cut.points);

/** A line with its draft between its words and its trace, which stays last. */
function withDraft(draft: string | null, line: string, traced: string): string {
  return draft === null ? `${line} ${traced}` : `${line} ${draft} ${traced}`;
}

/** A question as a sentence: a marker around all of it says nothing more, and it begins with a capital. */
const asked = (text: string): string => capital(text.trim().replace(/^\[\s*(?:NEEDS CLARIFICATION|TBD|TODO)\b:?\s*([^\]]+)\]\.?$/i, '$1').replace(/^\(open:\s*([^()]+)\)\.?$/i, '$1').trim());

/** A dated fact, already in the words its grade allows and with its source. */
function factLine(fact: string): string {
  return `Fact: ${sentence(prose(fact))}`;
}

function openView(page: Page, decision: Decision): View {
  const asked = decision.asks === null ? '' : `; asked as ${code(decision.asks)}`;
  const recorded = decision.task === null ? '' : `, recorded by ${code(decision.task)}`;
  const first = page.site.plan.packages.find(pack => pack.waitsFor?.decision === decision.id)?.waitsFor?.task ?? null;
  return {
    heading: `${decision.id} ${prose(decision.question)}`,
    lines: [
      `Owner: ${prose(decision.owner)}${asked}; due before ${code(neededBy(page.site.plan, decision.needed))}${recorded}${first === null ? '' : `; first waiting leaf ${code(first)}`}. ${trace(page, decision)}`,
      ...decision.facts.map(fact => factLine(fact)),
      ...(decision.reason === '' ? [] : [`Why it is asked: ${sentence(prose(decision.reason))}`]),
    ],
    options: decision.options.map(option => row({ option: `${option.key} ${prose(option.text)}`, effect: prose(option.effect), cost: prose(option.cost), reversible: prose(option.reversible) })),
    recommendation: `Recommended ${prose(decision.recommended)}: ${sentence(prose(decision.recommendation))} Skip: ${decision.default === null ? 'nothing can be assumed' : `assumes ${prose(decision.default)}`}${decision.blocking ? ', status stays DRAFT' : ''}.`,
  };
}
