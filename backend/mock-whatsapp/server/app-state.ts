import {
  decodePatches,
  encodeSyncdPatch,
  type LTHashState,
  newLTHashState,
  proto,
} from '@whiskeysockets/baileys';
import type { Account, Collection } from '../data/account.ts';
import { encryptMedia } from '../data/media-crypto.ts';
import type { Network } from './network.ts';

const { SyncdOperation } = proto.SyncdMutation;

export type CollectionName = Parameters<typeof decodePatches>[0];

/** A change of a phone's app state: something is as `action` says, or is no more. */
export interface StateChange {
  /** What it is about. */
  index: string[];
  action: proto.ISyncActionValue;
  removed?: boolean;
}

/** What the signatures of a collection are made over. Kept, because it would have to be read from all patches again. */
const states = new WeakMap<Collection, LTHashState>();

export function collectionOf(account: Account, name: string): Collection {
  const existing = account.collections.get(name);
  if (existing) return existing;
  const created: Collection = { version: 0, patches: [] };
  account.collections.set(name, created);
  return created;
}

/** Changes the app state as the phone does: encrypted and signed under its key. */
export async function changeState(
  account: Account,
  name: CollectionName,
  change: StateChange,
): Promise<Collection> {
  const { id } = account.appStateKey;
  const collection = collectionOf(account, name);
  const before = await stateOf(account, name, collection);
  const operation = change.removed ? SyncdOperation.REMOVE : SyncdOperation.SET;
  const { patch, state } = await encodeSyncdPatch(
    { type: name, index: change.index, syncAction: change.action, apiVersion: 2, operation },
    Buffer.from(id).toString('base64'),
    before,
    keyOf(account),
  );
  // Baileys' own encoder forgets that what is removed is there no longer.
  if (change.removed) delete state.indexValueMap[indexOf(patch.mutations?.[0]?.record)];
  collection.version += 1;
  patch.version = { version: collection.version };
  collection.patches.push(proto.SyncdPatch.encode(patch).finish());
  states.set(collection, state);
  return collection;
}

/** What a client gets that starts from nothing: all that holds at this version, instead of how it came to be. */
export function packState(collection: Collection): void {
  const records = new Map<string, proto.ISyncdRecord>();
  const patches = collection.patches.map((bytes) => proto.SyncdPatch.decode(bytes));
  for (const { operation, record } of patches.flatMap(({ mutations }) => mutations)) {
    if (!record) continue;
    if (operation === SyncdOperation.REMOVE) records.delete(indexOf(record));
    else records.set(indexOf(record), record);
  }
  const last = patches.at(-1);
  if (!last) return;
  const { version } = collection;
  const snapshot = {
    version: { version },
    records: [...records.values()],
    mac: last.snapshotMac,
    keyId: last.keyId,
  };
  collection.snapshot = { version, bytes: proto.SyncdSnapshot.encode(snapshot).finish() };
}

/** Where a client finds a snapshot: on the media host, encrypted. */
export function snapshotReference(network: Network, bytes: Uint8Array): Uint8Array {
  const { blob, ...secret } = encryptMedia(bytes, 'app-state');
  const directPath = network.media.blobs.put('md-app-state', blob);
  return proto.ExternalBlobReference.encode({ ...secret, directPath, fileSizeBytes: bytes.length }).finish();
}

async function stateOf(account: Account, name: CollectionName, collection: Collection): Promise<LTHashState> {
  const kept = states.get(collection);
  if (kept?.version === collection.version) return kept;
  const patches = collection.patches.map((bytes) => proto.SyncdPatch.decode(bytes));
  const { state } = await decodePatches(
    name,
    patches,
    newLTHashState(),
    keyOf(account),
    {},
    undefined,
    undefined,
    false,
  );
  return state;
}

function keyOf(account: Account): () => Promise<proto.Message.IAppStateSyncKeyData> {
  return async () => ({ keyData: account.appStateKey.data });
}

function indexOf(record: proto.ISyncdRecord | null | undefined): string {
  return Buffer.from(record?.index?.blob ?? []).toString('base64');
}
