import { writeFile } from 'node:fs/promises';
import { storage } from '../../core/storage.ts';

/** The keys under which a file's bytes are kept. */
export function keysOf(companyId: string, fileId: string) {
  return { file: { companyId, name: fileId }, thumbnail: { companyId, name: `${fileId}.thumbnail` } };
}

/** Puts a file's bytes and its thumbnail into the storage; the same again changes nothing. */
export async function keepFile(
  companyId: string,
  fileId: string,
  { path, thumbnail }: { path: string; thumbnail: Buffer | null },
): Promise<void> {
  const keys = keysOf(companyId, fileId);
  if (thumbnail) {
    const place = await storage().incoming();
    try {
      await writeFile(place.path, thumbnail, { flag: 'wx' });
      await storage().put(keys.thumbnail, place.path);
    } finally {
      await place.remove();
    }
  }
  await storage().put(keys.file, path);
}

/** Removes them again. */
export async function forgetFile(companyId: string, fileId: string): Promise<void> {
  const keys = keysOf(companyId, fileId);
  await storage().delete(keys.thumbnail);
  await storage().delete(keys.file);
}
