import { type BinaryNode, encodeWAMessage, proto, unpadRandomMax16 } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import { type Audience, addressIn } from '../data/group.ts';
import type { PeerDevice } from '../data/key-store.ts';
import { deliver } from '../server/delivery.ts';
import type { Incoming, IncomingReceipt, Network } from '../server/network.ts';
import { bigEndian, child, el, seconds } from '../server/nodes.ts';
import { bundleOfRetry, keyNode, skeyNode } from '../server/queries/keys.ts';
import { type Outgoing, sendSealed, sendSealedBatch } from '../server/sealing.ts';
import { stanzaType } from './content.ts';
import { isViewOnce } from './reading.ts';

const REMEMBERED = 5000;
const KEY_TYPE = Buffer.from([5]);

/** A message, wherever it goes. */
interface Paper {
  id: string;
  content: proto.IMessage;
  timestamp: number;
  /** Linked devices get a content that is to be seen once, too. */
  readable?: boolean;
}

/** A message for all linked devices of an account. */
export interface Letter extends Paper {
  to: Account;
  /** Where it comes from, in the words of the stanza. */
  addressing: Record<string, string | undefined>;
}

/** A message for the linked devices of all who are in a group, or see one's status. */
export interface Notice extends Paper {
  audience: Audience;
  members: Account[];
}

/** The app on a person's phone: encrypts for linked devices, opens what they have encrypted, sends again when asked. */
export class Handset {
  private readonly network: Network;
  private readonly account: Account;
  private readonly sent = new Map<string, Letter | Notice>();
  /** Which devices have this person's key for a group. */
  private readonly keyHolders = new Map<string, WeakSet<Device>>();

  constructor(network: Network, account: Account) {
    this.network = network;
    this.account = account;
  }

  /** Sends to each linked device of an account. */
  async send(letter: Letter): Promise<void> {
    this.remember(letter);
    const devices = [...letter.to.devices.values()];
    const again = this.network.plan.take('resend', letter.to.number) !== undefined;
    const targets = again ? [...devices, ...devices] : devices;
    await Promise.all(targets.map((device) => sendSealed(this.network, device, this.outgoing(letter))));
  }

  /** Sends many to each linked device, encrypted first and pushed then. */
  async sendBatch(letters: Letter[], to: Account): Promise<void> {
    for (const letter of letters) this.remember(letter);
    const batch = letters.map((letter) => this.outgoing(letter));
    const devices = [...to.devices.values()];
    await Promise.all(devices.map((device) => sendSealedBatch(this.network, device, batch)));
  }

  /** Sends to each linked device of each member, encrypted once; who lacks this person's key for it gets that, too. */
  async sendToAll(notice: Notice): Promise<void> {
    this.remember(notice);
    const { audience, content } = notice;
    const { senderKeys } = this.account;
    const { ciphertext, distribution } = await senderKeys.encrypt(audience.jid, encodeWAMessage(content));
    const holders = this.holdersOf(audience);
    const sent = notice.members
      .flatMap((member) => [...member.devices.values()])
      .map((device) => {
        const message = holders.has(device) ? undefined : distributed(audience, distribution);
        holders.add(device);
        const outgoing = this.outgoing(notice);
        const readable = outgoing.unavailable ? {} : { message, forAll: ciphertext };
        return sendSealed(this.network, device, { ...outgoing, ...readable });
      });
    await Promise.all(sent);
  }

  /** Somebody has left a group: a new key from now on, for those who stay. */
  renewKey(audience: Audience): void {
    this.account.senderKeys.rotate(audience.jid);
    this.keyHolders.delete(audience.jid);
  }

  /** Encrypts for somebody's phone; gives what the server would bring there. */
  async sealForPhone(to: Account, letter: Letter): Promise<Incoming> {
    const { keys } = this.account;
    const peer = { user: to.number, device: 0 };
    if (!keys.hasSession(peer)) await keys.openSession(peer, to.keys.takeBundle());
    const sealed = await keys.encrypt(peer, encodeWAMessage(letter.content));
    const from = { account: this.account, device: 0 };
    return { from, id: letter.id, to: to.jid, sealed, timestamp: letter.timestamp, attrs: {} };
  }

  /** A device couldn't read a message: encrypts it anew, in a new session. */
  async resend(receipt: IncomingReceipt): Promise<void> {
    const device = receipt.from.account.devices.get(receipt.from.device);
    const count = child(receipt.node, 'retry')?.attrs.count ?? '1';
    for (const id of receipt.ids) {
      const letter = this.sent.get(id);
      if (!letter || !device) continue;
      const bundle = bundleOfRetry(receipt.node);
      const outgoing = { ...this.outgoing(letter, count), fresh: true, bundle };
      if ('audience' in letter) outgoing.message = await this.withKey(letter);
      await sendSealed(this.network, device, outgoing);
    }
  }

  /** Decrypts; when that fails asks the device to send it again, and gives nothing. */
  async open(incoming: Incoming): Promise<proto.IMessage | undefined> {
    const peer = { user: incoming.from.account.number, device: incoming.from.device };
    try {
      const own = incoming.sealed && (await this.openSealed(peer, incoming.sealed));
      if (!incoming.forAll) return own;
      const plain = await this.account.senderKeys.decrypt(incoming.to, peer, incoming.forAll);
      return proto.Message.decode(unpadRandomMax16(plain));
    } catch (err) {
      this.network.logger.info({ err, id: incoming.id }, 'a message cannot be read, asking again');
      this.askAgain(incoming);
      return undefined;
    }
  }

  private async openSealed(peer: PeerDevice, sealed: NonNullable<Incoming['sealed']>) {
    const plain = await this.account.keys.decrypt(peer, sealed.type, sealed.ciphertext);
    const message = proto.Message.decode(unpadRandomMax16(plain));
    const { groupId, axolotlSenderKeyDistributionMessage: key } = message.senderKeyDistributionMessage ?? {};
    if (groupId && key) await this.account.senderKeys.take(groupId, peer, key);
    return message;
  }

  private askAgain(incoming: Incoming): void {
    const device = incoming.from.account.devices.get(incoming.from.device);
    if (!device) return;
    const { registrationId, identity, signedPreKey, preKey } = this.account.keys.takeBundle();
    const keys = [el('type', {}, KEY_TYPE), el('identity', {}, identity)];
    if (preKey) keys.push(keyNode(preKey));
    const t = seconds();
    const count = incoming.attrs.count ?? '1';
    deliver(
      this.network,
      device,
      el('receipt', { id: incoming.id, type: 'retry', t, ...this.returnAddress(incoming, device) }, [
        el('retry', { count, id: incoming.id, t, v: '1' }),
        el('registration', {}, bigEndian(registrationId, 4)),
        el('keys', {}, [...keys, skeyNode(signedPreKey)]),
      ]),
    );
  }

  private returnAddress(incoming: Incoming, device: Device): Record<string, string> {
    const group = this.network.groups.get(incoming.to);
    if (group) return { from: incoming.to, participant: addressIn(group, this.account) };
    if (device.account !== this.account) return { from: incoming.to };
    return { from: this.account.jid, recipient: incoming.to };
  }

  private outgoing(letter: Letter | Notice, count?: string): Outgoing {
    const { type, edit, mediatype } = stanzaType(letter.content);
    const attrs: BinaryNode['attrs'] = {
      id: letter.id,
      type,
      t: seconds(new Date(letter.timestamp)),
      notify: this.account.name,
    };
    const addressing = 'audience' in letter ? this.addressingIn(letter.audience) : letter.addressing;
    for (const [name, value] of Object.entries({ ...addressing, edit })) if (value) attrs[name] = value;
    const encAttrs: Record<string, string> = {};
    if (mediatype) encAttrs.mediatype = mediatype;
    if (count) encAttrs.count = count;
    const unreadable = isViewOnce(letter.content) && !letter.readable;
    const message = unreadable ? undefined : letter.content;
    return {
      from: this.account,
      message,
      unavailable: unreadable ? 'view_once' : undefined,
      attrs,
      encAttrs,
    };
  }

  private addressingIn(audience: Audience): Record<string, string> {
    const { jid, lidJid } = this.account;
    return audience.addressing === 'lid'
      ? { from: audience.jid, participant: lidJid, participant_pn: jid, addressing_mode: 'lid' }
      : { from: audience.jid, participant: jid, participant_lid: lidJid, addressing_mode: 'pn' };
  }

  private async withKey({ audience, content }: Notice): Promise<proto.IMessage> {
    const distribution = await this.account.senderKeys.distribution(audience.jid);
    return { ...content, ...distributed(audience, distribution) };
  }

  private holdersOf({ jid }: Audience): WeakSet<Device> {
    const holders = this.keyHolders.get(jid) ?? new WeakSet();
    this.keyHolders.set(jid, holders);
    return holders;
  }

  private remember(letter: Letter | Notice): void {
    this.sent.set(letter.id, letter);
    const [oldest] = this.sent.keys();
    if (this.sent.size > REMEMBERED && oldest !== undefined) this.sent.delete(oldest);
  }
}

function distributed({ jid }: Audience, distribution: Uint8Array): proto.IMessage {
  return {
    senderKeyDistributionMessage: { groupId: jid, axolotlSenderKeyDistributionMessage: distribution },
  };
}
