import type { Logger } from '../../../core/logger.ts';
import { messagesRefused } from '../../../core/metrics.ts';
import type { Vault } from '../../../core/secrets.ts';
import type { ChannelChange, ChannelListener, ChannelNews, ChannelReader, Unsealed } from '../channel.ts';
import { completePerson } from './complete-person.ts';
import { sealHistory } from './fetch-history.ts';
import { readHistoryOffer } from './history-offer.ts';
import type { AccountIds } from './journal-entry.ts';
import type { KeyStore } from './key-store.ts';
import type { OwnedConnection } from './owned-connection.ts';
import { parseWhatsappMessage } from './parse-whatsapp-message.ts';
import { readSealed } from './read-sealed.ts';
import { readVote } from './read-vote.ts';
import type { Received } from './rebuild-message.ts';

export interface InboundReaderOptions {
  owned: OwnedConnection;
  vault: Vault;
  keyStore: KeyStore;
  listener: ChannelListener;
  logger: Logger;
  account(): AccountIds;
}

/** Turns what came from WhatsApp into no channel's own terms, and opens what is sealed in it. */
export class InboundReader implements ChannelReader {
  readonly #options: InboundReaderOptions;
  readonly #takesGroups: () => boolean;

  constructor(options: InboundReaderOptions, takesGroups: () => boolean) {
    this.#options = options;
    this.#takesGroups = takesGroups;
  }

  /** Null for what is no news of a conversation. */
  async read(received: Received): Promise<ChannelNews | null> {
    if (await this.#takeHistory(received)) return null;
    const parsed = this.#parse(received);
    return parsed && { ...parsed, ...(await this.#completed(parsed)) };
  }

  readVote(change: ChannelChange, secret: Buffer, options: string[]): string[] | null {
    return readVote(change, this.#options.vault.open(secret), options, this.#options.account());
  }

  readSealed(change: ChannelChange, secret: Buffer): Unsealed | null {
    return readSealed(change, this.#options.vault.open(secret), this.#options.account());
  }

  /** True when it was the phone's offer of past conversations. */
  async #takeHistory(received: Received): Promise<boolean> {
    const { owned, vault, listener } = this.#options;
    const offer = readHistoryOffer(received, this.#options.account());
    if (!offer) return false;
    await listener.historyOffered({
      companyId: owned.companyId,
      connectionId: owned.connectionId,
      id: received.key.id ?? '',
      percent: Math.min(100, Math.max(0, offer.progress ?? 100)),
      source: sealHistory(vault, offer),
    });
    return true;
  }

  #parse(received: Received): ChannelNews | null {
    const { owned, vault, logger } = this.#options;
    const parsed = parseWhatsappMessage(received, {
      ...owned,
      vault,
      account: this.#options.account(),
      groups: this.#takesGroups(),
    });
    if ('message' in parsed) return parsed.message;
    if ('change' in parsed) return parsed.change;
    if ('groupNews' in parsed) return parsed.groupNews;
    const { ignored: reason } = parsed;
    if (reason === 'forged') {
      messagesRefused.inc({ reason });
      logger.warn({ messageId: received.key.id }, 'A forged change of a message was dropped');
    } else logger.debug({ messageId: received.key.id, reason }, 'A message was left aside');
    return null;
  }

  async #completed({ person, author }: ChannelNews): Promise<Pick<ChannelNews, 'person' | 'author'>> {
    const { keyStore } = this.#options;
    if (!author) return { person: await completePerson(keyStore, person) };
    return { person, author: await completePerson(keyStore, author) };
  }
}
