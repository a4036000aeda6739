import type { File, FileKind, FileState } from '@ticketz/contract/files';

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
    name: row.name,
    mimeType: row.mime_type,
    size: row.size,
    width: row.width,
    height: row.height,
    seconds: row.seconds,
    waveform: row.waveform,
    thumbnail: row.has_thumbnail,
  };
}
