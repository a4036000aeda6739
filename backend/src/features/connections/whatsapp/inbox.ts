import { delay } from '../../../core/clock.ts';
import type { ChannelTurn } from '../../../core/company-turns.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';
import { type Received, rebuildMessage } from './rebuild-message.ts';

/** More than this many waiting messages aren't kept in memory but read from the journal again. */
const queueLimit = 500;
const pageSize = 200;
/** Messages that wait are committed together: most of what one costs is its transaction. */
const batchSize = 50;
/** In a burst, which is that so many came while the last ones were stored, more are waited for to go together with. */
const burst = 2;
const gatherMs = 25;
/** While the company gives way to others: less at a time, and longer waited for more to go together with. */
const givingWay = { batchSize: 10, gatherMs: 150 };
const markBatch = 100;
const markDelayMs = 500;
const attemptDelaysMs = [100, 500, 2_000, 5_000, 10_000, 20_000];
const retrySkippedMs = 5 * 60_000;

export interface InboxOptions {
  journal: Journal;
  /** Resolves when the messages are committed: all of them or none. */
  handle(messages: Received[]): Promise<void>;
  /** Waited for before messages are handed on; `behind` says how many wait. */
  giveWay(behind: number): Promise<ChannelTurn>;
  logger: Logger;
}

interface Waiting {
  hash: Buffer | null;
  message: Received;
}

/**
 * Hands a connection's messages on, one after the other in the order they were decrypted. The journal is the truth:
 * the queue in memory is only its fresh end. It begins with what a dead process has left, and falls back on reading
 * the journal when the queue has grown too long.
 */
export class Inbox {
  readonly #options: InboxOptions;
  readonly #stopping = new AbortController();
  #queue: Waiting[] = [];
  /** What is being handed on. */
  #atHand: Waiting[] = [];
  #behind = true;
  /** Something was journaled while the journal was being read. */
  #missed = false;
  /** The journal is to be read from its beginning. */
  #again = false;
  /** The last ones had to wait for other companies. */
  #givesWay = false;
  #skipped = false;
  #handled: Buffer[] = [];
  #markTimer: NodeJS.Timeout | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #wake: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  /** How many messages wait in memory. */
  get length(): number {
    return this.#queue.length;
  }

  start(): void {
    this.#running = this.#run();
    this.#retryTimer = setInterval(() => {
      if (this.#skipped) this.readAgain();
    }, retrySkippedMs);
    this.#retryTimer.unref();
  }

  /** Takes an entry that is in the journal. */
  add(entry: JournalEntry): void {
    this.#missed = true;
    if (this.#behind) return;
    if (this.#queue.length >= queueLimit) return this.readAgain();
    this.#push({ hash: entry.hash, message: rebuildMessage(entry) });
  }

  /** Takes an open entry that was come upon, if it isn't in hand already. */
  addFound(entry: JournalEntry): void {
    const isIt = (hash: Buffer | null) => hash?.equals(entry.hash) ?? false;
    if ([...this.#queue, ...this.#atHand].some(({ hash }) => isIt(hash)) || this.#handled.some(isIt)) return;
    this.add(entry);
  }

  /** From here on the journal's oldest open entry comes next, also those that were skipped. */
  readAgain(): void {
    this.#again = true;
    this.#queue = this.#queue.filter(({ hash }) => hash === null);
    this.#behind = true;
    this.#wake();
  }

  /** Takes what has no ciphertext of its own: missed calls, messages that the phone sent again. */
  addUnjournaled(message: Received): void {
    if (this.#queue.length >= 2 * queueLimit) {
      this.#options.logger.warn('Too many messages wait; one without a journal entry was dropped');
      return;
    }
    this.#push({ hash: null, message });
  }

  /** Finishes the messages at hand. The others stay in the journal. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#retryTimer);
    this.#wake();
    await this.#running;
    await this.#mark();
  }

  #push(waiting: Waiting): void {
    this.#queue.push(waiting);
    this.#wake();
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      if (this.#behind) await this.#catchUp();
      const next = await this.#handleNext(this.#queue.length, (count) => this.#queue.splice(0, count));
      if (next.length >= burst && this.#queue.length < batchSize)
        await delay(gatherMs, this.#stopping.signal);
      else if (!this.#behind) await this.#waitForMore();
    }
  }

  async #waitForMore(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#queue.length > 0 || this.#behind || this.#stopping.signal.aborted) resolve();
    });
  }

  async #catchUp(): Promise<void> {
    const { journal, logger } = this.#options;
    this.#skipped = false;
    let after = '0';
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#mark();
        if (this.#again) after = '0';
        this.#again = false;
        this.#missed = false;
        const page = await journal.open(after, pageSize);
        if (page.length === 0 && !this.#missed && !this.#again) {
          this.#behind = false;
          return;
        }
        while (page.length > 0 && !this.#stopping.signal.aborted) {
          await this.#handleNext(page.length, (count) => {
            const batch = page.splice(0, count);
            after = batch.at(-1)?.seq ?? after;
            return batch.map(({ entry }) => ({ hash: entry.hash, message: rebuildMessage(entry) }));
          });
        }
      } catch (error) {
        logger.warn({ err: error }, 'The journal can not be read; trying again');
        await delay(1_000, this.#stopping.signal);
      }
    }
  }

  /** Hands on as many as `take` gives, when it is the company's turn. */
  async #handleNext(waiting: number, take: (count: number) => Waiting[]): Promise<Waiting[]> {
    if (waiting === 0) return [];
    const { signal } = this.#stopping;
    if (this.#givesWay && waiting < givingWay.batchSize) await delay(givingWay.gatherMs, signal);
    const turn = await this.#options.giveWay(waiting);
    this.#givesWay = turn.waited;
    if (signal.aborted) return [];
    const next = take(turn.waited ? givingWay.batchSize : batchSize);
    await this.#handle(next);
    turn.done();
    return next;
  }

  /** Together, or where that fails one by one: one that can't be stored doesn't hold up the others. */
  async #handle(batch: Waiting[]): Promise<void> {
    this.#atHand = batch;
    await this.#handleAll(batch);
    this.#atHand = [];
  }

  async #handleAll(batch: Waiting[]): Promise<void> {
    if (batch.length > 1 && (await this.#handleTogether(batch))) return;
    for (const waiting of batch) {
      if (this.#stopping.signal.aborted) return;
      await this.#handleOne(waiting);
    }
  }

  async #handleTogether(batch: Waiting[]): Promise<boolean> {
    try {
      await this.#options.handle(batch.map(({ message }) => message));
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'Messages could not be stored together; one by one now');
      return false;
    }
    for (const { hash } of batch) if (hash) this.#markSoon(hash);
    return true;
  }

  async #handleOne({ hash, message }: Waiting): Promise<void> {
    for (const wait of [...attemptDelaysMs, null]) {
      try {
        await this.#options.handle([message]);
        if (hash) this.#markSoon(hash);
        return;
      } catch (error) {
        if (wait === null) break;
        this.#options.logger.warn({ err: error }, 'A message could not be stored; trying again');
        await delay(wait, this.#stopping.signal);
        if (this.#stopping.signal.aborted) return;
      }
    }
    this.#skipped = true;
    this.#options.logger.error(
      { messageId: message.key.id },
      'A message can not be stored; it stays in the journal',
    );
  }

  #markSoon(hash: Buffer): void {
    this.#handled.push(hash);
    if (this.#handled.length >= markBatch) void this.#mark();
    this.#markTimer ??= setTimeout(() => void this.#mark(), markDelayMs);
  }

  /** One that fails to be marked is handed on twice, which the listener doesn't mind. */
  async #mark(): Promise<void> {
    clearTimeout(this.#markTimer);
    this.#markTimer = undefined;
    const hashes = this.#handled;
    this.#handled = [];
    if (hashes.length === 0) return;
    try {
      await this.#options.journal.markHandled(hashes);
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'Messages could not be marked as handled');
      this.#handled = [...hashes, ...this.#handled];
    }
  }
}
