import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import { addressIn, GroupRecord } from '../data/group.ts';
import type { HistoryPart, Incoming, IncomingReceipt, Overheard, Resident } from '../server/network.ts';
import { sendReceipt } from '../server/receipts.ts';
import { Author } from './author.ts';
import type { Applied } from './chat.ts';
import type { MessageStatus, PhoneMessage, TypingState } from './chat-message.ts';
import type { Customer } from './customer.ts';
import { EarlyReceipts } from './early-receipts.ts';
import { Group, peerOf } from './group.ts';
import type { Letter } from './handset.ts';
import { type HistoryOptions, historyOf, type PastChat } from './history.ts';
import { answerHistoryRequest, historyRequestIn } from './history-request.ts';
import type { LinkedDevice } from './linked-device.ts';
import { answerRetry } from './media-retry.ts';
import type { ChatState, Peer, Recipient } from './person.ts';
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

/** The receiving side of a phone: what the server brings, and the chats it is put into. */
export abstract class ReceivingPhone extends Author<Customer | Group> implements Resident, Recipient {
  /** A phone is always there. */
  readonly online = true;
  /** How clients get its chats when they are linked. */
  historySync: HistoryOptions = {};
  /** Whether clients that are linked get the key of the app state; without it the address book can't be read. */
  sharesKeys = true;
  private readonly early = new EarlyReceipts();
  protected override readonly world: PhoneWorld;

  constructor(world: PhoneWorld, account: Account, state: Partial<PhoneState> = {}) {
    super(world, account, state.chats);
    this.world = world;
  }

  abstract deviceChanged(device: Device, change: DeviceChange): void;

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

  protected raise(chat: Peer, ids: string[], fromMe: boolean, status: MessageStatus): void {
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
}
