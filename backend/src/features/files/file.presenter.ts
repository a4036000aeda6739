import type { File, FileKind, FileState } from '@ticketz/contract/files';
import { cleanFileName } from './file-name.ts';

/** A file as `fileColumns` selects it. */
export interface FileRow {
  id: string;
  kind: FileKind;
  state: FileState;
  name: string | null;
  mime_type: string;
  size: number | null;
  width: number | null;
  height: number | null;
  seconds: number | null;
  waveform: number[] | null;
  has_thumbnail: boolean;
}

/** Columns of a `FileRow`, over `f`. */
export const fileColumns = `f.id, f.kind, f.state, f.name, f.mime_type, f.size::float8 AS size, f.width, f.height,
  f.seconds, f.waveform, f.has_thumbnail OR f.preview IS NOT NULL AS has_thumbnail`;

/** A `FileRow` as JSON over `f`, for where it stands beside another row; null where there is none. */
export const fileAsJson = `CASE WHEN f.id IS NULL THEN NULL ELSE jsonb_build_object(
  'id', f.id, 'kind', f.kind, 'state', f.state, 'name', f.name, 'mime_type', f.mime_type, 'size', f.size,
  'width', f.width, 'height', f.height, 'seconds', f.seconds, 'waveform', f.waveform,
  'has_thumbnail', f.has_thumbnail OR f.preview IS NOT NULL) END`;

export function presentFile(row: FileRow): File {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    name: cleanFileName(row.name),
    mimeType: row.mime_type,
    size: row.size,
    width: row.width,
    height: row.height,
    seconds: row.seconds,
    waveform: row.waveform,
    thumbnail: row.has_thumbnail,
  };
}
