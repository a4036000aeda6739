import type { Logger } from '../../core/logger.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { type HistoryOffer, MediaError, type OpenChannel, type PastMessage } from '../connections/channel.ts';
import { Connection } from '../connections/connection.model.ts';
import { getOpenChannel, openChannels } from '../connections/open-channels.ts';
import { publishConnectionChanged } from '../connections/publish-connection-changed.ts';
import { storeHistory } from './store-history.ts';

/** So many messages a transaction: live ones come in between. */
const batchSize = 100;
const longestMs = 10 * 60_000;
const stopMs = 5_000;
/** How long after each attempt comes the next; after the last one the part has failed. */
const pausesMs = [10_000, 60_000, 600_000, 3_600_000, 21_600_000];

/** Keeps a part of the past conversations to be fetched, where an admin has asked for them at linking. */
export async function keepHistoryOffer({
  companyId,
  connectionId,
  id,
  percent,
  source,
}: HistoryOffer): Promise<void> {
  await withCompany(companyId, () =>
    query(
      `INSERT INTO history_parts (connection_id, id, percent, source)
       SELECT id, $2, $3, $4 FROM connections WHERE id = $1 AND import_history
       ON CONFLICT DO NOTHING`,
      [connectionId, id, percent, source],
    ),
  );
}

/**
 * Takes over past conversations, for the connections that this process holds open: one part at a time, because a part is
 * held whole. The rows are the queue; a part that is imported twice is stored once.
 */
export interface HistoryImports {
  /** Something may be waiting for this connection. Returns at once. */
  wake(connectionId: string): void;
  /** Looks at all open connections: for what is due again, and for wake-ups that were lost. */
  wakeAll(): void;
  /** Breaks off what is under way; another process goes on with it. */
  stop(): Promise<void>;
}

export function startHistoryImports(logger: Logger): HistoryImports {
  const wanted = new Set<string>();
  const stopping = new AbortController();
  let working: Promise<void> | null = null;

  function wake(connectionId: string): void {
    wanted.add(connectionId);
    if (working || stopping.signal.aborted) return;
    working = work().finally(() => {
      working = null;
    });
  }

  async function work(): Promise<void> {
    for (const connectionId of wanted) {
      wanted.delete(connectionId);
      const channel = getOpenChannel(connectionId);
      if (!channel || stopping.signal.aborted) continue;
      try {
        if (await importNext(channel, stopping.signal)) wanted.add(connectionId);
      } catch (error) {
        logger.warn(
          { err: error, connectionId },
          'Past conversations were not taken over; it will be tried again',
        );
      }
    }
  }

  return {
    wake,
    wakeAll() {
      for (const { connectionId } of openChannels()) wake(connectionId);
    },
    async stop() {
      stopping.abort();
      await Promise.race([working, new Promise((resolve) => setTimeout(resolve, stopMs).unref())]);
    },
  };
}

interface Part {
  id: string;
  percent: number;
  source: Buffer;
  attempts: number;
}

/** False when nothing is due. */
async function importNext(channel: OpenChannel, stop: AbortSignal): Promise<boolean> {
  const part = await claim(channel);
  if (!part) return false;
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(longestMs)]);
    const past = await channel.fetchHistory(part.source, signal);
    for (let from = 0; from < past.length; from += batchSize) {
      stop.throwIfAborted();
      await importBatch(channel, past.slice(from, from + batchSize));
    }
  } catch (error) {
    const final =
      error instanceof MediaError && error.trouble !== 'unreachable' && error.trouble !== 'damaged';
    if (!final && part.attempts <= pausesMs.length) throw error;
    await finish(channel, part, 'failed');
    return true;
  }
  await finish(channel, part, 'done');
  return true;
}

/** Counted before it begins: a part that takes the process down with it comes to an end, too. */
function claim({ companyId, connectionId }: OpenChannel): Promise<Part | null> {
  return withCompany(companyId, () =>
    queryOne<Part>(
      `UPDATE history_parts SET attempts = attempts + 1,
              try_at = now() + ($2::int[])[least(attempts + 1, cardinality($2::int[]))] * interval '1 ms'
        WHERE connection_id = $1 AND id = (
          SELECT id FROM history_parts WHERE connection_id = $1 AND state = 'waiting' AND try_at <= now()
           ORDER BY percent, created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, percent, source, attempts`,
      [connectionId, pausesMs],
      'claim-history',
    ),
  );
}

async function importBatch({ companyId, connectionId }: OpenChannel, past: PastMessage[]): Promise<void> {
  await withCompany(companyId, async () => {
    const stored = await storeHistory(companyId, past);
    await tell(connectionId, { messages: stored });
  });
}

async function finish(
  { companyId, connectionId }: OpenChannel,
  part: Part,
  state: 'done' | 'failed',
): Promise<void> {
  await withCompany(companyId, async () => {
    await query(`UPDATE history_parts SET state = $3, source = '' WHERE connection_id = $1 AND id = $2`, [
      connectionId,
      part.id,
      state,
    ]);
    await tell(connectionId, { percent: part.percent });
  });
}

async function tell(connectionId: string, { messages = 0, percent = 0 }): Promise<void> {
  await query(
    `UPDATE connections SET history_messages = history_messages + $2,
            history_percent = greatest(history_percent, $3) WHERE id = $1`,
    [connectionId, messages, percent],
  );
  const connection = await Connection.findOne({ where: { id: connectionId } });
  if (connection) publishConnectionChanged(connection, { forAll: false });
}
