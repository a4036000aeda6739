import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import { addressIn, GroupRecord } from '../data/group.ts';
import { phoneJid } from '../data/jid.ts';
import { changeAddressBook } from '../server/address-book.ts';
import { deliver } from '../server/delivery.ts';
import { removeDevice } from '../server/devices.ts';
import { notify } from '../server/groups.ts';
import type { HistoryPart, Incoming, IncomingReceipt, Overheard, Resident } from '../server/network.ts';
import { el } from '../server/nodes.ts';
import { receiptNode, sendReceipt } from '../server/receipts.ts';
import { Author } from './author.ts';
import type { Applied } from './chat.ts';
import type {
  ChatMessage,
  MessageMatch,
  MessageStatus,
  PhoneMessage,
  TypingState,
  WaitOptions,
} from './chat-message.ts';
import type { SendOptions } from './compose/context.ts';
import type { Customer } from './customer.ts';
import { EarlyReceipts } from './early-receipts.ts';
import { Group, peerOf } from './group.ts';
import type { Letter } from './handset.ts';
import { type HistoryOptions, historyOf, type PastChat, type PastMessage } from './history.ts';
import { answerHistoryRequest, historyRequestIn } from './history-request.ts';
import { type LinkedDevice, viewOf } from './linked-device.ts';
import { answerRetry } from './media-retry.ts';
import type { ChatState, Peer, Recipient } from './person.ts';
import { parseQr } from './qr.ts';
import type { World } from './world.ts';

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
export class Phone extends Author<Customer | Group> implements Resident, Recipient {
  /** A phone is always there. */
  readonly online = true;
  /** How clients get its chats when they are linked. */
  historySync: HistoryOptions = {};
  private readonly views = new WeakMap<Device, LinkedDevice>();
  private readonly early = new EarlyReceipts();
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

  /** The customers with whom there is a chat, the latest first. */
  chats(): Customer[] {
    const latest = (account: Account) => this.chatWith(account).messages.at(-1)?.timestamp.getTime() ?? 0;
    return [...this.chatsByPeer.keys()]
      .filter((peer): peer is Account => !(peer instanceof GroupRecord))
      .sort((a, b) => latest(b) - latest(a))
      .map((account) => this.world.customerOf(account))
      .filter((customer) => customer !== undefined);
  }

  /** The chat with a customer or in a group, in order, whichever device wrote it. */
  chat(where: Customer | Group): PhoneMessage[] {
    return [...(this.chatsByPeer.get(peerOf(where))?.messages ?? [])];
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
    const arrival = { id, fromMe: false, author: from, content, timestamp, status: 'delivered' as const };
    this.stopShowing(from);
    this.announce(from, this.chatWith(from).apply(arrival));
    // Without a linked device it is the phone's own receipt that counts.
    if (this.account.devices.size === 0) this.world.customerOf(from)?.raise(this.account, [id], 'delivered');
  }

  /** The server brings what a linked device has encrypted for the phone. Not for test authors. */
  message(incoming: Incoming): void {
    this.inOrder(async () => {
      const content = await this.handset.open(incoming);
      if (content) await this.takeCopy(incoming, content);
    });
  }

  /** The server brings a receipt. Not for test authors. */
  receipt(receipt: IncomingReceipt): void {
    if (receipt.type === 'retry') {
      this.inOrder(() => this.handset.resend(receipt));
      return;
    }
    const { chat, ids } = receipt;
    const status = receipt.type ? 'read' : 'delivered';
    if (receipt.type === 'read-self') this.raise(chat, ids, false, 'read');
    else if (chat instanceof GroupRecord) this.raiseEarlyInGroup(chat, receipt, status);
    else this.raise(chat, ids, true, status);
  }

  hear(from: Account, group: GroupRecord, message: Overheard): void {
    const admin = group.isAdmin(from);
    const arrival = { ...message, fromMe: false, author: from, status: 'delivered' as const, admin };
    this.announce(group, this.chatWith(group).apply(arrival));
    if (this.account.devices.size > 0) return;
    const receipt = { from: { account: this.account, device: 0 }, fromJid: this.jid, ids: [message.id] };
    sendReceipt(this.network, { ...receipt, to: from, group });
  }

  /** A client asks for a medium to be uploaded again. Not for test authors. */
  mediaRetry(device: Device, request: BinaryNode): void {
    const id = request.attrs.id ?? '';
    const message = [...this.chatsByPeer.values()].map((chat) => chat.findAny(id)).find(Boolean);
    answerRetry(this.network, device, request, message?.media);
  }

  /** A customer writes. Not for test authors. */
  chatState(from: Account, state: TypingState): void {
    this.show(from, state);
  }

  /** The chats a client gets when it is linked. Not for test authors. */
  history(): HistoryPart[] {
    return historyOf(this.pastChats(), this.historySync);
  }

  /** For the state file. */
  toState(): PhoneState {
    return { chats: this.chatStates() };
  }

  private pastChats(): PastChat[] {
    const personal = this.chats().map((customer) => ({ customer, messages: this.chat(customer) }));
    const groups = [...this.chatsByPeer].flatMap(([group, { messages }]) =>
      group instanceof GroupRecord ? { group, messages } : [],
    );
    return [...personal, ...groups];
  }

  private async takeCopy(incoming: Incoming, content: proto.IMessage): Promise<void> {
    const copy = content.deviceSentMessage;
    const author = incoming.from.account;
    const own = author === this.account;
    const asked = own && historyRequestIn(content);
    if (asked) {
      const device = this.account.devices.get(incoming.from.device);
      return answerHistoryRequest(this.network, device, this.pastChats(), asked, incoming.id);
    }
    const group = this.network.groups.get(incoming.to);
    const chat = group ?? (own ? this.network.account(copy?.destinationJid ?? undefined) : author);
    if (!chat || (own && !copy && !group)) return;
    const { id, timestamp } = incoming;
    const applied = this.chatWith(chat).apply({
      id,
      fromMe: own,
      author,
      content: copy?.message ?? content,
      timestamp,
      status: own ? 'sent' : 'delivered',
      admin: group?.isAdmin(author),
    });
    this.announce(chat, applied);
    // The other's receipt may have come before the phone could read its copy.
    if (own) this.early.catchUp(id);
  }

  private raise(chat: Peer, ids: string[], fromMe: boolean, status: MessageStatus): void {
    for (const id of ids) {
      if (fromMe && !this.chatWith(chat).find(id, true))
        this.early.remember(id, () => this.raise(chat, [id], true, status));
      const changed = this.chatWith(chat).raise(id, fromMe, status);
      if (changed) this.announce(chat, { changed });
    }
  }

  private raiseEarlyInGroup(group: GroupRecord, receipt: IncomingReceipt, status: MessageStatus): void {
    for (const id of receipt.ids) {
      const one = { ...receipt, ids: [id] };
      if (this.chatWith(group).find(id, true)) this.raiseInGroup(group, one, status);
      else this.early.remember(id, () => this.raiseInGroup(group, one, status));
    }
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

  protected override addressFor(to: Customer | Group, account: Account): string {
    if (to instanceof Group) return addressIn(to.record, account);
    return to.addressing === 'lid' ? account.lidJid : account.jid;
  }

  protected override isGroup(to: Customer | Group): boolean {
    return to instanceof Group;
  }

  protected override typingChanged(customer: Account, state: TypingState): void {
    this.world.tell({ type: 'typing', from: 'customer', phone: this.account, customer, state });
  }

  protected override announce(peer: Peer, { added, changed }: Applied): void {
    if (!(peer instanceof GroupRecord)) {
      const chat = { owner: 'phone', phone: this.account, customer: peer } as const;
      if (added) this.world.tell({ type: 'message', ...chat, message: added });
      if (changed) this.world.tell({ type: 'status', ...chat, message: changed });
    }
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
