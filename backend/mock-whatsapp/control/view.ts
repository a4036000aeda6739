/** What the control API tells about the mock, and the demo phone shows. Types only: the page imports them too. */
import type { MessageStatus } from '../api/chat-message.ts';
import type { MediaKind } from '../api/received-media.ts';

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

export interface MediaView {
  kind: MediaKind;
  mimetype: string;
  fileName: string | null;
  /** Bytes, as the message says. */
  size: number;
  seconds: number | null;
  width: number | null;
  height: number | null;
  /** Of a voice note: from 0 to 100. */
  waveform: number[];
  animated: boolean;
}

export interface PollView {
  question: string;
  /** Several may be chosen. */
  several: boolean;
  options: { text: string; votes: number; mine: boolean }[];
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
  /** The message this one answers, if it is still there. */
  quoted: { text: string | null; kind: string; mine: boolean } | null;
  /** Passed on from somewhere else. */
  forwarded: boolean;
  /** To be seen once. */
  viewOnce: boolean;
  media: MediaView | null;
  place: {
    latitude: number;
    longitude: number;
    name: string | null;
    address: string | null;
    live: boolean;
  } | null;
  contacts: { name: string; numbers: string[] }[];
  poll: PollView | null;
  event: { name: string; description: string | null; start: number | null; place: string | null } | null;
  /** What could be tapped: buttons, rows of a list. */
  choices: string[];
  /** In a group: who wrote it, where that is somebody else. */
  author?: string;
  preview: { url: string; title: string | null; description: string | null } | null;
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

/** A group as one of its customers sees it. */
export interface GroupChatView {
  /** Its digits. */
  group: string;
  subject: string;
  customer: string;
  /** The names of all others. */
  others: string[];
  messages: MessageView[];
}

export interface StateView {
  phones: PhoneView[];
  customers: CustomerView[];
  /** Only those with something in them. */
  chats: ChatView[];
  groups: GroupChatView[];
}

/** What the live stream says: everything once, then what changed. */
export type LiveEvent =
  | { type: 'state'; state: StateView }
  | { type: 'people'; phones: PhoneView[]; customers: CustomerView[] }
  | { type: 'chat'; chat: ChatView }
  | { type: 'group'; group: string; chats: GroupChatView[] };
