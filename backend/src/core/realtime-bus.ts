import { createAdapter as createPostgresAdapter } from '@socket.io/postgres-adapter';
import { createAdapter as createRedisAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from './logger.ts';

/** What carries messages between the processes of an installation, and says when it may have lost some. */
export interface RealtimeBus {
  adapter: ReturnType<typeof createPostgresAdapter> | ReturnType<typeof createRedisAdapter>;
  /**
   * Waits until the bus has taken what was published before. False: some of it is lost, or it takes longer than
   * anybody wants to wait.
   */
  settled(): Promise<boolean>;
  /** Called when the bus works again after a time in which this process may have missed something. */
  onGap(callback: () => void): void;
  close(): void;
}

const settleMs = 5_000;
/** What failed so long before somebody asks may have been theirs. */
const blameMs = 1_000;
/** All the bus's connections come back at about the same time: the one that listens, too. */
const listeningAgainMs = 1_000;

/** Redis streams where `redisUrl` is set, Postgres notifications otherwise. */
export function createRealtimeBus(options: { pool: Pool; redisUrl?: string; logger: Logger }): RealtimeBus {
  return options.redisUrl
    ? redisBus(options.redisUrl, options.logger)
    : postgresBus(options.pool, options.logger);
}

function postgresBus(pool: Pool, logger: Logger): RealtimeBus {
  const published = new Published();
  const gap = new Gap();
  let lost = false;

  /** The adapter neither gives back a connection that has ended, nor says that it listens again. */
  async function connect(): Promise<PoolClient> {
    const client = await pool.connect();
    const giveBack = client.release;
    let given = false;
    client.release = (error) => {
      if (!given) giveBack(error);
      given = true;
    };
    const { release } = client;
    client.on('error', (error) => logger.debug({ err: error }, 'The socket bus lost its connection'));
    client.once('end', () => {
      lost = true;
      release(true);
    });
    // The adapter's LISTEN is ahead of this in the connection's line.
    if (lost) setImmediate(() => void client.query('SELECT 1').then(foundAgain, () => undefined));
    return client;
  }

  function foundAgain(): void {
    lost = false;
    gap.tell();
  }

  const query = (text: string, values: unknown[]) => published.track(pool.query(text, values));
  return {
    // It asks no more of a pool than these two.
    adapter: createPostgresAdapter({ connect, query } as Pool, {
      channelPrefix: 'ticketz',
      tableName: 'socket_io_attachments',
      errorHandler: (error) => logger.warn({ err: error }, 'The socket bus failed'),
    }),
    settled: () => published.settled(),
    onGap: (callback) => gap.listen(callback),
    close: () => undefined,
  };
}

function redisBus(url: string, logger: Logger): RealtimeBus {
  const published = new Published();
  const gap = new Gap();
  const redis = new PublishingRedis(url, published);
  let timer: NodeJS.Timeout | undefined;
  let lost = false;
  redis.on('error', (error) => logger.warn({ err: error }, 'Redis can not be reached'));
  redis.on('close', () => {
    lost = true;
  });
  redis.on('ready', () => {
    clearTimeout(timer);
    if (lost) timer = setTimeout(() => gap.tell(), listeningAgainMs);
    lost = false;
  });
  return {
    adapter: createRedisAdapter(redis, { streamName: 'ticketz', onlyPlaintext: true }),
    settled: () => published.settled(),
    onGap: (callback) => gap.listen(callback),
    close() {
      clearTimeout(timer);
      redis.disconnect();
    },
  };
}

/** Notes each command. Those that the library duplicates for reading are plain ones. */
class PublishingRedis extends Redis {
  readonly #published: Published;

  constructor(url: string, published: Published) {
    super(url, { maxRetriesPerRequest: null });
    this.#published = published;
  }

  override sendCommand(...args: Parameters<Redis['sendCommand']>): unknown {
    const [command] = args;
    if (command.name === 'xadd') void this.#published.track(command.promise).catch(() => undefined);
    return super.sendCommand(...args);
  }
}

/** What is on its way to the bus. */
class Published {
  readonly #underWay = new Set<Promise<unknown>>();
  #failedAt = 0;

  track<Result>(work: Promise<Result>): Promise<Result> {
    this.#underWay.add(work);
    work.then(
      () => this.#underWay.delete(work),
      () => {
        this.#failedAt = Date.now();
        this.#underWay.delete(work);
      },
    );
    return work;
  }

  async settled(): Promise<boolean> {
    const askedAt = Date.now();
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), settleMs);
    });
    const all = Promise.allSettled(this.#underWay).then(() => true);
    const inTime = await Promise.race([all, tooLate]);
    clearTimeout(timer);
    return inTime && this.#failedAt < askedAt - blameMs;
  }
}

class Gap {
  readonly #callbacks: (() => void)[] = [];

  listen(callback: () => void): void {
    this.#callbacks.push(callback);
  }

  tell(): void {
    for (const callback of this.#callbacks) callback();
  }
}
