let stopCurrent: (() => void) | null = null;

/** Whoever begins to play says how it is stopped; who played before is stopped now. */
export function claimSound(stop: () => void): void {
  if (stopCurrent !== stop) stopCurrent?.();
  stopCurrent = stop;
}
