import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

/** The user that Postgres runs as when this process is root, whom Postgres refuses. */
export type Account = { name: string; uid: number; gid: number };

/** The directory that holds the cluster, and who runs it (nobody else than ourselves when undefined). */
export type Place = { dir: string; account?: Account };

export type PlaceLog = { warn(message: string): void };

const OUTSIDE = '/var/lib/ticketz';

/** Makes the data directory, and when we are root makes it reachable for the user that will run Postgres. */
export async function preparePlace(dataDir: string, log: PlaceLog): Promise<Place> {
  const dir = resolve(dataDir);
  if (process.getuid?.() !== 0) {
    await mkdir(dir, { recursive: true });
    return { dir };
  }
  const account = await chooseAccount(dir);
  await makeDirectory(dir, account);
  const blocked = await blockingDirectories(dir, account);
  const outside = outsideOf(dir);
  const inside = await hasCluster(dir);
  if (inside && blocked.length > 0) throw unreachable(dir, account, blocked);
  if (inside || (blocked.length === 0 && !(await hasCluster(outside)))) return { dir, account };
  await makeDirectory(outside, account);
  const reason = blocked.length > 0 ? `can't pass ${blocked.join(', ')}` : 'could not at the first start';
  log.warn(
    `Postgres refuses to run as root, and as ${account.name} it ${reason}: ` +
      `the database is in ${outside} instead of ${dir}.`,
  );
  return { dir: outside, account };
}

/** True when the account may enter the directory (or run the file) and everything above it. */
export async function canReach(path: string, account: Account | undefined): Promise<boolean> {
  if (!account) return true;
  return (await blockingDirectories(path, account)).length === 0;
}

async function chooseAccount(dir: string): Promise<Account> {
  const owner = await ownerOf(join(dir, 'cluster'), dir);
  if (owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const passwd = await readFile('/etc/passwd', 'utf8');
  const account = findAccount(passwd, 'postgres') ?? findAccount(passwd, 'nobody');
  if (account) return account;
  throw new Error(
    'Postgres refuses to run as root, and there is no user "postgres" or "nobody" to run it as. ' +
      'Start Ticketz as another user, or set DATABASE_URL.',
  );
}

function findAccount(passwd: string, name: string): Account | undefined {
  const fields = passwd
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':');
  const uid = Number(fields?.[2]);
  const gid = Number(fields?.[3]);
  return uid > 0 && gid > 0 ? { name, uid, gid } : undefined;
}

/** Owner of the cluster; before there is one, of the nearest directory that exists. */
async function ownerOf(cluster: string, dir: string): Promise<{ uid: number; gid: number }> {
  for (const path of [cluster, ...withParents(dir)]) {
    const found = await statOrUndefined(path);
    if (found) return found;
  }
  throw new Error(`No directory above ${dir} exists.`);
}

/**
 * `mkdir` with a mode would give it to the parents too, and the umask may close them:
 * what we create, and the directory right above, becomes passable (not readable) for others.
 */
async function makeDirectory(dir: string, account: Account): Promise<void> {
  const firstCreated = await mkdir(dir, { recursive: true });
  if (firstCreated) await chown(dir, account.uid, account.gid);
  for (const path of withParents(dir)) {
    const ours = path === dir || path === dirname(dir) || (firstCreated && path.startsWith(firstCreated));
    if (ours && isDeepEnough(path)) await openForPassing(path);
  }
}

/** Never `/root`, `/home` and the like: their rights are not ours to change. */
function isDeepEnough(path: string): boolean {
  return path.split(sep).filter(Boolean).length > 1;
}

async function openForPassing(path: string): Promise<void> {
  const { mode, uid } = await stat(path);
  if (uid === 0 && (mode & 0o001) === 0) await chmod(path, (mode & 0o7777) | 0o011);
}

async function blockingDirectories(path: string, account: Account): Promise<string[]> {
  const blocking: string[] = [];
  for (const step of withParents(path)) {
    const { mode, uid, gid } = await stat(step);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) blocking.push(step);
  }
  return blocking;
}

/** Where the data goes when the project's place can't be reached, the same at each start. */
function outsideOf(dir: string): string {
  return join(OUTSIDE, createHash('sha256').update(dir).digest('hex').slice(0, 12));
}

async function hasCluster(dir: string): Promise<boolean> {
  return (await statOrUndefined(join(dir, 'cluster'))) !== undefined;
}

function unreachable(dir: string, account: Account, blocked: string[]): Error {
  return new Error(
    `The database in ${dir} can't be reached by ${account.name}, who runs it: ` +
      `allow passing with "chmod o+x ${blocked.join(' ')}".`,
  );
}

function withParents(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...withParents(parent)];
}

async function statOrUndefined(path: string) {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
