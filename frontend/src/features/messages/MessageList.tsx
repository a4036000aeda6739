import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Message } from '@ticketz/contract/messages';
import type { Ticket } from '@ticketz/contract/tickets';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadFindTexts } from '../../i18n/i18n.ts';
import { BottomUpList, type BottomUpListHandle } from '../../ui/bottom-up-list/BottomUpList.tsx';
import { useFirstNumber } from '../../ui/bottom-up-list/use-first-number.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { moveBetweenBubbles } from './bubble-keys.ts';
import { RowFrame } from './bubble-parts.ts';
import { useJumps } from './jump.ts';
import type { Aim } from './message-queries.ts';
import { useOutbox } from './outbox.ts';
import { SelectableRow } from './SelectableRow.tsx';
import { DaySeparator, UnreadSeparator } from './separators.tsx';
import { TimelineBubble } from './TimelineBubble.tsx';
import { ToNewestButton } from './ToNewestButton.tsx';
import { buildTimeline, type TimelineRow } from './timeline.ts';
import type { UnreadMarker } from './unread-marker.ts';

const TicketDivider = lazy(async () => {
  const [{ TicketDivider: Divider }] = await Promise.all([
    import('./history/TicketDivider.tsx'),
    loadFindTexts(),
  ]);
  return { default: Divider };
});

interface MessageListProps {
  ticketId: string;
  meId: string;
  contactName: string;
  messages: readonly Message[];
  /** The contact's earlier tickets whose messages are among these. */
  earlier: ReadonlyMap<string, Ticket>;
  marker: UnreadMarker | null;
  /** What is loaded was aimed at; else it is the conversation's end. */
  aim: Aim | null;
  hasOlder: boolean;
  /** All of the ticket is loaded, and there was one before it. */
  hasEarlier: boolean;
  hasNewer: boolean;
  onReachTop: () => void;
  onReachEnd: () => void;
  onAim: (aim: Aim | null) => void;
}

interface RowProps {
  row: TimelineRow;
  unread: number;
  contactName: string;
  marked: boolean;
  endedTicket: Ticket | undefined;
}

function Row({ row, unread, contactName, marked, endedTicket }: RowProps) {
  const { t } = useTranslation('messages');
  return (
    <RowFrame data-marked={marked || undefined}>
      {endedTicket ? (
        <Suspense fallback={<Box sx={{ height: 64 }} />}>
          <TicketDivider ticket={endedTicket} />
        </Suspense>
      ) : null}
      {row.startsDay ? <DaySeparator at={row.at} /> : null}
      {row.startsUnread ? <UnreadSeparator count={unread} /> : null}
      <ErrorBoundary resetKey={row} fallback={() => <p>{t('cannotShow')}</p>}>
        <SelectableRow row={row} contactName={contactName}>
          <TimelineBubble row={row} contactName={contactName} />
        </SelectableRow>
      </ErrorBoundary>
    </RowFrame>
  );
}

const keyOf = (row: TimelineRow) => row.key;

/** A conversation to scroll through: virtual, longer at the top as one reaches it, following the newest at the end. */
export function MessageList(props: MessageListProps): ReactNode {
  const { ticketId, meId, contactName, messages, earlier, marker, aim, onAim } = props;
  const { hasOlder, hasEarlier, hasNewer, onReachTop, onReachEnd } = props;
  const { t } = useTranslation('messages');
  const outbox = useOutbox(ticketId);
  const rows = useMemo(
    () => buildTimeline(messages, hasNewer ? [] : outbox, meId, marker?.firstId ?? null),
    [messages, outbox, hasNewer, meId, marker?.firstId],
  );
  const firstNumber = useFirstNumber(rows);
  const list = useRef<BottomUpListHandle>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [lastSeenKey, setLastSeenKey] = useState(rows.at(-1)?.key);
  const newestKey = rows.at(-1)?.key;
  if (atEnd && newestKey !== lastSeenKey) setLastSeenKey(newestKey);
  const [startKey] = useState(() => rows.find((row) => row.startsUnread)?.key ?? null);
  const toNewest = useCallback(() => {
    if (hasNewer) onAim(null);
    else list.current?.toEnd();
  }, [hasNewer, onAim]);
  const markedKey = useJumps({ ticketId, rows, aim, onMissing: onAim, list });

  // What one sends oneself is always brought into view.
  const newestWaiting = outbox.at(-1)?.clientId;
  const waitingBefore = useRef(newestWaiting);
  useEffect(() => {
    if (newestWaiting && newestWaiting !== waitingBefore.current) toNewest();
    waitingBefore.current = newestWaiting;
  }, [newestWaiting, toNewest]);

  const lastSeen = rows.findIndex((row) => row.key === lastSeenKey);
  // What is loaded below a place further up hasn't just come.
  const arrivedBelow =
    atEnd || aim
      ? 0
      : rows
          .slice(lastSeen + 1)
          .filter((row) => row.type === 'message' && row.message.direction === 'inbound').length;

  return (
    <Box sx={{ position: 'relative', flex: 1, minHeight: 0 }}>
      <BottomUpList
        ref={list}
        label={t('listLabel', { name: contactName })}
        rows={rows}
        firstNumber={firstNumber}
        keyOf={keyOf}
        renderRow={(row) => (
          <Row
            row={row}
            unread={marker?.count ?? 0}
            contactName={contactName}
            marked={row.key === markedKey}
            endedTicket={row.endedTicketId ? earlier.get(row.endedTicketId) : undefined}
          />
        )}
        startKey={startKey}
        header={
          <Box sx={{ height: hasOlder ? 72 : 16, display: 'grid', placeItems: 'center' }}>
            {hasEarlier ? (
              <Button size="small" onClick={onReachTop}>
                {t('showEarlier')}
              </Button>
            ) : null}
          </Box>
        }
        moreBelow={hasNewer}
        onEndChange={setAtEnd}
        onNearTop={onReachTop}
        onNearEnd={onReachEnd}
        onKeyDown={moveBetweenBubbles}
      />
      {atEnd ? null : <ToNewestButton count={arrivedBelow} onClick={toNewest} />}
    </Box>
  );
}
