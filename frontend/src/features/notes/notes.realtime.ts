import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { addMention, dropMentionsOf } from './note-queries.ts';

export const notesRealtime: RealtimeHandlers = {
  'mention.created': ({ mention }, { queryClient }) => addMention(queryClient, mention),
  'mention.seen': ({ ticketId }, { queryClient }) => dropMentionsOf(queryClient, ticketId),
  'ticket.removed': ({ ticketId }, { queryClient }) => dropMentionsOf(queryClient, ticketId),
};
