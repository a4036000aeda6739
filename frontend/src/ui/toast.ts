import { createStore } from '../lib/store.ts';

export interface Toast {
  id: number;
  text: string;
  durationMs?: number;
  /** One thing to do about it, such as "Undo". */
  action?: { label: string; run: () => void };
}

const mostWaiting = 3;
let nextId = 1;

/** The notices to show, the one on the screen first. */
export const toastQueue = createStore<Toast[]>([]);

/** Shows a short notice; a newer one takes the place of those still waiting beyond the third. Answers its id. */
export function showToast(toast: Omit<Toast, 'id'>): number {
  const id = nextId++;
  toastQueue.set([...toastQueue.get().slice(-(mostWaiting - 1)), { ...toast, id }]);
  return id;
}

export function dismissToast(id: number): void {
  toastQueue.set(toastQueue.get().filter((toast) => toast.id !== id));
}
