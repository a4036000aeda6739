import { createStore } from '../lib/store.ts';

const checkEveryMs = 30 * 60_000;

/** The worker of a newer version that waits to take over; null while this page is the newest. */
export const newVersion = createStore<ServiceWorker | null>(null);

/** Lets the waiting version take over; every tab then reloads itself. */
export function updateNow(): void {
  const waiting = newVersion.get();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
  if (waiting) waiting.postMessage('take-over');
  else location.reload();
}

function noticeWaiting(registration: ServiceWorkerRegistration): void {
  // Without a controller this is the first visit: nothing older is on the screen.
  if (registration.waiting && navigator.serviceWorker.controller) newVersion.set(registration.waiting);
}

/** Registers the service worker and looks for newer versions now and then, and whenever the tab is looked at again. */
export function watchForNewVersion(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const hadController = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (hadController) location.reload();
  });
  void navigator.serviceWorker
    .register('/sw.js', { updateViaCache: 'none' })
    .then((registration) => {
      noticeWaiting(registration);
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => noticeWaiting(registration));
      });
      const check = () => void registration.update().catch(() => undefined);
      setInterval(check, checkEveryMs);
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') check();
      });
    })
    // Private windows may forbid it; the app works without.
    .catch(() => undefined);
}
