import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { delay } from '../../src/core/clock.ts';

const restartMs = 300;
const readySign = 'Ticketz is ready';
const startMs = 180_000;

/** Whatever becomes of the run, nothing it has started stays behind. */
const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

export interface OsProcessOptions {
  name: string;
  command: string[];
  cwd: string;
  environment: Record<string, string>;
  logFile: string;
}

/** One process of the product, looked after as Compose or systemd would: when it ends it is started again. */
export class OsProcess {
  readonly name: string;
  /** How it ended without being told to, after it had been ready: never right. */
  readonly crashes: string[] = [];
  starts = 0;
  readonly #options: OsProcessOptions;
  readonly #log: WriteStream;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  #ready = false;
  #wanted = false;
  #told = false;
  #restartDelay = restartMs;

  constructor(options: OsProcessOptions) {
    this.name = options.name;
    this.#options = options;
    this.#log = createWriteStream(options.logFile, { flags: 'a' });
  }

  get isReady(): boolean {
    return this.#ready;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    this.#wanted = true;
    if (!this.#child) this.#spawn();
  }

  async untilReady(): Promise<void> {
    const deadline = Date.now() + startMs;
    while (!this.#ready) {
      if (Date.now() > deadline) throw new Error(`${this.name} does not get ready`);
      await delay(50);
    }
  }

  /** Kills it; it comes back after `restartMs`. Resolves when it is gone. */
  async kill(signal: NodeJS.Signals, comesBackAfterMs: number): Promise<void> {
    this.#told = true;
    this.#restartDelay = comesBackAfterMs;
    this.#child?.kill(signal);
    await this.#ended;
  }

  /** Stops it for good, within the time that an operator would give. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.#wanted = false;
    this.#told = true;
    const hard = setTimeout(() => this.#child?.kill('SIGKILL'), 15_000);
    this.#child?.kill(signal);
    await this.#ended;
    clearTimeout(hard);
    this.#log.end();
  }

  #spawn(): void {
    const { command, cwd, environment } = this.#options;
    const [program = '', ...args] = command;
    this.starts += 1;
    this.#told = false;
    this.#ready = false;
    const child = spawn(program, args, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    living.add(child);
    child.stdout.on('data', (bytes: Buffer) => {
      if (!this.#ready && bytes.includes(readySign)) this.#ready = true;
    });
    for (const stream of [child.stdout, child.stderr]) stream.pipe(this.#log, { end: false });
    this.#ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        living.delete(child);
        this.#over(code, signal);
        resolve();
      });
    });
  }

  #over(code: number | null, signal: NodeJS.Signals | null): void {
    const how = `${new Date().toISOString()} ${this.name} ended, ${signal ?? `code ${code}`}`;
    this.#log.write(`${how}\n`);
    if (this.#ready && !this.#told) this.crashes.push(how);
    this.#child = null;
    this.#ready = false;
    const wait = this.#told ? this.#restartDelay : restartMs;
    setTimeout(() => {
      if (this.#wanted && !this.#child) this.#spawn();
    }, wait);
  }
}
