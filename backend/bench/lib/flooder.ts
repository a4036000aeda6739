import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { delay } from '../../src/core/clock.ts';
import { serveWorker } from './worker.ts';

/** Somebody who asks for too much, in a process of its own. */
export type FlooderApi = typeof methods;

export interface Flood {
  url: string;
  /** The people who ask, taking turns. */
  tokens: string[];
  /** What they ask for, in turn; with a body, they send a message there. */
  paths: string[];
  send: boolean;
  /** How many requests are on their way at a time, at most. */
  connections: number;
  perSecond: number;
}

const tickMs = 10;
const agent = new Agent({ keepAlive: true, maxSockets: 10_000 });
let statuses: Record<string, number> = {};
let timer: NodeJS.Timeout | undefined;
const requests = new Set<number>();

const methods = {
  start: async (flood: Flood): Promise<void> => {
    statuses = {};
    const startedAt = performance.now();
    let asked = 0;
    timer = setInterval(() => {
      const due = ((performance.now() - startedAt) * flood.perSecond) / 1000;
      for (; asked < due; asked += 1) if (requests.size < flood.connections) ask(flood, asked);
    }, tickMs);
  },

  /** Ends the flood; gives how many answers there were until now, by status, once the last one has come. */
  stop: async (): Promise<Record<string, number>> => {
    clearInterval(timer);
    const answers = { ...statuses };
    while (requests.size > 0) await delay(tickMs);
    return answers;
  },
};

function ask({ url, tokens, paths, send }: Flood, number: number): void {
  requests.add(number);
  const body = send ? JSON.stringify({ clientId: randomUUID(), text: `Promoção ${number}` }) : '';
  const asking = request(`${url}/api${paths[number % paths.length]}`, {
    agent,
    method: send ? 'POST' : 'GET',
    timeout: 30_000,
    headers: {
      authorization: `Bearer ${tokens[number % tokens.length]}`,
      ...(send ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}),
    },
  });
  const count = (status: string) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
  };
  asking.on('response', (response) => {
    response.resume();
    response.once('close', () => {
      requests.delete(number);
      count(String(response.statusCode));
    });
  });
  asking.on('timeout', () => asking.destroy(new Error('Timed out')));
  asking.on('error', () => {
    requests.delete(number);
    count('error');
  });
  asking.end(body);
}

serveWorker(methods);
