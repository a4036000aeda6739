import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { openTicket } from './mention-notice.ts';

/** Lets a notice lead to a ticket, from whatever page. Renders nothing. */
export function MentionLinks() {
  const navigate = useNavigate();
  useEffect(() => {
    openTicket.set((ticketId) => void navigate(`/tickets/${ticketId}`));
    return () => openTicket.set(null);
  }, [navigate]);
  return null;
}
