import { useState } from 'react';
import type { ChatView, CustomerView, GroupChatView, PhoneView } from '../../control/view.ts';
import { readAsCustomer, readInGroup, setPresence, typeAsCustomer } from '../live/control-client.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { Conversation } from '../parts/Conversation.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useTask } from '../parts/use-task.ts';
import { formatNumber } from '../words/format.ts';
import { useWords } from '../words/use-words.tsx';

interface CustomerChatProps {
  customer: CustomerView;
  phone: PhoneView;
  chat: ChatView;
  /** Those that the customer is in. */
  groups: GroupChatView[];
  onBack: () => void;
}

/** The chat with the shop, or in a group, as one customer sees it. */
export function CustomerChat({ customer, phone, chat, groups, onBack }: CustomerChatProps) {
  const words = useWords();
  const [chosen, setChosen] = useState('');
  const group = groups.find((one) => one.group === chosen);
  return (
    <div className="customer-chat">
      <div className="identity">
        <button type="button" className="round-button back-button" aria-label={words.back} onClick={onBack}>
          <Icon name="back" />
        </button>
        <Avatar name={customer.name} number={customer.number} />
        <div className="identity-text">
          <p className="eyebrow">{words.people.youWriteAs}</p>
          <h3>{customer.name}</h3>
          <p className="muted">
            {formatNumber(customer.number)}
            {customer.addressing === 'lid' && (
              <span className="pill" title={words.people.lidHow}>
                {words.people.lid}
              </span>
            )}
          </p>
        </div>
        <PowerSwitch customer={customer} />
      </div>
      <div className="counterpart">
        <Avatar name={group?.subject ?? phone.name} number={group?.group ?? phone.number} />
        <div className="counterpart-text">
          <p className="counterpart-name">{group?.subject ?? phone.name}</p>
          <Beneath phone={phone} chat={chat} group={group} />
        </div>
        {groups.length > 0 && (
          <select
            className="chat-choice"
            aria-label={words.people.chooseChat}
            value={chosen}
            onChange={({ target }) => setChosen(target.value)}
          >
            <option value="">{phone.name}</option>
            {groups.map((one) => (
              <option key={one.group} value={one.group}>
                {words.people.group(one.subject)}
              </option>
            ))}
          </select>
        )}
      </div>
      {group ? (
        <GroupConversation customer={customer} group={group} />
      ) : (
        <ShopConversation customer={customer} phone={phone} chat={chat} />
      )}
    </div>
  );
}

/** Who else is there, or what the shop does. */
function Beneath({ phone, chat, group }: { phone: PhoneView; chat: ChatView; group?: GroupChatView }) {
  const words = useWords();
  if (group) return <p className="muted counterpart-others">{group.others.join(', ')}</p>;
  return (
    <p className={chat.phoneIsTyping ? 'typing' : 'muted'} aria-live="polite">
      {chat.phoneIsTyping ? words.conversation.typing(phone.name) : formatNumber(phone.number)}
    </p>
  );
}

function GroupConversation({ customer, group }: { customer: CustomerView; group: GroupChatView }) {
  const words = useWords();
  return (
    <Conversation
      key={group.group}
      chatKey={`${customer.number} ${group.group}`}
      name={group.subject}
      messages={group.messages}
      composerLabel={words.people.message(group.subject)}
      sender={{ side: 'customers', number: customer.number, other: group.group }}
      onRead={() => readInGroup(customer.number, group.group)}
    />
  );
}

function ShopConversation({ customer, phone, chat }: Omit<CustomerChatProps, 'groups' | 'onBack'>) {
  const words = useWords();
  return (
    <Conversation
      chatKey={`${customer.number} ${phone.number}`}
      name={phone.name}
      messages={chat.onCustomer}
      composerLabel={words.people.message(phone.name)}
      sender={{ side: 'customers', number: customer.number, other: phone.number }}
      onRead={() => readAsCustomer(customer.number, phone.number)}
      onTyping={(typing) => typeAsCustomer(customer.number, phone.number, typing)}
      notice={customer.presence === 'offline' ? words.people.offlineNote : null}
      renderEmpty={(send) => <Starters customer={customer} phone={phone} send={send} />}
    />
  );
}

function Starters({
  customer,
  phone,
  send,
}: {
  customer: CustomerView;
  phone: PhoneView;
  send: (text: string) => void;
}) {
  const words = useWords();
  return (
    <div className="empty">
      <Avatar name={customer.name} number={customer.number} large />
      <h3>{words.people.emptyTitle(customer.name, phone.name)}</h3>
      <p>{words.people.empty}</p>
      <ul className="starters">
        {words.people.starters.map((text) => (
          <li key={text}>
            <button type="button" className="starter" onClick={() => send(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function PowerSwitch({ customer }: { customer: CustomerView }) {
  const words = useWords();
  const task = useTask();
  const on = customer.presence === 'online';
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      className="power-switch"
      title={on ? words.people.switchOff : words.people.switchOn}
      disabled={task.busy}
      onClick={() =>
        task.run(async () => {
          await setPresence(customer.number, on ? 'offline' : 'online');
        })
      }
    >
      <Icon name="power" size={18} />
      <span>{on ? words.people.online : words.people.offline}</span>
    </button>
  );
}
