import Box from '@mui/material/Box';
import type { Message } from '@ticketz/contract/messages';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Components, Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { useOutbox } from './outbox.ts';
import { DaySeparator, UnreadSeparator } from './separators.tsx';
import { TimelineBubble } from './TimelineBubble.tsx';
import { ToNewestButton } from './ToNewestButton.tsx';
import { buildTimeline, type TimelineRow } from './timeline.ts';
import type { UnreadMarker } from './unread-marker.ts';
import { useFirstItemIndex } from './use-first-item-index.ts';

interface MessageListProps {
  ticketId: string;
  meId: string;
  contactName: string;
  messages: readonly Message[];
  marker: UnreadMarker | null;
  hasOlder: boolean;
  onReachTop: () => void;
}

interface ListContext {
  hasOlder: boolean;
  label: string;
}

/** Nearer to the end than this, the list follows what comes; further up it stays where one reads. */
const followWithinPx = 320;

const components: Components<TimelineRow, ListContext> = {
  Header: ({ context }) => <Box sx={{ height: context.hasOlder ? 72 : 16 }} />,
  Footer: () => <Box sx={{ height: 12 }} />,
};

function Row({ row, unread, contactName }: { row: TimelineRow; unread: number; contactName: string }) {
  const { t } = useTranslation('messages');
  return (
    <Box sx={{ px: { xs: 1.5, sm: 3 }, maxWidth: 980, mx: 'auto' }}>
      {row.startsDay ? <DaySeparator at={row.at} /> : null}
      {row.startsUnread ? <UnreadSeparator count={unread} /> : null}
      <ErrorBoundary resetKey={row} fallback={() => <p>{t('cannotShow')}</p>}>
        <TimelineBubble row={row} contactName={contactName} />
      </ErrorBoundary>
    </Box>
  );
}

/** A conversation to scroll through: virtual, longer at the top as one reaches it, following the newest at the end. */
export function MessageList(props: MessageListProps): ReactNode {
  const { ticketId, meId, contactName, messages, marker, hasOlder, onReachTop } = props;
  const { t } = useTranslation('messages');
  const outbox = useOutbox(ticketId);
  const rows = useMemo(
    () => buildTimeline(messages, outbox, meId, marker?.firstId ?? null),
    [messages, outbox, meId, marker?.firstId],
  );
  const firstItemIndex = useFirstItemIndex(rows);
  const list = useRef<VirtuosoHandle>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [lastSeenKey, setLastSeenKey] = useState(rows.at(-1)?.key);
  const newestKey = rows.at(-1)?.key;
  if (atEnd && newestKey !== lastSeenKey) setLastSeenKey(newestKey);

  const toNewest = useCallback((behavior: 'auto' | 'smooth') => {
    list.current?.scrollToIndex({ index: 'LAST', align: 'end', behavior });
  }, []);

  // What one sends oneself is always brought into view.
  const newestWaiting = outbox.at(-1)?.clientId;
  const waitingBefore = useRef(newestWaiting);
  useEffect(() => {
    if (newestWaiting && newestWaiting !== waitingBefore.current) toNewest('auto');
    waitingBefore.current = newestWaiting;
  }, [newestWaiting, toNewest]);

  const [start] = useState(() => {
    const unreadRow = rows.findIndex((row) => row.startsUnread);
    return unreadRow >= 0
      ? { index: unreadRow, align: 'start' as const, offset: -24 }
      : { index: Math.max(0, rows.length - 1), align: 'end' as const };
  });
  const lastSeen = rows.findIndex((row) => row.key === lastSeenKey);
  const arrivedBelow = atEnd
    ? 0
    : rows.slice(lastSeen + 1).filter((row) => row.type === 'message' && row.message.direction === 'inbound')
        .length;

  return (
    <Box sx={{ position: 'relative', flex: 1, minHeight: 0 }}>
      <Virtuoso
        ref={list}
        style={{ height: '100%' }}
        aria-label={t('listLabel', { name: contactName })}
        role="region"
        data={rows}
        context={{ hasOlder, label: contactName }}
        components={components}
        firstItemIndex={firstItemIndex}
        initialTopMostItemIndex={start}
        computeItemKey={(_, row) => row.key}
        itemContent={(_, row) => <Row row={row} unread={marker?.count ?? 0} contactName={contactName} />}
        alignToBottom
        atBottomThreshold={followWithinPx}
        atBottomStateChange={setAtEnd}
        followOutput={(end) => (end ? 'auto' : false)}
        startReached={onReachTop}
        increaseViewportBy={{ top: 800, bottom: 400 }}
      />
      {atEnd ? null : <ToNewestButton count={arrivedBelow} onClick={() => toNewest('auto')} />}
    </Box>
  );
}
