import Box from '@mui/material/Box';
import type { Message } from '@ticketz/contract/messages';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BottomUpList, type BottomUpListHandle } from '../../ui/bottom-up-list/BottomUpList.tsx';
import { useFirstNumber } from '../../ui/bottom-up-list/use-first-number.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { moveBetweenBubbles } from './bubble-keys.ts';
import { RowFrame } from './bubble-parts.ts';
import { useJumps } from './jump.ts';
import { useOutbox } from './outbox.ts';
import { SelectableRow } from './SelectableRow.tsx';
import { DaySeparator, UnreadSeparator } from './separators.tsx';
import { TimelineBubble } from './TimelineBubble.tsx';
import { ToNewestButton } from './ToNewestButton.tsx';
import { buildTimeline, type TimelineRow } from './timeline.ts';
import type { UnreadMarker } from './unread-marker.ts';

interface MessageListProps {
  ticketId: string;
  meId: string;
  contactName: string;
  messages: readonly Message[];
  marker: UnreadMarker | null;
  hasOlder: boolean;
  onReachTop: () => void;
}

interface RowProps {
  row: TimelineRow;
  unread: number;
  contactName: string;
  marked: boolean;
}

function Row({ row, unread, contactName, marked }: RowProps) {
  const { t } = useTranslation('messages');
  return (
    <RowFrame data-marked={marked || undefined}>
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
  const { ticketId, meId, contactName, messages, marker, hasOlder, onReachTop } = props;
  const { t } = useTranslation('messages');
  const outbox = useOutbox(ticketId);
  const rows = useMemo(
    () => buildTimeline(messages, outbox, meId, marker?.firstId ?? null),
    [messages, outbox, meId, marker?.firstId],
  );
  const firstNumber = useFirstNumber(rows);
  const list = useRef<BottomUpListHandle>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [lastSeenKey, setLastSeenKey] = useState(rows.at(-1)?.key);
  const newestKey = rows.at(-1)?.key;
  if (atEnd && newestKey !== lastSeenKey) setLastSeenKey(newestKey);
  const [startKey] = useState(() => rows.find((row) => row.startsUnread)?.key ?? null);
  const toNewest = useCallback(() => list.current?.toEnd(), []);
  const markedKey = useJumps({ ticketId, rows, hasOlder, loadOlder: onReachTop, list });

  // What one sends oneself is always brought into view.
  const newestWaiting = outbox.at(-1)?.clientId;
  const waitingBefore = useRef(newestWaiting);
  useEffect(() => {
    if (newestWaiting && newestWaiting !== waitingBefore.current) toNewest();
    waitingBefore.current = newestWaiting;
  }, [newestWaiting, toNewest]);

  const lastSeen = rows.findIndex((row) => row.key === lastSeenKey);
  const arrivedBelow = atEnd
    ? 0
    : rows.slice(lastSeen + 1).filter((row) => row.type === 'message' && row.message.direction === 'inbound')
        .length;

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
          />
        )}
        startKey={startKey}
        header={<Box sx={{ height: hasOlder ? 72 : 16 }} />}
        onEndChange={setAtEnd}
        onNearTop={onReachTop}
        onKeyDown={moveBetweenBubbles}
      />
      {atEnd ? null : <ToNewestButton count={arrivedBelow} onClick={toNewest} />}
    </Box>
  );
}
