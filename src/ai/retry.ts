import { CompletionError } from '../model/completion.ts';

/** Longest wait a service may ask for before the run goes on without it, in milliseconds. */
const longestWait = 60_000;
const attempts = 4;
const firstWait = 500;

/**
 * Tries again while the trouble is one that passes (429, 5xx, a dropped connection). Waits as long as the service asks, else 0.5, 1 and 2 s.
 * Throws the last CompletionError, at once when the service asks for more than a minute.
 */
export async function withRetries<T>(act: () => Promise<T>, wait: (ms: number) => Promise<void>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof CompletionError) || (error.trouble !== 'busy' && error.trouble !== 'down')) throw error;
      const ms = error.waitMs ?? firstWait * 2 ** (attempt - 1);
      if (ms > longestWait) throw new CompletionError(error.trouble, `${error.message} It asks to wait ${Math.ceil(ms / 1000)} s.`, { cause: error });
      if (attempt === attempts) throw error;
      await wait(ms);
    }
  }
}
