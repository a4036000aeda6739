import type { Account } from '../data/account.ts';
import { changeState, collectionOf, packState } from './app-state.ts';
import { notify } from './groups.ts';
import type { Network } from './network.ts';
import { el } from './nodes.ts';

const COLLECTION = 'critical_unblock_low';

/** An entry in a phone's address book, as clients get it: part of the app state, encrypted under its key. */
export interface AddressBookEntry {
  /** `NUMBER@s.whatsapp.net`, or a LID. */
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
  const { version } = await changeState(account, COLLECTION, {
    index: ['contact', jid],
    action: {
      timestamp: Date.now(),
      contactAction: {
        fullName: name,
        firstName: firstName ?? name,
        lidJid: lid,
        saveOnPrimaryAddressbook: true,
      },
    },
    removed: name === undefined,
  });
  const news = el('collection', { name: COLLECTION, version: String(version) });
  notify(network, account, { type: 'server_sync', from: account.jid }, news);
  network.hooks.changed();
}

/** Who asks for the whole address book gets a file with it, and what came later as patches. */
export function packAddressBook(network: Network, account: Account): void {
  packState(collectionOf(account, COLLECTION));
  network.hooks.changed();
}

export function hasAddressBook(account: Account): boolean {
  return collectionOf(account, COLLECTION).version > 0;
}
