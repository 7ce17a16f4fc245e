import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Nothing here waits for anything; on a busy machine the heavier cases take a while.
    testTimeout: 60_000,
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text-summary'],
      thresholds: { lines: 95 },
    },
  },
});
