// Makes the app installable, quick at the second visit and openable without a network. It never serves an old page
// while the server can be reached: pages come from the network first, and only files with a hash in their name are
// taken from the cache. The API and the socket are left alone.
const build = '__BUILD__';
const files = ['__FILES__'];
const cacheName = `ticketz-${build}`;
const pageTimeoutMs = 4_000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(['/', ...files])));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(deleteOldCaches());
});

// A person has agreed to the new version; until then the old one keeps its files.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
  else if (event.data?.has) event.ports[0]?.postMessage(files.includes(event.data.has));
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate' && !url.pathname.startsWith('/api/')) {
    event.respondWith(page(event.request));
  } else if (files.includes(url.pathname)) {
    event.respondWith(asset(event.request));
  }
});

async function deleteOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('ticketz-') && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The page from the server; without an answer the one that was installed with this build. */
async function page(request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(pageTimeoutMs) });
  } catch (error) {
    const cached = await caches.match('/', { cacheName });
    if (cached) return cached;
    throw error;
  }
}

async function asset(request) {
  const cached = await caches.match(request, { cacheName });
  return cached ?? fetch(request);
}
