import { Browsers, makeWASocket, type WASocket } from '@whiskeysockets/baileys';
import { pino } from 'pino';
import { type MemoryAuth, memoryAuth } from './memory-auth.ts';

/** A device that is being linked. */
export interface NewDevice {
  /** The QR code that the phone has to scan. */
  code: Promise<string>;
  /** Resolves when it is linked, has got all that a new device gets, and is offline again. */
  linked: Promise<MemoryAuth>;
}

/** The library makes 812 one-time keys at the first log-in: a third of a second each device. These do here. */
export const preKeysPerDevice = 40;
const libraryPreKeys = 812;
const logger = pino({ level: 'silent' });

/** Links a device with the bare library. */
export function linkDevice(url: string): NewDevice {
  const auth = memoryAuth();
  const { creds } = auth.state;
  // As if the others had been made before: they aren't in the store, so they aren't uploaded.
  creds.nextPreKeyId = creds.firstUnuploadedPreKeyId + libraryPreKeys - preKeysPerDevice;
  let showCode: (qr: string) => void = () => undefined;
  const code = new Promise<string>((resolve) => {
    showCode = resolve;
  });
  const linked = new Promise<MemoryAuth>((resolve, reject) => {
    let socket: WASocket;
    const connect = () => {
      socket = makeWASocket({
        auth: auth.state,
        waWebSocketUrl: url,
        logger,
        browser: Browsers.macOS('Chrome'),
        markOnlineOnConnect: false,
      });
      socket.ev.on('creds.update', (update) => {
        Object.assign(creds, update);
        if (synced()) socket.end(undefined).then(() => resolve(auth), reject);
      });
      socket.ev.on('connection.update', ({ connection, qr }) => {
        if (qr) showCode(qr);
        // After linking WhatsApp asks for a restart.
        if (connection === 'close' && !synced()) connect();
      });
    };
    const synced = () => (creds.accountSyncCounter ?? 0) > 0;
    connect();
  });
  return { code, linked };
}
