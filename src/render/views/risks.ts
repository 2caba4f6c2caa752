import { draftOf } from '../draft.ts';
import { number } from '../numbers.ts';
import { trace } from '../page.ts';
import type { Page } from '../site.ts';
import type { View } from '../templates.ts';
import { code, prose, row, sentence } from '../text.ts';

export function risksView(page: Page): View {
  const risks = [...page.site.plan.risks].sort((a, b) => b.score - a.score);
  return {
    lead: `Score = probability (1-5) x impact (1-5). Score >= 15 needs a mitigation task before \`${page.site.plan.gates[1]?.id ?? page.site.plan.gates[0]?.id ?? 'GATE-0'}\` or a recorded review; sum of scores ${number(risks.reduce((sum, risk) => sum + risk.score, 0))}.`,
    risks: risks.map(risk => row({ id: risk.id, title: prose(risk.title), score: `${risk.probability} x ${risk.impact} = ${risk.score}`, trigger: prose(risk.trigger), mitigation: prose(risk.mitigation), task: risk.task ?? '', contingency: prose(risk.contingency), owner: `${prose(risk.owner)}, ${prose(risk.review)}`, trace: trace(page, risk) })),
    details: risks.flatMap(risk => {
      const draft = draftOf(page, `risk/${risk.id}`);
      const lines = [...risk.detail.map(line => sentence(prose(line))), ...(draft === null ? [] : [draft])];
      return lines.length === 0 ? [] : [{ heading: `In full: ${code(risk.id)}`, lines }];
    }),
    watch: page.site.plan.watch.map(item => row({ subject: prose(item.subject), trigger: prose(item.trigger), first: prose(item.firstStep) })),
  };
}
