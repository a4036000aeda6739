import { Browsers, makeWASocket, type WASocket } from '@whiskeysockets/baileys';
import { pino } from 'pino';
import { quietLibsignal } from '../../src/features/connections/whatsapp/quiet-libsignal.ts';
import { type MemoryAuth, memoryAuth, type SavedAccount } from './memory-auth.ts';
import { serveWorker } from './worker.ts';

/** Links devices to phones with the bare library, up to the end of the first sync, and gives their keys away. */
export type LinkerApi = typeof methods;

interface Linking {
  auth: MemoryAuth;
  socket: WASocket;
  code: Promise<string>;
  synced: Promise<void>;
}

quietLibsignal();
const logger = pino({ level: 'silent' });
/** The library makes 812 one-time keys at the first log-in: a third of a second each device. These do for a bench. */
export const preKeysPerDevice = 40;
const libraryPreKeys = 812;
const linkings = new Map<string, Linking>();

const methods = {
  /** Gives the QR code that the phone has to scan. */
  start: async (url: string, number: string): Promise<string> => {
    const linking = open(url);
    linkings.set(number, linking);
    return linking.code;
  },

  /** Resolves when it is linked and has got all that a new device gets. */
  finish: async (number: string): Promise<SavedAccount> => {
    const linking = linkings.get(number);
    if (!linking) throw new Error(`${number} is not being linked`);
    await linking.synced;
    await linking.socket.end(undefined);
    linkings.delete(number);
    return linking.auth.save(number);
  },
};

function open(url: string): Linking {
  const auth = memoryAuth();
  const { creds } = auth.state;
  // As if the others had been made before: they aren't in the store, so they aren't uploaded.
  creds.nextPreKeyId = creds.firstUnuploadedPreKeyId + libraryPreKeys - preKeysPerDevice;
  let showCode: (qr: string) => void = () => undefined;
  let syncDone: () => void = () => undefined;
  const code = new Promise<string>((resolve) => {
    showCode = resolve;
  });
  const synced = new Promise<void>((resolve) => {
    syncDone = resolve;
  });
  let done = false;
  const connect = () => {
    const socket = makeWASocket({
      auth: auth.state,
      waWebSocketUrl: url,
      logger,
      browser: Browsers.macOS('Chrome'),
      markOnlineOnConnect: false,
    });
    socket.ev.on('creds.update', (update) => {
      Object.assign(creds, update);
      if (!creds.accountSyncCounter) return;
      done = true;
      syncDone();
    });
    socket.ev.on('connection.update', ({ connection, qr }) => {
      if (qr) showCode(qr);
      // After linking WhatsApp asks for a restart.
      if (connection === 'close' && !done) linking.socket = connect();
    });
    return socket;
  };
  const linking: Linking = { auth, socket: connect(), code, synced };
  return linking;
}

serveWorker(methods);
