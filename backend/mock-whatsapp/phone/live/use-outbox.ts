import { useState } from 'react';
import type { MessageView } from '../../control/view.ts';

export interface OutgoingMessage {
  key: string;
  text: string;
  at: number;
  state: 'pending' | 'failed';
  /** Known once the server has taken it; it goes from here when it is in the chat. */
  id: string | null;
}

interface Outbox {
  messages: OutgoingMessage[];
  send: (text: string) => void;
  retry: (message: OutgoingMessage) => void;
}

/** Shows what was written at once, with a clock, until the live stream brings it back. Keeps what failed. */
export function useOutbox(known: MessageView[], deliver: (text: string) => Promise<MessageView>): Outbox {
  const [messages, setMessages] = useState<OutgoingMessage[]>([]);
  const arrived = new Set(known.map((message) => message.id));

  const change = (key: string, fields: Partial<OutgoingMessage>) =>
    setMessages((all) => all.map((message) => (message.key === key ? { ...message, ...fields } : message)));

  const attempt = (key: string, text: string) => {
    deliver(text).then(
      ({ id }) => change(key, { id }),
      () => change(key, { state: 'failed' }),
    );
  };

  return {
    messages: messages.filter(({ id }) => id === null || !arrived.has(id)),
    send(text) {
      const message = { key: crypto.randomUUID(), text, at: Date.now(), state: 'pending' as const, id: null };
      setMessages((all) => [...all.filter(({ id }) => id === null || !arrived.has(id)), message]);
      attempt(message.key, text);
    },
    retry(message) {
      change(message.key, { state: 'pending' });
      attempt(message.key, message.text);
    },
  };
}
