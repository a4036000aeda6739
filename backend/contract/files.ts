import { z } from 'zod';
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
