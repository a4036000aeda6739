import { createStore, useStore } from './store.ts';

function isActive(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

const active = createStore(isActive());
for (const name of ['focus', 'blur', 'pageshow', 'pagehide'] as const) {
  window.addEventListener(name, () => active.set(isActive()));
}
document.addEventListener('visibilitychange', () => active.set(isActive()));

/** True while somebody can be expected to look at this page: it is visible and has the focus. */
export const pageActive = { get: active.get, subscribe: active.subscribe };

export function usePageActive(): boolean {
  return useStore(active);
}
