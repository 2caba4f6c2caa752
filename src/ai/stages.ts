import type { Slot } from '../model/proposal.ts';

/** When drafts are asked for in a run: those for questions before they are put, those for places of the documents at the end of the step they belong to. */
export const stages = ['questions', 'Charter', 'PRD', 'Execution'] as const;
export type Stage = (typeof stages)[number];

const byKind: Record<string, Stage> = { answer: 'questions', summary: 'Charter', risk: 'Charter', question: 'PRD', rewrite: 'PRD', reading: 'PRD', strategy: 'Execution' };

/** The stage of a place, by what stands before the slash of its name. */
export const stageOf = (slot: Pick<Slot, 'slot'>): Stage => byKind[slot.slot.split('/')[0] ?? ''] ?? 'Execution';
