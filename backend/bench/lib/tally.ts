import { preciseNow } from './numbers.ts';

/** When each text was seen, by text. */
export type Seen = Record<string, number>;

const deadlineMs = 180_000;

/** Notes when texts come in, and tells when all those of one round have. */
export class Tally {
  #prefix = '';
  #seen = new Map<string, number>();
  #doubled: string[] = [];
  #missing = 0;
  #done: () => void = () => undefined;

  /** Counts texts that begin with `prefix` from now on; resolves with when each came, once `count` have. */
  async expect(prefix: string, count: number): Promise<Seen> {
    this.#prefix = prefix;
    this.#seen = new Map();
    this.#doubled = [];
    this.#missing = count;
    const complete = new Promise<void>((resolve) => {
      this.#done = resolve;
    });
    const timer = setTimeout(() => this.#done(), deadlineMs);
    await complete;
    clearTimeout(timer);
    if (this.#missing > 0) throw new Error(`${this.#missing} of ${count} messages did not come`);
    if (this.#doubled.length > 0) throw new Error(`Came twice: ${this.#doubled.join(', ')}`);
    return Object.fromEntries(this.#seen);
  }

  add(text: string): void {
    if (!text.startsWith(this.#prefix)) return;
    if (this.#seen.has(text)) this.#doubled.push(text);
    else {
      this.#seen.set(text, preciseNow());
      this.#missing -= 1;
    }
    if (this.#missing === 0) this.#done();
  }
}
