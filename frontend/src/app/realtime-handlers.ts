import type { RealtimeHandlers } from '../realtime/handlers.ts';

/** What each feature does when the server tells news, in the features' order. */
export const realtimeHandlers: RealtimeHandlers[] = [];
