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
import { type Commit, type CommitLine, type Committer, commitLine } from './commit-line.ts';
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

/** So many changes may wait for one commit; whoever brings more waits for it. */
const mostGathered = 64;

/** What is committed together. */
interface Group {
  /** By type and id: only the last value of each is written. */
  keys: Map<string, Key>;
  /** By hash. */
  entries: Map<string, Journaled>;
  changes: number;
  done: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Signal keys in Postgres: read in batches, written together with the journal, sealed. What was used lately is kept in
 * memory, absence included, so that a warm chat costs no read.
 *
 * A change counts at once and is written behind: what comes while one commit is under way goes together in the next.
 * Therefore nothing may leave for WhatsApp before `committed` says so (`OutputGate`), and a commit that fails takes
 * everything after it along: memory and sockets start over from what the database has.
 */
export class KeyStore implements Committer {
  readonly owned: OwnedConnection;
  readonly #vault: Vault;
  readonly #line: CommitLine;
  readonly #cache = new BoundedCache<{ value: unknown }>(cacheSize);
  readonly #reads = new Set<Promise<unknown>>();
  readonly #views = new Set<(error: unknown) => void>();
  #gathering: Group | null = null;
  #committing: Group | null = null;
  #journaled: (entry: JournalEntry) => void = () => undefined;
  #unsure: () => void = () => undefined;

  constructor(owned: OwnedConnection, vault: Vault, line = commitLine) {
    this.owned = owned;
    this.#vault = vault;
    this.#line = line;
  }

  /** Calls `listener` for each entry that is to be handled: after its commit, in the order of decryption. */
  onJournaled(listener: (entry: JournalEntry) => void): void {
    this.#journaled = listener;
  }

  /** Calls `listener` when a commit has failed: it may be done all the same, and only its answer lost. */
  onUnsure(listener: () => void): void {
    this.#unsure = listener;
  }

  /**
   * The store as one socket sees it. It closes when `signal` aborts, and when the database fails it: then it calls
   * `onFailure` before anybody hears of the error, so that the socket is shut before Baileys answers WhatsApp.
   */
  view(signal: AbortSignal, onFailure: (error: unknown) => void): SignalKeyStore {
    this.#views.add(onFailure);
    signal.addEventListener('abort', () => this.#views.delete(onFailure), { once: true });
    return {
      get: async (type, ids) => {
        if (signal.aborted) throw new StoreClosed();
        const read = this.#get(type, ids);
        this.#reads.add(read);
        try {
          return await read;
        } catch (error) {
          this.#cache.clear();
          onFailure(error);
          throw new StoreClosed(error);
        } finally {
          this.#reads.delete(read);
        }
      },
      set: async (data) => {
        if (signal.aborted) throw new StoreClosed();
        const group = this.#add(data);
        if (group.changes < mostGathered) return;
        await group.done.catch((error: unknown) => {
          throw new StoreClosed(error);
        });
      },
    };
  }

  /** Resolves when all that was changed until now is committed, rejects when it never will be; null when it is already. */
  committed(): Promise<void> | null {
    return (this.#gathering ?? this.#committing)?.done ?? null;
  }

  /** Journals what came without a ciphertext. Resolves after the commit. */
  async addToJournal(entry: JournalEntry): Promise<void> {
    await this.#add(journaling(entry, { handled: false })).done;
  }

  /** An entry that isn't in the database yet. */
  waitingEntry(hash: Buffer): JournalEntry | null {
    const key = hash.toString('hex');
    const waiting = this.#gathering?.entries.get(key) ?? this.#committing?.entries.get(key);
    return waiting?.entry ?? null;
  }

  /** The other identity of a person, as far as it is known here. */
  async linkedIdentity(identity: { kind: 'phone' | 'lid'; value: string }): Promise<string | null> {
    const id = identity.kind === 'phone' ? identity.value : `${identity.value}_reverse`;
    return (await this.#get('lid-mapping', [id]))[id] ?? null;
  }

  /** Waits for what is being read and written. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#reads);
    for (let rest = this.committed(); rest; rest = this.committed()) await rest.catch(() => undefined);
  }

  /** Forgets what is in memory: the account has changed. */
  clear(): void {
    this.#cache.clear();
  }

  takeCommit(): Commit {
    const group = this.#gathering;
    this.#gathering = null;
    this.#committing = group;
    const keys = [...(group?.keys.values() ?? [])];
    const entries = [...(group?.entries.values() ?? [])];
    return {
      keys: keys.map(({ type, id, value }) => ({
        type,
        id,
        sealed: value === null ? null : this.#vault.seal(serializeKey(value)),
      })),
      entries: entries.map(({ entry, handled }) => ({
        hash: entry.hash,
        sealed: this.#vault.seal(encodeEntry(entry)),
        handled,
      })),
    };
  }

  commitSucceeded(): void {
    const group = this.#committing;
    this.#committing = null;
    if (this.#gathering) this.#line.add(this);
    for (const { entry, handled } of group?.entries.values() ?? []) if (!handled) this.#journaled(entry);
    group?.resolve();
  }

  /** What came after it was made from what is lost now. */
  commitFailed(error: unknown): void {
    const lost = [this.#committing, this.#gathering];
    this.#committing = null;
    this.#gathering = null;
    this.#cache.clear();
    for (const fail of this.#views) fail(error);
    this.#unsure();
    for (const group of lost) group?.reject(error);
  }

  #add(data: SignalDataSet): Group {
    if (!this.#gathering) {
      this.#gathering = newGroup();
      if (!this.#committing) this.#line.add(this);
    }
    const group = this.#gathering;
    for (const key of keysOf(data)) {
      const name = cacheKey(key.type, key.id);
      group.keys.set(name, key);
      if (isCached(key.type)) this.#cache.set(name, { value: key.value });
    }
    for (const journaled of journaledIn(data)) {
      group.entries.set(journaled.entry.hash.toString('hex'), journaled);
    }
    group.changes += 1;
    return group;
  }

  async #get<Type extends KeyType>(
    type: Type,
    ids: string[],
  ): Promise<{ [id: string]: SignalDataTypeMap[Type] }> {
    const found: { [id: string]: SignalDataTypeMap[Type] } = {};
    const take = (id: string, value: unknown) => {
      if (value !== null) found[id] = value as SignalDataTypeMap[Type];
    };
    const missing: string[] = [];
    for (const id of ids) {
      const known = this.#inMemory(cacheKey(type, id));
      if (known) take(id, known.value);
      else missing.push(id);
    }
    if (missing.length === 0) return found;
    const stored = await this.#read(type, missing);
    for (const id of missing) {
      const name = cacheKey(type, id);
      // A write may have come in between: it is newer.
      const newer = this.#inMemory(name);
      const value = newer ? newer.value : (stored.get(id) ?? null);
      take(id, value);
      if (!newer && isCached(type)) this.#cache.set(name, { value });
    }
    return found;
  }

  /** The cache may have forgotten what isn't written yet. */
  #inMemory(name: string): { value: unknown } | undefined {
    return this.#gathering?.keys.get(name) ?? this.#committing?.keys.get(name) ?? this.#cache.get(name);
  }

  async #read(type: KeyType, ids: string[]): Promise<Map<string, unknown>> {
    const { companyId, connectionId } = this.owned;
    const rows = await callCompanyFunction<{ id: string; sealed: Buffer }>(
      'whatsapp-read-keys',
      'SELECT id, sealed FROM whatsapp_read_keys($1::uuid, $2::uuid, $3, $4::text[])',
      [companyId, connectionId, type, ids],
    );
    return new Map(rows.map(({ id, sealed }) => [id, parseKey(type, this.#vault.open(sealed))]));
  }
}

function newGroup(): Group {
  let resolve: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const done = new Promise<void>((succeed, fail) => {
    resolve = succeed;
    reject = fail;
  });
  // Nobody may be waiting for it.
  done.catch(() => undefined);
  return { keys: new Map(), entries: new Map(), changes: 0, done, resolve, reject };
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
