import type { Proposal, Taking } from '../model/proposal.ts';
import type { TakenWords } from '../model/words.ts';

export type Decided = { proposal: Proposal; verdict: Taking };

/** What `--accept-ai` takes without a person: words that decide nothing. */
export function takeWithoutPerson(proposals: readonly Proposal[]): Decided[] {
  return proposals.filter(proposal => !proposal.slot.decides).map(proposal => ({ proposal, verdict: { kind: 'accept' } }));
}

/** The record of a decided prose slot in `answers.yaml`. */
export function recordOf({ proposal, verdict }: Decided, by: string): TakenWords {
  const text = verdict.kind === 'edit' ? verdict.text : proposal.text;
  return { text, state: verdict.kind === 'edit' ? 'edited' : verdict.kind === 'refuse' ? 'refused' : 'accepted', model: proposal.model, at: proposal.at, by, evidence: proposal.slot.evidence };
}
