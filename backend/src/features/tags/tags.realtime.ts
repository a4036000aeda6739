import './tags.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

/** Everybody of the company sees its tags. */
export function mapTagsToRealtime(): void {
  mapToRealtime('tag.changed', ({ companyId, tag }) => [
    { type: 'tag.updated', data: { tag }, rooms: [rooms.company(companyId)] },
  ]);
  mapToRealtime('tag.deleted', ({ companyId, tagId }) => [
    { type: 'tag.removed', data: { tagId }, rooms: [rooms.company(companyId)] },
  ]);
}
