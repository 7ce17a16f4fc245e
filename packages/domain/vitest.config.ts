import { defineConfig } from 'vitest/config';

// Nothing here waits for anything; on a busy machine the heavier cases take a while.
export default defineConfig({ test: { testTimeout: 60_000 } });
