/** How many sessions of a process may be opening at once. The others wait their turn. */
export class StartSlots {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #onFree: () => void;

  /** `onFree` is called when a slot is given back that nobody waits for. */
  constructor(count: number, onFree: () => void) {
    this.#free = count;
    this.#onFree = onFree;
  }

  get free(): number {
    return this.#free;
  }

  /** Resolves with the way to give the slot back; with null when `signal` aborts first. */
  async take(signal: AbortSignal): Promise<(() => void) | null> {
    if (signal.aborted) return null;
    if (this.#free > 0) {
      this.#free -= 1;
      return this.#release();
    }
    return new Promise((resolve) => {
      const taken = () => {
        signal.removeEventListener('abort', aborted);
        resolve(this.#release());
      };
      const aborted = () => {
        this.#waiting.splice(this.#waiting.indexOf(taken), 1);
        resolve(null);
      };
      this.#waiting.push(taken);
      signal.addEventListener('abort', aborted, { once: true });
    });
  }

  #release(): () => void {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = this.#waiting.shift();
      if (next) {
        next();
        return;
      }
      this.#free += 1;
      this.#onFree();
    };
  }
}
