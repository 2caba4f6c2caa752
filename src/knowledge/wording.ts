import type { DatedFact } from '../model/knowledge.ts';

const leads = { read: '', quoted: 'it is reported that ', experience: 'it is expected that ' } as const;

/** What a fact says, in the words its grade allows: read at the source is stated, quoted by others is reported, from experience is expected. */
export function statementOf(fact: Pick<DatedFact, 'text' | 'grade'>): string {
  return `${leads[fact.grade]}${fact.text.replace(/\.$/, '')}`;
}

/** The same with its source and the day it was read, as a document prints it. */
export function citedStatement(fact: DatedFact): string {
  return `${statementOf(fact)} (${fact.source}, read ${fact.read})`;
}

/** A sentence that rests on a fact, such as a policy clause, with what the fact's grade allows behind it; unchanged for a fact that was read. */
export function gradedBy(facts: readonly DatedFact[], id: string | undefined, sentence: string): string {
  const fact = facts.find(each => each.id === id);
  return fact === undefined || fact.grade === 'read' ? sentence : `${sentence.replace(/\.$/, '')} (${fact.grade === 'quoted' ? 'reported' : 'expected'})`;
}
