import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

interface Budget {
  name: string;
  /** The modules that load it: the page and its frame, as paths from the frontend's folder. */
  modules: string[];
  limitKb: number;
}

type Chunks = Map<string, Rolldown.OutputChunk>;

const always = ['src/main.tsx', 'src/i18n/en.start.ts'];

/** A chunk and everything it imports before it can run. */
function withImports(file: string, chunks: Chunks, found: Set<string>): Set<string> {
  const chunk = chunks.get(file);
  if (!chunk || found.has(file)) return found;
  found.add(file);
  for (const imported of chunk.imports) withImports(imported, chunks, found);
  return found;
}

function chunkOf(module: string, chunks: Chunks): string | undefined {
  for (const [file, chunk] of chunks) {
    if (chunk.moduleIds.some((id) => id.endsWith(`/frontend/${module}`))) return file;
  }
  return undefined;
}

/**
 * Prints what the browser must load before each page can be used: entry, page, language and their imports, gzipped.
 * The build fails when a page is over its limit.
 */
export function bundleBudget(budgets: Budget[]): Plugin {
  return {
    name: 'ticketz:bundle-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks: Chunks = new Map();
      for (const [file, output] of Object.entries(bundle)) {
        if (output.type === 'chunk') chunks.set(file, output);
      }
      for (const { name, modules, limitKb } of budgets) {
        const needed = new Set<string>();
        for (const module of [...always, ...modules]) {
          const file = chunkOf(module, chunks);
          if (!file) this.error(`bundle budget: no chunk holds ${module}`);
          withImports(file, chunks, needed);
        }
        let bytes = 0;
        for (const file of needed) bytes += gzipSync(chunks.get(file)?.code ?? '').length;
        const kb = Math.round(bytes / 1024);
        const line = `Initial JavaScript of ${name}: ${kb} kB gzip in ${needed.size} files (limit ${limitKb} kB)`;
        if (kb > limitKb) this.error(line);
        process.stdout.write(`${line}\n`);
      }
    },
  };
}
