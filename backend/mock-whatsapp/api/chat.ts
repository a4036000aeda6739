import type { proto } from '@whiskeysockets/baileys';
import type { Account } from '../data/account.ts';
import type { BlobStore } from '../data/blob-store.ts';
import { openEventAnswer, openSealedEdit, openVote } from './addons.ts';
import type { ChatMessage, MessageStatus, StoredMessage } from './chat-message.ts';
import { effectOf, textOf } from './content.ts';
import { withReading } from './reading.ts';

const RANK: Record<MessageStatus, number> = { sent: 0, delivered: 1, read: 2 };

/** What arrives in a chat. */
export interface Arrival {
  id: string;
  fromMe: boolean;
  author: Account;
  content: proto.IMessage;
  timestamp: number;
  status: MessageStatus;
  /** The author may delete what others have written: an admin of the group. */
  admin?: boolean;
}

/** What an arrival has done: a new message, a change of an older one, or nothing that shows. */
export interface Applied {
  added?: ChatMessage;
  changed?: ChatMessage;
}

/** What a chat has to know of the world. */
export interface ChatContext {
  blobs: BlobStore;
  accountOf(number: string): Account | undefined;
}

/** The messages of one person with another, or in a group, in the order this person got them. */
export class Chat {
  readonly messages: ChatMessage[];
  private readonly context: ChatContext;
  private readonly byId: Map<string, ChatMessage>;

  constructor(context: ChatContext, messages: StoredMessage[] = []) {
    this.context = context;
    this.messages = messages.map((message) => withReading(message, context.blobs));
    this.byId = new Map(this.messages.map((message) => [key(message.id, message.fromMe), message]));
  }

  find(id: string, fromMe: boolean): ChatMessage | undefined {
    return this.byId.get(key(id, fromMe));
  }

  /** Whoever wrote it. */
  findAny(id: string): ChatMessage | undefined {
    return this.find(id, true) ?? this.find(id, false);
  }

  /** Puts an arrival where it belongs. */
  apply(arrival: Arrival): Applied {
    const effect = effectOf(arrival.content);
    if (effect.type === 'nothing') return {};
    if (effect.type === 'message') return this.add(arrival, effect);
    if (effect.type === 'reaction') return { changed: this.react(effect.id, effect.emoji) };
    if (effect.type === 'vote') return { changed: this.vote(arrival.author, effect) };
    if (effect.type === 'event-answer') return { changed: this.answer(arrival.author, effect) };
    if (effect.type === 'sealed-edit') return { changed: this.edit(arrival.author, effect) };
    const target = this.findAny(effect.id);
    if (!target || !mayChange(arrival, target, effect.type)) return {};
    if (effect.type === 'delete') target.deleted = true;
    else Object.assign(target, { text: effect.text, edited: true });
    return { changed: target };
  }

  /** Raises the status of a message; undefined when it had come that far before. */
  raise(id: string, fromMe: boolean, status: MessageStatus): ChatMessage | undefined {
    const message = this.find(id, fromMe);
    if (!message || reached(message.status, status)) return undefined;
    message.status = status;
    if (fromMe) stamp(message, status, new Date());
    return message;
  }

  /** One member of a group has got or read a message of one's own; it is as far as with the slowest of `members`. */
  raiseFor(id: string, member: string, status: MessageStatus, members: string[]): ChatMessage | undefined {
    const message = this.find(id, true);
    if (!message) return undefined;
    message.receipts ??= {};
    const before = message.receipts[member];
    if (before && reached(before, status)) return undefined;
    message.receipts[member] = status;
    const { receipts } = message;
    const wanted = (['read', 'delivered'] as const).find((one) =>
      members.every((number) => reached(receipts[number] ?? 'sent', one)),
    );
    if (wanted) this.raise(id, true, wanted);
    return message;
  }

  private add(arrival: Arrival, effect: { kind: string; text?: string; quotedId?: string }): Applied {
    const known = this.find(arrival.id, arrival.fromMe);
    if (known) {
      known.copies += 1;
      return { changed: known };
    }
    const { id, fromMe, content, status } = arrival;
    const { kind, text, quotedId } = effect;
    const author = arrival.author.number;
    const timestamp = new Date(arrival.timestamp);
    const stored: StoredMessage = {
      id,
      fromMe,
      author,
      kind,
      text,
      content,
      timestamp,
      status,
      copies: 1,
      quotedId,
    };
    const added = withReading(stored, this.context.blobs);
    this.messages.push(added);
    this.byId.set(key(id, fromMe), added);
    return { added };
  }

  private react(id: string, emoji: string): ChatMessage | undefined {
    const target = this.findAny(id);
    if (target) target.reaction = emoji || undefined;
    return target;
  }

  private vote(voter: Account, effect: { id: string; vote: proto.Message.IPollEncValue }) {
    const poll = this.findAny(effect.id);
    const author = poll && this.context.accountOf(poll.author);
    const options = poll && author && openVote(poll, author, voter, effect.vote);
    if (!options) return undefined;
    const others = (poll.votes ?? []).filter((vote) => vote.voter !== voter.number);
    poll.votes = options.length ? [...others, { voter: voter.number, options }] : others;
    return poll;
  }

  private edit(from: Account, effect: { id: string; edit: proto.Message.ISecretEncryptedMessage }) {
    const message = this.findAny(effect.id);
    if (message?.author !== from.number) return undefined;
    const content = openSealedEdit(message, from, effect.edit);
    return content && Object.assign(message, { text: textOf(content), edited: true });
  }

  private answer(from: Account, effect: { id: string; answer: proto.Message.IEncEventResponseMessage }) {
    const event = this.findAny(effect.id);
    const author = event && this.context.accountOf(event.author);
    const answer = event && author && openEventAnswer(event, author, from, effect.answer);
    if (!answer) return undefined;
    const others = (event.answers ?? []).filter(({ number }) => number !== from.number);
    event.answers = [...others, { number: from.number, answer }];
    return event;
  }
}

// Only the author may change or delete; an admin of a group may delete.
function mayChange(arrival: Arrival, target: ChatMessage, what: 'edit' | 'delete'): boolean {
  if (target.author === arrival.author.number) return true;
  return what === 'delete' && arrival.admin === true;
}

function stamp(message: ChatMessage, status: MessageStatus, now: Date): void {
  message.deliveredAt ??= now;
  if (status === 'read') message.readAt ??= now;
}

/** Whether a status is at least as far as another. */
export function reached(status: MessageStatus, wanted: MessageStatus): boolean {
  return RANK[status] >= RANK[wanted];
}

function key(id: string, fromMe: boolean): string {
  return `${fromMe ? '>' : '<'}${id}`;
}
