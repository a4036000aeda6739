import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../test/harness/test-database.ts';
import { until } from '../../test/harness/until.ts';
import { startRedisServer } from '../../test/support/redis-server.ts';
import { createJobs, type JobDefinition, type Jobs, job } from './jobs.ts';
import { createLogger } from './logger.ts';

const logger = createLogger({ level: 'silent', name: 'test' });

describe.each(['Postgres', 'Redis'])('jobs on %s', (store) => {
  let database: TestDatabase;
  let redis: { url: string; stop(): Promise<void> } | undefined;
  const opened: Jobs[] = [];
  const open = () => {
    const jobs = createJobs({ databaseUrl: database.url, redisUrl: redis?.url, logger });
    opened.push(jobs);
    return jobs;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    if (store === 'Redis') redis = await startRedisServer();
  });
  afterAll(async () => {
    await Promise.all(opened.map((jobs) => jobs.close()));
    await redis?.stop();
    await database.drop();
  });

  it('run what another process added, once per id, with checked data', async () => {
    const handled: string[] = [];
    const greet = job({
      name: 'greet',
      schema: z.object({ name: z.string() }),
      handle: async ({ name }) => {
        handled.push(name);
      },
    });
    const [adding, working] = [open(), open()];
    await adding.add(greet, { name: 'Ana' }, { id: 'one' });
    await adding.add(greet, { name: 'Ana' }, { id: 'one' });
    await working.work([greet]);
    await adding.add(greet, { name: 'Bia' });
    await until('both are handled', () => handled.includes('Bia'));
    expect(handled.toSorted()).toEqual(['Ana', 'Bia']);
  });

  it('try again what failed', async () => {
    let attempts = 0;
    const flaky = job({
      name: 'flaky',
      schema: z.object({}),
      handle: async () => {
        attempts += 1;
        if (attempts === 1) throw new Error('not yet');
      },
    });
    const jobs = open();
    await jobs.work([flaky]);
    await jobs.add(flaky, {});
    await until('it was tried again', () => attempts === 2);
  });

  it('repeat what has a schedule, once for the whole installation', async () => {
    let runs = 0;
    const tick: JobDefinition = job({
      name: 'tick',
      schema: z.object({}),
      everyMs: 500,
      handle: async () => {
        runs += 1;
      },
    });
    const started = Date.now();
    await Promise.all([open().work([tick]), open().work([tick])]);
    await until('it has run four times', () => runs >= 4);
    expect(runs).toBeLessThanOrEqual(Math.ceil((Date.now() - started) / 500) + 1);
  });

  it('wait for a running handler when they close', async () => {
    let finished = false;
    let started = false;
    const slow = job({
      name: 'slow',
      schema: z.object({}),
      handle: async () => {
        started = true;
        await new Promise((resolve) => setTimeout(resolve, 300));
        finished = true;
      },
    });
    const jobs = open();
    await jobs.work([slow]);
    await jobs.add(slow, {});
    await until('it has started', () => started);
    await jobs.close();
    expect(finished).toBe(true);
  });
});
