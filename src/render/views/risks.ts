import type { Risk } from '../../model/plan/index.ts';
import { draftOf } from '../draft.ts';
import { number } from '../numbers.ts';
import { trace } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, prose, row, sentence } from '../text.ts';

/** A risk with three lines or more has a section; what fits in one or two is a bullet. */
const ownSection = 3;

function detailsOf(page: Page, risks: readonly Risk[]): View {
  const all = risks.map(risk => {
    const draft = draftOf(page, `risk/${risk.id}`);
    return { id: risk.id, lines: [...risk.detail.map(line => sentence(prose(line))), ...(draft === null ? [] : [draft])] };
  });
  return {
    details: all.filter(one => one.lines.length >= ownSection).map(one => ({ heading: `In full: ${code(one.id)}`, lines: one.lines })),
    short: all.filter(one => one.lines.length > 0 && one.lines.length < ownSection).map(one => `${code(one.id)}: ${one.lines.join(' ')}`),
  };
}

export function risksView(page: Page): View {
  const risks = [...page.site.plan.risks].sort((a, b) => b.score - a.score);
  return {
    lead: `Score = probability (1-5) x impact (1-5). Score >= 15 needs a mitigation task before \`${page.site.plan.gates[1]?.id ?? page.site.plan.gates[0]?.id ?? 'GATE-0'}\` or a recorded review; sum of scores ${number(risks.reduce((sum, risk) => sum + risk.score, 0))}.`,
    risks: risks.map(risk => row({ id: risk.id, title: prose(risk.title), score: `${risk.probability} x ${risk.impact} = ${risk.score}`, trigger: prose(risk.trigger), mitigation: prose(risk.mitigation), task: risk.task ?? '', contingency: prose(risk.contingency), owner: `${prose(risk.owner)}, ${prose(risk.review)}`, trace: trace(page, risk) })),
    ...detailsOf(page, risks),
    watch: page.site.plan.watch.map(item => row({ subject: prose(item.subject), trigger: prose(item.trigger), first: prose(item.firstStep) })),
  };
}
