import type { SocketAuth, SocketReady } from '@ticketz/contract/realtime';
import { io, type Socket } from 'socket.io-client';

const deadlineMs = 10_000;

/** A browser's socket as an attacker would use it: it hears everything, and says what it likes. */
export interface ListeningSocket {
  raw: Socket;
  /** Everything that came, stored and ephemeral, in order. */
  heard: { type: string; data: unknown }[];
  ready: SocketReady;
  /** Resolves when the server, or the network, has ended it. */
  ended: Promise<string>;
}

/**
 * Opens a socket; rejects with the server's reason when it is refused. That colleagues come and go, this person too, is heard
 * whenever it happens to be, so only with `presence`.
 */
export async function openListeningSocket(
  url: string,
  auth: SocketAuth | Record<string, unknown>,
  query: Record<string, string> = {},
  { presence = false } = {},
): Promise<ListeningSocket> {
  const raw = io(url, { transports: ['websocket'], auth, query, reconnection: false, forceNew: true });
  const heard: ListeningSocket['heard'] = [];
  raw.on('events', (envelopes: ListeningSocket['heard']) => heard.push(...envelopes));
  raw.on('ephemeral', (envelope: ListeningSocket['heard'][number]) => {
    if (presence || envelope.type !== 'user.presence') heard.push(envelope);
  });
  const ended = new Promise<string>((resolve) => {
    raw.on('end', resolve);
    raw.on('disconnect', resolve);
  });
  const ready = await new Promise<SocketReady>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The socket did not open')), deadlineMs);
    const settle = (done: () => void) => {
      clearTimeout(timer);
      done();
    };
    raw.on('ready', (told: SocketReady) => settle(() => resolve(told)));
    raw.on('connect_error', (error) => settle(() => reject(error)));
    raw.on('disconnect', (reason) => settle(() => reject(new Error(reason))));
  });
  return { raw, heard, ready, ended };
}
