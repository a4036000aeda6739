import { createStore, useStore } from '../../lib/store.ts';

/** The result that the keyboard stands on, told to the search field above it. */
export interface ActiveResult {
  listId: string;
  optionId: string | undefined;
}

const active = createStore<ActiveResult | null>(null);
let press: ((key: string) => boolean) | null = null;

export const useActiveResult = () => useStore(active);

export function showActiveResult(result: ActiveResult | null): void {
  active.set(result);
}

/** Whoever shows results takes the keys of the field; answers what ends it. */
export function takeResultKeys(handle: (key: string) => boolean): () => void {
  press = handle;
  return () => {
    if (press === handle) press = null;
  };
}

/** True when a key typed in the field was for the results. */
export function pressInResults(key: string): boolean {
  return press?.(key) ?? false;
}
