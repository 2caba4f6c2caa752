import { UserError } from '../model/errors.ts';

/** Room between two steps for the keys of a person, in milliseconds. */
const pauseMs = 20;

/**
 * Does steps of work while a person reads, one at a time, until the returned function is called. A step that finds something to tell the person
 * ends it: it is told when it is met for good.
 */
export function whileReading(steps: Iterable<() => void>): () => void {
  const left = steps[Symbol.iterator]();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const go = (): void => {
    const step = left.next();
    if (step.done === true) return;
    try {
      step.value();
    } catch (error) {
      if (error instanceof UserError) return;
      throw error;
    }
    if (!stopped) timer = setTimeout(go, pauseMs);
  };
  timer = setTimeout(go, pauseMs);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
