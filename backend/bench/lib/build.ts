import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const skipped = new Set(['node_modules', 'dist', 'bench', 'test']);

/** What is measured is what people run: builds what is older than its source. */
export async function buildWhatIsOld(log: (line: string) => void): Promise<void> {
  // The demo, a part of the server, is compiled against it.
  await buildIfOld(
    '@ticketz/mock-whatsapp',
    ['backend/mock-whatsapp'],
    'backend/mock-whatsapp/dist/main.js',
    log,
  );
  await buildServerIfOld(log);
  await buildIfOld('@ticketz/frontend', ['frontend/src'], 'frontend/dist/index.html', log);
}

/** Only what a process of the server needs. */
export async function buildServerIfOld(log: (line: string) => void): Promise<void> {
  await buildIfOld('@ticketz/contract', ['backend/contract'], 'backend/contract/dist/errors.js', log);
  await buildIfOld(
    '@ticketz/backend',
    ['backend/src', 'backend/migrations'],
    'backend/dist/src/main.js',
    log,
  );
}

async function buildIfOld(
  workspace: string,
  sources: string[],
  built: string,
  log: (line: string) => void,
): Promise<void> {
  const builtAt = await stat(`${root}/${built}`).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const changes = await Promise.all(sources.map((source) => lastChange(`${root}/${source}`)));
  if (Math.max(...changes) < builtAt) return;
  log(`building ${workspace}`);
  await promisify(execFile)('npm', ['run', '--silent', 'build', '-w', workspace], {
    cwd: root,
    timeout: 300_000,
  });
}

async function lastChange(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const times = entries.map(async (entry): Promise<number> => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? 0 : lastChange(path);
    return entry.name.includes('.test.') ? 0 : (await stat(path)).mtimeMs;
  });
  return Math.max(0, ...(await Promise.all(times)));
}
