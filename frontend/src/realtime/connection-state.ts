import { createStore, useStore } from '../lib/store.ts';

/** `idle`: nobody is logged in. `offline`: the browser has no network. `connecting`: trying, or trying again. */
export type RealtimeState = 'idle' | 'connecting' | 'online' | 'offline';

export const realtimeState = createStore<RealtimeState>('idle');

export function useRealtimeState(): RealtimeState {
  return useStore(realtimeState);
}
