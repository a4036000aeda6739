import { authEndpoints } from '@ticketz/contract/auth';
import { companyEndpoints } from '@ticketz/contract/companies';
import { userEndpoints } from '@ticketz/contract/users';
import { hashSync } from 'bcrypt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBrowser } from '../../../test/harness/browser.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../../test/harness/test-app.ts';
import { findEndedSessions } from './find-ended-sessions.ts';

const withinMs = 5_000;

let app: TestApp;
let companyId: string;
let admin: TestPerson;
let agent: TestPerson;
let bystander: TestPerson;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  companyId = await app.makeCompany();
  admin = await app.makePerson(companyId, 'admin', 'Olga');
  agent = await app.makePerson(companyId);
  bystander = await app.makePerson(companyId);
});

const sql = (text: string, values: unknown[]) => app.database.owner.query(text, values);

/** Does something to the agent, and holds that the agent's socket ends in time and nobody else's does. */
async function expectSocketEnds(act: () => Promise<unknown>): Promise<void> {
  const socket = await app.openSocket(agent);
  const other = await app.openSocket(bystander);
  let otherEnded = false;
  void other.ended.then(() => {
    otherEnded = true;
  });
  await act();
  const late = new Promise((_resolve, reject) =>
    setTimeout(() => reject(new Error('The socket lives on')), withinMs).unref(),
  );
  expect(await Promise.race([socket.ended, late])).toBe('session_ended');
  expect(otherEnded).toBe(false);
  other.close();
  await expect(app.openSocket(agent)).rejects.toThrow('unauthenticated');
}

describe('18. a socket ends within seconds with the right to it', () => {
  const update = (body: object) => () =>
    admin.api.call(userEndpoints.updateUser, { params: { userId: agent.id }, body });

  it('when the role changes', () => expectSocketEnds(update({ role: 'admin' })));
  it('when the password is set anew', () => expectSocketEnds(update({ password: 'a new password' })));
  it('when the person is turned off', () => expectSocketEnds(update({ active: false })));

  it('when the session is ended from another device', async () => {
    const { accessToken: token } = await logInAgain();
    const params = { sessionId: agent.sessionId };
    await expectSocketEnds(() => createBrowser(app.url).send(authEndpoints.revokeSession, { token, params }));
  });

  it('when the password is changed on another device', async () => {
    const { accessToken: token } = await logInAgain();
    const body = { currentPassword: 'correct horse', newPassword: 'battery staple' };
    await expectSocketEnds(() => createBrowser(app.url).send(authEndpoints.changePassword, { token, body }));
  });

  it('when no signal comes, by the regular look at all sockets', () =>
    expectSocketEnds(() => sql(`UPDATE sessions SET expires_at = now() WHERE id = $1`, [agent.sessionId])));

  it('for all of a company that is turned off', async () => {
    const sockets = await Promise.all([admin, agent, bystander].map((person) => app.openSocket(person)));
    const elsewhere = await app.openSocket(await app.makePerson(await app.makeCompany()));
    const { rows } = await sql('SELECT id FROM companies WHERE operator', []);
    const boss = await app.makePerson(rows[0].id, 'super');
    await boss.api.call(companyEndpoints.updateCompany, { params: { companyId }, body: { active: false } });
    expect(await Promise.all(sockets.map(({ ended }) => ended))).toEqual(Array(3).fill('session_ended'));
    expect(await Promise.race([elsewhere.ended, Promise.resolve('lives on')])).toBe('lives on');
    elsewhere.close();
  });

  async function logInAgain() {
    await sql('UPDATE users SET email = $2, password_hash = $3 WHERE id = $1', [
      agent.id,
      `${agent.id}@example.com`,
      hashSync('correct horse', 4),
    ]);
    return createBrowser(app.url).logIn(`${agent.id}@example.com`, 'correct horse');
  }
});

it('who changes the password gets the answer before the own socket ends', async () => {
  await sql('UPDATE users SET password_hash = $2 WHERE id = $1', [agent.id, hashSync('correct horse', 4)]);
  const socket = await app.openSocket(agent);
  const order: string[] = [];
  void socket.ended.then(() => order.push('ended'));
  await agent.api.call(authEndpoints.changePassword, {
    body: { currentPassword: 'correct horse', newPassword: 'battery staple' },
  });
  order.push('answered');
  await socket.ended;
  expect(order).toEqual(['answered', 'ended']);
});

it('refuses a socket to who must change the password, and to forged tokens', async () => {
  await sql('UPDATE users SET must_change_password = true WHERE id = $1', [agent.id]);
  await expect(app.openSocket(agent)).rejects.toThrow('unauthenticated');
  await expect(app.openSocket({ ...bystander, token: '' })).rejects.toThrow('unauthenticated');
  await expect(app.openSocket({ ...bystander, token: `${admin.token}x` })).rejects.toThrow('unauthenticated');
});

it('finds the ended ones of several companies in one go', async () => {
  const other = await app.makePerson(await app.makeCompany());
  const unknown = { companyId: other.companyId, sessionId: agent.sessionId };
  await sql(`UPDATE sessions SET revoked_at = now() - interval '2 seconds' WHERE id = $1`, [admin.sessionId]);
  const refer = ({ companyId: company, sessionId }: TestPerson) => ({ companyId: company, sessionId });
  const ended = await findEndedSessions([refer(agent), refer(admin), refer(other), unknown]);
  expect(ended).toHaveLength(2);
  expect(ended).toEqual(expect.arrayContaining([refer(admin), unknown]));
});
