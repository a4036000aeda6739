import { proto } from '@whiskeysockets/baileys';
import type { Account } from '../data/account.ts';
import type { Addressing, GroupRecord } from '../data/group.ts';
import type { IncomingReceipt } from '../server/network.ts';
import { eventAnswerContent, sealedEditContent, voteContent } from './addons.ts';
import type { Applied } from './chat.ts';
import type { ChatMessage, EventAnswer, MessageStatus } from './chat-message.ts';
import { type LinkPreview, type SendOptions, textContent, withContext } from './compose/context.ts';
import * as kinds from './compose/kinds.ts';
import { type MediaKinds, mediaContent } from './compose/media.ts';
import type { Group } from './group.ts';
import type { Notice } from './handset.ts';
import { LiveLocation } from './live-location.ts';
import { type Peer, Person } from './person.ts';

const { Type } = proto.Message.ProtocolMessage;

/** Whom one can write to: somebody, or a group. */
export interface Correspondent {
  readonly jid: string;
}

type Media<K extends keyof MediaKinds> = MediaKinds[K] & SendOptions;

/** A person who can write everything WhatsApp can carry. `To`: whom they can write to. */
export abstract class Author<To extends Correspondent> extends Person {
  /** Writes anything the protocol knows. Resolves when the server has it. */
  abstract send(to: To, content: proto.IMessage, options?: SendOptions): Promise<ChatMessage>;

  /** Sends a content that nobody's chat shows as a message of its own; what is forged goes this way, too. */
  abstract change(to: To, content: proto.IMessage): Promise<void>;

  /** A person's address in this chat: number or LID. */
  protected abstract addressFor(to: To, account: Account): string;

  /** Whether a message's key has to say who wrote it. */
  protected abstract isGroup(to: To): boolean;

  /** Writes a text; with a preview, the way the app shows a link. */
  sendText(
    to: To,
    text: string,
    options: SendOptions & { preview?: LinkPreview } = {},
  ): Promise<ChatMessage> {
    return this.send(to, textContent(text, options.preview), options);
  }

  /** Sends a picture. Like all media it is encrypted and lies on the media host. */
  sendImage(to: To, image: Media<'image'>): Promise<ChatMessage> {
    return this.sendMedia(to, 'image', image);
  }

  sendVideo(to: To, video: Media<'video'>): Promise<ChatMessage> {
    return this.sendMedia(to, 'video', video);
  }

  /** Sends a round video, as recorded in the app. */
  sendVideoNote(to: To, video: Media<'videoNote'>): Promise<ChatMessage> {
    return this.sendMedia(to, 'videoNote', video);
  }

  /** Sends a GIF, which on WhatsApp is an MP4 that repeats itself. */
  sendGif(to: To, video: Media<'gif'>): Promise<ChatMessage> {
    return this.sendMedia(to, 'gif', video);
  }

  /** Sends a sound file. */
  sendAudio(to: To, audio: Media<'audio'>): Promise<ChatMessage> {
    return this.sendMedia(to, 'audio', audio);
  }

  /** Sends a voice note: Ogg with Opus, with a waveform. */
  sendVoiceNote(to: To, audio: Media<'voiceNote'>): Promise<ChatMessage> {
    return this.sendMedia(to, 'voiceNote', audio);
  }

  sendDocument(to: To, document: Media<'document'>): Promise<ChatMessage> {
    return this.sendMedia(to, 'document', document);
  }

  /** Sends a sticker: a WebP, which may move. */
  sendSticker(to: To, sticker: Media<'sticker'>): Promise<ChatMessage> {
    return this.sendMedia(to, 'sticker', sticker);
  }

  sendLocation(to: To, place: kinds.PlaceOptions & SendOptions): Promise<ChatMessage> {
    return this.send(to, kinds.locationContent(place), place);
  }

  /** Shares where one is for a while; move it with the object this gives. */
  async shareLiveLocation(to: To, place: kinds.LivePlaceOptions & SendOptions): Promise<LiveLocation> {
    const message = await this.send(to, kinds.liveLocationContent(place), place);
    return new LiveLocation(message, (content) => this.send(to, content), place);
  }

  /** Sends one contact's card, or several in one message. */
  sendContacts(to: To, cards: kinds.ContactCard[], options?: SendOptions): Promise<ChatMessage> {
    return this.send(to, kinds.contactsContent(cards), options);
  }

  sendPoll(to: To, poll: kinds.PollOptions & SendOptions): Promise<ChatMessage> {
    return this.send(to, kinds.pollContent(poll), poll);
  }

  /**
   * Chooses in a poll of either side; an empty choice takes it back. Encrypted under the poll's own secret and both
   * people's addresses: those of the chat, or, as other apps do, always numbers or LIDs (`as`).
   */
  vote(to: To, poll: ChatMessage, options: string[], as?: Addressing): Promise<void> {
    return this.change(to, voteContent(poll, this.keyOf(to, poll), this.partiesOf(to, poll, as), options));
  }

  /** Invites to something in the calendar. */
  sendEvent(to: To, event: kinds.EventOptions & SendOptions): Promise<ChatMessage> {
    return this.send(to, kinds.eventContent(event), event);
  }

  /** Says whether one comes. `as`: like `vote`. */
  answerEvent(to: To, event: ChatMessage, answer: EventAnswer['answer'], as?: Addressing): Promise<void> {
    return this.change(
      to,
      eventAnswerContent(event, this.keyOf(to, event), this.partiesOf(to, event, as), answer),
    );
  }

  /** Sends a text with buttons, as businesses do. */
  sendButtons(to: To, buttons: kinds.ButtonsOptions): Promise<ChatMessage> {
    return this.send(to, kinds.buttonsContent(buttons));
  }

  sendList(to: To, list: kinds.ListOptions): Promise<ChatMessage> {
    return this.send(to, kinds.listContent(list));
  }

  sendTemplate(to: To, template: kinds.ButtonsOptions): Promise<ChatMessage> {
    return this.send(to, kinds.templateContent(template));
  }

  sendInteractive(to: To, interactive: kinds.ButtonsOptions): Promise<ChatMessage> {
    return this.send(to, kinds.interactiveContent(interactive));
  }

  /** Taps what a message offers: a button, a row of its list. By id. */
  choose(to: To, message: ChatMessage, id: string): Promise<ChatMessage> {
    const choice = message.choices?.find((one) => one.id === id);
    if (!choice) throw new Error(`The message offers nothing with the id "${id}".`);
    return this.send(to, kinds.answerContent(message.content, choice), { quoting: message });
  }

  sendProduct(to: To, product: kinds.ProductOptions): Promise<ChatMessage> {
    return this.send(to, kinds.productContent(product));
  }

  sendOrder(to: To, order: kinds.OrderOptions): Promise<ChatMessage> {
    return this.send(to, kinds.orderContent(order));
  }

  sendGroupInvite(to: To, invite: Parameters<typeof kinds.inviteContent>[0]): Promise<ChatMessage> {
    return this.send(to, kinds.inviteContent(invite));
  }

  requestPayment(to: To, request: Parameters<typeof kinds.paymentRequestContent>[0]): Promise<ChatMessage> {
    return this.send(to, kinds.paymentRequestContent(request));
  }

  /** Passes a message on: the same content and file, marked as forwarded once more. */
  forward(to: To, message: ChatMessage): Promise<ChatMessage> {
    const copy = proto.Message.decode(proto.Message.encode(message.content).finish());
    return this.send(to, copy, { forwarded: message.forwarded + 1 });
  }

  /** Changes a text sent before, or a medium's caption. */
  edit(to: To, message: ChatMessage, text: string): Promise<void> {
    const protocolMessage = {
      key: this.keyOf(to, message),
      type: Type.MESSAGE_EDIT,
      editedMessage: editedContent(message, text),
      timestampMs: Date.now(),
    };
    return this.change(to, { editedMessage: { message: { protocolMessage } } });
  }

  /** The same as phones of today do it: sealed with the secret of the message, which has to have one. */
  editSealed(to: To, message: ChatMessage, text: string, as?: Addressing): Promise<void> {
    const key = this.keyOf(to, message);
    return this.change(
      to,
      sealedEditContent(message, key, this.partiesOf(to, message, as), editedContent(message, text)),
    );
  }

  /** Deletes a message for everyone: one's own, or in a group, as its admin, anybody's. */
  deleteForEveryone(to: To, message: ChatMessage): Promise<void> {
    return this.change(to, { protocolMessage: { key: this.keyOf(to, message), type: Type.REVOKE } });
  }

  /** Puts an emoji on a message; an empty one takes it away. */
  react(to: To, message: ChatMessage, emoji: string): Promise<void> {
    const key = this.keyOf(to, message);
    return this.change(to, { reactionMessage: { key, text: emoji, senderTimestampMs: Date.now() } });
  }

  /** Encrypts and uploads a medium without sending it: the content, for what is built by hand or lies in the past. */
  compose<K extends keyof MediaKinds>(kind: K, options: MediaKinds[K]): proto.IMessage {
    return mediaContent(this.network, kind, options);
  }

  /** The content with what goes along: what it quotes, mentions and so on. */
  protected inContext(to: To, content: proto.IMessage, options: SendOptions): proto.IMessage {
    const { quoting } = options;
    const author = quoting && this.network.accounts.get(quoting.author);
    return withContext(content, options, author && this.addressFor(to, author));
  }

  /** Something has come into a chat, or has changed in it. */
  protected abstract announce(peer: Peer, applied: Applied): void;

  /** Writes in a group: to the other members' phones, and encrypted to everybody's clients. */
  protected async writeToGroup(group: Group, content: proto.IMessage): Promise<ChatMessage> {
    const { notice, applied } = this.postIn(group, content);
    if (!applied.added)
      throw new Error('this content is no message: use edit, deleteForEveryone, react or change');
    await this.handset.sendToAll(notice);
    return applied.added;
  }

  protected async changeInGroup(group: Group, content: proto.IMessage): Promise<void> {
    await this.handset.sendToAll(this.postIn(group, content).notice);
  }

  /** A member of a group has got or read messages of this person. */
  protected raiseInGroup(group: GroupRecord, { ids, from }: IncomingReceipt, status: MessageStatus): void {
    const others = [...group.members.keys()].filter((member) => member !== this.account);
    const numbers = others.map(({ number }) => number);
    const chat = this.chatWith(group);
    for (const id of ids)
      this.announce(group, { changed: chat.raiseFor(id, from.account.number, status, numbers) });
  }

  /** Somebody has left a group: what comes next they must not be able to read. Not for test authors. */
  memberLeft(group: GroupRecord): void {
    this.handset.renewKey(group);
  }

  private postIn({ record }: Group, content: proto.IMessage): { notice: Notice; applied: Applied } {
    if (!record.members.has(this.account))
      throw new Error(`${this.name} is not in the group "${record.subject}".`);
    const members = [...record.members.keys()];
    const message = { id: this.newId(), content, timestamp: Date.now() };
    const own = {
      fromMe: true,
      author: this.account,
      status: 'sent' as const,
      admin: record.isAdmin(this.account),
    };
    const applied = this.chatWith(record).apply({ ...message, ...own });
    this.announce(record, applied);
    for (const member of members) {
      if (member !== this.account) this.network.residents.get(member)?.hear(this.account, record, message);
    }
    return { notice: { ...message, audience: record, members }, applied };
  }

  private sendMedia<K extends keyof MediaKinds>(to: To, kind: K, options: Media<K>): Promise<ChatMessage> {
    return this.send(to, this.compose(kind, options), options);
  }

  private keyOf(to: To, message: ChatMessage): proto.IMessageKey {
    const author = this.network.accounts.get(message.author);
    const participant = this.isGroup(to) && author ? this.addressFor(to, author) : undefined;
    return { remoteJid: to.jid, fromMe: message.fromMe, id: message.id, participant };
  }

  private partiesOf(to: To, { author }: ChatMessage, as?: Addressing): { author: string; sender: string } {
    const addressOf = (account: Account) => {
      if (!as) return this.addressFor(to, account);
      return as === 'lid' ? account.lidJid : account.jid;
    };
    return {
      author: addressOf(this.network.accounts.get(author) ?? this.account),
      sender: addressOf(this.account),
    };
  }
}

function editedContent({ content }: ChatMessage, text: string): proto.IMessage {
  const { imageMessage, videoMessage } = content;
  if (imageMessage) return { imageMessage: { caption: text } };
  return videoMessage ? { videoMessage: { caption: text } } : { conversation: text };
}
