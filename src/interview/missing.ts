import type { AnswerKey } from '../model/answers.ts';
import type { Question, Situation } from './question.ts';

/** Contradictions and missing sections of earlier documents that are asked about; the others are only listed. */
const most = 5;

/** How much sooner a question is asked whose section an earlier document lacks, or where it says something else. */
const raised = 100;

/** The question that fills a section, by a word of the section's heading. */
const fills: readonly (readonly [RegExp, AnswerKey])[] = [
  [/executive summary/i, 'value-proposition'],
  [/performance metrics/i, 'success-metrics'],
  [/technology stack|integrations/i, 'integrations'],
  [/constraints/i, 'constraints'],
  [/risks/i, 'top-risks'],
  [/milestones/i, 'milestones'],
  [/api consumers/i, 'consumers'],
  [/primary workflows/i, 'workflows'],
  [/functional requirements by workflow/i, 'priorities'],
  [/non-functional/i, 'targets'],
  [/data models/i, 'core-models'],
  [/acceptance criteria/i, 'criteria'],
  [/authentication/i, 'sign-in'],
  [/deployment/i, 'hosting'],
  [/sprint 1/i, 'definition-of-done'],
  [/test strategy/i, 'ci'],
];

/** Sections that earlier core documents lack and that an answer can fill, at most five, with the question that does. */
export function askedSections({ facts }: Situation): { path: string; section: string; key: AnswerKey }[] {
  const found = facts.existing.missingSections.flatMap(({ path, section }) => {
    const key = fills.find(([word]) => word.test(section))?.[1];
    return key === undefined ? [] : [{ path, section, key }];
  });
  return found.filter((each, index) => found.findIndex(other => other.key === each.key) === index).slice(0, contradicts(facts) ? most - 1 : most);
}

/** Does an earlier document say something else than the specs? */
const contradicts = ({ existing, findings }: Situation['facts']): boolean => findings.some(finding => finding.rule.startsWith('spec/contradictory-') && existing.statements.some(each => finding.message.includes(each.path)));

/** Does a question fill what an earlier document lacks? It is asked then, whatever else it waits for. */
export const fillsGap = (question: Question, situation: Situation): boolean => askedSections(situation).some(each => each.key === question.key);

/** How much a question may move this plan, with what earlier documents lack counted in. */
export const weightOf = (question: Question, situation: Situation): number => question.weight(situation) + (fillsGap(question, situation) || (question.key === 'conflicts' && contradicts(situation.facts)) ? raised : 0);

/** The question as it is put, with the section it fills. */
export function promptOf(question: Question, situation: Situation): string {
  const gap = askedSections(situation).find(each => each.key === question.key);
  return gap === undefined ? question.prompt(situation) : `${question.prompt(situation)} (${gap.path} has no section "${gap.section}".)`;
}
