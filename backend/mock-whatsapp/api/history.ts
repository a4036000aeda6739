import { proto } from '@whiskeysockets/baileys';
import type { ChatMessage, MessageStatus } from './chat-message.ts';
import type { Customer } from './customer.ts';

const PER_CHAT = 50;
const { Status } = proto.WebMessageInfo;
const STATUS: Record<MessageStatus, proto.WebMessageInfo.Status> = {
  sent: Status.SERVER_ACK,
  delivered: Status.DELIVERY_ACK,
  read: Status.READ,
};

/** The chats of a phone, as a client gets them when it is linked: the latest messages of each. */
export function historyOf(chats: { customer: Customer; messages: ChatMessage[] }[]): proto.IHistorySync {
  return {
    conversations: chats.map(({ customer, messages }) => conversation(customer, messages)),
    phoneNumberToLidMappings: chats.map(({ customer }) => ({ pnJid: customer.jid, lidJid: customer.lid })),
    pushnames: chats.map(({ customer }) => ({ id: customer.jid, pushname: customer.name })),
  };
}

function conversation(customer: Customer, messages: ChatMessage[]): proto.IConversation {
  const id = customer.addressing === 'lid' ? customer.lid : customer.jid;
  const latest = messages.slice(-PER_CHAT).toReversed();
  return {
    id,
    name: customer.name,
    pnJid: customer.jid,
    lidJid: customer.lid,
    unreadCount: messages.filter((message) => !message.fromMe && message.status !== 'read').length,
    conversationTimestamp: inSeconds(latest[0]?.timestamp),
    messages: latest.map((message) => ({
      message: {
        key: { remoteJid: id, fromMe: message.fromMe, id: message.id },
        message: message.content,
        messageTimestamp: inSeconds(message.timestamp),
        status: STATUS[message.status],
        pushName: message.fromMe ? undefined : customer.name,
      },
    })),
  };
}

function inSeconds(date: Date | undefined): number {
  return Math.floor((date?.getTime() ?? 0) / 1000);
}
