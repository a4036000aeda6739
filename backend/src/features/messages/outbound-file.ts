import { buffer } from 'node:stream/consumers';
import { FileMissing } from '../../core/shelf.ts';
import { storage } from '../../core/storage.ts';
import { withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import type { FileMessageKind, OutboundFile } from '../connections/channel.ts';
import { type FileRow, fileColumns } from '../files/file.presenter.ts';
import { cleanFileName } from '../files/file-name.ts';
import { keysOf } from '../files/keep-file.ts';
import { makeTinyJpeg } from '../files/thumbnail.ts';

/** The channel keeps what was uploaded for some weeks. What is older is uploaded anew. */
export const uploadsLast = "interval '14 days'";

interface Row extends FileRow {
  source: Buffer | null;
  kept_thumbnail: boolean;
}

/** The file of a message in the terms of channels. Null when it isn't there any more. */
export async function loadOutboundFile(
  companyId: string,
  fileId: string,
  kind: FileMessageKind,
): Promise<OutboundFile | null> {
  const row = await withCompany(companyId, () =>
    queryOne<Row>(
      `SELECT ${fileColumns}, f.source, f.has_thumbnail AS kept_thumbnail
         FROM files f WHERE f.id = $1 AND f.state = 'ready'`,
      [fileId],
    ),
  );
  if (!row) return null;
  const keys = keysOf(companyId, fileId);
  return {
    kind,
    mimeType: row.mime_type,
    name: cleanFileName(row.name),
    size: row.size ?? 0,
    width: row.width,
    height: row.height,
    seconds: row.seconds,
    waveform: row.waveform,
    thumbnail: row.kept_thumbnail ? await tinyThumbnail(keys.thumbnail) : null,
    open: () => storage().get(keys.file),
    uploaded: row.source,
  };
}

/** Keeps what the channel needs to send the file, now and when it's sent once more. */
export async function noteUploaded(companyId: string, fileId: string, source: Buffer): Promise<void> {
  await withCompany(companyId, () =>
    queryOne('UPDATE files SET source = $2, source_at = now() WHERE id = $1', [fileId, source]),
  );
}

async function tinyThumbnail(key: Parameters<ReturnType<typeof storage>['get']>[0]): Promise<Buffer | null> {
  try {
    return await makeTinyJpeg(await buffer(await storage().get(key)));
  } catch (error) {
    if (error instanceof FileMissing) return null;
    throw error;
  }
}
