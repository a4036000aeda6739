import type { Readable } from 'node:stream';

/** Bytes of a file of ours. `name` is an id of ours, never anything that somebody else has said. */
export interface StorageKey {
  companyId: string;
  name: string;
}

/** First and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where bytes are kept: a disk, or a bucket. */
export interface Shelf {
  /** Keeps the file at `path`, whole or not at all, in the place of what was under the key. May move the file. */
  put(key: StorageKey, path: string): Promise<void>;
  /** Throws `FileMissing` when there is nothing. */
  get(key: StorageKey, range?: ByteRange): Promise<Readable>;
  /** Nothing happens when there is nothing. */
  delete(key: StorageKey): Promise<void>;
}

export class FileMissing extends Error {
  constructor({ companyId, name }: StorageKey, cause?: unknown) {
    super(`There is no file ${companyId}/${name}`, { cause });
    this.name = 'FileMissing';
  }
}

const keyName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.thumbnail)?$/;

/** The parts of a key's place. Throws when the key isn't of our making. */
export function placeOf({ companyId, name }: StorageKey): [company: string, spread: string, name: string] {
  if (!keyName.test(name) || !keyName.test(companyId)) throw new Error('Not a key of the storage');
  return [companyId, name.slice(34, 36), name];
}
