import type { proto } from '@whiskeysockets/baileys';
import type {
  ChatMessage,
  CustomerMessage,
  MessageMatch,
  MessageStatus,
  TypingState,
  WaitOptions,
} from './chat-message.ts';
import type { Phone } from './phone.ts';

/** A person on WhatsApp who writes to phones of the mock. Has real keys; knows only what arrives encrypted for them. */
export declare class Customer {
  readonly number: string;
  /** The name that others see. */
  readonly name: string;
  /** `NUMBER@s.whatsapp.net`. */
  readonly jid: string;
  /** `DIGITS@lid`. */
  readonly lid: string;
  /** Which of the two their messages come from. */
  addressing: 'phone' | 'lid';
  /** Reads what comes in at once, as one who has the chat open. False at first. */
  autoRead: boolean;
  /** An offline customer gets nothing until they are online again; then the delivery receipts go out. */
  presence: 'online' | 'offline';

  /** Writes a text. Resolves when the server has it. */
  sendText(to: Phone, text: string, options?: { quoting?: ChatMessage }): Promise<CustomerMessage>;
  /** Writes anything the protocol knows: a poll, a sticker, a location … */
  send(to: Phone, content: proto.IMessage): Promise<CustomerMessage>;
  /** Writes many texts, encrypted first and then pushed in one go: for load. */
  sendMany(to: Phone, texts: string[]): Promise<CustomerMessage[]>;
  /** Changes a text sent before. */
  edit(to: Phone, message: ChatMessage, text: string): Promise<void>;
  /** Deletes a message sent before, for everyone. */
  deleteForEveryone(to: Phone, message: ChatMessage): Promise<void>;
  /** Puts an emoji on a message; an empty one takes it away. */
  react(to: Phone, message: ChatMessage, emoji: string): Promise<void>;
  /** Reads what has come from this phone. */
  read(phone: Phone): Promise<void>;
  /** Shows that they write. Like the real server, only to clients that have subscribed to this person's presence. */
  typing(phone: Phone, state: TypingState): void;
  /** What the business shows to this customer. */
  typingOf(phone: Phone): TypingState;
  /** True while the business shows to this customer that it writes or records. */
  isTyping(phone: Phone): boolean;

  /** The chat with a phone, in order, both directions. */
  chat(phone: Phone): CustomerMessage[];
  /** The first received message that matches and hasn't been returned by this method before. */
  waitForMessage(match?: MessageMatch, options?: WaitOptions): Promise<CustomerMessage>;
  /** Waits until a message of this customer has come that far (or further). */
  waitForStatus(message: ChatMessage, status: MessageStatus, options?: WaitOptions): Promise<CustomerMessage>;
}
