/** Writes each text asset beside itself as .br and .gz, so that the server sends few bytes without work per request. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const textAsset = /\.(js|css|html|svg|json)$/;

export function precompressed(): Plugin {
  let folder = 'dist';
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!textAsset.test(path)) continue;
        const bytes = readFileSync(join(folder, path));
        writeFileSync(join(folder, `${path}.gz`), gzipSync(bytes, { level: 9 }));
        writeFileSync(join(folder, `${path}.br`), brotliCompressSync(bytes));
      }
    },
  };
}
