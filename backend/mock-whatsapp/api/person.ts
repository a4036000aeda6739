import { createHash, randomBytes } from 'node:crypto';
import { generateMessageIDV2 } from '@whiskeysockets/baileys';
import type { Account, BusinessProfile } from '../data/account.ts';
import { GroupRecord } from '../data/group.ts';
import { notify } from '../server/groups.ts';
import type { Incoming, Network } from '../server/network.ts';
import { el } from '../server/nodes.ts';
import { Chat, type ChatContext } from './chat.ts';
import type { ChatMessage, MessageMatch, StoredMessage, TypingState, WaitOptions } from './chat-message.ts';
import { bytesOfSource, type MediaSource, mimetypeOf } from './compose/media-file.ts';
import { Handset, type Letter } from './handset.ts';
import { describe, matches, Waiting } from './waiting.ts';
import type { World } from './world.ts';

const TYPING_MS = 25_000;

/** A chat as it is written to the state file. */
export interface ChatState {
  /** A number, or a group's address. */
  with: string;
  messages: StoredMessage[];
}

/** Whom one has a chat with. */
export type Peer = Account | GroupRecord;

/** A phone, as those see it who write to it. */
export interface Recipient {
  readonly account: Account;
  readonly jid: string;
  /** A message comes to the phone itself. */
  receive(from: Account, letter: Letter): void;
  /** Somebody writes to it. */
  chatState(from: Account, state: TypingState): void;
}

/** What phones and customers have in common: keys, chats, and others that wait for something in them. */
export abstract class Person {
  /** What the server knows of them. Not for test authors. */
  readonly account: Account;
  protected readonly world: World;
  protected readonly handset: Handset;
  protected readonly waiting = new Waiting();
  protected readonly chatsByPeer = new Map<Peer, Chat>();
  private readonly shown = new Map<Account, { state: TypingState; timer: NodeJS.Timeout }>();
  private readonly returned = new WeakSet<ChatMessage>();
  private work: Promise<void> = Promise.resolve();

  constructor(world: World, account: Account, chats: ChatState[] = []) {
    this.world = world;
    this.account = account;
    this.handset = new Handset(world.network, account);
    for (const state of chats) {
      const other = world.network.accounts.get(state.with) ?? world.network.groups.get(state.with);
      if (other)
        this.chatsByPeer.set(
          other,
          new Chat(this.chatContext(), state.messages.map(withAuthor(this, other))),
        );
    }
  }

  get number(): string {
    return this.account.number;
  }

  /** The name that others see. */
  get name(): string {
    return this.account.name;
  }

  /** `NUMBER@s.whatsapp.net`. */
  get jid(): string {
    return this.account.jid;
  }

  /** `DIGITS@lid`. */
  get lid(): string {
    return this.account.lidJid;
  }

  /** The profile picture's URL. */
  get picture(): string | undefined {
    return this.account.picture;
  }

  /**
   * Another profile picture, which lies on the media host unencrypted; or none. The clients of those who have a chat with
   * this person hear of it.
   */
  setPicture(source: MediaSource | undefined): void {
    const { media, mediaHost } = this.network;
    if (source) {
      const bytes = bytesOfSource(source);
      const path = `/pp/${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}.jpg`;
      media.pictures.set(path, { bytes, mimetype: mimetypeOf(source, bytes, path, 'image/jpeg') });
      this.account.picture = `https://${mediaHost}${path}`;
    } else this.account.picture = undefined;
    const attrs = { id: String(Date.now()), hash: randomBytes(3).toString('base64') };
    const change = el(source ? 'set' : 'delete', attrs);
    const known = [...this.chatsByPeer.keys()].filter(
      (peer): peer is Account => !(peer instanceof GroupRecord),
    );
    for (const account of [this.account, ...known])
      notify(this.network, account, { type: 'picture', from: this.jid }, change);
    this.world.changed(this.account);
    this.network.hooks.changed();
  }

  /**
   * Who sees what of this person: `profile` the picture (then 401 for others), `last` whether they are there (then
   * nothing is ever told), `readreceipts` that they have read (then only delivery is told). The others are kept for who
   * asks. `value`: in WhatsApp's words, as `all`, `contacts`, `contact_blacklist`, `none`.
   */
  setPrivacy(
    setting: 'profile' | 'last' | 'readreceipts' | 'status' | 'online' | 'groupadd',
    value: string,
  ): void {
    this.account.privacy.set(setting, value);
    this.network.hooks.changed();
  }

  /** What was set, here or by a client, in WhatsApp's words. */
  get privacy(): ReadonlyMap<string, string> {
    return this.account.privacy;
  }

  /** Makes this person a business, with what it says of itself. */
  setBusiness(profile: BusinessProfile | undefined): void {
    this.account.business = profile;
    this.network.hooks.changed();
  }

  /** The chats, as they are written to the state file. */
  chatStates(): ChatState[] {
    return [...this.chatsByPeer].map(([other, chat]) => ({
      with: other instanceof GroupRecord ? other.jid : other.number,
      messages: chat.messages,
    }));
  }

  protected get network(): Network {
    return this.world.network;
  }

  protected chatWith(other: Peer): Chat {
    const existing = this.chatsByPeer.get(other);
    if (existing) return existing;
    const created = new Chat(this.chatContext());
    this.chatsByPeer.set(other, created);
    return created;
  }

  private chatContext(): ChatContext {
    const { accounts, media } = this.network;
    return { blobs: media.blobs, accountOf: (number) => accounts.get(number) };
  }

  /** Does things one after the other: what arrives is decrypted in the order it came. */
  protected inOrder(job: () => Promise<void>): void {
    this.work = this.work.then(job).catch((err: unknown) => {
      this.network.logger.error({ err, number: this.number }, 'a person of the mock could not react');
    });
  }

  /** What the other shows to this person. */
  protected shownBy(other: Account): TypingState {
    return this.shown.get(other)?.state ?? 'paused';
  }

  /** Remembers what the other shows; like the real app, not for longer than 25 s. */
  protected show(other: Account, state: TypingState): void {
    clearTimeout(this.shown.get(other)?.timer);
    if (state === 'paused') this.shown.delete(other);
    else
      this.shown.set(other, {
        state,
        timer: setTimeout(() => this.show(other, 'paused'), TYPING_MS).unref(),
      });
    this.typingChanged(other, state);
    this.waiting.poke();
  }

  /** The message is there: its author isn't writing any more. */
  protected stopShowing(other: Account): void {
    if (this.shown.has(other)) this.show(other, 'paused');
  }

  protected newId(): string {
    return generateMessageIDV2(this.jid);
  }

  /** The first message that matches and hasn't been returned before. */
  protected nextMessage(
    match: MessageMatch | undefined,
    include: (message: ChatMessage) => boolean,
    options?: WaitOptions,
  ): Promise<ChatMessage> {
    const look = () => {
      for (const chat of this.chatsByPeer.values()) {
        const found = chat.messages.find(
          (message) => !this.returned.has(message) && include(message) && matches(message, match),
        );
        if (!found) continue;
        this.returned.add(found);
        return found;
      }
      return undefined;
    };
    return this.waiting.until(
      () => `${describe(match)} for ${this.name}; there is ${this.summary()}`,
      look,
      options,
    );
  }

  private summary(): string {
    const texts = [...this.chatsByPeer.values()].flatMap((chat) =>
      chat.messages
        .slice(-10)
        .map((message) => `${message.fromMe ? '→' : '←'} ${message.text ?? message.kind}`),
    );
    return texts.length ? texts.join(', ') : 'none at all';
  }

  protected abstract typingChanged(other: Account, state: TypingState): void;

  /** Something encrypted has arrived for this person's phone. */
  abstract message(incoming: Incoming): void;
}

// State files of before didn't say who wrote a message.
function withAuthor(owner: Person, other: Peer): (message: StoredMessage) => StoredMessage {
  const author = other instanceof GroupRecord ? '' : other.number;
  return (message) => ({ ...message, author: message.author ?? (message.fromMe ? owner.number : author) });
}
