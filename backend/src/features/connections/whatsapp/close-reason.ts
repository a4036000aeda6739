import type { ConnectionReason } from '@ticketz/contract/connections';

/** How a socket ended. */
export interface Closed {
  statusCode: number | undefined;
  message: string;
}

/**
 * What to do next. `at-once`: open again now; `retry`: later, and later each time; `stop`: a person must act;
 * `forget`: the same, and the account's keys are worthless.
 */
export interface Verdict {
  next: 'at-once' | 'retry' | 'stop' | 'forget';
  reason: ConnectionReason;
}

/** After so many failures in a row of a kind that seldom mends itself, a person is asked. */
export const maxDoubtfulFailures = 3;

/** Reads a socket's end. `linking`: no account is linked yet. `failures`: how many there were in a row before. */
export function judge(
  closed: Closed,
  { linking, failures }: { linking: boolean; failures: number },
): Verdict {
  if (closed.statusCode === 515) return { next: 'at-once', reason: 'restart_required' };
  if (linking) return judgeLinking(closed, failures);
  // A proxy or a server on the way may answer with any of these numbers: only WhatsApp's own word counts.
  if (closed.message.startsWith('WebSocket Error')) return { next: 'retry', reason: networkReason(closed) };
  switch (closed.statusCode) {
    case 401:
      return { next: 'forget', reason: 'logged_out' };
    case 403:
      return { next: 'forget', reason: 'banned' };
    case 440:
      return { next: 'stop', reason: 'replaced' };
    case 411:
      return { next: 'stop', reason: 'bad_session' };
    case 500:
      return { next: failures < maxDoubtfulFailures ? 'retry' : 'stop', reason: 'bad_session' };
    case 408:
      return { next: 'retry', reason: 'timeout' };
    case 428:
      return { next: 'retry', reason: 'network' };
    default:
      return { next: 'retry', reason: 'unavailable' };
  }
}

function judgeLinking({ statusCode, message }: Closed, failures: number): Verdict {
  if (message.startsWith('QR refs')) return { next: 'forget', reason: 'link_expired' };
  if (statusCode === 401 || statusCode === 403) return { next: 'forget', reason: 'link_failed' };
  return failures < maxDoubtfulFailures
    ? { next: 'retry', reason: 'network' }
    : { next: 'forget', reason: 'link_failed' };
}

function networkReason({ statusCode }: Closed): ConnectionReason {
  return statusCode === 408 ? 'network' : 'unavailable';
}

const firstDelayMs = 1_000;
const longestDelayMs = 60_000;

/** How long to wait after so many failures in a row: doubling up to a minute, each at another moment. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const longest = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, failures - 1));
  return Math.round(longest * (0.5 + random() / 2));
}
