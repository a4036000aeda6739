import { proto } from '@whiskeysockets/baileys';
import type { Account } from '../data/account.ts';
import type { Incoming, IncomingReceipt, Resident } from '../server/network.ts';
import { announcePresence, sendChatState } from '../server/presence.ts';
import { sendReceipt } from '../server/receipts.ts';
import { type Applied, reached } from './chat.ts';
import type {
  ChatMessage,
  CustomerMessage,
  MessageMatch,
  MessageStatus,
  TypingState,
  WaitOptions,
} from './chat-message.ts';
import type { Letter } from './handset.ts';
import { type ChatState, Person, type Recipient } from './person.ts';
import type { World } from './world.ts';

const { Type } = proto.Message.ProtocolMessage;

/** A customer as written to the state file, beside their account. */
export interface CustomerState {
  addressing: 'phone' | 'lid';
  autoRead: boolean;
  presence: 'online' | 'offline';
  chats: ChatState[];
  waiting: (Omit<Incoming, 'from'> & { from: string; device: number })[];
}

/** A person on WhatsApp who writes to phones of the mock. Has real keys; knows only what arrives encrypted for them. */
export class Customer extends Person implements Resident {
  /** Which of the two their messages come from. */
  addressing: 'phone' | 'lid';
  /** Reads what comes in at once, as one who has the chat open. False at first. */
  autoRead: boolean;
  private isOnline: boolean;
  private readonly mailbox: Incoming[] = [];
  /** The address each phone has written to last: receipts come from there. */
  private readonly addressedAs = new Map<Account, string>();

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

  /** Writes a text. Resolves when the server has it. */
  sendText(to: Recipient, text: string, options: { quoting?: ChatMessage } = {}): Promise<CustomerMessage> {
    const { quoting } = options;
    if (!quoting) return this.send(to, { conversation: text });
    const participant = quoting.fromMe ? this.jid : to.jid;
    const contextInfo = { stanzaId: quoting.id, participant, quotedMessage: quoting.content };
    return this.send(to, { extendedTextMessage: { text, contextInfo } });
  }

  /** Writes anything the protocol knows: a poll, a sticker, a location … */
  async send(to: Recipient, content: proto.IMessage): Promise<CustomerMessage> {
    const letter = this.letter(to, content);
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

  /** Changes a text sent before. */
  edit(to: Recipient, message: ChatMessage, text: string): Promise<void> {
    const key = { remoteJid: to.jid, fromMe: true, id: message.id };
    const edit = {
      key,
      type: Type.MESSAGE_EDIT,
      editedMessage: { conversation: text },
      timestampMs: Date.now(),
    };
    return this.change(to, { editedMessage: { message: { protocolMessage: edit } } });
  }

  /** Deletes a message sent before, for everyone. */
  deleteForEveryone(to: Recipient, message: ChatMessage): Promise<void> {
    const key = { remoteJid: to.jid, fromMe: true, id: message.id };
    return this.change(to, { protocolMessage: { key, type: Type.REVOKE } });
  }

  /** Puts an emoji on a message; an empty one takes it away. */
  react(to: Recipient, message: ChatMessage, emoji: string): Promise<void> {
    const key = { remoteJid: to.jid, fromMe: message.fromMe, id: message.id };
    return this.change(to, { reactionMessage: { key, text: emoji, senderTimestampMs: Date.now() } });
  }

  /** Sends a content that nobody's chat shows as a message of its own; what is forged goes this way, too. */
  async change(to: Recipient, content: proto.IMessage): Promise<void> {
    const letter = this.letter(to, content);
    const { id, timestamp } = letter;
    const applied = this.chatWith(to.account).apply({ id, fromMe: true, content, timestamp, status: 'sent' });
    this.announce(to.account, applied);
    if (this.isBlockedBy(to)) return;
    to.receive(this.account, letter);
    await this.handset.send(letter);
  }

  /** Reads what has come from this phone. */
  async read(phone: Recipient): Promise<void> {
    this.readChat(phone.account);
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

  /** The chat with a phone, in order, both directions. */
  chat(phone: Recipient): CustomerMessage[] {
    return [...(this.chatsByAccount.get(phone.account)?.messages ?? [])];
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
    this.raise(receipt.from.account, receipt.ids, receipt.type ? 'read' : 'delivered');
  }

  /** The server shows that the other writes. Not for test authors. */
  chatState(from: Account, state: TypingState): void {
    this.show(from, state);
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

  private async openIncoming(incoming: Incoming): Promise<void> {
    const content = await this.handset.open(incoming);
    if (!content) return;
    const phone = incoming.from.account;
    const { id, timestamp } = incoming;
    const applied = this.chatWith(phone).apply({
      id,
      fromMe: false,
      content,
      timestamp,
      status: 'delivered',
    });
    this.stopShowing(phone);
    this.addressedAs.set(phone, incoming.to.endsWith('@lid') ? this.lid : this.jid);
    this.confirm(phone, [id]);
    this.announce(phone, applied);
    if (applied.added && this.autoRead) this.readChat(phone);
  }

  private readChat(phone: Account): void {
    const chat = this.chatWith(phone);
    const unread = chat.messages.filter((message) => !message.fromMe && message.status !== 'read');
    const ids = unread.map((message) => message.id);
    for (const id of ids) this.announce(phone, { changed: chat.raise(id, false, 'read') });
    if (ids.length) this.confirm(phone, ids, 'read');
  }

  private confirm(to: Account, ids: string[], type?: 'read'): void {
    const fromJid = this.addressedAs.get(to) ?? (this.addressing === 'lid' ? this.lid : this.jid);
    sendReceipt(this.network, { from: { account: this.account, device: 0 }, fromJid, to, ids, type });
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
      content,
      timestamp,
      status: 'sent',
    });
    if (!added) throw new Error('this content is no message: use edit, deleteForEveryone or react');
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

  private announce(phone: Account, { added, changed }: Applied): void {
    const chat = { owner: 'customer', phone, customer: this.account } as const;
    if (added) this.world.tell({ type: 'message', ...chat, message: added });
    if (changed) this.world.tell({ type: 'status', ...chat, message: changed });
    this.waiting.poke();
    this.network.hooks.changed();
  }

  private isBlockedBy(phone: Recipient): boolean {
    return phone.account.blocked.has(this.lid) || phone.account.blocked.has(this.jid);
  }
}
