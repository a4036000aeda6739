import type { RealtimeEnvelope } from '@ticketz/contract/realtime';
import { io, type Socket } from 'socket.io-client';
import { preciseNow } from './numbers.ts';
import { serveWorker } from './worker.ts';

/** When the last of this process's sockets had each text, by text. */
export type LastSeen = Record<string, number>;

/** Many browsers' sockets, in a process of their own. */
export type BrowsersApi = typeof methods;

const opensAtOnce = 10;
const waitMs = 120_000;
const sockets: Socket[] = [];

/** What is waited for: texts that begin so, each at every socket. */
interface Wanted {
  prefix: string;
  count: number;
  seen: Map<string, { sockets: number; last: number }>;
  done: () => void;
}
let wanted: Wanted | null = null;
/** What the news of one message looks like on the wire: itself, and its ticket. */
let sample: RealtimeEnvelope[] = [];

const methods = {
  /** One socket for each token, as the browser opens it; resolves when all are welcome. */
  open: async (url: string, tokens: string[]): Promise<void> => {
    const waiting = [...tokens];
    const openAll = async () => {
      for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) await open(url, token);
    };
    await Promise.all(Array.from({ length: opensAtOnce }, openAll));
  },

  /** Resolves once each of `count` texts that begin with `prefix` was at every socket. */
  expect: async (prefix: string, count: number): Promise<LastSeen> => {
    const seen: Wanted['seen'] = new Map();
    await new Promise<void>((resolve, reject) => {
      wanted = { prefix, count, seen, done: resolve };
      setTimeout(() => reject(new Error(`Came to all: ${complete(seen)} of ${count}`)), waitMs).unref();
    });
    wanted = null;
    const tooMany = [...seen].filter(([, { sockets: times }]) => times > sockets.length);
    if (tooMany.length > 0) throw new Error(`Came twice: ${tooMany.map(([text]) => text).join(', ')}`);
    return Object.fromEntries([...seen].map(([text, { last }]) => [text, last]));
  },

  sample: async (): Promise<RealtimeEnvelope[]> => sample,

  close: async (): Promise<void> => {
    for (const socket of sockets.splice(0)) socket.close();
  },
};

function open(url: string, token: string): Promise<void> {
  const socket = io(url, { transports: ['websocket'], auth: { token }, reconnection: false, forceNew: true });
  sockets.push(socket);
  socket.on('events', see);
  socket.on('disconnect', (reason) => {
    if (wanted) process.stderr.write(`A socket was cut: ${reason}\n`);
  });
  return new Promise((resolve, reject) => {
    socket.once('ready', () => resolve());
    socket.once('connect_error', reject);
  });
}

function see(envelopes: RealtimeEnvelope[]): void {
  for (const envelope of envelopes) {
    if (envelope.type !== 'message.created' || !wanted) continue;
    const { text } = envelope.data.message;
    if (!text.startsWith(wanted.prefix)) continue;
    sample = [envelope, ...envelopes.filter(({ type }) => type === 'ticket.updated').slice(0, 1)];
    note(wanted, text);
  }
}

function note({ seen, count, done }: Wanted, text: string): void {
  const before = seen.get(text)?.sockets ?? 0;
  seen.set(text, { sockets: before + 1, last: preciseNow() });
  if (before + 1 === sockets.length && complete(seen) === count) done();
}

function complete(seen: Wanted['seen']): number {
  return [...seen.values()].filter(({ sockets: times }) => times >= sockets.length).length;
}

serveWorker(methods);
