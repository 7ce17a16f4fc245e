import { defineConfig } from 'vitest/config';

// Files of 100,000 rows take seconds on a busy machine.
export default defineConfig({ test: { testTimeout: 60_000 } });
