import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Logger } from '../../../core/logger.ts';
import type { ChannelListener } from '../channel.ts';
import { BoundedCache } from './bounded-cache.ts';
import type { AccountIds } from './journal-entry.ts';
import type { OwnedConnection } from './owned-connection.ts';
import { parseReceipt } from './parse-receipt.ts';

const mostAttempts = 3;
const rememberedReceipts = 100;

export interface ReceiptStoreOptions {
  owned: OwnedConnection;
  listener: ChannelListener;
  logger: Logger;
  account(): AccountIds;
}

/** Stores the receipts of what was sent before WhatsApp is told that they came. */
export class ReceiptStore {
  readonly #options: ReceiptStoreOptions;
  readonly #failures = new BoundedCache<number>(rememberedReceipts);

  constructor(options: ReceiptStoreOptions) {
    this.#options = options;
  }

  /** What stores this receipt; null when it says nothing about a message. */
  storing(node: BinaryNode): (() => Promise<void>) | null {
    const { owned, listener, logger } = this.#options;
    const status = parseReceipt(node, { ...owned, account: this.#options.account() });
    if (!status) return null;
    return async () => {
      try {
        await listener.statusChanged(status);
      } catch (error) {
        if (!this.#isHopeless(`${node.attrs.from} ${node.attrs.id}`)) throw error;
        logger.error({ err: error }, 'A receipt can not be stored and is passed over');
      }
    };
  }

  /** WhatsApp tells it again after each failure; one that never works must not keep the account from connecting. */
  #isHopeless(receipt: string): boolean {
    const failures = (this.#failures.get(receipt) ?? 0) + 1;
    this.#failures.set(receipt, failures);
    return failures >= mostAttempts;
  }
}
