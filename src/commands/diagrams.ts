import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { typeOf } from '../check/mermaid/parser.ts';
import { DiagramVerdict } from '../check/mermaid/verdict.ts';
import type { DiagramParser } from '../check/mermaid/verdict.ts';

/** Milliseconds that the diagrams of one document may take before the rest of them is left unread. */
export const diagramBudget = 10_000;

/** `slow` holds the texts that were not read for want of time. */
export type GuardedParser = { parse: DiagramParser; slow: ReadonlySet<string>; close: () => Promise<void> };

/** A parser in a thread of its own that is ended when its time is up; what it then has not read gets a verdict that says so. */
export function guardedParser(budget: number): GuardedParser {
  const bundled = import.meta.filename.endsWith('.mjs');
  // In the bundle this module stands in the folder of chunks.
  const worker = new Worker(bundled ? join(import.meta.dirname, import.meta.dirname.endsWith('chunks') ? '..' : '.', 'diagram-worker.mjs') : join(import.meta.dirname, 'diagram-worker.ts'));
  const slow = new Set<string>();
  const failed = new Promise<never>((_, reject) => worker.once('error', reject));
  // Whoever waits for an answer gets the failure (`answer`); without this line one that comes while nobody waits would end the process.
  failed.catch(() => undefined);
  const answer = async (): Promise<unknown> => Promise.race([failed, new Promise<unknown>(resolve => worker.once('message', resolve))]);
  const ready = answer();
  let left = budget;
  return {
    slow,
    close: async () => void (await worker.terminate()),
    parse: async text => {
      await ready;
      if (left > 0) {
        const started = performance.now();
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<null>(resolve => {
          timer = setTimeout(() => resolve(null), left);
        });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(text);
        const said = await Promise.race([answer(), late]);
        clearTimeout(timer);
        left -= performance.now() - started;
        if (said !== null) return DiagramVerdict.parse(said);
        left = 0;
        await worker.terminate();
      }
      slow.add(text);
      return { ok: false, type: typeOf(text), message: `the diagrams of this document take more than ${Math.round(budget / 1000)} s to read`, line: null, column: null };
    },
  };
}
