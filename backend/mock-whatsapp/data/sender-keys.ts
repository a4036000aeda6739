import {
  GroupCipher,
  GroupSessionBuilder,
  SenderKeyDistributionMessage,
  SenderKeyName,
  SenderKeyRecord,
} from '@whiskeysockets/baileys/lib/Signal/Group/index.js';
import type { PeerDevice } from './key-store.ts';

/** The keys of one person for groups: their own, with which they encrypt once for all, and those others have given them. */
export class SenderKeys {
  private readonly owner: PeerDevice;
  private readonly records = new Map<string, SenderKeyRecord>();

  constructor(number: string) {
    this.owner = { user: number, device: 0 };
  }

  /** Encrypts for a group; `distribution` is what a device needs once to read it, taken before this message. */
  async encrypt(
    group: string,
    data: Uint8Array,
  ): Promise<{ ciphertext: Uint8Array; distribution: Uint8Array }> {
    const name = nameOf(group, this.owner);
    const distribution = await new GroupSessionBuilder(this.store).create(name);
    const ciphertext = await new GroupCipher(this.store, name).encrypt(data);
    return { ciphertext, distribution: distribution.serialize() };
  }

  /** A key of one's own that is given out again, for who could not read. */
  async distribution(group: string): Promise<Uint8Array> {
    return (await new GroupSessionBuilder(this.store).create(nameOf(group, this.owner))).serialize();
  }

  /** Takes another device's key for a group. */
  async take(group: string, from: PeerDevice, distribution: Uint8Array): Promise<void> {
    const message = new SenderKeyDistributionMessage(null, null, null, null, distribution);
    await new GroupSessionBuilder(this.store).process(nameOf(group, from), message);
  }

  async decrypt(group: string, from: PeerDevice, ciphertext: Uint8Array): Promise<Uint8Array> {
    return new GroupCipher(this.store, nameOf(group, from)).decrypt(ciphertext);
  }

  /** A new key for a group from the next message on: somebody has left it. */
  rotate(group: string): void {
    this.records.delete(nameOf(group, this.owner).toString());
  }

  /** Forgets all of them, as a phone that was set up anew. */
  forget(): void {
    this.records.clear();
  }

  // The cipher changes the record it gets; so a new one is kept at once.
  private readonly store = {
    loadSenderKey: async (name: SenderKeyName): Promise<SenderKeyRecord> => {
      const key = name.toString();
      const record = this.records.get(key) ?? new SenderKeyRecord();
      this.records.set(key, record);
      return record;
    },
    storeSenderKey: async (name: SenderKeyName, record: SenderKeyRecord): Promise<void> => {
      this.records.set(name.toString(), record);
    },
  };
}

function nameOf(group: string, { user, device }: PeerDevice): SenderKeyName {
  return new SenderKeyName(group, { id: user, deviceId: device, toString: () => `${user}.${device}` });
}
