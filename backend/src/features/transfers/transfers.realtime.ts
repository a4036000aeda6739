import './transfers.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';
import { toStorable } from '../../core/storable-text.ts';

const noteLength = 200;

/** Who gets a ticket hears it from whom: the colleague, or else those who look after the queue. */
export function mapTransfersToRealtime(): void {
  mapToRealtime('ticket.transferred', ({ companyId, ticket, by, note, moves, at }) => {
    const toQueue = moves.queue && ticket.queueId ? [rooms.queue(companyId, ticket.queueId)] : [];
    const toColleague = moves.assignee && ticket.assignee ? [rooms.user(companyId, ticket.assignee.id)] : [];
    const data = { ticket, by, note: toStorable(note, noteLength), at: at.toISOString() };
    return [
      {
        type: 'ticket.transferred',
        data,
        rooms: ticket.status === 'pending' ? toQueue : toColleague,
        except: [rooms.user(companyId, by.id)],
      },
    ];
  });
}
