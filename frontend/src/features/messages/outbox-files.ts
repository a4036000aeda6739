import { createStore, useStoreValue } from '../../lib/store.ts';

// The files of messages that wait: in memory, and in the browser's database so that a reload doesn't lose them. Where
// there is none, as in a private window, they live as long as the page.

const databaseName = 'ticketz-outbox';
const storeName = 'files';
const blobs = new Map<string, Blob>();
const urls = createStore<ReadonlyMap<string, string>>(new Map());

function finished<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no database')));
  });
}

async function withStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> {
  try {
    const opening = indexedDB.open(databaseName, 1);
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(storeName));
    const database = await finished(opening);
    try {
      return await finished(work(database.transaction(storeName, mode).objectStore(storeName)));
    } finally {
      database.close();
    }
  } catch {
    // No database, or no room in it: what is in memory has to do.
    return null;
  }
}

function show(clientId: string, blob: Blob): void {
  if (urls.get().has(clientId)) return;
  urls.set(new Map(urls.get()).set(clientId, URL.createObjectURL(blob)));
}

/** Keeps the file of a message until the server has it. */
export function keepFile(clientId: string, blob: Blob): void {
  blobs.set(clientId, blob);
  show(clientId, blob);
  void withStore('readwrite', (store) => store.put(blob, clientId));
}

/** The file of a waiting message; null when this browser hasn't kept it. */
export async function findFile(clientId: string): Promise<Blob | null> {
  const known = blobs.get(clientId);
  if (known) return known;
  const stored = await withStore<unknown>('readonly', (store) => store.get(clientId));
  if (!(stored instanceof Blob)) return null;
  blobs.set(clientId, stored);
  show(clientId, stored);
  return stored;
}

/** The server has it, or nobody wants it any more. */
export function dropFile(clientId: string): void {
  blobs.delete(clientId);
  const url = urls.get().get(clientId);
  if (url !== undefined) {
    const rest = new Map(urls.get());
    rest.delete(clientId);
    urls.set(rest);
    URL.revokeObjectURL(url);
  }
  void withStore('readwrite', (store) => store.delete(clientId));
}

/** Where the page can show it from; null until it has been found. */
export function useFileUrl(clientId: string): string | null {
  return useStoreValue(urls, (known) => known.get(clientId) ?? null);
}
