import { useQueryClient } from '@tanstack/react-query';
import type { Message } from '@ticketz/contract/messages';
import { useRef, useState } from 'react';
import { useMe } from '../../../api/session.ts';
import { flattenMessages, type MessagePages } from '../../../features/messages/message-pages.ts';
import { messageKeys } from '../../../features/messages/message-queries.ts';

/** Notices when somebody else has answered since one began to write, and asks once before the own answer goes out. */
export function useOvertaken(ticketId: string, begun: boolean) {
  const queryClient = useQueryClient();
  const me = useMe();
  const newest = (): Message | undefined =>
    flattenMessages(queryClient.getQueryData<MessagePages>(messageKeys.list(ticketId))).findLast(
      ({ direction, author }) => direction === 'outbound' && author?.id !== me?.id,
    );
  const before = useRef<string | null>(null);
  const writing = useRef(false);
  const [asking, setAsking] = useState<Message | null>(null);

  function wrote(text: string): void {
    if (text === '') {
      writing.current = false;
      setAsking(null);
    } else if (!writing.current) {
      writing.current = true;
      before.current = newest()?.id ?? null;
    }
  }
  /** True when the answer has to wait for a second "yes". */
  function mustAsk(): boolean {
    const last = newest();
    const overtaken = begun && writing.current && last !== undefined && last.id !== before.current;
    writing.current = false;
    if (!overtaken || !last) {
      setAsking(null);
      return false;
    }
    setAsking(last);
    return true;
  }
  return { asking, wrote, mustAsk };
}
