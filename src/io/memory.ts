import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the space for young objects at the size it has now. A run over thousands of documents makes much that lives as long as one of
 * them; left alone, that space grows until some 60 MB hold nothing but what is gone.
 */
export function holdYoungSpace(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Has the old space collected when it is twice what lived last time; left alone it waits until four times that are gone, 100 MB in a run over thousands of documents. */
export function holdOldSpace(): void {
  setFlagsFromString('--heap-growing-percent=100');
}
