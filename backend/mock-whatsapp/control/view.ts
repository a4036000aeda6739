/** What the control API tells about the mock, and the demo phone shows. Types only: the page imports them too. */
import type { MessageStatus } from '../api/chat-message.ts';

export interface DeviceView {
  id: number;
  /** What the client calls itself, such as `Mac OS (CHROME)`. */
  name: string;
  online: boolean;
  /** Milliseconds since 1970. */
  linkedAt: number;
}

export interface PhoneView {
  number: string;
  name: string;
  devices: DeviceView[];
}

export interface CustomerView {
  number: string;
  name: string;
  addressing: 'phone' | 'lid';
  presence: 'online' | 'offline';
}

export interface MessageView {
  id: string;
  /** Written by the one whose screen this is. */
  mine: boolean;
  /** The protocol's name for what it is: `conversation`, `imageMessage` … */
  kind: string;
  text: string | null;
  /** Milliseconds since 1970. */
  at: number;
  status: MessageStatus;
  edited: boolean;
  deleted: boolean;
  reaction: string | null;
  /** The text of the message this one answers. */
  quoted: string | null;
}

/** One conversation, as it looks on either side's screen: the newest messages, in order. */
export interface ChatView {
  phone: string;
  customer: string;
  onPhone: MessageView[];
  onCustomer: MessageView[];
  phoneIsTyping: boolean;
  customerIsTyping: boolean;
}

export interface StateView {
  phones: PhoneView[];
  customers: CustomerView[];
  /** Only those with something in them. */
  chats: ChatView[];
}

/** What the live stream says: everything once, then what changed. */
export type LiveEvent =
  | { type: 'state'; state: StateView }
  | { type: 'people'; phones: PhoneView[]; customers: CustomerView[] }
  | { type: 'chat'; chat: ChatView };
