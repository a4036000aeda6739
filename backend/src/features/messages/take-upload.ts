import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import type { FileMessageKind } from '../connections/channel.ts';
import { type FileRow, fileColumns } from '../files/file.presenter.ts';

/** What WhatsApp's phones show themselves. All else goes as a document, unchanged. */
const shownByPhones: Readonly<Record<string, FileMessageKind>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'video/mp4': 'video',
  'video/3gpp': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/aac': 'audio',
  'audio/amr': 'audio',
  'audio/ogg; codecs=opus': 'audio',
};

/**
 * Takes an upload of the actor's own for a message: from then on it stays. Throws `not_found` for one that isn't there,
 * is somebody else's, or is sent already.
 */
export async function takeUpload(actor: Actor, fileId: string): Promise<FileRow> {
  const row = await queryOne<FileRow>(
    `UPDATE files f SET keep_until = NULL
      WHERE f.id = $1 AND f.state = 'ready' AND f.uploaded_by = $2 AND f.keep_until IS NOT NULL
    RETURNING ${fileColumns}`,
    [fileId, actor.userId],
  );
  if (!row) throw notFound();
  return row;
}

/**
 * A file that comes with a quick message of the actor's or the company's: the message shares it. Throws `not_found`.
 */
export async function takeQuickFile(actor: Actor, quickMessageId: string, fileId: string): Promise<FileRow> {
  const row = await queryOne<FileRow>(
    `SELECT ${fileColumns} FROM quick_message_files x
       JOIN quick_messages k ON k.id = x.quick_message_id JOIN files f ON f.id = x.file_id
      WHERE x.quick_message_id = $1 AND x.file_id = $2 AND (k.owner_id IS NULL OR k.owner_id = $3)
        AND f.state = 'ready' FOR KEY SHARE OF x`,
    [quickMessageId, fileId, actor.userId],
  );
  if (!row) throw notFound();
  return row;
}

/** As what a file is sent. Only voice notes have a waveform. */
export function kindToSend(file: FileRow, asDocument: boolean): FileMessageKind {
  if (asDocument || file.kind === 'document') return 'document';
  if (file.kind === 'audio' && file.waveform) return 'voice_note';
  return shownByPhones[file.mime_type] ?? 'document';
}
