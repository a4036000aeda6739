import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from '../api/session.ts';
import type { RealtimeHandlers } from './handlers.ts';
import { startRealtime } from './realtime-socket.ts';

/** Keeps the socket open while somebody is logged in. `handlers` must be the same array at every render. */
export function useRealtime(handlers: RealtimeHandlers[]): void {
  const queryClient = useQueryClient();
  const me = useMe();
  const userId = me && !me.mustChangePassword ? me.id : null;
  useEffect(() => {
    if (!userId) return undefined;
    return startRealtime(handlers, { queryClient });
  }, [userId, handlers, queryClient]);
}
