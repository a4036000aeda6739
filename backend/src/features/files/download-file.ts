import { Readable } from 'node:stream';
import { AppError, notFound } from '../../core/errors.ts';
import type { Download } from '../../core/http/download.ts';
import type { Actor } from '../../core/http/route.ts';
import { type ByteRange, FileMissing, type StorageKey } from '../../core/shelf.ts';
import { storage } from '../../core/storage.ts';
import { getFileFor, type StoredFile, type TicketRule } from './file.policy.ts';
import { cleanFileName } from './file-name.ts';
import { isShown } from './file-type.ts';
import { keysOf } from './keep-file.ts';
import { makeThumbnail, thumbnailType } from './thumbnail.ts';

/** Types that are told as they are though nothing shows them inline: what opens them runs nothing of ours. */
const saved = new Set(['application/pdf', 'text/plain', 'text/csv', 'application/zip']);
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'video/3gpp': '.3gp',
  'video/quicktime': '.mov',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'audio/x-m4a': '.m4a',
  'audio/aac': '.aac',
  'audio/amr': '.amr',
  'audio/ogg': '.ogg',
  'audio/ogg; codecs=opus': '.ogg',
  'application/pdf': '.pdf',
};

/** A file for whom it may be shown to. Throws `not_found` and `file_not_ready`. */
export async function downloadFile(
  actor: Actor,
  fileId: string,
  { toSave, visibleTickets }: { toSave: boolean; visibleTickets: TicketRule },
): Promise<Download> {
  const file = await getFileFor(actor, fileId, visibleTickets);
  if (file.state !== 'ready') throw new AppError('file_not_ready');
  const { mime_type: mimeType } = file;
  return {
    mimeType: isShown(mimeType) || saved.has(mimeType) ? mimeType : 'application/octet-stream',
    name: nameOf(file),
    size: file.size,
    inline: isShown(mimeType) && !toSave,
    tag: file.id,
    open: (range) => open(keysOf(file.company_id, file.id).file, range),
  };
}

/** Its small picture. Throws `not_found` also where there is none. */
export async function downloadThumbnail(
  actor: Actor,
  fileId: string,
  visibleTickets: TicketRule,
): Promise<Download> {
  const file = await getFileFor(actor, fileId, visibleTickets);
  const { preview, kept_thumbnail: kept } = file;
  if (!kept && !preview) throw notFound();
  return {
    mimeType: thumbnailType,
    name: null,
    size: null,
    inline: true,
    tag: `${file.id}-${kept ? 'kept' : 'preview'}`,
    open: () => (kept ? open(keysOf(file.company_id, file.id).thumbnail) : draw(preview)),
  };
}

async function open(key: StorageKey, range?: ByteRange): Promise<Readable> {
  try {
    return await storage().get(key, range);
  } catch (error) {
    throw error instanceof FileMissing ? notFound() : error;
  }
}

/** What came with the message is drawn anew, too, before a browser gets it. */
async function draw(preview: Buffer | null): Promise<Readable> {
  const drawn = preview && (await makeThumbnail(preview));
  if (!drawn) throw notFound();
  return Readable.from([drawn.bytes]);
}

function nameOf({ name, kind, id, mime_type }: StoredFile): string {
  return cleanFileName(name) ?? `${kind}-${id.slice(-6)}${endings[mime_type] ?? ''}`;
}
