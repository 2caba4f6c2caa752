import { setFlagsFromString } from 'node:v8';

const held = '--semi-space-growth-factor=1';

/**
 * Keeps the space for young objects at the size it has now. A run over thousands of documents makes much that lives as long as one of
 * them; left alone, that space grows until some 60 MB hold nothing but what is gone.
 */
export function holdYoungSpace(): void {
  setFlagsFromString(held);
}

/** Has the old space collected when it is twice what lived last time; left alone it waits until four times that are gone, 100 MB in a run over thousands of documents. */
export function holdOldSpace(): void {
  setFlagsFromString('--heap-growing-percent=100');
}

/**
 * Runs `act` with the heap's space for new objects kept at the size it has. Records that stream through die young; left alone the space
 * grows with every one that happens to be alive at a collection, to three times 16 MB, and saves no time by it. So little lives that one
 * thread is done with it before others are awake.
 */
export async function inSmallSpace<T>(act: () => Promise<T>): Promise<T> {
  setFlagsFromString(held);
  setFlagsFromString('--no-parallel-scavenge');
  try {
    return await act();
  } finally {
    setFlagsFromString('--semi-space-growth-factor=2');
    setFlagsFromString('--parallel-scavenge');
  }
}

/**
 * Has the engine's last compiler put less of one function into another. A check is over in seconds, and what that compiler spends on large
 * functions beside the run costs a tenth of it and is not won back, not even over ten thousand documents.
 */
export function compileLittle(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
}
