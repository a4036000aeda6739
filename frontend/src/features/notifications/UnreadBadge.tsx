import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setTitlePrefix } from '../../lib/document-title.ts';
import { useDueCount } from '../reminders/due-count.ts';
import { ticketCountsQuery } from '../tickets/ticket-queries.ts';
import { setFaviconDot } from './favicon.ts';

/** Shows in the browser's tab how many tickets have something unread, and how many reminders are due. Renders nothing. */
export function UnreadBadge() {
  const { data } = useQuery(ticketCountsQuery);
  const due = useDueCount();
  const unread = due + (data ? data.mine.unread + data.waiting.unread : 0);

  useEffect(() => {
    setTitlePrefix(unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : '');
    void setFaviconDot(unread > 0);
  }, [unread]);
  useEffect(
    () => () => {
      setTitlePrefix('');
      void setFaviconDot(false);
    },
    [],
  );
  return null;
}
