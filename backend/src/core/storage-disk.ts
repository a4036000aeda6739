import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FileMissing, placeOf, type Shelf, type StorageKey } from './shelf.ts';

/** Keeps files below a folder: each under its whole name, or not there. */
export function createDiskShelf(folder: string): Shelf {
  const pathOf = (key: StorageKey) => join(folder, ...placeOf(key));
  return {
    async put(key, path) {
      const target = pathOf(key);
      await mkdir(dirname(target), { recursive: true });
      await flush(path);
      await move(path, target);
      await flush(dirname(target));
    },
    async get(key, range) {
      const handle = await open(pathOf(key), 'r').catch((error: unknown) => {
        throw hasCode(error, 'ENOENT') ? new FileMissing(key, error) : error;
      });
      return handle.createReadStream(range);
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

/** A file that is named is also written, even when the power goes. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function move(path: string, target: string): Promise<void> {
  try {
    await rename(path, target);
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    // The folder is on another disk.
    const copy = `${target}.new`;
    await copyFile(path, copy);
    await flush(copy);
    await rename(copy, target);
    await rm(path, { force: true });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
