import { afterAll, expect, it } from 'vitest';
import { startTestApp } from '../../test/harness/test-app.ts';
import { startRedisServer } from '../../test/support/redis-server.ts';

const redis = await startRedisServer();
afterAll(() => redis?.stop());

it.skipIf(!redis)('a process is not ready while Redis is away, and lives on', async () => {
  const app = await startTestApp({
    processes: ['web', 'worker'],
    environment: { REDIS_URL: redis?.url ?? '' },
  });
  const ask = (path: string) => fetch(`${app.url}/health/${path}`);
  const ready = await ask('ready');
  expect(await ready.json()).toEqual({
    status: 'ok',
    checks: { database: 'ok', redis: 'ok', worker: 'ok' },
  });
  await redis?.stop();
  const away = await ask('ready');
  expect(away.status).toBe(503);
  expect(await away.json()).toMatchObject({ checks: { database: 'ok', redis: 'unreachable' } });
  expect((await ask('live')).status).toBe(200);
  await app.stop();
});
