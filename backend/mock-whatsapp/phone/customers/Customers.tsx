import { useState } from 'react';
import type { CustomerView, PhoneView } from '../../control/view.ts';
import { chatOf, type LiveState } from '../live/state.ts';
import { ChatRow } from '../parts/ChatRow.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useWords } from '../words/use-words.tsx';
import { AddCustomer } from './AddCustomer.tsx';
import { CustomerChat } from './CustomerChat.tsx';

interface CustomersProps {
  state: LiveState;
  phone: PhoneView;
}

/** Everybody one can write as, and the chat of the chosen one with the shop. */
export function Customers({ state, phone }: CustomersProps) {
  const words = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [pane, setPane] = useState<'list' | 'chat'>('list');
  const current = state.customers.find(({ number }) => number === chosen) ?? state.customers[0];

  const open = (customer: CustomerView) => {
    setChosen(customer.number);
    setPane('chat');
  };
  return (
    <section className="customers" data-pane={pane} aria-labelledby="customers-heading">
      <div className="customer-list">
        <header>
          <h2 id="customers-heading">{words.people.heading}</h2>
          <button
            type="button"
            className="round-button"
            aria-label={words.people.add}
            title={words.people.add}
            onClick={() => setAdding(true)}
          >
            <Icon name="plus" />
          </button>
        </header>
        <ul className="chat-list" aria-label={words.people.choose}>
          {state.customers.map((customer) => {
            const chat = chatOf(state.chats, phone.number, customer.number);
            return (
              <ChatRow
                key={customer.number}
                name={customer.name}
                number={customer.number}
                messages={chat.onCustomer}
                typing={chat.phoneIsTyping}
                selected={customer === current}
                presence={customer.presence}
                onOpen={() => open(customer)}
              />
            );
          })}
        </ul>
      </div>
      {current ? (
        <CustomerChat
          key={`${phone.number} ${current.number}`}
          customer={current}
          phone={phone}
          chat={chatOf(state.chats, phone.number, current.number)}
          groups={state.groups.filter(({ customer }) => customer === current.number)}
          onBack={() => setPane('list')}
        />
      ) : (
        <div className="empty">
          <Icon name="people" size={36} />
          <p>{words.people.noneSelected}</p>
        </div>
      )}
      {adding && (
        <AddCustomer
          onClose={() => setAdding(false)}
          onAdded={(number) => {
            setAdding(false);
            setChosen(number);
            setPane('chat');
          }}
        />
      )}
    </section>
  );
}
