import { type FileKind, fileLimits } from '@ticketz/contract/files';
import { uuidv7 } from '../../lib/uuid.ts';

/** A file that somebody has chosen, dropped or pasted, and hasn't sent yet. */
export interface PickedFile {
  id: string;
  blob: File;
  name: string;
  mimeType: string;
  size: number;
  /** What it would be sent as. */
  kind: FileKind;
  /** Of a picture, once it is known. */
  width: number | null;
  height: number | null;
  /** To look at it before it is sent. */
  url: string;
}

export const mostFiles = 30;

const kinds: Readonly<Record<string, FileKind>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'image/gif': 'image',
  'video/mp4': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'video/3gpp': 'video',
};

/** What a file is sent as: what is too large for its kind, as a document. */
function kindOf({ type, size }: File): FileKind {
  const kind = kinds[type] ?? (type.startsWith('audio/') ? 'audio' : 'document');
  return size > fileLimits[kind] ? 'document' : kind;
}

/** What keeps a file from being sent; null when nothing does. */
export function problemOf({ size }: PickedFile): 'empty' | 'tooLarge' | null {
  if (size === 0) return 'empty';
  return size > fileLimits.document ? 'tooLarge' : null;
}

async function sizeOf(url: string): Promise<{ width: number; height: number } | null> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  } catch {
    // A picture that can't be read is sent without its size.
    return null;
  }
}

async function pick(blob: File): Promise<PickedFile> {
  const url = URL.createObjectURL(blob);
  const kind = kindOf(blob);
  const size = kind === 'image' ? await sizeOf(url) : null;
  return {
    id: uuidv7(),
    blob,
    name: blob.name,
    mimeType: blob.type || 'application/octet-stream',
    size: blob.size,
    kind,
    width: size?.width ?? null,
    height: size?.height ?? null,
    url,
  };
}

/** Looks at chosen files before they are shown. Each has to be dropped by `forgetPicked` in the end. */
export function pickFiles(files: readonly File[]): Promise<PickedFile[]> {
  return Promise.all(files.slice(0, mostFiles).map(pick));
}

export function forgetPicked(files: readonly PickedFile[]): void {
  for (const { url } of files) URL.revokeObjectURL(url);
}
