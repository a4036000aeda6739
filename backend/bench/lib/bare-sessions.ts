import { Browsers, makeWASocket, type WAMessage } from '@whiskeysockets/baileys';
import pg from 'pg';
import { pino } from 'pino';
import { quietLibsignal } from '../../src/features/connections/whatsapp/quiet-libsignal.ts';
import { memoryAuth, type SavedAccount } from './memory-auth.ts';
import { preciseNow } from './numbers.ts';
import { type Seen, Tally } from './tally.ts';
import { serveWorker } from './worker.ts';

/**
 * The library as its example shows it, for accounts that are linked already: keys in memory, a new socket as soon as one
 * has ended, a counter, and where a database is given one committed row for each message before it counts.
 */
export type BareSessionsApi = typeof methods;

quietLibsignal();
const logger = pino({ level: 'silent' });
const tally = new Tally();
const openedAt = new Map<string, number>();
const senders = new Map<string, (address: string, text: string) => Promise<void>>();
let database: pg.Pool | null = null;
let opened: () => void = () => undefined;

const methods = {
  /** Opens all of them at once; resolves with the time when the last one was open. */
  open: async (url: string, accounts: SavedAccount[], databaseUrl: string | null): Promise<number> => {
    if (databaseUrl) {
      database = new pg.Pool({ connectionString: databaseUrl, max: 15 });
      await database.query('CREATE TABLE messages (id text PRIMARY KEY, text text NOT NULL)');
    }
    for (const account of accounts) keepOpen(url, account);
    return allOpen(accounts.length, 0);
  },

  /** Resolves with the time when the last one was opened, once all were after `since`. */
  openSince: async (count: number, since: number): Promise<number> => allOpen(count, since),

  send: async (phone: string, numbers: string[], text: string): Promise<void> => {
    for (const number of numbers) await senders.get(phone)?.(`${number}@s.whatsapp.net`, text);
  },

  expect: async (prefix: string, count: number): Promise<Seen> => tally.expect(prefix, count),
};

async function allOpen(count: number, since: number): Promise<number> {
  for (;;) {
    const times = [...openedAt.values()].filter((time) => time > since);
    if (times.length >= count) return Math.max(...times);
    await new Promise<void>((resolve) => {
      opened = resolve;
    });
  }
}

function keepOpen(url: string, account: SavedAccount): void {
  const auth = memoryAuth(account).state;
  const taken = takeInOrder();
  const connect = () => {
    const socket = makeWASocket({
      auth,
      waWebSocketUrl: url,
      logger,
      browser: Browsers.macOS('Chrome'),
      markOnlineOnConnect: false,
    });
    senders.set(account.number, async (address, text) => void (await socket.sendMessage(address, { text })));
    socket.ev.on('creds.update', (update) => Object.assign(auth.creds, update));
    socket.ev.on('connection.update', ({ connection }) => {
      if (connection === 'close') connect();
      if (connection !== 'open') return;
      openedAt.set(account.number, preciseNow());
      opened();
    });
    socket.ev.on('messages.upsert', ({ messages }) => {
      for (const message of messages) taken(message);
    });
  };
  connect();
}

/** Each socket's messages one after the other; those of several sockets don't wait for each other. */
function takeInOrder(): (message: WAMessage) => void {
  let storing: Promise<void> = Promise.resolve();
  return ({ message, key: { id, fromMe } }) => {
    const text = message?.conversation ?? message?.extendedTextMessage?.text;
    if (typeof text !== 'string' || !id || fromMe) return;
    if (!database) tally.add(text);
    else storing = storing.then(() => store(id, text));
  };
}

/** Prepared, and in a transaction of its own: the least that being durable costs. */
async function store(id: string, text: string): Promise<void> {
  await database?.query({
    name: 'store',
    text: 'INSERT INTO messages (id, text) VALUES ($1, $2)',
    values: [id, text],
  });
  tally.add(text);
}

serveWorker(methods);
