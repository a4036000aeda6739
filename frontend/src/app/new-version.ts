import { createStore } from '../lib/store.ts';

const checkEveryMs = 30 * 60_000;
const answerWithinMs = 2_000;

/** The worker of a newer version that waits to take over; null while this page is the newest. */
export const newVersion = createStore<ServiceWorker | null>(null);

/** Lets the waiting version take over; every tab then reloads itself. */
export function updateNow(): void {
  const waiting = newVersion.get();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
  if (waiting) waiting.postMessage('take-over');
  else location.reload();
}

/** Asks a worker whether this page is of its build: then it is the page that is new, and only the worker that waits. */
function isOfThisBuild(worker: ServiceWorker): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', ({ data }) => resolve(data === true), { once: true });
    port1.start();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    worker.postMessage({ has: new URL(import.meta.url).pathname }, [port2]);
    setTimeout(() => resolve(false), answerWithinMs);
  });
}

async function noticeWaiting({ waiting }: ServiceWorkerRegistration): Promise<void> {
  // Without a controller this is the first visit: nothing older is on the screen.
  if (!waiting || !navigator.serviceWorker.controller || (await isOfThisBuild(waiting))) return;
  newVersion.set(waiting);
}

/** Registers the service worker and looks for newer versions now and then, and whenever the tab is looked at again. */
export function watchForNewVersion(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  let controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first one takes over a page that came without any, and is of its build.
    if (controlled) location.reload();
    controlled = true;
  });
  void navigator.serviceWorker
    .register('/sw.js', { updateViaCache: 'none' })
    .then((registration) => {
      void noticeWaiting(registration);
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => void noticeWaiting(registration));
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
