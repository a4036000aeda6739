import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../src/core/embedded-postgres-server.ts';
import type { Bench, Figure } from '../lib/bench.ts';
import { median, round } from '../lib/numbers.ts';
import { startDurable } from '../lib/postgres.ts';
import { answers, backendFolder, until } from '../lib/product.ts';
import { stopChild } from '../lib/worker.ts';

const startMs = 60_000;

/** `npm run demo` after its build: from the process's start on an empty folder until the page is served. */
export const startCold: Bench = {
  name: 'start.cold',
  async run({ quick, log }) {
    const rounds = quick ? 1 : 3;
    const taken: Record<'cold' | 'again' | 'postgres', number[]> = { cold: [], again: [], postgres: [] };
    for (let number = 1; number <= rounds; number += 1) {
      const dir = await mkdtemp(join(tmpdir(), 'ticketz-bench-start-'));
      // Passable for the user that Postgres runs as, when we are root.
      await chmod(dir, 0o755);
      try {
        taken.postgres.push(await startPostgres(join(dir, 'bare')));
        taken.cold.push(await startDemo(join(dir, 'demo')));
        taken.again.push(await startDemo(join(dir, 'demo')));
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
      log(`round ${number} of ${rounds}: ${taken.cold.at(-1)} s, again ${taken.again.at(-1)} s`);
    }
    const versus = { what: 'initdb and start of its Postgres alone', value: median(taken.postgres) };
    const inputs = { rounds, secondsOfEachRound: taken };
    return [
      { name: 'start.cold', value: median(taken.cold), unit: 's', versus, inputs },
      {
        name: 'start.cold.again',
        value: median(taken.again),
        unit: 's',
        versus: { what: 'the first start', value: median(taken.cold) },
        inputs,
      },
    ] satisfies Figure[];
  },
};

async function startDemo(dataDir: string): Promise<number> {
  const port = await findFreePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['dist/src/app/demo.js'], {
    cwd: backendFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port) },
  });
  // It serves the page a moment before all of it runs; it says so then, and is stopped only after that.
  const ready = once(child.stdout, 'data', { signal: AbortSignal.timeout(startMs) });
  try {
    await until('the page', startMs, () => answers(child, `http://127.0.0.1:${port}/`));
    const seconds = secondsSince(startedAt);
    await ready;
    return seconds;
  } finally {
    await stopChild(child, 'SIGTERM');
  }
}

async function startPostgres(dir: string): Promise<number> {
  const startedAt = performance.now();
  const postgres = await startDurable(dir);
  const seconds = secondsSince(startedAt);
  await postgres.stop();
  return seconds;
}

function secondsSince(startedAt: number): number {
  return round((performance.now() - startedAt) / 1000);
}
