import type { Readable } from 'node:stream';
import { AppError } from '../../core/errors.ts';
import { FileTooLarge, type IncomingFile, storage } from '../../core/storage.ts';

/** A browser that sends nothing for so long has gone. */
const idleMs = 30_000;

/** What a browser uploads. */
export interface Incoming {
  stream: Readable;
  /** As announced; null when it isn't. */
  size: number | null;
}

/** Takes the bytes of an upload. Throws `file_too_large`, also before any has come, and `service_unavailable`. */
export async function receiveUpload({ stream, size }: Incoming, maxBytes: number): Promise<IncomingFile> {
  const tooLarge = () => new AppError('file_too_large', { details: { maxBytes } });
  if (size !== null && size > maxBytes) throw tooLarge();
  try {
    return await storage().receive(stream, { maxBytes, idleMs });
  } catch (error) {
    if (error instanceof FileTooLarge) throw tooLarge();
    const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    if (full) throw new AppError('service_unavailable', { cause: error });
    throw new AppError('malformed_request', { cause: error });
  }
}
