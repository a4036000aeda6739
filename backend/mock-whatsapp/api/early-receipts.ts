const REMEMBERED = 1000;

/** Receipts for messages the phone doesn't have yet; those for edits and reactions stay here till they fall out. */
export class EarlyReceipts {
  private readonly waiting = new Map<string, (() => void)[]>();

  /** `apply` is to be done when the message with this id is there. */
  remember(id: string, apply: () => void): void {
    this.waiting.set(id, [...(this.waiting.get(id) ?? []), apply]);
    const [oldest] = this.waiting.keys();
    if (this.waiting.size > REMEMBERED && oldest !== undefined) this.waiting.delete(oldest);
  }

  /** The message is there. */
  catchUp(id: string): void {
    const receipts = this.waiting.get(id) ?? [];
    this.waiting.delete(id);
    for (const apply of receipts) apply();
  }
}
