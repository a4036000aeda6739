import { useEffect } from 'react';
import { createStore } from '../lib/store.ts';

export interface Toast {
  id: number;
  text: string;
  durationMs?: number;
  /** One thing to do about it, such as "Undo". */
  action?: { label: string; run: () => void /** The key that does the same, for the eye. */; key?: string };
}

const mostWaiting = 3;
const undoWithinMs = 5_000;
const undoKey = 'Z';
let nextId = 1;

/** The notices to show, the one on the screen first. */
export const toastQueue = createStore<Toast[]>([]);

/** Offers to undo what was done, which is worth something only for a moment. */
export function offersUndo({ action }: Pick<Toast, 'action'>): boolean {
  return action?.key === undoKey;
}

/**
 * Shows a short notice; a newer one takes the place of those still waiting beyond the third. An offer to undo waits for
 * nothing, and takes the place of an earlier one: only what was done last is offered. Answers its id.
 */
export function showToast(toast: Omit<Toast, 'id'>): number {
  const id = nextId++;
  const added = { ...toast, id };
  const offers = offersUndo(added) ? [added] : toastQueue.get().filter(offersUndo);
  const others = toastQueue.get().filter((one) => !offersUndo(one));
  if (!offersUndo(added)) others.push(added);
  toastQueue.set([...offers, ...others.slice(offers.length - mostWaiting)]);
  return id;
}

export function dismissToast(id: number): void {
  toastQueue.set(toastQueue.get().filter((toast) => toast.id !== id));
}

/** Says what was done and offers to undo it for five seconds. */
export function offerUndo(text: string, label: string, run: () => void): void {
  showToast({ text, durationMs: undoWithinMs, action: { label, key: undoKey, run } });
}

/** Does what a notice offers, once. */
export function runToastAction(id: number): void {
  const toast = toastQueue.get().find((other) => other.id === id);
  dismissToast(id);
  toast?.action?.run();
}

/** True while notices stay, because somebody is choosing what to do. */
export const toastsHeld = createStore(false);

/** Keeps notices from going away while the component is on the screen. */
export function useHeldToasts(): void {
  useEffect(() => {
    toastsHeld.set(true);
    return () => toastsHeld.set(false);
  }, []);
}
