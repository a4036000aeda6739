import type { ChannelPerson } from '../channel.ts';
import type { KeyStore } from './key-store.ts';

/** The same person with their other identity, where WhatsApp has told it before. */
export async function completePerson(keyStore: KeyStore, person: ChannelPerson): Promise<ChannelPerson> {
  if (person.group) return person;
  if (person.phone && !person.lid) {
    return { ...person, lid: await keyStore.linkedIdentity({ kind: 'phone', value: person.phone }) };
  }
  if (person.lid && !person.phone) {
    return { ...person, phone: await keyStore.linkedIdentity({ kind: 'lid', value: person.lid }) };
  }
  return person;
}
