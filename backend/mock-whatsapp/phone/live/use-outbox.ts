import { useSyncExternalStore } from 'react';
import type { MessageView } from '../../control/view.ts';

export interface OutgoingMessage {
  key: string;
  /** What is written, or what stands for a file. */
  text: string;
  /** A file, a place and so on: its text alone doesn't tell it. */
  attached: boolean;
  at: number;
  state: 'pending' | 'failed';
  /** Known once the server has taken it; it goes from here when it is in the chat. */
  id: string | null;
}

interface Outbox {
  messages: OutgoingMessage[];
  send: (text: string, deliver: () => Promise<MessageView>, attached?: boolean) => void;
  retry: (message: OutgoingMessage) => void;
}

/** Outside of the components: what failed must still be there when one comes back to the chat. */
const outboxes = new Map<string, OutgoingMessage[]>();
const deliveries = new Map<string, () => Promise<MessageView>>();
const watchers = new Set<() => void>();
/** WhatsApp tells time in seconds. */
const CLOCK_STEP_MS = 1000;
const NOTHING: OutgoingMessage[] = [];

const contentsOf = (chatKey: string) => outboxes.get(chatKey) ?? NOTHING;

function replace(chatKey: string, messages: OutgoingMessage[]): void {
  outboxes.set(chatKey, messages);
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

/** Shows what was written at once, with a clock, until the live stream brings it back. Keeps what failed. */
export function useOutbox(chatKey: string, known: MessageView[]): Outbox {
  const contents = useSyncExternalStore(watch, () => contentsOf(chatKey));
  const isOut = (message: OutgoingMessage) => !known.some((one) => isSame(one, message));

  const change = (key: string, fields: Partial<OutgoingMessage>) =>
    replace(
      chatKey,
      contentsOf(chatKey).map((message) => (message.key === key ? { ...message, ...fields } : message)),
    );
  const attempt = (key: string) => {
    deliveries
      .get(key)?.()
      .then(
        ({ id }) => {
          deliveries.delete(key);
          change(key, { id });
        },
        () => change(key, { state: 'failed' }),
      );
  };

  return {
    messages: contents.filter(isOut),
    send(text, deliver, attached = false) {
      const key = crypto.randomUUID();
      const message = { key, text, attached, at: Date.now(), state: 'pending' as const, id: null };
      deliveries.set(key, deliver);
      replace(chatKey, [...contentsOf(chatKey).filter(isOut), message]);
      attempt(key);
    },
    retry(message) {
      change(message.key, { state: 'pending' });
      attempt(message.key);
    },
  };
}

/** The live stream may be quicker than the answer that brings the id; till then text and time have to do. */
function isSame(known: MessageView, message: OutgoingMessage): boolean {
  if (message.id !== null) return known.id === message.id;
  const pending = message.state === 'pending' && !message.attached;
  return pending && known.mine && known.text === message.text && known.at >= message.at - CLOCK_STEP_MS;
}
