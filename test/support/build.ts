import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** End-to-end tests run the bundle, as users do; it starts in a third of the time that the source takes. */
export function setup(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../src/build.ts', import.meta.url))], { stdio: 'inherit' });
}
