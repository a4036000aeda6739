import { authEndpoints, type Me, type Session } from '@ticketz/contract/auth';
import { createStore, useStore } from '../lib/store.ts';
import { isApiError } from './api-error.ts';
import { request } from './request.ts';

/**
 * Who is logged in, in this tab. The access token lives only here, in memory; the refresh token is a cookie that
 * scripts can't read. `unknown` until the cookie has been tried once after the page was loaded.
 */
export type SessionState =
  | { status: 'unknown' }
  | { status: 'anonymous'; reason: 'none' | 'logged_out' | 'expired' }
  | { status: 'authenticated'; session: Session };

const store = createStore<SessionState>({ status: 'unknown' });
const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ticketz-session');

otherTabs?.addEventListener('message', (message: MessageEvent<unknown>) => {
  if (message.data === 'logged_out') store.set({ status: 'anonymous', reason: 'logged_out' });
});

export const sessionStore = { get: store.get, subscribe: store.subscribe };

export function useSession(): SessionState {
  return useStore(store);
}

/** The person logged in; null while nobody is. */
export function useMe(): Me | null {
  const state = useStore(store);
  return state.status === 'authenticated' ? state.session.user : null;
}

export function accessToken(): string | null {
  const state = store.get();
  return state.status === 'authenticated' ? state.session.accessToken : null;
}

/** Takes over what log-in, refresh or a changed password answered. */
export function startSession(session: Session): void {
  store.set({ status: 'authenticated', session });
}

/** The profile has changed (name, language, theme, role): keeps the session, renews the person. */
export function updateMe(user: Me): void {
  const state = store.get();
  if (state.status === 'authenticated')
    store.set({ status: 'authenticated', session: { ...state.session, user } });
}

/** Forgets the session in this tab; `logged_out` in all tabs. */
export function endSession(reason: 'logged_out' | 'expired'): void {
  store.set({ status: 'anonymous', reason });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
  if (reason === 'logged_out') otherTabs?.postMessage('logged_out');
}

/** As right after the page was loaded: whether somebody is logged in has yet to be asked. For tests. */
export function forgetSession(): void {
  store.set({ status: 'unknown' });
}

/** Only one tab at a time rotates the cookie: two at once would look like a stolen one. Plain http has no locks. */
function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request('ticketz-refresh', work);
}

let refreshing: Promise<string | null> | null = null;

/**
 * Gets a fresh access token for the cookie; parallel callers share one call. Null when the server says there is no
 * session any more; throws when the server can't be reached, so that a lost network logs nobody out.
 */
export function refreshSession(): Promise<string | null> {
  refreshing ??= oneTabAtATime(async () => {
    try {
      const session = await request(authEndpoints.refresh, {}, null);
      startSession(session);
      return session.accessToken;
    } catch (error) {
      if (!isApiError(error) || error.status === 0 || error.isTemporary) throw error;
      const wasIn = store.get().status === 'authenticated';
      store.set({ status: 'anonymous', reason: wasIn ? 'expired' : 'none' });
      return null;
    }
  }).finally(() => {
    refreshing = null;
  });
  return refreshing;
}
