import type { proto } from '@whiskeysockets/baileys';
import type { MessageReading } from './reading.ts';

/**
 * How far a message has come, as its sender sees it: one grey tick, two grey ticks, two blue ticks.
 * On a message one has received: `delivered`, or `read` once one has read it.
 * A message to a phone is delivered when a linked device has confirmed it; without one, when the phone has it.
 */
export type MessageStatus = 'sent' | 'delivered' | 'read';

/** What one shows to the other while writing. `paused` means: shows nothing. */
export type TypingState = 'composing' | 'recording' | 'paused';

/** What somebody has chosen in a poll. */
export interface Vote {
  /** The number of who voted. */
  voter: string;
  options: string[];
}

/** What somebody has answered to an event. */
export interface EventAnswer {
  number: string;
  answer: 'going' | 'not-going' | 'maybe';
}

/** A message in somebody's chat as it is kept. */
export interface StoredMessage {
  /** The id on WhatsApp, the same on every device. */
  readonly id: string;
  /** Written by the person whose chat this is (on any of their devices). */
  readonly fromMe: boolean;
  /** The number of who wrote it. */
  readonly author: string;
  /** The name of the protocol's field that is set: `conversation`, `imageMessage`, `pollCreationMessage` … */
  readonly kind: string;
  /** What can be read in it: the text, or a medium's caption. Changes when the author edits it. */
  text?: string;
  /** The whole content as sent. */
  readonly content: proto.IMessage;
  readonly timestamp: Date;
  status: MessageStatus;
  /** When the server first wrote it to a linked device's connection: epoch in ms, with fractions, for benchmarks. */
  pushedAt?: number;
  /** When the first receipt for a message of one's own came. */
  deliveredAt?: Date;
  /** When the other had read it. */
  readAt?: Date;
  /** How often this id has arrived. WhatsApp shows it once; more than 1 means that a client sent it again. */
  copies: number;
  /** The author changed the text later. */
  edited?: boolean;
  /** The author deleted it for everyone. */
  deleted?: boolean;
  /** The id of the message this one answers. */
  quotedId?: string;
  /** The emoji the other has put on it. */
  reaction?: string;
  /** On a poll: who has chosen what. */
  votes?: Vote[];
  /** On an event: who has answered what. */
  answers?: EventAnswer[];
  /** On a message of one's own in a group: how far it has come with each member, by number. */
  receipts?: Record<string, MessageStatus>;
}

/**
 * A message in the chat of one person with another, or in a group, as that one person sees it: what is kept of it,
 * and what can be read in its content (`media`, `place`, `contacts`, `poll` …).
 */
export type ChatMessage = StoredMessage & MessageReading;

/** A message as the customer sees it. */
export type CustomerMessage = ChatMessage;

/** A message as the owner of the phone sees it. */
export type PhoneMessage = ChatMessage;

/** How to recognise a message: its exact text, a pattern in its text, or any condition. */
export type MessageMatch = string | RegExp | ((message: ChatMessage) => boolean);

/** How long to wait. The default is 30 s: a busy machine is slow. */
export interface WaitOptions {
  timeoutMs?: number;
}
