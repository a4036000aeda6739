import { useState } from 'react';
import type { PhoneView } from '../../control/view.ts';
import { readAsPhone } from '../live/control-client.ts';
import { chatOf, type LiveState } from '../live/state.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { ChatRow } from '../parts/ChatRow.tsx';
import { Conversation } from '../parts/Conversation.tsx';
import { Icon } from '../parts/Icon.tsx';
import { formatNumber } from '../words/format.ts';
import { useWords } from '../words/use-words.tsx';

interface ShopChatsProps {
  state: LiveState;
  phone: PhoneView;
  onLink: () => void;
}

/** The chats on the phone of the business, and the one that is open. */
export function ShopChats({ state, phone, onLink }: ShopChatsProps) {
  const words = useWords();
  const [openNumber, setOpen] = useState<string | null>(null);
  const open = state.customers.find((customer) => customer.number === openNumber);
  const chats = state.customers
    .map((customer) => ({ customer, chat: chatOf(state.chats, phone.number, customer.number) }))
    .filter(({ chat }) => chat.onPhone.length > 0)
    .sort((one, other) => (other.chat.onPhone.at(-1)?.at ?? 0) - (one.chat.onPhone.at(-1)?.at ?? 0));

  if (open) return <OpenChat state={state} phone={phone} customer={open} onBack={() => setOpen(null)} />;
  if (chats.length === 0) {
    return (
      <div className="empty">
        <Icon name="chats" size={36} />
        <h3>{words.shop.noChatsTitle}</h3>
        <p>{words.shop.noChats}</p>
        {phone.devices.length === 0 && (
          <button type="button" className="button" onClick={onLink}>
            {words.shop.noChatsLink}
          </button>
        )}
      </div>
    );
  }
  return (
    <ul className="chat-list">
      {chats.map(({ customer, chat }) => (
        <ChatRow
          key={customer.number}
          name={customer.name}
          number={customer.number}
          messages={chat.onPhone}
          typing={chat.customerIsTyping}
          selected={false}
          onOpen={() => setOpen(customer.number)}
        />
      ))}
    </ul>
  );
}

interface OpenChatProps {
  state: LiveState;
  phone: PhoneView;
  customer: LiveState['customers'][number];
  onBack: () => void;
}

function OpenChat({ state, phone, customer, onBack }: OpenChatProps) {
  const words = useWords();
  const chat = chatOf(state.chats, phone.number, customer.number);
  return (
    <div className="open-chat">
      <div className="open-chat-header">
        <button type="button" className="round-button" aria-label={words.back} onClick={onBack}>
          <Icon name="back" />
        </button>
        <Avatar name={customer.name} number={customer.number} />
        <div>
          <h3>{customer.name}</h3>
          <p className={chat.customerIsTyping ? 'typing' : 'muted'}>
            {chat.customerIsTyping ? words.conversation.typingShort : formatNumber(customer.number)}
          </p>
        </div>
      </div>
      <Conversation
        key={customer.number}
        chatKey={`${phone.number} ${customer.number}`}
        name={customer.name}
        messages={chat.onPhone}
        composerLabel={words.shop.writeTo(customer.name)}
        sender={{ side: 'phones', number: phone.number, other: customer.number }}
        onRead={() => readAsPhone(phone.number, customer.number)}
      />
    </div>
  );
}
