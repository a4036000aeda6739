import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RealtimeEnvelope } from '@ticketz/contract/realtime';
import { Server } from 'socket.io';
import { delay } from '../../src/core/clock.ts';
import { preciseNow } from './numbers.ts';
import { serveWorker } from './worker.ts';

/** Socket.IO as its first example shows it: one process, one room, nothing asked, nothing stored. */
export type BareSocketsApi = typeof methods;

const server = createServer();
const io = new Server(server, { serveClient: false, transports: ['websocket'] });
io.on('connection', (socket) => {
  void socket.join('all');
  socket.emit('ready', { resumed: false, seq: 0 });
});

const methods = {
  start: async (): Promise<string> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },

  /** Sends the same news with each of the texts, `perSecond` in each second; gives when each was sent. */
  broadcast: async (
    sample: RealtimeEnvelope[],
    texts: string[],
    perSecond: number,
  ): Promise<Record<string, number>> => {
    const sent: Record<string, number> = {};
    const startedAt = performance.now();
    for (const [index, text] of texts.entries()) {
      await delay(Math.max(0, startedAt + (index * 1000) / perSecond - performance.now()));
      sent[text] = preciseNow();
      io.to('all').emit(
        'events',
        sample.map((envelope) => withText(envelope, text)),
      );
    }
    return sent;
  },
};

function withText(envelope: RealtimeEnvelope, text: string): RealtimeEnvelope {
  if (envelope.type !== 'message.created') return envelope;
  return { ...envelope, data: { message: { ...envelope.data.message, text } } };
}

serveWorker(methods);
