import type { FailureReason } from '@ticketz/contract/messages';
import { now } from '../../core/clock.ts';
import { giveWay } from '../../core/company-turns.ts';
import type { Logger } from '../../core/logger.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { type OpenChannel, SendError } from '../connections/channel.ts';
import { getOpenChannel, openChannels } from '../connections/open-channels.ts';
import { toOutbound } from './outbound-content.ts';
import { nextQueued, type QueuedRow } from './outbound-queue.ts';
import { countActionAttempt, settleAction } from './settle-action.ts';
import { updateMessageStatus } from './update-message-status.ts';
import { startUploads } from './upload-outbound.ts';

const batchSize = 20;
const maxAttempts = 8;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Sends what is queued, for the connections that this process holds open: one at a time and in order within a
 * connection, connections beside each other. The rows are the queue: a message is `queued` until WhatsApp has
 * accepted it, whichever process dies in between, and keeps its id over every attempt.
 */
export interface Deliveries {
  /** Something may be waiting for this connection. Returns at once. */
  wake(connectionId: string): void;
  /** Looks at all open connections: for wake-ups that were lost. */
  wakeAll(): void;
  /** Starts no more sends, and waits for those under way. */
  stop(): Promise<void>;
}

export function startDeliveries(logger: Logger): Deliveries {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  const pausedUntil = new Map<string, number>();
  const uploads = startUploads({ ended: (connectionId) => wake(connectionId), failed, logger });
  let stopped = false;

  function wake(connectionId: string): void {
    const current = running.get(connectionId);
    if (current) current.again = true;
    if (current || stopped || (pausedUntil.get(connectionId) ?? 0) > Date.now()) return;
    const channel = getOpenChannel(connectionId);
    if (!channel) return;
    const entry = { again: false, done: Promise.resolve() };
    running.set(connectionId, entry);
    entry.done = drain(channel).finally(() => {
      running.delete(connectionId);
      if (entry.again) wake(connectionId);
    });
  }

  async function drain(channel: OpenChannel): Promise<void> {
    try {
      for (;;) {
        const rows = await nextQueued(channel, batchSize);
        const ready = rows.filter(({ to_upload }) => !to_upload);
        for (const row of rows) if (row.to_upload) uploads.start(channel, row);
        for (const row of ready) {
          if (stopped) return;
          const result = await deliver(channel, row);
          if (result === 'retry') return pause(channel.connectionId, row.attempts);
          pausedUntil.delete(channel.connectionId);
        }
        if (ready.length < batchSize) return;
      }
    } catch (error) {
      logger.error(
        { err: error, connectionId: channel.connectionId },
        'Delivering failed; it will be tried again',
      );
      pause(channel.connectionId, 0);
    }
  }

  function pause(connectionId: string, attempts: number): void {
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** attempts);
    pausedUntil.set(connectionId, Date.now() + pauseMs);
    setTimeout(() => wake(connectionId), pauseMs + 10).unref();
  }

  return {
    wake,
    wakeAll() {
      for (const channel of openChannels()) wake(channel.connectionId);
    },
    async stop() {
      stopped = true;
      await Promise.allSettled([...running.values()].map((entry) => entry.done));
      await uploads.stop();
    },
  };
}

/** `retry`: nobody knows whether it went out; the row stays queued and goes again under the same id. */
async function deliver(channel: OpenChannel, row: QueuedRow): Promise<'done' | 'retry'> {
  const content = await toOutbound(channel.companyId, row);
  if (!content || row.too_late) return settle(channel, row, 'failed', 'unknown');
  try {
    await channel.send({
      address: row.reply_address,
      channelMessageId: row.channel_message_id,
      content,
    });
  } catch (error) {
    return failed(channel, row, error);
  }
  const turn = await giveWay(channel.companyId);
  await settle(channel, row, 'sent', null);
  turn.done();
  return 'done';
}

async function failed(channel: OpenChannel, row: QueuedRow, error: unknown): Promise<'done' | 'retry'> {
  const failure =
    error instanceof SendError ? error : new SendError('unknown', { retry: true, cause: error });
  if (!failure.retry) return settle(channel, row, 'failed', failure.reason);
  if (row.attempts + 1 >= maxAttempts) return settle(channel, row, 'failed', 'connection_lost');
  await countAttempt(channel, row);
  return 'retry';
}

async function settle(
  { companyId, connectionId }: OpenChannel,
  row: QueuedRow,
  status: 'sent' | 'failed',
  reason: FailureReason | null,
): Promise<'done'> {
  if (row.action) {
    await settleAction(companyId, row.id, status);
    return 'done';
  }
  await updateMessageStatus({
    companyId,
    connectionId,
    channelMessageIds: [row.channel_message_id],
    status,
    reason,
    at: now(),
    person: null,
  });
  return 'done';
}

async function countAttempt({ companyId }: OpenChannel, row: QueuedRow): Promise<void> {
  if (row.action) return countActionAttempt(companyId, row.id);
  await withCompany(companyId, () =>
    query('UPDATE messages SET attempts = attempts + 1 WHERE id = $1', [row.id]),
  );
}
