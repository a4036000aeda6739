import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { WASocket } from '@whiskeysockets/baileys';
import { storage } from '../../../core/storage.ts';
import { type FileMessageKind, MediaError, type OutboundFile } from '../channel.ts';
import { encryptMedia } from './media-crypto.ts';
import type { MediaClass, MediaSource } from './media-source.ts';

const idleMs = 30_000;

const classes: Record<FileMessageKind, Exclude<MediaClass, 'history' | 'app-state'>> = {
  image: 'image',
  sticker: 'image',
  video: 'video',
  video_note: 'video',
  gif: 'video',
  audio: 'audio',
  voice_note: 'audio',
  document: 'document',
};

/** Encrypts a file on its way to disk, and uploads that: nowhere is it in memory as a whole. */
export async function uploadMedia(socket: WASocket, file: OutboundFile): Promise<MediaSource> {
  const mediaClass = classes[file.kind];
  const place = await storage().incoming();
  try {
    const encrypted = encryptMedia(mediaClass);
    await pipeline(await file.open(), encrypted.stream, createWriteStream(place.path, { mode: 0o600 }));
    const { fileSha256, fileEncSha256, size } = encrypted.result();
    const directPath = await send(socket, place.path, mediaClass, fileEncSha256);
    return {
      mediaClass,
      directPath,
      mediaKey: encrypted.mediaKey,
      fileSha256,
      fileEncSha256,
      size,
      message: null,
    };
  } finally {
    await place.remove();
  }
}

async function send(
  socket: WASocket,
  path: string,
  mediaType: Exclude<MediaClass, 'history' | 'app-state'>,
  hash: Buffer,
): Promise<string> {
  try {
    const { directPath } = await socket.waUploadToServer(path, {
      mediaType,
      fileEncSha256B64: hash.toString('base64'),
      timeoutMs: idleMs,
    });
    if (directPath) return directPath;
  } catch (error) {
    throw new MediaError('unreachable', error);
  }
  throw new MediaError('unreachable', 'The media host named no path');
}
