import type { Proposal } from '../model/proposal.ts';
import type { TakenWords } from '../model/words.ts';

/** What a person did with a proposal: took it, left it open (`later`), left all that follow (`stop`), or left the run (`quit`). */
export type Taking = { kind: 'accept' } | { kind: 'edit'; text: string } | { kind: 'refuse' };
export type Verdict = Taking | { kind: 'later' } | { kind: 'stop' } | { kind: 'quit' };

export type Decided = { proposal: Proposal; verdict: Taking };

/** Shows each proposal to whoever decides. What was decided before a `quit` stands. */
export async function review(proposals: readonly Proposal[], ask: (proposal: Proposal, number: number, of: number) => Promise<Verdict>): Promise<{ decided: Decided[]; quit: boolean }> {
  const decided: Decided[] = [];
  for (const [index, proposal] of proposals.entries()) {
    const verdict = await ask(proposal, index + 1, proposals.length);
    if (verdict.kind === 'quit') return { decided, quit: true };
    if (verdict.kind === 'stop') break;
    if (verdict.kind !== 'later') decided.push({ proposal, verdict });
  }
  return { decided, quit: false };
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
