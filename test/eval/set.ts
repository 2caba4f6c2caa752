import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Drafts, Slot } from '../../src/model/proposal.ts';
import { ModelName } from '../../src/model/words.ts';

const folder = import.meta.dirname;

/** Places with what a model may see, frozen, so that a change of the rules does not change what prompts are compared on. */
export const EvalSet = z.strictObject({ cases: z.array(z.strictObject({ id: z.string(), plan: z.string(), sight: z.strictObject({ spec: z.string(), shapes: z.string(), withheld: z.array(z.string()) }), slots: z.array(Slot) })) });
export type EvalSet = z.infer<typeof EvalSet>;

/** What somebody answered to the set. `prompts` names the versions it was asked with. */
export const Recording = z.strictObject({ schemaVersion: z.literal(1), model: ModelName, at: z.iso.date(), prompts: z.string(), note: z.string(), answers: z.record(z.string(), Drafts) });
export type Recording = z.infer<typeof Recording>;

export const setPath = join(folder, 'set.json');
export const recordedFolder = join(folder, 'recorded');
export const readSet = (): EvalSet => EvalSet.parse(JSON.parse(readFileSync(setPath, 'utf8')));
export const readRecording = (name: string): Recording => Recording.parse(JSON.parse(readFileSync(join(recordedFolder, `${name}.json`), 'utf8')));

/** Words that say nothing, as the prompt forbids them. */
export const emptyWords = ['robust', 'seamless', 'seamlessly', 'comprehensive', 'leverage', 'leverages', 'various', 'cutting-edge', 'powerful', 'ensure', 'ensures', 'enhance', 'enhances'];
