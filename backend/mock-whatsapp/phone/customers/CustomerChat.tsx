import type { ChatView, CustomerView, PhoneView } from '../../control/view.ts';
import { readAsCustomer, setPresence, typeAsCustomer } from '../live/control-client.ts';
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
  onBack: () => void;
}

/** The chat with the shop as one customer sees it. */
export function CustomerChat({ customer, phone, chat, onBack }: CustomerChatProps) {
  const words = useWords();
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
        <Avatar name={phone.name} number={phone.number} />
        <div>
          <p className="counterpart-name">{phone.name}</p>
          <p className={chat.phoneIsTyping ? 'typing' : 'muted'} aria-live="polite">
            {chat.phoneIsTyping ? words.conversation.typing(phone.name) : formatNumber(phone.number)}
          </p>
        </div>
      </div>
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
    </div>
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
