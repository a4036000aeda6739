import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { AppError } from './errors.ts';

/** Counts something over all processes and says no beyond a limit. */
export interface RateLimit {
  /** Takes one; throws `rate_limited` with `retryAfterSeconds` when there are none left. */
  take(key: string): Promise<void>;
  /** Forgets a key, after a success. */
  reset(key: string): Promise<void>;
}

export interface RateLimits {
  /** `points` per `seconds` for each key. */
  create(options: { name: string; points: number; seconds: number }): RateLimit;
  close(): Promise<void>;
}

/** Rate limits kept in Redis where `redisUrl` is set, in Postgres otherwise. */
export function createRateLimits(options: { pool: Pool; redisUrl?: string }): RateLimits {
  const redis = options.redisUrl
    ? new Redis(options.redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 })
    : undefined;
  redis?.on('error', () => undefined);
  const limiter = ({ name, points, seconds }: { name: string; points: number; seconds: number }) => {
    const settings = { keyPrefix: name, points, duration: seconds };
    return redis
      ? new RateLimiterRedis({ storeClient: redis, ...settings })
      : new RateLimiterPostgres({
          storeClient: options.pool,
          storeType: 'pool',
          tableName: 'rate_limits',
          tableCreated: true,
          ...settings,
        });
  };
  return {
    create: (settings) => wrap(limiter(settings)),
    async close() {
      redis?.disconnect();
    },
  };
}

/**
 * A rate limit that this process counts for itself: for what happens too often to be asked of a store. With several
 * processes each lets as many through.
 */
export function createLocalRateLimit(options: { name: string; points: number; seconds: number }): RateLimit {
  const { name, points, seconds } = options;
  return wrap(new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }));
}

function wrap(limiter: RateLimiterAbstract): RateLimit {
  return {
    async take(key) {
      try {
        await limiter.consume(key);
      } catch (rejected) {
        // The store is down: nobody is let past a limit that can't be counted.
        if (!(rejected instanceof RateLimiterRes)) {
          throw new AppError('service_unavailable', { cause: rejected });
        }
        throw new AppError('rate_limited', {
          details: { retryAfterSeconds: Math.max(1, Math.ceil(rejected.msBeforeNext / 1000)) },
        });
      }
    },
    async reset(key) {
      await limiter.delete(key);
    },
  };
}
