import { Browsers, makeWASocket, type WAMessage, type WASocket } from '@whiskeysockets/baileys';
import pg from 'pg';
import { pino } from 'pino';
import { quietLibsignal } from '../../src/features/connections/whatsapp/quiet-libsignal.ts';
import { memoryAuth } from './memory-auth.ts';
import { type Seen, Tally } from './tally.ts';
import { serveWorker } from './worker.ts';

/**
 * The library as its example shows it: keys in memory, a counter, and where a database is given one committed row for
 * each message before it counts.
 */
export type BareBaileysApi = typeof methods;

quietLibsignal();
const logger = pino({ level: 'silent' });
const tally = new Tally();
const auth = memoryAuth().state;
let socket: WASocket;
let database: pg.Client | null = null;
let storing: Promise<void> = Promise.resolve();
let showCode: (qr: string) => void = () => undefined;
const code = new Promise<string>((resolve) => {
  showCode = resolve;
});
let firstSyncDone: () => void = () => undefined;
const firstSync = new Promise<void>((resolve) => {
  firstSyncDone = resolve;
});

const methods = {
  /** Connects; gives the QR code that a phone has to scan. */
  start: async (url: string, databaseUrl: string | null): Promise<string> => {
    if (databaseUrl) {
      database = new pg.Client({ connectionString: databaseUrl });
      await database.connect();
      await database.query('CREATE TABLE messages (id text PRIMARY KEY, text text NOT NULL)');
    }
    connect(url);
    return code;
  },

  /** Resolves when the account is linked and the first sync done: until then the library holds messages back. */
  linked: async (): Promise<void> => firstSync,

  send: async (numbers: string[], text: string): Promise<void> => {
    for (const number of numbers) await socket.sendMessage(`${number}@s.whatsapp.net`, { text });
  },

  expect: async (prefix: string, count: number): Promise<Seen> => tally.expect(prefix, count),
};

function connect(url: string): void {
  socket = makeWASocket({
    auth,
    waWebSocketUrl: url,
    logger,
    browser: Browsers.macOS('Chrome'),
    markOnlineOnConnect: false,
  });
  socket.ev.on('creds.update', (update) => {
    Object.assign(auth.creds, update);
    if (auth.creds.accountSyncCounter) firstSyncDone();
  });
  socket.ev.on('connection.update', ({ connection, qr }) => {
    if (qr) showCode(qr);
    // After linking WhatsApp asks for a restart.
    if (connection === 'close') connect(url);
  });
  socket.ev.on('messages.upsert', ({ messages }) => {
    for (const message of messages) count(message);
  });
}

function count(message: WAMessage): void {
  const { message: content, key } = message;
  const text = content?.conversation ?? content?.extendedTextMessage?.text;
  if (typeof text !== 'string' || !key.id || key.fromMe) return;
  if (!database) return tally.add(text);
  const { id } = key;
  storing = storing.then(() => store(id, text));
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
