import { useEffect, useRef, useState } from 'react';
import { isUnread, type LiveState } from './live/state.ts';
import { describeMessage } from './words/format.ts';
import { useWords } from './words/use-words.tsx';

const KEPT = 5;

/** Says to screen readers what the shop has answered, and to whom. */
export function Announcer({ state, phone }: { state: LiveState; phone: string }) {
  const words = useWords();
  const known = useRef<Set<string> | null>(null);
  const [said, setSaid] = useState<{ id: string; text: string }[]>([]);

  useEffect(() => {
    const arrived = state.chats.flatMap((chat) =>
      chat.onCustomer.filter((message) => !message.mine).map((message) => ({ chat, message })),
    );
    const before = known.current;
    known.current = new Set(arrived.map(({ message }) => message.id));
    if (!before) return;
    const nameOf = (number: string) =>
      [...state.phones, ...state.customers].find((person) => person.number === number)?.name ?? number;
    const news = arrived
      .filter(({ chat, message }) => chat.phone === phone && !before.has(message.id) && isUnread(message))
      .map(({ chat, message }) => ({
        id: message.id,
        text: words.conversation.arrived(
          `${nameOf(chat.phone)} → ${nameOf(chat.customer)}`,
          describeMessage(message, words),
        ),
      }));
    if (news.length > 0) setSaid((all) => [...all, ...news].slice(-KEPT));
  }, [state, phone, words]);

  return (
    <div className="visually-hidden" role="log" aria-live="polite">
      {said.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
