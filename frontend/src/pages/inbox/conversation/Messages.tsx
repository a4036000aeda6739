import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../api/session.ts';
import { forgetJump, wantedIn } from '../../../features/messages/jump.ts';
import { MessageList } from '../../../features/messages/MessageList.tsx';
import { MessagesSkeleton } from '../../../features/messages/MessagesSkeleton.tsx';
import { flattenMessages, type MessagePages } from '../../../features/messages/message-pages.ts';
import { type Aim, earlierTicketQuery, messagesQuery } from '../../../features/messages/message-queries.ts';
import { NewMessagesLog } from '../../../features/messages/NewMessagesLog.tsx';
import { Overlays } from '../../../features/messages/overlays/Overlays.tsx';
import { useUnreadMarker } from '../../../features/messages/use-unread-marker.ts';
import { useMentionsSeen } from '../../../features/notes/use-mentions.ts';
import { useTellPresence } from '../../../features/tickets/colleague-presence.ts';
import { useMarkRead } from '../../../features/tickets/use-mark-read.ts';
import { usePageActive } from '../../../lib/page-active.ts';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';
import { showToast } from '../../../ui/toast.ts';

interface LoadedProps {
  ticket: Ticket;
  data: MessagePages;
  aim: Aim | null;
  hasOlder: boolean;
  hasEarlier: boolean;
  hasNewer: boolean;
  onReachTop: () => void;
  onReachEnd: () => void;
  onAim: (aim: Aim | null) => void;
}

function LoadedMessages({ ticket, data, hasNewer, ...list }: LoadedProps) {
  const me = useMe();
  const looking = usePageActive();
  const messages = useMemo(() => flattenMessages(data), [data]);
  const earlier = useMemo(
    () => new Map(data.pages.flatMap((page) => (page.ticket ? [[page.ticket.id, page.ticket]] : []))),
    [data],
  );
  const marker = useUnreadMarker(messages, hasNewer ? 0 : ticket.unreadCount, looking);
  useMarkRead(ticket, looking && !hasNewer);
  useMentionsSeen(ticket.id, looking && !hasNewer);
  useTellPresence(ticket.id, looking);
  return (
    <>
      <MessageList
        ticketId={ticket.id}
        meId={me?.id ?? ''}
        contactName={ticket.contact.name}
        messages={messages}
        earlier={earlier}
        marker={marker}
        hasNewer={hasNewer}
        {...list}
      />
      {hasNewer ? null : <NewMessagesLog messages={messages} contactName={ticket.contact.name} />}
      <Overlays ticket={ticket} messages={messages} />
    </>
  );
}

/** The messages of a ticket, at once from the cache when it was visited before; or a part of them further up. */
export function Messages({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('messages');
  const live = useInfiniteQuery(messagesQuery(ticket.id));
  const [wantedAim, setAim] = useState<Aim | null>(() => wantedIn(ticket.id));
  const aimed = useInfiniteQuery({ ...messagesQuery(ticket.id, wantedAim), enabled: wantedAim !== null });
  const lost = wantedAim !== null && aimed.isError && !aimed.data;
  const aim = lost ? null : wantedAim;
  const query = aim ? aimed : live;
  const { data, isFetchingNextPage, isFetchingPreviousPage, fetchNextPage, fetchPreviousPage } = query;
  const oldest = data?.pages.at(-1);
  const atBeginning = Boolean(oldest && oldest.older === null && !oldest.isFirst);
  const oldestTicketId = data?.pages.findLast((page) => page.ticket)?.ticket?.id ?? ticket.id;
  const earlier = useQuery({ ...earlierTicketQuery(oldestTicketId), enabled: atBeginning });
  const hasOlder = query.hasNextPage && (!atBeginning || Boolean(earlier.data));
  const hasNewer = query.hasPreviousPage;
  const loadOlder = useCallback(() => {
    if (hasOlder && !isFetchingNextPage) void fetchNextPage();
  }, [hasOlder, isFetchingNextPage, fetchNextPage]);
  const loadNewer = useCallback(() => {
    if (hasNewer && !isFetchingPreviousPage) void fetchPreviousPage();
  }, [hasNewer, isFetchingPreviousPage, fetchPreviousPage]);

  useEffect(() => {
    if (!lost) return;
    forgetJump();
    showToast({ text: t('tooFarBack') });
  }, [lost, t]);

  if (query.isPending) return <MessagesSkeleton />;
  if (!data) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <LoadedMessages
      key={aim ? JSON.stringify(aim) : 'newest'}
      ticket={ticket}
      data={data}
      aim={aim}
      hasOlder={hasOlder}
      hasEarlier={atBeginning && hasOlder && !query.isFetchingNextPage}
      hasNewer={hasNewer}
      onReachTop={loadOlder}
      onReachEnd={loadNewer}
      onAim={setAim}
    />
  );
}
