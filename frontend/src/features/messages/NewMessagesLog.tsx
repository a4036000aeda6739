import type { Message } from '@ticketz/contract/messages';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

const atMostEveryMs = 2_000;
const longest = 300;
/** Of more than these at once only their number is said. */
const mostRead = 5;

/**
 * Reads new messages of the customer's to people who use a screen reader. Apart from the list itself, where scrolling
 * up would have old messages read out as if they were new.
 */
export function NewMessagesLog({
  messages,
  contactName,
}: {
  messages: readonly Message[];
  contactName: string;
}) {
  const { t } = useTranslation('messages');
  const [spoken, setSpoken] = useState<{ id: string; text: string }[]>([]);
  const lastRead = useRef(messages.at(-1)?.id);
  const lastTime = useRef(0);

  useEffect(() => {
    const from = messages.findIndex((message) => message.id === lastRead.current) + 1;
    const arrived = messages.slice(from).filter((message) => message.direction === 'inbound');
    if (arrived.length === 0 || lastRead.current === undefined) {
      lastRead.current = messages.at(-1)?.id;
      return undefined;
    }
    const wait = Math.max(0, lastTime.current + atMostEveryMs - Date.now());
    const timer = setTimeout(() => {
      lastTime.current = Date.now();
      lastRead.current = messages.at(-1)?.id;
      const read = arrived.map(({ id, kind, text }) => ({
        id,
        text: `${contactName}: ${kind === 'text' ? text.slice(0, longest) : t(`kind.${kind}`)}`,
      }));
      const [newest] = read.slice(-1);
      const told = { id: newest?.id ?? '', text: t('manyNew', { count: read.length, name: contactName }) };
      setSpoken((before) => [...before.slice(-4), ...(read.length > mostRead ? [told] : read)]);
    }, wait);
    return () => clearTimeout(timer);
  }, [messages, contactName, t]);

  return (
    <div role="log" aria-live="polite" aria-label={t('newMessages')}>
      {spoken.map(({ id, text }) => (
        <VisuallyHidden key={id}>{text}</VisuallyHidden>
      ))}
    </div>
  );
}
