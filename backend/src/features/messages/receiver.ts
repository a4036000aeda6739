import type { ChannelNews, ChannelReader } from '../connections/channel.ts';
import { receiveMessages } from './receive-message.ts';

/** So many go together in one transaction, when whole parts come to so many. */
const mostTogether = 100;

interface Part {
  news: ChannelNews[];
  reader: ChannelReader;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Receives for all connections of this process: what connections of a company bring while its last transaction is under
 * way goes together in the next one, because most of what a message costs is its transaction. When that fails each
 * connection's part is received by itself.
 */
export class Receiver {
  /** What waits, by company; an empty list where a transaction is under way and nothing waits. */
  readonly #companies = new Map<string, Part[]>();

  /** Like `receiveMessages`, for the messages and changes of one connection. */
  receive(news: ChannelNews[], reader: ChannelReader): Promise<void> {
    const companyId = news[0]?.companyId;
    if (!companyId) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const part: Part = { news, reader, resolve, reject };
      const waiting = this.#companies.get(companyId);
      if (waiting) waiting.push(part);
      else {
        this.#companies.set(companyId, [part]);
        void this.#work(companyId);
      }
    });
  }

  async #work(companyId: string): Promise<void> {
    const waiting = this.#companies.get(companyId) ?? [];
    while (waiting.length > 0) await receiveParts(takeTogether(waiting));
    this.#companies.delete(companyId);
  }
}

function takeTogether(waiting: Part[]): Part[] {
  let count = 0;
  const end = waiting.findIndex(({ news }, index) => {
    count += news.length;
    return index > 0 && count > mostTogether;
  });
  return waiting.splice(0, end === -1 ? waiting.length : end);
}

async function receiveParts(parts: Part[]): Promise<void> {
  if (parts.length > 1 && (await receiveAll(parts))) return;
  for (const { news, reader, resolve, reject } of parts) {
    await receiveMessages(news, reader).then(resolve, reject);
  }
}

/** False when nothing of it was received. */
async function receiveAll(parts: Part[]): Promise<boolean> {
  const readers = new Map(parts.flatMap(({ news, reader }) => news.map((one) => [one.connectionId, reader])));
  const reader: ChannelReader = {
    readVote: (change, secret, options) =>
      readers.get(change.connectionId)?.readVote(change, secret, options) ?? null,
    readSealed: (change, secret) => readers.get(change.connectionId)?.readSealed(change, secret) ?? null,
  };
  try {
    await receiveMessages(
      parts.flatMap(({ news }) => news),
      reader,
    );
  } catch {
    return false;
  }
  for (const { resolve } of parts) resolve();
  return true;
}
