import { proto } from '@whiskeysockets/baileys';
import type { AccountState } from '../data/account.ts';
import type { GroupState } from '../data/group.ts';
import type { StoredMessage } from './chat-message.ts';
import type { CustomerState } from './customer.ts';
import type { ChatState } from './person.ts';
import type { PhoneState } from './receiving-phone.ts';

/** All that outlives a restart. */
export interface MockState {
  version: 1;
  /** Written at the end. Otherwise the file may be older than what clients have seen of these people's keys. */
  complete: boolean;
  groups?: GroupState[];
  phones: { account: AccountState; phone: Packed<PhoneState> }[];
  customers: { account: AccountState; customer: Packed<CustomerState> }[];
}

/** As JSON has it: contents as encoded protobuf, dates as text. */
export type Packed<T> = Omit<T, 'chats'> & { chats: { with: string; messages: PackedMessage[] }[] };
type Dates = 'timestamp' | 'deliveredAt' | 'readAt';
type PackedMessage = Omit<StoredMessage, 'content' | Dates> & {
  content: Uint8Array;
  timestamp: string;
  deliveredAt?: string;
  readAt?: string;
};

export function pack<T extends { chats: ChatState[] }>(state: T): Packed<T> {
  return {
    ...state,
    chats: state.chats.map((chat) => ({ with: chat.with, messages: chat.messages.map(packMessage) })),
  };
}

export function unpack<T extends { chats: ChatState[] }>({ chats, ...rest }: Packed<T>) {
  return {
    ...rest,
    chats: chats.map((chat) => ({ with: chat.with, messages: chat.messages.map(unpackMessage) })),
  };
}

function packMessage(message: StoredMessage): PackedMessage {
  const { timestamp, deliveredAt, readAt } = message;
  return {
    ...message,
    content: proto.Message.encode(message.content).finish(),
    timestamp: timestamp.toISOString(),
    deliveredAt: deliveredAt?.toISOString(),
    readAt: readAt?.toISOString(),
  };
}

function unpackMessage(message: PackedMessage): StoredMessage {
  const { timestamp, deliveredAt, readAt } = message;
  return {
    ...message,
    content: proto.Message.decode(message.content),
    timestamp: new Date(timestamp),
    deliveredAt: deliveredAt ? new Date(deliveredAt) : undefined,
    readAt: readAt ? new Date(readAt) : undefined,
  };
}
