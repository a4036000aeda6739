import { useSyncExternalStore } from 'react';

/** A value outside React that components can follow: the few things that aren't server data and aren't one component's. */
export interface Store<T> {
  get: () => T;
  set: (next: T) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** Follows a part of a store; `select` must answer the same object while the part is the same. */
export function useStoreValue<T, R>(store: Store<T>, select: (value: T) => R): R {
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}
