import { z } from 'zod';
import type { Vault } from '../../../core/secrets.ts';

/** The classes of files that WhatsApp encrypts differently. Stickers are images, GIFs and video notes are videos. */
export const mediaClasses = ['image', 'video', 'audio', 'document', 'history', 'app-state'] as const;
export type MediaClass = (typeof mediaClasses)[number];

const base64 = z.base64();
const schema = z.object({
  mediaClass: z.enum(mediaClasses),
  directPath: z.string(),
  mediaKey: base64,
  fileSha256: base64,
  fileEncSha256: base64,
  size: z.number().nullable(),
  message: z.object({ id: z.string(), remoteJid: z.string(), fromMe: z.boolean() }).nullable(),
});

/**
 * Where a file lies at WhatsApp and how it is decrypted. `directPath`: path and query on the media host. `message`: the
 * one that brought it, for asking the phone to upload it again; null for what we uploaded ourselves.
 */
export interface MediaSource {
  mediaClass: MediaClass;
  directPath: string;
  mediaKey: Uint8Array;
  fileSha256: Uint8Array;
  fileEncSha256: Uint8Array;
  size: number | null;
  message: { id: string; remoteJid: string; fromMe: boolean } | null;
}

/** Whoever has the media key can read the file. */
export function sealSource(vault: Vault, source: MediaSource): Buffer {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const plain: z.input<typeof schema> = {
    ...source,
    mediaKey: text(source.mediaKey),
    fileSha256: text(source.fileSha256),
    fileEncSha256: text(source.fileEncSha256),
  };
  return vault.seal(Buffer.from(JSON.stringify(plain)));
}

export function openSource(vault: Vault, sealed: Uint8Array): MediaSource {
  const plain = schema.parse(JSON.parse(vault.open(sealed).toString('utf8')));
  const bytes = (text: string) => Buffer.from(text, 'base64');
  return {
    ...plain,
    mediaKey: bytes(plain.mediaKey),
    fileSha256: bytes(plain.fileSha256),
    fileEncSha256: bytes(plain.fileEncSha256),
  };
}
