import { connectionsRealtime } from '../features/connections/connections.realtime.ts';
import { usersRealtime } from '../features/users/users.realtime.ts';
import type { RealtimeHandlers } from '../realtime/handlers.ts';

/** What each feature does when the server tells news, in the features' order. */
export const realtimeHandlers: RealtimeHandlers[] = [usersRealtime, connectionsRealtime];
