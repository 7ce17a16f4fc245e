import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompressed } from './precompressed.ts';

const api = process.env.HINDSIGHT_API ?? 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react(), tailwindcss(), precompressed()],
  build: {
    manifest: true,
    sourcemap: false,
    // light-dark() and the popover attribute are used as they stand.
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/trpc': api, '/api': api } },
});
