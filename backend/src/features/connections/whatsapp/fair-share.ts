/** The connections that are wanted, and who holds them. */
export interface Standing {
  /** Processes that live, this one included. */
  processes: number;
  /** Connections that somebody should hold. */
  total: number;
  mine: number;
  /** Those of `total` that nobody holds. */
  free: number;
}

/** Others may take what is theirs for so long; what is still free then, anybody takes. */
const patienceMs = 1_000;
/** When what was given up came back, nobody else can have it: so long nothing more is given up. */
const resignationMs = 60_000;

/**
 * What a process may take of the connections that are free, and when it has too many: about as many for each, those
 * that join later included. It sees the others only in the numbers.
 */
export class FairShare {
  #standing: Standing = { processes: 1, total: 0, mine: 0, free: 0 };
  #freeSince = 0;
  #givenUp: string | null = null;
  #resignedUntil = 0;

  /** Takes the newest numbers in. */
  see(standing: Standing, now: number): void {
    const waiting = standing.free > 0 && standing.free >= this.#standing.free && this.#standing.free > 0;
    if (!waiting) this.#freeSince = now;
    this.#standing = standing;
  }

  /** How many it may take now. */
  claimable(now: number): number {
    const { mine, free } = this.#standing;
    const missing = this.#share - mine;
    if (missing > 0) return Math.min(free, missing);
    return now - this.#freeSince >= patienceMs ? free : 0;
  }

  /** It has clearly more than its share, and others have taken all that they could have. */
  hasTooMany(now: number): boolean {
    const { mine, free } = this.#standing;
    return free === 0 && mine > this.#share + 1 && now >= this.#resignedUntil;
  }

  gaveUp(connectionId: string): void {
    this.#givenUp = connectionId;
  }

  took(connectionId: string, now: number): void {
    if (this.#givenUp !== connectionId) return;
    this.#givenUp = null;
    this.#resignedUntil = now + resignationMs;
  }

  get #share(): number {
    const { processes, total } = this.#standing;
    return Math.ceil(total / processes);
  }
}
