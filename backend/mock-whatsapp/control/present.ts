import type { ChatMessage } from '../api/chat-message.ts';
import type { Customer } from '../api/customer.ts';
import type { Group } from '../api/group.ts';
import type { LinkedDevice } from '../api/linked-device.ts';
import type { MockWhatsApp } from '../api/mock-whatsapp.ts';
import type { Phone } from '../api/phone.ts';
import { presentContent, presentPoll } from './present-content.ts';
import type {
  ChatView,
  CustomerView,
  DeviceView,
  GroupChatView,
  MessageView,
  PhoneView,
  StateView,
} from './view.ts';

/** A screen shows the newest; a demo that ran for days must not send all of it at each keystroke. */
const MESSAGES_PER_CHAT = 200;

export const presentDevice = (device: LinkedDevice): DeviceView => ({
  id: device.id,
  name: device.platform,
  online: device.online,
  linkedAt: device.linkedAt.getTime(),
});

export const presentPhone = (phone: Phone): PhoneView => ({
  number: phone.number,
  name: phone.name,
  devices: phone.devices.map(presentDevice),
});

export const presentCustomer = (customer: Customer): CustomerView => ({
  number: customer.number,
  name: customer.name,
  addressing: customer.addressing,
  presence: customer.presence,
});

export function presentMessage(message: ChatMessage, quoted?: ChatMessage): MessageView {
  return {
    id: message.id,
    mine: message.fromMe,
    kind: message.kind,
    text: message.deleted ? null : (message.text ?? null),
    at: message.timestamp.getTime(),
    status: message.status,
    edited: message.edited ?? false,
    deleted: message.deleted ?? false,
    reaction: message.reaction || null,
    quoted: quoted ? { text: quoted.text ?? null, kind: quoted.kind, mine: quoted.fromMe } : null,
    ...presentContent(message),
  };
}

function presentMessages(owner: string, messages: ChatMessage[]): MessageView[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return messages.slice(-MESSAGES_PER_CHAT).map((message) => {
    const view = presentMessage(message, message.quotedId ? byId.get(message.quotedId) : undefined);
    return { ...view, poll: presentPoll(message, owner) };
  });
}

export const presentChat = (phone: Phone, customer: Customer): ChatView => ({
  phone: phone.number,
  customer: customer.number,
  onPhone: presentMessages(phone.number, phone.chat(customer)),
  onCustomer: presentMessages(customer.number, customer.chat(phone)),
  phoneIsTyping: customer.isTyping(phone),
  customerIsTyping: phone.typingOf(customer) !== 'paused',
});

/** A group, on the screen of each customer who is in it. */
export function presentGroup(whatsapp: MockWhatsApp, group: Group): GroupChatView[] {
  const names = new Map(group.members.map(({ number, name }) => [number, name]));
  return whatsapp.customers
    .filter(({ number }) => names.has(number))
    .map((customer) => {
      const messages = customer.chat(group);
      const authors = new Map(messages.map(({ id, author }) => [id, names.get(author)]));
      return {
        group: group.record.id,
        subject: group.subject,
        customer: customer.number,
        others: [...names].flatMap(([number, name]) => (number === customer.number ? [] : [name])),
        messages: presentMessages(customer.number, messages).map((view) =>
          view.mine ? view : { ...view, author: authors.get(view.id) },
        ),
      };
    });
}

export function presentState(whatsapp: MockWhatsApp): StateView {
  const { phones, customers } = whatsapp;
  const pairs = phones.flatMap((phone) => customers.map((customer) => presentChat(phone, customer)));
  return {
    phones: phones.map(presentPhone),
    customers: customers.map(presentCustomer),
    chats: pairs.filter((chat) => chat.onPhone.length > 0 || chat.onCustomer.length > 0),
    groups: whatsapp.groups.flatMap((group) => presentGroup(whatsapp, group)),
  };
}
