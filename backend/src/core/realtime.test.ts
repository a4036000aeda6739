import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/harness/test-database.ts';
import { until } from '../../test/harness/until.ts';
import { startRedisServer } from '../../test/support/redis-server.ts';
import { createLogger } from './logger.ts';
import { createRealtime, type Realtime } from './realtime.ts';

const logger = createLogger({ level: 'silent', name: 'test' });
const companyId = '019aa000-0000-7000-8000-000000000001';

describe.each(['Postgres', 'Redis'])('realtime over processes on %s', (bus) => {
  let database: TestDatabase;
  let redis: { url: string; stop(): Promise<void> } | undefined;
  let web: Realtime;
  let worker: Realtime;
  let browser: Socket;
  const received: unknown[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    if (bus === 'Redis') redis = await startRedisServer();
    const open = () => createRealtime({ pool: database.owner, redisUrl: redis?.url, logger });
    web = open();
    worker = open();
    const server = createServer();
    web.attach(server);
    web.io.on('connection', (socket) => void socket.join('a'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = io(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { transports: ['websocket'] });
    browser.on('events', (envelopes) => received.push(envelopes));
    await until('the browser is connected', () => browser.connected);
    // The processes know each other when a signal gets through.
    let known = false;
    web.onSignal('access.changed', () => {
      known = true;
    });
    await until('the processes know each other', () => {
      worker.signal('access.changed', { companyId });
      return known;
    });
  });
  afterAll(async () => {
    browser.close();
    await Promise.all([web.close(), worker.close()]);
    await redis?.stop();
    await database.drop();
  });

  const news = {
    companyId,
    type: 'connection.removed' as const,
    data: { connectionId: companyId },
  };

  it('brings what one process emits to the browsers of another, and only to the rooms that are meant', async () => {
    const event = (seq: number, to: string[], except: string[] = []) => ({ ...news, seq, rooms: to, except });
    worker.emit([event(1, ['b']), event(2, ['a', 'b'], ['a'])]);
    worker.emit([event(3, ['a', 'b']), event(4, ['a', 'b'])]);
    await until('something came', () => received.length > 0);
    expect(received).toEqual([
      [
        { seq: 3, type: 'connection.removed', data: { connectionId: companyId } },
        { seq: 4, type: 'connection.removed', data: { connectionId: companyId } },
      ],
    ]);
  });

  it('carries signals to every process, the own one too', async () => {
    const heard: string[] = [];
    web.onSignal('outbox.filled', ({ connectionId }) => heard.push(`web ${connectionId}`));
    worker.onSignal('outbox.filled', ({ connectionId }) => heard.push(`worker ${connectionId}`));
    web.signal('outbox.filled', { companyId, connectionId: 'x' });
    await until('both have heard', () => heard.length === 2);
    expect(heard.toSorted()).toEqual(['web x', 'worker x']);
  });

  it('lets browsers ask for what they missed when the bus was away, and carries on', async () => {
    let opened = 0;
    browser.io.on('open', () => {
      opened += 1;
    });
    if (redis) await killRedisClients(redis.url);
    else await killConnections(database);
    await until('the browser is back', () => opened > 0 && browser.connected);
    received.length = 0;
    await until('something came', () => {
      worker.emit([{ ...news, seq: 5, rooms: ['a'] }]);
      return received.length > 0;
    });
    await until('all is settled', () => worker.settled());
  });
});

/** What a restart of the server does to those who are connected. */
async function killConnections({ owner }: TestDatabase): Promise<void> {
  await owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
}

async function killRedisClients(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.call('CLIENT', 'KILL', 'TYPE', 'normal');
  await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
  redis.disconnect();
}
