import type { FileKind } from '@ticketz/contract/files';
import { waveformLength } from '@ticketz/contract/files';
import type { proto } from '@whiskeysockets/baileys';
import { toStorable } from '../../../core/storable-text.ts';
import type { ChannelMedia } from '../channel.ts';
import type { MediaClass, MediaSource } from './media-source.ts';

/** A file as its message describes it, with where it lies still to be sealed. */
export type DescribedMedia = Omit<ChannelMedia, 'source'> & { source: Omit<MediaSource, 'message'> };

/** What the protocol says of a file; not all of it is there for each kind. */
export type MediaFields = proto.Message.IImageMessage &
  proto.Message.IVideoMessage &
  proto.Message.IAudioMessage &
  proto.Message.IDocumentMessage &
  proto.Message.IStickerMessage;

const classes: Record<FileKind, MediaClass> = {
  image: 'image',
  sticker: 'image',
  video: 'video',
  audio: 'audio',
  document: 'document',
};

const maxThumbnail = 64 * 1024;
const maxPixels = 100_000;
const maxSeconds = 7 * 24 * 3_600;
/** Characters that a name may not have: control characters, and what hides or turns around others. */
const invisible = /[\p{Cc}\p{Cf}]/gu;

/** Null when the message lacks what one needs to fetch the file and decrypt it. All of it is the sender's word. */
export function describeMedia(kind: FileKind, fields: MediaFields): DescribedMedia | null {
  const { mediaKey, fileSha256, fileEncSha256 } = fields;
  const directPath = fields.directPath || pathOf(fields.url);
  if (!directPath?.startsWith('/') || !mediaKey?.length || !fileSha256?.length || !fileEncSha256?.length) {
    return null;
  }
  const size = whole(Number(fields.fileLength ?? 0), Number.MAX_SAFE_INTEGER);
  return {
    kind,
    mimeType: toStorable(fields.mimetype ?? '', 200) || 'application/octet-stream',
    name: nameOf(fields.fileName || fields.title),
    size,
    width: whole(fields.width, maxPixels),
    height: whole(fields.height, maxPixels),
    seconds: whole(fields.seconds, maxSeconds),
    waveform: waveformOf(fields.waveform),
    thumbnail: thumbnailOf(fields.jpegThumbnail),
    source: {
      mediaClass: classes[kind],
      directPath: toStorable(directPath, 2_000),
      mediaKey,
      fileSha256,
      fileEncSha256,
      size,
    },
  };
}

/** The host isn't taken from the message: only WhatsApp's own are ever asked. */
function pathOf(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function nameOf(name: string | null | undefined): string | null {
  return toStorable((name ?? '').replace(invisible, '').trim(), 255) || null;
}

function whole(value: number | null | undefined, max: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= max ? value : null;
}

function waveformOf(bytes: Uint8Array | null | undefined): number[] | null {
  if (!bytes?.length) return null;
  return Array.from(bytes.subarray(0, waveformLength), (value) => Math.min(value, 100));
}

/** Small, and a JPEG as far as its beginning tells. */
function thumbnailOf(bytes: Uint8Array | null | undefined): Buffer | null {
  if (!bytes?.length || bytes.length > maxThumbnail || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  return Buffer.from(bytes);
}
