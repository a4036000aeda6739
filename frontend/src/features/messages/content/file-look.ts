import type { MessageKind } from '@ticketz/contract/messages';
import { frameSize } from '../../files/frame-size.ts';
import type { ShownFile } from '../../files/shown-file.ts';

/** Pictures have a frame, stickers nothing around them, sounds a player, documents a name. */
export type Look = 'picture' | 'sticker' | 'sound' | 'document';

/** How a file is drawn. A message's kind says what it was meant as; the file, what it is. */
export function lookOf(kind: MessageKind, file: ShownFile): Look {
  if (file.kind === 'image' || file.kind === 'video') return 'picture';
  if (file.kind === 'sticker') return 'sticker';
  return file.kind === 'audio' || kind === 'voice_note' ? 'sound' : 'document';
}

/** A document that the browser itself can show. */
export function isPdf({ kind, mimeType }: Pick<ShownFile, 'kind' | 'mimeType'>): boolean {
  return kind === 'document' && mimeType === 'application/pdf';
}

/** How wide the bubble of a picture is; null for what is as wide as its text. */
export function pictureWidth(kind: MessageKind, file: ShownFile | null): number | null {
  if (!file || lookOf(kind, file) !== 'picture' || kind === 'video_note') return null;
  return frameSize(file).width;
}

/** The room a file takes, before what draws it is there. */
export function roomOf(kind: MessageKind, file: ShownFile): { width: number; height: number } {
  if (kind === 'video_note') return { width: 220, height: 220 };
  const look = lookOf(kind, file);
  if (look === 'picture') return frameSize(file);
  return {
    sticker: { width: 160, height: 160 },
    sound: { width: 290, height: 58 },
    document: { width: 300, height: 56 },
  }[look];
}
