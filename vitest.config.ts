import { defineConfig } from 'vitest/config';

// Most of the time goes to commands that the tests wait for: one worker a core, not one less.
export default defineConfig({ test: { globalSetup: 'test/support/build.ts', maxWorkers: '100%' } });
