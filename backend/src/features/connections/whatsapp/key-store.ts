import {
  BufferJSON,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from '@whiskeysockets/baileys';
import { callCompanyFunction } from '../../../core/company-function.ts';
import type { Vault } from '../../../core/secrets.ts';
import { BoundedCache } from './bounded-cache.ts';
import { encodeEntry, type JournalEntry } from './journal-entry.ts';
import type { OwnedConnection } from './owned-connection.ts';

type KeyType = keyof SignalDataTypeMap;

/** A journal entry on its way through Baileys' key transaction, so that it is committed with the keys. */
interface Journaled {
  entry: JournalEntry;
  /** There is nothing to do for it: it is kept only to answer the same ciphertext again. */
  handled: boolean;
}

/** The type of key that journal entries travel as. Baileys carries types it doesn't know like its own. */
const journalType = 'journal';

/** How many keys of one connection stay in memory. A chat has three or four. */
const cacheSize = 1_000;

/** The data of a key transaction that journals `entry`. */
export function journaling(entry: JournalEntry, { handled }: { handled: boolean }): SignalDataSet {
  const journaled: Journaled = { entry, handled };
  const data: Record<string, Record<string, Journaled>> = {
    [journalType]: { [entry.hash.toString('hex')]: journaled },
  };
  return data;
}

/** The database's part of a socket's state has failed, or the socket is over: nothing may be acknowledged any more. */
export class StoreClosed extends Error {
  constructor(cause?: unknown) {
    super('The key store is closed', { cause });
    this.name = 'StoreClosed';
  }
}

/**
 * Signal keys in Postgres: read in batches, written in one statement together with the journal, sealed. What was used
 * lately is kept in memory, absence included, so that a warm chat costs no read. The memory moves on only after the
 * commit.
 */
export class KeyStore {
  readonly #owned: OwnedConnection;
  readonly #vault: Vault;
  readonly #cache = new BoundedCache<{ value: unknown }>(cacheSize);
  #running = new Set<Promise<unknown>>();

  constructor(owned: OwnedConnection, vault: Vault) {
    this.#owned = owned;
    this.#vault = vault;
  }

  /**
   * The store as one socket sees it. It closes when `signal` aborts, and when the database fails it: then it calls
   * `onFailure` before anybody hears of the error, so that the socket is shut before Baileys answers WhatsApp.
   */
  view(signal: AbortSignal, onFailure: (error: unknown) => void): SignalKeyStore {
    const guard = async <Result>(work: () => Promise<Result>): Promise<Result> => {
      if (signal.aborted) throw new StoreClosed();
      const running = work();
      this.#running.add(running);
      try {
        return await running;
      } catch (error) {
        this.#cache.clear();
        onFailure(error);
        throw new StoreClosed(error);
      } finally {
        this.#running.delete(running);
      }
    };
    return {
      get: <Type extends KeyType>(type: Type, ids: string[]) => guard(() => this.#get(type, ids)),
      set: (data) => guard(() => this.#set(data)),
    };
  }

  /** Journals what came without a ciphertext. */
  async addToJournal(entry: JournalEntry): Promise<void> {
    await this.#set(journaling(entry, { handled: false }));
  }

  /** The other identity of a person, as far as it is known here. */
  async linkedIdentity(identity: { kind: 'phone' | 'lid'; value: string }): Promise<string | null> {
    const id = identity.kind === 'phone' ? identity.value : `${identity.value}_reverse`;
    return (await this.#get('lid-mapping', [id]))[id] ?? null;
  }

  /** Waits for what is being read and written. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /** Forgets what is in memory: the account has changed. */
  clear(): void {
    this.#cache.clear();
  }

  async #get<Type extends KeyType>(
    type: Type,
    ids: string[],
  ): Promise<{ [id: string]: SignalDataTypeMap[Type] }> {
    const found: { [id: string]: SignalDataTypeMap[Type] } = {};
    const missing: string[] = [];
    for (const id of ids) {
      const cached = this.#cache.get(cacheKey(type, id));
      if (!cached) missing.push(id);
      else if (cached.value !== null) found[id] = cached.value as SignalDataTypeMap[Type];
    }
    if (missing.length === 0) return found;
    const stored = await this.#read(type, missing);
    for (const id of missing) {
      const value = stored.get(id) ?? null;
      if (value !== null) found[id] = value as SignalDataTypeMap[Type];
      // A write may have come in between: it is newer.
      if (isCached(type) && !this.#cache.has(cacheKey(type, id))) {
        this.#cache.set(cacheKey(type, id), { value });
      }
    }
    return found;
  }

  async #read(type: KeyType, ids: string[]): Promise<Map<string, unknown>> {
    const { companyId, connectionId } = this.#owned;
    const rows = await callCompanyFunction<{ id: string; sealed: Buffer }>(
      'whatsapp-read-keys',
      'SELECT id, sealed FROM whatsapp_read_keys($1::uuid, $2::uuid, $3, $4::text[])',
      [companyId, connectionId, type, ids],
    );
    return new Map(rows.map(({ id, sealed }) => [id, parseKey(type, this.#vault.open(sealed))]));
  }

  async #set(data: SignalDataSet): Promise<void> {
    const { companyId, connectionId, ownerId } = this.#owned;
    const keys = keysOf(data);
    const journaled = journaledIn(data);
    if (keys.length === 0 && journaled.length === 0) return;
    const sealed = keys.map(({ value }) => (value === null ? null : this.#vault.seal(serializeKey(value))));
    const entries = journaled.map(({ entry }) => this.#vault.seal(encodeEntry(entry)));
    await callCompanyFunction(
      'whatsapp-commit',
      `SELECT whatsapp_commit($1::uuid, $2::uuid, $3, $4::text[], $5::text[], $6::integer[], $7::bytea,
                              $8::bytea, $9::integer[], $10::bytea, $11::boolean[])`,
      [
        companyId,
        connectionId,
        ownerId,
        keys.map(({ type }) => type),
        keys.map(({ id }) => id),
        sealed.map((bytes) => bytes?.length ?? null),
        Buffer.concat(sealed.filter((bytes) => bytes !== null)),
        Buffer.concat(journaled.map(({ entry }) => entry.hash)),
        entries.map((bytes) => bytes.length),
        Buffer.concat(entries),
        journaled.map(({ handled }) => handled),
      ],
    );
    for (const { type, id, value } of keys) {
      if (isCached(type)) this.#cache.set(cacheKey(type, id), { value });
    }
  }
}

interface Key {
  type: string;
  id: string;
  value: unknown;
}

function keysOf(data: SignalDataSet): Key[] {
  return Object.entries(data).flatMap(([type, values]) =>
    type === journalType
      ? []
      : Object.entries(values ?? {}).map(([id, value]: [string, unknown]) => ({
          type,
          id,
          value: value ?? null,
        })),
  );
}

function journaledIn(data: SignalDataSet): Journaled[] {
  const entries = Object.entries(data).find(([type]) => type === journalType)?.[1];
  return Object.values((entries ?? {}) as Record<string, Journaled>);
}

function cacheKey(type: string, id: string): string {
  return `${type} ${id}`;
}

/** Hundreds of prekeys are made at linking, and each is used once. */
function isCached(type: string): boolean {
  return type !== 'pre-key';
}

function serializeKey(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value, BufferJSON.replacer));
}

function parseKey(type: KeyType, bytes: Buffer): unknown {
  const value: unknown = JSON.parse(bytes.toString('utf8'), BufferJSON.reviver);
  if (type !== 'app-state-sync-key') return value;
  return proto.Message.AppStateSyncKeyData.fromObject(value as Record<string, unknown>);
}
