import { authEndpoints } from '@ticketz/contract/auth';
import { companyEndpoints } from '@ticketz/contract/companies';
import { userEndpoints } from '@ticketz/contract/users';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowser } from '../../../test/harness/browser.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../../test/harness/test-app.ts';

let app: TestApp;
let operatorId: string;
let boss: TestPerson;

beforeAll(async () => {
  app = await startTestApp();
  const { rows } = await app.database.owner.query('SELECT id FROM companies WHERE operator');
  operatorId = rows[0].id;
  boss = await app.makePerson(operatorId, 'super', 'Boss');
});
afterAll(() => app.stop());

let made = 0;
const newCompany = (name = 'Padaria') => ({
  name,
  admin: { name: 'Olga', email: `olga-${(made += 1)}@example.com`, password: 'first password' },
});
const create = (body = newCompany()) => boss.api.call(companyEndpoints.createCompany, { body });
const update = (companyId: string, body: { name?: string; active?: boolean }) =>
  boss.api.call(companyEndpoints.updateCompany, { params: { companyId }, body });
const list = async (search?: string) =>
  (await boss.api.call(companyEndpoints.listCompanies, { query: { search } })).items;

describe('Companies', () => {
  it('are made with their first admin, who chooses a password first', async () => {
    const body = newCompany();
    const company = await create(body);
    expect(company).toMatchObject({ name: 'Padaria', active: true, operator: false, userCount: 1 });
    const { user, accessToken: token } = await createBrowser(app.url).logIn(
      body.admin.email,
      'first password',
    );
    expect(user).toMatchObject({ role: 'admin', mustChangePassword: true, company: { id: company.id } });
    const { error } = await createBrowser(app.url).send(userEndpoints.listUsers, { token });
    expect(error?.code).toBe('password_change_required');
  });

  it('are listed by name with their size, and found by a part of it', async () => {
    const company = await create(newCompany('Zebra Ltda'));
    await app.makePerson(company.id);
    await app.makeConnection(company.id);
    const deleted = await app.makeConnection(company.id);
    await app.database.owner.query('UPDATE connections SET deleted_at = now() WHERE id = $1', [deleted]);
    const all = await list();
    expect(all.map(({ name }) => name.toLowerCase())).toEqual(
      all.map(({ name }) => name.toLowerCase()).sort(),
    );
    expect(all.find(({ operator }) => operator)?.id).toBe(operatorId);
    expect(await list('bra lt')).toEqual([{ ...company, userCount: 2, connectionCount: 1 }]);
    expect(await list('%')).toEqual([]);
  });

  it('can be renamed', async () => {
    const { id } = await create();
    expect(await update(id, { name: 'Padaria Central' })).toMatchObject({ id, name: 'Padaria Central' });
    await expect(update('01900000-0000-7000-8000-000000000000', { name: 'X' })).rejects.toThrow('not_found');
  });

  it('turned off lose all log-ins, for good', async () => {
    const { id } = await create();
    const agent = await app.makePerson(id);
    expect(await update(id, { active: false })).toMatchObject({ active: false });
    await expect(agent.api.call(authEndpoints.me, {})).rejects.toThrow('session_expired');
    expect(await update(id, { active: true })).toMatchObject({ active: true });
    await expect(agent.api.call(authEndpoints.me, {})).rejects.toThrow('session_expired');
  });

  it("of the operator can't be turned off", async () => {
    await expect(update(operatorId, { active: false })).rejects.toThrow('forbidden');
    expect(await update(operatorId, { name: 'Operator' })).toMatchObject({ active: true, operator: true });
  });
});
