import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres.ts';
import { findServer } from './embedded-postgres-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

const SCRIPT = fileURLToPath(new URL('../../test/support/start-embedded-postgres.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };

let base: string;
let dataDir: string;
let logged: string[];
let cleanups: (() => Promise<unknown>)[];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'ticketz-embedded-'));
  await chmod(base, 0o755);
  dataDir = join(base, 'postgres');
  logged = [];
  cleanups = [() => rm(base, { recursive: true, force: true })];
});

afterEach(async () => {
  for (const clean of cleanups.toReversed()) await clean();
});

describe('embedded Postgres', () => {
  it('makes a UTF-8 cluster without LANG, with a password, on the loopback only', async () => {
    vi.stubEnv('LANG', undefined);
    vi.stubEnv('LC_ALL', undefined);
    cleanups.push(async () => vi.unstubAllEnvs());
    const { url } = await start();

    const [row] = await query(
      url,
      `SELECT current_setting('server_encoding') AS encoding, lower('ÁGUA') AS lower, uuidv7() AS id,
              current_setting('listen_addresses') AS addresses, current_setting('server_version') AS version`,
    );
    expect(row).toMatchObject({ encoding: 'UTF8', lower: 'água', addresses: '127.0.0.1' });
    expect(row?.version).toMatch(/^18\./);
    expect(row?.id).toMatch(/^[0-9a-f-]{36}$/);
    const { password, searchParams } = new URL(url);
    if (process.platform === 'linux') expect(searchParams.get('host')).toBe(join(dataDir, 'cluster'));
    expect(await query(withHost(url, '127.0.0.1'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(password.length).toBeGreaterThanOrEqual(32);
    await expect(query(url.replace(password, 'wrong'), 'SELECT 1')).rejects.toThrow(/password/);
    await expect(query(withHost(url, outerAddress()), 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
    expect((await stat(join(dataDir, 'cluster', 'ticketz.password'))).mode & 0o777).toBe(0o600);
  });

  it('keeps the data between starts', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await start();
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('listens on the port asked for', async () => {
    const first = await start();
    const { port } = new URL(first.url);
    await first.stop();
    const second = await start({ port: Number(port) });
    expect(new URL(second.url).port).toBe(port);
  });

  it('stops only what it started', async () => {
    const owner = await start();
    const guest = await start();
    expect(guest.url).toBe(owner.url);
    await guest.stop();
    expect(await query(owner.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await owner.stop();
    await owner.stop();
    await expect(query(owner.url, 'SELECT 1')).rejects.toThrow(nobodyThere);
  });

  it('attaches to the server of a process that was killed, and stops it then', async () => {
    const { child, url } = await startElsewhere();
    await kill(child);
    const pid = await serverPid();

    const next = await start();
    expect(next.url).toBe(url);
    expect(await serverPid()).toBe(pid);
    await next.stop();
    await expect(query(url, 'SELECT 1')).rejects.toThrow(nobodyThere);
  });

  it('starts again after the server was killed, though its pid is a zombie', async () => {
    const { url } = await start();
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');

    const again = await start();
    expect(await serverPid()).not.toBe(pid);
    expect(await query(again.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it.runIf(process.platform === 'linux')(
    'ignores a pid file that names a zombie or another process',
    async () => {
      const first = await start();
      const file = join(dataDir, 'cluster', 'postmaster.pid');
      const lines = (await readFile(file, 'utf8')).split('\n').slice(1);
      await first.stop();
      const account = isRoot ? await stat(join(dataDir, 'cluster')) : undefined;
      for (const pid of [await makeZombie(account), process.pid]) {
        await writeFile(file, [pid, ...lines].join('\n'));
        if (account) await chown(file, account.uid, account.gid);
        const again = await start();
        expect(await query(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
        await again.stop();
      }
    },
  );

  it('lets processes that start at once share one server', async () => {
    const started = await Promise.all([startElsewhere(), startElsewhere(), start()]);
    expect(new Set(started.map(({ url }) => url)).size).toBe(1);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('new-'))).toEqual([]);
  });

  it('makes the library links that a blocked install script left out', async () => {
    const binariesDir = await copyBinaries(base);
    await start({ binariesDir });
    expect(await readdir(join(binariesDir, 'lib'))).toContain('libpq.so.5');
  });

  it('says why when it cannot start', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(dataDir, 'cluster', 'postgresql.auto.conf'), 'no_such_setting = 1\n');
    await expect(start()).rejects.toThrow(/no_such_setting/);
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(/made by Postgres 15/);
  });
});

describe.runIf(isRoot)('embedded Postgres started by root', () => {
  it('runs as another user, whose way to the data it opens, whatever the umask', async () => {
    const umask = process.umask(0o077);
    cleanups.push(async () => process.umask(umask));
    dataDir = join(base, '.data', 'deep', 'postgres');
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(join(dataDir, 'cluster'))).uid).not.toBe(0);
  });

  it('runs as the owner of the directory', async () => {
    await chown(base, NOBODY.uid, NOBODY.gid);
    await start();
    expect((await stat(join(dataDir, 'cluster'))).uid).toBe(NOBODY.uid);
  });

  it('keeps data and programs outside a project under /root, and says so', async () => {
    const project = await mkdtemp('/root/ticketz-embedded-');
    cleanups.push(() => rm(project, { recursive: true, force: true }));
    dataDir = join(project, '.data', 'postgres');
    const first = await start({ binariesDir: await copyBinaries(project) });
    const outside = logged.join().match(/database is in (\/var\/lib\/ticketz\/\w+) instead of/)?.[1] ?? '';
    cleanups.splice(1, 0, async () => {
      await rm(outside, { recursive: true, force: true });
      if ((await readdir(dirname(outside))).length === 0) await rmdir(dirname(outside));
    });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();

    const second = await start({ binariesDir: join(project, 'package', 'native') });
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect((await stat('/root')).mode & 0o001).toBe(0);
  });

  it('refuses to leave existing data behind when its directory was closed', async () => {
    dataDir = join(base, 'closed', 'project', 'data', 'postgres');
    const first = await start();
    await first.stop();
    await chmod(join(base, 'closed'), 0o700);
    await expect(start()).rejects.toThrow(/chmod o\+x .*closed/);
  });

  it('runs without root, with programs that root installed and left without links', async () => {
    const binariesDir = await copyBinaries(base);
    await chown(base, NOBODY.uid, NOBODY.gid);
    const { child, url } = await startElsewhere(NOBODY, binariesDir);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(join(dataDir, 'cluster'))).uid).toBe(NOBODY.uid);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await expect(query(url, 'SELECT 1')).rejects.toThrow(nobodyThere);
  });
});

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const log = { info: () => undefined, warn: (message: string) => void logged.push(message) };
  const postgres = await startEmbeddedPostgres({ dataDir, log, durable: false, ...options });
  cleanups.push(postgres.stop);
  return postgres;
}

async function startElsewhere(identity?: { uid: number; gid: number }, binariesDir?: string) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', SCRIPT, dataDir, ...(binariesDir ? [binariesDir] : [])],
    {
      cwd: dirname(SCRIPT),
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TSX_DISABLE_CACHE: '1' },
      ...identity,
    },
  );
  cleanups.push(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
  const [url] = await once(createInterface(child.stdout), 'line');
  return { child, url: String(url) };
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function serverPid(): Promise<number> {
  const server = await findServer({ dir: join(dataDir, 'cluster'), password: '' });
  if (!server) throw new Error('no server');
  return server.pid;
}

/** By its port or by its Unix socket. */
const nobodyThere = /ECONNREFUSED|ENOENT/;

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function outerAddress(): string {
  const all = Object.values(networkInterfaces()).flat();
  const outer = all.find((address) => address?.family === 'IPv4' && !address.internal);
  return outer?.address ?? '127.0.0.2';
}

function withHost(url: string, host: string): string {
  const changed = new URL(url);
  changed.hostname = host;
  changed.search = '';
  return changed.href;
}

/** A process that never waits for its child, and the child, once it has ended: it does when its input ends. */
async function makeZombie(identity?: { uid: number; gid: number }): Promise<number> {
  const account = identity && { uid: identity.uid, gid: identity.gid };
  const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 60 3<&-'], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    ...account,
  });
  cleanups.push(async () => parent.kill('SIGKILL'));
  if (!parent.stdout) throw new Error('sh has no output');
  const [pid] = await once(createInterface(parent.stdout), 'line');
  const inProc = async (path: string, text: RegExp) => {
    const look = async () => expect(await readFile(`/proc/${path}`, 'utf8')).toMatch(text);
    await vi.waitFor(look, { timeout: 20_000 });
  };
  // The shell itself would wait for its child.
  await inProc(`${parent.pid}/comm`, /^sleep$/m);
  parent.stdio[3]?.destroy();
  await inProc(`${pid}/stat`, /\) Z /);
  return Number(pid);
}

/** The installed package as npm unpacks it, before its install script. */
async function copyBinaries(parent: string): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const copy = join(parent, 'package');
  await mkdir(copy);
  await cp(join(dirname(entry), '..'), copy, { recursive: true, verbatimSymlinks: true });
  const native = join(copy, 'native');
  const links: { target: string }[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { target } of links) await rm(join(copy, target), { force: true });
  return native;
}
