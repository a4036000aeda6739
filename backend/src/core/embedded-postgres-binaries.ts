import { access, chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canReach, type Place } from './embedded-postgres-place.ts';

export type Binaries = { initdb: string; pgCtl: string };

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'windows',
};

/** Postgres' programs, complete and in a place where the user of the database can run them. */
export async function prepareBinaries(place: Place, installed = findInstalled()): Promise<Binaries> {
  const complete = await hasAllLinks(installed);
  const postgres = join(installed, 'bin', programName('postgres'));
  const usable = (complete || (await tryToLink(installed))) && (await canReach(postgres, place.account));
  return programsIn(usable ? installed : await copyInto(place, installed));
}

function findInstalled(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform]}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(entry), '..', 'native');
  } catch (error) {
    throw new Error(
      `The embedded Postgres (${name}) isn't installed. Run "npm ci" without --omit=optional, ` +
        'or set DATABASE_URL to a Postgres 18 of your own.',
      { cause: error },
    );
  }
}

function programsIn(native: string): Binaries {
  return {
    initdb: join(native, 'bin', programName('initdb')),
    pgCtl: join(native, 'bin', programName('pg_ctl')),
  };
}

function programName(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

type Link = { path: string; target: string };

/** npm packages can't carry symlinks: the package lists them and makes them in an install script, often blocked. */
async function listLinks(native: string): Promise<Link[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(ignoreMissing);
  const listed: { source: string; target: string }[] = text ? JSON.parse(text) : [];
  return listed.map(({ source, target }) => ({
    path: join(dirname(native), target),
    target: basename(source),
  }));
}

async function hasAllLinks(native: string): Promise<boolean> {
  for (const { path } of await listLinks(native)) {
    if (!(await lstat(path).catch(ignoreMissing))) return false;
  }
  return true;
}

async function tryToLink(native: string): Promise<boolean> {
  try {
    await makeLinks(native);
    return true;
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) return false;
    throw error;
  }
}

async function makeLinks(native: string): Promise<void> {
  for (const { path, target } of await listLinks(native)) {
    await symlink(target, path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  }
}

/** A copy beside the data, for when the installed one is out of reach (under /root) or lacks links and is read-only. */
async function copyInto(place: Place, installed: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(installed, '..', 'package.json'), 'utf8'));
  const copy = join(place.dir, `postgres-${version}`);
  const native = join(copy, 'native');
  if (await isThere(native)) return native;

  const draft = `${copy}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  await cp(installed, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeLinks(join(draft, 'native'));
  await makeReadable(draft);
  try {
    await rename(draft, copy);
  } catch (error) {
    // Another process may have finished the same copy before us.
    await rm(draft, { recursive: true, force: true });
    if (!(await isThere(native))) throw error;
  }
  return native;
}

async function makeReadable(dir: string): Promise<void> {
  await chmod(dir, 0o755);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    if (entry.isFile()) await chmod(path, dir.endsWith('bin') ? 0o755 : 0o644);
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function ignoreMissing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}
