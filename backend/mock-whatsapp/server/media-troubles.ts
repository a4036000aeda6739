/** What goes wrong with a download. */
export type DownloadTrouble =
  /** The host answers with a status and nothing else. */
  | { how: 'status'; status: number }
  /** The second half comes this much later. */
  | { how: 'slow'; ms: number }
  /** Half of it, as if that were all. */
  | { how: 'truncated' }
  /** The connection breaks in the middle. */
  | { how: 'cut' }
  /** One byte in the middle is another: it decrypts, and the hash is wrong. */
  | { how: 'corrupt' }
  /** That many bytes come, whatever the message has said. */
  | { how: 'oversized'; bytes: number };

/** What goes wrong with an upload: a status, a broken connection, or no answer at all. */
export type UploadTrouble = { how: 'status'; status: number } | { how: 'cut' } | { how: 'silent' };

interface Entry<T> {
  trouble: T;
  /** Only for this blob. */
  path: string | undefined;
  left: number;
}

/** What is to go wrong on the media host, and how often still. */
export class MediaTroubles {
  private readonly downloads: Entry<DownloadTrouble>[] = [];
  private readonly uploads: Entry<UploadTrouble>[] = [];

  addDownload(trouble: DownloadTrouble, count: number, path?: string): void {
    this.downloads.push({ trouble, path, left: count });
  }

  addUpload(trouble: UploadTrouble, count: number): void {
    this.uploads.push({ trouble, path: undefined, left: count });
  }

  takeDownload(path: string): DownloadTrouble | undefined {
    return take(this.downloads, path);
  }

  takeUpload(): UploadTrouble | undefined {
    return take(this.uploads);
  }

  clear(): void {
    this.downloads.length = 0;
    this.uploads.length = 0;
  }
}

function take<T>(entries: Entry<T>[], path?: string): T | undefined {
  const index = entries.findIndex((entry) => entry.path === undefined || entry.path === path);
  const entry = entries[index];
  if (!entry) return undefined;
  entry.left -= 1;
  if (entry.left <= 0) entries.splice(index, 1);
  return entry.trouble;
}
