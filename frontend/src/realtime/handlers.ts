import type { QueryClient } from '@tanstack/react-query';
import type {
  EphemeralEventData,
  EphemeralEventType,
  RealtimeEventData,
  RealtimeEventType,
} from '@ticketz/contract/realtime';

export interface RealtimeContext {
  queryClient: QueryClient;
}

/**
 * What a feature does at an event: change the query cache. `afterGap` runs when events may have been missed; queries
 * on the screen are refetched anyway.
 */
export type RealtimeHandlers = {
  [T in RealtimeEventType]?: (data: RealtimeEventData<T>, context: RealtimeContext) => void;
} & {
  [T in EphemeralEventType]?: (data: EphemeralEventData<T>, context: RealtimeContext) => void;
} & { afterGap?: (context: RealtimeContext) => void };
