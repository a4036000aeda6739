import { createStore, useStoreValue } from '../../lib/store.ts';
import { uploadFile } from '../files/upload-file.ts';
import { findFile } from './outbox-files.ts';
import type { OutboxItem } from './outbox-storage.ts';

/** Each upload that runs, by the message it belongs to: how much of it has gone, and how to stop it. */
const running = createStore<ReadonlyMap<string, { share: number; stop: AbortController }>>(new Map());

function update(clientId: string, share: number | null, stop: AbortController): void {
  const next = new Map(running.get());
  if (share === null) next.delete(clientId);
  else next.set(clientId, { share, stop });
  running.set(next);
}

/** Uploads the file of a waiting message and answers its id; null when this browser hasn't kept the file. */
export async function uploadFor(item: OutboxItem): Promise<string | null> {
  const { clientId, ticketId, file } = item;
  const blob = file && (await findFile(clientId));
  if (!blob) return null;
  const stop = new AbortController();
  update(clientId, 0, stop);
  try {
    const { name, voiceNote } = file;
    const uploaded = await uploadFile({
      ticketId,
      name,
      voiceNote,
      blob,
      signal: stop.signal,
      onProgress: (share) => update(clientId, share, stop),
    });
    return uploaded.id;
  } finally {
    update(clientId, null, stop);
  }
}

/** Stops an upload that runs. */
export function stopUpload(clientId: string): void {
  running.get().get(clientId)?.stop.abort();
}

/** From 0 to 1; null when nothing is being uploaded for this message. */
export function useUploadShare(clientId: string): number | null {
  return useStoreValue(running, (all) => all.get(clientId)?.share ?? null);
}
