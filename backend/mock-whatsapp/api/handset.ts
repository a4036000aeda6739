import { type BinaryNode, encodeWAMessage, proto, unpadRandomMax16 } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import { deliver } from '../server/delivery.ts';
import type { Incoming, IncomingReceipt, Network } from '../server/network.ts';
import { bigEndian, child, el, seconds } from '../server/nodes.ts';
import { bundleOfRetry, keyNode, skeyNode } from '../server/queries/keys.ts';
import { type Outgoing, sendSealed, sendSealedBatch } from '../server/sealing.ts';
import { stanzaType } from './content.ts';

const REMEMBERED = 5000;
const KEY_TYPE = Buffer.from([5]);

/** A message for all linked devices of an account. */
export interface Letter {
  to: Account;
  id: string;
  content: proto.IMessage;
  timestamp: number;
  /** Where it comes from, in the words of the stanza. */
  addressing: Record<string, string | undefined>;
}

/** The app on a person's phone: encrypts for linked devices, opens what they have encrypted, sends again when asked. */
export class Handset {
  private readonly network: Network;
  private readonly account: Account;
  private readonly sent = new Map<string, Letter>();

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

  /** Encrypts for somebody's phone; gives what the server would bring there. */
  async sealForPhone(to: Account, letter: Letter): Promise<Incoming> {
    const { keys } = this.account;
    const peer = { user: to.number, device: 0 };
    if (!keys.hasSession(peer)) await keys.openSession(peer, to.keys.takeBundle());
    const { type, ciphertext } = await keys.encrypt(peer, encodeWAMessage(letter.content));
    const from = { account: this.account, device: 0 };
    return { from, id: letter.id, to: to.jid, type, ciphertext, timestamp: letter.timestamp, attrs: {} };
  }

  /** A device couldn't read a message: encrypts it anew, in a new session. */
  async resend(receipt: IncomingReceipt): Promise<void> {
    const device = receipt.from.account.devices.get(receipt.from.device);
    const count = child(receipt.node, 'retry')?.attrs.count ?? '1';
    for (const id of receipt.ids) {
      const letter = this.sent.get(id);
      if (!letter || !device) continue;
      const bundle = bundleOfRetry(receipt.node);
      await sendSealed(this.network, device, { ...this.outgoing(letter, count), fresh: true, bundle });
    }
  }

  /** Decrypts; when that fails asks the device to send it again, and gives nothing. */
  async open(incoming: Incoming): Promise<proto.IMessage | undefined> {
    const peer = { user: incoming.from.account.number, device: incoming.from.device };
    try {
      const plain = await this.account.keys.decrypt(peer, incoming.type, incoming.ciphertext);
      return proto.Message.decode(unpadRandomMax16(plain));
    } catch (err) {
      this.network.logger.info({ err, id: incoming.id }, 'a message cannot be read, asking again');
      this.askAgain(incoming);
      return undefined;
    }
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

  private returnAddress(incoming: Incoming, device: Device) {
    if (device.account !== this.account) return { from: incoming.to };
    return { from: this.account.jid, recipient: incoming.to };
  }

  private outgoing(letter: Letter, count?: string): Outgoing {
    const { type, edit, mediatype } = stanzaType(letter.content);
    const attrs: BinaryNode['attrs'] = {
      id: letter.id,
      type,
      t: seconds(new Date(letter.timestamp)),
      notify: this.account.name,
    };
    for (const [name, value] of Object.entries({ ...letter.addressing, edit }))
      if (value) attrs[name] = value;
    const encAttrs: Record<string, string> = {};
    if (mediatype) encAttrs.mediatype = mediatype;
    if (count) encAttrs.count = count;
    return { from: this.account, message: letter.content, attrs, encAttrs };
  }

  private remember(letter: Letter): void {
    this.sent.set(letter.id, letter);
    const [oldest] = this.sent.keys();
    if (this.sent.size > REMEMBERED && oldest !== undefined) this.sent.delete(oldest);
  }
}
