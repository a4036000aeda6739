import { authEndpoints, type Session } from '@ticketz/contract/auth';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { hashSync } from 'bcrypt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Browser, createBrowser } from '../../../test/harness/browser.ts';
import { startTestApp, type TestApp } from '../../../test/harness/test-app.ts';
import type { Exchange } from '../../core/http/route.ts';
import { createRefreshCookie } from './refresh-token.ts';

const password = 'correct horse battery';
const quickHash = hashSync(password, 4);

let app: TestApp;
let companyId: string;
let userId: string;
let email: string;
let browser: Browser;
let home: string;
let made = 0;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  companyId = await app.makeCompany('Padaria');
  userId = await makeAccount(companyId, (email = `ana-${(made += 1)}@example.com`));
  home = `203.0.113.${made % 250}`;
  browser = createBrowser(app.url, home);
});

async function makeAccount(company: string, address: string): Promise<string> {
  const { id } = await app.makePerson(company);
  await sql('UPDATE users SET email = $2, password_hash = $3 WHERE id = $1', [id, address, quickHash]);
  await sql('DELETE FROM sessions WHERE user_id = $1', [id]);
  return id;
}

const sql = (text: string, values: unknown[] = []) => app.database.owner.query(text, values);
const logIn = (body: object) => browser.send(authEndpoints.logIn, { body: { email, password, ...body } });
const me = (token: string) => browser.send(authEndpoints.me, { token });

describe('Log in', () => {
  it('answers a session and a cookie that scripts and other sites cannot reach', async () => {
    const { status, body, setCookie } = await logIn({});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user: { id: userId, email, role: 'agent', mustChangePassword: false, company: { name: 'Padaria' } },
    });
    expect(setCookie).toMatch(
      /^ticketz_refresh=[^;]+; Max-Age=2592000; Path=\/api\/auth; HttpOnly; SameSite=Strict$/,
    );
    const minutes = (Date.parse((body as Session).expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
    expect((await me((body as Session).accessToken)).status).toBe(200);
  });

  it('sends the cookie over https only, where the pages are', () => {
    const headers: string[] = [];
    const exchange: Exchange = {
      ipAddress: '',
      userAgent: '',
      requestId: '',
      cookie: () => undefined,
      setCookie: (header) => headers.push(header),
    };
    createRefreshCookie({ secure: true }).write(exchange, { companyId, sessionId: userId, secret: 'x' });
    expect(headers).toEqual([expect.stringMatching(/; HttpOnly; Secure; SameSite=Strict$/)]);
  });

  it('takes the address in any case and with spaces around', async () => {
    expect((await logIn({ email: `  ${email.toUpperCase()} ` })).status).toBe(200);
  });

  it('refuses a wrong password, an unknown account and one that is turned off alike', async () => {
    const wrong = await logIn({ password: 'something else' });
    const unknown = await logIn({ email: 'nobody@example.com' });
    await sql('UPDATE users SET active = false WHERE id = $1', [userId]);
    const inactive = await logIn({});
    for (const { status, error, setCookie } of [wrong, unknown, inactive]) {
      expect([status, error?.code, error?.details, setCookie]).toEqual([
        401,
        'invalid_credentials',
        undefined,
        undefined,
      ]);
    }
  });

  it('tells that the company is turned off only to who has the password', async () => {
    await sql('UPDATE companies SET active = false WHERE id = $1', [companyId]);
    expect((await logIn({ password: 'something else' })).error?.code).toBe('invalid_credentials');
    expect((await logIn({})).error?.code).toBe('company_inactive');
  });

  it('keeps an agent who must change the password out of everything else', async () => {
    await sql('UPDATE users SET must_change_password = true WHERE id = $1', [userId]);
    const session = await browser.logIn(email, password);
    expect(session.user.mustChangePassword).toBe(true);
    const contact = { params: { contactId: companyId }, token: session.accessToken };
    expect((await browser.send(contactEndpoints.getContact, contact)).error?.code).toBe(
      'password_change_required',
    );
    const changed = await browser.send(authEndpoints.changePassword, {
      token: session.accessToken,
      body: { currentPassword: password, newPassword: 'a new battery horse' },
    });
    expect(changed.body).toMatchObject({ user: { mustChangePassword: false } });
  });
});

describe('The same address in several companies', () => {
  it('asks which, and names only those whose password fits', async () => {
    const second = await app.makeCompany('Oficina');
    const third = await app.makeCompany('Farmácia');
    await makeAccount(second, email);
    const other = await makeAccount(third, email);
    await sql('UPDATE users SET password_hash = $2 WHERE id = $1', [other, hashSync('another one', 4)]);

    const asked = await logIn({});
    expect([asked.status, asked.error?.code]).toEqual([409, 'choose_company']);
    expect(asked.error?.details).toEqual({
      companies: [
        { id: companyId, name: 'Padaria' },
        { id: second, name: 'Oficina' },
      ],
    });
    expect((await logIn({ companyId: second })).body).toMatchObject({ user: { company: { id: second } } });
    expect((await logIn({ companyId: third })).error?.code).toBe('invalid_credentials');
    expect((await logIn({ password: 'another one' })).body).toMatchObject({
      user: { company: { id: third } },
    });
  });

  it('needs no question when the other company is turned off', async () => {
    const second = await app.makeCompany('Oficina');
    await makeAccount(second, email);
    await sql('UPDATE companies SET active = false WHERE id = $1', [second]);
    expect((await logIn({})).body).toMatchObject({ user: { company: { id: companyId } } });
  });
});

describe('Refresh', () => {
  it('answers a new access token and replaces the cookie', async () => {
    const session = await browser.logIn(email, password);
    const first = browser.cookie;
    const { status, body } = await browser.refresh();
    expect(status).toBe(200);
    expect(body).toMatchObject({ sessionId: session.sessionId, user: { id: userId } });
    expect(browser.cookie).not.toBe(first);
    expect((await me((body as Session).accessToken)).status).toBe(200);
  });

  it('lengthens the session by thirty days, and no session lasts longer unused', async () => {
    const { sessionId } = await browser.logIn(email, password);
    const days = async () =>
      (
        await sql(
          'SELECT extract(epoch FROM expires_at - now()) / 86400 AS days FROM sessions WHERE id = $1',
          [sessionId],
        )
      ).rows[0].days;
    await sql(`UPDATE sessions SET expires_at = now() + interval '1 hour' WHERE id = $1`, [sessionId]);
    await browser.refresh();
    expect(Number(await days())).toBeCloseTo(30, 1);
    await sql('UPDATE sessions SET expires_at = now() WHERE id = $1', [sessionId]);
    expect((await browser.refresh()).error?.code).toBe('session_expired');
  });

  it('without a cookie, or with nonsense in it, says that nobody is logged in', async () => {
    for (const cookie of [
      undefined,
      'x',
      'a.b.c',
      `${companyId}.${userId}`,
      `${companyId}.x.y`,
      '..',
      `${companyId}.${userId}.`,
    ]) {
      browser.cookie = cookie;
      expect((await browser.refresh()).error?.code, cookie).toBe('unauthenticated');
    }
  });

  it.each([
    ['the person', 'UPDATE users SET active = false WHERE company_id = $1'],
    ['the company', 'UPDATE companies SET active = false WHERE id = $1'],
  ])('ends when %s is turned off', async (_who, statement) => {
    await browser.logIn(email, password);
    await sql(statement, [companyId]);
    expect((await browser.refresh()).error?.code).toBe('session_expired');
  });
});

describe('Log out', () => {
  it('ends the session and takes the cookie away', async () => {
    const session = await browser.logIn(email, password);
    const { cookie } = browser;
    const { status, setCookie } = await browser.send(authEndpoints.logOut);
    expect(status).toBe(204);
    expect(setCookie).toMatch(/^ticketz_refresh=; Max-Age=0; Path=\/api\/auth/);
    expect((await me(session.accessToken)).error?.code).toBe('session_expired');
    browser.cookie = cookie;
    expect((await browser.refresh()).error?.code).toBe('session_expired');
  });

  it('answers the same without a session, and ends none with a wrong secret', async () => {
    expect((await browser.send(authEndpoints.logOut)).status).toBe(204);
    const session = await browser.logIn(email, password);
    browser.cookie = `${companyId}.${session.sessionId}.wrong`;
    expect((await browser.send(authEndpoints.logOut)).status).toBe(204);
    expect((await me(session.accessToken)).status).toBe(200);
  });
});

describe('Sessions', () => {
  const list = async (token: string) => {
    const { body } = await browser.send(authEndpoints.listSessions, { token });
    return authEndpoints.listSessions.response.parse(body).items;
  };

  it("are listed, only one's own and only those that stand, and can be ended", async () => {
    const phone = await createBrowser(app.url, '198.51.100.9').logIn(email, password);
    await createBrowser(app.url).logIn(await otherEmail(), password);
    const here = await browser.logIn(email, password);
    const sessions = await list(here.accessToken);
    expect(sessions.map(({ id, current, ipAddress }) => [id, current, ipAddress])).toEqual([
      [here.sessionId, true, home],
      [phone.sessionId, false, '198.51.100.9'],
    ]);
    expect(sessions[0]?.userAgent).toBe('Test browser');

    const revoke = { token: here.accessToken, params: { sessionId: phone.sessionId } };
    expect((await browser.send(authEndpoints.revokeSession, revoke)).status).toBe(204);
    expect((await me(phone.accessToken)).error?.code).toBe('session_expired');
    expect(await list(here.accessToken)).toHaveLength(1);
    expect((await browser.send(authEndpoints.revokeSession, revoke)).status).toBe(404);
  });

  it("of a colleague can't be ended", async () => {
    const colleague = await createBrowser(app.url).logIn(await otherEmail(), password);
    const { accessToken } = await browser.logIn(email, password);
    const revoke = { token: accessToken, params: { sessionId: colleague.sessionId } };
    expect((await browser.send(authEndpoints.revokeSession, revoke)).status).toBe(404);
    expect((await me(colleague.accessToken)).status).toBe(200);
  });

  async function otherEmail(): Promise<string> {
    const address = `bia-${(made += 1)}@example.com`;
    await makeAccount(companyId, address);
    return address;
  }
});

describe('Changing the password', () => {
  const change = (token: string, body: object) =>
    browser.send(authEndpoints.changePassword, {
      token,
      body: { currentPassword: password, newPassword: 'a new battery horse', ...body },
    });

  it('ends all sessions and answers a new one', async () => {
    const phone = await createBrowser(app.url).logIn(email, password);
    const here = await browser.logIn(email, password);
    const oldCookie = browser.cookie;
    const { status, body } = await change(here.accessToken, {});
    expect(status).toBe(200);
    expect((await me((body as Session).accessToken)).status).toBe(200);
    expect((await browser.refresh()).status).toBe(200);
    for (const { accessToken } of [phone, here])
      expect((await me(accessToken)).error?.code).toBe('session_expired');
    browser.cookie = oldCookie;
    expect((await browser.refresh()).error?.code).toBe('session_expired');
    expect((await logIn({})).error?.code).toBe('invalid_credentials');
    expect((await logIn({ password: 'a new battery horse' })).status).toBe(200);
  });

  it('needs the current one, and another than it', async () => {
    const { accessToken } = await browser.logIn(email, password);
    expect((await change(accessToken, { currentPassword: 'guessed it' })).error?.code).toBe('wrong_password');
    expect((await change(accessToken, { newPassword: password })).error?.code).toBe('password_unchanged');
    expect((await change(accessToken, { newPassword: 'short' })).error?.code).toBe('validation_failed');
    expect((await change(accessToken, { newPassword: 'é'.repeat(37) })).error?.code).toBe(
      'validation_failed',
    );
    expect((await me(accessToken)).status).toBe(200);
  });

  it("can't be tried without end by who found an open browser", async () => {
    const { accessToken } = await browser.logIn(email, password);
    const codes = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      codes.push((await change(accessToken, { currentPassword: `guess ${attempt}` })).error?.code);
    }
    expect(codes.filter((code) => code === 'wrong_password')).toHaveLength(10);
    expect(codes.at(-1)).toBe('rate_limited');
  });
});
