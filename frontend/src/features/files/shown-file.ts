import type { File } from '@ticketz/contract/files';
import { downloadUrl, fileUrl, thumbnailUrl } from '../../api/file-urls.ts';

/** A file as a bubble shows it: one of the server's, or one that still waits in this browser. */
export interface ShownFile extends Omit<File, 'thumbnail'> {
  /** Null while there is nothing to load. */
  url: string | null;
  downloadUrl: string | null;
  thumbnailUrl: string | null;
  /** How much of it is uploaded, from 0 to 1; null when it isn't being uploaded. */
  uploaded: number | null;
}

export function shownFile(file: File): ShownFile {
  const { thumbnail, ...rest } = file;
  const ready = file.state === 'ready';
  return {
    ...rest,
    url: ready ? fileUrl(file.id) : null,
    downloadUrl: ready ? downloadUrl(file.id) : null,
    thumbnailUrl: thumbnail ? thumbnailUrl(file.id) : null,
    uploaded: null,
  };
}

/** What the browser knows of a file before the server has seen it. */
export interface WaitingFile {
  id: string;
  kind: File['kind'];
  name: string;
  mimeType: string;
  size: number;
  width: number | null;
  height: number | null;
  seconds: number | null;
}

export function waitingFile(file: WaitingFile, url: string | null, uploaded: number | null): ShownFile {
  return {
    ...file,
    state: 'ready',
    waveform: null,
    url,
    downloadUrl: null,
    thumbnailUrl: file.kind === 'image' ? url : null,
    uploaded,
  };
}
