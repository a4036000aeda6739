import { proto } from '@whiskeysockets/baileys';
import { addressIn, type GroupRecord } from '../data/group.ts';
import type { HistoryPart } from '../server/network.ts';
import type { ChatMessage, MessageStatus } from './chat-message.ts';
import type { Customer } from './customer.ts';

const { HistorySyncType } = proto.HistorySync;
const { Status } = proto.WebMessageInfo;
const STATUS: Record<MessageStatus, proto.WebMessageInfo.Status> = {
  sent: Status.SERVER_ACK,
  delivered: Status.DELIVERY_ACK,
  read: Status.READ,
};

/** How a phone hands its history to a client that is linked. */
export interface HistoryOptions {
  /** The latest messages of each chat. Default 50. */
  perChat?: number;
  /** In so many parts: the latest messages first, each further part with older ones, with the progress so far. Default 1. */
  parts?: number;
  /** As files on the media host, as large histories are, instead of in the messages themselves. */
  external?: boolean;
}

/** Something that was said before anybody looked. */
export interface PastMessage {
  /** Written by the phone. Default: by the customer. */
  fromMe?: boolean;
  text?: string;
  /** Anything else; see `compose` for media. */
  content?: proto.IMessage;
  at: Date;
  /** Default: read. */
  status?: MessageStatus;
}

/** A chat of a phone: with a customer, or a group. */
export type PastChat = { messages: ChatMessage[] } & ({ customer: Customer } | { group: GroupRecord });

/** The chats of a phone, as a client gets them when it is linked, and the names people have given themselves. */
export function historyOf(
  chats: PastChat[],
  { perChat = 50, parts = 1, external = false }: HistoryOptions,
): HistoryPart[] {
  const customers = chats.flatMap((chat) => ('customer' in chat ? chat.customer : []));
  const size = Math.ceil(perChat / parts);
  const found = Array.from({ length: parts }, (_, index): HistoryPart => {
    const conversations = chats.map((chat) => conversation(chat, index * size, (index + 1) * size));
    const history = {
      syncType: index === 0 ? HistorySyncType.INITIAL_BOOTSTRAP : HistorySyncType.RECENT,
      progress: Math.round((100 * (index + 1)) / parts),
      chunkOrder: index + 1,
      conversations: conversations.filter(({ messages }) => index === 0 || messages?.length),
      phoneNumberToLidMappings: customers.map(({ jid, lid }) => ({ pnJid: jid, lidJid: lid })),
    };
    return { history, external };
  });
  if (customers.length === 0) return found;
  const pushnames = customers.map((customer) => ({ id: addressOf(customer), pushname: customer.name }));
  const names = { syncType: HistorySyncType.PUSH_NAME, progress: 100, chunkOrder: 1, pushnames };
  return [...found, { history: names, external: false }];
}

/** What came before a message, for a client that asks for it. */
export function olderThan(chat: PastChat, id: string, count: number): HistoryPart {
  const index = chat.messages.findIndex((message) => message.id === id);
  const newer = chat.messages.length - Math.max(index, 0);
  const conversations = [conversation(chat, newer, newer + count)];
  const history = { syncType: HistorySyncType.ON_DEMAND, progress: 100, chunkOrder: 1, conversations };
  return { history, external: false };
}

/** A chat with those of its messages, the newest first, that lie from `start` to before `end`. */
function conversation(chat: PastChat, start: number, end: number): proto.IConversation {
  const newest = chat.messages.toReversed();
  const unread = newest.filter((message) => !message.fromMe && message.status !== 'read');
  return {
    ...('customer' in chat ? personalChat(chat.customer) : groupChat(chat.group)),
    unreadCount: unread.length,
    conversationTimestamp: inSeconds(newest[0]?.timestamp),
    messages: newest.slice(start, end).map((message) => ({ message: past(chat, message) })),
  };
}

function personalChat(customer: Customer) {
  const { name, jid, lid } = customer;
  return { id: addressOf(customer), name, pnJid: jid, lidJid: lid };
}

function groupChat(group: GroupRecord) {
  const participant = [...group.members.keys()].map((account) => ({ userJid: addressIn(group, account) }));
  return { id: group.jid, name: group.subject, participant };
}

function past(chat: PastChat, message: ChatMessage): proto.IWebMessageInfo {
  const { id, fromMe, content, status } = message;
  const group = 'group' in chat ? chat.group : undefined;
  const author = group && [...group.members.keys()].find(({ number }) => number === message.author);
  const participant = group && author && !fromMe ? addressIn(group, author) : undefined;
  const remoteJid = 'customer' in chat ? addressOf(chat.customer) : chat.group.jid;
  return {
    key: { remoteJid, fromMe, id, participant },
    participant,
    message: content,
    messageTimestamp: inSeconds(message.timestamp),
    status: STATUS[status],
    pushName: fromMe || !('customer' in chat) ? undefined : chat.customer.name,
  };
}

function addressOf(customer: Customer): string {
  return customer.addressing === 'lid' ? customer.lid : customer.jid;
}

function inSeconds(date: Date | undefined): number {
  return Math.floor((date?.getTime() ?? 0) / 1000);
}
