import type { proto } from '@whiskeysockets/baileys';
import type { ChatMessage } from './chat-message.ts';
import { type LivePlaceOptions, liveLocationContent } from './compose/kinds.ts';

/**
 * Where somebody is, shared for a while. Each update is a message with the next sequence number. (WhatsApp shows updates
 * only on phones today; clients that are linked mostly get no more than the first.)
 */
export class LiveLocation {
  /** The first message. */
  readonly message: ChatMessage;
  private readonly send: (content: proto.IMessage) => Promise<ChatMessage>;
  private readonly started = Date.now();
  private place: LivePlaceOptions;
  private sequence = 1;

  constructor(
    message: ChatMessage,
    send: (content: proto.IMessage) => Promise<ChatMessage>,
    place: LivePlaceOptions,
  ) {
    this.message = message;
    this.send = send;
    this.place = place;
  }

  /** They have moved. */
  move(place: Partial<LivePlaceOptions>): Promise<ChatMessage> {
    this.place = { ...this.place, ...place };
    this.sequence += 1;
    const offset = Math.floor((Date.now() - this.started) / 1000);
    return this.send(liveLocationContent(this.place, this.sequence, offset));
  }
}
