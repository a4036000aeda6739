import type { Logger } from '../../core/logger.ts';
import type { OpenChannel } from './channel.ts';
import { getOpenChannel, openChannels } from './open-channels.ts';

/** Works off what waits in the database for the connections that this process holds open. The rows are the queue. */
export interface ChannelWork {
  /** Something waits for this connection. */
  wake(connectionId: string): void;
  wakeAll(): void;
  /** Begins nothing more, and waits for what was begun. */
  stop(): Promise<void>;
}

/**
 * One pass at a time for each connection; `signal` is aborted when the process stops. A pass that fails is logged as `failed`
 * and left to the next one.
 */
export function startChannelWork(
  workOff: (channel: OpenChannel, signal: AbortSignal) => Promise<void>,
  { logger, failed }: { logger: Logger; failed: string },
): ChannelWork {
  const running = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  function wake(connectionId: string): void {
    const channel = getOpenChannel(connectionId);
    if (stopping.signal.aborted || !channel) return;
    const before = running.get(connectionId) ?? Promise.resolve();
    const done = before
      .then(() => workOff(channel, stopping.signal))
      .catch((error: unknown) => logger.warn({ err: error, connectionId }, failed))
      .finally(() => {
        if (running.get(connectionId) === done) running.delete(connectionId);
      });
    running.set(connectionId, done);
  }
  return {
    wake,
    wakeAll() {
      for (const { connectionId } of openChannels()) if (!running.has(connectionId)) wake(connectionId);
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(running.values());
    },
  };
}
