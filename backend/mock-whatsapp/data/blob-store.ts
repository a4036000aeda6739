import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES_IN_MEMORY = 512 * 1024 * 1024;

/**
 * The media host's shelves: what was uploaded, by its path. Can't read any of it. In memory, the oldest thrown away when
 * there is too much; with a directory also on disk, so that a demo's pictures outlive a restart.
 */
export class BlobStore {
  private readonly blobs = new Map<string, Buffer>();
  /** What clients can't get any more, and the status they get instead. */
  private readonly gone = new Map<string, number>();
  private readonly directory: string | undefined;
  private size = 0;

  constructor(directory?: string) {
    this.directory = directory;
  }

  /** Keeps a blob; gives the path it has on the host, a new one each time. */
  put(kind: string, blob: Buffer): string {
    const hash = createHash('sha256').update(blob).digest('base64url');
    const path = `/v/${kind}/${hash}-${randomBytes(4).toString('hex')}`;
    this.remember(path, blob);
    if (this.directory) this.write(this.directory, path, blob);
    return path;
  }

  /** The blob at a path, also when it has expired for clients: people's phones have copies of their own. */
  get(path: string): Buffer | undefined {
    const blob = this.blobs.get(path);
    if (blob || !this.directory) return blob;
    const file = this.fileOf(this.directory, path);
    return existsSync(file) ? readFileSync(file) : undefined;
  }

  /** Clients get this status for the path from now on; undefined: the blob again. */
  expire(path: string, status: number | undefined): void {
    if (status === undefined) this.gone.delete(path);
    else this.gone.set(path, status);
  }

  /** The status clients get instead of the blob. */
  statusOf(path: string): number | undefined {
    return this.gone.get(path);
  }

  private remember(path: string, blob: Buffer): void {
    this.blobs.set(path, blob);
    this.size += blob.length;
    for (const [oldest, bytes] of this.blobs) {
      if (this.size <= MAX_BYTES_IN_MEMORY) return;
      this.blobs.delete(oldest);
      this.gone.delete(oldest);
      this.size -= bytes.length;
    }
  }

  private write(directory: string, path: string, blob: Buffer): void {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    writeFileSync(this.fileOf(directory, path), blob, { mode: 0o600 });
  }

  // A path comes from a client: its hash makes a name that can lead nowhere else.
  private fileOf(directory: string, path: string): string {
    return join(directory, createHash('sha256').update(path).digest('hex'));
  }
}
