import type { FailureReason, MessageKind } from '@ticketz/contract/messages';

/** A person as a channel knows them. At least one of `phone` (E.164 digits without `+`) and `lid` is set. */
export interface ChannelPerson {
  phone: string | null;
  lid: string | null;
  /** The name they gave themselves; null when the channel didn't say. */
  pushName: string | null;
}

/** A message of a conversation, in no channel's own terms. */
export interface ChannelMessage {
  companyId: string;
  connectionId: string;
  /** The channel's id for it. Unique within connection, person and direction. */
  channelMessageId: string;
  /** `outbound`: typed by the business on the linked phone or another device. */
  direction: 'inbound' | 'outbound';
  /** The customer, whichever way the message goes. */
  person: ChannelPerson;
  /** Where an answer goes: what `OpenChannel.sendText` takes. */
  address: string;
  kind: MessageKind;
  /** The text or caption, as typed; empty for kinds without one. */
  text: string;
  /** The channel's own time. */
  sentAt: Date;
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
   * Messages of one connection, in its order. Resolves when they are committed, all together; rejects when none is.
   * Idempotent: told twice, stored once.
   */
  messagesReceived(messages: ChannelMessage[]): Promise<void>;
  statusChanged(status: ChannelStatus): Promise<void>;
  /** Two identities turned out to be one person. */
  identitiesLinked(companyId: string, person: ChannelPerson): Promise<void>;
  customerTyping(typing: ChannelTyping): void;
  /** The channel can send now: what waits may go out. */
  opened(companyId: string, connectionId: string): void;
  /** The text of a message that we sent, for when a phone asks for it again. Null when it isn't ours. */
  outboundText(companyId: string, connectionId: string, channelMessageId: string): Promise<string | null>;
}

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

/** A connection that this process holds open. */
export interface OpenChannel {
  readonly companyId: string;
  readonly connectionId: string;
  /**
   * Sends a text under `channelMessageId`. Resolves with the channel's time when the channel has accepted it;
   * throws `SendError` otherwise. Sent again with the same id it isn't doubled.
   */
  sendText(message: { address: string; channelMessageId: string; text: string }): Promise<Date>;
  /** Shows the customer that somebody is typing. Never throws: it is worth nothing later. */
  sendTyping(address: string, state: 'composing' | 'paused'): Promise<void>;
  /** Tells the customer that their messages were read. */
  markRead(address: string, channelMessageIds: string[]): Promise<void>;
}
