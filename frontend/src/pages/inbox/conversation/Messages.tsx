import { useInfiniteQuery } from '@tanstack/react-query';
import type { Message } from '@ticketz/contract/messages';
import type { Ticket } from '@ticketz/contract/tickets';
import { useCallback, useMemo } from 'react';
import { useMe } from '../../../api/session.ts';
import { MessageList } from '../../../features/messages/MessageList.tsx';
import { MessagesSkeleton } from '../../../features/messages/MessagesSkeleton.tsx';
import { flattenMessages } from '../../../features/messages/message-pages.ts';
import { messagesQuery } from '../../../features/messages/message-queries.ts';
import { NewMessagesLog } from '../../../features/messages/NewMessagesLog.tsx';
import { Overlays } from '../../../features/messages/overlays/Overlays.tsx';
import { useUnreadMarker } from '../../../features/messages/use-unread-marker.ts';
import { useMentionsSeen } from '../../../features/notes/use-mentions.ts';
import { useMarkRead } from '../../../features/tickets/use-mark-read.ts';
import { usePageActive } from '../../../lib/page-active.ts';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';

interface LoadedProps {
  ticket: Ticket;
  messages: readonly Message[];
  hasOlder: boolean;
  onReachTop: () => void;
}

function LoadedMessages({ ticket, messages, hasOlder, onReachTop }: LoadedProps) {
  const me = useMe();
  const looking = usePageActive();
  const marker = useUnreadMarker(messages, ticket.unreadCount, looking);
  useMarkRead(ticket, looking);
  useMentionsSeen(ticket.id, looking);
  return (
    <>
      <MessageList
        ticketId={ticket.id}
        meId={me?.id ?? ''}
        contactName={ticket.contact.name}
        messages={messages}
        marker={marker}
        hasOlder={hasOlder}
        onReachTop={onReachTop}
      />
      <NewMessagesLog messages={messages} contactName={ticket.contact.name} />
      <Overlays ticket={ticket} messages={messages} />
    </>
  );
}

/** The messages of a ticket; at once from the cache when it was visited before. */
export function Messages({ ticket }: { ticket: Ticket }) {
  const query = useInfiniteQuery(messagesQuery(ticket.id));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const messages = useMemo(() => flattenMessages(data), [data]);
  const loadOlder = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (query.isPending) return <MessagesSkeleton />;
  if (!data) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadedMessages ticket={ticket} messages={messages} hasOlder={hasNextPage} onReachTop={loadOlder} />;
}
