import { useSyncExternalStore } from 'react';

/** A value outside React that components can follow: the few things that aren't server data and aren't one component's. */
export interface ReadableStore<T> {
  get: () => T;
  subscribe: (listener: () => void) => () => void;
}
export interface Store<T> extends ReadableStore<T> {
  set: (next: T) => void;
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

export function useStore<T>(store: ReadableStore<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** Follows a part of a store; `select` must answer the same object while the part is the same. */
export function useStoreValue<T, R>(store: ReadableStore<T>, select: (value: T) => R): R {
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}
