import { Writable } from 'node:stream';
import { authEndpoints } from '@ticketz/contract/auth';
import { companyEndpoints } from '@ticketz/contract/companies';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBrowser } from '../../../test/harness/browser.ts';
import { startTestApp, type TestApp } from '../../../test/harness/test-app.ts';
import { createLogger } from '../../core/logger.ts';
import { ensureSuperAdmin } from './ensure-super-admin.ts';

let app: TestApp;
let log = '';
const destination = new Writable({
  write(chunk, _encoding, done) {
    log += String(chunk);
    done();
  },
});
const logger = createLogger({ level: 'trace', name: 'test', destination });
const nothingGiven = { ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined, COMPANY_NAME: 'Ticketz' };

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
// The app has made one when it started.
beforeEach(async () => {
  await sql('TRUNCATE companies CASCADE');
});

const sql = (text: string) => app.database.owner.query(text);
const browser = () => createBrowser(app.url);

describe('The first start', () => {
  it('makes the super admin with a one-time password that only gets the person to a new one', async () => {
    const account = await ensureSuperAdmin(nothingGiven, logger);
    expect(account?.email).toBe('admin@ticketz.local');
    const password = account?.oneTimePassword ?? '';
    expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(log).not.toContain(password);

    const { accessToken, user } = await browser().logIn('admin@ticketz.local', password);
    expect(user).toMatchObject({ role: 'super', mustChangePassword: true, company: { name: 'Ticketz' } });
    const refused = await browser().send(companyEndpoints.listCompanies, { token: accessToken });
    expect(refused.error?.code).toBe('password_change_required');

    await browser().send(authEndpoints.changePassword, {
      token: accessToken,
      body: { currentPassword: password, newPassword: 'a password of my own' },
    });
    await expect(browser().logIn('admin@ticketz.local', password)).rejects.toThrow('invalid_credentials');
    const { accessToken: token } = await browser().logIn('admin@ticketz.local', 'a password of my own');
    expect((await browser().send(companyEndpoints.listCompanies, { token })).status).toBe(200);
  });

  it('takes address, password and company from the environment', async () => {
    const given = {
      ADMIN_EMAIL: 'Boss@Example.com',
      ADMIN_PASSWORD: 'given by the operator',
      COMPANY_NAME: 'Acme',
    };
    expect(await ensureSuperAdmin(given, logger)).toEqual({ email: 'boss@example.com' });
    const { user } = await browser().logIn('boss@example.com', 'given by the operator');
    expect(user).toMatchObject({ mustChangePassword: false, company: { name: 'Acme' } });
    expect(log).not.toContain('given by the operator');
  });

  it('makes one when several processes start at once, and none later', async () => {
    const starts = await Promise.all(Array.from({ length: 5 }, () => ensureSuperAdmin(nothingGiven, logger)));
    expect(starts.filter((account) => account !== null)).toHaveLength(1);
    expect(await ensureSuperAdmin(nothingGiven, logger)).toBeNull();
    const { rows } = await sql(
      'SELECT (SELECT count(*) FROM companies) AS companies, (SELECT count(*) FROM users) AS users',
    );
    expect(rows).toEqual([{ companies: '1', users: '1' }]);
  });

  it('refuses a password that could not be used', async () => {
    const given = { ...nothingGiven, ADMIN_PASSWORD: 'é'.repeat(60) };
    await expect(ensureSuperAdmin(given, logger)).rejects.toThrow(/ADMIN_PASSWORD/);
  });
});
