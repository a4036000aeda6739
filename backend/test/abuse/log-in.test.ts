import { authEndpoints, type Session } from '@ticketz/contract/auth';
import { userEndpoints } from '@ticketz/contract/users';
import { hashSync } from 'bcrypt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBrowser } from '../harness/browser.ts';
import { startTestApp, type TestApp } from '../harness/test-app.ts';

const password = 'correct horse battery';
const quickHash = hashSync(password, 4);
const fullHash = hashSync(password, 12);

let app: TestApp;
let companyId: string;
let email: string;
/** Every test comes from an address of its own, so that no limit of another one counts. */
let address: string;
let made = 0;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  made += 1;
  address = `192.0.2.${made}`;
  companyId = await app.makeCompany();
  email = `victim-${made}@example.com`;
  await makeAccount(companyId, email, quickHash);
});

const sql = (text: string, values: unknown[]) => app.database.owner.query(text, values);

async function makeAccount(company: string, mail: string, hash: string): Promise<void> {
  const { id } = await app.makePerson(company);
  await sql('UPDATE users SET email = $2, password_hash = $3 WHERE id = $1', [id, mail, hash]);
}

async function tryPassword(guess: string, mail = email, from = address) {
  const body = { email: mail, password: guess };
  return createBrowser(app.url, from).send(authEndpoints.logIn, { body });
}

describe('26. brute force in parallel at the limit', () => {
  it('lets exactly ten guesses through of sixty at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => tryPassword(`guess ${index}`)),
    );
    const codes = answers.map(({ error }) => error?.code);
    expect(codes.filter((code) => code === 'invalid_credentials')).toHaveLength(10);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(50);
    const limited = answers.find(({ error }) => error?.code === 'rate_limited');
    expect(limited?.status).toBe(429);
    expect(limited?.error?.details?.retryAfterSeconds).toBeGreaterThan(0);
  });

  it('says no to the right password too, until the time is over', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) await tryPassword(`guess ${attempt}`);
    expect((await tryPassword(password)).error?.code).toBe('rate_limited');
  });

  it('locks nobody out elsewhere', async () => {
    for (let attempt = 0; attempt < 11; attempt += 1) await tryPassword(`guess ${attempt}`);
    expect((await tryPassword(password, email, '198.51.100.1')).status).toBe(200);
  });

  it('starts anew after a success', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 0; attempt < 9; attempt += 1) await tryPassword(`guess ${attempt}`);
      expect((await tryPassword(password)).status).toBe(200);
    }
  });

  it('counts one address over all accounts', async () => {
    const accounts = Array.from({ length: 11 }, (_, index) => `one-of-many-${index}@example.com`);
    await Promise.all(accounts.map((mail) => makeAccount(companyId, mail, quickHash)));
    const guesses = accounts.flatMap((mail) => Array.from({ length: 10 }, () => tryPassword('guess', mail)));
    const codes = (await Promise.all(guesses)).map(({ error }) => error?.code);
    expect(codes.filter((code) => code === 'invalid_credentials')).toHaveLength(100);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(10);
  });

  it('counts spellings of one account, and the addresses of one IPv6 network, together', async () => {
    const spellings = [email, email.toUpperCase(), ` ${email}`, `${email} `];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const from = `2001:db8:0:${made}:${attempt}::1`;
      const { error } = await tryPassword('guess', spellings[attempt % spellings.length], from);
      expect(error?.code).toBe('invalid_credentials');
    }
    const { error } = await tryPassword(password, email, `2001:db8::${made}:ffff:0:0:1`);
    expect(error?.code).toBe('rate_limited');
  });
});

describe('26. user enumeration by text or time', () => {
  it('answers unknown accounts like wrong passwords', async () => {
    const known = await tryPassword('wrong');
    const unknown = await tryPassword('wrong', 'nobody@example.com');
    const { requestId: _one, ...first } = known.error ?? {};
    const { requestId: _two, ...second } = unknown.error ?? {};
    expect([known.status, first]).toEqual([unknown.status, second]);
  });

  it('takes as long for unknown accounts and for those turned off', { retry: 2 }, async () => {
    await sql('UPDATE users SET password_hash = $2 WHERE email = $1', [email, fullHash]);
    const off = `off-${made}@example.com`;
    await makeAccount(companyId, off, fullHash);
    await sql('UPDATE users SET active = false WHERE email = $1', [off]);

    const medianOf = async (mail: string): Promise<number> => {
      const times: number[] = [];
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const start = performance.now();
        await tryPassword('wrong', mail);
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[1] ?? 0;
    };
    const known = await medianOf(email);
    // Without the comparison an answer takes a few milliseconds, with it hundreds.
    for (const mail of [off, 'nobody@example.com']) expect(await medianOf(mail)).toBeGreaterThan(known / 3);
  });

  it('compares at most five accounts of one address', async () => {
    const many = `many-${made}@example.com`;
    for (let index = 0; index < 7; index += 1) await makeAccount(await app.makeCompany(), many, quickHash);
    const { error } = await tryPassword(password, many);
    expect(error?.code).toBe('choose_company');
    expect(error?.details?.companies).toHaveLength(5);
  });
});

describe('26. a refresh token is used again', () => {
  async function logIn() {
    const browser = createBrowser(app.url, address);
    return { browser, session: await browser.logIn(email, password) };
  }
  const age = (sessionId: string) =>
    sql(`UPDATE sessions SET rotated_at = now() - interval '11 seconds' WHERE id = $1`, [sessionId]);

  it('two tabs at once both get in, with one and the same new cookie', async () => {
    const { browser, session } = await logIn();
    const { cookie } = browser;
    const tabs = Array.from({ length: 8 }, () => {
      const tab = createBrowser(app.url, address);
      tab.cookie = cookie;
      return tab;
    });
    const answers = await Promise.all(tabs.map((tab) => tab.refresh()));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const [first, ...others] = tabs.map((tab) => tab.cookie);
    expect(first).not.toBe(cookie);
    expect(new Set(others)).toEqual(new Set([first]));
    for (const { body } of answers) expect(body).toMatchObject({ sessionId: session.sessionId });
  });

  it('a browser that never got the answer gets it again, and goes on with it', async () => {
    const { browser, session } = await logIn();
    const { cookie } = browser;
    await browser.refresh();
    // The page was loaded anew before the answer came.
    browser.cookie = cookie;
    expect((await browser.refresh()).status).toBe(200);
    await age(session.sessionId);
    expect((await browser.refresh()).status).toBe(200);
  });

  it('ends the session of thief and victim when the old one comes later', async () => {
    const { browser, session } = await logIn();
    const stolen = createBrowser(app.url, '198.51.100.66');
    stolen.cookie = browser.cookie;
    await browser.refresh();
    await age(session.sessionId);
    expect((await stolen.refresh()).error?.code).toBe('session_expired');
    const { error } = await browser.send(authEndpoints.me, { token: session.accessToken });
    expect(error?.code).toBe('session_expired');
    expect((await browser.refresh()).error?.code).toBe('session_expired');
  });

  it('ends it also when the thief is the first to refresh', async () => {
    const { browser, session } = await logIn();
    const thief = createBrowser(app.url, '198.51.100.66');
    thief.cookie = browser.cookie;
    const { body } = await thief.refresh();
    await age(session.sessionId);
    expect((await browser.refresh()).error?.code).toBe('session_expired');
    const { error } = await thief.send(authEndpoints.me, { token: (body as Session).accessToken });
    expect(error?.code).toBe('session_expired');
  });

  it('ends it for tokens older than the last two, even at once', async () => {
    const { browser, session } = await logIn();
    const oldest = browser.cookie;
    await browser.refresh();
    await browser.refresh();
    browser.cookie = oldest;
    expect((await browser.refresh()).error?.code).toBe('session_expired');
    const { error } = await browser.send(authEndpoints.me, { token: session.accessToken });
    expect(error?.code).toBe('session_expired');
  });

  it("doesn't take a token into another company or session", async () => {
    const { browser, session } = await logIn();
    const [, , secret] = (browser.cookie ?? '').split('.');
    const other = await app.makePerson(await app.makeCompany());
    for (const forged of [
      `${other.companyId}.${session.sessionId}.${secret}`,
      `${other.companyId}.${other.sessionId}.${secret}`,
      `${companyId}.${other.sessionId}.${secret}`,
    ]) {
      browser.cookie = forged;
      expect((await browser.refresh()).error?.code).toBe('session_expired');
    }
    const { error } = await browser.send(authEndpoints.me, { token: session.accessToken });
    expect(error).toBeUndefined();
  });

  it('keeps only hashes of tokens', async () => {
    const { browser, session } = await logIn();
    const secret = browser.cookie?.split('.')[2] ?? '';
    const { rows } = await sql('SELECT s::text AS text FROM sessions s WHERE id = $1', [session.sessionId]);
    expect(rows[0].text).not.toContain(secret);
    expect(rows[0].text).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
    expect(rows[0].text).not.toContain(Buffer.from(secret).toString('hex'));
  });
});

describe('18. a log-in at the moment of a change', () => {
  it('never outlives the password that opened it', async () => {
    const { rows } = await sql('SELECT id, company_id FROM users WHERE email = $1', [email]);
    const admin = await app.makePerson(rows[0].company_id, 'admin');
    const attempts = Array.from({ length: 6 }, () => tryPassword(password));
    await admin.api.call(userEndpoints.updateUser, {
      params: { userId: rows[0].id },
      body: { password: 'something new here' },
    });
    for (const { body, error } of await Promise.all(attempts)) {
      if (error) continue;
      const { error: ended } = await createBrowser(app.url).send(authEndpoints.me, {
        token: (body as Session).accessToken,
      });
      expect(ended?.code).toBe('session_expired');
    }
  });
});
