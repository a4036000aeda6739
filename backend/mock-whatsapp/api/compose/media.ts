import type { proto } from '@whiskeysockets/baileys';
import { encryptMedia, type MediaPurpose } from '../../data/media-crypto.ts';
import type { Network } from '../../server/network.ts';
import {
  bytesOfSource,
  dimensionsOf,
  isAnimatedWebp,
  type MediaSource,
  mimetypeOf,
  nameOfSource,
} from './media-file.ts';

/** Under a JPEG of at most this size the file itself serves as the little picture shown until it is loaded. */
const MAX_OWN_THUMBNAIL = 16 * 1024;

/** What all media have in common. */
export interface MediaOptions extends MediaSource {
  /**
   * Shown once. Like the real one, linked clients then get no content at all, only that there is something to be seen
   * on the phone. `'readable'`: they get it, as those did before WhatsApp changed that.
   */
  viewOnce?: boolean | 'readable';
  /** What the message says of the size, if that is to be wrong. */
  claimedSize?: number;
}

export interface PictureOptions extends MediaOptions {
  caption?: string;
  /** A tiny JPEG. Default: a small JPEG itself, nothing for other files. */
  thumbnail?: Uint8Array;
  width?: number;
  height?: number;
}

export interface VideoOptions extends PictureOptions {
  /** Default 1. */
  seconds?: number;
}

export interface AudioOptions extends MediaOptions {
  /** Default 1. */
  seconds?: number;
  /** 64 values from 0 to 100. Voice notes only. */
  waveform?: Uint8Array | number[];
}

export interface DocumentOptions extends MediaOptions {
  /** Default: the file's own name. */
  fileName?: string;
  caption?: string;
  thumbnail?: Uint8Array;
  pageCount?: number;
}

export interface StickerOptions extends MediaOptions {
  /** Default: whether the WebP moves. */
  animated?: boolean;
}

/** Each medium WhatsApp knows, and what one says of it. */
export interface MediaKinds {
  image: PictureOptions;
  video: VideoOptions;
  /** A round video recorded in the app. */
  videoNote: VideoOptions;
  /** A video without sound that repeats itself. */
  gif: VideoOptions;
  audio: AudioOptions;
  voiceNote: AudioOptions;
  document: DocumentOptions;
  sticker: StickerOptions;
}

type Uploaded = ReturnType<typeof upload>;

/** Encrypts a file, puts it on the media host, and gives the content of the message that names it. */
export function mediaContent<K extends keyof MediaKinds>(
  network: Network,
  kind: K,
  options: MediaKinds[K],
): proto.IMessage {
  const content = makers[kind](network, options);
  return options.viewOnce ? viewedOnce(kind, content) : content;
}

const makers: { [K in keyof MediaKinds]: (network: Network, options: MediaKinds[K]) => proto.IMessage } = {
  image: (network, o) => ({ imageMessage: picture(upload(network, o, 'image', 'image/jpeg'), o) }),
  video: (network, o) => ({ videoMessage: video(network, o) }),
  videoNote: (network, o) => ({ ptvMessage: video(network, o) }),
  gif: (network, o) => ({
    videoMessage: { ...video(network, o), gifPlayback: true, gifAttribution: 1 },
  }),
  audio: (network, o) => ({ audioMessage: { ...audio(network, o), ptt: false } }),
  voiceNote: (network, o) => ({
    audioMessage: { ...audio(network, o), ptt: true, waveform: Uint8Array.from(o.waveform ?? humming()) },
  }),
  document: document,
  sticker: (network, o) => {
    const { bytes, dimensions, ...file } = upload(network, o, 'sticker', 'image/webp');
    const isAnimated = o.animated ?? isAnimatedWebp(bytes);
    return { stickerMessage: { ...file, ...dimensions, isAnimated, stickerSentTs: Date.now() } };
  },
};

function video(network: Network, o: VideoOptions): proto.Message.IVideoMessage {
  return { ...picture(upload(network, o, 'video', 'video/mp4'), o), seconds: o.seconds ?? 1 };
}

function audio(network: Network, o: AudioOptions): proto.Message.IAudioMessage {
  const { bytes: _bytes, dimensions: _dimensions, ...file } = upload(network, o, 'audio', 'audio/mpeg');
  return { ...file, seconds: o.seconds ?? 1 };
}

function document(network: Network, o: DocumentOptions): proto.IMessage {
  const fileName = o.fileName ?? nameOfSource(o);
  const uploaded = upload(network, o, 'document', 'application/octet-stream', fileName);
  const { bytes: _bytes, dimensions: _dimensions, ...file } = uploaded;
  const { caption, thumbnail, pageCount } = o;
  const documentMessage = {
    ...file,
    fileName,
    title: fileName,
    caption,
    pageCount,
    jpegThumbnail: thumbnail,
  };
  // One with a caption comes in a wrapper of its own.
  return caption ? { documentWithCaptionMessage: { message: { documentMessage } } } : { documentMessage };
}

function picture({ bytes, dimensions, ...file }: Uploaded, o: PictureOptions) {
  const own = file.mimetype === 'image/jpeg' && bytes.length <= MAX_OWN_THUMBNAIL ? bytes : undefined;
  const { caption, width = dimensions?.width, height = dimensions?.height } = o;
  return { ...file, caption, width, height, jpegThumbnail: o.thumbnail ?? own };
}

function upload(
  network: Network,
  source: MediaOptions,
  purpose: MediaPurpose,
  fallback: string,
  name = nameOfSource(source),
) {
  const bytes = bytesOfSource(source);
  const { blob, ...secret } = encryptMedia(bytes, purpose);
  const directPath = network.media.blobs.put(purpose, blob);
  return {
    ...secret,
    directPath,
    url: `https://${network.mediaHost}${directPath}`,
    mimetype: mimetypeOf(source, bytes, name, fallback),
    fileLength: source.claimedSize ?? bytes.length,
    mediaKeyTimestamp: Math.floor(Date.now() / 1000),
    bytes,
    dimensions: dimensionsOf(bytes),
  };
}

function viewedOnce(kind: keyof MediaKinds, content: proto.IMessage): proto.IMessage {
  for (const medium of [content.imageMessage, content.videoMessage, content.audioMessage]) {
    if (medium) medium.viewOnce = true;
  }
  const message = { message: content };
  return kind === 'audio' || kind === 'voiceNote'
    ? { viewOnceMessageV2Extension: message }
    : { viewOnceMessageV2: message };
}

// Something that looks like a voice.
function humming(): number[] {
  return Array.from({ length: 64 }, (_, index) =>
    Math.round(50 + 45 * Math.sin(index / 2.3) * Math.cos(index / 9)),
  );
}
