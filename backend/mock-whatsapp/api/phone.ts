import type { proto } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import { deliver } from '../server/delivery.ts';
import { removeDevice } from '../server/devices.ts';
import type { Incoming, IncomingReceipt, Resident } from '../server/network.ts';
import { receiptNode, sendReceipt } from '../server/receipts.ts';
import type { Applied } from './chat.ts';
import type {
  ChatMessage,
  MessageMatch,
  MessageStatus,
  PhoneMessage,
  TypingState,
  WaitOptions,
} from './chat-message.ts';
import type { Customer } from './customer.ts';
import type { Letter } from './handset.ts';
import { historyOf } from './history.ts';
import { type LinkedDevice, viewOf } from './linked-device.ts';
import { type ChatState, Person, type Recipient } from './person.ts';
import { parseQr } from './qr.ts';
import type { World } from './world.ts';

const EARLY_RECEIPTS = 1000;

/** What a phone knows of the world: its chats are with customers. */
export interface PhoneWorld extends World {
  customerOf(account: Account): Customer | undefined;
  deviceChanged(device: LinkedDevice, account: Account, change: DeviceChange): void;
}

export type DeviceChange = 'linked' | 'online' | 'offline' | 'removed';

/** A phone as written to the state file, beside its account. */
export interface PhoneState {
  chats: ChatState[];
}

/** A person's phone with WhatsApp on it, to which clients are linked. */
export class Phone extends Person implements Resident, Recipient {
  /** A phone is always there. */
  readonly online = true;
  private readonly views = new WeakMap<Device, LinkedDevice>();
  /** Receipts for messages the phone doesn't have yet; those for edits and reactions stay here till they fall out. */
  private readonly early = new Map<string, MessageStatus>();
  protected override readonly world: PhoneWorld;

  constructor(world: PhoneWorld, account: Account, state: Partial<PhoneState> = {}) {
    super(world, account, state.chats);
    this.world = world;
  }

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
  async sendText(to: Customer, text: string): Promise<PhoneMessage> {
    const letter = this.letter(to, { conversation: text });
    const { id, content, timestamp } = letter;
    const { added } = this.chatWith(to.account).apply({
      id,
      fromMe: true,
      content,
      timestamp,
      status: 'sent',
    });
    if (!added) throw new Error('a text is a message');
    this.announce(to.account, { added });
    to.message(await this.handset.sealForPhone(to.account, letter));
    const deviceSentMessage = { destinationJid: letter.addressing.recipient, message: content };
    await this.handset.send({ ...letter, to: this.account, content: { deviceSentMessage } });
    return added;
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

  /** The customers with whom there is a chat, the latest first. */
  chats(): Customer[] {
    const latest = (account: Account) => this.chatWith(account).messages.at(-1)?.timestamp.getTime() ?? 0;
    return [...this.chatsByAccount.keys()]
      .sort((a, b) => latest(b) - latest(a))
      .map((account) => this.world.customerOf(account))
      .filter((customer) => customer !== undefined);
  }

  /** The chat with a customer, in order, whichever device wrote it. */
  chat(customer: Customer): PhoneMessage[] {
    return [...(this.chatsByAccount.get(customer.account)?.messages ?? [])];
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

  /** Something about a device may have changed, such as its queue. Not for test authors. */
  lookAgain(): void {
    this.waiting.poke();
  }

  /** A customer's message comes to the phone itself. Not for test authors. */
  receive(from: Account, letter: Letter): void {
    const { id, content, timestamp } = letter;
    const arrival = { id, fromMe: false, content, timestamp, status: 'delivered' as const };
    this.stopShowing(from);
    this.announce(from, this.chatWith(from).apply(arrival));
    // Without a linked device it is the phone's own receipt that counts.
    if (this.account.devices.size === 0) this.world.customerOf(from)?.raise(this.account, [id], 'delivered');
  }

  /** The server brings what a linked device has encrypted for the phone. Not for test authors. */
  message(incoming: Incoming): void {
    this.inOrder(async () => {
      const content = await this.handset.open(incoming);
      if (content) this.takeCopy(incoming, content);
    });
  }

  /** The server brings a receipt. Not for test authors. */
  receipt(receipt: IncomingReceipt): void {
    if (receipt.type === 'retry') {
      this.inOrder(() => this.handset.resend(receipt));
      return;
    }
    if (receipt.type === 'read-self') this.raise(receipt.chat, receipt.ids, false, 'read');
    else this.raise(receipt.chat, receipt.ids, true, receipt.type ? 'read' : 'delivered');
  }

  /** A customer writes. Not for test authors. */
  chatState(from: Account, state: TypingState): void {
    this.show(from, state);
  }

  /** The chats a client gets when it is linked. Not for test authors. */
  history(): proto.IHistorySync {
    return historyOf(this.chats().map((customer) => ({ customer, messages: this.chat(customer) })));
  }

  /** For the state file. */
  toState(): PhoneState {
    return { chats: this.chatStates() };
  }

  private takeCopy(incoming: Incoming, content: proto.IMessage): void {
    const copy = content.deviceSentMessage;
    const own = incoming.from.account === this.account;
    const chat = own ? this.network.account(copy?.destinationJid ?? undefined) : incoming.from.account;
    if (!chat || (own && !copy)) return;
    const { id, timestamp } = incoming;
    const applied = this.chatWith(chat).apply({
      id,
      fromMe: own,
      content: copy?.message ?? content,
      timestamp,
      status: own ? 'sent' : 'delivered',
    });
    this.announce(chat, applied);
    if (own) this.catchUp(chat, id);
  }

  // The customer's receipt may have come before the phone could read its copy.
  private catchUp(chat: Account, id: string): void {
    const status = this.early.get(id);
    if (!status) return;
    this.early.delete(id);
    this.raise(chat, [id], true, status);
  }

  private raise(chat: Account, ids: string[], fromMe: boolean, status: MessageStatus): void {
    for (const id of ids) {
      if (fromMe && !this.chatWith(chat).find(id, true)) this.rememberEarly(id, status);
      const changed = this.chatWith(chat).raise(id, fromMe, status);
      if (changed) this.announce(chat, { changed });
    }
  }

  private rememberEarly(id: string, status: MessageStatus): void {
    this.early.set(id, status);
    const [oldest] = this.early.keys();
    if (this.early.size > EARLY_RECEIPTS && oldest !== undefined) this.early.delete(oldest);
  }

  protected override typingChanged(customer: Account, state: TypingState): void {
    this.world.tell({ type: 'typing', from: 'customer', phone: this.account, customer, state });
  }

  private announce(customer: Account, { added, changed }: Applied): void {
    const chat = { owner: 'phone', phone: this.account, customer } as const;
    if (added) this.world.tell({ type: 'message', ...chat, message: added });
    if (changed) this.world.tell({ type: 'status', ...chat, message: changed });
    this.waiting.poke();
    this.network.hooks.changed();
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
