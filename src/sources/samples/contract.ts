import type { Finding } from '../../model/finding.ts';
import type { SampleModel } from '../../model/samples.ts';
import type { Recogniser } from './kinds.ts';

export type Contract = { path: string; document: Record<string, unknown> };

export function compareContract(_contract: Contract, _observed: readonly SampleModel[]): Finding[] {
  return [];
}

export function contractModels(_contract: Contract, _recognise: Recogniser): SampleModel[] {
  return [];
}
