import type { Nfr } from '../../model/plan/index.ts';
import { trace } from '../page.ts';
import type { Page } from '../site.ts';
import { prose, row } from '../text.ts';

/** One row of a target table; the same columns in the PRD and in Success Metrics. */
export function nfrRow(page: Page, nfr: Nfr): Record<string, string> {
  const asked = nfr.asked === null ? '' : `asked ${prose(nfr.asked.text)} `;
  return row({
    id: nfr.id,
    metric: `${prose(nfr.metric)}, ${prose(nfr.statistic)}`,
    target: prose(nfr.target),
    load: `${prose(nfr.load)}, ${prose(nfr.window)}`,
    class: prose(nfr.class),
    measuredBy: prose(nfr.measuredBy),
    trace: `${asked}${trace(page, nfr)}`,
  });
}
