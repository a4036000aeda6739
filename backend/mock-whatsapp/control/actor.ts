import type { Author, Correspondent } from '../api/author.ts';
import type { ChatMessage } from '../api/chat-message.ts';
import type { SendOptions } from '../api/compose/context.ts';
import type { ContactCard, PlaceOptions, PollOptions } from '../api/compose/kinds.ts';
import type { MediaKinds } from '../api/compose/media.ts';
import type { MockWhatsApp } from '../api/mock-whatsapp.ts';
import { ControlError } from './control-error.ts';
import { findCustomer, findGroup, findPhone, isGroupId } from './people.ts';

export type Side = 'customers' | 'phones';

/** One of the two in a chat, with what they can do in it. */
export interface Actor {
  messages: ChatMessage[];
  /** The message with this id in their chat; refuses one that isn't there. */
  find(id: string): ChatMessage;
  sendText(text: string, options: SendOptions): Promise<ChatMessage>;
  sendMedia<K extends keyof MediaKinds>(kind: K, options: MediaKinds[K] & SendOptions): Promise<ChatMessage>;
  sendLocation(place: PlaceOptions & SendOptions): Promise<ChatMessage>;
  sendContacts(cards: ContactCard[], options: SendOptions): Promise<ChatMessage>;
  sendPoll(poll: PollOptions & SendOptions): Promise<ChatMessage>;
  vote(poll: ChatMessage, options: string[]): Promise<void>;
  react(message: ChatMessage, emoji: string): Promise<void>;
  edit(message: ChatMessage, text: string): Promise<void>;
  remove(message: ChatMessage): Promise<void>;
}

/** Who acts: a customer towards a phone or in a group, or a phone towards a customer. */
export function actorOf(whatsapp: MockWhatsApp, side: Side, number: string, other: string): Actor {
  if (side === 'customers') {
    const customer = findCustomer(whatsapp, number);
    if (isGroupId(other)) {
      const group = findGroup(whatsapp, other, customer);
      return actor(customer, group, customer.chat(group));
    }
    const phone = findPhone(whatsapp, other);
    return actor(customer, phone, customer.chat(phone));
  }
  const phone = findPhone(whatsapp, number);
  const customer = findCustomer(whatsapp, other);
  return actor(phone, customer, phone.chat(customer));
}

function actor<To extends Correspondent>(author: Author<To>, to: To, messages: ChatMessage[]): Actor {
  return {
    messages,
    find(id) {
      const message = messages.find((one) => one.id === id);
      if (!message) throw new ControlError(404, 'not_found', 'There is no such message in this chat');
      return message;
    },
    sendText: (text, options) => author.sendText(to, text, options),
    sendMedia: (kind, options) => author.send(to, author.compose(kind, options), options),
    sendLocation: (place) => author.sendLocation(to, place),
    sendContacts: (cards, options) => author.sendContacts(to, cards, options),
    sendPoll: (poll) => author.sendPoll(to, poll),
    vote: (poll, options) => author.vote(to, poll, options),
    react: (message, emoji) => author.react(to, message, emoji),
    edit: (message, text) => author.edit(to, message, text),
    remove: (message) => author.deleteForEveryone(to, message),
  };
}
