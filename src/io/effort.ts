import { setFlagsFromString } from 'node:v8';

/**
 * Has the engine's last compiler put less of one function into another. A check is over in seconds, and what that compiler spends on large
 * functions beside the run costs a tenth of it and is not won back, not even over ten thousand documents.
 */
export function compileLittle(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
}
