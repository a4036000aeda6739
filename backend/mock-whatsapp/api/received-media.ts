import type { proto } from '@whiskeysockets/baileys';
import type { BlobStore } from '../data/blob-store.ts';
import { decryptMedia, type MediaPurpose } from '../data/media-crypto.ts';

export type MediaKind =
  | 'image'
  | 'video'
  | 'video-note'
  | 'gif'
  | 'audio'
  | 'voice-note'
  | 'document'
  | 'sticker';

/** What the protocol says of a medium; not all of it is there for each kind. */
type Fields = proto.Message.IImageMessage &
  proto.Message.IVideoMessage &
  proto.Message.IAudioMessage &
  proto.Message.IDocumentMessage &
  proto.Message.IStickerMessage;

/** A medium as its recipient has it. Everything but `bytes` stands in the message itself. */
export class ReceivedMedia {
  readonly kind: MediaKind;
  private readonly fields: Fields;
  private readonly purpose: MediaPurpose;
  private readonly blobs: BlobStore;

  constructor(blobs: BlobStore, kind: MediaKind, purpose: MediaPurpose, fields: Fields) {
    this.blobs = blobs;
    this.kind = kind;
    this.purpose = purpose;
    this.fields = fields;
  }

  /**
   * The file itself: fetched from the media host, decrypted, and checked against both hashes and the signature. Throws
   * when the blob isn't there or isn't the one that was sent.
   */
  get bytes(): Buffer {
    const { directPath, mediaKey, fileSha256, fileEncSha256 } = this.fields;
    if (!directPath || !mediaKey || !fileSha256 || !fileEncSha256)
      throw new Error('The message lacks what one needs to fetch and decrypt its file.');
    const blob = this.blobs.get(directPath);
    if (!blob) throw new Error(`There is nothing on the media host at ${directPath}.`);
    return decryptMedia(blob, { mediaKey, fileSha256, fileEncSha256 }, this.purpose);
  }

  get mimetype(): string {
    return this.fields.mimetype ?? '';
  }

  /** The size the message names; the file's own is `bytes.length`. */
  get size(): number {
    return Number(this.fields.fileLength ?? 0);
  }

  get caption(): string | undefined {
    return this.fields.caption || undefined;
  }

  get fileName(): string | undefined {
    return this.fields.fileName || undefined;
  }

  get seconds(): number | undefined {
    return this.fields.seconds ?? undefined;
  }

  /** True for a voice note. */
  get ptt(): boolean {
    return this.kind === 'voice-note';
  }

  /** True for a video note. */
  get ptv(): boolean {
    return this.kind === 'video-note';
  }

  get gifPlayback(): boolean {
    return this.kind === 'gif';
  }

  /** Of a voice note: values from 0 to 100. */
  get waveform(): Uint8Array | undefined {
    return this.fields.waveform?.length ? this.fields.waveform : undefined;
  }

  get thumbnail(): Uint8Array | undefined {
    return this.fields.jpegThumbnail?.length ? this.fields.jpegThumbnail : undefined;
  }

  get width(): number | undefined {
    return this.fields.width || undefined;
  }

  get height(): number | undefined {
    return this.fields.height || undefined;
  }

  /** Of a sticker. */
  get animated(): boolean {
    return this.fields.isAnimated ?? false;
  }

  get pageCount(): number | undefined {
    return this.fields.pageCount || undefined;
  }

  /** Where it is on the media host. */
  get directPath(): string | undefined {
    return this.fields.directPath || undefined;
  }

  get mediaKey(): Uint8Array | undefined {
    return this.fields.mediaKey ?? undefined;
  }
}

/** The medium in a content without wrappers, if there is one. */
export function mediaIn(blobs: BlobStore, content: proto.IMessage): ReceivedMedia | undefined {
  const { imageMessage, videoMessage, ptvMessage, audioMessage, documentMessage, stickerMessage } = content;
  const made = (kind: MediaKind, purpose: MediaPurpose, fields: Fields) =>
    new ReceivedMedia(blobs, kind, purpose, fields);
  if (imageMessage) return made('image', 'image', imageMessage);
  if (ptvMessage) return made('video-note', 'video', ptvMessage);
  if (videoMessage) return made(videoMessage.gifPlayback ? 'gif' : 'video', 'video', videoMessage);
  if (audioMessage) return made(audioMessage.ptt ? 'voice-note' : 'audio', 'audio', audioMessage);
  if (documentMessage) return made('document', 'document', documentMessage);
  return stickerMessage ? made('sticker', 'sticker', stickerMessage) : undefined;
}
