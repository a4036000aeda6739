import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account, Place } from './embedded-postgres-place.ts';

export const OWNER = 'ticketz';

/** A Postgres data directory and the password of its owner. */
export type Cluster = { dir: string; password: string; account?: Account };

const MAJOR_VERSION = '18';
const PASSWORD_FILE = 'ticketz.password';
const INITDB_TIMEOUT_MS = 120_000;

/** Opens the cluster of a data directory, made at the first start. */
export async function ensureCluster(place: Place, initdb: string, durable: boolean): Promise<Cluster> {
  const dir = join(place.dir, 'cluster');
  if (!(await readVersion(dir))) await createCluster(place, dir, initdb, durable);
  const version = await readVersion(dir);
  if (version !== MAJOR_VERSION) {
    throw new Error(
      `${dir} was made by Postgres ${version}, this is ${MAJOR_VERSION}: restore a backup into a new one.`,
    );
  }
  const password = (await readFile(join(dir, PASSWORD_FILE), 'utf8')).trim();
  return { dir, password, account: place.account };
}

async function readVersion(cluster: string): Promise<string | undefined> {
  const text = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  return text?.trim();
}

/** Made under another name and renamed when complete: a crash, or a second process, can't leave half a cluster. */
async function createCluster(place: Place, dir: string, initdb: string, durable: boolean): Promise<void> {
  const draft = join(place.dir, `new-cluster-${randomUUID()}`);
  const passwordFile = `${draft}.password`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    await giveTo(place.account, draft, passwordFile);
    await runInitdb(place, initdb, draft, passwordFile, durable);
    await rename(passwordFile, join(draft, PASSWORD_FILE));
    await rename(draft, dir);
  } catch (error) {
    if (!(await readVersion(dir))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

async function giveTo(account: Account | undefined, ...paths: string[]): Promise<void> {
  if (!account) return;
  for (const path of paths) await chown(path, account.uid, account.gid);
}

async function runInitdb(
  place: Place,
  initdb: string,
  dir: string,
  passwordFile: string,
  durable: boolean,
): Promise<void> {
  const options = [
    `--pgdata=${dir}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    // Without these a machine with no LANG gets SQL_ASCII.
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ];
  await runAs(place.account, place.dir, initdb, options, INITDB_TIMEOUT_MS);
}

/** Runs one of Postgres' programs as the user of the cluster. */
export async function runAs(
  account: Account | undefined,
  cwd: string,
  program: string,
  options: string[],
  timeout: number,
): Promise<void> {
  const identity = account && { uid: account.uid, gid: account.gid };
  await promisify(execFile)(program, options, { cwd, timeout, ...identity });
}
