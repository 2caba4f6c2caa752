import { defineConfig } from 'vitest/config';

// Most of the time goes to commands that the tests wait for: one worker a core, not one less. Modules keep no state but what they made once, so
// files share a worker: loading them anew for each file took almost half of the time.
export default defineConfig({ test: { globalSetup: 'test/support/build.ts', maxWorkers: '100%', isolate: false } });
