import type { QueryClient } from '@tanstack/react-query';
import { createThrottle } from '../../lib/throttle.ts';
import type { RealtimeContext, RealtimeHandlers } from '../../realtime/handlers.ts';

const calmMs = 2_000;

/** Where it is on the screen it is asked for anew, not more often than every some seconds however much happens. */
const refresh = createThrottle<QueryClient>(calmMs, (queryClient) => {
  void queryClient.invalidateQueries({ queryKey: ['dashboard', 'now'], refetchType: 'active' });
});
const ticketNews = (_news: unknown, { queryClient }: RealtimeContext) => refresh(queryClient);

export const dashboardRealtime: RealtimeHandlers = {
  'ticket.created': ticketNews,
  'ticket.updated': ticketNews,
  'ticket.removed': ticketNews,
  'user.presence': ticketNews,
  'ticket.rated': (_news, { queryClient }) => {
    void queryClient.invalidateQueries({ queryKey: ['dashboard', 'ratings'], refetchType: 'active' });
  },
};
