import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAccessTokens } from './access-token.ts';

const claims = {
  companyId: '01890000-0000-7000-8000-000000000001',
  userId: '01890000-0000-7000-8000-000000000002',
  sessionId: '01890000-0000-7000-8000-000000000003',
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('An access token', () => {
  it('is read again and again, until it is too old', async () => {
    const tokens = createAccessTokens('a secret of some length');
    const { accessToken, expiresAt } = await tokens.issue(claims);
    expect(await tokens.read(accessToken)).toEqual(claims);
    vi.setSystemTime(new Date(expiresAt).getTime() - 1_000);
    expect(await tokens.read(accessToken)).toEqual(claims);
    vi.setSystemTime(new Date(expiresAt).getTime() + 1_000);
    await expect(tokens.read(accessToken)).rejects.toMatchObject({ code: 'session_expired' });
    await expect(tokens.read(accessToken)).rejects.toMatchObject({ code: 'session_expired' });
  });

  it('that was good is no help to one that is like it', async () => {
    const tokens = createAccessTokens('a secret of some length');
    const { accessToken } = await tokens.issue(claims);
    await tokens.read(accessToken);
    const other = createAccessTokens('another secret of some length');
    for (const token of [
      `${accessToken}x`,
      accessToken.slice(0, -2),
      (await other.issue(claims)).accessToken,
    ]) {
      await expect(tokens.read(token)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
  });
});
