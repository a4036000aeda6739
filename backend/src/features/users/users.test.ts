import { authEndpoints } from '@ticketz/contract/auth';
import { userEndpoints } from '@ticketz/contract/users';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBrowser } from '../../../test/harness/browser.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../../test/harness/test-app.ts';

let app: TestApp;
let companyId: string;
let admin: TestPerson;
let agent: TestPerson;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  companyId = await app.makeCompany();
  admin = await app.makePerson(companyId, 'admin', 'Olga');
  agent = await app.makePerson(companyId, 'agent', 'ana');
});

const sql = (text: string, values: unknown[] = []) => app.database.owner.query(text, values);
let made = 0;
const newPerson = () => ({
  name: 'Bruno',
  email: `bruno-${(made += 1)}@example.com`,
  role: 'agent' as const,
  password: 'first password',
});
const create = (who: TestPerson, body = newPerson()) => who.api.call(userEndpoints.createUser, { body });
const update = (who: TestPerson, userId: string, body: Parameters<typeof changeType>[0]) =>
  who.api.call(userEndpoints.updateUser, { params: { userId }, body });
const list = async (who: TestPerson, search?: string) =>
  (await who.api.call(userEndpoints.listUsers, { query: { search } })).items;
const isLoggedIn = (who: TestPerson) =>
  who.api.call(authEndpoints.me, {}).then(
    () => true,
    () => false,
  );
const operator = async () => (await sql('SELECT id FROM companies WHERE operator')).rows[0].id as string;

/** Gives the type of a change its name. */
function changeType(change: {
  name?: string;
  email?: string;
  role?: 'admin' | 'agent';
  active?: boolean;
  password?: string;
}) {
  return change;
}

describe('Users', () => {
  it('are listed by name, without regard to case, and found by name or address', async () => {
    const bruno = await create(admin);
    expect((await list(admin)).map(({ name }) => name)).toEqual(['ana', 'Bruno', 'Olga']);
    expect((await list(admin, ' BRU ')).map(({ id }) => id)).toEqual([bruno.id]);
    expect((await list(admin, bruno.email.slice(0, 12))).map(({ id }) => id)).toEqual([bruno.id]);
    for (const search of ['%', '_', "'", 'nobody']) expect(await list(admin, search)).toEqual([]);
    const ines = await create(admin, { ...newPerson(), name: 'Inês' });
    expect((await list(admin, 'INES')).map(({ id }) => id)).toEqual([ines.id]);
  });

  it('are made with a first password that has to be changed', async () => {
    const body = newPerson();
    const user = await create(admin, { ...body, email: body.email.toUpperCase() });
    const { password: _password, ...told } = body;
    expect(user).toMatchObject({ ...told, active: true, online: false, lastSeenAt: null });
    expect(user.mustChangePassword).toBe(true);
    expect(JSON.stringify(user)).not.toMatch(/hash|first password/);
    const session = await createBrowser(app.url).logIn(body.email, body.password);
    expect(session.user.mustChangePassword).toBe(true);
    const { rows } = await sql('SELECT password_hash FROM users WHERE id = $1', [user.id]);
    expect(rows[0].password_hash).toMatch(/^\$2b\$12\$/);
  });

  it('have an address that is theirs alone in the company, not beyond', async () => {
    const body = newPerson();
    await create(admin, body);
    await expect(create(admin, body)).rejects.toThrow('email_taken');
    await expect(update(admin, agent.id, { email: body.email })).rejects.toThrow('email_taken');
    const elsewhere = await app.makePerson(await app.makeCompany(), 'admin');
    expect((await create(elsewhere, body)).email).toBe(body.email);
  });

  it('made twice at once are made once', async () => {
    const body = newPerson();
    const results = await Promise.allSettled([create(admin, body), create(admin, body)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('tell admins and themselves of a change, and nobody else', async () => {
    const bystander = await app.makePerson(companyId, 'agent');
    const sockets = await Promise.all([admin, agent, bystander].map((person) => app.openSocket(person)));
    const [ofAdmin, ofAgent, ofBystander] = sockets;
    await update(admin, agent.id, { name: 'Ana Lima' });
    const seen = await ofAdmin?.waitFor('user.updated', ({ user }) => user.id === agent.id);
    expect(seen?.user.name).toBe('Ana Lima');
    expect((await ofAgent?.waitFor('profile.updated'))?.user.name).toBe('Ana Lima');
    await update(admin, bystander.id, { name: 'Bia' });
    await ofBystander?.waitFor('profile.updated');
    expect(ofBystander?.events.map(({ type }) => type)).toEqual(['profile.updated']);
    for (const socket of sockets) socket.close();
  });
});

describe('Changing a user', () => {
  it.each([
    ['the role', { role: 'admin' as const }],
    ['the password', { password: 'another password' }],
    ['activity', { active: false }],
  ])('ends the log-ins with %s', async (_what, change) => {
    await update(admin, agent.id, change);
    expect(await isLoggedIn(agent)).toBe(false);
    expect(await isLoggedIn(admin)).toBe(true);
  });

  it('keeps the log-ins when nothing of that changes', async () => {
    await update(admin, agent.id, { name: 'Ana Lima', role: 'agent', active: true });
    expect(await isLoggedIn(agent)).toBe(true);
  });

  it('with a new password makes the person choose another', async () => {
    const user = await update(admin, agent.id, { password: 'another password' });
    expect(user.mustChangePassword).toBe(true);
  });

  it('changes nothing when one part of it is refused', async () => {
    const other = await app.makePerson(companyId, 'agent', 'Bia');
    const { email } = (await list(admin, 'Bia'))[0] ?? {};
    expect(other.id).toBeDefined();
    await expect(update(admin, agent.id, { name: 'X', role: 'admin', email })).rejects.toThrow('email_taken');
    expect(await isLoggedIn(agent)).toBe(true);
    expect((await admin.api.call(userEndpoints.getUser, { params: { userId: agent.id } })).name).toBe('ana');
  });

  it('lets nobody change their own role, activity or, this way, password', async () => {
    for (const change of [{ role: 'agent' as const }, { active: false }]) {
      await expect(update(admin, admin.id, change)).rejects.toThrow('cannot_change_own_role');
    }
    await expect(update(admin, admin.id, { password: 'a password of mine' })).rejects.toThrow('forbidden');
    const own = { name: 'Olga Reis', role: 'admin' as const, active: true };
    expect(await update(admin, admin.id.toUpperCase(), own)).toMatchObject({ name: 'Olga Reis' });
    await expect(update(admin, admin.id.toUpperCase(), { active: false })).rejects.toThrow(
      'cannot_change_own_role',
    );
  });

  it('leaves the company an admin, also when two take each other down at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [first, second] = await Promise.all([
        app.makePerson(companyId, 'admin'),
        app.makePerson(companyId, 'admin'),
      ]);
      await sql('UPDATE users SET active = false WHERE company_id = $1 AND id <> ALL($2)', [
        companyId,
        [first.id, second.id],
      ]);
      const results = await Promise.allSettled([
        update(first, second.id, { role: 'agent' }),
        update(second, first.id, { active: false }),
      ]);
      const refused = results.flatMap((result) =>
        result.status === 'rejected' ? [result.reason.message] : [],
      );
      expect(refused).toHaveLength(1);
      // Who is late may find the own session ended already.
      expect(['last_admin', 'session_expired']).toContain(refused[0]);
    }
  });

  it('keeps admins away from the super admin', async () => {
    const boss = await app.makePerson(await operator(), 'super', 'Boss');
    const second = await app.makePerson(boss.companyId, 'admin');
    for (const change of [{ name: 'X' }, { password: 'another password' }, { active: false }]) {
      await expect(update(second, boss.id, change)).rejects.toThrow('forbidden');
    }
    const other = await app.makePerson(boss.companyId, 'super');
    await expect(update(boss, other.id, { role: 'admin' })).rejects.toThrow('forbidden');
    expect(await update(boss, second.id, { name: 'Second' })).toMatchObject({ name: 'Second' });
  });
});

describe('The own profile', () => {
  it('has a name, a language and a theme, on all devices', async () => {
    const socket = await app.openSocket(agent);
    const body = { name: 'Ana Lima', language: 'pt-BR' as const, theme: 'dark' as const };
    expect(await agent.api.call(userEndpoints.updateProfile, { body })).toMatchObject(body);
    expect((await socket.waitFor('profile.updated')).user).toMatchObject(body);
    expect(await agent.api.call(authEndpoints.me, {})).toMatchObject(body);
    const asBefore = await agent.api.call(userEndpoints.updateProfile, { body: { language: null } });
    expect(asBefore).toMatchObject({ name: 'Ana Lima', language: null, theme: 'dark' });
    socket.close();
  });
});
