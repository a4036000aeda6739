import { encodeSyncdPatch, newLTHashState, proto } from '@whiskeysockets/baileys';
import type { Account, Collection } from '../data/account.ts';
import { notify } from './groups.ts';
import type { Network } from './network.ts';
import { el } from './nodes.ts';

const COLLECTION = 'critical_unblock_low';
const { SyncdOperation } = proto.SyncdMutation;

/** An entry in a phone's address book, as clients get it: part of the app state, encrypted under its key. */
export interface AddressBookEntry {
  /** `NUMBER@s.whatsapp.net`. */
  jid: string;
  lid?: string;
  /** Nothing: the entry is deleted. */
  name: string | undefined;
  firstName?: string;
}

/** Writes into the address book; clients that are linked hear that there is something new and fetch it. */
export async function changeAddressBook(
  network: Network,
  account: Account,
  { jid, lid, name, firstName }: AddressBookEntry,
): Promise<void> {
  const { id, data } = account.appStateKey;
  const collection = collectionOf(account);
  const syncAction: proto.ISyncActionValue = {
    timestamp: Date.now(),
    contactAction: {
      fullName: name,
      firstName: firstName ?? name,
      lidJid: lid,
      saveOnPrimaryAddressbook: true,
    },
  };
  const operation = name ? SyncdOperation.SET : SyncdOperation.REMOVE;
  const { patch } = await encodeSyncdPatch(
    { type: COLLECTION, index: ['contact', jid], syncAction, apiVersion: 2, operation },
    Buffer.from(id).toString('base64'),
    { ...newLTHashState(), version: collection.version },
    async () => ({ keyData: data }),
  );
  collection.version += 1;
  patch.version = { version: collection.version };
  collection.patches.push(proto.SyncdPatch.encode(patch).finish());
  const news = el('collection', { name: COLLECTION, version: String(collection.version) });
  notify(network, account, { type: 'server_sync', from: account.jid }, news);
  network.hooks.changed();
}

function collectionOf(account: Account): Collection {
  const existing = account.collections.get(COLLECTION);
  if (existing) return existing;
  const created: Collection = { version: 0, patches: [] };
  account.collections.set(COLLECTION, created);
  return created;
}
