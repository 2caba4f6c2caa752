import type { AnswerKey } from '../../../model/answers.ts';
import type { Decision, DecisionOption } from '../../../model/plan/index.ts';
import type { Source } from '../../../model/source.ts';
import { factTexts, made, type Ground } from '../ground.ts';

type Answered = { state: 'answered' | 'default' | 'open'; by: string | null; at: string | null };

/** What a decision rule says before the answer is looked up. `default` is a text that stands while nobody decided. */
export type Proposal = {
  id: string;
  rule: string;
  question: string;
  asks: AnswerKey | null;
  owner: 'product owner' | 'engineer';
  needed: string;
  options: DecisionOption[];
  recommended: string;
  recommendation: string;
  default: string | null;
  /** Stays open (on top of documents) until a person answers; else the rule default decides with confidence 0.7. */
  opens: boolean;
  blocking: boolean;
  reason: string;
  /** Ids of dated facts; the decision carries their sentences. */
  facts: string[];
  sources?: Source[];
  touches: string[];
  confidence?: number;
};

/** A proposal with the state of its answer. An answer `open` keeps it open; a `default` never closes a blocking one. */
export function decide(ground: Ground, proposal: Proposal, answer: Answered | undefined, answerText: string | null): Decision {
  const { rule: ruleId, opens, sources = [], confidence = 0.7, ...parts } = proposal;
  const settled = answer?.state === 'answered';
  const open = !settled && (opens || answer?.state === 'open');
  const base = made(proposal.id, ruleId, settled && proposal.asks !== null ? [{ kind: 'answer', question: proposal.asks }, ...sources] : sources, settled ? 1 : confidence);
  return {
    ...base,
    ...parts,
    facts: factTexts(ground, parts.facts),
    open,
    answer: settled ? answerText : open ? null : proposal.default,
    decidedBy: settled ? answer.by : open ? null : `rule:${ruleId}`,
    decidedAt: settled ? answer.at : open ? null : ground.input.at.asOf,
    task: null,
  };
}

/** One answer to a decision, with what follows from it. */
export function option(key: string, text: string, effect: string, cost: string, reversible: string): DecisionOption {
  return { key, text, effect, cost, reversible };
}
