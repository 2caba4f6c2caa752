import type { ProposalsFile, Slot } from '../model/proposal.ts';
import type { Numbers } from './numbers.ts';
import { sortDrafts, type Sorted } from './answer.ts';

/** Proposals that came in a file, checked like those of a service. `today` dates a file that carries no date. */
export function fromFile(file: ProposalsFile, slots: readonly Slot[], today: string, numbers: Numbers): Sorted {
  return sortDrafts({ proposals: file.proposals }, slots, { model: file.model, at: file.at ?? today }, numbers);
}
