import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';

/** How a file is shown. What kind of message it belongs to says the message. */
export const fileKinds = ['image', 'video', 'audio', 'document', 'sticker'] as const;
export type FileKind = (typeof fileKinds)[number];

/**
 * `pending`: not here yet, it is being fetched or will be. `ready`: may be downloaded. `failed`: it could not be
 * fetched; people may ask for it again. `too_large`: larger than this company takes; the phone has it.
 */
export const fileStates = ['pending', 'ready', 'failed', 'too_large'] as const;
export type FileState = (typeof fileStates)[number];

export const waveformLength = 64;

const megabyte = 1024 * 1024;

/** The largest file of each kind, in bytes. What is larger goes as a document, up to that limit. */
export const fileLimits: Readonly<Record<FileKind, number>> = {
  image: 16 * megabyte,
  video: 64 * megabyte,
  audio: 16 * megabyte,
  document: 100 * megabyte,
  sticker: 4 * megabyte,
};

/**
 * A file of a message. `name` is the sender's, for people to read: it is never part of a path. `mimeType` is what the
 * bytes are, once they are here; what the sender said before. `size` in bytes, `seconds` of sound or film.
 * `waveform`: loudness from 0 to 100 in 64 steps, of voice notes. `thumbnail`: there is one to fetch.
 */
export const file = z.object({
  id,
  kind: z.enum(fileKinds),
  state: z.enum(fileStates),
  name: z.string().nullable(),
  mimeType: z.string(),
  size: z.int().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  seconds: z.int().nullable(),
  waveform: z.array(z.int().min(0).max(100)).max(waveformLength).nullable(),
  thumbnail: z.boolean(),
});
export type File = z.infer<typeof file>;

const fileParams = z.object({ fileId: id });

export const fileEndpoints = {
  /**
   * Takes a file that is to be sent in a ticket: `sendMessage` with its id does that. `name` is for people. With
   * `voiceNote` the sound, in whichever format the browser records, becomes a voice note. Unsent it is deleted after a
   * day. Refuses with `file_too_large`, `voice_unavailable` or `not_sound`.
   */
  uploadFile: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/files',
    access: 'agent',
    transfer: 'upload',
    params: z.object({ ticketId: id }),
    query: z.object({ name: z.string().max(255).optional(), voiceNote: z.enum(['true']).optional() }),
    response: file,
  }),
  /** The bytes, of who sees a message with it, or has uploaded it. `download`: to be saved, never shown inline. */
  downloadFile: endpoint({
    method: 'GET',
    path: '/files/:fileId',
    access: 'agent',
    transfer: 'download',
    params: fileParams,
    query: z.object({ download: z.enum(['true']).optional() }),
    response: z.void(),
  }),
  /** A small picture of it, where `thumbnail` says that there is one; also while the file itself isn't here. */
  downloadThumbnail: endpoint({
    method: 'GET',
    path: '/files/:fileId/thumbnail',
    access: 'agent',
    transfer: 'download',
    params: fileParams,
    response: z.void(),
  }),
};
