import type { Readable } from 'node:stream';
import type { AccountPrivacy, PrivacyChanges } from '@ticketz/contract/account-privacy';
import type { FileKind } from '@ticketz/contract/files';
import type {
  ContactCard,
  EventAnswer,
  Location,
  MessageDetails,
  OutgoingPoll,
} from '@ticketz/contract/message-details';
import type { FailureReason, MessageKind } from '@ticketz/contract/messages';

/**
 * Whom one has a conversation with, as a channel knows them. At least one of `phone` (E.164 digits without `+`), `lid` and
 * `group` is set; of a group only that one.
 */
export interface ChannelPerson {
  phone: string | null;
  lid: string | null;
  group?: string | null;
  /** The name they gave themselves; null when the channel didn't say. */
  pushName: string | null;
}

/** A member of a group, as the author of something. */
export interface ChannelAuthor {
  phone: string | null;
  lid: string | null;
}

export type ChannelDirection = 'inbound' | 'outbound';

/** A file as the message that brings it describes it. The bytes are fetched later, by `OpenChannel.fetchMedia`. */
export interface ChannelMedia {
  kind: FileKind;
  /** What the sender says it is. */
  mimeType: string;
  name: string | null;
  /** In bytes, as the sender says. */
  size: number | null;
  width: number | null;
  height: number | null;
  seconds: number | null;
  /** Loudness from 0 to 100 in 64 steps. */
  waveform: number[] | null;
  /** A small JPEG that came with the message. */
  thumbnail: Buffer | null;
  /** What the channel needs to fetch the bytes. Sealed by the channel: nobody else can read it. */
  source: Buffer;
}

/** A message as one that answers it names it. */
export interface ChannelQuote {
  channelMessageId: string;
  direction: ChannelDirection;
  kind: MessageKind;
  text: string;
  /** In a group: the member who wrote it, where that isn't us. */
  author?: ChannelAuthor | null;
}

/** A message of a conversation, in no channel's own terms. */
export interface ChannelMessage {
  companyId: string;
  connectionId: string;
  /** The channel's id for it. Unique within connection, person and direction. */
  channelMessageId: string;
  /** `outbound`: typed by the business on the linked phone or another device. */
  direction: ChannelDirection;
  /** The customer, or the group, whichever way the message goes. */
  person: ChannelPerson;
  /** In a group: the member who wrote it; null where it was us. */
  author?: ChannelPerson | null;
  /** Where an answer goes: what `OpenChannel.send` takes. */
  address: string;
  kind: MessageKind;
  /** The text or caption, as typed; empty for kinds without one. */
  text: string;
  /** The channel's own time. */
  sentAt: Date;
  media: ChannelMedia | null;
  details: MessageDetails | null;
  quoted: ChannelQuote | null;
  forwarded: boolean;
  /** What `ChannelReader` needs to read what others add to it, as votes. Sealed by the channel. */
  secret: Buffer | null;
  /** The next position of a live location: it takes the place of the one before it, where that is here. */
  moves: boolean;
  /** In a group: whom the text names, by what stands behind the `@`; `person` null: us. */
  mentions?: { digits: string; person: ChannelPerson | null }[];
  /** A call that was rejected, as the connection's settings want it. */
  rejected?: boolean;
}

/**
 * What somebody did to an earlier message. A `vote`, and what is `sealed` with the secret of that message, are in the channel's
 * own terms: `ChannelReader` reads them.
 */
export type Change =
  | { kind: 'edit'; text: string }
  | { kind: 'delete' }
  | { kind: 'reaction'; emoji: string | null }
  | { kind: 'vote'; vote: Buffer }
  | { kind: 'sealed'; as: 'edit' | 'event_answer'; sealed: Buffer };

/** What a `sealed` change says, and when it was made: by the clock of the phone where that can be. */
export type Unsealed = ({ kind: 'edit'; text: string } | { kind: 'event_answer'; answer: EventAnswer }) & {
  at: Date;
};

/** A message that something is done to. `author`: in a group, the member who wrote it. */
export interface ChannelTarget {
  channelMessageId: string;
  direction: ChannelDirection;
  author?: ChannelAuthor | null;
}

/** A change of an earlier message of the same chat, by the side that `direction` says. */
export interface ChannelChange {
  companyId: string;
  connectionId: string;
  /** The channel's id for the change itself. */
  channelMessageId: string;
  direction: ChannelDirection;
  /** The customer, or the group, whoever made the change. */
  person: ChannelPerson;
  /** In a group: the member who made it; null where it was us. */
  author?: ChannelPerson | null;
  /** In a group: it is done to another's message, which only its admins may. */
  byAdmin?: boolean;
  target: ChannelTarget;
  /** When it was made; of two changes of the same thing the later one holds. */
  at: Date;
  change: Change;
}

/** A part of the past conversations that the phone offers to hand over. */
export interface HistoryOffer {
  companyId: string;
  connectionId: string;
  /** The same part offered again has the same id. */
  id: string;
  /** How much of all there is after this part, from 0 to 100. */
  percent: number;
  /** What the channel needs to fetch it. Sealed by the channel. */
  source: Buffer;
}

/** A message of a past conversation. */
export interface PastMessage {
  message: ChannelMessage;
  /** How far one of ours had come; null for the customer's. */
  status: 'sent' | 'delivered' | 'read' | null;
}

/** What happened to a group. */
export type GroupChange =
  | { kind: 'created' | 'subject'; subject: string }
  | { kind: 'joined' | 'left' | 'removed' | 'promoted' | 'demoted'; people: ChannelPerson[] };

/** Something that happened to a group that the account is in. */
export interface ChannelGroupNews {
  companyId: string;
  connectionId: string;
  /** The channel's id for it. */
  channelMessageId: string;
  /** The group. */
  person: ChannelPerson;
  /** Where messages to it go. */
  address: string;
  /** Who did it; null where it was us, or the channel doesn't say. */
  author: ChannelPerson | null;
  at: Date;
  groupChange: GroupChange;
}

/** A group as it is at a moment: all who are in it, apart from us. */
export interface ChannelGroup {
  companyId: string;
  connectionId: string;
  group: string;
  subject: string;
  members: (ChannelPerson & { role: 'member' | 'admin' | 'superadmin' })[];
}

export type ChannelNews = ChannelMessage | ChannelChange | ChannelGroupNews;

export function isGroupNews(news: ChannelNews): news is ChannelGroupNews {
  return 'groupChange' in news;
}

export function isChange(news: ChannelNews): news is ChannelChange {
  return 'change' in news;
}

/** Reads what only the channel can. */
export interface ChannelReader {
  /**
   * The options that a vote chooses, of those given; `secret`: the poll's. Null when it can't be read: then it isn't for
   * this poll.
   */
  readVote(change: ChannelChange, secret: Buffer, options: string[]): string[] | null;
  /** What a `sealed` change says; `secret`: that of the message. Null when it can't be read: then it isn't for this one. */
  readSealed(change: ChannelChange, secret: Buffer): Unsealed | null;
}

/** News of messages that we sent. */
export interface ChannelStatus {
  companyId: string;
  connectionId: string;
  channelMessageIds: string[];
  status: 'delivered' | 'read' | 'failed';
  reason: FailureReason | null;
  at: Date;
  /** Who it comes from: only messages to this person count. Null where the channel itself says it. */
  person: ChannelPerson | null;
  /** In a group: the member whose news it is. */
  member?: ChannelAuthor | null;
}

export interface ChannelTyping {
  companyId: string;
  connectionId: string;
  person: ChannelPerson;
  state: 'composing' | 'recording' | 'paused';
}

/** What a channel tells the features above it; the app wires them in. */
export interface ChannelListener {
  /**
   * Messages and changes of one connection, in its order. Resolves when they are committed, all together; rejects when
   * none is. Idempotent: told twice, stored once.
   */
  messagesReceived(news: ChannelNews[], reader: ChannelReader): Promise<void>;
  /** Resolves when it is kept or nobody wants it. Idempotent. */
  historyOffered(offer: HistoryOffer): Promise<void>;
  statusChanged(status: ChannelStatus): Promise<void>;
  /** Idempotent; never older than what was told of the group before. */
  groupSeen(group: ChannelGroup): Promise<void>;
  /** Two identities turned out to be one person. */
  identitiesLinked(companyId: string, person: ChannelPerson): Promise<void>;
  customerTyping(typing: ChannelTyping): void;
  /** The channel can send now: what waits may go out. */
  opened(companyId: string, connectionId: string): void;
  /** What we sent under this id, for when a phone asks for it again. Null when it isn't ours. */
  sentContent(
    companyId: string,
    connectionId: string,
    channelMessageId: string,
  ): Promise<OutboundContent | null>;
}

/** Kinds of messages that are about a file. */
export const fileMessageKinds = [
  'image',
  'video',
  'video_note',
  'gif',
  'audio',
  'voice_note',
  'document',
  'sticker',
] as const satisfies MessageKind[];
export type FileMessageKind = (typeof fileMessageKinds)[number];

/** A file to be sent. */
export interface OutboundFile {
  /** As what it is sent. */
  kind: FileMessageKind;
  mimeType: string;
  name: string | null;
  size: number;
  width: number | null;
  height: number | null;
  seconds: number | null;
  waveform: number[] | null;
  /** A small JPEG. */
  thumbnail: Buffer | null;
  open(): Promise<Readable>;
  /** What `OpenChannel.upload` gave for it. Null: it isn't uploaded yet, and can't be sent. */
  uploaded: Buffer | null;
}

interface Sendable {
  quoted: ChannelQuote | null;
  forwarded: boolean;
}

/** What we send: messages, and changes of earlier ones. */
export type OutboundContent =
  /** `mentions`: in a group, whom the text names. */
  | ({ kind: 'text'; text: string; mentions?: ChannelAuthor[] } & Sendable)
  | ({ kind: 'file'; file: OutboundFile; text: string } & Sendable)
  | ({ kind: 'location'; location: Location } & Sendable)
  | ({ kind: 'contacts'; contacts: ContactCard[] } & Sendable)
  /** `secret`: what its votes will be encrypted with, sealed. */
  | ({ kind: 'poll'; poll: OutgoingPoll; secret: Buffer } & Sendable)
  | { kind: 'reaction'; target: ChannelTarget; emoji: string | null; at: Date }
  | { kind: 'edit'; target: ChannelTarget; text: string; at: Date }
  | { kind: 'delete'; target: ChannelTarget };

/** Why a send failed. `retry`: the channel couldn't say whether it went out; the same id may be sent again. */
export class SendError extends Error {
  readonly reason: FailureReason;
  readonly retry: boolean;

  constructor(reason: FailureReason, options: { retry: boolean; cause?: unknown }) {
    super(`Not sent: ${reason}`, { cause: options.cause });
    this.name = 'SendError';
    this.reason = reason;
    this.retry = options.retry;
  }
}

/**
 * Why a file can't be had. `gone`: the channel keeps it no longer, the phone may. `damaged`: other bytes than were sent.
 * `refused`: the phone won't or can't give it again. `impossible`: nobody can fetch it from what the message said.
 * `unreachable`: later it may be there.
 */
export type MediaTrouble = 'gone' | 'damaged' | 'too_large' | 'refused' | 'impossible' | 'unreachable';

export class MediaError extends Error {
  readonly trouble: MediaTrouble;

  constructor(trouble: MediaTrouble, cause?: unknown) {
    super(`No file: ${trouble}`, { cause });
    this.name = 'MediaError';
    this.trouble = trouble;
  }
}

/**
 * Why the account couldn't be asked. `silent`: the channel gave no answer in time · `refused`: it said no · `unreadable`:
 * the phone hasn't given us what it takes to read it · `too_large`: more than anybody could use.
 */
export const accountTroubles = ['silent', 'refused', 'unreadable', 'too_large'] as const;
export type AccountTrouble = (typeof accountTroubles)[number];

export class AccountError extends Error {
  readonly trouble: AccountTrouble;

  constructor(trouble: AccountTrouble, cause?: unknown) {
    super(`The account could not be asked: ${trouble}`, { cause });
    this.name = 'AccountError';
    this.trouble = trouble;
  }
}

/** Somebody in the address book of the account's phone. `phone`: null where the channel hides it. */
export interface PhoneBookEntry {
  name: string;
  phone: string | null;
}

/** A message that was read. */
export interface ReadMessage {
  id: string;
  author: ChannelAuthor | null;
}

/** A connection that this process holds open. */
export interface OpenChannel {
  readonly companyId: string;
  readonly connectionId: string;
  /**
   * Sends under `channelMessageId`. Resolves with the channel's time when the channel has accepted it; throws
   * `SendError` otherwise. Sent again with the same id it isn't doubled.
   */
  send(message: { address: string; channelMessageId: string; content: OutboundContent }): Promise<Date>;
  /** Uploads a file to the channel: what `OutboundFile.uploaded` is then. Throws `MediaError`. */
  upload(file: OutboundFile): Promise<Buffer>;
  /**
   * The bytes of a file that came, from `ChannelMedia.source`. Throws `MediaError`; the stream, too, fails with one when
   * the bytes turn out not to be those that were sent, so it counts only when it has ended well.
   */
  fetchMedia(source: Buffer, limits: { maxBytes: number; signal: AbortSignal }): Promise<Readable>;
  /** Asks the phone to upload a file again that is gone; gives its new source. Throws `MediaError`. */
  askForMedia(source: Buffer): Promise<Buffer>;
  /** The messages of a `HistoryOffer`, of each conversation the oldest first. Throws `MediaError`. */
  fetchHistory(source: Buffer, signal: AbortSignal): Promise<PastMessage[]>;
  /**
   * The first of these numbers (forms of one and the same) that is on the channel, and where messages to it go; null:
   * none is. Rejects when the channel can't say.
   */
  checkNumber(phones: string[]): Promise<{ phone: string; address: string } | null>;
  /** The address book of the account's phone. Throws `AccountError`. */
  readPhoneBook(limits: { most: number; signal: AbortSignal }): Promise<PhoneBookEntry[]>;
  /** What the channel shows of the account. Throws `AccountError`. */
  readPrivacy(): Promise<AccountPrivacy>;
  /** Changes it; answers how it is then. Throws `AccountError`. */
  changePrivacy(changes: PrivacyChanges): Promise<AccountPrivacy>;
  /** Shows the customer that somebody is typing. Never throws: it is worth nothing later. */
  sendTyping(address: string, state: 'composing' | 'paused'): Promise<void>;
  /** Tells the customer that their messages were read. `author`: in a group, the member who wrote it. */
  markRead(address: string, messages: ReadMessage[]): Promise<void>;
}
