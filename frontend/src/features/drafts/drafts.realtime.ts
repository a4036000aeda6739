import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { takeServerDraft } from './drafts.ts';

export const draftsRealtime: RealtimeHandlers = {
  'draft.updated': ({ draft }) => takeServerDraft(draft.ticketId, draft.text),
};
