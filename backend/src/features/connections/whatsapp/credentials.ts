import { type AuthenticationCreds, BufferJSON, initAuthCreds } from '@whiskeysockets/baileys';
import type { Vault } from '../../../core/secrets.ts';
import { withCompany } from '../../../core/tenancy.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import { LeaseLost, type OwnedConnection } from './owned-connection.ts';

/** The account's credentials, sealed in one row. */
export class Credentials {
  readonly #owned: OwnedConnection;
  readonly #vault: Vault;
  #saving: Promise<void> = Promise.resolve();

  constructor(owned: OwnedConnection, vault: Vault) {
    this.#owned = owned;
    this.#vault = vault;
  }

  /** The stored credentials; fresh ones where there are none, or only those of an abandoned pairing code. */
  async load(): Promise<AuthenticationCreds> {
    const { companyId, connectionId } = this.#owned;
    const row = await withCompany(companyId, () =>
      queryOne<{ sealed: Buffer }>('SELECT sealed FROM whatsapp_credentials WHERE connection_id = $1', [
        connectionId,
      ]),
    );
    if (!row) return initAuthCreds();
    const creds: AuthenticationCreds = JSON.parse(
      this.#vault.open(row.sealed).toString('utf8'),
      BufferJSON.reviver,
    );
    return isLinked(creds) ? creds : initAuthCreds();
  }

  /** Stores them as they are now, after the saves asked for before. */
  save(creds: AuthenticationCreds): Promise<void> {
    const sealed = this.#vault.seal(Buffer.from(JSON.stringify(creds, BufferJSON.replacer)));
    this.#saving = this.#saving.catch(() => undefined).then(() => this.#write(sealed));
    return this.#saving;
  }

  /** Waits for the saves asked for. */
  async settled(): Promise<void> {
    await this.#saving.catch(() => undefined);
  }

  async #write(sealed: Buffer): Promise<void> {
    const { companyId, connectionId, ownerId } = this.#owned;
    const rows = await withCompany(companyId, () =>
      query(
        `INSERT INTO whatsapp_credentials (connection_id, sealed)
         SELECT id, $2 FROM connections WHERE id = $1 AND owner_id = $3
         ON CONFLICT (company_id, connection_id) DO UPDATE SET sealed = excluded.sealed, updated_at = now()
         RETURNING connection_id`,
        [connectionId, sealed, ownerId],
      ),
    );
    if (rows.length === 0) throw new LeaseLost();
  }
}

/** An account stands behind these credentials. Baileys sets `me` already when a pairing code is only asked for. */
export function isLinked(creds: AuthenticationCreds): boolean {
  return creds.account !== undefined && creds.me !== undefined;
}

/** Deletes the credentials and Signal keys of a connection; part of the current unit of work. */
export async function forgetAccount(connectionId: string): Promise<void> {
  await query('DELETE FROM whatsapp_credentials WHERE connection_id = $1', [connectionId]);
  await query('DELETE FROM whatsapp_keys WHERE connection_id = $1', [connectionId]);
}
