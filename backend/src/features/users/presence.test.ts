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

describe('Presence', () => {
  it('is on line while a socket is open, and for a minute after', async () => {
    const companyId = await app.makeCompany();
    const admin = await app.makePerson(companyId, 'admin');
    const agent = await app.makePerson(companyId);
    const view = () => admin.api.call(userEndpoints.getUser, { params: { userId: agent.id } });
    const seen = (ago: string) =>
      app.database.owner.query('UPDATE users SET last_seen_at = now() - $2::interval WHERE id = $1', [
        agent.id,
        ago,
      ]);

    expect(await view()).toMatchObject({ online: false, lastSeenAt: null });
    const socket = await app.openSocket(agent);
    await vi.waitUntil(async () => (await view()).online, { timeout: 5_000 });
    socket.close();
    await seen('59 seconds');
    expect((await view()).online).toBe(true);
    await seen('61 seconds');
    expect((await view()).online).toBe(false);
  });

  it('tells admins who comes and who goes', async () => {
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
    await app.database.owner.query(
      `UPDATE users SET last_seen_at = now() - interval '70 seconds' WHERE id = $1`,
      [agent.id],
    );
    await announceAbsence.handle({}, new AbortController().signal);
    await vi.waitUntil(presence(false), { timeout: 5_000 });
    watching.close();
  });
});
