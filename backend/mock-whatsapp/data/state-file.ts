import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BufferJSON } from '@whiskeysockets/baileys';

const DEBOUNCE_MS = 300;

/** Keeps a value in a file: written a moment after it has changed, and never half. */
export class StateFile<T> {
  private readonly path: string;
  private readonly current: () => T;
  private readonly failed: (err: unknown) => void;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  /** `current` gives the value to be written; `failed` hears of a write that didn't work. */
  constructor(path: string, current: () => T, failed: (err: unknown) => void) {
    this.path = path;
    this.current = current;
    this.failed = failed;
  }

  /** What was written last; undefined when there is no file yet. Throws when the file can't be read. */
  static load<T>(path: string): T | undefined {
    try {
      return JSON.parse(readFileSync(path, 'utf8'), BufferJSON.reviver) as T;
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new Error(`The mock's state file ${path} cannot be read: delete it to start anew.`, {
        cause: err,
      });
    }
  }

  /** Something has changed. */
  touch(): void {
    this.timer ??= setTimeout(() => this.save(), DEBOUNCE_MS);
  }

  /** Writes what isn't written yet. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.save();
    await this.writing;
  }

  private save(): void {
    this.timer = undefined;
    const text = JSON.stringify(this.current(), BufferJSON.replacer);
    this.writing = this.writing.then(() => this.write(text)).catch(this.failed);
  }

  private async write(text: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    await writeFile(`${this.path}.new`, text, { mode: 0o600 });
    await rename(`${this.path}.new`, this.path);
  }
}
