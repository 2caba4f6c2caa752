import type { Nfr } from '../../../model/plan/index.ts';

/** An NFR before it has an id, requirements and sources: the nine measured parts and the area. */
export type Reading = Pick<Nfr, 'metric' | 'statistic' | 'comparator' | 'value' | 'unit' | 'load' | 'window' | 'class' | 'measuredBy' | 'area'> & { slug: string };
