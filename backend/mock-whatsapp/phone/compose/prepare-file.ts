import type { FileToSend } from '../live/message-client.ts';

const THUMBNAIL_PX = 40;
const METADATA_MS = 3000;

/** Finds out what a chosen file goes as, how long it plays, and what it looks like in small. */
export async function prepareFile(file: File, asDocument: boolean): Promise<FileToSend> {
  const kind = asDocument ? 'document' : kindOf(file.type);
  if (kind === 'image') return { file, kind, thumbnail: await thumbnailOf(file) };
  if (kind === 'video' || kind === 'audio') return { file, kind, seconds: await secondsOf(file) };
  return { file, kind };
}

function kindOf(type: string): FileToSend['kind'] {
  if (/^image\/(jpeg|png|webp|gif)$/.test(type)) return 'image';
  if (type.startsWith('video/')) return 'video';
  return type.startsWith('audio/') ? 'audio' : 'document';
}

async function thumbnailOf(file: File): Promise<string | undefined> {
  try {
    const bitmap = await createImageBitmap(file, { resizeWidth: THUMBNAIL_PX });
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.5 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(String.fromCharCode(...bytes))
      .replace(/\+/g, '-')
      .replace(/\//g, '_');
  } catch {
    // A picture the browser can't read goes without.
    return undefined;
  }
}

function secondsOf(file: File): Promise<number | undefined> {
  const player = document.createElement('video');
  const url = URL.createObjectURL(file);
  return new Promise((resolve) => {
    const done = (seconds: number | undefined) => {
      URL.revokeObjectURL(url);
      resolve(
        seconds !== undefined && Number.isFinite(seconds) ? Math.max(1, Math.round(seconds)) : undefined,
      );
    };
    player.addEventListener('loadedmetadata', () => done(player.duration));
    player.addEventListener('error', () => done(undefined));
    setTimeout(() => done(undefined), METADATA_MS);
    player.preload = 'metadata';
    player.src = url;
  });
}
