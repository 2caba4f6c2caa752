import type { Nfr } from '../../../model/plan/index.ts';
import { print } from '../../../text/number.ts';

/** `p95 <= 250 ms`, as it is printed after the id. */
export function targetText(nfr: Pick<Nfr, 'statistic' | 'comparator' | 'value' | 'unit'>): string {
  return `${nfr.statistic} ${nfr.comparator} ${print(nfr.value, 4)} ${nfr.unit}`.trim();
}
