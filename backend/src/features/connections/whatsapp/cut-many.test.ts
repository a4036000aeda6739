import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  freshNumber,
  startWhatsappBench,
  type WhatsappBench,
} from '../../../../test/harness/whatsapp-bench.ts';
import { concurrentStarts } from './supervisor.ts';

const sessions = 40;
const linksAtOnce = 8;
const backMs = 90_000;

/** A way to WhatsApp that counts who comes, and can be cut. */
interface Way {
  url: string;
  /** When each connection came since the last cut. */
  came: number[];
  cut(): void;
  close(): Promise<void>;
}

let bench: WhatsappBench;
let way: Way;

beforeAll(async () => {
  bench = await startWhatsappBench();
  way = await openWay(new URL(bench.mock.url));
}, 120_000);
afterAll(async () => {
  await bench.stop();
  await way.close();
});

async function openWay(target: URL): Promise<Way> {
  const sockets = new Set<Socket>();
  const came: number[] = [];
  const server = createServer((client) => {
    came.push(Date.now());
    const upstream = connect(Number(target.port), target.hostname);
    sockets.add(client);
    client.pipe(upstream).pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
    client.on('close', () => sockets.delete(client));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    came,
    cut() {
      came.length = 0;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function linkAll(phones: Phone[]): Promise<void> {
  const waiting = [...phones];
  const linkSome = async () => {
    for (let phone = waiting.pop(); phone; phone = waiting.pop()) await bench.addLinked(phone);
  };
  await Promise.all(Array.from({ length: linksAtOnce }, linkSome));
}

it('brings sessions that were cut at once all back, a few at a time and spread out (pitfall 10)', {
  timeout: 240_000,
}, async () => {
  const phones = Array.from({ length: sessions }, (_, index) =>
    bench.mock.addPhone({ number: freshNumber(), name: `Loja ${index}` }),
  );
  await linkAll(phones);
  await bench.start({ webUrl: way.url });
  const connected = async () => {
    const { rows } = await bench.database.owner.query<{ connected: number }>(
      `SELECT count(*)::int AS connected FROM connections WHERE state = 'connected'`,
    );
    return rows[0]?.connected === sessions;
  };
  await bench.until('all connected', connected, backMs);
  expect(bench.told.opened).toHaveLength(sessions);

  bench.told.opened.length = 0;
  let opening = 0;
  const mostOpening = { current: 0 };
  const look = setInterval(() => {
    opening = way.came.length - bench.told.opened.length;
    mostOpening.current = Math.max(mostOpening.current, opening);
  }, 2);
  const cutAt = Date.now();
  way.cut();
  await bench.until('all open again', () => bench.told.opened.length >= sessions, backMs);
  clearInterval(look);

  await bench.until('all connected again', connected);
  expect(Date.now() - cutAt).toBeLessThan(backMs);
  expect(way.came).toHaveLength(sessions);
  expect(mostOpening.current).toBeLessThanOrEqual(concurrentStarts);
  expect(mostOpening.current).toBeGreaterThan(1);
  // Nobody comes back at once, and not all at the same moment.
  expect(Math.min(...way.came) - cutAt).toBeGreaterThanOrEqual(400);
  expect(Math.max(...way.came) - Math.min(...way.came)).toBeGreaterThan(300);
  expect(phones.map(({ devices }) => devices.map(({ online }) => online))).toEqual(phones.map(() => [true]));
});
