import type { ChatView, LiveEvent, MessageView, StateView } from '../../control/view.ts';

export type LiveState = StateView & { connected: boolean };

type LiveAction = LiveEvent | { type: 'connection'; connected: boolean };

/** The page's copy of the mock, kept up by the live stream; null until the first word. */
export function reduceLive(state: LiveState | null, action: LiveAction): LiveState | null {
  if (action.type === 'state') return { ...action.state, connected: true };
  if (!state) return null;
  if (action.type === 'connection') return { ...state, connected: action.connected };
  if (action.type === 'people') return { ...state, phones: action.phones, customers: action.customers };
  if (action.type === 'group') {
    const rest = state.groups.filter(({ group }) => group !== action.group);
    return { ...state, groups: [...rest, ...action.chats] };
  }
  const others = state.chats.filter((chat) => !isChat(chat, action.chat.phone, action.chat.customer));
  return { ...state, chats: [...others, action.chat] };
}

const isChat = (chat: ChatView, phone: string, customer: string) =>
  chat.phone === phone && chat.customer === customer;

export const chatOf = (chats: ChatView[], phone: string, customer: string): ChatView =>
  chats.find((chat) => isChat(chat, phone, customer)) ?? {
    phone,
    customer,
    onPhone: [],
    onCustomer: [],
    phoneIsTyping: false,
    customerIsTyping: false,
  };

export const isUnread = (message: MessageView) => !message.mine && message.status !== 'read';

export const countUnread = (messages: MessageView[]) => messages.filter(isUnread).length;
