import './notes.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

/** Notes travel as messages do. That one is named in them is one's own. */
export function mapNotesToRealtime(): void {
  mapToRealtime('mention.made', ({ companyId, userId, mention }) => [
    { type: 'mention.created', data: { mention }, rooms: [rooms.user(companyId, userId)] },
  ]);
  mapToRealtime('mentions.seen', ({ companyId, userId, ticketId }) => [
    { type: 'mention.seen', data: { ticketId }, rooms: [rooms.user(companyId, userId)] },
  ]);
}
