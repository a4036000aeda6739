/** Where in the server's work something may go wrong. */
export type FaultName =
  | 'drop:before-accept'
  | 'drop:before-ack'
  | 'drop:after-ack'
  | 'drop:mid-burst'
  | 'delay'
  | 'duplicate'
  | 'resend'
  | 'reorder'
  | 'refuse'
  | 'silent-acks'
  | 'silent'
  | 'ban'
  | 'corrupt'
  | 'refuse-privacy'
  | 'refuse-reupload'
  | 'passkey';

interface Entry {
  left: number;
  value: number;
}

/** What is to go wrong for whom, and how often still. */
export class FaultPlan {
  private readonly entries = new Map<string, Entry>();

  set(name: FaultName, number: string, count: number, value = 1): void {
    this.entries.set(`${name} ${number}`, { left: count, value });
  }

  /** Its value while it is on; doesn't use it up. */
  peek(name: FaultName, number: string): number | undefined {
    return this.entries.get(`${name} ${number}`)?.value;
  }

  /** Its value when it is on, and one use less of it. */
  take(name: FaultName, number: string): number | undefined {
    const key = `${name} ${number}`;
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.entries.delete(key);
    return entry.value;
  }

  /** One use less; true when that was the last. For faults that strike after so many times. */
  countDown(name: FaultName, number: string): boolean {
    const before = this.take(name, number);
    return before !== undefined && this.peek(name, number) === undefined;
  }

  remove(name: FaultName, number: string): void {
    this.entries.delete(`${name} ${number}`);
  }

  /** All, or those of a phone. */
  clear(number?: string): void {
    for (const key of this.entries.keys()) {
      if (number === undefined || key.endsWith(` ${number}`)) this.entries.delete(key);
    }
  }
}
