import type { Proposal } from '../model/proposal.ts';
import type { TakenWords } from '../model/words.ts';

/** What a person did with a proposal. */
export type Verdict = { kind: 'accept' } | { kind: 'edit'; text: string } | { kind: 'refuse' } | { kind: 'later' } | { kind: 'stop' };

export type Decided = { proposal: Proposal; verdict: Exclude<Verdict, { kind: 'later' } | { kind: 'stop' }> };

/** Shows each proposal to whoever decides. `later` leaves one open, `stop` all that follow. */
export async function review(proposals: readonly Proposal[], ask: (proposal: Proposal, number: number, of: number) => Promise<Verdict>): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (const [index, proposal] of proposals.entries()) {
    const verdict = await ask(proposal, index + 1, proposals.length);
    if (verdict.kind === 'stop') break;
    if (verdict.kind !== 'later') decided.push({ proposal, verdict });
  }
  return decided;
}

/** What `--accept-ai` takes without a person: words that decide nothing. */
export function takeWithoutPerson(proposals: readonly Proposal[]): Decided[] {
  return proposals.filter(proposal => !proposal.slot.decides).map(proposal => ({ proposal, verdict: { kind: 'accept' } }));
}

/** The record of a decided prose slot in `answers.yaml`. */
export function recordOf({ proposal, verdict }: Decided, by: string): TakenWords {
  const text = verdict.kind === 'edit' ? verdict.text : proposal.text;
  return { text, state: verdict.kind === 'edit' ? 'edited' : verdict.kind === 'refuse' ? 'refused' : 'accepted', model: proposal.model, at: proposal.at, by, evidence: proposal.slot.evidence };
}
