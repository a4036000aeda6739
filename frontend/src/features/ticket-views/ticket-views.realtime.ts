import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyView, dropView, refetchViews } from './view-queries.ts';

export const ticketViewsRealtime: RealtimeHandlers = {
  'ticketView.updated': ({ view }, { queryClient }) => applyView(queryClient, view),
  'ticketView.removed': ({ viewId }, { queryClient }) => dropView(queryClient, viewId),
  'tag.removed': (_data, { queryClient }) => void refetchViews(queryClient),
  'connection.removed': (_data, { queryClient }) => void refetchViews(queryClient),
};
