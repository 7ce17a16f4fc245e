import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['@hindsight/db/testing/global-setup'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each embedded database is an engine of its own: more of them at once only wait for each other.
    maxWorkers: 2,
  },
});
