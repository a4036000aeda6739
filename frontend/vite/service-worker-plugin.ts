import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const source = new URL('./service-worker.js', import.meta.url);

/** Emits `/sw.js` with the list of this build's files; its name for the build changes with any of them. */
export function serviceWorker(): Plugin {
  return {
    name: 'ticketz:service-worker',
    apply: 'build',
    // After every other plugin, when all files are there.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.keys(bundle)
          .filter((file) => /\.(js|css|woff2|svg)$/.test(file))
          .map((file) => `/${file}`)
          .sort();
        const build = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12);
        const code = readFileSync(source, 'utf8')
          .replace("'__BUILD__'", JSON.stringify(build))
          .replace("['__FILES__']", JSON.stringify(files));
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: code });
      },
    },
  };
}
