import { useSyncExternalStore } from 'react';

const tickMs = 250;

function everyTick(listener: () => void): () => void {
  const timer = setInterval(listener, tickMs);
  return () => clearInterval(timer);
}

function never(): () => void {
  return () => undefined;
}

function secondsUntil(deadline: number | null): number {
  return deadline === null ? 0 : Math.max(0, Math.ceil((deadline - Date.now()) / 1_000));
}

/** Whole seconds left until `deadline` (a time in ms), counted down on the screen; 0 when it is over or there is none. */
export function useCountdown(deadline: number | null): number {
  return useSyncExternalStore(deadline === null ? never : everyTick, () => secondsUntil(deadline));
}
