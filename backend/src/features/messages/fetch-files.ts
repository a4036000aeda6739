import { type FileKind, fileLimits } from '@ticketz/contract/files';
import type { Logger } from '../../core/logger.ts';
import { FileTooLarge, storage } from '../../core/storage.ts';
import { withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { MediaError, type MediaTrouble, type OpenChannel } from '../connections/channel.ts';
import { getOpenChannel, openChannels } from '../connections/open-channels.ts';
import { examineFile } from '../files/examine-file.ts';
import { keepFile } from '../files/keep-file.ts';
import { changeMessages } from './change-messages.ts';

const atOncePerConnection = 2;
const idleMs = 30_000;
const longestMs = 15 * 60_000;
/** How long after each attempt comes the next; after the last one the file has failed. */
const pausesMs = [10_000, 30_000, 120_000, 600_000, 1_800_000, 7_200_000, 21_600_000];
const stopMs = 5_000;

interface PendingFile {
  id: string;
  kind: FileKind;
  name: string | null;
  size: number | null;
  seconds: number | null;
  preview: Buffer | null;
  source: Buffer | null;
  attempts: number;
  reupload_asked: boolean;
}

/**
 * Fetches the files of messages that came, for the connections that this process holds open, a few at a time beside each
 * other. The rows are the queue: a file is `pending` until its bytes are kept, whichever process dies in between.
 */
export interface FileFetches {
  /** Something may be waiting for this connection. Returns at once. */
  wake(connectionId: string): void;
  /** Looks at all open connections: for what is due again, and for wake-ups that were lost. */
  wakeAll(): void;
  /** Breaks off what is under way; another process goes on with it. */
  stop(): Promise<void>;
}

export function startFileFetches(logger: Logger): FileFetches {
  const running = new Map<string, Map<string, Promise<void>>>();
  const claiming = new Map<string, { again: boolean }>();
  const stopping = new AbortController();

  function wake(connectionId: string): void {
    const current = claiming.get(connectionId);
    if (current) current.again = true;
    if (current || stopping.signal.aborted) return;
    const entry = { again: false };
    claiming.set(connectionId, entry);
    startDue(connectionId)
      .catch((error: unknown) => logger.error({ err: error, connectionId }, 'Files can not be fetched'))
      .finally(() => {
        claiming.delete(connectionId);
        if (entry.again) wake(connectionId);
      });
  }

  async function startDue(connectionId: string): Promise<void> {
    const current = running.get(connectionId) ?? new Map<string, Promise<void>>();
    running.set(connectionId, current);
    while (current.size < atOncePerConnection && !stopping.signal.aborted) {
      const channel = getOpenChannel(connectionId);
      const file = channel && (await claim(channel, [...current.keys()]));
      if (!channel || !file) break;
      const done = takeIn(channel, file, stopping.signal)
        .catch((error: unknown) => logger.warn({ err: error, fileId: file.id }, 'A file was not fetched'))
        .finally(() => {
          current.delete(file.id);
          wake(connectionId);
        });
      current.set(file.id, done);
    }
    if (current.size === 0) running.delete(connectionId);
  }

  return {
    wake,
    wakeAll() {
      for (const { connectionId } of openChannels()) wake(connectionId);
    },
    async stop() {
      stopping.abort();
      const all = [...running.values()].flatMap((files) => [...files.values()]);
      await Promise.race([
        Promise.allSettled(all),
        new Promise((resolve) => setTimeout(resolve, stopMs).unref()),
      ]);
    },
  };
}

/** Counted before it begins: a file that takes the process down with it comes to an end, too. */
function claim({ companyId, connectionId }: OpenChannel, running: string[]): Promise<PendingFile | null> {
  return withCompany(companyId, () =>
    queryOne<PendingFile>(
      `UPDATE files SET attempts = attempts + 1,
              try_at = now() + ($2::int[])[least(attempts + 1, cardinality($2::int[]))] * interval '1 ms'
        WHERE id = (SELECT id FROM files
                     WHERE connection_id = $1 AND state = 'pending' AND id <> ALL ($3)
                       AND (try_at IS NULL OR try_at <= now())
                     ORDER BY try_at NULLS FIRST, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, kind, name, size::float8 AS size, seconds, preview, source, attempts, reupload_asked`,
      [connectionId, pausesMs, running],
      'claim-file',
    ),
  );
}

async function takeIn(channel: OpenChannel, file: PendingFile, stop: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(longestMs)]);
  try {
    await fetchAndKeep(channel, file, signal);
  } catch (error) {
    if (stop.aborted) return;
    const trouble = error instanceof MediaError ? error.trouble : 'unreachable';
    if (trouble === 'gone' && !file.reupload_asked) return askAgain(channel, file, stop);
    if (isFinal(trouble) || file.attempts > pausesMs.length)
      return settle(channel.companyId, file.id, trouble);
    // It stays pending and is due again after its pause.
    throw error;
  }
}

/** A damaged one is tried again: it may have been the way. */
function isFinal(trouble: MediaTrouble): boolean {
  return trouble !== 'unreachable' && trouble !== 'damaged';
}

async function fetchAndKeep(channel: OpenChannel, file: PendingFile, signal: AbortSignal): Promise<void> {
  const maxBytes = fileLimits[file.kind];
  if (!file.source) throw new MediaError('impossible');
  if (file.size !== null && file.size > maxBytes) throw new MediaError('too_large');
  const stream = await channel.fetchMedia(file.source, { maxBytes, signal });
  const incoming = await storage()
    .receive(stream, { maxBytes, idleMs, signal })
    .catch((error: unknown) => {
      throw error instanceof FileTooLarge ? new MediaError('too_large', error) : error;
    });
  try {
    const examined = await examineFile(incoming.path, file);
    await keepFile(channel.companyId, file.id, { path: incoming.path, thumbnail: examined.thumbnail });
    await withCompany(channel.companyId, async () => {
      const changed = await queryOne(
        `UPDATE files SET state = 'ready', failure = NULL, kind = $2, mime_type = $3, size = $4,
                width = coalesce($5, width), height = coalesce($6, height), seconds = coalesce(seconds, $7),
                has_thumbnail = $8, preview = NULL
          WHERE id = $1 AND state = 'pending' RETURNING id`,
        [
          file.id,
          examined.kind,
          examined.mimeType,
          incoming.size,
          examined.width,
          examined.height,
          examined.seconds,
          examined.thumbnail !== null,
        ],
      );
      if (changed) await tellMessages(channel.companyId, file.id);
    });
  } finally {
    await incoming.remove();
  }
}

/** Once: the phone uploads it anew, says that it won't, or says nothing, and then it is asked at the next attempt. */
async function askAgain(channel: OpenChannel, file: PendingFile, stop: AbortSignal): Promise<void> {
  const asked = { ...file, reupload_asked: true };
  try {
    asked.source = await channel.askForMedia(file.source ?? Buffer.alloc(0));
  } catch (error) {
    const trouble = error instanceof MediaError ? error.trouble : 'unreachable';
    const over = trouble !== 'unreachable' || file.attempts > pausesMs.length;
    if (over) return settle(channel.companyId, file.id, 'gone');
    throw error;
  }
  await withCompany(channel.companyId, () =>
    queryOne(
      `UPDATE files SET source = $2, source_at = now(), reupload_asked = true WHERE id = $1 AND state = 'pending'`,
      [file.id, asked.source],
    ),
  );
  await takeIn(channel, asked, stop);
}

async function settle(companyId: string, fileId: string, trouble: MediaTrouble): Promise<void> {
  await withCompany(companyId, async () => {
    const changed = await queryOne(
      `UPDATE files SET state = $2, failure = $3 WHERE id = $1 AND state = 'pending' RETURNING id`,
      [fileId, trouble === 'too_large' ? 'too_large' : 'failed', trouble],
    );
    if (changed) await tellMessages(companyId, fileId);
  });
}

async function tellMessages(companyId: string, fileId: string): Promise<void> {
  await changeMessages(companyId, {
    name: 'messages-of-file',
    sql: 'UPDATE messages SET version = version + 1 WHERE file_id = $1 AND deleted_at IS NULL RETURNING *',
    values: [fileId],
  });
}
