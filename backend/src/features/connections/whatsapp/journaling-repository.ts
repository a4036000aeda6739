import {
  type BinaryNode,
  DEFAULT_CONNECTION_CONFIG,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
} from '@whiskeysockets/baileys';
import { readHistoryOffer } from './history-offer.ts';
import type { Journal } from './journal.ts';
import { type AccountIds, hashCiphertext, type JournalEntry } from './journal-entry.ts';
import { journaling, StoreClosed } from './key-store.ts';
import { rebuildMessage } from './rebuild-message.ts';

export interface JournalingOptions {
  journal: Journal;
  /** What was decrypted and isn't committed yet. */
  waitingEntry(hash: Buffer): JournalEntry | null;
  /** It came again, and the journal has it open: whoever committed it may never have heard that it did. */
  foundOpen(entry: JournalEntry): void;
  /** The stanza that a ciphertext came in. */
  stanzaOf(ciphertext: Uint8Array): BinaryNode | undefined;
  account(): AccountIds;
  /** The database failed: the socket must be shut before Baileys answers WhatsApp. */
  failed(error: unknown): void;
}

/**
 * Baileys' own Signal repository, except that a decrypted message is journaled in the commit that moves its keys on,
 * which `OutputGate` waits for before WhatsApp gets a receipt. A ciphertext that comes again, which Signal can't
 * decrypt twice, is answered from the journal. What can't be decrypted is journaled as such.
 */
export function journalingRepository(options: JournalingOptions): SocketConfig['makeSignalRepository'] {
  return (auth, logger, pnToLid) => {
    const inner = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);
    const keys = auth.keys as SignalKeyStoreWithTransaction;

    async function decryptMessage(input: Parameters<typeof inner.decryptMessage>[0]): Promise<Uint8Array> {
      const entry = entryOf(options, input.ciphertext);
      try {
        return await keys.transaction(async () => {
          const plaintext = await inner.decryptMessage(input);
          await keys.set(journaling({ ...entry, plaintext }, { handled: isDone({ ...entry, plaintext }) }));
          return plaintext;
        }, input.jid);
      } catch (error) {
        if (error instanceof StoreClosed) throw error;
        return answerFromJournal(entry, error);
      }
    }

    async function decryptGroupMessage(
      input: Parameters<typeof inner.decryptGroupMessage>[0],
    ): Promise<Uint8Array> {
      const entry = entryOf(options, input.msg);
      try {
        return await keys.transaction(async () => {
          const plaintext = await inner.decryptGroupMessage(input);
          await keys.set(journaling({ ...entry, plaintext }, { handled: false }));
          return plaintext;
        }, input.group);
      } catch (error) {
        if (error instanceof StoreClosed) throw error;
        return answerFromJournal(entry, error);
      }
    }

    async function answerFromJournal(entry: JournalEntry, error: unknown): Promise<Uint8Array> {
      const known = await find(options, entry.hash);
      if (known?.plaintext) return known.plaintext;
      if (!known) await keys.set(journaling(entry, { handled: isDone(entry) }));
      // In words of our own: Baileys drops in silence what fails as "Key used already", instead of asking again.
      throw new Error('The message could not be decrypted', { cause: error });
    }

    return { ...inner, decryptMessage, decryptGroupMessage };
  };
}

function entryOf(options: JournalingOptions, ciphertext: Uint8Array): JournalEntry {
  return {
    hash: hashCiphertext(ciphertext),
    attrs: options.stanzaOf(ciphertext)?.attrs ?? {},
    account: options.account(),
    plaintext: null,
    unavailable: null,
  };
}

async function find(options: JournalingOptions, hash: Buffer): Promise<JournalEntry | null> {
  try {
    const waiting = options.waitingEntry(hash);
    if (waiting) return waiting;
    const found = await options.journal.find(hash);
    if (found?.open) options.foundOpen(found.entry);
    return found?.entry ?? null;
  } catch (error) {
    options.failed(error);
    throw new StoreClosed(error);
  }
}

/** From our own phone to this device: keys, which Baileys sees to. History is offered the same way, and is ours to fetch. */
function isDone(entry: JournalEntry): boolean {
  return entry.attrs.category === 'peer' && !readHistoryOffer(rebuildMessage(entry), entry.account);
}
