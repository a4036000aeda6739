import './drafts.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

/** A draft is its writer's own. */
export function mapDraftsToRealtime(): void {
  mapToRealtime('draft.saved', ({ companyId, userId, draft }) => [
    { type: 'draft.updated', data: { draft }, rooms: [rooms.user(companyId, userId)] },
  ]);
}
