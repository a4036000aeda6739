import { callCompanyFunction } from '../../../core/company-function.ts';
import type { Vault } from '../../../core/secrets.ts';
import { withCompany } from '../../../core/tenancy.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import { decodeEntry, type JournalEntry } from './journal-entry.ts';
import type { OwnedConnection } from './owned-connection.ts';

interface JournalRow {
  ciphertext_hash: Buffer;
  sealed: Buffer;
}

export interface Journaled {
  entry: JournalEntry;
  /** Nobody has handled it yet. */
  open: boolean;
}

/** What was decrypted, from the moment before WhatsApp gets its receipt. Entries are added by `KeyStore`. */
export class Journal {
  readonly #owned: OwnedConnection;
  readonly #vault: Vault;

  constructor(owned: OwnedConnection, vault: Vault) {
    this.#owned = owned;
    this.#vault = vault;
  }

  /** The entry of a ciphertext that has come before. */
  async find(hash: Buffer): Promise<Journaled | null> {
    const { companyId, connectionId } = this.#owned;
    const row = await withCompany(companyId, () =>
      queryOne<JournalRow & { open: boolean }>(
        `SELECT ciphertext_hash, sealed, handled_at IS NULL AS open FROM whatsapp_journal
          WHERE connection_id = $1 AND ciphertext_hash = $2`,
        [connectionId, hash],
      ),
    );
    return row && { entry: this.#open(row), open: row.open };
  }

  /** The oldest entries that aren't handled, after the place `after`, in the order they came. */
  async open(after: string, limit: number): Promise<{ seq: string; entry: JournalEntry }[]> {
    const { companyId, connectionId } = this.#owned;
    const rows = await withCompany(companyId, () =>
      query<JournalRow & { seq: string }>(
        `SELECT seq, ciphertext_hash, sealed FROM whatsapp_journal
          WHERE connection_id = $1 AND handled_at IS NULL AND seq > $2 ORDER BY seq LIMIT $3`,
        [connectionId, after, limit],
      ),
    );
    return rows.map((row) => ({ seq: row.seq, entry: this.#open(row) }));
  }

  async markHandled(hashes: Buffer[]): Promise<void> {
    const { companyId, connectionId } = this.#owned;
    await callCompanyFunction(
      'whatsapp-mark-handled',
      'SELECT whatsapp_mark_handled($1::uuid, $2::uuid, $3::bytea[])',
      [companyId, connectionId, hashes],
    );
  }

  #open(row: JournalRow): JournalEntry {
    return decodeEntry(row.ciphertext_hash, this.#vault.open(row.sealed));
  }
}
