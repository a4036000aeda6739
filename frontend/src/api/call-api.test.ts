import { authEndpoints } from '@ticketz/contract/auth';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeApi, type FakeApi, FakeFailure } from '../test/fake-api.ts';
import { makeSession } from '../test/fixtures.ts';
import { callApi } from './call-api.ts';
import { refreshSession, sessionStore, startSession } from './session.ts';

const counts = {
  mine: { total: 1, unread: 0 },
  waiting: { total: 2, unread: 1 },
  snoozed: { total: 0 },
  groups: null,
};
let api: FakeApi;
let tokenIsGood: boolean;

beforeEach(() => {
  api = createFakeApi();
  tokenIsGood = false;
  api.on(ticketEndpoints.countTickets, () => {
    if (!tokenIsGood) throw new FakeFailure('session_expired');
    return counts;
  });
  api.on(authEndpoints.refresh, () => {
    tokenIsGood = true;
    return { ...makeSession(), accessToken: 'fresh' };
  });
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => api.fetch(input as string, init));
  startSession(makeSession());
});

describe('a token that has run out', () => {
  it('is renewed once for all the calls that meet it, and they go through', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => callApi(ticketEndpoints.countTickets, {})));
    expect(answers).toEqual([counts, counts, counts]);
    expect(api.callsTo(authEndpoints.refresh)).toHaveLength(1);
  });

  it('ends the session when the server knows of none any more', async () => {
    api.on(authEndpoints.refresh, () => {
      throw new FakeFailure('session_expired');
    });
    await expect(callApi(ticketEndpoints.countTickets, {})).rejects.toMatchObject({
      code: 'session_expired',
    });
    expect(sessionStore.get()).toEqual({ status: 'anonymous', reason: 'expired' });
  });

  it('logs nobody out when the server cannot be reached', async () => {
    api.cutNetwork();
    await expect(refreshSession()).rejects.toMatchObject({ code: 'network_error' });
    expect(sessionStore.get().status).toBe('authenticated');
  });
});

it('tells the code, the id and the details of a refusal', async () => {
  tokenIsGood = true;
  api.on(ticketEndpoints.countTickets, () => {
    throw new FakeFailure('rate_limited', { retryAfterSeconds: 7 });
  });
  await expect(callApi(ticketEndpoints.countTickets, {})).rejects.toMatchObject({
    code: 'rate_limited',
    status: 429,
    requestId: 'test-request',
    details: { retryAfterSeconds: 7 },
    isTemporary: true,
  });
});

it('takes a page of a proxy for a server that is not there', async () => {
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('<html>', { status: 502 }));
  await expect(callApi(ticketEndpoints.countTickets, {})).rejects.toMatchObject({
    code: 'service_unavailable',
  });
});
