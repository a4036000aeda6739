import type { EphemeralEnvelope } from '@ticketz/contract/realtime';
import { userEndpoints } from '@ticketz/contract/users';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/harness/test-app.ts';
import { announceAbsence } from './announce-absence.job.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** As if the time that they are still on line had passed. */
async function goesBy(userId: string): Promise<void> {
  await vi.waitUntil(
    async () => {
      const { rowCount } = await app.database.owner.query(
        `UPDATE users SET online_until = now() - interval '1 second'
          WHERE id = $1 AND online_until < now() + interval '15 seconds'`,
        [userId],
      );
      return rowCount === 1;
    },
    { timeout: 20_000 },
  );
}

describe('Presence', () => {
  it('is on line while a socket is open, and for a moment after: a page that is loaded anew is no absence', async () => {
    const companyId = await app.makeCompany();
    const admin = await app.makePerson(companyId, 'admin');
    const agent = await app.makePerson(companyId);
    const view = () => admin.api.call(userEndpoints.getUser, { params: { userId: agent.id } });
    expect(await view()).toMatchObject({ online: false, lastSeenAt: null });
    const socket = await app.openSocket(agent);
    await vi.waitUntil(async () => (await view()).online, { timeout: 5_000 });
    const until = async () => {
      const { rows } = await app.database.owner.query<{ seconds: number }>(
        'SELECT extract(epoch FROM online_until - now())::int AS seconds FROM users WHERE id = $1',
        [agent.id],
      );
      return rows[0]?.seconds ?? 0;
    };
    expect(await until()).toBeGreaterThan(30);
    socket.close();
    await vi.waitUntil(async () => (await until()) <= 10, { timeout: 20_000 });
    await goesBy(agent.id);
    expect((await view()).online).toBe(false);
  });

  it('tells colleagues who comes and who goes', async () => {
    const companyId = await app.makeCompany();
    const admin = await app.makePerson(companyId, 'admin');
    const agent = await app.makePerson(companyId);
    const told: EphemeralEnvelope[] = [];
    const watching = io(app.url, { transports: ['websocket'], auth: { token: admin.token } });
    watching.on('ephemeral', (envelope: EphemeralEnvelope) => told.push(envelope));
    await new Promise<void>((resolve) => watching.on('ready', () => resolve()));
    const presence = (online: boolean) => () =>
      told.some(
        ({ type, data }) => type === 'user.presence' && data.userId === agent.id && data.online === online,
      );

    const coming = await app.openSocket(agent);
    await vi.waitUntil(presence(true), { timeout: 5_000 });
    coming.close();
    await goesBy(agent.id);
    await announceAbsence.handle({}, new AbortController().signal);
    await vi.waitUntil(presence(false), { timeout: 5_000 });
    watching.close();
  });
});
