import { describe, expect, it } from 'vitest';
import { backoff, judge } from './close-reason.ts';

describe('judge', () => {
  it.each([
    [401, 'Stream Errored (conflict)', { next: 'forget', reason: 'logged_out' }],
    [403, 'Connection Failure', { next: 'forget', reason: 'banned' }],
    [440, 'Stream Errored (conflict)', { next: 'stop', reason: 'replaced' }],
    [515, 'Stream Errored (restart required)', { next: 'at-once', reason: 'restart_required' }],
    [411, 'Multi-device beta not joined', { next: 'stop', reason: 'bad_session' }],
    [500, 'Stream Errored (unknown)', { next: 'retry', reason: 'bad_session' }],
    [408, 'Connection was lost', { next: 'retry', reason: 'timeout' }],
    [408, 'WebSocket Error (getaddrinfo ENOTFOUND)', { next: 'retry', reason: 'network' }],
    [428, 'Connection Terminated', { next: 'retry', reason: 'network' }],
    [503, 'Stream Errored (503)', { next: 'retry', reason: 'unavailable' }],
    [undefined, 'The state can not be stored', { next: 'retry', reason: 'unavailable' }],
  ])('reads %s "%s" of a linked account', (statusCode, message, verdict) => {
    expect(judge({ statusCode, message }, { linking: false, failures: 0 })).toEqual(verdict);
  });

  it('does not take the word of a proxy for a log-out', () => {
    const closed = { statusCode: 401, message: 'WebSocket Error (Unexpected server response: 401)' };
    expect(judge(closed, { linking: false, failures: 5 })).toEqual({ next: 'retry', reason: 'unavailable' });
  });

  it('asks a person when a session stays bad', () => {
    const closed = { statusCode: 500, message: 'Stream Errored (unknown)' };
    expect(judge(closed, { linking: false, failures: 3 }).next).toBe('stop');
  });

  it.each([
    [408, 'QR refs attempts ended', 0, { next: 'forget', reason: 'link_expired' }],
    [401, 'Connection Failure', 0, { next: 'forget', reason: 'link_failed' }],
    [428, 'Connection Terminated', 0, { next: 'retry', reason: 'network' }],
    [428, 'Connection Terminated', 3, { next: 'forget', reason: 'link_failed' }],
    [515, 'Stream Errored (restart required)', 0, { next: 'at-once', reason: 'restart_required' }],
  ])('reads %s "%s" after %s failures of linking', (statusCode, message, failures, verdict) => {
    expect(judge({ statusCode, message }, { linking: true, failures })).toEqual(verdict);
  });
});

describe('backoff', () => {
  it('doubles up to a minute, never at the same moment for all (pitfall 10)', () => {
    expect([1, 2, 3, 6, 7, 50].map((failures) => backoff(failures, () => 1))).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
    ]);
    expect(backoff(3, () => 0)).toBe(2_000);
  });
});
