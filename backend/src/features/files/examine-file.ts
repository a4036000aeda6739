import type { FileKind } from '@ticketz/contract/files';
import { kindOfType, readFileType } from './file-type.ts';
import { makeThumbnail } from './thumbnail.ts';
import { readFilm } from './video.ts';

/** What a file turns out to be. */
export interface Examined {
  kind: FileKind;
  mimeType: string;
  width: number | null;
  height: number | null;
  seconds: number | null;
  /** A WebP. */
  thumbnail: Buffer | null;
}

/** What was said of it before; `preview` is a small picture that came with it. */
export interface Told {
  name: string | null;
  /** Null: nobody has said. */
  kind: FileKind | null;
  seconds: number | null;
  preview: Buffer | null;
}

/** Looks at the bytes: what they are, how large the picture is, how it looks small. Word of the sender counts for none of it. */
export async function examineFile(path: string, told: Told): Promise<Examined> {
  const mimeType = await readFileType(path, told.name);
  const byContent = kindOfType(mimeType);
  if (byContent === 'image') return examineImage(path, mimeType, told);
  if (byContent === 'video' || byContent === 'audio') return examineFilm(path, mimeType, byContent, told);
  const thumbnail = await previewOf(told);
  return { kind: 'document', mimeType, width: null, height: null, seconds: null, thumbnail };
}

async function examineImage(path: string, mimeType: string, told: Told): Promise<Examined> {
  const drawn = await makeThumbnail(path);
  const kind = told.kind === 'sticker' || told.kind === 'document' ? told.kind : 'image';
  return {
    // A picture that can't be drawn isn't one to be shown.
    kind: drawn ? kind : 'document',
    mimeType,
    width: drawn?.width ?? null,
    height: drawn?.height ?? null,
    seconds: null,
    thumbnail: drawn?.bytes ?? (await previewOf(told)),
  };
}

async function examineFilm(
  path: string,
  type: string,
  byContent: 'video' | 'audio',
  told: Told,
): Promise<Examined> {
  const known = told.seconds !== null && (byContent === 'audio' || told.preview !== null);
  const film = known ? null : await readFilm(path, type);
  // Containers of films hold mere sound, too.
  const isSound = byContent === 'video' && (film ? !film.hasPicture : told.kind === 'audio');
  const drawn = film?.frame ? await makeThumbnail(film.frame) : null;
  const kind = isSound ? 'audio' : byContent;
  return {
    kind: told.kind === 'document' ? 'document' : kind,
    mimeType: isSound ? type.replace('video/', 'audio/') : type,
    width: drawn?.width ?? null,
    height: drawn?.height ?? null,
    seconds: told.seconds ?? film?.seconds ?? null,
    thumbnail: drawn?.bytes ?? (await previewOf(told)),
  };
}

async function previewOf({ preview }: Told): Promise<Buffer | null> {
  return preview && ((await makeThumbnail(preview))?.bytes ?? null);
}
