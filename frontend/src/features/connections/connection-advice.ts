import type { Connection, ConnectionReason, ConnectionState } from '@ticketz/contract/connections';

/** The one thing to do about a connection; null when it is well or takes care of itself. */
export type Advice = 'link' | 'linkAgain' | 'showCode' | 'tryNow' | null;

const needsNewLink: ReadonlySet<ConnectionReason> = new Set([
  'logged_out',
  'banned',
  'link_expired',
  'link_failed',
  'passkey_required',
  'bad_session',
]);

/** What a person can do about the state a connection is in. */
export function adviceFor({ state, reason }: Pick<Connection, 'state' | 'reason'>): Advice {
  if (state === 'unlinked') return reason ? 'linkAgain' : 'link';
  if (state === 'linking') return 'showCode';
  if (state === 'reconnecting') return 'tryNow';
  if (state === 'stopped') return reason && needsNewLink.has(reason) ? 'linkAgain' : 'tryNow';
  return null;
}

/** How a state looks: colour only underlines what the words say. */
export const stateTone: Record<ConnectionState, 'success' | 'warning' | 'error' | 'info' | 'secondary'> = {
  unlinked: 'secondary',
  starting: 'info',
  linking: 'info',
  connected: 'success',
  reconnecting: 'warning',
  stopped: 'error',
};

/** True while an account is linked, whether it can be reached right now or not. */
export function isLinked({ state, phoneNumber }: Pick<Connection, 'state' | 'phoneNumber'>): boolean {
  return state === 'connected' || state === 'reconnecting' || (state !== 'unlinked' && phoneNumber !== null);
}
