import type { proto } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import { phoneJid } from '../data/jid.ts';
import { changeAddressBook, hasAddressBook, packAddressBook } from '../server/address-book.ts';
import { deliver } from '../server/delivery.ts';
import { removeDevice } from '../server/devices.ts';
import { notify } from '../server/groups.ts';
import { el } from '../server/nodes.ts';
import { receiptNode, sendReceipt } from '../server/receipts.ts';
import type { Applied } from './chat.ts';
import type { ChatMessage, MessageMatch, PhoneMessage, TypingState, WaitOptions } from './chat-message.ts';
import type { SendOptions } from './compose/context.ts';
import type { Customer } from './customer.ts';
import { Group } from './group.ts';
import type { Letter } from './handset.ts';
import type { PastMessage } from './history.ts';
import { type LinkedDevice, viewOf } from './linked-device.ts';
import { parseQr } from './qr.ts';
import { type DeviceChange, ReceivingPhone } from './receiving-phone.ts';

/** A person's phone with WhatsApp on it, to which clients are linked. */
export class Phone extends ReceivingPhone {
  private readonly views = new WeakMap<Device, LinkedDevice>();

  /** The clients linked at this moment, in the order they were linked. */
  get devices(): LinkedDevice[] {
    return [...this.account.devices.values()].map((device) => this.view(device));
  }

  /** Scans the QR a client shows: `text` is what the picture contains. Rejects a malformed, an unknown or an expired one. */
  async scanQr(text: string): Promise<LinkedDevice> {
    const { ref, advSecret } = parseQr(text);
    return this.view(await this.world.desk.linkByRef(this.account, ref, advSecret));
  }

  /** Types in the eight characters a client shows. Rejects when no client waits for this number, or the code is wrong. */
  async enterPairingCode(code: string): Promise<LinkedDevice> {
    return this.view(await this.world.codes.enter(this.account, code));
  }

  /** Removes a linked device, as in the phone's list of linked devices. */
  logOut(device: LinkedDevice): void {
    const found = this.account.devices.get(device.id);
    if (!found) throw new Error(`Device ${device.id} is not linked to ${this.number}.`);
    removeDevice(this.network, found);
  }

  /** Waits until a linked device matches; by default, until one is online. */
  waitForDevice(
    match: (device: LinkedDevice) => boolean = (device) => device.online,
    options?: WaitOptions,
  ): Promise<LinkedDevice> {
    const look = () => this.devices.find(match);
    return this.waiting.until(() => `a linked device of ${this.name}`, look, options);
  }

  /** Writes on the phone itself; linked devices get a copy. */
  async send(
    to: Customer | Group,
    content: proto.IMessage,
    options: SendOptions = {},
  ): Promise<PhoneMessage> {
    const complete = this.inContext(to, content, options);
    if (to instanceof Group) return this.writeToGroup(to, complete);
    const letter = { ...this.letter(to, complete), readable: options.viewOnce === 'readable' };
    const { added } = this.applyOwn(to.account, letter);
    if (!added) throw new Error('this content is no message: use edit, deleteForEveryone, react or change');
    this.announce(to.account, { added });
    await this.post(to, letter);
    return added;
  }

  async change(to: Customer | Group, content: proto.IMessage): Promise<void> {
    if (to instanceof Group) return this.changeInGroup(to, content);
    const letter = this.letter(to, content);
    this.announce(to.account, this.applyOwn(to.account, letter));
    await this.post(to, letter);
  }

  /** Puts into the chat what was said before, oldest first; a client gets it when it is linked, not now. */
  remember(customer: Customer, past: PastMessage[]): PhoneMessage[] {
    return past.map(({ fromMe = false, text, content = { conversation: text }, at, status = 'read' }) => {
      const id = this.newId();
      const author = fromMe ? this.account : customer.account;
      const arrival = { id, fromMe, author, content, timestamp: at.getTime(), status };
      const { added } = this.chatWith(customer.account).apply(arrival);
      if (!added) throw new Error('this content is no message');
      customer.remember(this.account, { ...arrival, fromMe: !fromMe });
      this.announce(customer.account, { added });
      return added;
    });
  }

  /** Saves somebody in the phone's address book, or deletes them (no name). Clients hear of it. */
  async saveContact(o: {
    number: string;
    lid?: string;
    name: string | undefined;
    firstName?: string;
  }): Promise<void> {
    const { number, name, firstName } = o;
    const lid = o.lid ?? this.network.accounts.get(number)?.lidJid;
    await changeAddressBook(this.network, this.account, { jid: phoneJid(number), lid, name, firstName });
  }

  /** Saves somebody of whom the phone knows the LID alone. */
  async saveHiddenContact(o: { lid: string; name: string }): Promise<void> {
    await changeAddressBook(this.network, this.account, { jid: o.lid, name: o.name });
  }

  /** Whether anybody was ever saved in it. */
  get hasAddressBook(): boolean {
    return hasAddressBook(this.account);
  }

  /** From now on a client that asks for the whole address book gets a file with it, as from large ones. */
  packAddressBook(): void {
    packAddressBook(this.network, this.account);
  }

  /** Blocks somebody on the phone, or takes them back. Clients hear of it. */
  setBlocked(customer: Customer, blocked: boolean): void {
    const { lid } = customer;
    if (blocked) this.account.blocked.add(lid);
    else for (const jid of [lid, customer.jid]) this.account.blocked.delete(jid);
    const item = el('item', { jid: lid, action: blocked ? 'block' : 'unblock' });
    notify(this.network, this.account, { type: 'account_sync', from: this.jid }, el('blocklist', {}, [item]));
    this.network.hooks.changed();
  }

  /** Opens the chat on the phone: the customer's messages become read, and linked devices hear about it. */
  async read(customer: Customer): Promise<void> {
    const unread = this.chatWith(customer.account).messages.filter(
      (message) => !message.fromMe && message.status !== 'read',
    );
    const ids = unread.map((message) => message.id);
    if (ids.length === 0) return;
    this.raise(customer.account, ids, false, 'read');
    const from = { account: this.account, device: 0 };
    sendReceipt(this.network, { from, fromJid: this.jid, to: customer.account, ids, type: 'read' });
    const attrs = { from: this.jid, recipient: addressOf(customer), type: 'read-self' };
    for (const device of this.account.devices.values())
      deliver(this.network, device, receiptNode(ids, attrs));
  }

  /** The first message that matches and hasn't been returned by this method before; both directions count. */
  waitForMessage(match?: MessageMatch, options?: WaitOptions): Promise<ChatMessage> {
    return this.nextMessage(match, () => true, options);
  }

  /** What the customer shows to this phone. */
  typingOf(customer: Customer): TypingState {
    return this.shownBy(customer.account);
  }

  /** A linked device was added, came, went or was removed. Not for test authors. */
  deviceChanged(device: Device, change: DeviceChange): void {
    this.world.deviceChanged(this.view(device), this.account, change);
    this.waiting.poke();
  }

  private applyOwn(chat: Account, { id, content, timestamp }: Letter): Applied {
    const arrival = { id, fromMe: true, author: this.account, content, timestamp, status: 'sent' as const };
    return this.chatWith(chat).apply(arrival);
  }

  private async post(to: Customer, letter: Letter): Promise<void> {
    to.message(await this.handset.sealForPhone(to.account, letter));
    const { content } = letter;
    const deviceSentMessage = { destinationJid: letter.addressing.recipient, message: content };
    const { messageContextInfo } = content;
    const copy = { deviceSentMessage, messageContextInfo };
    await this.handset.send({ ...letter, to: this.account, content: copy });
  }

  private letter(to: Customer, content: proto.IMessage): Letter {
    const recipient = addressOf(to);
    const alternative =
      to.addressing === 'lid' ? { peer_recipient_pn: to.jid } : { peer_recipient_lid: to.lid };
    const addressing = { from: this.jid, recipient, ...alternative };
    return { to: to.account, id: this.newId(), content, timestamp: Date.now(), addressing };
  }

  private view(device: Device): LinkedDevice {
    const existing = this.views.get(device);
    if (existing) return existing;
    const created = viewOf(device, () => this.network.connection(device) !== undefined);
    this.views.set(device, created);
    return created;
  }
}

function addressOf(customer: Customer): string {
  return customer.addressing === 'lid' ? customer.lid : customer.jid;
}
