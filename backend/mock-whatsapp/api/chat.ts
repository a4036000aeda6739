import type { proto } from '@whiskeysockets/baileys';
import type { ChatMessage, MessageStatus } from './chat-message.ts';
import { effectOf } from './content.ts';

const RANK: Record<MessageStatus, number> = { sent: 0, delivered: 1, read: 2 };

/** What arrives in a chat. */
export interface Arrival {
  id: string;
  fromMe: boolean;
  content: proto.IMessage;
  timestamp: number;
  status: MessageStatus;
}

/** What an arrival has done: a new message, a change of an older one, or nothing that shows. */
export interface Applied {
  added?: ChatMessage;
  changed?: ChatMessage;
}

/** The messages of one person with another, in the order this person got them. */
export class Chat {
  readonly messages: ChatMessage[];
  private readonly byId: Map<string, ChatMessage>;

  constructor(messages: ChatMessage[] = []) {
    this.messages = messages;
    this.byId = new Map(messages.map((message) => [key(message.id, message.fromMe), message]));
  }

  find(id: string, fromMe: boolean): ChatMessage | undefined {
    return this.byId.get(key(id, fromMe));
  }

  /** Puts an arrival where it belongs. */
  apply(arrival: Arrival): Applied {
    const effect = effectOf(arrival.content);
    if (effect.type === 'nothing') return {};
    if (effect.type === 'message') return this.add(arrival, effect);
    if (effect.type === 'reaction') return { changed: this.react(effect.id, effect.emoji) };
    // Only the author may change or delete: the message has to be of the same side.
    const target = this.find(effect.id, arrival.fromMe);
    if (!target) return {};
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

  private add(arrival: Arrival, effect: { kind: string; text?: string; quotedId?: string }): Applied {
    const known = this.find(arrival.id, arrival.fromMe);
    if (known) {
      known.copies += 1;
      return { changed: known };
    }
    const { id, fromMe, content, status } = arrival;
    const { kind, text, quotedId } = effect;
    const timestamp = new Date(arrival.timestamp);
    const added: ChatMessage = { id, fromMe, kind, text, content, timestamp, status, copies: 1, quotedId };
    this.messages.push(added);
    this.byId.set(key(id, fromMe), added);
    return { added };
  }

  private react(id: string, emoji: string): ChatMessage | undefined {
    const target = this.find(id, true) ?? this.find(id, false);
    if (target) target.reaction = emoji || undefined;
    return target;
  }
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
