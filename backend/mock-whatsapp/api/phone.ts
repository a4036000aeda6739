import type { ChatMessage, MessageMatch, PhoneMessage, TypingState, WaitOptions } from './chat-message.ts';
import type { Customer } from './customer.ts';
import type { LinkedDevice } from './linked-device.ts';

/** A person's phone with WhatsApp on it, to which clients are linked. */
export declare class Phone {
  readonly number: string;
  /** The name that others see. */
  readonly name: string;
  /** `NUMBER@s.whatsapp.net`. */
  readonly jid: string;
  /** `DIGITS@lid`. */
  readonly lid: string;
  /** The clients linked at this moment, in the order they were linked. */
  get devices(): LinkedDevice[];

  /** Scans the QR a client shows: `text` is what the picture contains. Rejects a malformed, an unknown or an expired one. */
  scanQr(text: string): Promise<LinkedDevice>;
  /** Types in the eight characters a client shows. Rejects when no client waits for this number, or the code is wrong. */
  enterPairingCode(code: string): Promise<LinkedDevice>;
  /** Removes a linked device, as in the phone's list of linked devices. */
  logOut(device: LinkedDevice): void;
  /** Waits until a linked device matches; by default, until one is online. */
  waitForDevice(match?: (device: LinkedDevice) => boolean, options?: WaitOptions): Promise<LinkedDevice>;

  /** Writes on the phone itself; linked devices get a copy. */
  sendText(to: Customer, text: string): Promise<PhoneMessage>;
  /** Opens the chat on the phone: the customer's messages become read, and linked devices hear about it. */
  read(customer: Customer): Promise<void>;
  /** The customers with whom there is a chat, the latest first. */
  chats(): Customer[];
  /** The chat with a customer, in order, whichever device wrote it. */
  chat(customer: Customer): PhoneMessage[];
  /** The first message that matches and hasn't been returned by this method before; both directions count. */
  waitForMessage(match?: MessageMatch, options?: WaitOptions): Promise<ChatMessage>;
  /** What the customer shows to this phone. */
  typingOf(customer: Customer): TypingState;
}
