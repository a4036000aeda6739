import type { ChatMessage, MessageMatch, WaitOptions } from './chat-message.ts';

const DEFAULT_MS = 30_000;

/** People that wait for something to become true; looked at whenever something has happened. */
export class Waiting {
  private readonly checks = new Set<() => void>();

  /** Something has happened. */
  poke(): void {
    for (const check of this.checks) check();
  }

  /** The first value `look` finds, now or later; rejects with what was awaited when time is up. */
  until<T>(what: () => string, look: () => T | undefined, options: WaitOptions = {}): Promise<T> {
    const { timeoutMs = DEFAULT_MS } = options;
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        this.checks.delete(check);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.checks.delete(check);
        reject(new Error(`waited ${timeoutMs} ms for ${what()}`));
      }, timeoutMs);
      this.checks.add(check);
      check();
    });
  }
}

export function matches(message: ChatMessage, match: MessageMatch | undefined): boolean {
  if (match === undefined) return true;
  if (typeof match === 'string') return message.text === match;
  if (match instanceof RegExp) return match.test(message.text ?? '');
  return match(message);
}

export function describe(match: MessageMatch | undefined): string {
  if (match === undefined) return 'any message';
  if (typeof match === 'function') return 'a message that meets a condition';
  return `a message ${typeof match === 'string' ? `"${match}"` : match}`;
}
