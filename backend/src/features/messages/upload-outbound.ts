import type { Logger } from '../../core/logger.ts';
import { FileMissing } from '../../core/shelf.ts';
import { type OpenChannel, SendError } from '../connections/channel.ts';
import { toOutbound } from './outbound-content.ts';
import { noteUploaded } from './outbound-file.ts';
import type { QueuedRow } from './outbound-queue.ts';

const atOncePerConnection = 2;
const firstPauseMs = 2_000;
const longestPauseMs = 60_000;
const stopMs = 3_000;

/**
 * Uploads files of queued messages to their channel, beside the delivery of others: a large film keeps nobody's text
 * waiting but its own customer's. What the channel gave is kept with the file, so that neither a crash nor sending it
 * again makes a second upload.
 */
export interface Uploads {
  /** Begins, unless it has begun, failed a moment ago, or too many are under way: then a later call does it. */
  start(channel: OpenChannel, row: QueuedRow): void;
  stop(): Promise<void>;
}

export function startUploads({
  ended,
  failed,
  logger,
}: {
  /** One more message can go out, or another upload can begin. */
  ended(connectionId: string): void;
  failed(channel: OpenChannel, row: QueuedRow, error: SendError): Promise<'done' | 'retry'>;
  logger: Logger;
}): Uploads {
  const running = new Map<string, { connectionId: string; done: Promise<void> }>();
  const pausedUntil = new Map<string, number>();
  let stopped = false;

  async function run(channel: OpenChannel, row: QueuedRow): Promise<void> {
    try {
      await upload(channel, row);
      pausedUntil.delete(row.id);
    } catch (error) {
      if (stopped) return;
      logger.warn({ err: error, messageId: row.id }, 'A file was not uploaded');
      const retry = !(error instanceof FileMissing);
      const failure = new SendError(retry ? 'connection_lost' : 'unknown', { retry, cause: error });
      if ((await failed(channel, row, failure)) === 'retry') pause(channel.connectionId, row);
    }
  }

  function pause(connectionId: string, { id, attempts }: QueuedRow): void {
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** attempts);
    pausedUntil.set(id, Date.now() + pauseMs);
    setTimeout(() => {
      pausedUntil.delete(id);
      ended(connectionId);
    }, pauseMs).unref();
  }

  return {
    start(channel, row) {
      const { connectionId } = channel;
      const ofConnection = [...running.values()].filter((one) => one.connectionId === connectionId);
      if (stopped || running.has(row.id) || pausedUntil.has(row.id)) return;
      if (ofConnection.length >= atOncePerConnection) return;
      const done = run(channel, row)
        .catch((error: unknown) => logger.error({ err: error }, 'A failed upload could not be noted'))
        .finally(() => {
          running.delete(row.id);
          if (!stopped && !pausedUntil.has(row.id)) ended(connectionId);
        });
      running.set(row.id, { connectionId, done });
    },
    async stop() {
      stopped = true;
      await Promise.race([
        Promise.allSettled([...running.values()].map(({ done }) => done)),
        new Promise((resolve) => setTimeout(resolve, stopMs).unref()),
      ]);
    },
  };
}

async function upload(channel: OpenChannel, row: QueuedRow): Promise<void> {
  const content = await toOutbound(channel.companyId, row);
  // Nothing to send any more: the delivery finds that out, too, and says so.
  if (content?.kind !== 'file' || row.file_id === null) throw new FileMissing(keyOf(channel, row));
  const uploaded = await channel.upload(content.file);
  await noteUploaded(channel.companyId, row.file_id, uploaded);
}

function keyOf({ companyId }: OpenChannel, { file_id }: QueuedRow) {
  return { companyId, name: file_id ?? '' };
}
