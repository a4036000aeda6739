import type { proto } from '@whiskeysockets/baileys';
import type { Account } from '../data/account.ts';
import { addressIn, GroupRecord } from '../data/group.ts';
import type { Incoming, IncomingReceipt, Overheard, Resident } from '../server/network.ts';
import { announcePresence, sendChatState } from '../server/presence.ts';
import { sendReceipt } from '../server/receipts.ts';
import { Author } from './author.ts';
import { Call, type CallOptions } from './call.ts';
import { type Applied, type Arrival, reached } from './chat.ts';
import type {
  ChatMessage,
  CustomerMessage,
  MessageMatch,
  MessageStatus,
  TypingState,
  WaitOptions,
} from './chat-message.ts';
import type { SendOptions } from './compose/context.ts';
import { byAuthor, Group, peerOf } from './group.ts';
import type { Letter } from './handset.ts';
import type { ChatState, Peer, Recipient } from './person.ts';
import type { World } from './world.ts';

const STATUS = 'status@broadcast';

/** A customer as written to the state file, beside their account. */
export interface CustomerState {
  addressing: 'phone' | 'lid';
  autoRead: boolean;
  presence: 'online' | 'offline';
  chats: ChatState[];
  waiting: (Omit<Incoming, 'from'> & { from: string; device: number })[];
}

/** A person on WhatsApp who writes to phones of the mock. Has real keys; knows only what arrives encrypted for them. */
export class Customer extends Author<Recipient | Group> implements Resident {
  /** Which of the two their messages come from. */
  addressing: 'phone' | 'lid';
  /** Reads what comes in at once, as one who has the chat open. False at first. */
  autoRead: boolean;
  private isOnline: boolean;
  private readonly mailbox: Incoming[] = [];
  /** The address each phone has written to last: receipts come from there. */
  private readonly addressedAs = new Map<Account, string>();
  private readonly calls = new Map<string, Call>();

  constructor(world: World, account: Account, state: Partial<CustomerState> = {}) {
    super(world, account, state.chats);
    this.addressing = state.addressing ?? 'phone';
    this.autoRead = state.autoRead ?? false;
    this.isOnline = state.presence !== 'offline';
    for (const { from, device, ...incoming } of state.waiting ?? []) {
      const sender = world.network.accounts.get(from);
      if (sender) this.mailbox.push({ ...incoming, from: { account: sender, device } });
    }
  }

  /** An offline customer gets nothing until they are online again; then the delivery receipts go out. */
  get presence(): 'online' | 'offline' {
    return this.isOnline ? 'online' : 'offline';
  }

  set presence(presence: 'online' | 'offline') {
    this.isOnline = presence === 'online';
    announcePresence(this.network, this.account, this.isOnline);
    if (this.isOnline) for (const incoming of this.mailbox.splice(0)) this.message(incoming);
    this.world.changed(this.account);
    this.network.hooks.changed();
  }

  get online(): boolean {
    return this.isOnline;
  }

  async send(
    to: Recipient | Group,
    content: proto.IMessage,
    options: SendOptions = {},
  ): Promise<CustomerMessage> {
    const complete = this.inContext(to, content, options);
    if (to instanceof Group) return this.writeToGroup(to, complete);
    const letter = { ...this.letter(to, complete), readable: options.viewOnce === 'readable' };
    const message = this.write(to, letter);
    if (this.isBlockedBy(to)) return message;
    await this.handset.send(letter);
    return message;
  }

  /** Writes many texts, encrypted first and then pushed in one go: for load. */
  async sendMany(to: Recipient, texts: string[]): Promise<CustomerMessage[]> {
    const letters = texts.map((text) => this.letter(to, { conversation: text }));
    const messages = letters.map((letter) => this.write(to, letter));
    if (!this.isBlockedBy(to)) await this.handset.sendBatch(letters, to.account);
    return messages;
  }

  async change(to: Recipient | Group, content: proto.IMessage): Promise<void> {
    if (to instanceof Group) return this.changeInGroup(to, content);
    const letter = this.letter(to, content);
    const { id, timestamp } = letter;
    const applied = this.chatWith(to.account).apply({
      id,
      fromMe: true,
      author: this.account,
      content,
      timestamp,
      status: 'sent',
    });
    this.announce(to.account, applied);
    if (this.isBlockedBy(to)) return;
    to.receive(this.account, letter);
    await this.handset.send(letter);
  }

  /** Calls; the phone and its clients ring until one of the two ends it. */
  call(phone: Recipient, options: CallOptions = {}): Call {
    const call = new Call(this.network, this.account, phone.account, this.waiting, {
      ...options,
      addressing: this.addressing,
    });
    this.calls.set(call.id, call);
    return call;
  }

  /** Posts a status (a "story"), which these phones see for a day. */
  async postStatus(content: proto.IMessage, to: Recipient[]): Promise<void> {
    const members = to.map(({ account }) => account);
    const audience = { jid: STATUS, addressing: this.addressing === 'lid' ? 'lid' : 'pn' } as const;
    await this.handset.sendToAll({ id: this.newId(), content, timestamp: Date.now(), audience, members });
  }

  /** Reads what has come from this phone, or in this group. */
  async read(where: Recipient | Group): Promise<void> {
    this.readChat(peerOf(where));
  }

  /** Shows that they write. Like the real server, only to clients that have subscribed to this person's presence. */
  typing(phone: Recipient, state: TypingState): void {
    phone.chatState(this.account, state);
    sendChatState(this.network, this.account, phone.account, state);
  }

  /** What the business shows to this customer. */
  typingOf(phone: Recipient): TypingState {
    return this.shownBy(phone.account);
  }

  /** True while the business shows to this customer that it writes or records. */
  isTyping(phone: Recipient): boolean {
    return this.typingOf(phone) !== 'paused';
  }

  /** The chat with a phone or in a group, in order, both directions. */
  chat(where: Recipient | Group): CustomerMessage[] {
    return [...(this.chatsByPeer.get(peerOf(where))?.messages ?? [])];
  }

  /** The first received message that matches and hasn't been returned by this method before. */
  waitForMessage(match?: MessageMatch, options?: WaitOptions): Promise<CustomerMessage> {
    return this.nextMessage(match, (message) => !message.fromMe, options);
  }

  /** Waits until a message of this customer has come that far (or further). */
  waitForStatus(
    message: ChatMessage,
    status: MessageStatus,
    options?: WaitOptions,
  ): Promise<CustomerMessage> {
    const look = () => (reached(message.status, status) ? message : undefined);
    const what = () => `"${message.text ?? message.kind}" to be ${status}, it is ${message.status}`;
    return this.waiting.until(what, look, options);
  }

  /** Forgets all encryption sessions, as a phone restored from an old backup: what comes next has to be sent again. */
  loseSessions(): void {
    this.account.keys.forgetSessions();
    this.account.senderKeys.forget();
  }

  /** The server brings something to this person's phone. Not for test authors. */
  message(incoming: Incoming): void {
    if (!this.isOnline) {
      this.mailbox.push(incoming);
      this.network.hooks.changed();
      return;
    }
    this.inOrder(() => this.openIncoming(incoming));
  }

  /** The server brings a receipt. Not for test authors. */
  receipt(receipt: IncomingReceipt): void {
    if (receipt.type === 'retry') {
      this.inOrder(() => this.handset.resend(receipt));
      return;
    }
    const status = receipt.type ? 'read' : 'delivered';
    if (receipt.chat instanceof GroupRecord) this.raiseInGroup(receipt.chat, receipt, status);
    else this.raise(receipt.from.account, receipt.ids, status);
  }

  /** The server shows that the other writes. Not for test authors. */
  chatState(from: Account, state: TypingState): void {
    this.show(from, state);
  }

  /** Something that was said before anybody looked. Not for test authors. */
  remember(phone: Account, arrival: Arrival): void {
    this.announce(phone, this.chatWith(phone).apply(arrival));
  }

  /** For the state file. */
  toState(): CustomerState {
    const { addressing, autoRead, presence } = this;
    const waiting = this.mailbox.map((incoming) => ({
      ...incoming,
      from: incoming.from.account.number,
      device: incoming.from.device,
    }));
    return { addressing, autoRead, presence, chats: this.chatStates(), waiting };
  }

  /** The other side has answered a call of this customer. Not for test authors. */
  callAnswered(_from: Account, callId: string, what: string): void {
    this.calls.get(callId)?.answered(what);
  }

  private async openIncoming(incoming: Incoming): Promise<void> {
    const content = await this.handset.open(incoming);
    if (!content) return;
    const author = incoming.from.account;
    const group = this.network.groups.get(incoming.to);
    if (!group) this.addressedAs.set(author, incoming.to.endsWith('@lid') ? this.lid : this.jid);
    this.take(author, group, { id: incoming.id, content, timestamp: incoming.timestamp });
  }

  hear(from: Account, group: GroupRecord, message: Overheard): void {
    this.inOrder(async () => this.take(from, group, message));
  }

  private take(author: Account, group: GroupRecord | undefined, message: Overheard): void {
    const peer = group ?? author;
    const admin = group?.isAdmin(author);
    const arrival = { ...message, fromMe: false, author, status: 'delivered' as const, admin };
    const applied = this.chatWith(peer).apply(arrival);
    this.stopShowing(author);
    this.confirm(peer, author, [message.id]);
    this.announce(peer, applied);
    if (applied.added && this.autoRead) this.readChat(peer);
  }

  private readChat(peer: Peer): void {
    const chat = this.chatWith(peer);
    const unread = chat.messages.filter((message) => !message.fromMe && message.status !== 'read');
    for (const { id } of unread) this.announce(peer, { changed: chat.raise(id, false, 'read') });
    for (const [author, ids] of byAuthor(unread)) {
      const account = this.network.accounts.get(author);
      if (account) this.confirm(peer, account, ids, 'read');
    }
  }

  private confirm(peer: Peer, to: Account, ids: string[], type?: 'read'): void {
    const fromJid = this.addressedAs.get(to) ?? (this.addressing === 'lid' ? this.lid : this.jid);
    const group = peer instanceof GroupRecord ? peer : undefined;
    const from = { account: this.account, device: 0 };
    // Who wants nobody to know what they have read tells nobody.
    if (type === 'read' && this.account.privacy.get('readreceipts') === 'none' && !group) return;
    sendReceipt(this.network, { from, fromJid, to, ids, type, group });
  }

  protected override addressFor(to: Recipient | Group, account: Account): string {
    if (to instanceof Group) return addressIn(to.record, account);
    return this.addressing === 'lid' ? account.lidJid : account.jid;
  }

  protected override isGroup(to: Recipient | Group): boolean {
    return to instanceof Group;
  }

  private letter(to: Recipient, content: proto.IMessage): Letter {
    const addressing =
      this.addressing === 'lid'
        ? { from: this.lid, sender_pn: this.jid }
        : { from: this.jid, sender_lid: this.lid };
    return { to: to.account, id: this.newId(), content, timestamp: Date.now(), addressing };
  }

  // In one's own chat, and on the other's phone, which is online always.
  private write(to: Recipient, letter: Letter): CustomerMessage {
    const { id, content, timestamp } = letter;
    const { added } = this.chatWith(to.account).apply({
      id,
      fromMe: true,
      author: this.account,
      content,
      timestamp,
      status: 'sent',
    });
    if (!added) throw new Error('this content is no message: use edit, deleteForEveryone, react or change');
    this.announce(to.account, { added });
    if (!this.isBlockedBy(to)) to.receive(this.account, letter);
    return added;
  }

  /** A message of this customer has come so far. Not for test authors. */
  raise(phone: Account, ids: string[], status: MessageStatus): void {
    for (const id of ids) this.announce(phone, { changed: this.chatWith(phone).raise(id, true, status) });
  }

  /** The server has written a message of this customer to a client. Not for test authors. */
  pushed(phone: Account, id: string): void {
    const message = this.chatWith(phone).find(id, true);
    if (message) message.pushedAt ??= performance.timeOrigin + performance.now();
  }

  protected override typingChanged(phone: Account, state: TypingState): void {
    this.world.tell({ type: 'typing', from: 'phone', phone, customer: this.account, state });
  }

  protected override announce(peer: Peer, { added, changed }: Applied): void {
    if (peer instanceof GroupRecord) this.world.tell({ type: 'group', group: peer });
    else {
      const chat = { owner: 'customer', phone: peer, customer: this.account } as const;
      if (added) this.world.tell({ type: 'message', ...chat, message: added });
      if (changed) this.world.tell({ type: 'status', ...chat, message: changed });
    }
    this.waiting.poke();
    this.network.hooks.changed();
  }

  private isBlockedBy(phone: Recipient): boolean {
    return phone.account.blocked.has(this.lid) || phone.account.blocked.has(this.jid);
  }
}
