import type {
  EphemeralEnvelope,
  RealtimeEnvelope,
  ServerToClient,
  SocketAuth,
} from '@ticketz/contract/realtime';
import { io, type Socket } from 'socket.io-client';
import { accessToken, refreshSession } from '../api/session.ts';
import { tabId } from '../lib/tab-id.ts';
import { realtimeState } from './connection-state.ts';
import type { RealtimeContext, RealtimeHandlers } from './handlers.ts';
import { createSeenEvents } from './seen-events.ts';

type Envelope = RealtimeEnvelope | EphemeralEnvelope;
const firstRetryMs = 1_000;
const longestRetryMs = 20_000;

/** Runs every feature's handler; one that fails doesn't keep the others from theirs. */
function dispatch(handlers: RealtimeHandlers[], envelope: Envelope, context: RealtimeContext): void {
  for (const feature of handlers) {
    const handle = feature[envelope.type] as
      | ((data: Envelope['data'], context: RealtimeContext) => void)
      | undefined;
    try {
      handle?.(envelope.data, context);
    } catch (error) {
      reportError(error);
    }
  }
}

/**
 * The browser's one socket. Connects at once and stays connected until `stop` is called: resumes after a cut where it
 * was, refetches when that isn't possible, renews the token when it has run out.
 */
export function startRealtime(handlers: RealtimeHandlers[], context: RealtimeContext): () => void {
  const seen = createSeenEvents();
  let stopped = false;
  let retryMs = firstRetryMs;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  const socket: Socket<ServerToClient> = io({
    path: '/socket.io',
    autoConnect: false,
    transports: ['websocket'],
    reconnectionDelay: firstRetryMs,
    reconnectionDelayMax: longestRetryMs,
    timeout: 10_000,
    auth: (answer) => {
      const auth: SocketAuth = { token: accessToken() ?? '', after: seen.resumeAfter(), tab: tabId };
      answer(auth);
    },
  });

  function showState(): void {
    if (stopped) return;
    if (!navigator.onLine) realtimeState.set('offline');
    else if (!socket.connected) realtimeState.set('connecting');
  }

  function retryLater(): void {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => void renewAndConnect(), retryMs * (0.5 + Math.random()));
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  }

  async function renewAndConnect(): Promise<void> {
    try {
      const token = await refreshSession();
      if (token && !stopped) socket.connect();
    } catch {
      // No answer: the session may well be good, so keep trying.
      if (!stopped) retryLater();
    }
  }

  socket.on('ready', ({ resumed, seq }) => {
    retryMs = firstRetryMs;
    realtimeState.set('online');
    if (resumed) return;
    // Also at the first connection: what was fetched before it may have changed until now.
    seen.startFrom(seq);
    for (const feature of handlers) feature.afterGap?.(context);
    void context.queryClient.invalidateQueries();
  });
  socket.on('events', (envelopes) => {
    for (const envelope of envelopes) {
      if (seen.isNew(envelope.seq)) dispatch(handlers, envelope, context);
    }
  });
  socket.on('ephemeral', (envelope) => dispatch(handlers, envelope, context));
  socket.on('end', () => {
    socket.disconnect();
    showState();
    void renewAndConnect();
  });
  socket.on('disconnect', (reason) => {
    showState();
    if (reason === 'io server disconnect') retryLater();
  });
  socket.on('connect_error', () => {
    showState();
    // Not active: the server has refused the handshake, and Socket.IO won't try again by itself.
    if (!socket.active) retryLater();
  });

  function networkBack(): void {
    showState();
    if (!socket.connected) socket.disconnect().connect();
  }
  window.addEventListener('online', networkBack);
  window.addEventListener('offline', showState);

  realtimeState.set('connecting');
  showState();
  socket.connect();

  return () => {
    stopped = true;
    clearTimeout(retryTimer);
    window.removeEventListener('online', networkBack);
    window.removeEventListener('offline', showState);
    socket.disconnect();
    realtimeState.set('idle');
  };
}
