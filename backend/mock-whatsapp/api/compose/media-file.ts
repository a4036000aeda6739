import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A file to send: where it is, or its bytes. */
export interface MediaSource {
  /** A path. */
  file?: string;
  bytes?: Uint8Array;
  /** Default: by the content, or by the name's ending. */
  mimetype?: string;
}

const BY_ENDING: Record<string, string> = {
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

const SIGNATURES: [offset: number, bytes: string, mimetype: string][] = [
  [0, '\x89PNG', 'image/png'],
  [0, '\xff\xd8\xff', 'image/jpeg'],
  [0, 'GIF8', 'image/gif'],
  [8, 'WEBP', 'image/webp'],
  [0, '%PDF', 'application/pdf'],
  [0, 'OggS', 'audio/ogg; codecs=opus'],
  [0, 'ID3', 'audio/mpeg'],
  [0, '\xff\xfb', 'audio/mpeg'],
  [8, 'M4A', 'audio/mp4'],
  [4, 'ftyp', 'video/mp4'],
];

/** The bytes to send. */
export function bytesOfSource({ file, bytes }: MediaSource): Buffer {
  if (bytes) return Buffer.from(bytes);
  if (file) return readFileSync(file);
  throw new Error('A medium needs `file` or `bytes`.');
}

/** The name of a document whose author gave it none. */
export function nameOfSource({ file }: MediaSource): string {
  return file ? basename(file) : 'file';
}

/** What a file is: as its author says, by its first bytes, or by its name. */
export function mimetypeOf(source: MediaSource, bytes: Buffer, name: string, fallback: string): string {
  if (source.mimetype) return source.mimetype;
  const head = bytes.subarray(0, 16).toString('latin1');
  const found = SIGNATURES.find(([offset, text]) => head.startsWith(text, offset));
  return found?.[2] ?? BY_ENDING[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? fallback;
}

/** Width and height of a PNG, JPEG or WebP; nothing for what else it is. */
export function dimensionsOf(bytes: Buffer): { width: number; height: number } | undefined {
  const head = bytes.subarray(0, 16).toString('latin1');
  if (head.startsWith('\x89PNG') && bytes.length >= 24)
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (head.startsWith('WEBP', 8)) return webpDimensions(bytes);
  if (head.startsWith('\xff\xd8')) return jpegDimensions(bytes);
  return undefined;
}

/** Whether a WebP moves. */
export function isAnimatedWebp(bytes: Buffer): boolean {
  return bytes.toString('latin1', 12, 16) === 'VP8X' && ((bytes[20] ?? 0) & 0x02) !== 0;
}

function webpDimensions(bytes: Buffer): { width: number; height: number } | undefined {
  const kind = bytes.toString('latin1', 12, 16);
  if (bytes.length < 30) return undefined;
  if (kind === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8 ')
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  const bits = bytes.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}

function jpegDimensions(bytes: Buffer): { width: number; height: number } | undefined {
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return undefined;
}
