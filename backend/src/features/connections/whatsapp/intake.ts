import type { ChannelTurn } from '../../../core/company-turns.ts';
import type { RawSocket } from './raw-socket.ts';

/** Where more stanzas wait, nothing more is read; where so few are left, it goes on. */
const mostWaiting = 500;
const fewAgain = 250;
/** Somebody may wait for an answer that comes behind them: then it is read on, but not beyond this. */
const mostByAnyMeans = 10_000;
const lookMs = 100;

export interface IntakeOptions {
  raw(): RawSocket | null;
  /** Something was asked or sent, and WhatsApp's answer isn't here. */
  answerWanted(): boolean;
  /** Waited for before each message: other companies may be in need of the process. `behind`: how much more waits. */
  giveWay(behind: number): Promise<ChannelTurn>;
}

const intakes = new Set<Intake>();

/** How many stanzas of this process's connections are read and not worked off yet. */
export function waitingStanzas(): number {
  return [...intakes].reduce((sum, { waiting }) => sum + waiting, 0);
}

/**
 * What a connection has read and not worked off. Messages are taken one after the other, when it is the company's turn.
 * WhatsApp sends what it has as fast as it is read: once too much waits here the connection isn't read any more, and the
 * rest waits at WhatsApp.
 */
export class Intake {
  readonly #options: IntakeOptions;
  #line: (() => Promise<void>)[] = [];
  #beside = 0;
  #taking = false;
  #paused = false;
  /** It is read on for the sake of an answer. */
  #readsOn = false;
  /** Set while more waits than should. */
  #looking: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: IntakeOptions) {
    this.#options = options;
    intakes.add(this);
  }

  get waiting(): number {
    return this.#line.length + this.#beside;
  }

  /** Nothing is read at the moment, so that nothing can be heard. */
  get paused(): boolean {
    return this.#paused;
  }

  /** Takes a message when those before it are done. `take` doesn't throw. */
  add(take: () => Promise<void>): void {
    if (this.#closed) return;
    this.#line.push(take);
    this.#cameIn();
    if (!this.#taking) void this.#takeAll();
  }

  /** Counts work that has a line of its own. */
  async count(work: () => Promise<void>): Promise<void> {
    this.#beside += 1;
    this.#cameIn();
    try {
      await work();
    } finally {
      this.#beside -= 1;
    }
  }

  /** What waits is dropped: WhatsApp has no receipt for it. */
  close(): void {
    this.#closed = true;
    this.#line = [];
    clearInterval(this.#looking);
    // Else nobody would hear that the other side has closed, too.
    this.#read(true);
    intakes.delete(this);
  }

  async #takeAll(): Promise<void> {
    this.#taking = true;
    while (this.#line.length > 0) {
      const turn = await this.#options.giveWay(this.#line.length);
      await this.#line.shift()?.();
      turn.done();
    }
    this.#taking = false;
  }

  #cameIn(): void {
    if (this.#closed || this.waiting < mostWaiting) return;
    if (!this.#readsOn || this.waiting >= mostByAnyMeans) this.#read(false);
    this.#looking ??= setInterval(() => this.#look(), lookMs);
  }

  /** Until little waits again. */
  #look(): void {
    const { waiting } = this;
    this.#readsOn = waiting > fewAgain && this.#options.answerWanted();
    if (waiting <= fewAgain) {
      clearInterval(this.#looking);
      this.#looking = undefined;
    }
    if (waiting <= fewAgain || this.#readsOn) this.#read(waiting < mostByAnyMeans);
    else if (waiting >= mostWaiting) this.#read(false);
  }

  #read(on: boolean): void {
    if (on !== this.#paused) return;
    this.#paused = !on;
    const raw = this.#options.raw();
    if (on) raw?.resume();
    else raw?.pause();
  }
}
