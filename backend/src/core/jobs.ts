import { createPostgresBackend, type Job, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type pg from 'pg';
import type { z } from 'zod';
import type { Logger } from './logger.ts';
import { jobRuns } from './metrics.ts';

/** Background work: an id, the shape of its data, a handler that may run twice and beside itself. */
export interface JobDefinition<Data = unknown> {
  name: string;
  schema: z.ZodType<Data>;
  /** How many run at once in one process. */
  concurrency?: number;
  /** Runs again and again, this many milliseconds apart, once for the whole installation. */
  everyMs?: number;
  handle(data: Data, signal: AbortSignal): Promise<void>;
}

/** Declares a job and keeps its data's type. */
export function job<Data>(definition: JobDefinition<Data>): JobDefinition<Data> {
  return definition;
}

export interface Jobs {
  /** Adds work. With `id` the same work is added once. Rejects at once while the store is down: rows are the truth. */
  add<Data>(definition: JobDefinition<Data>, data: Data, options?: { id?: string }): Promise<void>;
  /** Runs these jobs in this process, and plans the repeated ones. */
  work(definitions: JobDefinition[]): Promise<void>;
  /** What keeps it from working: nothing, when all is well. */
  trouble(): Promise<'store unreachable' | 'a worker has stopped' | null>;
  /** Waits for running handlers, then lets go of everything. */
  close(): Promise<void>;
}

const schema = 'bullmq';
const prefix = 'ticketz';
const pingMs = 2_000;
const defaultJobOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 7 * 24 * 3_600, count: 5_000 },
};

/** Makes the job library's tables; before any process uses them. */
export async function migrateJobs(client: pg.Client): Promise<void> {
  await runMigrations(client, schema);
}

/** Opens the job store: Redis where `redisUrl` is set, Postgres otherwise. The rest of the code can't tell. */
export function createJobs(options: { databaseUrl: string; redisUrl?: string; logger: Logger }): Jobs {
  const { logger } = options;
  const redis = options.redisUrl ? new Redis(options.redisUrl, { maxRetriesPerRequest: null }) : undefined;
  redis?.on('error', (error) => logger.warn({ err: error }, 'Redis can not be reached'));
  // Each queue and each worker has a pool of its own, a worker one more connection that listens.
  const postgres = { connectionString: options.databaseUrl, schema, max: 1, keepAlive: true };
  const makeQueue = (name: string) =>
    redis
      ? new Queue(name, { connection: redis, prefix, defaultJobOptions })
      : new Queue(name, { connection: postgres, defaultJobOptions }, createPostgresBackend);
  const queues = new Map<string, ReturnType<typeof makeQueue>>();
  const workers: { isRunning(): boolean; close(force?: boolean): Promise<void> }[] = [];
  const stopping = new AbortController();

  function queueOf(name: string): ReturnType<typeof makeQueue> {
    const known = queues.get(name);
    if (known) return known;
    const queue = makeQueue(name);
    queue.on('error', (error) => logger.warn({ err: error, job: name }, 'The job store failed'));
    queues.set(name, queue);
    return queue;
  }

  async function start(definition: JobDefinition): Promise<void> {
    const queue = queueOf(definition.name);
    const handle = async (received: Job) => {
      const ended = jobRuns.startTimer({ job: definition.name });
      try {
        await definition.handle(definition.schema.parse(received.data), stopping.signal);
        ended({ result: 'done' });
      } catch (error) {
        ended({ result: 'failed' });
        throw error;
      }
    };
    const settings = { concurrency: definition.concurrency ?? 1, stalledInterval: 15_000 };
    const worker = redis
      ? new Worker(definition.name, handle, { connection: redis, prefix, ...settings })
      : new Worker(definition.name, handle, { connection: postgres, ...settings }, createPostgresBackend);
    worker.on('error', (error) => logger.warn({ err: error, job: definition.name }, 'The job store failed'));
    worker.on('failed', (failed, error) =>
      logger.error(
        { err: error, job: definition.name, id: failed?.id, attempt: failed?.attemptsMade },
        'A job failed',
      ),
    );
    workers.push(worker);
    if (definition.everyMs) {
      await queue.upsertJobScheduler(
        definition.name,
        { every: definition.everyMs },
        { name: definition.name, data: {} },
      );
    }
  }

  return {
    async add(definition, data, { id } = {}) {
      await queueOf(definition.name).add(definition.name, data, id ? { jobId: id } : {});
    },
    async work(definitions) {
      await Promise.all(definitions.map(start));
    },
    async trouble() {
      if (redis && !(await answers(redis))) return 'store unreachable';
      return workers.every((worker) => worker.isRunning()) ? null : 'a worker has stopped';
    },
    async close() {
      stopping.abort();
      // Without its store a worker would wait for it before it ends.
      const force = redis !== undefined && !(await answers(redis));
      await Promise.allSettled(workers.map((worker) => worker.close(force)));
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      redis?.disconnect();
    },
  };
}

/** Redis keeps commands for itself while it is down; who asks how it is can't wait for that. */
function answers(redis: Redis): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), pingMs);
    redis
      .ping()
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer));
  });
}

let current: Jobs | undefined;
let log: Logger | undefined;

/** Makes this process's job store the one that `enqueue` uses. */
export function useJobs(jobs: Jobs, logger: Logger): void {
  current = jobs;
  log = logger;
}

/**
 * Adds a job without waiting. From a unit of work: in `afterCommit`. When the store is down this is logged and lost:
 * the rows are the truth, and each job has a sweeper that adds what is missing.
 */
export function enqueue<Data>(definition: JobDefinition<Data>, data: Data, options?: { id?: string }): void {
  current?.add(definition, data, options).catch((error: unknown) => {
    log?.warn({ err: error, job: definition.name }, 'A job was not added; its sweeper will');
  });
}
