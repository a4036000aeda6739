import { generateMessageIDV2 } from '@whiskeysockets/baileys';
import type { Account } from '../data/account.ts';
import type { Incoming, Network } from '../server/network.ts';
import { Chat } from './chat.ts';
import type { ChatMessage, MessageMatch, TypingState, WaitOptions } from './chat-message.ts';
import { Handset } from './handset.ts';
import { describe, matches, Waiting } from './waiting.ts';
import type { World } from './world.ts';

/** A chat as it is written to the state file. */
export interface ChatState {
  with: string;
  messages: ChatMessage[];
}

/** What phones and customers have in common: keys, chats, and others that wait for something in them. */
export abstract class Person {
  /** What the server knows of them. Not for test authors. */
  readonly account: Account;
  protected readonly world: World;
  protected readonly handset: Handset;
  protected readonly waiting = new Waiting();
  protected readonly chatsByAccount = new Map<Account, Chat>();
  protected readonly shown = new Map<Account, TypingState>();
  private readonly returned = new WeakSet<ChatMessage>();
  private work: Promise<void> = Promise.resolve();

  constructor(world: World, account: Account, chats: ChatState[] = []) {
    this.world = world;
    this.account = account;
    this.handset = new Handset(world.network, account);
    for (const state of chats) {
      const other = world.network.accounts.get(state.with);
      if (other) this.chatsByAccount.set(other, new Chat(state.messages));
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

  /** The chats, as they are written to the state file. */
  chatStates(): ChatState[] {
    return [...this.chatsByAccount].map(([other, chat]) => ({ with: other.number, messages: chat.messages }));
  }

  protected get network(): Network {
    return this.world.network;
  }

  protected chatWith(other: Account): Chat {
    const existing = this.chatsByAccount.get(other);
    if (existing) return existing;
    const created = new Chat();
    this.chatsByAccount.set(other, created);
    return created;
  }

  /** Does things one after the other: what arrives is decrypted in the order it came. */
  protected inOrder(job: () => Promise<void>): void {
    this.work = this.work.then(job).catch((err: unknown) => {
      this.network.logger.error({ err, number: this.number }, 'a person of the mock could not react');
    });
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
      for (const chat of this.chatsByAccount.values()) {
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
    const texts = [...this.chatsByAccount.values()].flatMap((chat) =>
      chat.messages
        .slice(-10)
        .map((message) => `${message.fromMe ? '→' : '←'} ${message.text ?? message.kind}`),
    );
    return texts.length ? texts.join(', ') : 'none at all';
  }

  /** Something encrypted has arrived for this person's phone. */
  abstract message(incoming: Incoming): void;
}
