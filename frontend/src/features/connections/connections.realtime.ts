import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyConnection, applySummary, forgetConnection } from './connection-queries.ts';

export const connectionsRealtime: RealtimeHandlers = {
  'connection.updated': ({ connection }, { queryClient }) => applyConnection(queryClient, connection),
  'connection.stateChanged': ({ connection }, { queryClient }) => applySummary(queryClient, connection),
  'connection.removed': ({ connectionId }, { queryClient }) => forgetConnection(queryClient, connectionId),
};
