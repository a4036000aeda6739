import './ratings.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { ticketAudience } from '../tickets/ticket.policy.ts';

/** Who sees the ticket hears that it was rated. */
export function mapRatingsToRealtime(): void {
  mapToRealtime('ticket.rated', ({ companyId, ticketId, ticket }) => [
    { type: 'ticket.rated', data: { ticketId }, rooms: ticketAudience(companyId, ticket) },
  ]);
}
