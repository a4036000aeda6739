import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Env } from './env.ts';
import type { Shelf } from './shelf.ts';
import { createDiskShelf } from './storage-disk.ts';
import { createS3Shelf } from './storage-s3.ts';

/** A file on this machine's disk that isn't kept yet. */
export interface IncomingFile {
  path: string;
  size: number;
  /** Removes it, unless it was put on the shelf. */
  remove(): Promise<void>;
}

export interface Storage extends Shelf {
  /**
   * Writes a stream to disk. Throws `FileTooLarge` after `maxBytes`, and an error when nothing has come for `idleMs`.
   * Whatever it throws, nothing is left.
   */
  receive(stream: Readable, limits: ReceiveLimits): Promise<IncomingFile>;
  /** A path for a file that another program writes; nothing is there yet. */
  incoming(): Promise<{ path: string; remove(): Promise<void> }>;
  /** Removes what a process has left that died while it received. */
  sweep(): Promise<void>;
}

export interface ReceiveLimits {
  maxBytes: number;
  idleMs: number;
  signal?: AbortSignal;
}

export class FileTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`More than ${maxBytes} bytes`);
    this.name = 'FileTooLarge';
  }
}

/** Nobody receives a file for so long. */
const abandonedMs = 60 * 60_000;

/** A bucket where `STORAGE_S3_ENDPOINT` is set, the data directory otherwise. `dataDir` is an absolute path. */
export function createStorage(env: S3Settings, dataDir: string): Storage {
  const folder = join(dataDir, 'incoming');
  const shelf = env.STORAGE_S3_ENDPOINT ? createS3Shelf(env) : createDiskShelf(join(dataDir, 'files'));

  async function incoming() {
    await mkdir(folder, { recursive: true });
    const path = join(folder, randomUUID());
    return { path, remove: () => rm(path, { force: true }) };
  }

  return {
    ...shelf,
    incoming,
    async receive(stream, limits) {
      const place = await incoming();
      try {
        return { ...place, size: await write(stream, place.path, limits) };
      } catch (error) {
        await place.remove();
        throw error;
      }
    },
    async sweep() {
      await mkdir(folder, { recursive: true });
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        const found = await stat(path).catch(() => null);
        if (found && Date.now() - found.mtimeMs > abandonedMs) await rm(path, { force: true });
      }
    },
  };
}

type S3Settings = Pick<
  Env,
  | 'STORAGE_S3_ENDPOINT'
  | 'STORAGE_S3_REGION'
  | 'STORAGE_S3_BUCKET'
  | 'STORAGE_S3_ACCESS_KEY_ID'
  | 'STORAGE_S3_SECRET_ACCESS_KEY'
>;

/** Writes the stream to a new file and answers its size. */
async function write(
  stream: Readable,
  path: string,
  { maxBytes, idleMs, signal }: ReceiveLimits,
): Promise<number> {
  const idle = new AbortController();
  let timer = setTimeout(() => undefined, 0);
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => idle.abort(new Error(`Nothing came for ${idleMs} ms`)), idleMs);
  };
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      wait();
      done(size > maxBytes ? new FileTooLarge(maxBytes) : null, chunk);
    },
  });
  wait();
  try {
    await pipeline(stream, count, createWriteStream(path, { flags: 'wx', mode: 0o600 }), {
      signal: signal ? AbortSignal.any([signal, idle.signal]) : idle.signal,
    });
  } catch (error) {
    throw idle.signal.aborted ? idle.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
  return size;
}

let current: Storage | undefined;

/** Makes this process's storage the one that `storage` gives. */
export function useStorage(storage: Storage): void {
  current = storage;
}

/** Where this process keeps files. */
export function storage(): Storage {
  if (!current) throw new Error('There is no storage');
  return current;
}
