import type { Recorded } from '../interview/exchange.ts';
import type { Question } from '../interview/question.ts';
import { note, scratchpadFolder, scratchpadHead } from '../interview/scratchpad.ts';
import { appendFile } from '../io/apply.ts';
import type { Context } from './context.ts';

export type Note = (question: Question, answer: Recorded, prompt: string, by: string | null) => Promise<void>;

/** Appends each exchange to its scratchpads (SEED-002-8). The folder ignores itself in git unless configured otherwise. */
export function createNotes(context: Context, feature: string, dry: boolean): Note {
  return async (question, answer, prompt, by) => {
    if (dry) return;
    if (context.config.keepScratchpads !== true && !(await context.disk.exists('ai_docs/_scratchpad/.gitignore'))) await appendFile(context.disk, 'ai_docs/_scratchpad/.gitignore', '*\n');
    const { names, text } = note(question, prompt, answer, by, context.io.today());
    for (const name of names) {
      const path = `${scratchpadFolder(feature)}/${name}`;
      const head = (await context.disk.exists(path)) ? '' : scratchpadHead(feature, name);
      await appendFile(context.disk, path, head + text);
    }
  };
}
