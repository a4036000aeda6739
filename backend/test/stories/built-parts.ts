import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What the build makes, from what, and the workspace that makes it. */
const parts = {
  pages: {
    workspace: '@ticketz/frontend',
    made: 'frontend/dist/index.html',
    sources: [
      'frontend/src',
      'frontend/public',
      'frontend/index.html',
      'frontend/vite.config.ts',
      'backend/contract',
    ],
  },
  demoPhone: {
    workspace: '@ticketz/mock-whatsapp',
    made: 'backend/mock-whatsapp/dist/phone/index.html',
    sources: ['backend/mock-whatsapp/phone', 'backend/mock-whatsapp/control'],
  },
  contract: {
    workspace: '@ticketz/contract',
    made: 'backend/contract/dist/endpoint.js',
    sources: ['backend/contract'],
  },
  server: {
    workspace: '@ticketz/backend',
    made: 'backend/dist/src/main.js',
    sources: ['backend/src', 'backend/migrations'],
  },
};
export type BuiltPart = keyof typeof parts;

/** Builds what isn't built yet or is older than its sources, as a first `npm test` of a fresh clone finds it. */
export function ensureBuilt(...names: BuiltPart[]): void {
  for (const name of names) {
    const { workspace, made, sources } = parts[name];
    const file = join(repository, made);
    const newest = Math.max(...sources.map((source) => newestChange(join(repository, source))));
    if (existsSync(file) && statSync(file).mtimeMs >= newest) continue;
    process.stderr.write(`Building ${workspace}\n`);
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build', '-w', workspace], {
      cwd: repository,
      // The test run's own would have React built for development.
      env: { ...process.env, NODE_ENV: 'production' },
      encoding: 'utf8',
      timeout: 180_000,
    });
    if (status !== 0) throw new Error(`${workspace} can't be built:\n${stdout}${stderr}`);
  }
}

function newestChange(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const inside = readdirSync(path)
    .filter((name) => name !== 'dist' && name !== 'node_modules' && !name.includes('.test.'))
    .map((name) => newestChange(join(path, name)));
  return Math.max(0, ...inside);
}
