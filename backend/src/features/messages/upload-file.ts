import { stat } from 'node:fs/promises';
import { type File, fileLimits } from '@ticketz/contract/files';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { type IncomingFile, storage } from '../../core/storage.ts';
import { withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { type Examined, examineFile } from '../files/examine-file.ts';
import { NoFfmpeg } from '../files/ffmpeg.ts';
import { type FileRow, fileColumns, presentFile } from '../files/file.presenter.ts';
import { cleanFileName } from '../files/file-name.ts';
import { readFileType } from '../files/file-type.ts';
import { keepFile } from '../files/keep-file.ts';
import { type Incoming, receiveUpload } from '../files/receive-upload.ts';
import { makeVoiceNote, NotSound, voiceNoteType } from '../files/voice-note.ts';
import { getTicketFor, mustMayWrite } from '../tickets/ticket.policy.ts';

/** An upload that isn't sent goes after this. */
const keepFor = '1 day';

interface Upload extends Incoming {
  name: string | null;
  voiceNote: boolean;
}

interface Prepared extends Examined {
  path: string;
  size: number;
  name: string | null;
  waveform: number[] | null;
}

/**
 * Takes a file that somebody wants to send in a ticket, and looks at what it is. The row comes before the bytes, so that
 * what a crash leaves is known and goes again.
 */
export async function uploadFile(actor: Actor, ticketId: string, upload: Upload): Promise<File> {
  await withCompany(actor.companyId, () => mustMayUpload(actor, ticketId));
  return keepUpload(actor, upload);
}

/** Takes a file as the actor's own, whatever it is for. */
export async function keepUpload(actor: Actor, upload: Upload): Promise<File> {
  const incoming = await receiveUpload(upload, upload.voiceNote ? fileLimits.audio : fileLimits.document);
  const places: Pick<IncomingFile, 'remove'>[] = [incoming];
  try {
    const name = cleanFileName(upload.name);
    const prepared = upload.voiceNote
      ? await prepareVoiceNote(incoming, places)
      : await prepareFile(incoming, name);
    const id = await withCompany(actor.companyId, () => insert(actor, prepared));
    await keepFile(actor.companyId, id, prepared);
    return await withCompany(actor.companyId, () => markReady(id));
  } finally {
    for (const place of places) await place.remove();
  }
}

async function mustMayUpload(actor: Actor, ticketId: string): Promise<void> {
  const ticket = await getTicketFor(actor, ticketId, 'read');
  mustMayWrite(actor, ticket);
}

async function prepareFile({ path, size }: IncomingFile, name: string | null): Promise<Prepared> {
  const examined = await examineFile(path, { name, kind: null, seconds: null, preview: null });
  const kind = size > fileLimits[examined.kind] ? 'document' : examined.kind;
  return { ...examined, kind, path, size, name, waveform: null };
}

async function prepareVoiceNote(
  { path }: IncomingFile,
  places: Pick<IncomingFile, 'remove'>[],
): Promise<Prepared> {
  const target = await storage().incoming();
  places.push(target);
  try {
    const mimeType = await readFileType(path, null);
    const { seconds, waveform } = await makeVoiceNote({ path, mimeType }, target.path);
    const { size } = await stat(target.path);
    const shape = { width: null, height: null, thumbnail: null, name: null };
    return { ...shape, path: target.path, kind: 'audio', mimeType: voiceNoteType, seconds, waveform, size };
  } catch (error) {
    if (error instanceof NoFfmpeg) throw new AppError('voice_unavailable', { cause: error });
    if (error instanceof NotSound) throw new AppError('not_sound', { cause: error });
    throw error;
  }
}

async function insert(actor: Actor, file: Prepared): Promise<string> {
  const row = await queryOne<{ id: string }>(
    `INSERT INTO files (kind, name, mime_type, size, width, height, seconds, waveform, has_thumbnail, uploaded_by,
                        keep_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + $11::interval) RETURNING id`,
    [
      file.kind,
      file.name,
      file.mimeType,
      file.size,
      file.width,
      file.height,
      file.seconds,
      file.waveform,
      file.thumbnail !== null,
      actor.userId,
      keepFor,
    ],
  );
  if (!row) throw new Error('The file was not stored');
  return row.id;
}

async function markReady(id: string): Promise<File> {
  const row = await queryOne<FileRow>(
    `UPDATE files f SET state = 'ready' WHERE f.id = $1 AND f.state = 'pending' RETURNING ${fileColumns}`,
    [id],
  );
  if (!row) throw new AppError('service_unavailable');
  return presentFile(row);
}
