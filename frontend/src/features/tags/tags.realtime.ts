import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyTag, removeTag } from './tag-queries.ts';

export const tagsRealtime: RealtimeHandlers = {
  'tag.updated': ({ tag }, { queryClient }) => applyTag(queryClient, tag),
  'tag.removed': ({ tagId }, { queryClient }) => removeTag(queryClient, tagId),
};
