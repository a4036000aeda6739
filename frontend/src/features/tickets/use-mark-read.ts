import { useQueryClient } from '@tanstack/react-query';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import { useEffect, useRef } from 'react';
import { callApi } from '../../api/call-api.ts';
import { useMe } from '../../api/session.ts';
import { applyTicket } from './ticket-cache.ts';

/**
 * Tells the server that this person has read the conversation, while they look at it. Only whoever has the ticket does
 * so, and in a group of the tab everybody: looking into a waiting one, or a colleague's, must not send the customer blue ticks.
 */
export function useMarkRead(ticket: Ticket, looking: boolean): void {
  const queryClient = useQueryClient();
  const me = useMe();
  const running = useRef(false);
  const triedVersion = useRef(0);
  const { id, version, unreadCount } = ticket;
  const own = ticket.status === 'open' && ticket.assignee?.id === me?.id;
  const answers = own || ticket.group?.inTab === true;
  const wanted = looking && unreadCount > 0 && answers;

  useEffect(() => {
    if (!wanted || running.current || triedVersion.current === version) return;
    running.current = true;
    triedVersion.current = version;
    callApi(ticketEndpoints.markTicketRead, { params: { ticketId: id } })
      .then((next) => applyTicket(queryClient, next))
      // Nothing to tell anybody: it stays unread, and the next message or look tries again.
      .catch(() => undefined)
      .finally(() => {
        running.current = false;
      });
  }, [wanted, id, version, queryClient]);
}
