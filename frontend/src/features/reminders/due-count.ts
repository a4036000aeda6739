import { createStore, useStore } from '../../lib/store.ts';

/** How many reminders are due, for the navigation and the browser's tab. */
export const dueCount = createStore(0);

export function useDueCount(): number {
  return useStore(dueCount);
}
