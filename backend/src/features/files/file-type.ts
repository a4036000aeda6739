import { open } from 'node:fs/promises';
import type { FileKind } from '@ticketz/contract/files';
import { fileTypeFromBuffer } from 'file-type';
import { extensionOf } from './file-name.ts';

/** What a type is read from. It is never more, however large the file is or says that it will be when unpacked. */
const sampleSize = 64 * 1024;

/** What browsers show without running anything of it. All else is only ever saved. */
const shown: Readonly<Record<string, FileKind>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'image/gif': 'image',
  'video/mp4': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'video/3gpp': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/aac': 'audio',
  'audio/amr': 'audio',
  'audio/ogg': 'audio',
  'audio/ogg; codecs=opus': 'audio',
  'audio/webm': 'audio',
  'audio/wav': 'audio',
};

/** Containers that other formats are made of: there the name says which. It makes no difference to how it is served. */
const insideZip: Readonly<Record<string, string>> = {
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  '.apk': 'application/vnd.android.package-archive',
};
const insideCompound: Readonly<Record<string, string>> = {
  '.doc': 'application/msword',
  '.xls': 'application/vnd.ms-excel',
  '.ppt': 'application/vnd.ms-powerpoint',
};
const insideText: Readonly<Record<string, string>> = { '.csv': 'text/csv' };

const unknownType = 'application/octet-stream';

/** What a file is, by its bytes. `name` only tells apart what looks the same from outside. */
export async function readFileType(path: string, name: string | null): Promise<string> {
  const sample = await readSample(path);
  const found = await fileTypeFromBuffer(sample).catch(() => undefined);
  const ending = extensionOf(name);
  if (found?.mime === 'application/zip') return insideZip[ending] ?? found.mime;
  if (found?.mime === 'application/x-cfb') return insideCompound[ending] ?? found.mime;
  if (found) return found.mime;
  return isText(sample) ? (insideText[ending] ?? 'text/plain') : unknownType;
}

/** How a file of this type is shown: in its own way only when every browser can. */
export function kindOfType(mimeType: string): FileKind {
  return shown[mimeType] ?? 'document';
}

/** May be shown inside the page. */
export function isShown(mimeType: string): boolean {
  return mimeType in shown;
}

async function readSample(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleSize), 0, sampleSize, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isText(sample: Buffer): boolean {
  if (sample.includes(0)) return false;
  try {
    // The sample may end inside a character.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
